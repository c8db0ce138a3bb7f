"""Whether a caller may take one label for another, and why.

What both labels share says nothing about how they differ, so it is put aside. If then nothing is left of
one of them, it covers the other ("Billing", "Billing and payments"); otherwise what is left decides: "bill"
and "loan" are different things, "invoice" and "bill" are not. Evidence is a tie between concepts of the
vocabulary, or the words themselves, so every judgement but "distinct" has a reason that can be told.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from ivrlint.language.vocabulary.lexicon import Lexicon, lexicon
from ivrlint.language.vocabulary.meaning import LIGHT_VERB, Facet, OwnWords, Unit
from ivrlint.language.words import fold
from ivrlint.message import Message, say

__all__ = ["Kind", "Likeness", "OwnWords", "best_match", "compare", "menu_pairs"]

SAME, CONFUSED, WEAK = 0.97, 0.45, 0.30  # below CONFUSED the evidence is too thin to be named
_PARTLY = 0.9  # at most, when one label speaks of more things than the other
_LEFT_OVER_LIGHT, _LEFT_OVER_OTHER = 0.95, 0.75
_GOODS = "o"  # an item may be any thing that is damaged, yet one does not exchange an invoice
_LEFT_OVER = {
    "l": 1.0,
    "j": _LEFT_OVER_LIGHT,
    "g": _LEFT_OVER_LIGHT,
    _GOODS: _LEFT_OVER_LIGHT,
    "p": _LEFT_OVER_LIGHT,
    "x": 1.0,
}
_LEFT_OVER[LIGHT_VERB] = _LEFT_OVER_LIGHT
_MAKING = frozenset(("l", LIGHT_VERB))  # kinds that prove nothing, whatever else two labels say
_LIGHT = frozenset("jgopx") | _MAKING  # kinds that say little beside others: questions, services, persons
_CLASH = {
    "l": frozenset("alijqt") | _MAKING,
    LIGHT_VERB: frozenset("alijqt") | _MAKING,
    "j": frozenset("aij"),
    "g": frozenset[str](),
    "p": frozenset[str](),
    "x": frozenset[str](),
}
_BESIDE_WHOLE = 0.5  # "towing" is part of "roadside assistance", but hardly of "cancel roadside assistance"
_IS_PART = frozenset((85, 75))
_PARTICLE = "x"  # "in" and "out": nothing by themselves, but they tell opposites apart
_NO_LEFT_OVER = frozenset((_PARTICLE, LIGHT_VERB))
_ACTION = "a"
_ALONE = "s"  # "anything else" and the like overlap nothing but themselves
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


Units = Sequence[Unit]
Meanings = frozenset[int | str]
Pair = tuple[Unit, Unit, int]


_APART = say("nothing in these labels means the same")
_SAME_WORDS = say("“{a}” and “{b}” mean the same")
_COVERS = say("“{a}” covers “{b}”: both are about {topic}")
_COVERED = say("“{b}” covers “{a}”: both are about {topic}")
_PART = say("“{a}” and “{b}” overlap: “{here}” is part of “{there}”")
_WHOLE = say("“{a}” and “{b}” overlap: “{there}” is part of “{here}”")
_TIED = say("“{a}” and “{b}” overlap: callers use “{here}” and “{there}” for the same")


class _Tie(NamedTuple):
    score: float
    left_over: bool = False
    reason: Message = _APART
    here: str = ""
    there: str = ""


_OPPOSITES = _Tie(0.0)
_DISTINCT = Likeness(Kind.DISTINCT, 0.0, named=True, reason=_APART)


def compare(a: str, b: str, language: str, own: OwnWords | None = None) -> Likeness:
    """Judge two labels of one menu."""
    return _compare(a, b, lexicon(language, own))


def menu_pairs(labels: Sequence[str], language: str, own: OwnWords | None = None) -> list[tuple[int, int, Likeness]]:
    """Judge every two labels of a menu; only pairs that are not distinct are given."""
    words = lexicon(language, own)
    found = []
    for i, a in enumerate(labels):
        for j in range(i + 1, len(labels)):
            likeness = _compare(a, labels[j], words)
            if likeness.kind is not Kind.DISTINCT:
                found.append((i, j, likeness))
    return found


def _compare(a: str, b: str, words: Lexicon) -> Likeness:
    if b < a:  # one order for both, so that greedy matching cannot make a difference
        a, b = b, a
    if len(a) == len(b) and fold(a) == fold(b):
        return Likeness(Kind.SAME, 1.0, named=True, reason=say(_SAME_WORDS, a=a, b=b))
    if not words.touches(a, b):
        return _DISTINCT
    here, there = words.facets(a), words.facets(b)
    ties = [tie for one in here for other in there for tie in _ties(one, other, words)]
    best = max(ties, key=lambda tie: tie.score, default=None)
    if best is None or best.score < WEAK:
        return _DISTINCT
    score = best.score if len(here) == len(there) else min(best.score, _PARTLY)
    kind = Kind.SAME if score >= SAME else Kind.CONFUSED
    reason = say(best.reason, a=a, b=b, topic=best.here, here=best.here, there=best.there)
    return Likeness(kind, round(score, 4), named=score >= CONFUSED, reason=reason)


def _ties(one: Facet, other: Facet, words: Lexicon) -> list[_Tie]:
    """What ties two facets: their units, or all of their words one by one, unless some are opposites."""
    verbs = one.verb, other.verb
    tie = _tie(one.units, other.units, verbs, words)
    if one.words is one.units and other.words is other.units:
        return [tie] if tie else []
    literal = _tie(one.words, other.words, verbs, words)
    if literal is _OPPOSITES:
        return []
    return [found for found in (tie, literal) if found and (found is tie or not found.left_over)]


def _tie(one: Units, other: Units, verbs: tuple[Meanings, Meanings], words: Lexicon) -> _Tie | None:
    """The tie of two facets, or none if something sets them apart."""
    rest, others, alike = _without_shared(one, other)
    shared = [unit for unit, _ in alike]
    pairs = _pairs(rest, others, words) if rest and others else []
    if pairs and pairs[0][2] < 0:
        return _OPPOSITES
    if not alike and not pairs:
        return None
    score, whole = 1.0, ""
    for unit, match, strength in pairs:
        rest = [left for left in rest if left is not unit]
        others = [left for left in others if left is not match]
        score *= strength / 100
        whole = "there" if strength in _IS_PART else "here" if strength + 1 in _IS_PART else ""
    apart = _crossed(alike, *verbs) or _crossed(((unit, match) for unit, match, _ in pairs), *verbs, rest, others)
    if apart or not _proves(rest, others, shared, pairs) or (pairs and not _telling(one, other, shared, pairs)):
        return None
    goods = "t" if not pairs and all(unit.kind == _ACTION for unit in shared) else "g"
    kept = _kept(_kinds(rest, one, goods), _kinds(others, other, goods), whole)
    if not kept:
        return None
    left_over = any(unit.kind not in _NO_LEFT_OVER for unit in (*rest, *others))
    if not pairs:
        topic = ", ".join(unit.text for unit in shared)
        reason = _SAME_WORDS if kept >= SAME else _COVERED if rest and not others else _COVERS
        return _Tie(score * kept, left_over, reason, topic, topic)
    unit, match, _ = pairs[-1]
    reason = _PART if whole == "there" else _WHOLE if whole == "here" else _TIED
    return _Tie(score * kept, left_over, reason, unit.text, match.text)


def _crossed(
    matches: Iterable[tuple[Unit, Unit]], here: Meanings, there: Meanings, rest: Units = (), others: Units = ()
) -> bool:
    """Whether what one label does is what the other does something else to: "repairing a car", "paying a repair"."""
    for unit, match in matches:
        does, done = unit.meanings <= here, match.meanings <= there
        if does != done:
            left = rest if does else others
            if (there if does else here) or any(unit.kind not in _LIGHT for unit in left):
                return True
    return False


def _proves(rest: Units, others: Units, shared: Units, pairs: list[Pair]) -> bool:
    """Whether there is more to a tie than making something, where something else is left on a side."""
    if any(unit.kind not in _MAKING for unit in shared):
        return True
    if any(unit.kind not in _MAKING and match.kind not in _MAKING for unit, match, _ in pairs):
        return True
    return all(unit.kind in _MAKING for unit in (*rest, *others))


def _telling(one: Units, other: Units, shared: list[Unit], pairs: list[Pair]) -> bool:
    """Whether what ties two facets is more than a light word of one that speaks of something else."""
    if any(unit.kind not in _LIGHT for unit in shared):
        return True
    here = all(unit.kind in _LIGHT for unit in one) or any(unit.kind not in _LIGHT for unit, _, _ in pairs)
    there = all(unit.kind in _LIGHT for unit in other) or any(match.kind not in _LIGHT for _, match, _ in pairs)
    return here and there


def _without_shared(one: Units, other: Units) -> tuple[list[Unit], list[Unit], list[tuple[Unit, Unit]]]:
    """What only one has, what only the other has, and what they share, in the words of each."""
    rest, others, shared = [], list(other), []
    for unit in one:
        for match in others:
            if not unit.meanings.isdisjoint(match.meanings):
                others.remove(match)
                shared.append((unit, match))
                break
        else:
            rest.append(unit)
    return rest, others, shared


def _pairs(rest: list[Unit], others: list[Unit], words: Lexicon) -> list[Pair]:
    """Units that are tied, the strongest first, each used once; only the first opposites if there are any."""
    ties = []
    for i, unit in enumerate(rest):
        for j, match in enumerate(others):
            strength = words.strength(unit, match)
            if strength < 0:
                return [(unit, match, strength)]
            if strength:
                ties.append((-strength, i, j))
    found, used_here, used_there = [], set(), set()
    for strength, i, j in sorted(ties):
        if i not in used_here and j not in used_there:
            used_here.add(i)
            used_there.add(j)
            found.append((rest[i], others[j], -strength))
    return found


def _kinds(rest: list[Unit], facet: Units, goods: str) -> list[str]:
    """The kinds of what is left; where a facet is all light words, they weigh like any other."""
    if rest and all(unit.kind in _LIGHT for unit in facet):
        return ["t"] * len(rest)
    return [goods if unit.kind == _GOODS else unit.kind for unit in rest]


def _kept(here: list[str], there: list[str], whole: str) -> float:
    """How much of a tie unmatched units leave: nothing if they set the labels apart."""
    if _ALONE in here or _ALONE in there:
        return 0.0
    if here and there and not (_yields(here, there) or _yields(there, here)):
        return 0.0
    kept = min((_LEFT_OVER.get(kind, _LEFT_OVER_OTHER) for kind in here + there), default=1.0)
    beside_whole = here if whole == "here" else there if whole == "there" else []
    return _BESIDE_WHOLE if any(kind not in _LIGHT for kind in beside_whole) else kept


def _yields(light: list[str], kinds: list[str]) -> bool:
    """Whether units of these kinds are all so light that nothing on the other side contradicts them."""
    return all(kind in _LIGHT and _CLASH[kind].isdisjoint(kinds) for kind in light)


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
    rest, others, shared = _without_shared(wanted, offered)
    hits = float(sum(_weight(unit) for unit, _ in shared))
    for unit, _, strength in _pairs(rest, others, words):
        hits += strength / 100 * _weight(unit)
    if hits <= 0:
        return 0.0
    recall = min(1.0, hits / sum(_weight(unit) for unit in wanted))
    precision = min(1.0, hits / sum(_weight(unit) for unit in offered))
    return round(2 * recall * precision / (recall + precision), 4)


def _weight(unit: Unit) -> float:
    return _SCENT_LIGHT if unit.kind in _LIGHT else 1.0
