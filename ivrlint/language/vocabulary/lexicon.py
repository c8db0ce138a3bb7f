"""Turn a label into what it is about: facets ("returns and exchanges" has two) made of units."""

from collections.abc import Collection, Sequence
from functools import cache
from itertools import islice, pairwise, permutations
from math import log
from typing import TYPE_CHECKING

from ivrlint.language.vocabulary.clauses import DEEDS, Clause, clauses, role
from ivrlint.language.vocabulary.facets import make_label
from ivrlint.language.vocabulary.forms import DETERMINER, JOIN, Forms, forms, mapped
from ivrlint.language.vocabulary.meaning import (
    NOTHING,
    Concept,
    Facet,
    Label,
    Meanings,
    OwnWords,
    Role,
    Sense,
    Token,
    Unit,
    stand_in,
)
from ivrlint.language.vocabulary.phrases import Phrases, read_senses
from ivrlint.language.vocabulary.table import INDEX, Table, blocks, index

if TYPE_CHECKING:
    from ivrlint.language.vocabulary.table import Index

_OWN = 1_000_000  # concepts of a team's own words are numbered from here
_NOTHING = index("", [[]] * 4).encode()  # the index of a language without vocabulary
_LONGEST = 7  # words in a phrase


class Lexicon:
    """The words of one language, read from its index and, when asked for, a team's own."""

    def __init__(self, stored: "Index", grammar: Forms) -> None:
        self.forms = grammar
        words, free, fixed, self._concept_lines = blocks(stored)
        self.words = Table(words)  # every listed word, with its senses as the index writes them
        self._phrases = Phrases(free, fixed)
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._concepts: dict[int, Concept] = {}
        self._tokens: dict[str, Token] = {}
        self._strengths: dict[tuple[Meanings, Meanings], int] = {}
        self._apart: dict[Meanings, Meanings] = {}  # what a team keeps apart
        self._units: dict[Meanings, tuple[str, Meanings, float]] = {}  # kind, what it is tied to, commonness
        self._labels: dict[str, Label] = {}

    def concept(self, number: int) -> Concept:
        """A concept by its number."""
        found = self._concepts.get(number)
        if found is None:
            known = number < len(self._concept_lines)
            line = self._concept_lines[number].decode() if known else "t;;1;"
            kind, name, terms, ties = line.split(";")
            pairs = [tie.split(":") for tie in ties.split(",") if tie]
            found = Concept(kind, name, int(terms), {int(other): int(strength) for other, strength in pairs})
            self._concepts[number] = found
        return found

    def strength(self, one: Meanings, other: Meanings) -> int:
        """How strongly two units' meanings are tied, in percent; below zero if they are opposites."""
        key = one, other
        found = self._strengths.get(key)
        if found is None:
            ties = [self._tie(here, there) for here in one for there in other]
            found = min(ties) if min(ties) < 0 else max(ties)
            self._strengths[key] = found
        return found

    def _tie(self, here: int | str, there: int | str) -> int:
        if isinstance(here, int) and isinstance(there, int):
            return self.concept(here).ties.get(there, 0)
        return 0

    def _unit(self, numbers: Collection[int], key: str, text: str) -> Unit:
        """A unit of concepts; where they are of several kinds, it counts as a thing."""
        meanings = frozenset(numbers)
        found = self._units.get(meanings)
        if found is None:
            concepts = [self.concept(number) for number in numbers]
            kinds = {concept.kind for concept in concepts}
            tied_to = self._apart.get(meanings, NOTHING).union(*[concept.ties for concept in concepts])
            commonness = log(max([concept.terms for concept in concepts]))
            found = self._units[meanings] = kinds.pop() if len(kinds) == 1 else "t", tied_to, commonness
        kind, tied_to, commonness = found
        return Unit(meanings, kind, text, _stems(key), tied_to, commonness)

    def senses(self, word: str) -> tuple[Sense, ...]:
        """What a listed word may mean, each sense one concept or several at once."""
        found = self._senses.get(word)
        if found is None:
            found = read_senses(self.words.get(word))
            self._senses[word] = found
        return found

    def root(self, word: str) -> str:
        """The listed word of which `word` is a form, else its rough stem."""
        words = self.words
        if word in words or word.isdigit():
            return word
        return next((form for form in self.forms.candidates(word) if form in words), self.forms.stem(word))

    def label(self, text: str) -> Label:
        """What a label is about; the same text is always the same object."""
        found = self._labels.get(text)
        if found is None:
            found = self._labels[text] = self._read(text)
        return found

    def facets(self, label: str) -> tuple[Facet, ...]:
        """What a label is about, one facet for each thing it joins with "and" or "or"."""
        return self.label(label).facets

    def _read(self, text: str) -> Label:
        tokens = self._fix([self._token(word) for word in self.forms.tokens(text)])
        parts = clauses(tokens, self.forms)
        if not parts:  # "and of the": nothing but stop words
            said = tuple(token for token in tokens if token.text not in (JOIN, DETERMINER))
            parts = [Clause(said, complete=True)] if said else []
        return make_label(text, parts, [self._with_phrases(part.tokens) for part in parts])

    def _token(self, word: str) -> Token:
        found = self._tokens.get(word)
        if found is None:
            stop = self.forms.is_stop(word)
            root = word if stop else self.root(word)
            found = self._meant(word if stop else self.forms.stem(root), word, self.senses(root))
            if found.role is Role.VERB_OR_THING:
                found = found._replace(acting=self._as_verb(word))
            elif found.role is Role.OTHER and (acting := self._as_deed(word, root)):
                found = found._replace(role=Role.VERB_OR_THING, acting=acting)
            self._tokens[word] = found
        return found

    def _as_verb(self, word: str) -> Token | None:
        """A word that is listed as a thing, read as a form of a verb: "checking" of "check"."""
        roots = (form for form in islice(self.forms.candidates(word), 1, None) if form in self.words)
        tokens = (self._meant(self.forms.stem(root), word, self.senses(root)) for root in roots)
        return next((token for token in tokens if token.role is Role.VERB and len(token.units) == 1), None)

    def _as_deed(self, word: str, root: str) -> Token | None:
        """A word that is listed as a thing and as a deed ("rate"), read as the deed."""
        kinds = {sense: self.concept(sense[0]).kind for sense in self.senses(root) if len(sense) == 1}
        deeds = tuple(sense for sense, kind in kinds.items() if kind in DEEDS)
        told = deeds and "t" in kinds.values() and "q" not in kinds.values() and word not in self.forms.irregular
        return self._meant(self.forms.stem(root), word, deeds) if told else None

    def _meant(self, key: str, text: str, senses: tuple[Sense, ...]) -> Token:
        single = [sense[0] for sense in senses if len(sense) == 1]
        means = (self._unit(single, key, text),) if single else ()
        if len(single) < len(senses):
            composed = next(sense for sense in senses if len(sense) > 1)
            units = tuple([self._unit([number], key, text) for number in composed])
            return Token(key, "", text, units, role(text, units, self.forms), also=means)
        units = means or (Unit(frozenset([key]), "t", text, _stems(key), NOTHING, 0.0),)
        alike = stand_in(senses, lambda number: self.concept(number).kind)
        return Token(key, alike, text, units, role(text, units, self.forms))

    def _fix(self, tokens: list[Token]) -> list[Token]:
        """Put fixed phrases ("lost and found") in place of their words."""
        keys = [token.key for token in tokens]
        begun = [self._phrases.fixed(*pair) for pair in pairwise(keys)]
        if not any(begun):
            return tokens
        begun.append([])
        found: list[Token] = []
        at = 0
        while at < len(tokens):
            for parts, told in begun[at]:
                size = len(parts)
                if keys[at : at + size] == parts and not self._in_phrase(tokens, at, size):
                    text = " ".join(token.text for token in tokens[at : at + size] if token.text != DETERMINER)
                    found.append(self._meant(" ".join(parts), text, read_senses(told)))
                    at += size
                    break
            else:
                found.append(tokens[at])
                at += 1
        return found

    def _in_phrase(self, tokens: list[Token], at: int, size: int) -> bool:
        """Whether the one word that matters of a fixed phrase is better read as part of a longer phrase."""
        content = [place for place, token in enumerate(tokens) if not self.forms.is_stop(token.key)]
        inside = [place for place in content if at <= place < at + size]
        if len(inside) != 1:
            return False
        here = content.index(inside[0])
        windows = (
            content[start : start + length]
            for length in range(2, _LONGEST + 1)
            for start in range(max(0, here - length + 1), min(here, len(content) - length) + 1)
        )
        return any(self._phrases.free([tokens[place].key for place in window]) for window in windows)

    def _with_phrases(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """What one facet says, free phrases put in place of their words, the longest first."""
        for size in range(min(len(tokens), _LONGEST), 1, -1):
            at = 0
            while at + size <= len(tokens):
                part = tokens[at : at + size]
                told = self._phrase(part)
                if told:
                    key, text = " ".join([token.key for token in part]), " ".join([token.text for token in part])
                    tokens = (*tokens[:at], self._meant(key, text, read_senses(told)), *tokens[at + size :])
                at += 1
        return tokens

    def _phrase(self, part: Sequence[Token]) -> str:
        """What these words mean together: as they are listed, or with synonyms in place of them."""
        content = [self._content(token.key) for token in part]
        keys = [word for words in content for word in words]
        told = self._phrases.free(keys)
        if told or not any(token.alike for token in part):
            return told
        with_synonyms = [[token.alike] if token.alike else words for token, words in zip(part, content, strict=True)]
        return self._phrases.free([word for words in with_synonyms for word in words])

    def _content(self, key: str) -> list[str]:
        """The words of a key that say something; a fixed phrase may have others."""
        return [word for word in key.split() if not self.forms.is_stop(word)] if " " in key else [key]

    def learn(self, own: OwnWords) -> None:
        """Take in a team's own words: they add to what is known, and what they keep apart stays apart."""
        taught: list[tuple[list[str], Sense]] = []
        for group in own.same:
            sense = next(filter(None, map(self._sense, group)), None) or (_OWN + len(taught),)
            taught += [(self.forms.tokens(term), sense) for term in group]
        for tokens, sense in sorted(taught, key=lambda pair: len(pair[0])):
            self._teach(tokens, "+".join(map(str, sense)))
        self._forget()
        for group in own.distinct:
            for one, other in permutations(group, 2):
                self._part(one, other)
        self._forget()

    def _forget(self) -> None:
        """Read all words and labels anew: they know what they mean and what they are tied to."""
        for read in (self._units, self._tokens, self._labels):
            read.clear()

    def _sense(self, term: str) -> Sense | None:
        """The concepts of a known term, if each of its units means exactly one."""
        facets = self.facets(term)
        meanings = [meaning for facet in facets for unit in facet.units for meaning in unit.meanings]
        numbers = tuple(meaning for meaning in meanings if isinstance(meaning, int))
        one_each = len(facets) == 1 and len(numbers) == len(meanings) == len(facets[0].units)
        return numbers if one_each else None

    def _teach(self, tokens: list[str], told: str) -> None:
        if len(tokens) == 1:
            self.words[tokens[0]] = told
            self._senses.pop(tokens[0], None)
        elif tokens:
            keys = [token if self.forms.is_stop(token) else self.forms.stem(self.root(token)) for token in tokens]
            self._phrases.teach(keys, [key for key in keys if not self.forms.is_stop(key)], told)

    def _part(self, one: str, other: str) -> None:
        """Keep two terms apart: what only one of them means is the opposite of what only the other means."""
        here = {unit.meanings for facet in self.facets(one) for unit in facet.units}
        there = {unit.meanings for facet in self.facets(other) for unit in facet.units}
        for mine in here - there:
            for yours in there - here:
                self._strengths[mine, yours] = self._strengths[yours, mine] = -1
                self._apart[mine] = self._apart.get(mine, NOTHING) | yours
                self._apart[yours] = self._apart.get(yours, NOTHING) | mine


def _stems(key: str) -> frozenset[str]:
    """The stems of the words of a unit with this key."""
    return frozenset(key.split()) - {DETERMINER} if " " in key else frozenset([key])


def lexicon(language: str, own: OwnWords | None = None) -> Lexicon:
    """The lexicon of a language (`es-MX` is read as `es`), with a team's own words if it has some."""
    return _lexicon(language.partition("-")[0], own)


@cache
def _lexicon(short: str, own: OwnWords | None) -> Lexicon:
    found = Lexicon(mapped(short, INDEX) or _NOTHING, forms(short))
    if own:
        found.learn(own)
    return found
