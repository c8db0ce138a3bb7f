"""Marks that callers are asked for: "on a scale of 1 to 5", "del 0 al 9"."""

import re
from functools import cache

from ivrlint.language.words import fold, words

_FEWEST = 3  # marks of a scale


def marks(text: str, language: str) -> tuple[str, ...]:
    """The keys from the lowest to the highest mark that a text asks for; none where it asks for none."""
    match = _range(language).search(fold(text))
    low, high = (int(match[1]), int(match[2])) if match else (0, 0)
    return tuple(map(str, range(low, high + 1))) if high - low + 1 >= _FEWEST else ()


@cache
def _range(language: str) -> re.Pattern[str]:
    lists = words(language)
    scale, between = ("|".join(map(re.escape, map(fold, lists.terms(name)))) for name in ("scale", "range"))
    return re.compile(rf"\b(?:{scale or '(?!)'})\b[^.?!]{{0,40}}?\b(\d) (?:{between or '(?!)'}) (10|\d)\b")
