"""Read the plain files of `words/`: one line a concept.

    current account | checking account, current account | cuenta corriente, cuenta de cheques < account
    mortgage, home loan | hipoteca, crédito hipotecario < loan ~ housing

Name, English words, Spanish words, relations; without a name the first English term is the name.
`< x` is part of x, `~ x` is easily taken for x, `! x` is the opposite of x.
`= make + payment | pay | pagar, abonar` says that a term means several concepts at once.
`+ payment | remittance | giro` adds terms to a concept of another file.
`parts: x: a, b, c` says that each of these is part of x.
`near: a, b, c` ties each of these to each other, `distinct: a, b, c` names what nobody takes for one another.
A term in double quotes counts only in exactly these words. `[headings]` give the kind of what follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "es")
WORDS = Path(__file__).with_name("words")
KINDS = {
    "actions": "a",
    "light actions": "l",
    "aspects": "i",
    "light aspects": "j",
    "things": "t",
    "generic things": "g",
    "goods": "o",
    "qualities": "q",
    "persons": "p",
    "particles": "x",
    "special": "s",
}
_RELATION = re.compile(r"([<~!])\s*([^<~!]+)")


class Term(NamedTuple):
    """One way to say a concept; a literal one counts only in exactly these words."""

    text: str
    literal: bool


Terms = dict[str, list[Term]]


@dataclass
class Concept:
    """Something that menus offer and callers ask for, with all its names."""

    name: str
    kind: str
    place: str
    terms: Terms
    relations: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Saying:
    """Terms that mean several concepts at once."""

    parts: tuple[str, ...]
    place: str
    terms: Terms


@dataclass
class Source:
    """All that the plain files say, and what is wrong with their lines."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    sayings: list[Saying] = field(default_factory=list)
    distinct: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    near: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    additions: list[Concept] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(folder: Path = WORDS) -> Source:
    """Read every file of `folder`, in the order of their names."""
    source = Source()
    for path in sorted(folder.glob("*.txt")):
        read_text(source, path.read_text(encoding="utf-8"), path.name)
    _add(source)
    return source


def read_text(source: Source, text: str, name: str) -> None:
    """Read one file's text into `source`."""
    kind = "t"
    for place, line in _lines(text, name):
        if line.startswith("["):
            heading = line.strip("[] ")
            kind = KINDS.get(heading, "")
            if not kind:
                source.problems.append(f"{place}: no kind is called {heading!r}; kinds are {', '.join(KINDS)}")
                kind = "t"
        elif line.startswith("parts:"):
            _, whole, parts = line.split(":", 2)
            relations = [("<", whole.strip())]
            source.additions += [Concept(part, kind, place, {}, relations) for part in _split(parts)]
        elif line.startswith(("distinct:", "near:")):
            group = source.near if line.startswith("near:") else source.distinct
            group.append((tuple(_split(line.partition(":")[2])), place))
        else:
            _read_line(source, line, kind, place)


def _read_line(source: Source, line: str, kind: str, place: str) -> None:
    cells = [cell.strip() for cell in _RELATION.split(line.lstrip("=+ "))[0].split("|")]
    terms = {language: _terms(cell) for language, cell in zip(LANGUAGES, cells[-len(LANGUAGES) :], strict=False)}
    if len(cells) - len(LANGUAGES) not in (0, 1):
        source.problems.append(f"{place}: expected a name, {len(LANGUAGES)} columns of words, then relations")
    elif line.startswith("="):
        source.sayings.append(Saying(tuple(_split(cells[0], "+")), place, terms))
    else:
        name = cells[0] if len(cells) > len(LANGUAGES) else _first(terms)
        _read_concept(source, line, Concept(name, kind, place, terms, _relations(line)))


def _read_concept(source: Source, line: str, concept: Concept) -> None:
    earlier = source.concepts.get(concept.name)
    if line.startswith("+"):
        source.additions.append(concept)
    elif not concept.name:
        source.problems.append(f"{concept.place}: a concept needs at least one English term")
    elif earlier:
        source.problems.append(
            f"{concept.place}: {concept.name!r} is already told at {earlier.place}; add to it with +"
        )
    else:
        source.concepts[concept.name] = concept


def _add(source: Source) -> None:
    for more in source.additions:
        concept = source.concepts.get(more.name)
        if concept is None:
            source.problems.append(f"{more.place}: + adds to {more.name!r}, which no file tells")
            continue
        for language, terms in more.terms.items():
            known = concept.terms[language]
            known.extend(term for term in terms if term not in known)
        concept.relations.extend(more.relations)


def _lines(text: str, name: str) -> Iterator[tuple[str, str]]:
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.partition("#")[0].strip()
        if line:
            yield f"{name}:{number}", line


def _split(cell: str, separator: str = ",") -> list[str]:
    return [part.strip() for part in cell.split(separator) if part.strip()]


def _terms(cell: str) -> list[Term]:
    return [Term(text.strip('"'), text.startswith('"')) for text in _split(cell)]


def _first(terms: Terms) -> str:
    return terms["en"][0].text if terms["en"] else ""


def _relations(line: str) -> list[tuple[str, str]]:
    return [(sign, name) for sign, names in _RELATION.findall(line) for name in _split(names)]
