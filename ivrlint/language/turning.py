"""The same announcements in another form: the label before the key, keys in order, one verb for all.

What comes out is believed only where it is read as offering the same keys for the same things.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from ivrlint.flow.spelling import Change, changed
from ivrlint.language.announced import Announcement, announced, inside_sentence
from ivrlint.language.words import Words, fold, words

_CLAUSE = re.compile(r"[.,;:!?¡¿()…]\s*|[–—]\s*")
_BETWEEN = re.compile(r"(?P<comma>\s*,|(?=\s))\s*(?P<joint>\w*)\s*")
_ASIDE = ("please", "label-noise")  # words that may stand before the verb


class _Clause(NamedTuple):
    """What a prompt says about one choice: one announcement, or several keys with the same label."""

    start: int
    end: int
    keys: tuple[Announcement, ...]


def label_first(text: str, language: str) -> list[Change]:
    """The changes by which each choice says first what it is for, then its key. [] where it cannot be done."""
    lists, clauses = words(language), _clauses(text, language)
    changes = []
    for before, clause in pairwise([None, *clauses]):
        if before and clause and not (before.keys[0].label_first and clause.keys[0].label_first):
            changes += _parted(text, before, clause, lists)
        if clause and clause.keys[0].label and not clause.keys[0].label_first:
            turned = _turned(text, clause, language, lists)
            if turned is None:
                return []
            changes.append(Change(clause.start, clause.end, turned))
    wanted = [(key.key, key.label) for key in announced(text, language)]
    return _believed(text, changes, language, lambda offers: _told(offers) == _folded(wanted) and _in_turn(offers))


def in_order(text: str, language: str, order: Callable[[list[str]], list[int] | None]) -> list[Change]:
    """The changes by which the choices of a prompt stand in another order. `order` is given their keys and tells,
    for each place, the number of the choice that is to stand there. [] where it cannot be done.
    """
    clauses = _clauses(text, language)
    numbers = order([clause.keys[0].key for clause in clauses])
    if numbers is None or any(not key.verb or not key.label for clause in clauses for key in clause.keys):
        return []
    changes = [
        Change(place.start, place.end, _as_here(text, place, clauses[number], language))
        for place, number in zip(clauses, numbers, strict=True)
        if clauses[number] is not place
    ]
    wanted = [(key.key, key.label) for number in numbers for key in clauses[number].keys]
    return _believed(text, changes, language, lambda offers: _told(offers) == _folded(wanted))


def with_verb(text: str, language: str, odd: frozenset[str], verb: str) -> list[Change]:
    """The changes by which a prompt asks for its keys with that verb instead of the odd ones (folded)."""
    offers = announced(text, language)
    changes: dict[int, Change] = {}
    for offer in offers:
        if fold(offer.verb) in odd:
            found = re.search(rf"\b{re.escape(offer.verb)}\b", text[offer.start : offer.end])
            if found is None:
                return []
            start = offer.start + found.start()
            new = verb.capitalize() if offer.verb[:1].isupper() else verb
            changes[start] = Change(start, start + len(offer.verb), new)
    wanted = _told(offers)
    return _believed(text, sorted(changes.values()), language, lambda again: _told(again) == wanted)


def _believed(
    text: str, changes: list[Change], language: str, good: Callable[[tuple[Announcement, ...]], bool]
) -> list[Change]:
    return changes if changes and good(announced(changed(text, changes), language)) else []


def _told(offers: tuple[Announcement, ...]) -> list[tuple[str, str]]:
    return _folded([(offer.key, offer.label) for offer in offers])


def _folded(offers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, fold(label)) for key, label in offers]


def _in_turn(offers: tuple[Announcement, ...]) -> bool:
    return all(offer.label_first for offer in offers if offer.label)


def _clauses(text: str, language: str) -> list[_Clause]:
    """The choices of a prompt, from where each begins: "please press 1 for sales"."""
    found: list[_Clause] = []
    lists = words(language)
    for offer in announced(text, language):
        if found and offer.start == found[-1].start:
            found[-1] = found[-1]._replace(end=max(found[-1].end, offer.end), keys=(*found[-1].keys, offer))
        else:
            found.append(_Clause(offer.start, offer.end, (offer,)))
    ends = [0, *(clause.end for clause in found)]
    return [
        clause._replace(start=_begin(text, end, clause.start, lists)) for end, clause in zip(ends, found, strict=False)
    ]


def _begin(text: str, after: int, start: int, lists: Words) -> int:
    """Where a clause begins whose verb or label is at `start`: words like "please" before it belong to it, "or" does
    not.
    """
    start = _behind_joint(text, start, lists)
    first = max((after + match.end() for match in _CLAUSE.finditer(text[after:start])), default=after)
    first = _behind_joint(text, first, lists)
    aside = [span for section in _ASIDE for span in lists.all(section, text[first:start])]
    covered = any(begin == 0 and end == len(text[first:start].rstrip()) for begin, end in aside)
    return first if covered else start


def _behind_joint(text: str, start: int, lists: Words) -> int:
    """Behind the "or" or "and" that may stand there, and the spaces."""
    word = re.match(r"\s*(\w*)\s*", text[start:])
    if word is None:
        return start
    return start + (word.end() if _is_joint(word[1], lists) else word.start(1))


def _is_joint(word: str, lists: Words) -> bool:
    return any(fold(word) == fold(joint) for section in ("or", "and") for joint in lists.terms(section))


def _turned(text: str, clause: _Clause, language: str, lists: Words) -> str | None:
    """From "Press 1 for sales" to "For sales, press 1"; None where it is not clear what the key is for."""
    said = text[clause.start : clause.end]
    label = said.rfind(clause.keys[0].label)
    lead = said[: max(label, 0)]
    purpose = [
        begin
        for section in ("label-starters", "for")
        for begin, end in lists.all(section, lead)
        if end == len(lead.rstrip())
    ]
    if label < 0 or not purpose or said[label + len(clause.keys[0].label) :].strip():
        return None
    head, tail = said[: min(purpose)].strip(" ,"), said[min(purpose) :]
    if said[:1].isupper():
        tail = tail[:1].upper() + tail[1:]
    return f"{tail}, {inside_sentence(head, language)}"


def _parted(text: str, before: _Clause, clause: _Clause, lists: Words) -> list[Change]:
    """A semicolon between two choices, each of which has a comma of its own now; without "or"."""
    between = _BETWEEN.fullmatch(text, before.end, clause.start)
    if between is None or (between["joint"] and not _is_joint(between["joint"], lists)):
        return []
    comma = Change(*between.span("comma"), ";")
    return [comma, Change(between.start("joint"), clause.start, "")] if between["joint"] else [comma]


def _as_here(text: str, place: _Clause, clause: _Clause, language: str) -> str:
    """A clause as it reads in the place of another one: with a capital, or without."""
    said = text[clause.start : clause.end]
    return said[:1].upper() + said[1:] if text[place.start].isupper() else inside_sentence(said, language)
