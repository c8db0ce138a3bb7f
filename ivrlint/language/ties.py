"""What ties two labels: what both speak of, what is tied, what is left over, and whether a rule decides.

What both labels share says nothing about how they differ, so it is put aside. If then nothing is left of
one of them, it covers the other ("Billing", "Billing and payments"); otherwise what is left decides: "bill"
and "loan" are different things, "invoice" and "bill" are not.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ivrlint.language.vocabulary.lexicon import Lexicon
from ivrlint.language.vocabulary.meaning import LIGHT_VERB, Meanings, Side, Unit

Units = Sequence[Unit]
Pair = tuple[Unit, Unit, int]

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
LIGHT = frozenset("jgopx") | _MAKING  # kinds that say little beside others: questions, services, persons
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
PARTS = frozenset((85, 84, 75, 74))  # the strengths of a part and its whole, seen from either
_PARTICLE = "x"  # "in" and "out": nothing by themselves, but they tell opposites apart
_NO_LEFT_OVER = frozenset((_PARTICLE, LIGHT_VERB))
ACTION = "a"
ALONE = "s"  # "anything else" and the like overlap nothing but themselves


class Tie(NamedTuple):
    """Two readings side by side: what they share, what is tied, what is left of each.

    `score` is what the rules make of it, from 0 (no tie, or something sets the labels apart) to 1.
    """

    shared: Sequence[tuple[Unit, Unit]]
    pairs: Sequence[Pair]
    rest: Units
    others: Units
    score: float = 0.0
    opposed: bool = False
    proves: bool = True  # more than that both make or ask for something, or do what the other is done to
    telling: bool = True  # what is tied is more than a light word of a label that speaks of something else

    @property
    def matches(self) -> list[tuple[Unit, Unit]]:
        """All that ties: what is shared, and what is tied."""
        return [*self.shared, *((unit, match) for unit, match, _ in self.pairs)]

    @property
    def left_over(self) -> bool:
        """Whether anything is left but particles and light verbs."""
        return any(unit.kind not in _NO_LEFT_OVER for unit in (*self.rest, *self.others))

    @property
    def says_the_same(self) -> bool:
        """Whether both say the same and nothing else."""
        return self.score > 0 and not self.pairs and not self.left_over


def whole(strength: int) -> str:
    """Which label speaks of the whole that the other names a part of: "here", "there" or none."""
    return "there" if strength in _IS_PART else "here" if strength + 1 in _IS_PART else ""


def tie(here: Side, there: Side, words: Lexicon) -> Tie | None:
    """The tie of two readings; none if they have nothing in common."""
    if not here.speaks_of(there.meanings):
        return None
    rest, others, shared = without_shared(here.units, there.units)
    pairs = tied(rest, others, words) if rest and others else []
    if pairs and pairs[0][2] < 0:
        return Tie(shared, pairs, rest, others, opposed=True)
    if not shared and not pairs:
        return None
    strength = 1.0
    for unit, match, percent in pairs:
        rest = [left for left in rest if left is not unit]
        others = [left for left in others if left is not match]
        strength *= percent / 100
    crossed = (here.verb or there.verb) and (
        _crossed(shared, here.verb, there.verb)
        or _crossed([(unit, match) for unit, match, _ in pairs], here.verb, there.verb, rest, others)
    )
    telling = not pairs or _telling(here.units, there.units, shared, pairs)
    if crossed or not _proves(rest, others, shared, pairs):
        return Tie(shared, pairs, rest, others, proves=False, telling=telling)
    if not telling:
        return Tie(shared, pairs, rest, others, telling=False)
    goods = "t" if not pairs and all(unit.kind == ACTION for unit, _ in shared) else "g"
    part = whole(pairs[-1][2]) if pairs else ""
    kept = _kept(_kinds(rest, here.units, goods), _kinds(others, there.units, goods), part)
    return Tie(shared, pairs, rest, others, strength * kept)


def _crossed(
    matches: Iterable[tuple[Unit, Unit]], here: Meanings, there: Meanings, rest: Units = (), others: Units = ()
) -> bool:
    """Whether what one label does is what the other does something else to: "repairing a car", "paying a repair"."""
    for unit, match in matches:
        does, done = unit.meanings <= here, match.meanings <= there
        if does != done:
            left = rest if does else others
            if (there if does else here) or any(unit.kind not in LIGHT for unit in left):
                return True
    return False


def _proves(rest: Units, others: Units, shared: Sequence[tuple[Unit, Unit]], pairs: Sequence[Pair]) -> bool:
    """Whether there is more to a tie than making something, where something else is left on a side."""
    if any(unit.kind not in _MAKING for unit, _ in shared):
        return True
    if any(unit.kind not in _MAKING and match.kind not in _MAKING for unit, match, _ in pairs):
        return True
    return all(unit.kind in _MAKING for unit in (*rest, *others))


def _telling(one: Units, other: Units, shared: Sequence[tuple[Unit, Unit]], pairs: Sequence[Pair]) -> bool:
    """Whether what ties two facets is more than a light word of one that speaks of something else."""
    if any(unit.kind not in LIGHT for unit, _ in shared):
        return True
    here = all(unit.kind in LIGHT for unit in one) or any(unit.kind not in LIGHT for unit, _, _ in pairs)
    there = all(unit.kind in LIGHT for unit in other) or any(match.kind not in LIGHT for _, match, _ in pairs)
    return here and there


def without_shared(one: Units, other: Units) -> tuple[list[Unit], list[Unit], list[tuple[Unit, Unit]]]:
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


def tied(rest: Units, others: Units, words: Lexicon) -> list[Pair]:
    """Units that are tied, the strongest first, each used once; only the first opposites if there are any."""
    ties = []
    for i, unit in enumerate(rest):
        for j, match in enumerate(others):
            strength = 0 if unit.tied_to.isdisjoint(match.meanings) else words.strength(unit.meanings, match.meanings)
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


def _kinds(rest: Units, facet: Units, goods: str) -> list[str]:
    """The kinds of what is left; where a facet is all light words, they weigh like any other."""
    if rest and all(unit.kind in LIGHT for unit in facet):
        return ["t"] * len(rest)
    return [goods if unit.kind == _GOODS else unit.kind for unit in rest]


def _kept(here: list[str], there: list[str], whole: str) -> float:
    """How much of a tie unmatched units leave: nothing if they set the labels apart."""
    if ALONE in here or ALONE in there:
        return 0.0
    if here and there and not (_yields(here, there) or _yields(there, here)):
        return 0.0
    kept = min((_LEFT_OVER.get(kind, _LEFT_OVER_OTHER) for kind in here + there), default=1.0)
    beside_whole = here if whole == "here" else there if whole == "there" else []
    return _BESIDE_WHOLE if any(kind not in LIGHT for kind in beside_whole) else kept


def _yields(light: list[str], kinds: list[str]) -> bool:
    """Whether units of these kinds are all so light that nothing on the other side contradicts them."""
    return all(kind in LIGHT and _CLASH[kind].isdisjoint(kinds) for kind in light)
