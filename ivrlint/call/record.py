"""A call that has been made: how it ended, where it went, what was said."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from ivrlint.call.lines import Line, shown
from ivrlint.call.phone import Phone, Way
from ivrlint.call.state import Ending, Heard, Said, State
from ivrlint.flow import model
from ivrlint.flow.graph import CALLER_KINDS, ELSE
from ivrlint.message import Message, say

LOST = "lost"
Moment = tuple[float, Sequence[Heard]]  # seconds since the call was answered, and what was heard then


class Entry(NamedTuple):
    """One line of a transcript; `at` in seconds since the call was answered."""

    at: float
    who: str  # ivr, caller or system
    node: str
    text: str


class _Shown(Protocol):
    def __str__(self) -> str: ...


class Call:
    """A call with all its moments; what is asked of it is worked out when it is asked."""

    def __init__(
        self, phone: Phone, moments: Sequence[Moment], last: State, listened: float, left_over: Sequence[_Shown] = ()
    ) -> None:
        self.phone = phone
        self.moments = moments
        self.left_over = left_over
        self._last = last
        self._listened = listened

    @property
    def ending(self) -> Ending:
        """How the call ended; `still going` where it was cut short."""
        station = self._last.station
        return self._last.ending or Ending("still going", station.id if station else None)

    @property
    def outcome(self) -> str:
        """How the call ended, in a word or two."""
        return self.ending.outcome

    @property
    def seconds(self) -> float:
        """How long the call took."""
        return round(self._last.clock, 2)

    @property
    def presses(self) -> int:
        """How many keys the caller pressed."""
        return self._last.presses

    @property
    def language(self) -> str:
        """The language at the end."""
        return self._last.language

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The fields at the end, sensitive ones masked."""
        return {name: shown(value) for name, value in self._last.fields.items()}

    @property
    def raw_fields(self) -> Mapping[str, str]:
        """The fields at the end, sensitive ones as `Secret`."""
        return self._last.fields

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Every way that the call took, in order."""
        return tuple(item for _, heard in self.moments for item in heard if type(item) is Way)

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The nodes that the call came to, in order."""
        return tuple(way.target.id for way in self.ways if way.target is not None)

    @property
    def listening(self) -> float:
        """Seconds for which the caller listened to prompts."""
        return round(self._listened, 2)

    @cached_property
    def transcript(self) -> tuple[Entry, ...]:
        """What was said and done, in order; nothing sensitive."""
        lines = [entry for clock, heard in self.moments for entry in entries(round(clock, 2), heard)]
        note = end_note(self.ending)
        lines.append(Entry(self.seconds, "system", self.ending.node or "", str(note)))
        if self.left_over:
            lines.append(Entry(self.seconds, "system", self.ending.node or "", str(left_over_note(self.left_over))))
        return tuple(lines)

    def document(self) -> dict[str, Any]:
        """The call as JSON tells it, version 1."""
        ending = self.ending
        return {
            "version": 1,
            "outcome": ending.outcome,
            "node": ending.node,
            "target": ending.target,
            "seconds": self.seconds,
            "presses": self.presses,
            "path": list(self.path),
            "language": self.language,
            "fields": dict(self.fields),
            "transcript": [entry._asdict() for entry in self.transcript],
        }


def end_note(ending: Ending) -> Message:
    """How a call ended, in a sentence."""
    if ending.reason is not None:
        return say("the call is lost: {reason}", reason=ending.reason)
    return say(_ENDINGS[ending.outcome], target=ending.target or ending.node or "", node=ending.node or "")


_ENDINGS = {
    "transfer": say("the call is put through to {target}"),
    "voicemail": say("a message is left in {target}"),
    "callback": say("a call back is promised ({node})"),
    "hangup": say("the menu hangs up ({node})"),
    "caller hung up": say("the caller hung up ({node})"),
    "still going": say("the call is still going: it listens at {node}"),
    LOST: say("the call is lost ({node})"),
}


def left_over_note(left_over: Sequence[_Shown]) -> Message:
    """That the call ended before the caller had done everything."""
    return say("left over when the call ended: {tokens}", tokens=", ".join(map(str, left_over)))


def entries(at: float, heard: Sequence[Heard]) -> Iterator[Entry]:
    """What one step of a call adds to its transcript."""
    spoken = False
    for item in heard:
        if type(item) is Line:
            if item.text:
                yield Entry(at, "ivr", item.node, item.text)
        elif type(item) is Said:
            spoken = item.kind == "speech" or spoken
            yield _said(at, item)
        elif type(item) is Way:
            yield from _taken(at, item, spoken=spoken)


_DEEDS = {
    "no_input": say("(silence)"),
    "hung up": say("(hangs up)"),
    "no_match": say("{text}"),
    "entered": say("{text}"),
    "confirmed": say("{text}"),
    "corrected": say("{text}"),
    "speech": say("“{text}”"),
    "ignored": say("“{text}” (nobody listens to speech here)"),
}


def _said(at: float, said: Said) -> Entry:
    return Entry(at, "caller", said.node, str(say(_DEEDS[said.kind], text=said.text)))


def _taken(at: float, way: Way, *, spoken: bool) -> Iterator[Entry]:
    edge = way.edge
    if edge.kind in CALLER_KINDS:
        if edge.key and not spoken:
            yield Entry(at, "caller", edge.source, edge.key)
    elif edge.kind in ("case", "outcome"):
        note = decision(way)
        if note is not None:
            yield Entry(at, "system", edge.source, str(note))


_CASE, _NO_CASE = say("{field} is {case}"), say("{field} has no case of its own")
_ELSEWHEN = say("the hours {hours} are {case}")
_HOURS = {"open": say("the hours {hours} are open"), "closed": say("the hours {hours} are closed")}


def decision(way: Way) -> Message | None:
    """What decided that the call took this way, where the caller had no part in it."""
    owner = None if way.owner is None else way.owner.node
    key = way.edge.key
    match owner:
        case model.Branch(hours=str() as hours):
            return say(_HOURS.get(key, _ELSEWHEN), hours=hours, case=key)
        case model.Branch(field=str() as field):
            return say(_NO_CASE if key == ELSE else _CASE, field=field, case=key)
        case model.Branch():
            return say("this call belongs to the share {case}", case=key)
        case model.Lookup():
            return say("{service} answers {outcome}", service=owner.service or owner.id, outcome=key)
        case model.Transfer():
            return say("{goal} does not take the call: {outcome}", goal=owner.goal or owner.id, outcome=key)
        case _:
            return None
