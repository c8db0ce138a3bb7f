"""Times of GotoIfTime -> opening hours."""

import re
from typing import NamedTuple

from ivrlint.flow.calendar import Days, Hours, Span
from ivrlint.flow.hours import DAYS
from ivrlint.flow.place import Place
from ivrlint.platforms.asterisk.expressions import arguments

_RANGE = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*")
_DAY = 24 * 60
_ALWAYS = ("", "*")


class Times(NamedTuple):
    """When a time condition holds: open spans a weekday, Monday first; or a date, which no weekday tells."""

    week: tuple[tuple[Span, ...], ...]
    date: str | None
    zone: str | None


def times(text: str) -> Times | None:
    """`9:00-17:00,mon-fri,*,*` as times; None where it holds a variable or a slip."""
    words = [*arguments(text.replace("|", ",")), "*", "*", "*", "*"]
    spans, days = _spans(words[0]), _days(words[1])
    if spans is None or days is None:
        return None
    date = " ".join(word for word in (words[2], words[3]) if word not in _ALWAYS) or None
    zone = words[4] if "/" in words[4] else None
    return Times(tuple(spans if day in days else () for day in range(7)), date, zone)


def _spans(word: str) -> tuple[Span, ...] | None:
    if word in _ALWAYS:
        return ((0, _DAY),)
    match = _RANGE.fullmatch(word)
    if match is None:
        return None
    hour, minute, end_hour, end_minute = map(int, match.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    # Asterisk's last minute belongs to the span: what is written 16:59 means until five o'clock.
    end = min(_DAY, end + (end % 60 == 59))  # noqa: PLR2004 - the last minute of an hour
    if start >= _DAY or minute > 59 or end_minute > 59:  # noqa: PLR2004 - minutes of an hour
        return None
    return ((start, end),) if start < end else ((0, end), (start, _DAY)) if end else ((start, _DAY),)


def _days(word: str) -> set[int] | None:
    if word in _ALWAYS:
        return set(range(7))
    found: set[int] = set()
    for part in word.lower().split("&"):
        first, dash, last = (piece.strip()[:3] for piece in part.partition("-"))
        if first not in DAYS or (dash and last not in DAYS):
            return None
        start, end = DAYS.index(first), DAYS.index(last or first)
        found |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return found


def joined(one: Times, other: Times) -> Times:
    """When either of two conditions holds."""
    week = tuple(_merged((*first, *second)) for first, second in zip(one.week, other.week, strict=True))
    return Times(week, None, one.zone or other.zone)


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def hours(name: str, place: Place, found: Times) -> Hours:
    """As a flow has them, days with the same times written together."""
    written: list[Days] = []
    day = 0
    while day < len(DAYS):
        last = day
        while last + 1 < len(DAYS) and found.week[last + 1] == found.week[day]:
            last += 1
        if found.week[day]:
            text = DAYS[day] if last == day else f"{DAYS[day]}-{DAYS[last]}"
            written.append(Days(text, place, tuple(range(day, last + 1)), found.week[day]))
        day = last + 1
    return Hours(name, place, found.week, {}, tuple(written))
