"""Calls that were planned, made to see what comes of them, and written down as tests."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from ivrlint.call.cases import Case, Expect, Given
from ivrlint.call.coverage import Item
from ivrlint.call.given import phones
from ivrlint.call.moments import moment, usual_moment
from ivrlint.call.phone import ANSWERED, Phone, Station
from ivrlint.call.record import Call
from ivrlint.call.script import Token, run
from ivrlint.call.search import Trip
from ivrlint.call.world import usual_lookup


class Tour(NamedTuple):
    """A call that was planned and made."""

    case: Case
    call: Call
    new: tuple[Item, ...]  # what it exercises that no call before it did


class Maker:
    """Makes the calls of one phone."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self._stations = {id_: station for part in reversed(phones(phone)) for id_, station in part.stations.items()}
        self._names = _names(self._stations)

    def tour(self, trip: Trip, script: Iterable[Token], name: str) -> Tour:
        """The call of a trip, in the world that it needs."""
        given = Given(
            None,
            self._named(trip.lookups),
            self._named(trip.queues),
            dict(trip.splits),
            {name: value for name, value in trip.given.items() if value},
            number=trip.number or None,
        )
        case = Case(self.phone.flow.place, name, self._at(tuple(trip.hours.items())), tuple(script), given, Expect())
        call = run(self.phone, case.world(), case.press)
        ending = call.ending
        expect = Expect(None, (ending.outcome,), ending.node, ending.target)
        return Tour(case._replace(expect=expect, press=_used(case.press, call)), call, ())

    def title(self, trip: Trip, item: Item) -> str:
        """What a call is about, for people: what the caller chose, and what else was so."""
        chosen = []
        for step in trip.steps():
            way = step.way
            option = way.edge.option
            if option is not None and way.owner is not None and way.turn == "go" and way.edge.kind != "key":
                chosen.append(way.owner.phone.speaker.label(option, self.phone.flow.language))
        given = (self._named(trip.lookups), self._named(trip.queues), trip.splits)
        facts = [f"{name} {value}" for facts in given for name, value in facts.items()]
        facts += [f"{name} {case}" for name, case in trip.hours.items() if case == "closed"]
        if item.kind in ("key", "no_input", "no_match"):
            facts.insert(0, str(item))
        what = " › ".join(chosen or [trip.steps()[0].way.edge.target])
        return what + (f" ({', '.join(facts)})" if facts else "")

    @cache  # noqa: B019 - a maker lives as long as its phone
    def _at(self, assumed: tuple[tuple[str, str], ...]) -> datetime:
        """When the hours are as assumed, and all others open if that can be."""
        flow, hours = self.phone.flow, {name: case == "open" for name, case in assumed}
        everything = dict.fromkeys(flow.hours, True) | hours
        return moment(flow, everything) or moment(flow, hours) or usual_moment(flow)

    def _named(self, facts: Mapping[str, str]) -> dict[str, str]:
        """Answers that are not the usual ones, under the name that a person would give them."""
        return {
            self._names.get(id_, id_): value
            for id_, value in facts.items()
            if not _is_usual(self._stations.get(id_), value)
        }


def _names(stations: Mapping[str, Station]) -> dict[str, str]:
    """The service or queue of a node, where no other node asks it and no node is called so."""
    owners: dict[str, list[str]] = {}
    for id_, station in stations.items():
        name: str | None = station.goal or getattr(station.node, "service", None)
        if name:
            owners.setdefault(name, []).append(id_)
    return {ids[0]: name for name, ids in owners.items() if len(ids) == 1 and name not in stations}


def _is_usual(station: Station | None, value: str) -> bool:
    if station is None:
        return False
    return value == (usual_lookup(station) if station.kind == "lookup" else ANSWERED)


def _used(script: tuple[Token, ...], call: Call) -> tuple[Token, ...]:
    """The script without what was left over; the keys of a token may be left over in part."""
    left = call.left_over
    if not left:
        return script
    rest = len(script) - len(left)
    if script[rest] is left[0]:
        return script[:rest]
    begun = script[rest].text.removesuffix(str(left[0]))
    return (*script[:rest], Token("keys", begun))
