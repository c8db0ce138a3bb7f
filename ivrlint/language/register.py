"""How a text addresses the caller, in languages that have more than one way: tú, usted, vos."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ivrlint.language.words import Words, fold, words

_PREFIX = "register-"
_WEAK = "-or-other"
_ORDERS = "-orders"
_BEFORE = re.compile(r"([^\W_]+)?(\W*)$")
_ACCENTS = frozenset("áéíóúÁÉÍÓÚ")


class _Register(NamedTuple):
    """One way to address a caller: its name, its section, and its words, written with their accents."""

    name: str
    section: str
    words: frozenset[str]
    orders: frozenset[str]
    weak: frozenset[str]
    plain: frozenset[str]  # words and orders without accents


@cache
def _registers(language: str) -> tuple[_Register, ...]:
    lists = words(language)

    def register(section: str) -> _Register:
        all_, orders, weak = (
            frozenset(term.lower() for term in lists.terms(section + ending)) for ending in ("", _ORDERS, _WEAK)
        )
        return _Register(lists.terms(section)[0], section, all_, orders, weak, frozenset(map(fold, all_ | orders)))

    return tuple(
        register(section)
        for section in lists.sections()
        if section.startswith(_PREFIX) and not section.endswith((_WEAK, _ORDERS))
    )


def has_registers(language: str) -> bool:
    """Does the language have more than one way to address a caller, as far as its word lists tell?"""
    return len(_registers(language)) > 1


def registers(texts: Sequence[str], language: str) -> list[frozenset[str]]:
    """The ways in which each text of a flow addresses the caller, by the word that names them; none where none does.

    Tú and vos share words ("tu", "te"), and more of them where no accents are written ("presiona", "intentalo"). A
    text that has no others says what most texts of the flow say, the first of the ways where none tells.
    """
    told = [_told(text, language) for text in texts]
    sure = Counter(next(iter(ways)) for said in told for ways in said if len(ways) == 1)
    in_order = [register.name for register in _registers(language)]

    def meant(ways: frozenset[str], said: frozenset[frozenset[str]]) -> str:
        here = [name for name in in_order if name in ways and frozenset((name,)) in said]
        return here[0] if here else max((name for name in in_order if name in ways), key=lambda name: sure[name])

    return [frozenset(meant(ways, said) for ways in said) for said in told]


@lru_cache(maxsize=8192)
def _told(text: str, language: str) -> frozenset[frozenset[str]]:
    """What the words of a text tell: for each the ways that have it."""
    lists, known = words(language), _registers(language)
    accented = not _ACCENTS.isdisjoint(text)
    said = {register: frozenset(_said(register, text, lists)) for register in known}
    # "Tu gestor y su equipo": what may be said of somebody else tells nothing beside what cannot.
    strong = {register for register, found in said.items() if found - register.weak}
    return frozenset(
        frozenset(other.name for other in known if other is register or _shares(other, word, accented))
        for register in strong or said
        for word in said[register]
    )


def _shares(other: _Register, word: str, accented: bool) -> bool:
    """Does another way have the word as well, but for the accents of a text that writes none?"""
    return word in other.words | other.orders or (not accented and fold(word) in other.plain)


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
