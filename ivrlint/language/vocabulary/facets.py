"""Put what words and phrases speak of together into the facets of a label."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ivrlint.language.vocabulary.clauses import Clause
from ivrlint.language.vocabulary.meaning import NOTHING, Facet, Label, Meanings, Side, Token, Unit
from ivrlint.language.words import fold

Units = tuple[Unit, ...]

_WORDS = re.compile(r"\w+")


def make_label(text: str, parts: Sequence[Clause], phrased: Sequence[Sequence[Token]]) -> Label:
    """A label of these clauses, of which each is told with its phrases, too."""
    said = _complete([_units_of(tokens) for tokens in phrased], parts)
    several = any(token.also for tokens in phrased for token in tokens)
    also = _complete([_units_of(tokens, also=True) for tokens in phrased], parts) if several else said
    plain = all(tokens is part.tokens for tokens, part in zip(phrased, parts, strict=True))
    words = said if plain else _complete([_units_of(part.tokens) for part in parts], parts)
    spelling = {} if text.isascii() else {fold(word): word.casefold() for word in _WORDS.findall(text)}
    return _label(text, tuple([_facet(*read, spelling) for read in zip(said, also, words, parts, strict=True)]))


def _facet(said: Units, also: Units, words: Units, part: Clause, spelling: Mapping[str, str]) -> Facet:
    """A facet of the units that are read with phrases, in the other way in which those may be meant, word by word."""
    verb = part.verb.meanings if part.verb else NOTHING
    first = _side(said, verb, spelling)
    phrased = (first,) if said is also else (first, _side(also, verb, spelling))
    return Facet(phrased, first if said is words else _side(words, verb, spelling))


def _label(text: str, facets: tuple[Facet, ...]) -> Label:
    """A label of these facets, and what is to be known of all their units at once."""
    meanings, tied_to = set[int | str](), set[int | str]()
    for facet in facets:
        for side in facet.sides:
            meanings |= side.meanings
            for unit in side.units:
                tied_to |= unit.tied_to
    if not facets:  # "?": a label without words means its signs
        meanings.add(fold(text))
    kinds = {unit.kind for facet in facets for unit in facet.units}
    return Label(text, facets, kinds, meanings, tied_to)


def _side(said: Units, verb: Meanings, spelling: Mapping[str, str]) -> Side:
    """A side of these units; its verb tells nothing where it is part of a phrase that means something else."""
    meant = [unit.meanings for unit in said]
    spelt = tuple([_spelt(unit, spelling) for unit in said]) if spelling else said
    return Side(spelt, NOTHING.union(*meant), verb if verb in meant else NOTHING)


def _spelt(unit: Unit, spelling: Mapping[str, str]) -> Unit:
    """A unit with its words spelt as in the label: what a reader is shown keeps its accents."""
    text = " ".join([spelling.get(word, word) for word in unit.text.split()])
    return unit if text == unit.text else unit._replace(text=text)


def _units_of(tokens: Iterable[Token], *, also: bool = False) -> Units:
    """What these words and phrases speak of; `also` for what else they may."""
    return _unique([(also and token.also) or token.units for token in tokens])


def _unique(said: Iterable[Units]) -> Units:
    """The first unit of each meaning."""
    by_meaning: dict[Meanings, Unit] = {}
    for units in said:
        for unit in units:
            by_meaning.setdefault(unit.meanings, unit)
    return tuple(by_meaning.values())


def _complete(facets: list[Units], parts: Sequence[Clause]) -> list[Units]:
    """Lend a facet that names no thing ("lost") its neighbour's, unless it lacks nothing."""
    if len(facets) == 1:
        return facets
    things = [tuple(unit for unit in facet if unit.kind in "tgops") for facet in facets]
    for at, facet in enumerate(facets):
        if not things[at] and not parts[at].complete:
            later = next((thing for thing in things[at + 1 :] if thing), ())
            earlier = next((thing for thing in reversed(things[:at]) if thing), ())
            facets[at] = _unique((facet, later or earlier))
    return facets
