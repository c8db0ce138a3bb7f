"""What a label comes to: facets made of units, units that may mean one concept or another."""

from enum import Enum
from typing import NamedTuple

Sense = tuple[int, ...]
Phrase = tuple[tuple[str, ...], tuple[Sense, ...]]
EXCHANGED = frozenset("ta")  # the kinds of words that synonyms may stand for inside a phrase: things and actions
LIGHT_VERB = "v"  # the kind of a verb that says little beside its object: "make", "ask for"


class Unit(NamedTuple):
    """One thing a label speaks of: the concepts it may mean (or an unlisted word's stem), of one kind."""

    meanings: frozenset[int | str]
    kind: str
    text: str


class Role(Enum):
    """What a word may be in a clause."""

    OTHER = 0
    VERB_OR_NOUN = 1  # "claim", "alta"
    VERB_OR_THING = 2  # "booking", "taller": the form is a verb's, but it is listed as a thing
    VERB = 3
    VERB_ALONE = 4  # without an object: "registrarse"


class Token(NamedTuple):
    """A word or a fixed phrase of a label: what it is looked up by, as it is written, what it speaks of.

    `acting` is how to read it if it turns out to be a verb: "checking" may be an account.
    """

    key: str
    alike: str
    text: str
    units: tuple[Unit, ...]
    role: Role = Role.OTHER
    acting: "Token | None" = None


class Concept(NamedTuple):
    """A concept as the index tells it: its kind, its first term, how many terms speak of it, its ties in percent."""

    kind: str
    name: str
    terms: int
    ties: dict[int, int]


class Facet(NamedTuple):
    """One thing a label is about: its units, the same words read one by one, what its verb means if it has one."""

    units: tuple[Unit, ...]
    words: tuple[Unit, ...]
    verb: frozenset[int | str] = frozenset()


class OwnWords(NamedTuple):
    """A team's own vocabulary: groups of terms that mean the same, groups of terms never to be confused."""

    same: tuple[tuple[str, ...], ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
