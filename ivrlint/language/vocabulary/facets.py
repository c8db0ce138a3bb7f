"""Put what words and phrases speak of together into the facets of a label."""

import re
from collections.abc import Iterable, Sequence

from ivrlint.language.vocabulary.clauses import Clause
from ivrlint.language.vocabulary.meaning import NOTHING, Facet, Meanings, Side, Token, Unit
from ivrlint.language.words import fold

_WORDS = re.compile(r"\w+")


def make_facet(
    said: tuple[Unit, ...], also: tuple[Unit, ...], words: tuple[Unit, ...], part: Clause, label: str
) -> Facet:
    """A facet of the units that are read with phrases, in the other way in which those may be meant, word by word."""
    verb = part.verb.meanings if part.verb else NOTHING
    first = _side(said, verb, label)
    phrased = (first,) if said is also else (first, _side(also, verb, label))
    return Facet(phrased, first if said is words else _side(words, verb, label))


def _side(said: tuple[Unit, ...], verb: Meanings, label: str) -> Side:
    """A side of these units; its verb tells nothing where it is part of a phrase that means something else."""
    meant = [unit.meanings for unit in said]
    return Side(_spelt(said, label), NOTHING.union(*meant), verb if verb in meant else NOTHING)


def _spelt(said: tuple[Unit, ...], label: str) -> tuple[Unit, ...]:
    """The units with their words spelt as in the label: what a reader is shown keeps its accents."""
    if label.isascii():
        return said
    words = {fold(word): word.casefold() for word in _WORDS.findall(label)}
    return tuple(unit._replace(text=" ".join(words.get(word, word) for word in unit.text.split())) for unit in said)


def units_of(tokens: Iterable[Token], *, also: bool = False) -> tuple[Unit, ...]:
    """What these words and phrases speak of; `also` for what else they may."""
    return _unique([unit for token in tokens for unit in (also and token.also) or token.units])


def _unique(said: Iterable[Unit]) -> tuple[Unit, ...]:
    """The first unit of each meaning."""
    by_meaning: dict[Meanings, Unit] = {}
    for unit in said:
        by_meaning.setdefault(unit.meanings, unit)
    return tuple(by_meaning.values())


def complete(facets: list[tuple[Unit, ...]], parts: Sequence[Clause]) -> list[tuple[Unit, ...]]:
    """Lend a facet that names no thing ("lost") its neighbour's, unless it lacks nothing."""
    if len(facets) == 1:
        return facets
    things = [tuple(unit for unit in facet if unit.kind in "tgops") for facet in facets]
    for at, facet in enumerate(facets):
        if not things[at] and not parts[at].complete:
            later = next((thing for thing in things[at + 1 :] if thing), ())
            earlier = next((thing for thing in reversed(things[:at]) if thing), ())
            facets[at] = _unique((*facet, *(later or earlier)))
    return facets
