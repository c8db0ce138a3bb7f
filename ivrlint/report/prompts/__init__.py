"""A recording script as a table: for people, spreadsheets and recording studios. Every format tells the same cells."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.call.lines import SLOT
from ivrlint.call.recordings import Recording, Script, Use
from ivrlint.message import Message, say, say_count

HEAD = (
    say("id"),
    say("language"),
    say("text"),
    say("file"),
    say("recorded"),
    say("seconds"),
    say("heard at"),
    say("much like"),
)
UNUSED, MISSING = say("Sound files that this flow does not use"), say("Recordings that are not there")
_THERE, _MISSING, _PROPOSED = say("yes"), say("no"), say("no; the name is proposed")
_UNHEARD = say("{where} (no call comes there)")
_KINDS = {
    "prompt": say("{node}"),
    "return": say("{node}, coming back"),
    "wait": say("{node}, while waiting"),
    "no_input": say("{node}, after silence"),
    "no_match": say("{node}, after a wrong key"),
}
_OWN = say("{node}, to confirm")


class Row(NamedTuple):
    """The cells of one text, as strings but for the seconds."""

    id: str
    language: str
    text: str
    file: str
    recorded: str
    seconds: float
    heard: str
    like: str


def rows(script: Script, language: str | None = None) -> Iterator[Row]:
    """The rows of a script, those of one language where one is wanted."""
    for each in script.recordings:
        if language in (None, each.language):
            yield Row(
                each.id,
                each.language,
                SLOT.sub(r"[\1]", each.text),
                " + ".join(each.files),
                str(_THERE if each.there else _MISSING if each.named else _PROPOSED),
                round(each.seconds, 1),
                _heard(each),
                ", ".join(each.like),
            )


def _heard(recording: Recording) -> str:
    where = "; ".join(dict.fromkeys(str(_used(use)) for use in recording.uses))
    return where if recording.heard else str(say(_UNHEARD, where=where))


def _used(use: Use) -> Message:
    return say(_KINDS.get(use.kind.partition(" ")[0], _OWN), node=use.node)


def summary(shown: list[Row], script: Script) -> Message:
    """How many texts there are, how long they take, how many are there."""
    there = sum(row.recorded == str(_THERE) for row in shown)
    minutes, seconds = divmod(round(sum(row.seconds for row in shown)), 60)
    return say_count(
        "{count} text, {time}; {there} recorded, {missing} named but not there",
        "{count} texts, {time}; {there} recorded, {missing} named but not there",
        len(shown),
        time=f"{minutes}:{seconds:02}",
        there=there,
        missing=len(script.missing),
    )
