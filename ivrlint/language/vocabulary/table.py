"""A table that is looked up without being read whole: keys and values in lines, a key's line told by its hash."""

from collections.abc import Mapping
from zlib import crc32

_FILLED = 8  # entries a line, on the average


class Table:
    """Keys and their values, each looked up in its line when it is first asked for."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines
        self._known: dict[str, str] = {}

    def get(self, key: str) -> str:
        """The value of `key`; nothing if it has none."""
        found = self._known.get(key)
        if found is None:
            if not self._lines:
                return ""
            found = self._known[key] = self._look_up(key)
        return found

    def __bool__(self) -> bool:
        return bool(self._lines or self._known)

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def __setitem__(self, key: str, value: str) -> None:
        self._known[key] = value

    def _look_up(self, key: str) -> str:
        sought = key.encode()
        line = self._lines[crc32(sought) % len(self._lines)]
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
