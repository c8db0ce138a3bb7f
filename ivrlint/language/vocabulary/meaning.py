"""What a label comes to: facets made of units, units that may mean one concept or another."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import NamedTuple

Sense = tuple[int, ...]
Meanings = frozenset[int | str]
NOTHING: Meanings = frozenset()
LIGHT_VERB = "v"  # the kind of a verb that says little beside its object: "make", "ask for"
_EXCHANGED = frozenset("ta")  # the kinds of words that synonyms may stand for inside a phrase: things and actions


def stand_in(senses: Sequence[Sense], kind: Callable[[int], str]) -> str:
    """What stands for a word and its synonyms inside a phrase, if it means one thing or action and nothing else."""
    if len(senses) == 1 and len(senses[0]) == 1 and kind(senses[0][0]) in _EXCHANGED:
        return f"#{senses[0][0]}"
    return ""


class Unit(NamedTuple):
    """One thing a label speaks of: the concepts it may mean (or an unlisted word's stem), of one kind.

    `stems` are those of its words, `tied_to` is all that is tied or opposed to what it means, and `commonness` how
    many terms speak of the commonest of its meanings, as a logarithm (0 for an unlisted word).
    """

    meanings: Meanings
    kind: str
    text: str
    stems: frozenset[str]
    tied_to: Meanings
    commonness: float

    @property
    def listed(self) -> bool:
        """Whether its words are in the vocabulary."""
        return all(isinstance(meaning, int) for meaning in self.meanings)


class Role(Enum):
    """What a word may be in a clause."""

    OTHER = 0
    VERB_OR_NOUN = 1  # "claim", "alta"
    VERB_OR_THING = 2  # "booking", "taller": the form is a verb's, but it is listed as a thing
    VERB = 3
    VERB_ALONE = 4  # without an object: "registrarse"


class Token(NamedTuple):
    """A word or a phrase of a label: what it is looked up by, as it is written, what it speaks of.

    `acting` is how to read it if it turns out to be a verb: "checking" may be an account. `also` is what else it may
    be: "renew a licence" renews a licence, but is a deed of its own, too.
    """

    key: str
    alike: str
    text: str
    units: tuple[Unit, ...]
    role: Role = Role.OTHER
    acting: "Token | None" = None
    also: tuple[Unit, ...] = ()


class Concept(NamedTuple):
    """A concept as the index tells it: its kind, its first term, how many terms speak of it, its ties in percent."""

    kind: str
    name: str
    terms: int
    ties: dict[int, int]


class Side(NamedTuple):
    """One reading of a facet, to be laid beside another's.

    Its units, all that they mean, and what its verb means if it has one that says something by itself.
    """

    units: tuple[Unit, ...]
    meanings: Meanings
    verb: Meanings

    def speaks_of(self, meanings: Meanings) -> bool:
        """Whether anything in it is, or is tied to, any of these meanings."""
        if not self.meanings.isdisjoint(meanings):
            return True
        for unit in self.units:  # noqa: SIM110  # a generator would take twice as long
            if not unit.tied_to.isdisjoint(meanings):
                return True
        return False


class Facet(NamedTuple):
    """One thing a label is about.

    `phrased` is read with its phrases, in more than one way where a phrase may mean one concept or several at once;
    `worded` is read word by word, the first of `phrased` if there are no phrases.
    """

    phrased: tuple[Side, ...]
    worded: Side

    @property
    def units(self) -> tuple[Unit, ...]:
        """What it is about as it is read first."""
        return self.phrased[0].units

    @property
    def sides(self) -> tuple[Side, ...]:
        """All its readings."""
        return self.phrased if self.worded is self.phrased[0] else (*self.phrased, self.worded)


class Label(NamedTuple):
    """A label as it is read.

    Its facets, the kinds of what they are about, all that they may mean, and all that is tied or opposed to that.
    """

    text: str
    facets: tuple[Facet, ...]
    kinds: AbstractSet[str]
    meanings: AbstractSet[int | str]
    tied_to: AbstractSet[int | str]

    def speaks_of(self, meanings: AbstractSet[int | str]) -> bool:
        """Whether anything in it is, or is tied to, any of these meanings; most pairs of labels end here."""
        return not (self.meanings.isdisjoint(meanings) and self.tied_to.isdisjoint(meanings))


class OwnWords(NamedTuple):
    """A team's own vocabulary: groups of terms that mean the same, groups of terms never to be confused."""

    same: tuple[tuple[str, ...], ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
