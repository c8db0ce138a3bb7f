"""A call in the making that can be taken back step by step: the machine's states are kept."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol

from ivrlint.call.machine import step
from ivrlint.call.phone import Phone, Station, Way
from ivrlint.call.record import Call
from ivrlint.call.script import FINISHED, HANG_UP, SILENCE, opening
from ivrlint.call.state import Event, Heard, Key, Speech, State
from ivrlint.call.world import World
from ivrlint.flow.numbers import KEYS

Moment = tuple[State, tuple[Heard, ...]]


class Deed(NamedTuple):
    """What the person at the keyboard does; `after` in seconds since the call began to listen."""

    kind: Literal["key", "say", "silence", "hang up", "back", "where", "restart", "leave", "finished"]
    text: str = ""
    after: float = 0.0


class Front(Protocol):
    """What the person sees and does. Each wait answers with a deed; `leave` ends the session."""

    def tell(self, session: "Session", moment: Moment) -> None:
        """Show what a step made heard."""

    def speak(self, session: "Session") -> Deed:
        """Let a prompt be heard that keys do not interrupt."""

    def listen(self, session: "Session", seconds: float) -> Deed:
        """Wait for the person, at most so many seconds."""

    def where(self, session: "Session") -> None:
        """Show where the call is."""

    def again(self, session: "Session") -> None:
        """Show the call after it was taken back or begun anew."""

    def ended(self, call: Call) -> Deed:
        """Show how the call ended; `back` and `restart` go on."""


class Choice(NamedTuple):
    """A key that works now, and what it is for."""

    key: str
    label: str


class Session:
    """One call after the other on the same phone, in the same world."""

    def __init__(self, phone: Phone, world: World, begin: str | None = None) -> None:
        self.phone = phone
        self.world = world
        self._begin = begin
        self.moments: list[Moment] = []
        self._turns: list[int] = []  # how many moments there were whenever the person was asked
        self.restart()

    @property
    def state(self) -> State:
        """Where the call stands."""
        return self.moments[-1][0]

    @property
    def station(self) -> Station:
        """The node where the call stands."""
        return self.state.station or next(iter(self.phone.stations.values()))

    def restart(self) -> None:
        """Hang up and call again."""
        self.moments = [opening(self.phone, self.world, self._begin)]
        self._turns = []

    def take(self, event: Event) -> Moment:
        """Let something happen."""
        self.moments.append(step(self.state, event))
        return self.moments[-1]

    def turn(self) -> None:
        """Note that the person is asked now; `undo` comes back here."""
        self._turns.append(len(self.moments))

    def undo(self) -> bool:
        """Take the call back to where the person was asked before; False at the beginning."""
        here = len(self.moments)
        while self._turns and self._turns[-1] >= here:
            self._turns.pop()
        if not self._turns:
            return False
        del self.moments[self._turns.pop() :]
        return True

    def call(self) -> Call:
        """The call so far."""
        states = [state for state, _ in self.moments]
        listened = sum(min(after.clock - before.clock, before.left) for before, after in pairwise(states))
        return Call(self.phone, [(state.clock, heard) for state, heard in self.moments], self.state, listened)

    def patience(self) -> float:
        """Seconds of silence after which the call goes on by itself, from now on."""
        state, ears = self.state, self.station.ears
        if state.phase == "waiting":
            return self.station.waits or 0.0
        return state.left + (ears.between_digits if state.entry else ears.no_input.after)

    def choices(self) -> Iterator[Choice]:
        """The keys that work now."""
        state = self.state
        station = self.station
        if state.asking == "confirm":
            yield Choice("1", "✓")
            yield Choice("2", "✗")
        elif state.asking == "number" or station.kind == "input":
            yield Choice("0-9", _count(station))
            yield Choice(station.terminator, "⏎")
        for key, way in station.keys.items() if not state.asking else ():
            if key.startswith(state.entry) and not (way.edge.option and key.strip(KEYS)):
                yield Choice(key, self._label(way, station))
            elif key.strip(KEYS) and station.ears.speech:
                yield Choice(f"“{self._label(way, station)}”", "")

    def _label(self, way: Way, station: Station) -> str:
        option = way.edge.option
        language = option.language or self.state.language if option else self.state.language
        return station.phone.speaker.label(option, language) if option else ""


def _count(station: Station) -> str:
    least, most = station.digits
    return str(most) if least == most else f"{least}-{most}"


def play(session: Session, front: Front) -> Call:
    """Play until the person leaves; returns the last call."""
    front.tell(session, session.moments[-1])
    while True:
        state = session.state
        answer = session.world.answer(state) if state.phase in ("asking", "waiting") else None
        if answer is not None:
            front.tell(session, session.take(answer))
            continue
        deed = _next(session, front)
        if deed.kind == "where":
            front.where(session)
        elif deed.kind in ("back", "restart"):
            if deed.kind == "restart":
                session.restart()
            elif not session.undo():
                front.where(session)
                continue
            front.again(session)
        elif session.state.phase == "ended" or deed.kind == "leave":
            return session.call()
        else:
            front.tell(session, session.take(_event(deed)))


def _next(session: Session, front: Front) -> Deed:
    phase = session.state.phase
    if phase == "ended":
        return front.ended(session.call())
    if phase == "speaking":
        return front.speak(session)
    session.turn()
    return front.listen(session, session.patience())


_EVENTS: dict[str, Callable[[Deed], Event]] = {
    "key": lambda deed: Key(deed.text, deed.after),
    "say": lambda deed: Speech(deed.text, deed.after),
    "silence": lambda _: SILENCE,
    "hang up": lambda _: HANG_UP,
    "finished": lambda _: FINISHED,
}


def _event(deed: Deed) -> Event:
    return _EVENTS[deed.kind](deed)
