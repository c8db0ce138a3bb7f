"""A call while a step works on it."""

from collections.abc import Mapping

from ivrlint.call.lines import Line
from ivrlint.call.phone import Station, Way
from ivrlint.call.state import Asking, Ending, Frame, Heard, Mark, Phase, Side, State
from ivrlint.message import Message

_new = tuple.__new__  # half the time of calling a NamedTuple, and calls are made by the million


class Walk:
    """A state while a step works on it. `heard` gathers what the step makes heard."""

    __slots__ = (*State._fields, "heard")
    station: Station
    phase: Phase
    asking: Asking
    clock: float
    line: Line
    left: float
    entry: str
    ahead: str
    trailing: str
    silences: int
    misses: int
    language: str
    fields: Mapping[str, str]
    menus: tuple[Station, ...]
    known: frozenset[Station]
    presses: int
    frames: tuple[Frame, ...]
    seen: tuple[Station, ...]
    marks: tuple[Mark, ...]
    caller: Side
    ending: Ending | None

    def __init__(self, state: State) -> None:
        (
            self.station,
            self.phase,
            self.asking,
            self.clock,
            self.line,
            self.left,
            self.entry,
            self.ahead,
            self.trailing,
            self.silences,
            self.misses,
            self.language,
            self.fields,
            self.menus,
            self.known,
            self.presses,
            self.frames,
            self.seen,
            self.marks,
            self.caller,
            self.ending,
        ) = state  # type: ignore[assignment]  # there is no station only before the first way is taken
        self.heard: list[Heard] = []

    def state(self) -> State:
        """The state that the step leaves behind."""
        return _new(
            State,
            (
                self.station,
                self.phase,
                self.asking,
                self.clock,
                self.line,
                self.left,
                self.entry,
                self.ahead,
                self.trailing,
                self.silences,
                self.misses,
                self.language,
                self.fields,
                self.menus,
                self.known,
                self.presses,
                self.frames,
                self.seen,
                self.marks,
                self.caller,
                self.ending,
            ),
        )

    def say(self, line: Line) -> None:
        """Begin to speak."""
        self.line = line
        self.left = line.seconds
        self.heard.append(line)

    def act(self, way: Way | None = None) -> Way | None:
        """Note that the caller did something, so that the call may come to the same state again."""
        self.seen = ()
        self.marks = ()
        return way

    def end(self, outcome: str, target: str | None = None, reason: Message | None = None) -> None:
        """End the call where it is."""
        self.phase = "ended"
        self.ending = Ending(outcome, self.station.id if self.station else None, target, reason)

    def fresh(self) -> None:
        """Set both counters back."""
        self.silences = self.misses = 0
