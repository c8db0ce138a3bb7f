"""Recognise a word in whatever form it stands: plural, gender, tense, spelling."""

# Importing pathlib would take longer than reading the files.
# ruff: noqa: PTH118, PTH120, PTH123

import os
import re
from collections.abc import Iterator
from functools import cache
from mmap import ACCESS_READ, mmap

from ivrlint.language.words import fold

_LANGUAGE = os.path.dirname(os.path.dirname(__file__))
_TOKENS = re.compile(r"[^\W_]+|[,;/&+]")
_SHORTEST_STEM = 2
_LONGEST_ENDING = 8
_EMPTY = "-"
_VOWELS = ("", *"aeiou")

DETERMINER = "·"
JOIN = "&"


class Forms:
    """How words of one language change their shape; the rules are in `<language>/forms.txt`."""

    def __init__(self, text: str) -> None:
        sections: dict[str, list[str]] = {}
        lines: list[str] = []
        for raw in text.splitlines():
            line = raw.partition("#")[0].strip()
            if line.startswith("["):
                lines = sections.setdefault(line.strip("[]"), [])
            elif line:
                lines.append(line)
        joins, determiners = _words(sections.get("joins", [])), _words(sections.get("determiners", []))
        self._signs = dict.fromkeys(determiners, DETERMINER) | dict.fromkeys([*joins, *",;/&+"], JOIN)
        self.stop = frozenset(_words(sections.get("stop", [])))
        told = (line.partition(":") for line in sections.get("irregular", []))
        self.irregular = {form: word.strip() for word, _, forms in told for form in forms.split()}
        self.relative = frozenset(_words(sections.get("relative", [])))
        self.auxiliaries = frozenset(_words(sections.get("auxiliaries", [])))
        self.linking = self.relative | self.auxiliaries
        self._verbs = tuple(_words(sections.get("verb endings", [])))
        self._reflexive = tuple(_words(sections.get("reflexive endings", [])))
        self._endings = _by_suffix(sections.get("endings", []))
        self._changes = _by_suffix(sections.get("stem changes", []))
        self._crude = _by_suffix(sections.get("unknown words", []))
        self._light = frozenset(self.stem(word) for word in _words(sections.get("light verbs", [])))

    def tokens(self, text: str) -> list[str]:
        """The words of a label, joins and determiners each turned into one sign."""
        found = _TOKENS.findall(fold(text).replace("'", ""))
        return [self._signs.get(word, word) for word in found]

    def is_stop(self, token: str) -> bool:
        """Whether a token says nothing about what a label is for."""
        return token in self.stop or token in (JOIN, DETERMINER)

    def is_verb(self, word: str) -> bool:
        """Whether a word's form says that it is a verb, and one that starts a clause: "paying", "pagar"."""
        return word.endswith(self._verbs)

    def is_reflexive(self, word: str) -> bool:
        """Whether a verb's form says that it takes no object: "registrarse"."""
        return word.endswith(self._reflexive)

    def is_light(self, stem: str) -> bool:
        """Whether the verb with this stem says little beside its object."""
        return stem in self._light

    def candidates(self, word: str) -> Iterator[str]:
        """Every word of which `word` may be a form, the likeliest first."""
        yield word
        if word in self.irregular:
            yield self.irregular[word]
        yield from self._without_endings(word)
        for changed in self._changed(word):
            yield from filter(self.is_verb, self._without_endings(changed))

    def _without_endings(self, word: str) -> Iterator[str]:
        for at in range(len(word), _SHORTEST_STEM - 1, -1):
            for replacement in self._endings.get(word[at:], ()):
                yield word[:at] + replacement

    def _changed(self, word: str) -> Iterator[str]:
        """The word with another vowel in its stem, before a consonant: "pierde" may be of "perder"."""
        for vowels, others in self._changes.items():
            for at in range(len(word)):
                rest = word[at + len(vowels) :]
                if word.startswith(vowels, at) and rest[:1] not in _VOWELS:
                    yield from (word[:at] + other + rest for other in others)

    def stem(self, word: str) -> str:
        """A rough root for a word that is in no list, so that its own forms still meet."""
        if word.isdigit():
            return word
        word = self.irregular.get(word, word)
        for size in range(min(len(word) - _SHORTEST_STEM - 1, _LONGEST_ENDING), 0, -1):
            for replacement in self._crude.get(word[-size:], ()):
                return word[:-size] + replacement
        return word


def _words(lines: list[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def _by_suffix(lines: list[str]) -> dict[str, tuple[str, ...]]:
    """`ies -> y`: the part left of the arrow becomes each word right of it (`-` is nothing)."""
    table: dict[str, tuple[str, ...]] = {}
    for line in lines:
        suffixes, _, replacements = line.partition("->")
        ends = tuple("" if end == _EMPTY else end for end in replacements.split())
        for suffix in ("" if end == _EMPTY else end for end in suffixes.split()):
            table[suffix] = table.get(suffix, ()) + ends
    return table


def data(language: str, name: str) -> str:
    """The text of one of a language's data files; nothing for a language that has none."""
    try:
        with open(_path(language, name), "rb") as file:
            return file.read().decode()
    except OSError:
        return ""


def mapped(language: str, name: str) -> mmap | None:
    """The same as it is stored, of which only what is looked up is read."""
    try:
        with open(_path(language, name), "rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
    except OSError:
        return None


def _path(language: str, name: str) -> str:
    return os.path.join(_LANGUAGE, language, name)


@cache
def forms(language: str) -> Forms:
    """The forms of `language`; those of a language that nobody has described are its words as they are."""
    return Forms(data(language, "forms.txt"))
