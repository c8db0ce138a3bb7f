"""What a label comes to: facets made of units, units that may mean one concept or another."""

from typing import NamedTuple

Sense = tuple[int, ...]
Phrase = tuple[tuple[str, ...], tuple[Sense, ...]]
LIGHT_VERB = "v"  # the kind of a verb that says little beside its object: "make", "ask for"


class Unit(NamedTuple):
    """One thing a label speaks of: the concepts it may mean (or an unlisted word's stem), of one kind."""

    meanings: frozenset[int | str]
    kind: str
    text: str


class Token(NamedTuple):
    """A word or a fixed phrase of a label: what it is looked up by, as it is written, what it speaks of."""

    key: str
    alike: str
    text: str
    units: tuple[Unit, ...]


class Concept(NamedTuple):
    """A concept as the index tells it: its kind, its first term, and its ties in percent."""

    kind: str
    name: str
    ties: dict[int, int]


class Facet(NamedTuple):
    """One thing a label is about: its units, and the same words read one by one, without phrases."""

    units: tuple[Unit, ...]
    words: tuple[Unit, ...]


class OwnWords(NamedTuple):
    """A team's own vocabulary: groups of terms that mean the same, groups of terms never to be confused."""

    same: tuple[tuple[str, ...], ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
