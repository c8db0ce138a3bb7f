"""Where in which file something stands, and what is wrong there."""

from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ivrlint.message import Message

_SHIFT = 28  # a column fits in 28 bits, since no file may be larger than the tree's limit
_COLUMN = (1 << _SHIFT) - 1


class Source:
    """A text that was read, with the name under which messages speak of it."""

    def __init__(self, path: str, text: str, file: Path | None = None) -> None:
        self.path = path
        self.text = text
        self.file = file  # None for standard input and for texts that were never in a file

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines as YAML counts them, without their ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


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
    """Something in a file that cannot be understood: where, what, and what to write instead."""

    place: Place
    message: Message
    help: Message | None = None
