"""How plain a text is: syllables, sentences, and the readability indices made of them.

Sources: Flesch 1948 (English); Fernández Huerta 1959; Szigriszt Pazos 1993 with the bands of Barrio Cantalejo 2008
(INFLESZ). The indices waver below some hundred words: apply them to all prompts of a language together.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ivrlint.language.spoken import spelled
from ivrlint.language.words import fold, words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…;:]+(?=\s|$)")

_STRONG = "aeoáéó"
_WEAK = "iuü"
_WEAK_STRESSED = "íú"
_VOWELS = _STRONG + _WEAK + _WEAK_STRESSED

# An e that is written but not heard, alone or in the middle of a compound: "note", "notes", "noted", "statement".
_ENGLISH_SILENT = re.compile(
    r"(?:(?<=[^aeiouysxzcgl])es|(?<=[aeiouy]l)es?|(?<=[^aeiouytd])ed|(?<=[^aeiouyl])e)"
    r"(?=$|'s$|ment|less|ly$|ful|where|thing|one$|body)"
)
# Vowels in a row are one syllable, but not in "radio", "being", "area", "actual".
_ENGLISH_NUCLEUS = re.compile(r"(?<![tcsgln])i(?=[aou])|[aeiouy]+?(?=ing)|e(?=o[^rpu])|u(?=at|ou)|[aeiouy]+")
_SHORTEST = 2


class Counts(NamedTuple):
    """What the indices are made of."""

    words: int
    syllables: int
    sentences: int


class Sentence(NamedTuple):
    """A sentence by its place in the text and the number of its words."""

    start: int
    end: int
    words: int


def syllables(word: str, language: str) -> int:
    """How many syllables a word has; by the vowels alone in a language other than English, Spanish and Catalan."""
    known = words(language).mapping("syllables").get(fold(word))
    if known:
        return int(known[0])
    return _COUNTED.get(_base(language), _spanish)(word)


@lru_cache(maxsize=8192)
def _spanish(word: str) -> int:
    """Syllables of a Spanish word by its spelling, which leaves no doubt."""
    letters = _phonetic(word.lower())
    nuclei = 0
    previous = ""
    for letter in letters:
        if letter in _VOWELS and not (previous and _one_syllable(previous, letter)):
            nuclei += 1
        previous = letter if letter in _VOWELS else ""
    return max(1, nuclei)


def _phonetic(word: str) -> str:
    """Spelling without letters that are not heard: "quiere" -> "kiere", "ahora" -> "aora"."""
    word = re.sub(r"qu(?=[eiéí])", "k", word)
    word = re.sub(r"gu(?=[eiéí])", "g", word)
    word = re.sub(r"y$", "i", word)
    return re.sub(rf"(?<=[{_VOWELS}])h(?=[{_VOWELS}])", "", word)


def _one_syllable(first: str, second: str) -> bool:
    """Whether two vowels in a row are a diphthong."""
    if first in _STRONG and second in _STRONG:
        return False
    if (first in _WEAK_STRESSED and second in _STRONG) or (first in _STRONG and second in _WEAK_STRESSED):
        return False
    return first != second


@lru_cache(maxsize=8192)
def _english(word: str) -> int:
    """Syllables of an English word by rules of thumb; what they get wrong stands in the word list."""
    heard = _ENGLISH_SILENT.sub("", fold(word)) if len(word) > _SHORTEST else fold(word)
    return max(1, len(_ENGLISH_NUCLEUS.findall(heard)))


_COUNTED: dict[str, Callable[[str], int]] = {"en": _english, "es": _spanish, "ca": _spanish}


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a text. A semicolon or colon ends one too: a listener hears them as ends."""
    found = []
    start = 0
    for stop in (*_STOP.finditer(text), None):
        end = stop.end() if stop else len(text)
        if stop and stop[0] == "." and _is_abbreviated(text[max(start, stop.start() - 12) : stop.start()], language):
            continue
        count = len(_WORD.findall(spelled(text[start:end], language)))
        if count:
            begin = end - len(text[start:end].lstrip())
            found.append(Sentence(begin, end, count))
        start = end
    return tuple(found)


def _is_abbreviated(text: str, language: str) -> bool:
    """Whether the full stop behind this text belongs to its last word."""
    last = fold(text.rpartition(" ")[2])
    return any(fold(term) == last for term in words(language).terms("abbreviations"))


def long_sentences(text: str, language: str, limit: int = 20) -> tuple[Sentence, ...]:
    """The sentences with more words than the limit."""
    return tuple(sentence for sentence in sentences(text, language) if sentence.words > limit)


@lru_cache(maxsize=1024)
def counts(text: str, language: str) -> Counts:
    """Words, syllables and sentences of a text, figures read as words."""
    found = _WORD.findall(spelled(text, language))
    return Counts(
        words=len(found),
        syllables=sum(syllables(word, language) for word in found),
        sentences=len(sentences(text, language)),
    )


def flesch(counted: Counts) -> float:
    """Flesch Reading Ease, for English; higher is easier, 60 to 70 is standard."""
    return 206.835 - 1.015 * _sentence_length(counted) - 84.6 * _word_length(counted)


def szigriszt_pazos(counted: Counts) -> float:
    """Szigriszt Pazos's index, for Spanish; higher is easier. On the INFLESZ scale 55 to 65 is normal."""
    return 206.835 - 62.3 * _word_length(counted) - _sentence_length(counted)


def _sentence_length(counted: Counts) -> float:
    return counted.words / max(1, counted.sentences)


def _word_length(counted: Counts) -> float:
    return counted.syllables / max(1, counted.words)


_INDICES: dict[str, Callable[[Counts], float]] = {"en": flesch, "es": szigriszt_pazos}


def index(counted: Counts, language: str) -> float | None:
    """How easy a text is by the usual index of its language: Flesch, INFLESZ; None without words or without index."""
    formula = _INDICES.get(_base(language))
    return formula(counted) if formula and counted.words else None


def band(score: float, language: str) -> str:
    """What a score is called on the scale of its language ("normal", "fairly difficult"); '' without a scale."""
    name = ""
    for least, names in words(language).mapping("readability").items():
        if score >= float(least) or not name:
            name = names[0]
    return name
