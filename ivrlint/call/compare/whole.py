"""What has changed for all calls: the numbers that are answered, languages, the pace, the clock."""

from collections.abc import Iterator

from ivrlint.call.compare.change import Change
from ivrlint.flow.model import Flow
from ivrlint.message import say


def whole(old: Flow, new: Flow) -> Iterator[Change]:
    """The changes of what the flows state at their top."""
    yield from _numbers(old, new)
    yield from _languages(old, new)
    for language in old.languages:
        if language in new.languages and old.pace(language) != new.pace(language):
            told = say(
                "texts are spoken with {new} words a minute (before: {old})",
                old=old.pace(language),
                new=new.pace(language),
            )
            yield Change("calls", "~", told, language=language)
    if old.timezone != new.timezone and (old.hours or new.hours):
        none = say("none")
        told = say(
            "opening hours are in the time zone {new} (before: {old})",
            old=old.timezone or none,
            new=new.timezone or none,
        )
        yield Change("calls", "~", told)
    if bool(old.recorded) != bool(new.recorded):
        yield Change("calls", "~", say("calls are recorded") if new.recorded else say("calls are no longer recorded"))


def _numbers(old: Flow, new: Flow) -> Iterator[Change]:
    for number in new.start:
        if number is not None and number not in old.start:
            yield Change("calls", "+", say("calls to {number} are answered", number=number))
    for number in old.start:
        if number is not None and number not in new.start:
            yield Change("calls", "-", say("calls to {number} are no longer answered", number=number))


def _languages(old: Flow, new: Flow) -> Iterator[Change]:
    for language in new.languages:
        if language not in old.languages:
            yield Change(
                "languages", "+", say("callers can be served in {language}", language=language), language=language
            )
    for language in old.languages:
        if language not in new.languages:
            told = say("callers can no longer be served in {language}", language=language)
            yield Change("languages", "-", told, language=language)
    if old.language != new.language:
        yield Change("languages", "~", say("calls begin in {new} (before: {old})", old=old.language, new=new.language))
