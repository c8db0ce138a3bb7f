"""The words of the recordings that come with Asterisk and are called by what they say: `press-1&or&press-2`."""

import re
from collections.abc import Iterable

_PRESS = re.compile(r"press-(\d|star|pound)")
_DIGIT = re.compile(r"(?:digits/)?(\d|star|pound)")
_CLAUSE = re.compile(r"(?:vm-)?((?:to|for|if)(?:-[a-z]+)*)")
_KEYS = {"star": "*", "pound": "#"}
_OTHERS = {name: name.removeprefix("vm-").replace("-", " ") for name in ("or", "and", "vm-or", "vm-and", "vm-press")}
_OTHERS |= {"location": "location", "telephone-number": "telephone number", "press": "press"}
_JOINING = ("or", "and", "to", "for", "press")


def words(files: Iterable[str]) -> str:
    """What recordings in a row say, as sentences; '' where they offer no key or one of them is not known."""
    pieces = [_named(file) for file in files]
    if not all(pieces) or not any(piece.startswith("press") for piece in pieces):
        return ""
    first = _kind(pieces[0])  # each one of its kind begins a sentence
    sentences: list[str] = []
    for piece in pieces:
        if sentences and (_kind(piece) != first or sentences[-1].split()[-1] in _JOINING):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)


def _named(file: str) -> str:
    if key := _PRESS.fullmatch(file):
        return f"press {_KEYS.get(key[1], key[1])}"
    if key := _DIGIT.fullmatch(file):
        return _KEYS.get(key[1], key[1])
    if clause := _CLAUSE.fullmatch(file):
        return clause[1].replace("-", " ")
    return _OTHERS.get(file, "")


def _kind(piece: str) -> str:
    first = piece.partition(" ")[0]
    return first if first in ("press", "or", "and") else "other"
