"""Find what contradicts itself in the plain files."""

from collections.abc import Iterator
from itertools import combinations

from ivrlint.language.vocabulary.build import OPPOSITE, Build
from ivrlint.language.vocabulary.source import LANGUAGES, Source


def contradictions(source: Source) -> list[str]:
    """All that is wrong, a line each."""
    found = list(source.problems)
    for language in LANGUAGES:
        build = Build(source, language)
        table = build.relations()
        found += [*build.problems, *_repeated(source, language), *_mixed(build)]
        if language == LANGUAGES[0]:
            found += [*_twice_tied(source, build), *_circles(source, build), *_siblings(source, build, table)]
    return list(dict.fromkeys(found))


def _repeated(source: Source, language: str) -> Iterator[str]:
    for concept in source.concepts.values():
        texts = [term.text for term in concept.terms[language]]
        for text in sorted({text for text in texts if texts.count(text) > 1}):
            yield f"{concept.place}: {concept.name!r} has the term {text!r} twice"


def _mixed(build: Build) -> Iterator[str]:
    """Terms that mean several concepts at once here and several others there, and terms of opposite concepts."""
    table = build.relations()
    names = list(build.source.concepts)
    for kind in (build.words, build.free, build.fixed):
        for key, senses in kind.items():
            term = key if isinstance(key, str) else " ".join(key)
            if sum(len(sense) > 1 for sense in senses) > 1:
                told = "; ".join("+".join(names[number] for number in sense) for sense in senses)
                yield f"{build.language}: the term {term!r} has senses that cannot be told apart: {told}"
            for (one, *_), (other, *_) in combinations(senses, 2):
                if table[one].get(other) == OPPOSITE or names[other] in _apart(build, names[one]):
                    both = f"both {names[one]!r} and its opposite or sibling {names[other]!r}"
                    yield f"{build.language}: {term!r} means {both}"


def _apart(build: Build, name: str) -> set[str]:
    return {
        build.find(other, place)
        for group, place in build.source.distinct
        if name in group
        for other in group
        if other != name
    }


def _twice_tied(source: Source, build: Build) -> Iterator[str]:
    """Two concepts that are opposites and alike at once."""
    for concept in source.concepts.values():
        signs: dict[str, set[str]] = {}
        for sign, other in concept.relations:
            signs.setdefault(build.find(other, concept.place), set()).add(sign)
        for other, told in sorted(signs.items()):
            others = source.concepts[other].relations if other else []
            back = {sign for sign, name in others if name == concept.name}
            if "!" in told | back and (told | back) - {"!"}:
                yield f"{concept.place}: {concept.name!r} and {other!r} are told to be opposites and alike"
            if other == concept.name:
                yield f"{concept.place}: {concept.name!r} is related to itself"


def _circles(source: Source, build: Build) -> Iterator[str]:
    """Concepts that are part of themselves."""
    wholes = {
        concept.name: [build.find(other, concept.place) for sign, other in concept.relations if sign == "<"]
        for concept in source.concepts.values()
    }
    for name, first in wholes.items():
        seen: set[str] = set()
        ahead = list(first)
        while ahead:
            whole = ahead.pop()
            if whole == name:
                yield f"{source.concepts[name].place}: {name!r} is part of itself"
                break
            if whole and whole not in seen:
                seen.add(whole)
                ahead += wholes[whole]


def _siblings(source: Source, build: Build, table: dict[int, dict[int, int]]) -> Iterator[str]:
    """Concepts told to be distinct that are tied all the same."""
    for group, place in source.distinct:
        ids = [build.ids[name] for name in (build.find(member, place) for member in group) if name]
        for one, other in combinations(ids, 2):
            if table[one].get(other, 0) > 0:
                names = list(build.ids)
                yield f"{place}: {names[one]!r} and {names[other]!r} are told to be distinct, but are tied"
