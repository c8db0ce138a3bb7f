"""The phrases of a language, looked up by their words."""

from collections.abc import Iterable, Iterator, Sequence

from ivrlint.language.vocabulary.meaning import Sense
from ivrlint.language.vocabulary.table import Lines, Table

_END, _TOLD = "|", ">"


class Phrases:
    """Fixed phrases count in their very words and order ("lost and found"), free ones in any order.

    The index lists them by their first two words, free ones in alphabetic order: the rest of each, and its senses.
    """

    def __init__(self, free: Lines, fixed: Lines) -> None:
        self._free = Table(free)
        self._fixed = Table(fixed)

    def fixed(self, first: str, second: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The words of each fixed phrase that begins with these two, the longest first, and its senses."""
        for phrase in filter(None, self._fixed.get(f"{first} {second}").split(_END)):
            rest, _, told = phrase.partition(_TOLD)
            yield (first, second, *rest.split()), told

    def free(self, keys: Iterable[str]) -> str:
        """The senses of the free phrase that is made of these words; one word is none."""
        words = sorted(keys)
        phrases, rest = self._free.get(" ".join(words[:2])), words[2:]
        start = phrases.find(f"{_END}{' '.join(rest)}{_TOLD}") if phrases else -1
        return phrases[phrases.index(_TOLD, start) + 1 : phrases.index(_END, start + 1)] if start >= 0 else ""

    def teach(self, keys: Sequence[str], content: Sequence[str], told: str) -> None:
        """List a phrase with its senses before all others: as it stands and, if enough of it counts, in any order."""
        _put_first(self._fixed, keys, told)
        if len(content) > 1:
            _put_first(self._free, sorted(content), told)


def _put_first(table: Table, words: Sequence[str], told: str) -> None:
    for start, phrase in listed([(words, told)]).items():
        table[start] = phrase + table.get(start).removeprefix(_END)


def listed(phrases: Iterable[tuple[Sequence[str], str]]) -> dict[str, str]:
    """Phrases and their senses as the index lists them, in the order given."""
    found: dict[str, str] = {}
    for (first, second, *rest), told in phrases:
        start = f"{first} {second}"
        found[start] = f"{found.get(start, _END)}{' '.join(rest)}{_TOLD}{told}{_END}"
    return found


def read_senses(told: str) -> tuple[Sense, ...]:
    """The senses that the index writes as `7,12+30`: concept 7, or 12 and 30 at once."""
    return tuple(tuple(map(int, sense.split("+"))) for sense in told.split(",") if sense)
