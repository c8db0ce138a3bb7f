"""How a text addresses the caller, in languages that have more than one way: tú, usted, vos."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ivrlint.language.words import Words, fold, words

_PREFIX = "register-"
_WEAK = "-or-other"
_ORDERS = "-orders"
_BEFORE = re.compile(r"([^\W_]+)?(\W*)$")


@lru_cache(maxsize=8192)
def registers(text: str, language: str) -> frozenset[str]:
    """The ways in which the text addresses the caller, each by the word that names it; none if it does not tell."""
    lists = words(language)
    found = {}
    for section in lists.sections():
        if section.startswith(_PREFIX) and not section.endswith((_WEAK, _ORDERS)):
            said = list(_said(section, text, lists))
            if said:
                found[lists.terms(section)[0]] = all(word in _weak(section, lists) for word in said)
    # "Tu gestor y su equipo": what may be said of somebody else tells nothing beside what cannot.
    return frozenset(name for name, weak in found.items() if not weak or len(found) == 1)


def _said(section: str, text: str, lists: Words) -> Iterator[str]:
    """The words of a register that the text says: written with the same accents, which tell "pulsa" from "pulsá"."""
    known = _exact(section, lists)
    for start, end in lists.all(section, text):
        if text[start:end].lower() in known:
            yield text[start:end].lower()
    orders = section + _ORDERS
    known = _exact(orders, lists)
    for start, end in lists.all(orders, text):
        if text[start:end].lower() in known and _commands(text[:start], lists):
            yield text[start:end].lower()


def _commands(before: str, lists: Words) -> bool:
    """Does a clause begin behind this, so that a verb gives an order?"""
    match = _BEFORE.search(before)
    word, signs = (match[1], match[2]) if match else (None, "")
    if word is None or signs.strip():
        return True
    return any(lists.find(section, word) for section in ("and", "or")) or _ends_politely(before, lists)


def _ends_politely(before: str, lists: Words) -> bool:
    return any(fold(before.rstrip()).endswith(fold(phrase)) for phrase in lists.terms("please"))


def _exact(section: str, lists: Words) -> frozenset[str]:
    return frozenset(term.lower() for term in lists.terms(section))


def _weak(section: str, lists: Words) -> frozenset[str]:
    return _exact(section + _WEAK, lists)
