"""Labels looked up in word lists. Most labels are in none, and that is told from their words at once."""

import re
from functools import cache

from ivrlint.language.words import fold, languages, words

_WORD = re.compile(r"[^\W_]+")
_VERBS = ("press-verbs", "dial-verbs", "choice-verbs", "speech-verbs")

_SIGNS = dict.fromkeys(map(ord, ".,;:!?¡¿()[]\"'«»-–—/"), " ")

Plain = tuple[str, ...]


def plain(text: str) -> Plain:
    """The words of a text in lower case, without accents and punctuation."""
    return tuple(_WORD.findall(fold(text)))


@cache
def entries(section: str, language: str) -> frozenset[Plain]:
    """The entries of a section by their words."""
    return frozenset(map(plain, words(language).terms(section)))


@cache
def firsts(section: str, language: str) -> frozenset[str]:
    """The words with which the entries of a section begin."""
    return frozenset(entry[0] for entry in entries(section, language) if entry)


def begins(said: Plain, section: str, language: str) -> bool:
    """Do these words begin with an entry of the section?"""
    if not said or said[0] not in firsts(section, language):
        return False
    known = entries(section, language)
    return any(said[:length] in known for length in range(1, len(said) + 1))


def holds(said: Plain, section: str, language: str) -> bool:
    """Is an entry of the section among these words?"""
    if firsts(section, language).isdisjoint(said):
        return False
    return any(begins(said[at:], section, language) for at in range(len(said)))


def content(said: Plain, language: str) -> list[str]:
    """Those of the words that carry a meaning of their own."""
    little = firsts("stop-words", language)
    return [word for word in said if word not in little]


@cache
def _verbs() -> frozenset[str]:
    """What asks for a key begins with one of these, in any language: a prompt may offer another one in its own."""
    return frozenset().union(*(firsts(section, language) for section in _VERBS for language in languages()))


def may_announce(text: str) -> bool:
    """Could the text offer a key at all?"""
    return not _verbs().isdisjoint(fold(text).translate(_SIGNS).split())
