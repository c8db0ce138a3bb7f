"""The word lists of each language: read from `<language>/words.txt`, looked up as whole words.

A word file is plain text that a designer can read and extend:

    [blame]                         # a section
    invalid = not one of the choices # an entry, here with a milder phrase; `=` and what follows it are optional
    you failed
    incorrect*                      # `*` stands for any ending
    "#" = pound, hash               # an entry that is a sign stands in quotes
"""

# Importing pathlib would take longer than reading the word lists.
# ruff: noqa: PTH100, PTH110, PTH118, PTH120, PTH123, PTH208

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

_HERE = os.path.dirname(os.path.abspath(__file__))
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[%&@*#€$£/+]")
_PAUSES = frozenset('.;:!?()[]{}"')

Sections = dict[str, dict[str, tuple[str, ...]]]
Span = tuple[int, int]


def _plain(char: str) -> str:
    """One character without accent and in lower case; itself where that would take more or less than one."""
    if char in "‘’ʼ´`":
        return "'"
    if char in "“”«»„":
        return '"'
    plain = (unicodedata.normalize("NFD", char)[:1] or char).lower()
    return plain if len(plain) == 1 else char


class _Plain(dict[int, str]):
    """The plain form of any character by its code, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_PLAIN = _Plain()
# One table look-up for a whole text, ten times faster than one a character: most texts fit in one byte a character.
_PLAIN_BYTES = "".join(map(_plain, map(chr, range(256)))).encode("latin-1")


@lru_cache(maxsize=2048)  # many rules look at the same texts
def fold(text: str) -> str:
    """The text in lower case and without accents, character for character, so that offsets stay valid."""
    try:
        return text.encode("latin-1").translate(_PLAIN_BYTES).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(_PLAIN)


class Words:
    """The word lists of one language. A section that the language lacks is empty."""

    __slots__ = ("_indexes", "_sections", "language")

    def __init__(self, language: str, sections: Sections) -> None:
        self.language = language
        self._sections = sections
        self._indexes: dict[str, _Index] = {}

    def sections(self) -> tuple[str, ...]:
        """The names of all sections, in the order of the file."""
        return tuple(self._sections)

    def terms(self, section: str) -> tuple[str, ...]:
        """The entries of a section as written; of `key = a, b` entries the keys."""
        return tuple(self._sections.get(section, ()))

    def mapping(self, section: str) -> Mapping[str, tuple[str, ...]]:
        """The entries of a section with what is written behind their `=`; entries without one have ()."""
        return self._sections.get(section, {})

    def phrases(self, section: str) -> list[tuple[str, ...]]:
        """The entries of a section as their words, without accents; a word that stands for any ending keeps its `*`."""
        return [phrase for phrase in (tuple(_phrase(term)) for term in self.terms(section)) if phrase]

    def sentence(self, section: str) -> str:
        """The only line of a section that holds one sentence for the product to speak, '' if there is none."""
        return next(iter(self._sections.get(section, ())), "")

    def find(self, section: str, text: str) -> str | None:
        """The first words of the text that are an entry of the section, as the text writes them.

        Whole words count, case and accents do not; of entries that begin at the same word the longest is taken.
        """
        index = self._index(section)
        if index.may_occur(text):
            for start, end in index.spans(text):
                return text[start:end]
        return None

    def all(self, section: str, text: str) -> list[Span]:
        """Where entries of the section occur in the text: (start, end) offsets in order, none overlapping."""
        index = self._index(section)
        return list(index.spans(text)) if index.may_occur(text) else []

    def _index(self, section: str) -> "_Index":
        index = self._indexes.get(section)
        if index is None:
            index = self._indexes[section] = _Index(self.terms(section))
        return index


class _Index:
    """The entries of a section by their first word: cheaper to make than a regular expression and faster to ask."""

    __slots__ = ("_exact", "_firsts", "_open", "_prefixed")

    def __init__(self, terms: Sequence[str]) -> None:
        phrases = sorted(filter(None, (tuple(_phrase(term)) for term in terms)), key=len, reverse=True)
        self._exact: dict[str, list[tuple[str, ...]]] = {}
        self._open = frozenset(phrase for phrase in phrases if any(map(_is_open, phrase)))
        self._prefixed = [phrase for phrase in phrases if _is_open(phrase[0])]
        self._firsts = tuple(phrase[0][:-1] for phrase in self._prefixed)
        for phrase in phrases:
            if not _is_open(phrase[0]):
                self._exact.setdefault(phrase[0], []).append(phrase)

    def may_occur(self, text: str) -> bool:
        tokens = _distinct(text)
        if not tokens.isdisjoint(self._exact):
            return True
        return bool(self._firsts) and any(token.startswith(self._firsts) for token in tokens)

    def spans(self, text: str) -> Iterator[Span]:
        tokens, places = _tokens(text)
        free = 0
        for at, token in enumerate(tokens):
            if at >= free and (token in self._exact or token.startswith(self._firsts)):
                end = self._end(text, at)
                if end > at:
                    yield places[at][0], places[end - 1][1]
                    free = end

    def _end(self, text: str, at: int) -> int:
        """Where the longest entry that begins with this token ends; `at` itself if none does."""
        tokens, places = _tokens(text)
        for phrase in self._candidates(tokens[at]):
            end = at + len(phrase)
            # An entry never reaches over the end of a sentence.
            if self._same(phrase, tokens[at:end]) and not _paused(text, places[at:end]):
                return end
        return at

    def _same(self, phrase: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
        if phrase not in self._open:
            return phrase == tokens
        return len(phrase) == len(tokens) and all(map(_same, phrase, tokens))

    def _candidates(self, first: str) -> Sequence[tuple[str, ...]]:
        exact = self._exact.get(first, ())
        if not first.startswith(self._firsts):
            return exact
        return sorted([*exact, *self._prefixed], key=len, reverse=True)


def tokens(text: str) -> frozenset[str]:
    """The different words and signs of a text, in lower case and without accents."""
    return _distinct(text)


def _phrase(term: str) -> Iterator[str]:
    """The words of an entry, those that stand for any ending with their `*`."""
    for piece in fold(term).split():
        tokens = _TOKEN.findall(piece)
        if len(tokens) > 1 and tokens[-1] == "*":
            tokens[-2:] = [tokens[-2] + "*"]
        yield from tokens


def _is_open(word: str) -> bool:
    """Whether an entry's word stands for any ending."""
    return len(word) > 1 and word.endswith("*")


def _same(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if _is_open(wanted) else wanted == word


def _paused(text: str, places: Sequence[Span]) -> bool:
    gaps = (text[before[1] : after[0]] for before, after in pairwise(places))
    return any(not _PAUSES.isdisjoint(gap) for gap in gaps)


@lru_cache(maxsize=2048)
def _tokens(text: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The folded words and signs of a text and where they stand."""
    matches = list(_TOKEN.finditer(fold(text)))
    return tuple(match[0] for match in matches), tuple(match.span() for match in matches)


@lru_cache(maxsize=2048)
def _distinct(text: str) -> frozenset[str]:
    return frozenset(_tokens(text)[0])


@cache
def words(language: str) -> Words:
    """The word lists of a language by its BCP 47 tag.

    `es-MX` has those of `es`, with the sections of `es-MX` in place of its own. An unknown language has none.
    """
    base, _, region = language.replace("_", "-").partition("-")
    sections = dict(_read(base.lower()))
    if region:
        sections.update(_read(f"{base.lower()}-{region.upper()}"))
    return Words(language, sections)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have word lists, without regional ones, in alphabetical order."""
    return tuple(sorted(name for name in os.listdir(_HERE) if "-" not in name and os.path.exists(_path(name))))


@cache
def foreign() -> Mapping[str, frozenset[str]]:
    """Words that tell the languages without word lists, by language."""
    with open(os.path.join(_HERE, "foreign.txt"), encoding="utf-8") as file:
        return {language: frozenset(terms) for language, terms in parse(file.read()).items()}


def _path(language: str) -> str:
    return os.path.join(_HERE, language, "words.txt")


@cache
def _read(language: str) -> Sections:
    # Only letters, digits and hyphens name a language: a tag from a flow file never leads out of this folder.
    if not language.replace("-", "").isalnum():
        return {}
    try:
        with open(_path(language), encoding="utf-8") as file:
            return parse(file.read())
    except OSError:
        return {}


def parse(source: str) -> Sections:
    """The sections of a word file: section -> entry -> what is written behind its `=`, split at commas."""
    sections: Sections = {}
    section: dict[str, tuple[str, ...]] = {}
    for raw in source.splitlines():
        line = (raw.partition(" # ")[0] if " # " in raw else raw).strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), {})
        elif " = " in line:
            entry, _, more = line.partition(" = ")
            section[entry.strip(' "')] = tuple(filter(None, map(str.strip, more.split(","))))
        else:
            section[line.strip('"')] = ()
    return sections
