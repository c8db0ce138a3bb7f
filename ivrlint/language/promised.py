"""The lengths of time that a text speaks of: "within four working hours", "en dos días hábiles", "24-48 hours"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ivrlint.language.grammar import Phrases
from ivrlint.language.times import times_said
from ivrlint.language.words import fold, words

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_HOUR, _DAY, _WORKING_DAY = 3600.0, 86400.0, 8 * 3600.0
_SECONDS = {"s": 1.0, "m": 60.0, "h": _HOUR, "d": _DAY, "w": 7 * _DAY, "wh": _HOUR, "wd": _WORKING_DAY}


class Promised(NamedTuple):
    """A length of time: seconds, of opening time where it is `working` (8 hours a day), and how it is said."""

    seconds: float
    working: bool
    text: str


@lru_cache(maxsize=1024)
def promised(text: str, language: str) -> tuple[Promised, ...]:
    """The lengths of time that the text tells, in its order; opening times ("from 8 to 18 hours") are none."""
    said = times_said(text, language)
    return tuple(
        Promised(_SECONDS[unit] * count, unit.startswith("w") and unit != "w", text[start:end])
        for count, unit, start, end in _lengths(text, language)
        if not any(start < time.end and time.start < end for time in said)
    )


def _lengths(text: str, language: str) -> Iterator[tuple[int, str, int, int]]:
    known = _phrases(language)
    found = list(_TOKEN.finditer(fold(text)))
    stems = (*(match[0] for match in found), "", "", "", "")
    free = 0
    for at, match in enumerate(found):
        length, digits = (1, match[0]) if match[0].isdigit() else known.numbers.at(stems, at)
        if not length:
            length, digits = known.next.length(stems, at), "1"
        units, unit = known.units.at(stems, at + length) if length else (0, "")
        if not units or at < free:
            continue
        free = at + length + units
        is_clock = at > 0 and known.clock.length(stems, at - 1) > 0
        if not is_clock and not known.per_day.length(stems, free):
            yield int(digits), unit, match.start(), found[free - 1].end()


class _Phrases(NamedTuple):
    numbers: Phrases
    units: Phrases
    next: Phrases  # "the next working day"
    clock: Phrases  # "a las 18 horas"
    per_day: Phrases  # "24 hours a day"


@cache
def _phrases(language: str) -> _Phrases:
    lists = words(language)
    return _Phrases(
        Phrases((name, digits) for digits, names in lists.mapping("numbers").items() for name in names),
        Phrases((unit, letters[0]) for unit, letters in lists.mapping("time-units").items()),
        Phrases((term, "") for term in lists.terms("next")),
        Phrases((term, "") for term in lists.terms("clock-noise")),
        Phrases((term, "") for term in lists.terms("per-day")),
    )
