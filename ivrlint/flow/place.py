"""Where in which file something stands, and what is wrong there."""

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ivrlint.message import Message

_SHIFT = 28  # a column fits in 28 bits, since no file may be larger than the tree's limit
_COLUMN = (1 << _SHIFT) - 1
_LINE_END = re.compile("\r\n|\r|\n")


class Source:
    """A text that was read, with the name under which messages speak of it."""

    def __init__(self, path: str, text: str, file: Path | None = None) -> None:
        self.path = path
        self.text = text
        self.file = file  # None for texts that were never in a file
        self.shared: list[tuple[int, int]] = []  # spans (packed) of pieces that aliases repeat elsewhere

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines as YAML counts them, without their ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """Where in the text each of its lines begins."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    @cached_property
    def line_end(self) -> str:
        """How its lines end: as the first one does."""
        end = _LINE_END.search(self.text)
        return end[0] if end else "\n"

    def offset(self, position: int) -> int:
        """Where in the text a position (packed) is, in code points; the text's end for what lies behind it."""
        line = position >> _SHIFT
        return (
            min(self._starts[line] + (position & _COLUMN), len(self.text))
            if line < len(self._starts)
            else len(self.text)
        )

    def position(self, offset: int) -> int:
        """The position (packed) of a place in the text."""
        line = bisect_right(self._starts, offset) - 1
        return packed(line, offset - self._starts[line])


def packed(line: int, column: int) -> int:
    """One integer for a position (both from 0): half the memory of two, and it compares."""
    return line << _SHIFT | column


class Place:
    """A span of a source. Lines and columns are counted from 1; the end is exclusive."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{self.source.path}:{self.line}:{self.column}"

    @property
    def line(self) -> int:
        """The line, from 1."""
        return (self.start >> _SHIFT) + 1

    @property
    def column(self) -> int:
        """The column, from 1, in code points."""
        return (self.start & _COLUMN) + 1

    @property
    def end_line(self) -> int:
        """The line of the end."""
        return (self.end >> _SHIFT) + 1

    @property
    def end_column(self) -> int:
        """The column after the last one."""
        return (self.end & _COLUMN) + 1


class Problem(NamedTuple):
    """Something in a file that cannot be understood: where, what, and what to write instead.

    `instead` is the text to write in that very place, only where no other can be meant.
    """

    place: Place
    message: Message
    help: Message | None = None
    instead: str | None = None
