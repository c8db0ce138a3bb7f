"""Tables that are looked up without being read: keys and values in lines, a key's line told by its hash.

An index is a title, how many lines each of its blocks has, where every line starts, then the blocks. It is mapped
into memory, so that only what is looked up is ever read from the disk.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from mmap import mmap

    Index = bytes | mmap

INDEX = "concepts.txt"  # the name of each language's
_FILLED = 4  # entries a line, on the average
_WIDTH = 8  # digits of a line's start
_ONE_START = 10**_WIDTH  # two starts read as one number are divided by it


class Lines:
    """A block of an index: each line is read when it is asked for."""

    def __init__(self, index: "Index", starts: int, count: int) -> None:
        self._index = index
        self._starts = starts
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        at = self._starts + number * _WIDTH
        start, end = divmod(int(self._index[at : at + 2 * _WIDTH]), _ONE_START)
        return self._index[start : end - 1]


def blocks(index: "Index") -> Iterator[Lines]:
    """The blocks of an index."""
    head = index.find(b"\n") + 1
    starts = index.find(b"\n", head) + 1
    for count in map(int, index[head:starts].split()):
        yield Lines(index, starts, count)
        starts += count * _WIDTH


def index(title: str, blocks: Sequence[Sequence[str]]) -> str:
    """The text of an index with these blocks of lines."""
    head = f"{title}\n{' '.join(str(len(block)) for block in blocks)}\n"
    told = list(chain(*blocks))
    first = len(head.encode()) + (len(told) + 1) * _WIDTH + 1
    starts = accumulate((len(line.encode()) + 1 for line in told), initial=first)
    return "\n".join([head + "".join(f"{start:0{_WIDTH}}" for start in starts), *told]) + "\n"


class Table:
    """Keys and their values, each looked up in its line when it is first asked for."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._count = len(lines)
        self._known: dict[str, str] = {}

    def get(self, key: str) -> str:
        """The value of `key`; nothing if it has none."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look_up(key) if self._count else ""
        return found

    def __bool__(self) -> bool:
        return bool(self._count or self._known)

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def __setitem__(self, key: str, value: str) -> None:
        self._known[key] = value

    def _look_up(self, key: str) -> str:
        sought = key.encode()
        line = self._lines[crc32(sought) % self._count]
        at = line.find(b"\t%b=" % sought)
        if at < 0:
            return ""
        start = at + len(sought) + 2
        return line[start : line.index(b"\t", start)].decode()


def lines(entries: Mapping[str, str]) -> list[str]:
    """The lines of a table with these entries; keys hold no "=", and neither keys nor values a tab."""
    told = ["\t"] * max(1, len(entries) // _FILLED)
    for key, value in sorted(entries.items()):
        told[crc32(key.encode()) % len(told)] += f"{key}={value}\t"
    return told
