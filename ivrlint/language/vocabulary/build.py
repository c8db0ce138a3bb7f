"""Compile the plain files into one index a language, ready to be looked up without parsing.

The blocks of an index: tables of words, of free phrases by all their words in alphabetic order and of fixed ones by
their first two, and the concepts, a line each.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from ivrlint.language.vocabulary import forms as grammar
from ivrlint.language.vocabulary.meaning import stand_in
from ivrlint.language.vocabulary.phrases import listed_fixed, listed_free
from ivrlint.language.vocabulary.source import LANGUAGES, WORDS, Source, Term, read
from ivrlint.language.vocabulary.table import INDEX, index, lines
from ivrlint.language.words import fold

_LANGUAGE = Path(__file__).parents[1]
PART, FAR_PART, NEAR = (
    85,
    75,
    72,
)  # in percent; a whole's tie to its part is one less, which tells the direction
OPPOSITE = -1
_FEWEST, _CLAUSE = 2, 2  # a term of so few words that matter and so many that do not is a clause, not a phrase
_STRENGTH = {"<": PART, "~": NEAR, "!": OPPOSITE}
Sense = tuple[int, ...]


class Build:
    """One language's index in the making."""

    def __init__(self, source: Source, language: str) -> None:
        self.source = source
        self.language = language
        self.forms = grammar.forms(language)
        self.problems: list[str] = []
        self.kinds = [concept.kind for concept in source.concepts.values()]
        self.ids = {name: number for number, name in enumerate(source.concepts)}
        self.words: dict[str, list[Sense]] = {}
        self.free: dict[tuple[str, ...], list[Sense]] = {}
        self.loose: dict[tuple[str, ...], list[Sense]] = {}
        self.fixed: dict[tuple[str, ...], list[Sense]] = {}
        self._by_term: dict[str, set[str]] = {}
        for concept in source.concepts.values():
            for term in concept.terms["en"]:
                self._by_term.setdefault(fold(term.text), set()).add(concept.name)
        told = list(self._told())
        self.terms = Counter(number for _, sense in told for number in sense)
        for term, sense in told:
            self._add_word(term, sense)
        for term, sense in told:
            self._add_phrase(term, sense)

    def find(self, name: str, place: str) -> str:
        """The concept that a relation speaks of, by its name or by a term that only it has."""
        if name in self.source.concepts:
            return name
        found = self._by_term.get(fold(name), set())
        if len(found) != 1:
            why = "several concepts have" if found else "no concept has"
            self.problems.append(f"{place}: {why} the term {name!r}")
            return ""
        return next(iter(found))

    def _told(self) -> Iterable[tuple[Term, Sense]]:
        for concept in self.source.concepts.values():
            for term in concept.terms[self.language]:
                yield term, (self.ids[concept.name],)
        for saying in self.source.sayings:
            names = [self.find(part, saying.place) for part in saying.parts]
            sense = tuple(sorted(self.ids[name] for name in names if name))
            for term in saying.terms[self.language] if all(names) else ():
                yield term, sense

    def _content(self, tokens: Sequence[str]) -> list[str]:
        return [token for token in tokens if not self.forms.is_stop(token)]

    def _tokens(self, term: Term) -> list[str]:
        """A term's words; "our address" is the same as "address" unless it counts in these words only."""
        tokens = self.forms.tokens(term.text)
        if not term.literal:
            while len(tokens) > 1 and tokens[0] == grammar.DETERMINER:
                tokens = tokens[1:]
        return tokens

    def _add_word(self, term: Term, sense: Sense) -> None:
        tokens = self._tokens(term)
        if len(tokens) == 1 and not term.literal:
            senses = self.words.setdefault(tokens[0], [])
            if sense not in senses:
                senses.append(sense)

    def root(self, word: str) -> str:
        """The listed word of which `word` is a form, else its rough stem."""
        return next((form for form in self.forms.candidates(word) if form in self.words), self.forms.stem(word))

    def _add_phrase(self, term: Term, sense: Sense) -> None:
        tokens = self._tokens(term)
        content = self._content(tokens)
        if len(tokens) == 1:
            return
        small = sum(token not in (grammar.JOIN, grammar.DETERMINER) for token in tokens) - len(content)
        literal = term.literal or (len(content) == _FEWEST and small >= _CLAUSE)  # "when will my invoice be paid"
        if literal or len(content) <= 1 or grammar.JOIN in tokens:
            key = tuple(self.key(token) for token in tokens)
            _put(self.fixed, key, sense)
        if not literal and len(content) > 1:
            keys = [self.key(word) for word in content]
            _put(self.free, tuple(sorted(keys)), sense)
            self._add_loose(content, keys, sense)

    def _add_loose(self, content: list[str], keys: list[str], sense: Sense) -> None:
        """List a phrase without light verbs also with any synonyms in place of its words."""
        if all(self._says_something(word) for word in content):
            alike = sorted(self._stand_in(word) or key for word, key in zip(content, keys, strict=True))
            if alike != sorted(keys):
                _put(self.loose, tuple(alike), sense)

    def _says_something(self, word: str) -> bool:
        """Whether a word names a thing, a quality or an action; a word in no list may."""
        senses = self.words.get(self.root(word), [])
        return all(len(sense) == 1 and self.kinds[sense[0]] in "tqa" for sense in senses)

    def _stand_in(self, word: str) -> str:
        return stand_in(self.words.get(self.root(word), []), self.kinds.__getitem__)

    def key(self, token: str) -> str:
        """What a word is looked up by inside a phrase; stop words and signs stay as they are."""
        return token if self.forms.is_stop(token) else self.forms.stem(self.root(token))

    def relations(self) -> dict[int, dict[int, int]]:
        """How strongly each concept is tied to others, in percent, both ways."""
        parents: dict[int, set[int]] = {}
        table: dict[int, dict[int, int]] = {number: {} for number in self.ids.values()}
        for concept in self.source.concepts.values():
            for sign, other in concept.relations:
                name = self.find(other, concept.place)
                if not name:
                    continue
                _tie(table, self.ids[concept.name], self.ids[name], _STRENGTH[sign])
                if sign == "<":
                    parents.setdefault(self.ids[concept.name], set()).add(self.ids[name])
        for group, place in self.source.near:
            members = [self.ids[name] for name in (self.find(member, place) for member in group) if name]
            for pair in combinations(members, 2):
                _tie(table, *pair, NEAR)
        for child, whole in parents.items():
            for parent in whole:
                for grandparent in parents.get(parent, ()):
                    if grandparent != child:
                        _tie(table, child, grandparent, FAR_PART)
        return table

    def text(self) -> str:
        """The whole index."""
        blocks = [lines(self._words()), lines(self._free()), lines(self._fixed()), list(self._concepts())]
        return index(f"# made by python -m ivrlint.language.vocabulary, {digest()}", blocks)

    def _words(self) -> dict[str, str]:
        return {word: _senses(senses) for word, senses in self.words.items()}

    def _free(self) -> dict[str, str]:
        loose = {key: senses for key, senses in self.loose.items() if len(senses) == 1}
        return {listed_free(words): _senses(senses) for words, senses in (loose | self.free).items()}

    def _fixed(self) -> dict[str, str]:
        longest_first = sorted(self.fixed.items(), key=lambda phrase: (-len(phrase[0]), phrase[0]))
        return listed_fixed((words, _senses(senses)) for words, senses in longest_first)

    def _concepts(self) -> Iterator[str]:
        table = self.relations()
        for name, concept in self.source.concepts.items():
            number = self.ids[name]
            ties = ",".join(f"{other}:{strength}" for other, strength in sorted(table[number].items()))
            terms = concept.terms[self.language]
            yield f"{concept.kind};{terms[0].text if terms else name};{self.terms[number]};{ties}"


def _put(table: dict[tuple[str, ...], list[Sense]], key: tuple[str, ...], sense: Sense) -> None:
    senses = table.setdefault(key, [])
    if sense not in senses:
        senses.append(sense)


def _tie(table: dict[int, dict[int, int]], one: int, other: int, strength: int) -> None:
    back = strength - 1 if strength in (PART, FAR_PART) else strength
    for here, there, found in ((one, other, strength), (other, one, back)):
        known = table[here].get(there, 0)
        table[here][there] = OPPOSITE if OPPOSITE in (found, known) else max(found, known)


def _senses(senses: Sequence[Sense]) -> str:
    return ",".join("+".join(map(str, sense)) for sense in senses)


def digest() -> str:
    """What the plain files and the code that compiles them amount to, to see whether an index is current."""
    paths = [*WORDS.glob("*.txt"), *_LANGUAGE.glob("*/forms.txt"), *Path(__file__).parent.glob("*.py")]
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def write(source: Source | None = None) -> None:
    """Compile every language's index."""
    source = source or read()
    for language in LANGUAGES:
        (_LANGUAGE / language / INDEX).write_text(Build(source, language).text(), encoding="utf-8")


def is_current() -> bool:
    """Whether the indexes were made from the plain files as they are now."""
    now = digest()
    paths = [_LANGUAGE / language / INDEX for language in LANGUAGES]
    return all(path.exists() and now in path.read_text(encoding="utf-8").partition("\n")[0] for path in paths)
