"""How a text addresses the caller, in languages that have more than one way: tú, usted, vos."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ivrlint.language.words import Words, fold, words

_PREFIX = "register-"
_WEAK = "-or-other"
_ORDERS = "-orders"
_BEFORE = re.compile(r"([^\W_]+)?(\W*)$")


class _Register(NamedTuple):
    """One way to address a caller: its name, its section, and its words, written with their accents."""

    name: str
    section: str
    words: frozenset[str]
    orders: frozenset[str]
    weak: frozenset[str]


@cache
def _registers(language: str) -> tuple[_Register, ...]:
    lists = words(language)

    def exact(section: str) -> frozenset[str]:
        return frozenset(term.lower() for term in lists.terms(section))

    return tuple(
        _Register(lists.terms(section)[0], section, exact(section), exact(section + _ORDERS), exact(section + _WEAK))
        for section in lists.sections()
        if section.startswith(_PREFIX) and not section.endswith((_WEAK, _ORDERS))
    )


def has_registers(language: str) -> bool:
    """Does the language have more than one way to address a caller, as far as its word lists tell?"""
    return len(_registers(language)) > 1


@lru_cache(maxsize=8192)
def registers(text: str, language: str) -> frozenset[str]:
    """The ways in which the text addresses the caller, each by the word that names it; none if it does not tell."""
    lists = words(language)
    said = {register: list(_said(register, text, lists)) for register in _registers(language)}
    weak = {register.name: register.weak.issuperset(found) for register, found in said.items() if found}
    # "Tu gestor y su equipo": what may be said of somebody else tells nothing beside what cannot.
    return frozenset(name for name, is_weak in weak.items() if not is_weak or len(weak) == 1)


def _said(register: _Register, text: str, lists: Words) -> Iterator[str]:
    """The words of a register that the text says: written with the same accents, which tell "pulsa" from "pulsá"."""
    for start, end in lists.all(register.section, text):
        if (said := text[start:end].lower()) in register.words:
            yield said
    for start, end in lists.all(register.section + _ORDERS, text) if register.orders else ():
        if (said := text[start:end].lower()) in register.orders and _commands(text[:start], lists):
            yield said


def _commands(before: str, lists: Words) -> bool:
    """Does a clause begin behind this, so that a verb gives an order?"""
    match = _BEFORE.search(before)
    word, signs = (match[1], match[2]) if match else (None, "")
    if word is None or signs.strip():
        return True
    return any(lists.find(section, word) for section in ("and", "or")) or _ends_politely(before, lists)


def _ends_politely(before: str, lists: Words) -> bool:
    return any(fold(before.rstrip()).endswith(fold(phrase)) for phrase in lists.terms("please"))
