"""What speaks for and against a caller's taking one label for another where no rule is sure, weighed.

The weights (`weights.txt`) are fitted to pairs that people judged: `python -m tests.benchmarks.labels.fit`.
Above all they say this: where two labels repeat a word, whatever else they say is there to set them apart
("travel insurance", "pet insurance"); where they name one thing in other words, it mostly is not ("self-employed
returns", "file as a sole trader").
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from math import exp
from typing import NamedTuple

from ivrlint.language.ties import ACTION, ALONE, LIGHT, PARTS, Tie, Units, tie
from ivrlint.language.vocabulary.forms import data
from ivrlint.language.vocabulary.lexicon import Lexicon
from ivrlint.language.vocabulary.meaning import LIGHT_VERB, NOTHING, Facet, Label, Meanings, Side, Unit

FOUND = 0.5  # from here on a tie is evidence that can be told
_PARTLY = 0.9  # at most, when one label speaks of more things than the other, or a word is left over
ALWAYS = "any tie"
_USUAL = 0.7  # what a rule makes of a tie, on the average
_FEWEST = 2  # words in a label that can be built like another
_MOST, _MOST_LEFT = 2, 3  # so many of a kind count
_NO_MATTER = LIGHT | {ALONE}  # kinds of a label for a person or anything else, rather than for a matter of its own
_SAYS_NOTHING = LIGHT - {"l", LIGHT_VERB}  # verbs tell what is done, however light

Evidence = dict[str, float]


class Reading(NamedTuple):
    """One thing that each label is about, side by side, and what speaks for and against the tie."""

    tie: Tie
    evidence: Evidence
    sure: bool = False  # both say the same and nothing else
    partly: bool = False  # one label speaks of more things than the other

    def score(self) -> float:
        """How likely a caller takes one label for the other, from 0 to 1."""
        score = self.tie.score
        if not self.sure:
            likely = likelihood(self.evidence)
            score = score if score >= FOUND <= likely else min(likely, _PARTLY)
        return min(score, _PARTLY) if self.partly else score


def readings(a: Label, b: Label, words: Lexicon, menu: Sequence[Label] = ()) -> list[Reading]:
    """Every way in which two labels, of this menu, may be tied, without those that prove nothing."""
    others = [label for label in menu if label is not a and label is not b and not label.kinds <= _NO_MATTER]
    if len(a.facets) == len(b.facets) == 1:
        return _read(a.facets[0], b.facets[0], words, others)
    partly = len(a.facets) != len(b.facets)
    more = {"one speaks of more things" if partly else "both speak of several things": 1.0}
    found = [read for one in a.facets for other in b.facets for read in _read(one, other, words, others)]
    return [read._replace(evidence=read.evidence | more, partly=partly) for read in found]


def _read(one: Facet, other: Facet, words: Lexicon, others: Sequence[Label]) -> list[Reading]:
    """Two facets in all the ways in which they can be laid side by side; opposite words set both apart."""
    ties = [(found, *laid) for laid in _sides(one, other) if (found := tie(laid[0], laid[1], words))]
    if not ties:
        return []
    opposed = [how for found, _, _, how in ties if found.opposed]
    if "" in opposed or (opposed and not _in_phrases(ties[0][0], one, other)):
        return []
    framed = _one_word_apart(one.worded.units, other.worded.units, words)
    apart = {
        "one word apart, in the same place": float(framed),
        "others beside a repeated word": float(_beside_repeated(one.worded.units, other.worded.units, words)),
    }
    read = []
    for found, here, there, how in ties:
        if not _counts(found):
            continue
        ruled = found._replace(score=0.0) if how and found.score and found.left_over else found
        if ruled.says_the_same and not framed:
            read.append(Reading(ruled, {}, sure=True))
            if ruled.score == 1:  # nothing can be likelier
                break
            continue
        told = _evidence(ruled, here.verb, there.verb, words) | apart | _topic(_tied(ruled), others)
        if how:
            told[_part_of(found) or how] = 1.0
        read.append(Reading(ruled, {name: amount for name, amount in told.items() if amount}))
    return read


def _topic(tied: Units, others: Sequence[Label]) -> Evidence:
    """How common what is tied is; if other options speak of it, too, whoever wrote them saw them together."""
    evidence = {"what is tied is common": min([unit.commonness for unit in tied], default=0.0)}
    if others:
        meanings = NOTHING.union(*[unit.meanings for unit in tied])
        evidence["more options"] = 1.0
        evidence["other options speak of it"] = float(min(sum([label.speaks_of(meanings) for label in others]), _MOST))
    return evidence


def _sides(one: Facet, other: Facet) -> Iterator[tuple[Side, Side, str]]:
    """Both with their phrases and, if there are any, both word by word, then each so and the other so."""
    for here, there in product(one.phrased, other.phrased):
        yield here, there, ""
    phrased = [one.worded is not one.phrased[0], other.worded is not other.phrased[0]]
    if any(phrased):
        yield one.worded, other.worded, "only word by word"
    if all(phrased):
        for side in one.phrased:
            yield side, other.worded, "one word by word"
        for side in other.phrased:
            yield one.worded, side, "one word by word"


def _in_phrases(found: Tie, one: Facet, other: Facet) -> bool:
    """Whether opposite words are parts of phrases that say the same: "locked out of my account", "sign-in trouble".

    Not where a word is repeated beside them: "buy a house", "sell a house".
    """
    written = frozenset[str]().union(*(unit.stems for unit in one.worded.units))
    repeated = any(not written.isdisjoint(unit.stems) for unit in other.worded.units)
    return found.says_the_same and not repeated


def _part_of(found: Tie) -> str:
    return "a part, word by word" if any(strength in PARTS for _, _, strength in found.pairs) else ""


def _one_word_apart(one: Units, other: Units, words: Lexicon) -> bool:
    """Whether two labels are built alike but for one word, of which nobody knows that it means the same."""
    if len(one) != len(other) or len(one) < _FEWEST:
        return False
    differ = [pair for pair in zip(one, other, strict=True) if pair[0].stems != pair[1].stems]
    if len(differ) != 1 or any(unit.kind in LIGHT for unit in differ[0]):
        return False
    mine, yours = differ[0][0].meanings, differ[0][1].meanings
    return mine.isdisjoint(yours) and words.strength(mine, yours) <= 0


def _beside_repeated(one: Units, other: Units, words: Lexicon) -> bool:
    """Whether a word is repeated and each label has others, of which nobody knows that they mean the same."""
    here = {unit.stems: unit for unit in one}
    there = {unit.stems: unit for unit in other}
    if all(unit.kind in LIGHT for stems, unit in here.items() if stems in there):
        return False
    mine = [unit.meanings for stems, unit in here.items() if stems not in there and unit.kind not in _SAYS_NOTHING]
    yours = [unit.meanings for stems, unit in there.items() if stems not in here and unit.kind not in _SAYS_NOTHING]
    alike = (not a.isdisjoint(b) or words.strength(a, b) > 0 for a in mine for b in yours)
    return bool(mine and yours) and not any(alike)


def _counts(found: Tie) -> bool:
    left = [unit.kind for unit in (*found.rest, *found.others)]
    return found.proves and not found.opposed and ALONE not in left


def _telling(units: Units) -> list[Unit]:
    return [unit for unit in units if unit.kind not in LIGHT]


def _tied(found: Tie) -> list[Unit]:
    """What ties, as the first label has it, without light words."""
    return _telling([unit for unit, _ in found.shared]) + _telling([unit for unit, _, _ in found.pairs])


def _evidence(found: Tie, does: Meanings, done: Meanings, words: Lexicon) -> Evidence:
    """What speaks for and against a tie: each by its name in `weights.txt`, and how much of it there is."""
    here, there = _telling(found.rest), _telling(found.others)
    evidence = _matches(found)
    evidence[ALWAYS] = 1.0
    if found.score >= FOUND:
        evidence["a rule ties them"] = 1.0
        evidence["the rule's score"] = found.score - _USUAL
    if does and done and does.isdisjoint(done) and words.strength(does, done) <= 0:
        evidence["something else is done"] = 1.0
    if here or there:
        left = [*here, *there]
        unknown = sum([not unit.listed for unit in left])
        evidence["unknown words left over"] = float(min(unknown, _MOST))
        actions = [unit.commonness for unit in left if unit.kind == ACTION]
        evidence["a common action left over"] = max(actions, default=0.0)
        evidence["more words left over"] = float(min(max(len(here), len(there)) - 1, _MOST_LEFT))
        evidence["half of a phrase is tied"] = float(min(_halves(found, here, there), _MOST))
        evidence["words left over on both sides"] = float(bool(here and there))
    return evidence


def _halves(found: Tie, here: Sequence[Unit], there: Sequence[Unit]) -> int:
    """How many ties hold only a part of what a phrase means, while the rest of it is left over."""
    left, others = {unit.text for unit in here}, {unit.text for unit in there}
    return sum([(unit.text in left) + (match.text in others) for unit, match in found.matches])


def _matches(found: Tie) -> Evidence:
    """How what is tied is named: in the same words, in others, or by what is taken for it."""
    names = []
    for unit, match in found.shared:
        here, there = unit.stems, match.stems
        light = unit.kind in LIGHT or match.kind in LIGHT
        if here == there:
            names.append("the same light word" if light else "")
        elif not light:
            other = "the same done, in other words" if unit.kind == ACTION else "the same in other words"
            names.append("names that share a word" if here & there else other)
    for unit, match, strength in found.pairs:
        here, there = unit.stems, match.stems
        light = unit.kind in LIGHT or match.kind in LIGHT
        kind = "a light word" if light else "a deed" if ACTION in (unit.kind, match.kind) else "what"
        names.append("" if strength in PARTS else f"{kind} is taken for it")
        if not light and here & there:
            names.append("tied names that share a word")
    evidence = {name: float(min(names.count(name), _MOST)) for name in names if name}
    if not found.telling:
        evidence["only a light word is tied"] = 1.0
    return evidence


def likelihood(evidence: Evidence) -> float:
    """The chance that a caller takes one label for the other, given what speaks for and against it."""
    known = weights()
    total = sum([known.get(name, 0.0) * amount for name, amount in evidence.items()])
    return 1 / (1 + exp(-total))


@cache
def weights() -> dict[str, float]:
    """What each piece of evidence weighs, in logits."""
    lines = (line.partition("#")[0].split(maxsplit=1) for line in data("", "weights.txt").splitlines())
    return {name.strip(): float(weight) for weight, name in filter(None, lines)}
