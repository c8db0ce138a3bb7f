"""Numbers that callers may dial, as a designer writes them: `204`, `1000-1019`, `2xx`, `"[2-9]xx[01]"`.

A row is a set of numbers of one length: for each place the digits that may stand there, in order. Whatever is
written comes to a few rows, which tell digit by digit whether a number is complete, may go on, or can no longer fit.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby, product
from math import prod
from typing import NamedTuple

Row = tuple[str, ...]
Span = tuple[int, int]  # the fewest and the most digits
DIGITS = "0123456789"
KEYS = f"{DIGITS}*#"  # of a telephone
LONGEST = 30  # digits of a number
_SIGN = r"[0-9xX]|\[(?:[0-9](?:-[0-9])?)+\]"
_ENTRY = re.compile(rf"([0-9]{{1,{LONGEST}}})-([0-9]{{1,{LONGEST}}})|(?:{_SIGN}){{1,{LONGEST}}}")
PATTERN = f"^({_ENTRY.pattern})$"
_RANGE = re.compile(r"([0-9x]+)(?:-|\.\.+|to|a)([0-9x]+)")
_ANY_DIGIT = re.compile(r"[.?*_n]")
_MOST_RANGES = 2000
_FEW = 6  # more entries than these are harder to read than one pattern


class Numbers(NamedTuple):
    """A number, a range of numbers, or numbers that fit a pattern: the text, and its rows."""

    text: str
    rows: tuple[Row, ...]

    @property
    def length(self) -> int:
        """How many digits each of them has."""
        return len(self.rows[0])

    def takes(self, digits: str) -> bool:
        """Are these digits one of them?"""
        return len(digits) == self.length and self._fit(digits)

    def begins(self, digits: str) -> bool:
        """Does one of them begin with these digits, and go on?"""
        return len(digits) < self.length and self._fit(digits)

    def each(self) -> Iterator[str]:
        """Every one of them, the lowest first."""
        return ("".join(digits) for row in self.rows for digits in product(*row))

    def _fit(self, digits: str) -> bool:
        if len(self.rows) == 1 and self.text.isdigit():
            return self.text.startswith(digits)
        return any(all(digit in place for digit, place in zip(digits, row, strict=False)) for row in self.rows)


def numbers(text: str) -> Numbers | None:
    """What an entry stands for; None where it is none, as where a range ends before it begins."""
    match = _ENTRY.fullmatch(text)
    if match is None:
        return None
    low, high = match.groups()
    if low is None:
        row = tuple(_place(sign) for sign in re.findall(_SIGN, text))
        return Numbers(text, (row,)) if all(row) else None
    return Numbers(text, tuple(_rows(low, high))) if len(low) == len(high) and low <= high else None


def _place(sign: str) -> str:
    """The digits that a sign of a pattern stands for; none where `[9-2]` is upside down."""
    if sign in "xX":
        return DIGITS
    spread: set[str] = set()
    for first, last in re.findall(r"([0-9])(?:-([0-9]))?", sign):
        if last and last < first:
            return ""
        spread.update(DIGITS[int(first) : int(last or first) + 1])
    return "".join(sorted(spread))


def meant(text: str) -> str | None:
    """What an entry that is none can only mean: `1019-1000`, `1xx-2xx`, `_2XX`, `1000 – 1019`."""
    plain = re.sub(r"[–—]", "-", "".join(text.split()).lower()).strip("_")
    found = _RANGE.fullmatch(plain)
    if found is None:
        plain = _ANY_DIGIT.sub("x", plain)
        return plain if plain[:1].isdigit() and numbers(plain) else None
    ends = sorted((found[1].replace("x", "0"), found[2].replace("x", "9")))
    return "-".join(ends) if numbers("-".join(ends)) else None


def _rows(low: str, high: str) -> list[Row]:
    """The numbers from low to high, both of one length, as few rows."""
    if not low:
        return [()]
    first, last, rest = int(low[0]), int(high[0]), len(low) - 1
    if first == last:
        return [(low[0], *row) for row in _rows(low[1:], high[1:])]
    before, behind = [], []
    if low[1:] != "0" * rest:
        before = [(low[0], *row) for row in _rows(low[1:], "9" * rest)]
        first += 1
    if high[1:] != "9" * rest:
        behind = [(high[0], *row) for row in _rows("0" * rest, high[1:])]
        last -= 1
    middle = [(DIGITS[first : last + 1], *[DIGITS] * rest)] if first <= last else []
    return [*before, *middle, *behind]


def lengths(only: Iterable[Numbers]) -> Span:
    """How many digits the shortest and the longest of these numbers have."""
    found = [each.length for each in only]
    return min(found), max(found)


def takes(digits: Span, only: tuple[Numbers, ...], entry: str) -> bool:
    """Is an entry of digits a number that is taken: one of `only`, or of that length where all are?"""
    return any(each.takes(entry) for each in only) if only else digits[0] <= len(entry) <= digits[1]


def begins(digits: Span, only: tuple[Numbers, ...], entry: str) -> bool:
    """May more digits make an entry of digits a number that is taken?"""
    return any(each.begins(entry) for each in only) if only else len(entry) < digits[1]


def nested(only: Iterable[Numbers]) -> bool:
    """Is there a number with which a longer one begins?"""
    by_length: dict[int, list[Row]] = {}
    for each in only:
        by_length.setdefault(each.length, []).extend(each.rows)
    return any(
        all(set(one) & set(other) for one, other in zip(begin, row, strict=False))
        for short, long in combinations(sorted(by_length), 2)
        for begin in by_length[short]
        for row in by_length[long]
    )


# Rows -> what a designer would write


def ranges(rows: Iterable[Row]) -> list[tuple[str, str]] | None:
    """The numbers of these rows as ranges, joined and in order; None where they are too many to be of use."""
    rows = list(rows)
    if sum(_parts(row) for row in rows) > _MOST_RANGES:
        return None
    found = sorted((part for row in rows for part in _ranges(row)), key=lambda part: (len(part[0]), part))
    joined: list[tuple[str, str]] = []
    for low, high in found:
        if joined and len(joined[-1][0]) == len(low) and int(low) <= int(joined[-1][1]) + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], high)
        else:
            joined.append((low, high))
    return joined


def written(rows: Iterable[Row], most: int) -> tuple[Numbers, ...] | None:
    """The numbers of these rows in at most so many entries, None where that is not enough.

    Ranges where they are few, `x` for any digit where that is shorter, else an entry a row, with brackets.
    """
    rows = list(dict.fromkeys(rows))
    spans = ranges(rows)
    ways = [[_entry(low, high) for low, high in spans]] if spans is not None else []
    if sum(_patterns(row) for row in rows) <= _FEW:
        ways.append(["".join(signs) for row in rows for signs in product(*map(_single, row))])
    entries = min(ways, key=len, default=[])
    if not 0 < len(entries) <= _FEW:
        entries = [text for row in rows for text in _of_row(row)]
    found = tuple(each for each in map(numbers, dict.fromkeys(entries)) if each is not None)
    return found if len(found) <= most else None


def _of_row(row: Row) -> list[str]:
    spans = ranges([row]) or []
    return [_entry(low, high) for low, high in spans] if len(spans) == 1 else ["".join(map(_sign, row))]


def _patterns(row: Row) -> int:
    """How many patterns of `x` and single digits say the same."""
    return prod(len(place) for place in row if place != DIGITS)


def _single(place: str) -> str:
    return "x" if place == DIGITS else place


def _sign(place: str) -> str:
    """One sign of a pattern: `x`, a digit, or those in brackets, neighbours as a range."""
    if place == DIGITS or len(place) == 1:
        return _single(place)
    steps = groupby(enumerate(map(int, place)), key=lambda digit: digit[1] - digit[0])
    runs = ["".join(str(digit) for _, digit in run) for _, run in steps]
    return "[" + "".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else run for run in runs) + "]"  # noqa: PLR2004 - 01


def _entry(low: str, high: str) -> str:
    if low == high:
        return low
    same = next(at for at, (one, other) in enumerate(zip(low, high, strict=True)) if one != other)
    rest = len(low) - same
    return low[:same] + "x" * rest if (low[same:], high[same:]) == ("0" * rest, "9" * rest) else f"{low}-{high}"


def _cut(row: Row) -> int:
    """Where the places of any digit begin that end a row, less the place before them."""
    at = len(row)
    while at and row[at - 1] == DIGITS:
        at -= 1
    return max(at - 1, 0)


def _parts(row: Row) -> int:
    at = _cut(row)
    return prod(map(len, row[: at + 1]))


def _ranges(row: Row) -> Iterator[tuple[str, str]]:
    at = _cut(row)
    rest = len(row) - at - 1
    for digits in product(*row[: at + 1]):
        begin = "".join(digits)
        yield begin + "0" * rest, begin + "9" * rest
