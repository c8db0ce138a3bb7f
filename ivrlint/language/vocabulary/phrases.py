"""The phrases of a language, looked up by their words."""

from collections.abc import Iterator, Sequence

from ivrlint.language.vocabulary.meaning import Phrase, Sense
from ivrlint.language.vocabulary.table import Lines, Table


class Phrases:
    """Fixed phrases count in their very words and order ("lost and found"), free ones in any order."""

    def __init__(self, free: Lines, fixed: Lines) -> None:
        self._free = Table(free)
        self._fixed = Table(fixed)
        self._free_from: dict[str, dict[str, str]] = {}
        self._fixed_from: dict[str, dict[str, list[Phrase]]] = {}

    def fixed(self, first: str, second: str = "") -> Sequence[Phrase]:
        """The fixed phrases that begin with these two words, the longest first."""
        found = self._fixed_from.get(first)
        if found is None:
            found = self._fixed_from[first] = {}
            for rest, told in _phrases(self._fixed, first):
                parts = (first, *rest.split(" "))
                found.setdefault(parts[1], []).append((parts, read_senses(told)))
        return found.get(second, ())

    def free(self, keys: Sequence[str]) -> str:
        """The senses, as the index writes them, of the free phrase that is made of these words."""
        first = min(keys)
        phrases = self._free_from.get(first)
        if phrases is None:
            phrases = self._free_from[first] = dict(_phrases(self._free, first))
        return phrases.get(" ".join(sorted(keys)[1:]), "") if phrases else ""

    def teach(self, keys: Sequence[str], content: Sequence[str], told: str) -> None:
        """List a phrase with its senses before all others: as it stands and, if enough of it counts, in any order."""
        phrase = f"{' '.join(keys[1:])}>{told}"
        self._fixed[keys[0]] = "|".join(filter(None, (phrase, self._fixed.get(keys[0]))))
        self._fixed_from.pop(keys[0], None)
        if len(content) > 1:
            self.free(content)
            first, *rest = sorted(content)
            self._free_from[first][" ".join(rest)] = told


def read_senses(told: str) -> tuple[Sense, ...]:
    """The senses that the index writes as `7,12+30`: concept 7, or 12 and 30 at once."""
    return tuple(tuple(map(int, sense.split("+"))) for sense in told.split(",") if sense)


def _phrases(table: Table, first: str) -> Iterator[tuple[str, str]]:
    """The other words of each phrase that begins with this one, and its senses as the index writes them."""
    for phrase in filter(None, table.get(first).split("|")):
        rest, _, told = phrase.partition(">")
        yield rest, told
