"""The moments that opening hours tell apart, as bits of a number: which are meant, in words.

A cell is a span of minutes of a weekday, or of a date that has hours of its own, in which none of some opening
hours begin or end. A set of moments is an integer with a bit a cell, so that sets are cut and joined at no cost.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise

from ivrlint.flow.calendar import Hours, Span
from ivrlint.flow.hours import DAYS

Moments = int
Day = int | date  # a weekday (0 is Monday), or a date that beats its weekday

_DAY = 24 * 60
_MOST = 4  # parts of an answer; more are not read


class Calendar:
    """The cells of some opening hours."""

    def __init__(self, hours: Iterable[Hours]) -> None:
        hours = tuple(hours)
        self._days: list[Day] = [*range(len(DAYS)), *sorted({day for each in hours for day in each.dates})]
        self._cells: list[tuple[Day, Span]] = []
        for day in self._days:
            edges = {minute for each in hours for span in _spans(each, day) for minute in span}
            self._cells += [(day, (start, end)) for start, end in pairwise(sorted({0, _DAY, *edges}))]
        self.always: Moments = (1 << len(self._cells)) - 1
        self._open: dict[int, Moments] = {id(each): self._covered(each) for each in hours}

    def _covered(self, hours: Hours) -> Moments:
        return sum(
            1 << number
            for number, (day, (start, _)) in enumerate(self._cells)
            if any(first <= start < last for first, last in _spans(hours, day))
        )

    def open(self, hours: Hours) -> Moments:
        """The moments at which these hours, of those that the calendar was made of, are open."""
        return self._open[id(hours)]

    def first(self, moments: Moments) -> tuple[Day, int]:
        """The day and the minute at which the first cell of some moments begins."""
        day, (start, _) = self._cells[(moments & -moments).bit_length() - 1]
        return day, start

    def told(self, moments: Moments) -> str:
        """The moments as a flow file would write them: `sat 10:00-14:00, 2026-12-25`."""
        spans = {day: tuple(self._joined(day, moments)) for day in self._days}
        parts = []
        weekdays = [(number, spans[number]) for number in range(len(DAYS))]
        for open_, run in groupby(weekdays, key=lambda item: item[1]):
            days = [number for number, _ in run]
            if open_:
                name = DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
                parts.append(_told(name, open_))
        dates = (day for day in self._days if isinstance(day, date) and spans[day] != spans[day.weekday()])
        parts += [_told(day.isoformat(), spans[day]) for day in dates if spans[day]]
        return ", ".join(parts[:_MOST]) + (", …" if len(parts) > _MOST else "")

    def _joined(self, day: Day, moments: Moments) -> Iterator[Span]:
        """The spans of a day, those that touch made one."""
        begin = last = -1
        for number, (of_day, (start, end)) in enumerate(self._cells):
            if of_day == day and moments >> number & 1:
                if start != last:
                    if last >= 0:
                        yield begin, last
                    begin = start
                last = end
        if last >= 0:
            yield begin, last


def _spans(hours: Hours, day: Day) -> tuple[Span, ...]:
    return hours.spans(day) if isinstance(day, date) else hours.week[day]


def _told(name: str, spans: tuple[Span, ...]) -> str:
    if spans == ((0, _DAY),):
        return name
    return f"{name} {' '.join(f'{_clock(start)}-{_clock(end)}' for start, end in spans)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
