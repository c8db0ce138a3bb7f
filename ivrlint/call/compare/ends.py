"""Where calls can end: destinations gained and lost, and how long it takes to get there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ivrlint.call.compare.change import Change
from ivrlint.call.compare.side import Side
from ivrlint.call.compare.tell import place
from ivrlint.call.compare.trail import Trail
from ivrlint.call.phone import Station
from ivrlint.call.planned import Tour
from ivrlint.call.sheet import arrival
from ivrlint.call.tour import shortest
from ivrlint.message import Message, say, say_count

_NOTICED = 1.0  # seconds


class _End(NamedTuple):
    station: Station
    tour: Tour | None  # the shortest way there, None where callers come there only by mistake


class Ends:
    """The destinations of two flows."""

    def __init__(self, old: Side, new: Side, pairs: Mapping[Station, Station]) -> None:
        self._pairs = pairs
        self._old, self._new = old, new
        numbers = {new.content(station).number: station for station in new.when}
        self._before = _ends(old, {
            station: pairs.get(station) or numbers.get(old.content(station).number) or station for station in old.when
        })  # fmt: skip
        self._after = _ends(new, {station: station for station in new.when})

    def gained_and_lost(self) -> Iterator[Change]:
        """Destinations that only one of the flows has. One that has got another name is told with its node."""
        kept = set(self._pairs.values())
        for key, end in self._after.items():
            if key not in self._before and end.station not in kept:
                told = say("{place} can be reached", place=_named(end.station, self._new))
                yield Change("destinations", "+", told, None, end.station.id, _ways(end))
        for key, end in self._before.items():
            if key not in self._after and end.station not in self._pairs:
                told = say("{place} can no longer be reached", place=_named(end.station, self._old))
                yield Change("destinations", "-", told, end.station.id, None, _ways(end))

    def lengths(self) -> Iterator[Change]:
        """Ways that have become longer or shorter; many by as much are told at once."""
        together: dict[tuple[int, int], list[tuple[_End, _End]]] = {}
        for key, before in self._before.items():
            after = self._after.get(key)
            if after is not None and before.tour is not None and after.tour is not None:
                presses = after.tour.call.presses - before.tour.call.presses
                seconds = arrival(after.tour) - arrival(before.tour)
                if presses or abs(seconds) >= _NOTICED:
                    together.setdefault((presses, round(seconds)), []).append((before, after))
        for (presses, seconds), ends in together.items():
            yield self._length(ends) if len(ends) == 1 else _lengths(ends, presses, seconds)

    def _length(self, ends: list[tuple[_End, _End]]) -> Change:
        [(before, after)] = ends
        told = say(
            "{place}: {new} (before: {old})",
            place=_named(after.station, self._new),
            old=_cost(before.tour),
            new=_cost(after.tour),
        )
        return Change("lengths", "~", told, before.station.id, after.station.id, _ways(after))


def _lengths(ends: list[tuple[_End, _End]], presses: int, seconds: int) -> Change:
    longer = say_count(
        "{count} destination: {presses} presses and {seconds} s on the way there",
        "{count} destinations: {presses} presses and {seconds} s on the way there",
        len(ends),
        presses=f"{presses:+d}",
        seconds=f"{seconds:+d}",
    )
    before, after = ends[0]
    return Change("lengths", "~", longer, before.station.id, after.station.id)


def _cost(tour: Tour | None) -> Message:
    presses, seconds = (tour.call.presses, arrival(tour)) if tour else (0, 0.0)
    return say_count("{count} press, {seconds} s", "{count} presses, {seconds} s", presses, seconds=f"{seconds:.0f}")


def _ends(side: Side, known_as: Mapping[Station, Station]) -> dict[object, _End]:
    """Each destination by what it is to callers, with the shortest way to it."""
    tours = {tour.case.name: tour for tour in shortest(side.phone)}
    found: dict[object, _End] = {}
    for station in side.when:
        content = side.content(station)
        if content.goal is None and not (content.ends and content.words):
            continue
        key = content.goal or known_as[station]
        tour = tours.get(station.id) if station.phone is side.phone else None
        known = found.get(key)
        if known is None or _effort(tour) < _effort(known.tour):
            found[key] = _End(station, tour)
    return found


def _effort(tour: Tour | None) -> tuple[float, float]:
    return (tour.call.presses, arrival(tour)) if tour is not None else (float("inf"), 0.0)


def _named(station: Station, side: Side) -> Message:
    if side.content(station).goal is not None:
        return place(station)
    return say("`{id}`", id=station.id)


def _ways(end: _End) -> tuple[Message, ...]:
    case = end.tour.case if end.tour else None
    trail = Trail().on(say("{number}", number=case.given.number)) if case and case.given.number else Trail()
    for token in case.press if case else ():
        trail = trail.on(
            token.text
            if token.kind == "keys"
            else say("silence")
            if token.kind == "wait"
            else say("“{words}”", words=token.text)
        )
    told = trail.told()
    return (told,) if told is not None else ()
