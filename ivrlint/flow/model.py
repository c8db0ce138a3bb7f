"""What a phone menu is: plain frozen data. Every piece knows the Place where it is written.

Names are those of the flow file (`else` is `otherwise`, a Python keyword otherwise). A value that
is not written is None or empty here; what holds then is decided in `listening_of` and in `graph`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from typing import Any, ClassVar, Literal, NamedTuple

from ivrlint import message
from ivrlint.flow.calendar import Hours
from ivrlint.flow.numbers import Numbers, begins, takes
from ivrlint.flow.place import Place, Source

RESERVED_TARGETS = ("repeat", "back", "start", "hangup")


class Target(NamedTuple):
    """Where a call goes on: a node's id or a reserved word."""

    to: str
    place: Place


class Duration(NamedTuple):
    """A length of time in seconds; `working` counts opening time only (a working day has 8 hours)."""

    seconds: float
    working: bool
    text: str
    place: Place


class Text(NamedTuple):
    """Words to be spoken, by language, and the recording that speaks them (may hold `{lang}`)."""

    spoken: Mapping[str, str]
    audio: str | None
    place: Place

    def in_language(self, language: str) -> str | None:
        """The words in that language, None where there are none."""
        return self.spoken.get(language)


class Phrases(NamedTuple):
    """What callers say, by language."""

    spoken: Mapping[str, tuple[str, ...]]
    place: Place


class Option(NamedTuple):
    """One key (or spoken name) of a menu, of a waiting queue, or of the whole flow."""

    key: str
    place: Place  # of the key
    label: Text | None = None
    to: Target | None = None
    silent: bool = False
    share: float | None = None  # 0..1, part of this menu's callers
    says: Phrases | None = None
    sets: Mapping[str, str] = {}
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What happens when the caller says nothing, or nothing that fits."""

    place: Place | None = None
    after: Duration | None = None  # of no_input only
    attempts: int | None = None
    again: tuple[Text, ...] = ()
    then: Target | None = None


@dataclass(frozen=True, slots=True)
class Listening:
    """How menus and inputs listen. None: inherited, and in the end the format's default."""

    place: Place | None = None
    barge_in: bool | None = None
    between_digits: Duration | None = None
    speech: bool | None = None
    no_input: Unanswered = default(default_factory=Unanswered)
    no_match: Unanswered = default(default_factory=Unanswered)
    end_of_speech: Duration | None = None


class Retries(NamedTuple):
    """A listening's counter with nothing left open: seconds, times, texts, and where it ends."""

    after: float
    attempts: int
    again: tuple[Text, ...]
    then: Target | None
    place: Place | None  # of what was written last, None where all is default


class Ears(NamedTuple):
    """How one node listens, with the node's, the flow's and the format's values put together."""

    barge_in: bool
    between_digits: float
    speech: bool
    no_input: Retries
    no_match: Retries


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    type: ClassVar[str]
    id: str
    place: Place  # of the whole node
    name: Place  # of its id, or of its `type` where it is written in place
    written: Place | None = None  # of what it says about itself: its pairs
    tags: tuple[str, ...] = ()
    note: str | None = None
    listening: Listening | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken(_Node):
    """A node that is there but cannot be understood; a problem has been reported."""

    type: ClassVar[str] = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(_Node):
    """Speaks and goes on."""

    type: ClassVar[str] = "message"
    prompt: Text | None = None
    next: Target | None = None
    sets: Mapping[str, str] = default(default_factory=dict)


class Dial(NamedTuple):
    """So many digits, or only some numbers, that are no option are an extension."""

    digits: tuple[int, int]  # the fewest and the most, those of `only` where it says which
    to: Target | None
    place: Place
    only: tuple[Numbers, ...] = ()  # () where any will do

    def takes(self, digits: str) -> bool:
        """Are these digits a number that may be dialled?"""
        return takes(self.digits, self.only, digits)

    def begins(self, digits: str) -> bool:
        """Do longer numbers that may be dialled begin with these digits?"""
        return begins(self.digits, self.only, digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu(_Node):
    """Speaks, listens, follows an option."""

    type: ClassVar[str] = "menu"
    options: tuple[Option, ...] = ()
    prompt: Text | None = None
    return_prompt: Text | None = None
    dial: Dial | None = None
    waits_for: int = 1  # so many keys, even where fewer are an entry already
    keys: bool = True  # do the flow's keys work here


@dataclass(frozen=True, slots=True, kw_only=True)
class Input(_Node):
    """Collects digits into a field."""

    type: ClassVar[str] = "input"
    prompt: Text | None = None
    field: str | None = None
    digits: tuple[int, int] | None = None
    terminator: str | None = None
    confirm: bool = False
    sensitive: bool = False
    kind: str | None = None
    next: Target | None = None
    keys: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(_Node):
    """Decides without asking: by opening hours, by a field, or by shares of the calls."""

    type: ClassVar[str] = "branch"
    hours: str | None = None
    field: str | None = None
    split: Mapping[str, float] = default(default_factory=dict)
    cases: Mapping[str, Target] = default(default_factory=dict)
    otherwise: Target | None = None
    asks: Place | None = None  # of the value of hours / field / split


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(_Node):
    """Asks another system."""

    type: ClassVar[str] = "lookup"
    service: str | None = None
    on: Mapping[str, Target] = default(default_factory=dict)
    sends: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    prompt: Text | None = None


class Wait(NamedTuple):
    """What a caller hears and may do while a queue holds them."""

    place: Place
    announces: tuple[str, ...] = ()
    every: Duration | None = None
    prompt: Text | None = None
    max: Duration | None = None
    answer: Duration | None = None
    share: float | None = None
    keys: tuple[Option, ...] = ()

    @classmethod
    def written(cls, place: Place, target: Mapping[str, Any] | None = None, **values: Any) -> "Wait":
        """A wait as a flow file writes it: its service level stands under `target`."""
        return cls(place, **(target or {}), **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(_Node):
    """Hands the call over."""

    type: ClassVar[str] = "transfer"
    queue: str | None = None
    number: str | None = None
    extension: str | None = None
    prompt: Text | None = None
    person: bool = True
    languages: tuple[str, ...] = ()  # spoken by those who answer; () where nothing is said
    passes: tuple[str, ...] = ()
    wait: Wait | None = None
    on: Mapping[str, Target] = default(default_factory=dict)

    @property
    def goal(self) -> str | None:
        """The queue, number or extension that takes the call."""
        return self.queue or self.number or self.extension


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicemail(_Node):
    """Takes a message."""

    type: ClassVar[str] = "voicemail"
    prompt: Text | None = None
    box: str | None = None
    max: Duration | None = None
    reply_within: Duration | None = None
    confirms_by: tuple[str, ...] = ()
    next: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback(_Node):
    """Promises to call back."""

    type: ClassVar[str] = "callback"
    prompt: Text | None = None
    confirm_number: bool = False
    call_within: Duration | None = None
    confirms_by: tuple[str, ...] = ()
    attempts: int | None = None
    queue: str | None = None
    next: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubFlow(_Node):
    """Runs another flow file and comes back."""

    type: ClassVar[str] = "flow"
    file: str | None = None
    on: Mapping[str, Target] = default(default_factory=dict)
    next: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hangup(_Node):
    """Says goodbye and ends the call."""

    type: ClassVar[str] = "hangup"
    prompt: Text | None = None
    outcome: str | None = None


Node = Message | Menu | Input | Branch | Lookup | Transfer | Voicemail | Callback | SubFlow | Hangup | Broken


class Intent(NamedTuple):
    """Something that people call about."""

    place: Place
    name: str = ""
    share: float | None = None  # 0..1, part of all calls
    at: tuple[Target, ...] = ()
    says: Phrases | None = None


class Directive(NamedTuple):
    """A comment that speaks to the linter."""

    place: Place
    rules: tuple[str, ...]
    reason: str
    whole_file: bool
    alone: bool  # alone on its line, so that it covers what stands below


LossKind = Literal["approximated", "left out", "not in the file"]


class Loss(NamedTuple):
    """What a flow does not say, or only nearly, of what callers of a platform meet: where, and what it means for them.

    Of what is "not in the file", such as the words of a recording, nothing was lost in translation.
    """

    place: Place
    kind: LossKind
    block: str  # as the platform calls it
    message: message.Message
    node: str | None = None  # where it is felt


@dataclass(frozen=True, slots=True)
class Origin:
    """The platform that a flow comes from. What a flow file says was imported knows no more than its name."""

    platform: str
    losses: tuple[Loss, ...] = ()
    blocks: int = 0  # in the platform's file
    names: Mapping[str, str] = default(default_factory=dict)  # by node: what the platform calls it
    call: bool = True  # False: nobody phones this, as a flow that shows pages on a screen

    @property
    def shares(self) -> tuple[int, int, int]:
        """How many blocks were translated as they are, how many only nearly, and of how many something is left out.

        A block is translated as it is also where the file itself does not say all that callers meet.
        """
        out = {loss.place for loss in self.losses if loss.kind == "left out"}
        nearly = {loss.place for loss in self.losses if loss.kind == "approximated"} - out
        left_out = min(len(out), self.blocks)
        approximated = min(len(nearly), self.blocks - left_out)
        return self.blocks - approximated - left_out, approximated, left_out

    @property
    def missing(self) -> tuple[Loss, ...]:
        """What the platform's file does not say, and whoever goes on with the flow has to add."""
        return tuple(loss for loss in self.losses if loss.kind == "not in the file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One phone menu, with the nodes of its included files."""

    place: Place
    source: Source
    name: str | None = None
    description: str | None = None
    languages: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None
    sector: str | None = None
    audience: str | None = None
    words_per_minute: Mapping[str, int] = default(default_factory=dict)  # by language; "" holds for all
    timezone: str | None = None
    recorded: bool | None = None
    reviewed: date | None = None
    start: Mapping[str | None, Target] = default(default_factory=dict)  # None: one entry for every number
    listening: Listening = default(default_factory=Listening)
    keys: tuple[Option, ...] = ()
    hours: Mapping[str, Hours] = default(default_factory=dict)
    intents: Mapping[str, Intent] = default(default_factory=dict)
    nodes: Mapping[str, Node] = default(default_factory=dict)
    sources: tuple[Source, ...] = ()
    directives: tuple[Directive, ...] = ()
    origin: Origin | None = None  # None: written as a flow file

    @property
    def language(self) -> str:
        """The default language; English where none is declared."""
        return self.languages[0] if self.languages else "en"

    def pace(self, language: str) -> int:
        """Words per minute in that language."""
        return self.words_per_minute.get(language) or self.words_per_minute.get("") or DEFAULT_PACE

    def ears(self, node: Node) -> Ears:
        """How that node listens, its own values first, then the flow's, then the format's."""
        return _ears(self.listening, node.listening)


DEFAULT_PACE = 175
DEFAULT_AFTER = 6.0
DEFAULT_BETWEEN_DIGITS = 3.0
DEFAULT_ATTEMPTS = 3


def _ears(flow: Listening, node: Listening | None) -> Ears:
    layers = (flow,) if node is None else (node, flow)
    between = next((layer.between_digits.seconds for layer in layers if layer.between_digits), DEFAULT_BETWEEN_DIGITS)
    return Ears(
        barge_in=next((layer.barge_in for layer in layers if layer.barge_in is not None), True),
        between_digits=between,
        speech=next((layer.speech for layer in layers if layer.speech is not None), False),
        no_input=_retries(*(layer.no_input for layer in layers)),
        no_match=_retries(*(layer.no_match for layer in layers)),
    )


def _retries(*layers: Unanswered) -> Retries:
    return Retries(
        after=next((layer.after.seconds for layer in layers if layer.after), DEFAULT_AFTER),
        attempts=next((layer.attempts for layer in layers if layer.attempts is not None), DEFAULT_ATTEMPTS),
        again=next((layer.again for layer in layers if layer.again), ()),
        then=next((layer.then for layer in layers if layer.then), None),
        place=next((layer.place for layer in layers if layer.place), None),
    )
