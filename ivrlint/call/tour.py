"""The fewest calls that exercise everything of a flow, and the shortest way to every destination."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ivrlint.call.coverage import GROUPS, Item, exercised, items, of_edge
from ivrlint.call.phone import Phone, Station
from ivrlint.call.planned import Maker, Tour
from ivrlint.call.script import Token
from ivrlint.call.search import WAIT, Search, Step, Trip, wrong_key
from ivrlint.flow.graph import CALLER_KINDS, HANGUP, LOST
from ivrlint.flow.numbers import KEYS

LONGEST = 120  # steps of one call
_ENDS = frozenset({"transfer", "voicemail", "callback", "hangup"})


class Plan(NamedTuple):
    """Calls that exercise a flow together, and what none of them could."""

    tours: tuple[Tour, ...]
    missed: tuple[Item, ...]


def shortest(phone: Phone) -> list[Tour]:
    """The shortest way to every node at which a call can end well, in the order of the file."""
    search, maker, found = Search(phone), Maker(phone), []
    for id_, station in phone.stations.items():
        if id_ in search.arrived and _is_destination(station):
            trip = search.arrived[id_]
            found.append(maker.tour(trip, _script(trip), id_))
    return found


def _is_destination(station: Station) -> bool:
    return station.kind in _ENDS or (station.next is not None and station.next.edge.target == HANGUP)


def covering(phone: Phone, groups: Iterable[str] | None = None) -> Plan:
    """Few calls that exercise every node and way on; only those of `groups` where some are named.

    The farthest ways come first, each by its shortest trip, so that what lies on the way is done
    with them; self-made detours (a silence, a wrong key, a repeat) are put where a call passes.
    """
    return _Cover(phone, frozenset(groups) if groups else None).plan()


class _Cover:
    def __init__(self, phone: Phone, groups: frozenset[str] | None) -> None:
        self.phone = phone
        self.search = Search(phone)
        self.maker = Maker(phone)
        reachable = phone.graph.reachable
        self.open = {
            item: None
            for id_, station in phone.stations.items()
            if id_ in reachable
            for item in items(station, each_key=True)
            if groups is None or item.group in groups
        }
        self.to_end = _steps_to_end(phone)

    def plan(self) -> Plan:
        """Cover what can be covered, the farthest first."""
        tours = []
        goals = sorted(
            ((trip.cost, item) for item in self.open if (trip := self._trip(item)) is not None),
            key=lambda goal: -goal[0],
        )
        for _, item in goals:
            if item in self.open:
                tour = self._tour(item, detours=True) or self._tour(item, detours=False)
                if tour is not None:
                    tours.append(tour)
        return Plan(tuple(_needed(tours)), tuple(self.open))

    def _trip(self, item: Item) -> Trip | None:
        if item.kind == "":
            return self.search.arrived.get(item.node)
        if item.key == "again":
            return self.search.arrived.get(item.node)
        return self.search.taken.get((item.node, item.kind, item.key))

    def _tour(self, item: Item, *, detours: bool) -> Tour | None:
        trip = self._trip(item)
        if trip is None:
            return None
        trip = self._to_the_end(trip)
        script = list(self._with_detours(trip)) if detours or item.key == "again" else _script(trip)
        tour = self.maker.tour(trip, script, self.maker.title(trip, item))
        done = dict.fromkeys(exercised(tour.call, each_key=True))
        if item not in done:
            return None
        new = tuple(item for item in done if item in self.open)
        for covered in new:
            del self.open[covered]
        return tour._replace(new=new)

    def _to_the_end(self, trip: Trip) -> Trip:
        """Go on until the call ends: by ways that are still open, else by the shortest."""
        been: set[object] = set()
        for _ in range(LONGEST):
            if trip.station is None:
                return trip
            been.add((trip.station, self._last(trip)))
            following = [on for on in self.search.ways_on(trip) if (on.station, self._last(on)) not in been]
            if not following:
                return trip
            trip = min(following, key=self._worth)
        return trip

    def _last(self, trip: Trip) -> object:
        return (trip.step.way.edge.source, trip.step.way.edge.kind, trip.step.way.edge.key) if trip.step else None

    def _worth(self, trip: Trip) -> tuple[bool, float, float]:
        edge = trip.step.way.edge if trip.step else None
        is_open = edge is not None and edge.kind in GROUPS and of_edge(edge, each_key=True) in self.open
        far = self.to_end.get(trip.station, 99) if trip.station is not None else 0
        return not is_open, far, trip.cost

    def _with_detours(self, trip: Trip) -> Iterator[Token]:
        """The script with silences, wrong keys and repeats that are still open put in on the way."""
        used: set[Item] = set()
        for step in trip.steps():
            station = step.way.owner
            if station is not None and station.phone is self.phone and step.tokens:
                again = {item for item in items(station, each_key=True) if item in self.open and item not in used}
                for item in sorted(again):
                    detour = self._detour(item, station, step)
                    used.update({item} if detour else ())
                    yield from detour
            yield from step.tokens

    def _detour(self, item: Item, station: Station, step: Step) -> tuple[Token, ...]:
        if item.key == "again" and item.kind != step.way.edge.kind:
            wrong = wrong_key(station)
            return (WAIT,) if item.kind == "no_input" else (Token("keys", wrong),) if wrong else ()
        way = station.keys.get(item.key) if item.kind in CALLER_KINDS else None
        plain = way is not None and way.sets is None and way.language is None and way.turn == "repeat"
        return (Token("keys", item.key),) if plain and not item.key.strip(KEYS) else ()


def _needed(tours: list[Tour]) -> Iterator[Tour]:
    """The tours without those whose every part another one exercises, the first ones first."""
    count: dict[Item, int] = {}
    done = [set(exercised(tour.call, each_key=True)) for tour in tours]
    wanted = {item for tour in tours for item in tour.new}
    for of_tour in done:
        for item in of_tour & wanted:
            count[item] = count.get(item, 0) + 1
    spared = set()
    for number in sorted(range(len(tours)), key=lambda number: len(done[number] & wanted)):
        if all(count[item] > 1 for item in done[number] & wanted):
            spared.add(number)
            for item in done[number] & wanted:
                count[item] -= 1
    return (tour for number, tour in enumerate(tours) if number not in spared)


def _steps_to_end(phone: Phone) -> dict[Station, int]:
    """For each station the fewest steps to an end of the call."""
    sources: dict[str, list[str]] = {}
    for edge in phone.graph.edges():
        sources.setdefault(edge.target, []).append(edge.source)
    steps = {id_: 0 for id_, station in phone.stations.items() if station.kind in _ENDS}
    steps |= {HANGUP: 0, LOST: 50}
    queue = deque(sorted(steps, key=lambda id_: steps[id_]))
    while queue:
        id_ = queue.popleft()
        for source in sources.get(id_, ()):
            if steps.get(source, 10_000) > steps[id_] + 1:
                steps[source] = steps[id_] + 1
                queue.append(source)
    return {phone.stations[id_]: number for id_, number in steps.items() if id_ in phone.stations}


def _script(trip: Trip) -> list[Token]:
    return [token for step in trip.steps() for token in step.tokens]
