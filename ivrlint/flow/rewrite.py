"""The same flow with other words or targets: one walk over everything that holds one."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from ivrlint.flow.model import Phrases, Target, Text

_T = TypeVar("_T")


def rewritten(
    piece: _T,
    words: Callable[[Text | Phrases], Text | Phrases] = lambda words: words,
    target: Callable[[Target], Target] = lambda target: target,
) -> _T:
    """`piece` (a node, an option, a listening …) with all words and each target in it replaced."""
    return cast("_T", _again(piece, words, target))


def _again(piece: Any, words: Callable[[Text | Phrases], Text | Phrases], target: Callable[[Target], Target]) -> Any:
    if isinstance(piece, Text | Phrases):
        return words(piece)
    if isinstance(piece, Target):
        return target(piece)
    if isinstance(piece, Mapping):
        return {key: _again(value, words, target) for key, value in piece.items()}
    if isinstance(piece, tuple):
        parts = [_again(part, words, target) for part in piece]
        make: Any = getattr(type(piece), "_make", tuple)  # a named tuple stays one
        return make(parts) if any(new is not old for new, old in zip(parts, piece, strict=True)) else piece
    if not is_dataclass(piece) or isinstance(piece, type):
        return piece
    new = {field.name: _again(getattr(piece, field.name), words, target) for field in fields(piece)}
    changed = {name: value for name, value in new.items() if value is not getattr(piece, name)}
    return replace(piece, **changed) if changed else piece
