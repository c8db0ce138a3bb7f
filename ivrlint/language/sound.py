"""How alike two labels sound, for menus that listen: from 0, the same, to 1, nothing alike.

Letters become rough sounds by the rules of `<language>/sound.txt`; the distance is the weighted number of
sounds to replace, add or drop over the longer label's length. Sounds that are easily taken for one another
cost half.
"""

from functools import cache
from itertools import combinations
from typing import NamedTuple

from ivrlint.language.vocabulary.forms import data
from ivrlint.language.words import fold

_CLOSE = 0.5
_ALWAYS_CONFUSED = 0.1
_ENYE = "\u00f1"


class _Sounds(NamedTuple):
    rules: dict[str, str]
    longest: int
    merged: dict[str, str]
    silent_end: tuple[str, ...]
    similar: frozenset[tuple[str, str]]
    numbers: frozenset[tuple[str, str]]


def distance(a: str, b: str, language: str, *, seseo: bool = True) -> float:
    """The distance of two labels as they sound."""
    if b < a:
        a, b = b, a
    sounds = _sounds(language.partition("-")[0])
    here, there = _words(a), _words(b)
    if len(here) == len(there) == 1 and (here[0], there[0]) in sounds.numbers:
        return _ALWAYS_CONFUSED
    return _apart(" ".join(here), " ".join(there), sounds, seseo=seseo)


def _words(label: str) -> tuple[str, ...]:
    """A label's words without accents and signs; a letter that rules name as it is (ñ) stays."""
    parts = (_ENYE.join(map(fold, word.split(_ENYE))) for word in label.casefold().replace("n\u0303", _ENYE).split())
    return tuple("".join(filter(str.isalnum, part)) for part in parts)


def _apart(a: str, b: str, sounds: _Sounds, *, seseo: bool) -> float:
    here, there = _spoken(a, sounds, seseo=seseo), _spoken(b, sounds, seseo=seseo)
    longest = max(len(here), len(there))
    return _edits(here, there, sounds.similar) / longest if longest else 0.0


def _spoken(text: str, sounds: _Sounds, *, seseo: bool) -> str:
    return "".join(_word_sounds(word, sounds, seseo=seseo) for word in text.split())


def _word_sounds(word: str, sounds: _Sounds, *, seseo: bool) -> str:
    for end in sounds.silent_end:
        if word.endswith(end) and len(word) > len(end) + 2:
            word = word[: -len(end)]
    heard, at = "", 0
    while at < len(word):
        for size in range(min(sounds.longest, len(word) - at), 0, -1):
            rule = sounds.rules.get(word[at : at + size])
            if rule is not None:
                heard += rule
                at += size
                break
        else:
            heard += word[at]
            at += 1
    return "".join(sounds.merged.get(sound, sound) for sound in heard) if seseo else heard


def _edits(a: str, b: str, similar: frozenset[tuple[str, str]]) -> float:
    """Weighted Levenshtein distance, a row at a time."""
    row = [float(column) for column in range(len(b) + 1)]
    for i, sound in enumerate(a, 1):
        before, row[0] = row[0], float(i)
        for j, other in enumerate(b, 1):
            cost = 0.0 if sound == other else _CLOSE if (sound, other) in similar else 1.0
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + cost)
    return row[-1]


@cache
def _sounds(language: str) -> _Sounds:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for raw in data(language, "sound.txt").splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line:
            lines.append(line)
    rules = _rules(sections.get("spelling", []))
    return _Sounds(
        rules=rules,
        longest=max(map(len, rules), default=1),
        merged=_rules(sections.get("seseo", [])),
        silent_end=tuple(sections.get("silent end", [])),
        similar=_pairs(sections.get("similar", [])),
        numbers=_pairs(sections.get("numbers", [])),
    )


def _rules(lines: list[str]) -> dict[str, str]:
    told = (line.partition("->") for line in lines)
    return {letters.strip(): sounds.strip().replace("-", "") for letters, _, sounds in told}


def _pairs(lines: list[str]) -> frozenset[tuple[str, str]]:
    groups = [sorted(line.split()) for line in lines]
    pairs = {pair for group in groups for pair in combinations(group, 2)}
    return frozenset(pairs | {(other, one) for one, other in pairs})
