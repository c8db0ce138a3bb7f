"""Moments at which opening hours are as a call needs them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from ivrlint.flow.calendar import Hours
from ivrlint.flow.model import Flow

_START = date(2026, 1, 5)  # where a flow does not say when it was reviewed
_USUAL = (11 * 60, 10 * 60, 16 * 60 + 30, 23 * 60, 3 * 60)  # minutes of the day that are tried first
_DAYS = 14
_DAY = 24 * 60


def usual_moment(flow: Flow) -> datetime:
    """When calls are made whose date is not given: all hours are open where there is such a moment.

    It depends on the flow alone, never on today.
    """
    return moment(flow, dict.fromkeys(flow.hours, True)) or datetime.combine(_first_day(flow), time(11))


def moment(flow: Flow, wanted: Mapping[str, bool]) -> datetime | None:
    """A local time at which the hours of these names are open (True) or closed (False); None if there is none.

    Weekdays are tried before dates that are named, and usual times of the day before odd ones.
    """
    hours = [(flow.hours[name], is_open) for name, is_open in wanted.items() if name in flow.hours]
    for day in _days(flow, [item for item, _ in hours]):
        for minute in _minutes(day, [item for item, _ in hours]):
            found = datetime.combine(day, time(minute // 60, minute % 60))
            if all(item.is_open(found) is is_open for item, is_open in hours):
                return found
    return None


def _first_day(flow: Flow) -> date:
    """A Wednesday soon after the flow was reviewed."""
    day = flow.reviewed or _START
    return day + timedelta(days=(2 - day.weekday()) % 7)


def _days(flow: Flow, hours: list[Hours]) -> Iterator[date]:
    first = _first_day(flow)
    named = sorted({day for item in hours for day in item.dates})
    for step in range(_DAYS):
        day = first + timedelta(days=step)
        if day not in named:
            yield day
    yield from named


def _minutes(day: date, hours: list[Hours]) -> Iterator[int]:
    yield from _USUAL
    edges = {minute for item in hours for span in item.spans(day) for minute in span}
    yield from sorted(edge for edge in {0, *edges, *(edge - 1 for edge in edges)} if 0 <= edge < _DAY)
