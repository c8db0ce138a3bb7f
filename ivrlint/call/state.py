"""Where a call stands, what can happen to it, and what comes of it: plain frozen data."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ivrlint.call.lines import Line
from ivrlint.call.phone import Station, Way
from ivrlint.message import Message

Phase = Literal["speaking", "listening", "asking", "waiting", "ended"]
Asking = Literal["", "confirm", "number"]  # what a station asks besides its own question

QUIET = Line("", "", "", 0.0)


class Ending(NamedTuple):
    """How a call ended."""

    outcome: str  # transfer, voicemail, callback, hangup, lost, caller hung up, still going
    node: str | None
    target: str | None = None  # the queue, number or box that took the call
    reason: Message | None = None  # why a call is lost


class Frame(NamedTuple):
    """A flow that waits for another one, which it runs."""

    station: Station
    menus: tuple[Station, ...]


class Mark(NamedTuple):
    """What a call knew when it came to a station, to recognise that it is there again."""

    station: Station
    depth: int  # menus that `back` could still go to
    fields: Mapping[str, str]
    frames: tuple[Frame, ...]
    silences: int
    misses: int


class Side(NamedTuple):
    """What does not change during a call."""

    began: float = 0.0  # seconds since 1970, UTC
    number: str = ""  # the caller's; "" where it is withheld
    entry: Way | None = None


class State(NamedTuple):
    """A call at one moment.

    `clock` counts seconds since the call was answered; `line` is what is being spoken and `left` how
    many seconds of it are still to come. `entry` holds the keys of an entry that is not complete,
    `ahead` those that were pressed before the call listened. `menus` are the menus passed, the
    present one last. `seen` is where the call has been since the caller last did something.
    """

    station: Station | None
    phase: Phase
    asking: Asking
    clock: float
    line: Line
    left: float
    entry: str
    ahead: str
    trailing: str  # a terminator that may still follow a complete entry
    silences: int
    misses: int
    language: str
    fields: Mapping[str, str]
    menus: tuple[Station, ...]
    known: frozenset[Station]  # menus whose prompt has been heard and that have another for the return
    presses: int
    frames: tuple[Frame, ...]
    seen: tuple[Station, ...]
    marks: tuple[Mark, ...]
    caller: Side
    ending: Ending | None


# Events


class Key(NamedTuple):
    """The caller presses a key, `after` so many seconds (or as soon as the call has come so far)."""

    key: str
    after: float = 0.0


class Speech(NamedTuple):
    """The caller says something, `after` so many seconds."""

    text: str
    after: float = 0.0


class Silence(NamedTuple):
    """The caller does nothing until the time runs out: that of an entry begun, or that of `no_input`."""


class Finished(NamedTuple):
    """What was being spoken has come to its end."""


class HangUp(NamedTuple):
    """The caller hangs up."""


class Answer(NamedTuple):
    """Another system answers a lookup, a queue or number takes or refuses the call, a split is drawn."""

    outcome: str
    after: float = 0.0
    fields: Mapping[str, str] = {}


Event = Key | Speech | Silence | Finished | HangUp | Answer

# What comes of an event


SaidKind = Literal["entered", "no_match", "no_input", "speech", "confirmed", "corrected", "ignored", "hung up"]


class Said(NamedTuple):
    """What the caller did that leads nowhere by itself: digits entered, wrong keys, words, silence."""

    node: str
    kind: SaidKind
    text: str  # masked where it is sensitive


Heard = Way | Line | Said
