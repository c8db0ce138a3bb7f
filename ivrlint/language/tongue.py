"""Which language a text is in, as far as its commonest words tell."""

import re
from functools import cache, lru_cache

from ivrlint.language.words import fold, foreign, languages, words

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_FIELD = re.compile(r"\{[^{}]*\}")
_FEW = 2  # words of another language that make one suspicious
_TIMES = 2  # so many times as many as of its own
_FOREIGN = re.compile(r"[ãõÃÕ\u0370-\u1fff]")  # letters that no language with word lists has
_SO_FOREIGN = 0.015  # of a text in another language at least are such letters
_PART = 0.15  # of the words of a text at least are common ones of its language


@lru_cache(maxsize=8192)
def other_language(text: str, language: str) -> str | None:
    """The language that the text is in, if it clearly is another one than `language`; None where nobody can tell."""
    base = language.partition("-")[0].lower()
    own = _common(base)
    if not own or base in foreign():
        return None
    said = frozenset(_WORD.findall(fold(_FIELD.sub("", text))))
    found = {other: len(said & _signs(other) - own) for other in (*languages(), *foreign()) if other != base}
    likely = max(found, key=lambda other: found[other], default=None)
    if likely is None or found[likely] < _FEW or found[likely] <= _TIMES * len(said & own):
        return None
    return likely


def likely_language(text: str) -> str | None:
    """The language that a text of unknown origin is in, among those with word lists; None where it may be any other."""
    if len(_FOREIGN.findall(text)) > _SO_FOREIGN * len(text):
        return None
    said = _WORD.findall(fold(_FIELD.sub("", text)))
    found = {
        language: sum((word in _common(language)) + (word in _signs(language)) for word in said)
        for language in languages()
    }
    likely = max(found, key=lambda language: found[language], default=None)
    if likely is None or _is_foreign(said, found[likely]):
        return None
    return likely if found[likely] > _PART * len(said) else None


def _is_foreign(said: list[str], own: int) -> bool:
    """Do more words tell a language without word lists than the likeliest with them? Those tell it twice."""
    return any(2 * sum(word in signs for word in said) > own for signs in foreign().values())


@cache
def _signs(language: str) -> frozenset[str]:
    """Words that tell a language."""
    return foreign().get(language) or frozenset(map(fold, words(language).terms("language-signs")))


@cache
def _common(language: str) -> frozenset[str]:
    """The commonest words of a language, whether or not others have them too."""
    return _signs(language) and _signs(language) | frozenset(map(fold, words(language).terms("stop-words")))
