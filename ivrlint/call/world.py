"""What a call needs from outside: the date and time, who calls, what other systems and queues answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ivrlint.call.phone import ANSWERED, Phone, Station
from ivrlint.call.state import Answer, State
from ivrlint.call.walk import Walk
from ivrlint.flow import model

OK, ERROR = "ok", "error"
WAITING = "waiting"  # a queue where the caller waits, presses a key or gives up
_CALLERS = {"GB": "07700900123", "US": "2025550123", "IE": "0871234567"}  # numbers that nobody has
_CALLER = "600123456"


class World(NamedTuple):
    """The world around a call. What is not given has its usual value.

    Usual is: a lookup answers `ok`, or else the first outcome that is not `error`; queues and
    numbers answer at once; a split takes its first case. Keys of `lookups` are services or node ids,
    of `queues` queues, numbers, extensions or node ids, of `splits` node ids.
    """

    at: datetime | None = None  # local time of the flow where it has no zone of its own; None: now
    language: str | None = None
    caller: str | None = None  # None: a number of the flow's country; "": withheld
    number: str | None = None  # the one that is called
    fields: Mapping[str, str] = {}
    lookups: Mapping[str, str] = {}
    queues: Mapping[str, str] = {}
    splits: Mapping[str, str] = {}

    def epoch(self, phone: Phone) -> float:
        """The second at which the call is answered."""
        if self.at is None:
            return datetime.now(tz=phone.zone).timestamp()
        return (self.at if self.at.tzinfo else self.at.replace(tzinfo=phone.zone)).timestamp()

    def caller_of(self, phone: Phone) -> str:
        """The caller's number."""
        return _CALLERS.get(phone.flow.country or "", _CALLER) if self.caller is None else self.caller

    def answer(self, state: State | Walk) -> Answer | None:
        """What the world answers to a call that asks or waits; None where the caller waits in a queue."""
        station = state.station
        if station is None:
            return None
        if station.kind == "lookup":
            return Answer(_given(self.lookups, _service(station), station) or usual_lookup(station))
        if station.kind == "branch":
            return Answer(self.splits.get(station.id) or next(iter(station.cases), ""))
        outcome = _given(self.queues, station.goal, station) or ANSWERED
        if outcome == WAITING:
            return None
        return Answer(outcome, (station.waits or 0.0) if outcome == "timeout" else 0.0)


def _given(answers: Mapping[str, str], name: str | None, station: Station) -> str | None:
    """What is given for a node, or for its service or queue where no other such node has that name."""
    if not answers:
        return None
    namesake = station.phone.stations.get(name or "")
    if namesake is not None and namesake.kind == station.kind:
        name = None
    return answers.get(station.id) or answers.get(name or "")


def _service(station: Station) -> str | None:
    return station.node.service if isinstance(station.node, model.Lookup) else None


def usual_lookup(station: Station) -> str:
    """The outcome of a lookup when all goes well."""
    outcomes = [name for name, way in station.outcomes.items() if way.edge.to is not None]
    if OK in outcomes:
        return OK
    return next((name for name in outcomes if name != ERROR), ERROR)
