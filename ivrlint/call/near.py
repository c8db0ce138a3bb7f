"""Texts that differ in a word or two: perhaps one recording does for both."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ivrlint.language.words import fold, words

_WORDS = re.compile(r"[^\W_]+|\{[^{}\s]+\}")
_FEW, _MANY = 4, 8  # from so many words on, one or two may differ
_FAR = 99
_MOST = 60  # texts that are looked at for two words that stand side by side


def near(texts: Sequence[str], language: str) -> Iterator[tuple[int, int]]:
    """Pairs of texts (their numbers, the smaller one first) that differ in a word, in longer ones in two.

    Texts that differ in numbers or in slots mean something else and are no such pair; neither are short ones. Of
    texts that share all their words with very many others not every pair is found.
    """
    numbers = _numbers(language)
    split = [_WORDS.findall(fold(text)) for text in texts]
    beside: dict[tuple[str, str], list[int]] = {}
    for number, said in enumerate(split):
        candidates = {other for pair in pairwise(said) for other in beside.get(pair, ())[:_MOST]}
        yield from ((other, number) for other in sorted(candidates) if _is_near(split[other], said, numbers))
        for pair in set(pairwise(said)):
            beside.setdefault(pair, []).append(number)


def _is_near(one: list[str], other: list[str], numbers: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    most = 2 if shorter >= _MANY else 1 if shorter >= _FEW else -1
    if most < 0 or abs(len(one) - len(other)) > most:
        return False
    return _distance(one, other, numbers) <= most


def _distance(one: list[str], other: list[str], numbers: frozenset[str]) -> int:
    """The fewest words to put in, take out or exchange (Levenshtein's distance); numbers and slots are beyond price."""

    def price(*words_: str) -> int:
        return _FAR if any(word in numbers or word[0] in "{0123456789" for word in words_) else 1

    row = [0]
    for word in other:
        row.append(row[-1] + price(word))
    for word in one:
        before, row = row, [row[0] + price(word)]
        for place, wanted in enumerate(other, 1):
            same = before[place - 1] + (0 if word == wanted else price(word, wanted))
            row.append(min(before[place] + price(word), row[-1] + price(wanted), same))
    return row[-1]


@cache
def _numbers(language: str) -> frozenset[str]:
    """The words for numbers."""
    return frozenset(fold(name) for names in words(language).mapping("numbers").values() for name in names)
