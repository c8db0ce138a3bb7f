"""The phrases of a language, looked up by their words."""

from collections.abc import Iterable, Iterator, Sequence

from ivrlint.language.vocabulary.meaning import Sense
from ivrlint.language.vocabulary.table import Lines, Table

_END, _TOLD = "|", ">"


class Phrases:
    """Fixed phrases count in their very words and order ("lost and found"), free ones in any order.

    The index lists them by their first word, free ones in alphabetic order: the rest of each, and its senses.
    """

    def __init__(self, free: Lines, fixed: Lines) -> None:
        self._free = Table(free)
        self._fixed = Table(fixed)
        self._free_from: dict[str, dict[str, str]] = {}
        self._fixed_from: dict[str, dict[str, list[str]]] = {}

    def fixed(self, first: str, second: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The words of each fixed phrase that begins with these two, the longest first, and its senses."""
        found = self._fixed_from.get(first)
        if found is None:
            found = self._fixed_from[first] = {}
            for phrase in _split(self._fixed.get(first)):
                found.setdefault(phrase.partition(_TOLD)[0].partition(" ")[0], []).append(phrase)
        for rest, _, told in [phrase.partition(_TOLD) for phrase in found.get(second, ())]:
            yield (first, *rest.split(" ")), told

    def free(self, keys: Iterable[str]) -> str:
        """The senses of the free phrase that is made of these words; no words are none."""
        first, *rest = sorted(keys) or [""]
        found = self._free_from.get(first)
        if found is None:
            found = self._free_from[first] = dict(phrase.split(_TOLD) for phrase in _split(self._free.get(first)))
        return found.get(" ".join(rest), "") if found else ""

    def teach(self, keys: Sequence[str], content: Sequence[str], told: str) -> None:
        """List a phrase with its senses before all others: as it stands and, if enough of it counts, in any order."""
        self._fixed[keys[0]] = _END.join(filter(None, (_listed(keys[1:], told), self._fixed.get(keys[0]))))
        self._fixed_from.pop(keys[0], None)
        if len(content) > 1:
            first, *rest = sorted(content)
            self._free[first] = _END.join(filter(None, (self._free.get(first), _listed(rest, told))))
            self._free_from.pop(first, None)


def listed(phrases: Iterable[tuple[Sequence[str], str]]) -> dict[str, str]:
    """Phrases and their senses as the index lists them, in the order given."""
    found: dict[str, list[str]] = {}
    for (first, *rest), told in phrases:
        found.setdefault(first, []).append(_listed(rest, told))
    return {first: _END.join(told) for first, told in found.items()}


def _listed(words: Sequence[str], told: str) -> str:
    return f"{' '.join(words)}{_TOLD}{told}"


def _split(phrases: str) -> list[str]:
    return phrases.split(_END) if phrases else []


def read_senses(told: str) -> tuple[Sense, ...]:
    """The senses that the index writes as `7,12+30`: concept 7, or 12 and 30 at once."""
    return tuple(tuple(map(int, sense.split("+"))) for sense in told.split(",") if sense)
