"""How much room words take in Helvetica, and how large a shape has to be to hold them."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

LINE = 1.2  # height of a line, in sizes of its letters
PADDING = 2.0  # around each line
_BOLD = 1.07
_OTHER, _WIDE = 600, 1000
# Thousandths of the size, from the blank to the tilde.
_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_ASCII = {chr(code): int(width) for code, width in enumerate(_WIDTHS.split(), 32)}


class Size(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


@lru_cache(maxsize=8192)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide the words are in points."""
    return sum(map(_of, words)) * size / 1000 * (_BOLD if bold else 1)


def _of(char: str) -> int:
    known = _ASCII.get(char)
    if known is not None:
        return known
    known = _ASCII.get(unicodedata.normalize("NFD", char)[0])
    if known is not None:
        return known
    if unicodedata.combining(char):
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _OTHER


def block(lines: Iterable[tuple[float, float]]) -> Size:
    """The room that lines take: for each its width and the size of its letters."""
    lines = list(lines)
    return Size(max((line for line, _ in lines), default=0), sum(letters * LINE + PADDING for _, letters in lines))


def hull(shape: str, text: Size) -> Size:
    """How large a shape must be to hold a block of text."""
    across, down, wider, higher = _HULLS.get(shape, _RECTANGLE)
    return Size(text.width * across + wider, text.height * down + higher)


# What the text's width and height are multiplied with, and what is added.
_RECTANGLE = (1.0, 1.0, 22, 12)
_HULLS = {
    "hexagon": (1.42, 1.15, 18, 16),
    "polygon": (1.0, 1.0, 46, 14),
    "cylinder": (1.0, 1.1, 20, 26),
    "octagon": (1.15, 1.3, 26, 20),
    "doubleoctagon": (1.15, 1.3, 30, 22),
    "oval": (1.12, 1.0, 30, 22),
}
SLANTED = frozenset(_HULLS)  # Graphviz makes these far too large where it is not told a size
