"""Patterns of digits (`/^(10[01][0-9])$/`): which single keys they take, how many digits, and which numbers."""

import re
from itertools import product
from math import prod

from ivrlint.flow.numbers import DIGITS, KEYS, Row, Span

_LOOK = re.compile(r"\(\?[!=<][^()]*(?:\([^()]*\)[^()]*)*\)")
_TOKEN = re.compile(r"\\.|\[[^\]]*\]|\(\?:|[()|]|[^\\()|\[\]{}?*+^$]|[\^$]")
_TIMES = re.compile(r"\{(\d{1,3})(?:(,)(\d{0,3}))?\}|[?*+]")
_MOST = 30
_LONGEST = 60
_MOST_CODES = 12
_START, _END = "^", "$"
_GROUP = re.compile(r"\((?:\?:|\?P?<\w+>)?(?!\?)")
_CLASS = re.compile(r"\[(\^?)((?:\\[d*#]|[0-9*#](?:-[0-9])?)+)\]")
_QUANTIFIER = re.compile(r"(?:\{(\d{1,3})(?:(,)(\d{0,3}))?\}|([?*+]))\??(?!\+)")
_MOST_ROWS = 1000


def plain(pattern: str) -> str:
    """The pattern between its slashes."""
    return pattern[1:].rpartition("/")[0] if pattern.count("/") > 1 else pattern.strip("/")


def single_keys(pattern: str) -> list[str]:
    """The keys that the pattern takes, where it takes single ones only."""
    if lengths(pattern, _MOST) != (1, 1):
        return []
    return [key for key in KEYS if fits(pattern, key)]


def fits(pattern: str, keys: str) -> bool:
    """Does the engine find the pattern in what callers have keyed?"""
    try:
        return re.search(plain(pattern), keys) is not None
    except re.error:
        return False


def lengths(pattern: str, longest: int) -> Span:
    """The fewest and the most digits that fit. `longest` is what the menu has room for, where there is no limit."""
    text = _LOOK.sub("", plain(pattern))
    at, spans = 0, [[(0, 0)]]  # open groups, each with its alternatives
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            at += 1
            continue
        at = token.end()
        if token[0] in ("(", "(?:"):
            spans.append([(0, 0)])
            continue
        if token[0] == "|":
            spans[-1].append((0, 0))
            continue
        width = (0, 0) if token[0] in "^$" else (1, 1)
        if token[0] == ")":
            if len(spans) == 1:
                continue
            width = _either(spans.pop())
        times = _TIMES.match(text, at)
        if times:
            at = times.end()
            width = _repeated(width, times, longest)
        spans[-1][-1] = (spans[-1][-1][0] + width[0], spans[-1][-1][1] + width[1])
    least, most = _either([span for group in spans for span in group][:1] if len(spans) > 1 else spans[0])
    return max(least, 1), max(min(most, max(longest, least)), least, 1)


def _either(spans: list[Span]) -> Span:
    return min(least for least, _ in spans), max(most for _, most in spans)


def _repeated(width: Span, times: "re.Match[str]", longest: int) -> Span:
    if times[1] is None:
        least, most = (0 if times[0] in "?*" else 1), (1 if times[0] == "?" else longest)
    else:
        least = int(times[1])
        most = least if times[2] is None else int(times[3] or longest)
    return width[0] * least, width[1] * max(most, least)


def rows(pattern: str, longest: int) -> list[Row] | None:
    """The numbers of at most so many digits that the pattern takes; None where it says more than we understand.

    As in the engine, a pattern without `^` and `$` takes whatever holds a number that fits.
    """
    found = _ways(pattern, longest)
    whole = [row for each in found or () for row in _anchored(each, longest)]
    return None if found is None or len(whole) > _MOST_ROWS else list(dict.fromkeys(whole))


def codes(pattern: str) -> list[str]:
    """The few codes with `*` or `#` that the pattern takes (`/^[*]55[56]$/`), where it takes nothing else."""
    found = []
    for way in _ways(pattern, _MOST) or ():
        keys = [[key for key in KEYS if key in place] for place in way[1:-1]]
        bound = way[:1] == (_START,) and way[-1:] == (_END,)
        if not bound or all(set(place) & set(DIGITS) for place in keys) or prod(map(len, keys)) > _MOST_CODES:
            return []
        found += ["".join(code) for code in product(*keys)]
    return found if len(found) <= _MOST_CODES else []


def can_be_pressed(pattern: str) -> bool:
    """May keys of a phone fit the pattern? Only where that is plain it is told that they do not."""
    found = _ways(pattern, _LONGEST)
    return found is None or any(all(set(place) & set(KEYS + _START + _END) for place in way) for way in found)


def _ways(pattern: str, longest: int) -> list[Row] | None:
    """Each way through the pattern of at most so many keys, with `^` and `$` among its places; None if not known."""
    reader = _Rows(plain(pattern), longest)
    try:
        found = reader.either()
    except _UnknownError:
        return None
    return found if reader.at == len(reader.text) else None


def _anchored(row: Row, longest: int) -> list[Row]:
    """The rows of a way through a pattern, with any digits where it is not tied to the begin or the end."""
    keys = [place for place in row if place not in (_START, _END)]
    begin, end = row.count(_START), row.count(_END)
    tied = row == (_START,) * begin + tuple(keys) + (_END,) * end
    if not tied or not all(set(place) & set(DIGITS) for place in keys):
        return []
    room = longest - len(keys)
    middle = tuple("".join(key for key in DIGITS if key in place) for place in keys)
    before, behind = range(1 if begin else room + 1), range(1 if end else room + 1)
    return [
        (DIGITS,) * first + middle + (DIGITS,) * last
        for first, last in product(before, behind)
        if 0 < first + len(middle) + last <= longest
    ]


class _UnknownError(Exception):
    """The pattern holds something that is not understood."""


class _Rows:
    """Reads a pattern: each way through it is a row, with `^` and `$` among its places."""

    def __init__(self, text: str, longest: int) -> None:
        self.text = text
        self.longest = longest
        self.at = 0

    def either(self) -> list[Row]:
        """One or more ways, with `|` between them."""
        found = self._sequence()
        while self._skip("|"):
            found = self._few([*found, *self._sequence()])
        return found

    def _sequence(self) -> list[Row]:
        found: list[Row] = [()]
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            found = self._joined(found, self._repeated(self._piece()))
        return found

    def _repeated(self, once: list[Row]) -> list[Row]:
        times = _QUANTIFIER.match(self.text, self.at)
        if times is None:
            return once
        self.at = times.end()
        least, most = _times(times, self.longest)
        found: list[Row] = [()]
        for _ in range(least):
            found = self._joined(found, once)
        every = found
        for _ in range(most - least):
            found = self._joined(found, once)
            every = self._few([*every, *found])
        return every

    def _piece(self) -> list[Row]:
        sign = self.text[self.at]
        if match := _GROUP.match(self.text, self.at):
            self.at = match.end()
            found = self.either()
            if not self._skip(")"):
                raise _UnknownError
            return found
        if match := _CLASS.match(self.text, self.at):
            self.at = match.end()
            return [(_class(match[2], inverted=bool(match[1])),)]
        if sign == "\\" and self.text[self.at + 1 : self.at + 2] in ("d", "*", "#"):
            self.at += 2
            return [(DIGITS if self.text[self.at - 1] == "d" else self.text[self.at - 1],)]
        if sign in "\\[(*+?":
            raise _UnknownError
        self.at += 1
        return [(KEYS if sign == "." else sign,)]

    def _skip(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        self.at += found
        return found

    def _joined(self, first: list[Row], second: list[Row]) -> list[Row]:
        if len(first) * len(second) > _MOST_ROWS:
            raise _UnknownError
        return self._few([one + other for one in first for other in second])

    def _few(self, found: list[Row]) -> list[Row]:
        """Those of numbers that are not too long, each once."""
        fitting = dict.fromkeys(row for row in found if len(row) - row.count(_START) - row.count(_END) <= self.longest)
        if len(fitting) > _MOST_ROWS:
            raise _UnknownError
        return list(fitting)


def _class(inside: str, *, inverted: bool) -> str:
    keys: set[str] = set()
    for part, first, last in re.findall(r"(\\d)|\\?(.)(?:-(.))?", inside):
        keys.update(DIGITS if part else map(chr, range(ord(first), ord(last or first) + 1)))
    return "".join(key for key in KEYS if (key in keys) != inverted)


def _times(times: "re.Match[str]", longest: int) -> Span:
    """How often a piece stands there, at least and at most."""
    if times[4]:
        return (1 if times[4] == "+" else 0), (1 if times[4] == "?" else longest)
    least = int(times[1])
    return least, max(least, least if times[2] is None else int(times[3] or longest))
