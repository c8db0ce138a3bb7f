"""Did you mean …?"""

from collections.abc import Iterable

_NEAR, _NOT_FAR = 0.75, 0.6  # of all letters in common
_LONG_ENOUGH = 3  # shorter words are one slip away from many others


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that comes nearest to `word`, None where none comes near."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in reversed(list(known))}
    lower = word.lower()
    begins_alike = [name for name in by_lower if name[:1] == lower[:1]]  # few slip at the first letter
    found = get_close_matches(lower, by_lower, 1, _NEAR) or get_close_matches(lower, begins_alike, 1, _NOT_FAR)
    return by_lower[found[0]] if found else None


def one_slip(word: str, known: Iterable[str]) -> str | None:
    """The one known word that differs from `word` by a single slip of the fingers: a letter too many, missing,
    wrong, or two in the wrong order. None where there is none, or are several.
    """
    found = [name for name in known if name != word and _is_slip(word.lower(), name.lower())]
    return found[0] if len(found) == 1 and len(word) >= _LONG_ENOUGH else None


def _is_slip(word: str, name: str) -> bool:
    if abs(len(word) - len(name)) > 1:
        return False
    same = next((at for at, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), None)
    if same is None:
        return True
    one, other = word[same:], name[same:]
    return one[1:] in (other, other[1:]) or one == other[1:] or one[:2] + one[2:] == other[1::-1] + other[2:]
