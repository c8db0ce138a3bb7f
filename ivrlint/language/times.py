"""Opening times as a text says them: "Monday to Friday, 9 to 5", "de lunes a viernes, de 8 a 14 y de 16 a 19"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import NamedTuple

from ivrlint.language.grammar import Phrases
from ivrlint.language.words import fold, words

_HOUR, _HALF, _DAY = 60, 12 * 60, 24 * 60
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TOKEN = re.compile(
    r"\d{1,2}(?:[:.h]\d{2})?(?![\d:])|\d[\d:.]*"  # 9, 9:30, 9.30, 9h30; a longer number
    r"|(?:[^\W\d_]\.\s?){2,}"  # a.m.
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|[-–—]|[.!?;]"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?")
_STOPS = frozenset(".!?;")
_DASHES = frozenset("-–—")

Clock = tuple[int, ...]
"""A time of day in minutes; "at 8" without more may be in the morning or in the evening."""


class Said(NamedTuple):
    """Opening times that a text tells: on which days (none named: empty), from when to when, and where it says so."""

    days: frozenset[int]
    spans: tuple[tuple[Clock, Clock | None], ...]  # no end where only the opening is told
    start: int
    end: int

    def fits(self, week: Sequence[Sequence[tuple[int, int]]]) -> bool:
        """May it be said of these hours? Where it names no day, it must hold on one of them."""
        if self.days:
            return all(self._fits_day(week[day]) for day in self.days)
        return any(self._fits_day(spans) for spans in week)

    def _fits_day(self, spans: Sequence[tuple[int, int]]) -> bool:
        if any(ends is None for _, ends in self.spans):
            return any(start in starts for start, _ in spans for starts, _ in self.spans)
        if len(spans) != len(self.spans):
            return False
        return all(
            start in starts and ends is not None and (end in ends or end % _DAY in ends)
            for (start, end), (starts, ends) in zip(sorted(spans), self.spans, strict=True)
        )


@lru_cache(maxsize=1024)
def times_said(text: str, language: str) -> tuple[Said, ...]:
    """The opening times that the text tells, in its order; none in a language whose times are not known."""
    return tuple(_Reader(text, language).said()) if words(language).terms("clock-start") else ()


class _Item(NamedTuple):
    """One thing that matters in a sentence."""

    kind: str  # days, span, shut, except, stop (the end of a sentence)
    start: int
    end: int
    days: frozenset[int] = frozenset()
    span: tuple[Clock, Clock | None] = ((), None)


class _Phrases:
    """What a language says about times."""

    def __init__(self, language: str) -> None:
        lists = words(language)

        def values(section: str) -> Iterable[tuple[str, str]]:
            return ((phrase, (more or ("",))[0]) for phrase, more in lists.mapping(section).items())

        self.days = Phrases(chain(values("weekdays"), values("day-groups")))
        self.ranges = Phrases(values("range"))
        self.both = Phrases(values("and"))
        self.between = Phrases(values("between"))
        self.starts = Phrases(values("clock-start"))
        self.noise = Phrases(values("clock-noise"))
        self.halves = Phrases(values("half-day"))
        self.names = Phrases(values("clock-names"))
        self.before = Phrases(values("before-hour"))
        self.after = Phrases(values("after-hour"))
        self.opens = Phrases(values("opens-at"))
        self.nots = Phrases((phrase, section) for section in ("except", "shut") for phrase in lists.terms(section))
        self.units = Phrases((unit, sign) for unit, sign in values("time-units") if sign != "h")
        self.numbers = Phrases((name, digits) for digits, names in lists.mapping("numbers").items() for name in names)


@cache
def _phrases(language: str) -> _Phrases:
    return _Phrases(language)


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str, language: str) -> None:
        matches = list(_TOKEN.finditer(fold(text)))
        self._stems = (
            *(
                "".join(match[0].split()).replace(".", "") if len(match[0]) > 1 and match[0][0].isalpha() else match[0]
                for match in matches
            ),
            "",
            "",
        )
        self._places = [match.span() for match in matches]
        self._known = _phrases(language)
        self._text = text
        self._lists = words(language)
        self._opening = self._lists.find("opening", text) is not None

    def said(self) -> Iterator[Said]:
        """The times, sentence by sentence."""
        items = list(self._items())
        opening = self._opening or any(item.kind == "days" or (item.span[0] and not item.span[1]) for item in items)
        for stop, sentence in groupby(items, lambda item: item.kind == "stop"):
            if not stop and opening:
                yield from self._told(list(sentence))

    def _told(self, sentence: list[_Item]) -> Iterator[Said]:
        """What a sentence tells, unless it tells when the caller will be called."""
        before = re.split(r"[.!?;]", self._text[: sentence[0].start])[-1]
        if self._lists.find("they-call", before + self._text[sentence[0].start : sentence[-1].end]) is None:
            yield from _joined(sentence)

    def _items(self) -> Iterator[_Item]:
        at = 0
        while at < len(self._places):
            length, item = self._item(at)
            if item is not None:
                yield item
            at += max(1, length)

    def _item(self, at: int) -> tuple[int, _Item | None]:
        stems, known = self._stems, self._known
        if stems[at] in _STOPS:
            return 1, self._make("stop", at, 1)
        for read in (self._range, self._opens, self._days):
            length, item = read(at)
            if item is not None:
                return length, item
        length, kind = known.nots.at(stems, at)
        return (length, self._make(kind, at, length)) if length else (1, None)

    def _make(
        self,
        kind: str,
        at: int,
        length: int,
        *,
        days: frozenset[int] = frozenset(),
        span: tuple[Clock, Clock | None] = ((), None),
    ) -> _Item:
        return _Item(kind, self._places[at][0], self._places[at + length - 1][1], days, span)

    def _days(self, at: int) -> tuple[int, _Item | None]:
        """Days: "Monday", "lunes a viernes", "weekends"."""
        end, first = self._day(at)
        if end == at:
            return 0, None
        days = first
        joint = self._joint(end)
        last_end, last = self._day(self._known.starts.skip(self._stems, joint)) if joint > end else (end, first)
        if joint > end and last_end > joint and len(first) == len(last) == 1:
            start, stop = min(first), min(last)
            days = frozenset((start + step) % 7 for step in range((stop - start) % 7 + 1))
            end = last_end
        return end - at, self._make("days", at, end - at, days=days)

    def _day(self, at: int) -> tuple[int, frozenset[int]]:
        length, value = self._known.days.at(self._stems, at)
        first, _, last = value.partition("-")
        if not length:
            return at, frozenset()
        return at + length, frozenset(range(_DAYS.index(first), _DAYS.index(last or first) + 1))

    def _joint(self, at: int) -> int:
        """The place behind "to" or a dash; `at` itself where there is none."""
        return at + 1 if self._stems[at] in _DASHES else at + self._known.ranges.length(self._stems, at)

    def _range(self, at: int) -> tuple[int, _Item | None]:
        """From when to when: "from 9 to 5", "entre las 9 y las 14", "9:00-18:00"."""
        stems, known = self._stems, self._known
        between = known.between.length(stems, at)
        end, first = self._clock(at + (between or known.starts.length(stems, at)))
        joint = self._joint(end)
        if joint == end and between:
            joint += known.both.length(stems, end)
        if not first or joint == end:
            return 0, None
        end, last = self._clock(joint)
        if not last or known.units.length(stems, end):
            return 0, None
        return end - at, self._make("span", at, end - at, span=(first, last))

    def _opens(self, at: int) -> tuple[int, _Item | None]:
        """Only when it opens: "we open at 9"."""
        length = self._known.opens.length(self._stems, at)
        end, clock = self._clock(at + length) if length else (at, ())
        return (end - at, self._make("span", at, end - at, span=(clock, None))) if clock else (0, None)

    def _clock(self, at: int) -> tuple[int, Clock]:
        """A time of day and the place behind it; () where none is said."""
        stems, known = self._stems, self._known
        at = known.noise.skip(stems, at)
        length, name = known.names.at(stems, at)
        if length:
            return at + length, (_minutes(name),)
        length, minutes = known.before.at(stems, at)
        end, hour, written = self._hour(at + length)
        if hour is None:
            return at, ()
        added = int(minutes or 0) + written
        if not length:
            length, minutes = known.after.at(stems, end)
            end, added = end + length, added + int(minutes or 0)
        end = known.noise.skip(stems, end)
        length, half = known.halves.at(stems, end)
        end = known.noise.skip(stems, end + length)
        return end, _candidates(hour, added, half)

    def _hour(self, at: int) -> tuple[int, int | None, int]:
        """The place behind an hour, the hour, and the minutes that are written with it."""
        match = _CLOCK.fullmatch(self._stems[at])
        if match is not None:
            hour, minutes = int(match[1]), int(match[2] or 0)
            return (at + 1, hour, minutes) if hour <= 24 and minutes < _HOUR else (at, None, 0)  # noqa: PLR2004
        length, digits = self._known.numbers.at(self._stems, at)
        return (at + length, int(digits), 0) if length and int(digits) <= 24 else (at, None, 0)  # noqa: PLR2004


def _minutes(name: str) -> int:
    hour, _, minute = name.partition(":")
    return int(hour) * _HOUR + int(minute)


def _candidates(hour: int, minutes: int, half: str) -> Clock:
    """The times that an hour may mean."""
    at = hour * _HOUR + minutes
    if hour == 0 or at > _HALF + _HOUR - 1:
        return (at,)
    early, late = at % _HALF, at % _HALF + _HALF
    if half:
        return (early,) if half == "am" else (late,)
    return (early, late) if at < _HALF else (late, early, _DAY) if at == _HALF else (late, early)


def _joined(items: list[_Item]) -> Iterator[Said]:
    """Puts the days and times of a sentence together, in either order."""
    kept = _not_shut(items)
    days: list[_Item] = []
    spans: list[_Item] = []
    days_first = bool(kept) and kept[0].kind == "days"
    for item in kept:
        if item.kind == "days" and days_first and spans:
            yield _said(days, spans)
            days, spans = [], []
        elif item.kind == "span" and not days_first and spans and days:
            # "9 to 5 Monday to Friday, Saturdays 9 to 1": from here on the days come first
            days_first = len(days) > 1
            carried = [days.pop()] if days_first else []
            yield _said(days, spans)
            days, spans = carried, []
        (spans if item.kind == "span" else days).append(item)
    if spans:
        yield _said(days, spans)


def _not_shut(items: list[_Item]) -> list[_Item]:
    """Times and days without those told as shut: "closed on Sundays", "Mondays closed", "except Mondays"."""
    kept: list[_Item] = []
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        if before is not None and before.kind == "except" and item.kind == "days":
            kept = [other._replace(days=other.days - item.days) for other in kept]
        elif item.kind == "span":
            kept.append(item)
        elif item.kind == "days" and (after is None or after.kind != "shut"):
            told = before is None or before.kind != "shut" or (after is not None and after.kind == "span")
            kept += [item] * told
    return kept


def _said(days: list[_Item], spans: list[_Item]) -> Said:
    parts = [*days, *spans]
    return Said(
        frozenset().union(*(item.days for item in days)),
        tuple(item.span for item in spans),
        min(item.start for item in parts),
        max(item.end for item in parts),
    )
