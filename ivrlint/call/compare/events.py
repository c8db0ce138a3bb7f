"""What can happen at a station of one flow and at its counterpart of the other, and where both lead then."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ivrlint.call.compare.calendar import Calendar, Moments
from ivrlint.call.compare.side import Side, hours_of
from ivrlint.call.given import QUEUE_OUTCOMES
from ivrlint.call.phone import Station, Way
from ivrlint.call.world import WAITING
from ivrlint.flow import model
from ivrlint.flow.graph import ELSE

Spot = Station | str  # where a call stands: a station, or one of the words below
NOTHING, LOST, HANGUP, REPEAT, BACK, START = "nothing", "lost", "hangup", "repeat", "back", "start"
_FAILING = tuple(name for name in QUEUE_OUTCOMES[1:] if name != WAITING)


class Event(NamedTuple):
    """One thing that happens at both stations, where each leads, and the moments at which it is so."""

    old: Spot
    new: Spot
    by: Way | None  # a way that names it
    keys: tuple[Way, Way] | None = None  # both ways of a key that works in both flows
    when: Moments | None = None  # None: whenever calls come there


def spot(way: Way | None, nowhere: str = LOST) -> Spot:
    """Where a way leads."""
    if way is None:
        return nowhere
    if way.turn != "go":
        return way.turn
    station = way.target
    return LOST if station is None or station.kind == "broken" else station


def behind(station: Station, side: Side) -> Spot:
    """Where a call goes on when a message or a goodbye has been heard."""
    if station.kind == "message":
        return spot(station.next)
    outcome = station.node.outcome if isinstance(station.node, model.Hangup) else None
    return HANGUP if station.phone is side.phone else f"{HANGUP} {outcome or ''}"


def events(old: Station, new: Station, olds: Side, news: Side) -> Iterator[Event]:
    """Everything that can happen at two stations of the same kind."""
    match old.kind:
        case "branch":
            yield from _cases(old, new, olds.calendar)
        case "lookup":
            yield from _named(old, new, {**old.outcomes, **new.outcomes, "error": None}, _lookup)
        case "transfer":
            yield from _keys(old, new, olds, news)
            yield from _named(old, new, {**dict.fromkeys(_FAILING), **old.outcomes, **new.outcomes}, _transfer)
        case "flow":
            yield from _flow(old, new)
        case "message" | "hangup":
            yield Event(behind(old, olds), behind(new, news), None)
        case "voicemail" | "callback":
            yield Event(spot(old.next, HANGUP), spot(new.next, HANGUP), None)
        case _:
            yield from _keys(old, new, olds, news)
            yield from _others(old, new)


def _keys(old: Station, new: Station, olds: Side, news: Side) -> Iterator[Event]:
    before, after = olds.content(old).choices, news.content(new).choices
    for key in {**before, **after}:
        one, other = before.get(key), after.get(key)
        both = (one, other) if one and other else None
        yield Event(spot(one, NOTHING), spot(other, NOTHING), other or one, both)


def _others(old: Station, new: Station) -> Iterator[Event]:
    for kind in ("dial", "entered", "no_input", "no_match"):
        one, other = getattr(old, kind), getattr(new, kind)
        if one or other:
            yield Event(spot(one, NOTHING), spot(other, NOTHING), other or one)


def _cases(old: Station, new: Station, calendar: Calendar) -> Iterator[Event]:
    before, after = hours_of(old), hours_of(new)
    if before is None or after is None:
        yield from _named(old, new, {**old.cases, **new.cases}, _case)
        return
    opened, opens = calendar.open(before), calendar.open(after)
    closed, closes = calendar.always & ~opened, calendar.always & ~opens
    for one, other, when in (
        ("open", "open", None if opened == opens else opened & opens),
        ("closed", "closed", None if opened == opens else closed & closes),
        ("open", "closed", opened & closes),
        ("closed", "open", closed & opens),
    ):
        if when != 0 and (when is not None or one in old.cases or other in new.cases):
            by = new.cases.get(other) if one == other else None
            yield Event(spot(_case(old, one)), spot(_case(new, other)), by, None, when)


def _flow(old: Station, new: Station) -> Iterator[Event]:
    before, after = old.phone.sub(old), new.phone.sub(new)
    yield Event(spot(before.entry() if before else None), spot(after.entry() if after else None), None)
    yield from _named(old, new, {**old.outcomes, **new.outcomes}, _return)
    yield Event(spot(old.next), spot(new.next), None)


def _named(
    old: Station, new: Station, names: Mapping[str, object], way: "Callable[[Station, str], Way | None]"
) -> Iterator[Event]:
    for name in names:
        one, other = way(old, name), way(new, name)
        named = next((each for each in (other, one) if each is not None and each.edge.key == name), None)
        yield Event(spot(one), spot(other), named or other or one)


def _case(station: Station, name: str) -> Way | None:
    return station.cases.get(name) or station.cases.get(ELSE)


def _lookup(station: Station, name: str) -> Way | None:
    return station.outcomes.get(name) or station.outcomes.get("error")


def _transfer(station: Station, name: str) -> Way | None:
    outcomes = station.outcomes
    return outcomes.get(name) or outcomes.get("failed") or next(iter(outcomes.values()), None)


def _return(station: Station, name: str) -> Way | None:
    return station.outcomes.get(name) or station.next
