"""What speaks for and against a caller's taking one label for another where no rule is sure, weighed.

The weights (`weights.txt`) are fitted to pairs that people judged: `python -m tests.benchmarks.labels.fit`.
Above all they say this: where two labels repeat a word, whatever else they say is there to set them apart
("travel insurance", "pet insurance"); where they name one thing in other words, it mostly is not ("self-employed
returns", "file as a sole trader").
"""

from functools import cache
from math import exp
from typing import NamedTuple

from ivrlint.language.ties import ACTION, ALONE, LIGHT, PARTS, Tie, Units, Verbs, tie
from ivrlint.language.vocabulary.forms import data
from ivrlint.language.vocabulary.lexicon import Lexicon
from ivrlint.language.vocabulary.meaning import Facet, Unit

FOUND = 0.5  # from here on a tie is evidence that can be told
_PARTLY = 0.9  # at most, when one label speaks of more things than the other, or a word is left over
ALWAYS = "any tie"
_USUAL = 0.7  # what a rule makes of a tie, on the average
_FEWEST = 2  # words in a label that can be built like another
_MOST, _MOST_LEFT = 2, 3  # so many of a kind count

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


def readings(a: str, b: str, words: Lexicon) -> list[Reading]:
    """Every way in which two labels may be tied, without those that prove nothing."""
    here, there = words.facets(a), words.facets(b)
    several = len(here) > 1 or len(there) > 1
    partly = len(here) != len(there)
    more = {"one speaks of more things" if partly else "both speak of several things": 1.0} if several else {}
    return [read for one in here for other in there for read in _read(one, other, words, more, partly=partly)]


def _read(one: Facet, other: Facet, words: Lexicon, more: Evidence, *, partly: bool) -> list[Reading]:
    """Two facets by their units and, if there are phrases, word by word; opposite words set both apart."""
    verbs = one.verb, other.verb
    by_units = tie(one.units, other.units, verbs, words)
    plain = one.words is one.units and other.words is other.units
    literal = None if plain else tie(one.words, other.words, verbs, words)
    if (by_units and by_units.opposed) or (literal and literal.opposed):
        return []
    found: list[Reading] = []
    if not by_units and not literal:
        return found
    framed = _one_word_apart(one.words, other.words, words)
    more = more | {"one word apart, in the same place": 1.0} if framed else more
    if by_units and _counts(by_units):
        sure = by_units.says_the_same and not framed
        found.append(Reading(by_units, {} if sure else _evidence(by_units, verbs, words) | more, sure, partly))
    if literal and _counts(literal):
        literal = literal._replace(score=0.0) if literal.left_over else literal
        sure = literal.says_the_same and not framed
        part = any(strength in PARTS for _, _, strength in literal.pairs)
        more = more | {"a part, word by word" if part else "only word by word": 1.0}
        found.append(Reading(literal, {} if sure else _evidence(literal, verbs, words) | more, sure, partly))
    return found


def _one_word_apart(one: Units, other: Units, words: Lexicon) -> bool:
    """Whether two labels are built alike but for one word, of which nobody knows that it means the same."""
    if len(one) != len(other) or len(one) < _FEWEST:
        return False
    differ = [pair for pair in zip(one, other, strict=True) if words.stems(pair[0].text) != words.stems(pair[1].text)]
    if len(differ) != 1 or any(unit.kind in LIGHT for unit in differ[0]):
        return False
    mine, yours = differ[0][0].meanings, differ[0][1].meanings
    return mine.isdisjoint(yours) and words.strength(mine, yours) <= 0


def _counts(found: Tie) -> bool:
    alone = any(unit.kind == ALONE for unit in (*found.rest, *found.others))
    return found.proves and not found.opposed and not alone


def _telling(units: Units) -> list[Unit]:
    return [unit for unit in units if unit.kind not in LIGHT]


def _evidence(found: Tie, verbs: Verbs, words: Lexicon) -> Evidence:
    """What speaks for and against a tie: each by its name in `weights.txt`, and how much of it there is."""
    here, there = _telling(found.rest), _telling(found.others)
    evidence = {ALWAYS: 1.0} | _matches(found, words) | _left_over(here + there, words)
    if found.score >= FOUND:
        evidence["a rule ties them"] = 1.0
        evidence["the rule's score"] = found.score - _USUAL
    evidence["more words left over"] = float(min(max(len(here), len(there), 1) - 1, _MOST_LEFT))
    differ = all(verbs) and verbs[0].isdisjoint(verbs[1]) and words.strength(*verbs) <= 0
    evidence["something else is done"] = float(differ)
    return {name: amount for name, amount in evidence.items() if amount}


def _matches(found: Tie, words: Lexicon) -> Evidence:
    """How what is tied is named: in the same words, in others, or by what is taken for it."""
    names = []
    for unit, match in found.shared:
        here, there = words.stems(unit.text), words.stems(match.text)
        light = unit.kind in LIGHT or match.kind in LIGHT
        if here == there:
            names.append("the same light word" if light else "")
        elif not light:
            names.append("names that share a word" if here & there else "the same in other words")
    for unit, match, strength in found.pairs:
        here, there = words.stems(unit.text), words.stems(match.text)
        names.append("" if strength in PARTS else "what is taken for it")
        if unit.kind not in LIGHT and match.kind not in LIGHT and here & there:
            names.append("tied names that share a word")
    evidence = {name: float(min(names.count(name), _MOST)) for name in names if name}
    telling = _telling([unit for unit, _ in found.shared] + [unit for unit, _, _ in found.pairs])
    if telling:
        evidence["what is tied is common"] = min(words.commonness(unit.meanings) for unit in telling)
    if not found.telling:
        evidence["only a light word is tied"] = 1.0
    return evidence


def _left_over(units: Units, words: Lexicon) -> Evidence:
    """What the words that are left over are."""
    unknown = sum(all(isinstance(meaning, str) for meaning in unit.meanings) for unit in units)
    actions = [words.commonness(unit.meanings) for unit in units if unit.kind == ACTION]
    return {
        "unknown words left over": float(min(unknown, _MOST)),
        "a common action left over": max(actions, default=0.0),
    }


def likelihood(evidence: Evidence) -> float:
    """The chance that a caller takes one label for the other, given what speaks for and against it."""
    known = weights()
    total = sum(known.get(name, 0.0) * amount for name, amount in evidence.items())
    return 1 / (1 + exp(-total))


@cache
def weights() -> dict[str, float]:
    """What each piece of evidence weighs, in logits."""
    lines = (line.partition("#")[0].split(maxsplit=1) for line in data("", "weights.txt").splitlines())
    return {name.strip(): float(weight) for weight, name in filter(None, lines)}
