"""Whether a caller may take one label for another, and why.

What both labels share says nothing about how they differ, so it is put aside. If then nothing is left of
one of them, it covers the other ("Billing", "Billing and payments"); otherwise what is left decides: "bill"
and "loan" are different things, "invoice" and "bill" are not. Evidence is a tie between concepts of the
vocabulary, or the words themselves, so every judgement but "distinct" has a reason that can be told.
"""

from collections.abc import Sequence
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from ivrlint.language.evidence import FOUND, readings
from ivrlint.language.ties import LIGHT, Pair, Tie, Units, tied, whole, without_shared
from ivrlint.language.vocabulary.lexicon import Lexicon, lexicon
from ivrlint.language.vocabulary.meaning import Label, OwnWords, Unit
from ivrlint.language.words import fold
from ivrlint.message import Message, say

__all__ = ["Kind", "Likeness", "OwnWords", "best_match", "compare", "menu_pairs"]

SAME, CONFUSED, WEAK = 0.97, FOUND, 0.48  # below CONFUSED the evidence is too thin to be named
_SCENT_LIGHT = 0.3


class Kind(StrEnum):
    """What two labels are to a caller."""

    DISTINCT = "distinct"
    CONFUSED = "may be confused"
    SAME = "same"


class Likeness(NamedTuple):
    """How alike two labels are; `named` when the reason is evidence, not a guess."""

    kind: Kind
    score: float
    named: bool
    reason: Message


_APART = say("nothing in these labels means the same")
_SAME_WORDS = say("“{a}” and “{b}” mean the same")
_BOTH = say("“{a}” and “{b}” overlap: both are about {topic}")
_COVERS = say("“{a}” covers “{b}”: both are about {topic}")
_COVERED = say("“{b}” covers “{a}”: both are about {topic}")
_PART = say("“{a}” and “{b}” overlap: “{here}” is part of “{there}”")
_WHOLE = say("“{a}” and “{b}” overlap: “{there}” is part of “{here}”")
_TIED = say("“{a}” and “{b}” overlap: callers use “{here}” and “{there}” for the same")


_DISTINCT = Likeness(Kind.DISTINCT, 0.0, named=True, reason=_APART)


def compare(a: str, b: str, language: str, own: OwnWords | None = None) -> Likeness:
    """Judge two labels of one menu."""
    words = lexicon(language, own)
    return _compare(words.label(a), words.label(b), words)


def menu_pairs(labels: Sequence[str], language: str, own: OwnWords | None = None) -> list[tuple[int, int, Likeness]]:
    """Judge every two labels of a menu; only pairs that are not distinct are given."""
    words = lexicon(language, own)
    menu = [words.label(label) for label in labels]
    found = []
    for i, a in enumerate(menu):
        for j in range(i + 1, len(menu)):
            likeness = _compare(a, menu[j], words, menu)
            if likeness.kind is not Kind.DISTINCT:
                found.append((i, j, likeness))
    return found


def _compare(a: Label, b: Label, words: Lexicon, menu: Sequence[Label] = ()) -> Likeness:
    if not a.speaks_of(b.meanings):
        return _DISTINCT
    if b.text < a.text:  # one order for both, so that greedy matching cannot make a difference
        a, b = b, a
    if len(a.text) == len(b.text) and fold(a.text) == fold(b.text):
        return Likeness(Kind.SAME, 1.0, named=True, reason=say(_SAME_WORDS, a=a.text, b=b.text))
    scored = [(read.score(), read.tie) for read in readings(a, b, words, menu)]
    score, tie = max(scored, key=itemgetter(0), default=(0.0, None))
    if not tie or score < WEAK:
        return _DISTINCT
    kind = Kind.SAME if score >= SAME else Kind.CONFUSED
    return Likeness(kind, round(score, 4), named=score >= CONFUSED, reason=_reason(a.text, b.text, tie))


def _reason(a: str, b: str, tie: Tie) -> Message:
    """What ties two labels, in words."""
    if tie.pairs:
        unit, match, strength = next((pair for pair in tie.pairs if _tells(pair)), tie.pairs[-1])
        told = {"there": _PART, "here": _WHOLE}.get(whole(strength), _TIED)
        return say(told, a=a, b=b, here=unit.text, there=match.text)
    topic = ", ".join(unit.text for unit, _ in tie.shared)
    if tie.rest and tie.others:
        unit, match = max(tie.shared, key=lambda shared: shared[0].text != shared[1].text)
        if unit.text != match.text:
            return say(_TIED, a=a, b=b, here=unit.text, there=match.text)
        return say(_BOTH, a=a, b=b, topic=topic)
    told = _COVERED if tie.rest else _COVERS if tie.others else _SAME_WORDS
    return say(told, a=a, b=b, topic=topic)


def _tells(pair: Pair) -> bool:
    return pair[0].kind not in LIGHT and pair[1].kind not in LIGHT


def best_match(says: str, labels: Sequence[str], language: str, own: OwnWords | None = None) -> list[float]:
    """How well each label answers what a caller says, from 0 to 1."""
    words = lexicon(language, own)
    wanted = words.facets(says)
    return [
        max(
            (_scent(one.units, other.units, words) for one in wanted for other in words.facets(label)),
            default=0.0,
        )
        for label in labels
    ]


def _scent(wanted: Units, offered: Units, words: Lexicon) -> float:
    """How much of what is wanted the label speaks of, weighed against how much of the label is wanted."""
    rest, others, shared = without_shared(wanted, offered)
    hits = float(sum(_weight(unit) for unit, _ in shared))
    for unit, _, strength in tied(rest, others, words):
        hits += strength / 100 * _weight(unit)
    if hits <= 0:
        return 0.0
    recall = min(1.0, hits / sum(_weight(unit) for unit in wanted))
    precision = min(1.0, hits / sum(_weight(unit) for unit in offered))
    return round(2 * recall * precision / (recall + precision), 4)


def _weight(unit: Unit) -> float:
    return _SCENT_LIGHT if unit.kind in LIGHT else 1.0
