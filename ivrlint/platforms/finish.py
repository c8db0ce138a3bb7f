"""What is worked out for files of all platforms alike once they have been read: languages, labels, what is missing."""

from dataclasses import replace

from ivrlint.flow import model
from ivrlint.flow.read import Reading
from ivrlint.message import say
from ivrlint.platforms.labels import labelled
from ivrlint.platforms.languages import in_languages


def finished(reading: Reading, language: str | None = None) -> Reading:
    """The reading with languages, labels, a name and a time zone. `language` overrules what the file tells."""
    if reading.flow is None:
        return reading
    flow = in_languages(reading.flow, language)
    flow = labelled(flow)
    flow = _in_a_time_zone(flow)
    name = flow.name or (flow.source.file.stem if flow.source.file else flow.source.path)
    return replace(reading, flow=replace(flow, name=name))


def _in_a_time_zone(flow: model.Flow) -> model.Flow:
    if not flow.hours or flow.timezone or flow.origin is None:
        return flow
    first = next(iter(flow.hours.values()))
    loss = model.Loss(
        first.place,
        "not in the file",
        "hours",
        say("the file does not say in which time zone its hours hold: UTC is taken"),
    )
    return replace(flow, timezone="UTC", origin=replace(flow.origin, losses=(*flow.origin.losses, loss)))
