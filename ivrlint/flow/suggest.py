"""Did you mean …?"""

from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that comes nearest to `word`, None where none comes near."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in reversed(list(known))}
    found = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None
