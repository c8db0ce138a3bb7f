"""Which language a text is in, as far as its commonest words tell."""

import re
from functools import cache, lru_cache

from ivrlint.language.words import fold, languages, words

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_FIELD = re.compile(r"\{[^{}]*\}")
_FEW = 2  # words of another language that make one suspicious
_TIMES = 2  # so many times as many as of its own


@lru_cache(maxsize=8192)
def other_language(text: str, language: str) -> str | None:
    """The language that the text is in, if it clearly is another one than `language`; None where nobody can tell."""
    base = language.partition("-")[0].lower()
    own = _common(base)
    if not own:
        return None
    said = frozenset(_WORD.findall(fold(_FIELD.sub("", text))))
    found = {other: len(said & _signs(other) - own) for other in languages() if other != base}
    likely = max(found, key=lambda other: found[other], default=None)
    if likely is None or found[likely] < _FEW or found[likely] <= _TIMES * len(said & own):
        return None
    return likely


@cache
def _signs(language: str) -> frozenset[str]:
    """Words that tell a language."""
    return frozenset(map(fold, words(language).terms("language-signs")))


@cache
def _common(language: str) -> frozenset[str]:
    """The commonest words of a language, whether or not others have them too."""
    return _signs(language) and _signs(language) | frozenset(map(fold, words(language).terms("stop-words")))
