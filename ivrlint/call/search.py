"""Ways through a flow for callers who may choose everything: keys, silence, the hour, what systems answer.

One search from the start, cheapest first, finds for every way on from a node a caller who comes to
take it. What a caller may assume once (the hours are open, a lookup fails, a field has a value) holds
for the whole call. A node is looked at once for each set of fields and hours that branches tell
apart, at most MOST times, so that the search stays linear in the size of the flow.
"""

import heapq
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import NamedTuple

from ivrlint.call.asking import CALLBACK_NUMBER
from ivrlint.call.moments import moment
from ivrlint.call.phone import ANSWERED, Phone, Station, Way
from ivrlint.call.script import Token
from ivrlint.call.world import WAITING, usual_lookup
from ivrlint.flow import model
from ivrlint.flow.graph import ELSE
from ivrlint.flow.numbers import KEYS

MOST = 48
WAIT = Token("wait")
_UNSET = ""  # the value of a field that nobody knows
_Facts = Mapping[str, str]
_NOTHING: _Facts = {}


class Step(NamedTuple):
    """A way that is taken, and what the caller does for it."""

    way: Way
    tokens: tuple[Token, ...] = ()
    cost: float = 0.0


class Trip(NamedTuple):
    """A caller on the way: where they are, what holds for their call, and how they came there."""

    station: Station | None  # None: the call is over
    step: Step | None = None
    before: "Trip | None" = None
    cost: float = 0.0
    fields: _Facts = _NOTHING  # as they are now
    given: _Facts = _NOTHING  # fields that are known before the call
    hours: _Facts = _NOTHING
    lookups: _Facts = _NOTHING  # by node
    queues: _Facts = _NOTHING
    splits: _Facts = _NOTHING
    menus: tuple[Station, ...] = ()
    frames: tuple[tuple[Station, tuple[Station, ...]], ...] = ()
    language: str = ""
    number: str = ""  # the one that is called, "" for the flow's first

    def steps(self) -> list[Step]:
        """The steps from the start."""
        found: list[Step] = []
        trip: Trip | None = self
        while trip is not None:
            if trip.step is not None:
                found.append(trip.step)
            trip = trip.before
        return found[::-1]


class Search:
    """The cheapest trips to everything that a call can do on a phone."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.tested = tested_fields(phone)
        self.own = own_fields(phone)
        self.taken: dict[tuple[str, str, str], Trip] = {}  # the trip that takes an edge: source, kind, key
        self.arrived: dict[str, Trip] = {}  # the trip that comes to a node of this flow
        self._run()

    def _run(self) -> None:
        order = count()
        heap: list[tuple[float, int, Trip]] = []
        for number, entry in self.phone.entries.items():
            if entry.target is not None:
                called = "" if entry is self.phone.entry() else number
                first = Trip(entry.target, Step(entry), language=self.phone.flow.language, number=called)
                heapq.heappush(heap, (0.0, next(order), self._at(first)))
        seen: dict[Station, set[object]] = {}
        while heap:
            _, _, trip = heapq.heappop(heap)
            station = trip.station
            if station is None:
                continue
            known, key = seen.setdefault(station, set()), self._key(trip)
            if key in known or len(known) >= MOST:
                continue
            known.add(key)
            if station.phone is self.phone:
                self.arrived.setdefault(station.id, trip)
            for following in self.ways_on(trip):
                self._note(station, following)
                heapq.heappush(heap, (following.cost, next(order), following))

    def _note(self, station: Station, trip: Trip) -> None:
        edge = trip.step.way.edge if trip.step else None
        if edge is not None and (station.phone is self.phone or edge.kind == "outcome"):
            self.taken.setdefault((edge.source, edge.kind, edge.key), trip)

    def _key(self, trip: Trip) -> object:
        fields = tuple(trip.fields.get(name) for name in self.tested)
        return fields, tuple(sorted(trip.hours.items())), trip.frames, trip.language

    def ways_on(self, trip: Trip) -> Iterator[Trip]:
        """Every trip that goes on from this one by one way."""
        station = trip.station
        if station is not None:
            yield from _WAYS.get(station.kind, _next)(self, trip, station)

    def go(self, trip: Trip, way: Way, tokens: tuple[Token, ...] = (), cost: float = 0.0, **facts: object) -> Trip:
        """The trip after taking a way."""
        option = way.edge.option
        fields = {**trip.fields, **(way.sets or {}), **facts.pop("fields", {})}  # type: ignore[dict-item]
        price = trip.cost + cost + sum(len(token.text) or 2 for token in tokens) + 0.001
        step = Step(way, tokens, cost)
        after = trip._replace(step=step, before=trip, cost=price, fields=fields, **facts)  # type: ignore[arg-type]
        if option is not None and option.language:
            after = after._replace(language=option.language)
        station = trip.station
        if way.turn == "back":
            menus = trip.menus[:-1] if trip.menus[-1:] == (station,) else trip.menus
            return self._at(after._replace(station=menus[-1] if menus else station, menus=menus))
        if way.turn == "start":
            entry = station.phone.entry() if station and trip.frames else self.phone.entry(trip.number)
            return self._at(after._replace(station=entry.target, menus=()))
        if way.turn == "hangup":
            return self.hung_up(after, None)
        return self._at(after._replace(station=station if way.turn == "repeat" else way.target))

    def _at(self, trip: Trip) -> Trip:
        """What coming to a station changes."""
        station = trip.station
        if station is None:
            return trip
        if station.kind == "menu" and (not trip.menus or trip.menus[-1] is not station):
            return trip._replace(menus=(*trip.menus, station))
        if station.sets is not None:
            return trip._replace(fields={**trip.fields, **station.sets})
        return trip

    def hung_up(self, trip: Trip, outcome: str | None) -> Trip:
        """The trip after the menu hangs up: over, or back in the flow that runs this one."""
        if not trip.frames:
            return trip._replace(station=None)
        caller, menus = trip.frames[-1]
        back = trip._replace(frames=trip.frames[:-1], menus=menus, station=caller)
        way = caller.outcomes.get(outcome or "") or caller.next
        return self.go(back, way) if way is not None else back._replace(station=None)

    @cache  # noqa: B019 - a search lives as long as its phone
    def _possible(self, hours: tuple[tuple[str, str], ...]) -> bool:
        return moment(self.phone.flow, {name: case == "open" for name, case in hours}) is not None

    def possible(self, hours: _Facts) -> bool:
        """Is there a moment at which these hours are so?"""
        return self._possible(tuple(sorted(hours.items())))


def tested_fields(phone: Phone) -> tuple[str, ...]:
    """The fields that decide where calls go, in this flow and those that it runs."""
    from ivrlint.call.given import phones

    return tuple(
        sorted(
            {
                station.node.field
                for part in phones(phone)
                for station in part.stations.values()
                if isinstance(station.node, model.Branch) and station.node.field
            }
        )
    )


def own_fields(phone: Phone) -> frozenset[str]:
    """The fields that messages and options of the flow set."""
    from ivrlint.call.given import phones

    stations = [station for part in phones(phone) for station in part.stations.values()]
    return frozenset(
        name
        for station in stations
        for sets in (station.sets, *(way.sets for way in station.keys.values()))
        for name in sets or ()
    )


def _keys(station: Station, trip: Trip) -> Iterator[tuple[Way, Token]]:
    for key, way in station.keys.items():
        if not key.strip(KEYS):
            yield way, Token("keys", key)
        elif station.ears.speech:
            yield way, Token("say", _phrase(way, station, trip.language))


def _phrase(way: Way, station: Station, language: str) -> str:
    option = way.edge.option
    said = option.says.spoken.get(language, ()) if option and option.says else ()
    return said[0] if said else station.phone.speaker.label(option, language) if option else way.edge.key


def _failures(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    wrong = wrong_key(station)
    for way, token, retries in (
        (station.no_input, WAIT, station.ears.no_input),
        (station.no_match, Token("keys", wrong), station.ears.no_match),
    ):
        if way is not None and token.text + token.kind != "keys":
            yield search.go(trip, way, (token,) * max(1, retries.attempts), 4.0)


def wrong_key(station: Station) -> str:
    """Keys that fit nothing at a station, at once; "" where there are none."""
    if station.kind == "input":
        sign = "#" if station.terminator == "*" else "*"  # inside an entry it is wrong
        return f"1{sign}"
    free = [key for key in "9876543210*#" if key not in station.keys and key not in station.spells]
    if station.dial is not None:
        return next((key if key in "*#" else f"{key}*" for key in free), "")
    return free[0] if free else ""


def digits_for(station: Station) -> str:
    """An entry that a station takes; "" where all that could be dialled are options."""
    if station.only:
        return next((number for some in station.only for number in some.each() if number not in station.keys), "")
    least, most = station.digits
    length = most if most - least < 4 else max(least, min(most, 5))  # noqa: PLR2004 - short and plausible
    digits = ("12345678901234567890123456789012345678901234567890" * 2)[: max(1, length)]
    taken = (key for key in station.keys if digits.startswith(key))
    if station.kind == "menu" and any(taken):
        digits = next(
            (
                first + digits[1:]
                for first in "98765432"
                if not any((first + digits[1:]).startswith(key) for key in station.keys)
            ),
            digits,
        )
    return digits


def _menu(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    for way, token in _keys(station, trip):
        yield search.go(trip, way, (token,))
    digits = digits_for(station)
    if station.dial is not None and digits:
        yield search.go(trip, station.dial, (Token("keys", digits),), fields={"extension": digits})
    yield from _failures(search, trip, station)


def _input(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    node = station.node
    for way, token in _keys(station, trip):
        yield search.go(trip, way, (token,))
    if station.entered is not None and isinstance(node, model.Input):
        digits = digits_for(station)
        ended = node.terminator or "" if station.digits[0] != station.digits[1] else ""
        tokens = [Token("keys", digits + ended)]
        if node.confirm and not node.sensitive:
            tokens.append(Token("keys", "1"))
        yield search.go(trip, station.entered, tuple(tokens), fields={node.field: digits} if node.field else {})
    yield from _failures(search, trip, station)


def _branch(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    node = station.node
    if not isinstance(node, model.Branch):
        return
    for case, way in station.cases.items():
        if node.hours is not None and node.hours in station.phone.flow.hours:
            hours = {**trip.hours, node.hours: case}
            if trip.hours.get(node.hours, case) == case and search.possible(hours):
                yield search.go(trip, way, cost=0.5 * (case == "closed"), hours=hours)
        elif node.field is not None:
            yield from _by_field(search, trip, station, way, node.field)
        elif trip.splits.get(station.id, case) == case:
            yield search.go(trip, way, splits={**trip.splits, station.id: case})


def _by_field(search: Search, trip: Trip, station: Station, way: Way, field: str) -> Iterator[Trip]:
    case, value = way.edge.key, trip.fields.get(field)
    if value is not None:
        if (value if value in station.cases else ELSE) == case:
            yield search.go(trip, way)
    elif case == ELSE:
        yield search.go(trip, way, fields={field: _UNSET})
    else:
        cost = 30.0 if field in search.own else 1.0  # what the flow finds out by itself is seldom known before
        yield search.go(trip, way, cost=cost, fields={field: case}, given={**trip.given, field: case})


def _lookup(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    usual = usual_lookup(station)
    for outcome, way in station.outcomes.items():
        if trip.lookups.get(station.id, outcome) == outcome:
            yield search.go(trip, way, cost=0.5 * (outcome != usual), lookups={**trip.lookups, station.id: outcome})


def _transfer(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    for outcome, way in station.outcomes.items():
        if trip.queues.get(station.id, outcome) == outcome:
            yield search.go(trip, way, cost=0.5, queues={**trip.queues, station.id: outcome})
    for key, way in station.keys.items():
        if trip.queues.get(station.id, WAITING) == WAITING:
            yield search.go(trip, way, (Token("keys", key),), queues={**trip.queues, station.id: WAITING})
    if trip.queues.get(station.id, ANSWERED) == ANSWERED:
        yield trip._replace(station=None, before=trip, step=None)


def _callback(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    node = station.node
    confirms = isinstance(node, model.Callback) and node.confirm_number
    tokens = (Token("keys", "1"),) if confirms else ()
    left = trip._replace(frames=())
    if station.next is None:
        after = left._replace(station=None, before=trip, step=None)
        yield after
    else:
        yield search.go(left, station.next, tokens, fields={CALLBACK_NUMBER: _UNSET} if confirms else {})


def _flow(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    phone = station.phone.sub(station)
    if phone is not None and len(trip.frames) < 8:  # noqa: PLR2004 - deeper, a flow runs itself
        inside = trip._replace(frames=(*trip.frames, (station, trip.menus)), menus=())
        yield search.go(inside, phone.entry())


def _hangup(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    outcome = station.node.outcome if isinstance(station.node, model.Hangup) else None
    yield search.hung_up(trip._replace(step=None, before=trip), outcome)


def _next(search: Search, trip: Trip, station: Station) -> Iterator[Trip]:
    if station.next is not None:
        yield search.go(trip, station.next)


_WAYS = {
    "menu": _menu,
    "input": _input,
    "branch": _branch,
    "lookup": _lookup,
    "transfer": _transfer,
    "flow": _flow,
    "voicemail": _callback,
    "callback": _callback,
    "hangup": _hangup,
    "message": _next,
}
