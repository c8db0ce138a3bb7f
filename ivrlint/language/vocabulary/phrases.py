"""The phrases of a language, looked up by their words."""

from collections.abc import Iterable, Sequence

from ivrlint.language.vocabulary.meaning import Sense
from ivrlint.language.vocabulary.table import Lines, Table

_END, _TOLD = "|", ">"


class Phrases:
    """Fixed phrases count in their very words and order ("lost and found"), free ones in any order.

    The index lists free ones by all their words in alphabetic order, fixed ones by their first two: the rest of each,
    and its senses.
    """

    def __init__(self, free: Lines, fixed: Lines) -> None:
        self._free = Table(free)
        self._fixed = Table(fixed)

    def fixed(self, first: str, second: str) -> list[tuple[list[str], str]]:
        """The words of each fixed phrase that begins with these two, the longest first, and its senses."""
        listed = self._fixed.get(f"{first} {second}")
        phrases = [phrase.split(_TOLD) for phrase in listed.split(_END)] if listed else []
        return [([first, second, *rest.split()], told) for rest, told in phrases]

    def free(self, keys: Iterable[str]) -> str:
        """The senses of the free phrase that is made of these words; no words are none."""
        return self._free.get(listed_free(keys))

    def teach(self, keys: Sequence[str], content: Sequence[str], told: str) -> None:
        """List a phrase with its senses before all others: as it stands and, if enough of it counts, in any order."""
        begin, phrase = _begun(keys, told)
        self._fixed[begin] = _END.join(filter(None, (phrase, self._fixed.get(begin))))
        if len(content) > 1:
            self._free[listed_free(content)] = told


def listed_free(words: Iterable[str]) -> str:
    """The key of a free phrase in the index."""
    return " ".join(sorted(words))


def listed_fixed(phrases: Iterable[tuple[Sequence[str], str]]) -> dict[str, str]:
    """Fixed phrases and their senses as the index lists them, in the order given."""
    found: dict[str, list[str]] = {}
    for words, told in phrases:
        begin, phrase = _begun(words, told)
        found.setdefault(begin, []).append(phrase)
    return {begin: _END.join(phrases) for begin, phrases in found.items()}


def _begun(words: Sequence[str], told: str) -> tuple[str, str]:
    """The key of a fixed phrase in the index, and what is listed there."""
    return " ".join(words[:2]), f"{' '.join(words[2:])}{_TOLD}{told}"


def read_senses(told: str) -> tuple[Sense, ...]:
    """The senses that the index writes as `7,12+30`: concept 7, or 12 and 30 at once."""
    return tuple([tuple(map(int, sense.split("+"))) for sense in told.split(",") if sense])
