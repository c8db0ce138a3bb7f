"""Both flows walked together from the start, as a caller who does the same in both.

Pairs of stations that are the same place to callers are put into one set (Hopcroft and Karp's test whether two
automata are equivalent), so that no more pairs are walked than there are stations: a flow in which callers notice
nothing is told from one in which they do in linear time.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple, TypeGuard

from ivrlint.call.compare.calendar import Moments
from ivrlint.call.compare.events import LOST, Event, Spot, behind, events, spot
from ivrlint.call.compare.side import Side, hours_of
from ivrlint.call.compare.trail import Trail, deed
from ivrlint.call.phone import Station, Way
from ivrlint.call.world import ERROR
from ivrlint.flow.graph import ELSE
from ivrlint.message import Message, say

_MOST = 200  # ways between two questions that are followed; what lies behind more is told as where they begin


class Situation(NamedTuple):
    """When and under what circumstances something happens, and how a caller comes there."""

    trail: Trail
    possible: Moments  # when calls can be there
    when: Moments | None = None  # None: opening hours play no part in it
    facts: tuple[tuple[object, str, Message | None], ...] = ()  # what other systems answer and fields hold

    def at(self, moments: Moments) -> "Situation":
        """The same, at some moments only."""
        if not self.possible & ~moments:
            return self
        when = moments if self.when is None else self.when & moments
        return self._replace(when=when & self.possible, possible=self.possible & moments)


class Diverged(NamedTuple):
    """The same deeds lead elsewhere."""

    situation: Situation
    source: Station | None
    old: Spot
    new: Spot
    before: tuple[Station, ...]  # messages that were heard on the way
    after: tuple[Station, ...]
    besides: tuple[Spot, ...] = ()  # where else callers came, by what was decided without them


class Heard(NamedTuple):
    """The same deeds lead to the same place, but something else is said on the way."""

    situation: Situation
    old: Station | None
    new: Station | None


class Met(NamedTuple):
    """Two stations that are the same place to callers."""

    trail: Trail
    old: Station
    new: Station


class Chosen(NamedTuple):
    """A key that works in both flows, and does something besides leading on in only one, or something else."""

    trail: Trail
    old: Way
    new: Way


Seen = Diverged | Heard | Met | Chosen


class Walk:
    """The walk through both flows; `pairs` are stations that are known to be the same."""

    def __init__(self, old: Side, new: Side, pairs: Mapping[Station, Station]) -> None:
        self._old, self._new, self._pairs = old, new, pairs
        self._set: dict[Station, Station] = {}
        self._met: set[Station] = set()
        self._order = count()
        self._heap: list[tuple[float, int, Met]] = []
        self._left = 0

    def run(self) -> Iterator[Seen]:
        """Everything that a caller can notice, the nearest first."""
        always = self._old.calendar.always
        numbers = {**self._old.phone.entries, **self._new.phone.entries}
        for number in numbers:
            trail = Trail().on(say("{number}", number=number)) if number and len(numbers) > 1 else Trail()
            old, new = self._old.phone.entry(number), self._new.phone.entry(number)
            yield from self._follow(Event(spot(old), spot(new), None), None, Situation(trail, always))
        yield from self._drain()
        for station, other in self._pairs.items():  # places to which no way leads that has stayed the same
            if station not in self._met:
                self._meet(station, other, Trail())
                yield from self._drain()

    def _drain(self) -> Iterator[Seen]:
        while self._heap:
            met = heappop(self._heap)[2]
            yield met
            possible = self._old.when.get(met.old, 0) & self._new.when.get(met.new, 0)
            for event in events(met.old, met.new, self._old, self._new):
                trail = met.trail.on(deed(event.by))
                if event.keys:
                    yield Chosen(trail, *event.keys)
                situation = Situation(trail, possible)
                if event.when is not None:
                    situation = situation.at(event.when)
                yield from self._follow(event, met.old, situation)

    # Pairs

    def same(self, old: Station, new: Station) -> bool:
        """Are these the same place to callers?"""
        if self._pairs.get(old) is new:
            return True
        before, after = self._old.content(old), self._new.content(new)
        return before.number == after.number or (before.goal is not None and before.goal == after.goal)

    def _meet(self, old: Station, new: Station, trail: Trail) -> None:
        one, other = self._find(old), self._find(new)
        if self._pairs.get(old) is new:
            if old in self._met:
                return
            self._met.add(old)
        elif one is other:
            return
        self._set[one] = other
        heappush(self._heap, (trail.cost, next(self._order), Met(trail, old, new)))

    def _find(self, station: Station) -> Station:
        root = station
        while (above := self._set.get(root, root)) is not root:
            root = above
        while station is not root:  # so that the next search is short
            self._set[station], station = root, self._set[station]
        return root

    # Ways

    def _follow(self, event: Event, source: Station | None, situation: Situation) -> Iterator[Seen]:
        self._left = _MOST
        seen = list(self._compare(_Front(event.old, event.new), source, situation))
        one = _all_to_one([each for each in seen if isinstance(each, Diverged)]) if len(seen) > 1 else None
        if one is not None and len(seen) == len(one.besides) + 1:
            seen = [one._replace(situation=situation)]
        yield from seen

    def _compare(self, front: "_Front", source: Station | None, situation: Situation) -> Iterator[Seen]:
        """Go on on both sides until they are at the same place, or stop at different ones."""
        while True:
            old, new = front.old, front.new
            if not situation.possible:
                return
            if isinstance(old, Station) and isinstance(new, Station) and self.same(old, new):
                self._meet(old, new, situation.trail)
                yield from self._heard(front, situation)
                return
            if old == new and not isinstance(old, Station):
                yield from self._heard(front, situation)
                return
            moved = front.moved(self._old, self._new)
            if moved is None:
                break
            front = moved
        self._left -= 1
        front = front.been_here()
        split = list(self._split(front)) if self._left > 0 else []
        if not split:
            yield Diverged(situation, source, front.old, front.new, front.before, front.after)
        for further, way, asked in split:
            narrowed = _narrowed(situation, way, asked, self._old)
            if narrowed is not None:
                yield from self._compare(further, source, narrowed)

    def _split(self, front: "_Front") -> "Iterator[tuple[_Front, Way, object]]":
        """Where a station decides without asking: a front for each way on."""
        if _decides(front.old):
            for way, asked in _decided(front.old):
                yield front._replace(old=spot(way)), way, asked
        elif _decides(front.new):
            for way, asked in _decided(front.new):
                yield front._replace(new=spot(way)), way, asked

    def _heard(self, front: "_Front", situation: Situation) -> Iterator[Heard]:
        """What only one side has heard on the way, in the order in which the other one has heard the rest."""
        after = list(front.after)
        for old in front.before:
            at = next((number for number, new in enumerate(after) if self.same(old, new)), None)
            if at is None:
                yield Heard(situation, old, None)
                continue
            self._meet(old, after[at], situation.trail)
            yield from (Heard(situation, None, new) for new in after[:at])
            del after[: at + 1]
        yield from (Heard(situation, None, new) for new in after)


def _all_to_one(diverged: list[Diverged]) -> Diverged | None:
    """What leads to one place now, whatever was decided before; None where it does not."""
    if len({(each.new, each.after) for each in diverged}) != 1:
        return None
    return diverged[0]._replace(besides=tuple(each.old for each in diverged[1:]))


class _Front(NamedTuple):
    """Where both sides are, and the messages that they have heard since the last place that was the same."""

    old: Spot
    new: Spot
    before: tuple[Station, ...] = ()
    after: tuple[Station, ...] = ()
    been: tuple[tuple[Spot, Spot], ...] = ()  # where stations decided on the way

    def been_here(self) -> "_Front":
        """The front, a call that goes round and round among decisions being lost."""
        if (self.old, self.new) not in self.been:
            return self._replace(been=(*self.been, (self.old, self.new)))
        return self._replace(old=LOST if _decides(self.old) else self.old, new=LOST if _decides(self.new) else self.new)

    def moved(self, olds: Side, news: Side) -> "_Front | None":
        """The front after the messages at which the sides stand; None where there are none."""
        old = self.old if isinstance(self.old, Station) and self.old.kind in ("message", "hangup") else None
        new = self.new if isinstance(self.new, Station) and self.new.kind in ("message", "hangup") else None
        if old is None and new is None:
            return None
        front = self
        if old is not None:
            front = front._replace(old=_behind(old, self.before, olds), before=(*self.before, old))
        if new is not None:
            front = front._replace(new=_behind(new, self.after, news), after=(*self.after, new))
        return front


def _behind(station: Station, heard: tuple[Station, ...], side: Side) -> Spot:
    return LOST if station in heard else behind(station, side)  # round and round


def _decides(at: Spot) -> TypeGuard[Station]:
    return isinstance(at, Station) and at.kind in ("branch", "lookup")


def _decided(station: Station) -> Iterator[tuple[Way, object]]:
    """The ways on from a station that decides without asking, and by what it does."""
    service = getattr(station.node, "service", None)
    field = getattr(station.node, "field", None)
    by = ("service", service) if service else ("field", field) if field else station
    for way in (*station.cases.values(), *station.outcomes.values()):
        yield way, by


def _narrowed(situation: Situation, way: Way, by: object, side: Side) -> Situation | None:
    """The situation in which a way is taken; None where it cannot be."""
    owner = way.owner
    if owner is None or hours_of(owner) is not None:
        return situation.at(side.held(way))
    known = next((answer for asked, answer, _ in situation.facts if asked == by), None)
    if known is not None:
        ways = owner.cases or owner.outcomes
        rest = ELSE if owner.cases else ERROR
        return situation if (known if known in ways else rest) == way.edge.key else None
    told = deed(way)
    return situation._replace(facts=(*situation.facts, (by, way.edge.key, told if isinstance(told, Message) else None)))
