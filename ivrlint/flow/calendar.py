"""Opening hours as data: spans of minutes for weekdays and dates."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from ivrlint.flow.place import Place

Span = tuple[int, int]  # minutes since midnight, the end exclusive; 1440 is the end of the day


class Days(NamedTuple):
    """Days as the file writes them, `mon-fri` or a date, with their open spans."""

    text: str
    place: Place
    weekdays: tuple[int, ...]  # none for a date
    spans: tuple[Span, ...]


class Hours(NamedTuple):
    """Opening hours in the flow's time zone. Days that are not written are closed."""

    name: str
    place: Place
    week: tuple[tuple[Span, ...], ...]  # Monday first
    dates: Mapping[date, tuple[Span, ...]]  # a date beats a weekday
    written: tuple[Days, ...] = ()

    def spans(self, day: date) -> tuple[Span, ...]:
        """The open spans of that day."""
        return self.dates.get(day, self.week[day.weekday()])

    def is_open(self, moment: datetime) -> bool:
        """Open at that local time?"""
        minute = moment.hour * 60 + moment.minute
        return any(start <= minute < end for start, end in self.spans(moment.date()))

    @property
    def ever_open(self) -> bool:
        """Is there any minute at which it is open?"""
        return any(self.week) or any(self.dates.values())

    @property
    def ever_closed(self) -> bool:
        """Is there any minute at which it is closed?"""
        return any(_minutes(spans) < _DAY for spans in (*self.week, *self.dates.values()))


_DAY = 24 * 60


def _minutes(spans: tuple[Span, ...]) -> int:
    """Minutes that the spans cover together; overlapping ones count once."""
    covered = last = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, last))
        last = max(last, end)
    return covered
