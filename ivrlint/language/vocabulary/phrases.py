"""The phrases of a language, looked up by their words."""

from collections.abc import Iterable, Iterator, Sequence

from ivrlint.language.vocabulary.meaning import Sense
from ivrlint.language.vocabulary.table import Lines, Table

_END, _TOLD = "|", ">"


class Phrases:
    """Fixed phrases count in their very words and order ("lost and found"), free ones in any order."""

    def __init__(self, free: Lines, fixed: Lines) -> None:
        self._free = Table(free)
        self._fixed = Table(fixed)

    def fixed(self, first: str, second: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The words of each fixed phrase that begins with these two, the longest first, and its senses."""
        phrases = self._fixed.get(first)
        at = phrases.find(_END + second) if phrases else -1
        while at >= 0:
            rest, _, told = phrases[at + 1 : phrases.index(_END, at + 1)].partition(_TOLD)
            words = (first, *rest.split(" "))
            if words[1] == second:
                yield words, told
            at = phrases.find(_END + second, at + 1)

    def free(self, keys: Iterable[str]) -> str:
        """The senses of the free phrase that is made of these words."""
        first, *rest = sorted(keys)
        phrases = self._free.get(first)
        start = phrases.find(f"{_END}{' '.join(rest)}{_TOLD}") if phrases else -1
        return phrases[phrases.index(_TOLD, start) + 1 : phrases.index(_END, start + 1)] if start >= 0 else ""

    def teach(self, keys: Sequence[str], content: Sequence[str], told: str) -> None:
        """List a phrase with its senses before all others: as it stands and, if enough of it counts, in any order."""
        _put_first(self._fixed, keys, told)
        if len(content) > 1:
            _put_first(self._free, sorted(content), told)


def _put_first(table: Table, words: Sequence[str], told: str) -> None:
    table[words[0]] = listed([(words[1:], told)]) + table.get(words[0]).removeprefix(_END)


def listed(phrases: Iterable[tuple[Sequence[str], str]]) -> str:
    """Phrases that begin with one word as the index lists them: their other words, each with its senses."""
    return _END + "".join(f"{' '.join(words)}{_TOLD}{told}{_END}" for words, told in phrases)


def read_senses(told: str) -> tuple[Sense, ...]:
    """The senses that the index writes as `7,12+30`: concept 7, or 12 and 30 at once."""
    return tuple(tuple(map(int, sense.split("+"))) for sense in told.split(",") if sense)
