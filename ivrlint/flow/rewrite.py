"""The same flow with other words or targets: one walk over everything that holds one."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_not
from typing import Any, TypeVar, cast

from ivrlint.flow.model import Phrases, Target, Text
from ivrlint.flow.place import Place

_T = TypeVar("_T")
_PLAIN = frozenset({str, bool, int, float, type(None), Place})  # hold neither


def rewritten(
    piece: _T,
    words: Callable[[Text | Phrases], Text | Phrases] = lambda words: words,
    target: Callable[[Target], Target] = lambda target: target,
) -> _T:
    """`piece` (a node, an option, a listening …) with all words and each target in it replaced."""
    return cast("_T", _again(piece, words, target))


_Words = Callable[[Text | Phrases], Text | Phrases]
_Targets = Callable[[Target], Target]


def _again(piece: Any, words: _Words, target: _Targets) -> Any:
    kind: Any = type(piece)
    if kind is Text or kind is Phrases:
        return words(piece)
    if kind is Target:
        return target(piece)
    if isinstance(piece, tuple):
        return _tuple(piece, words, target)
    if kind is dict or isinstance(piece, Mapping):
        new = {key: _again(value, words, target) for key, value in piece.items()}
        return new if any(value is not piece[key] for key, value in new.items()) else piece
    changed = {}
    for name in _fields(kind):
        old = getattr(piece, name)
        if type(old) not in _PLAIN and (value := _again(old, words, target)) is not old:
            changed[name] = value
    return replace(piece, **changed) if changed else piece


def _tuple(piece: tuple[Any, ...], words: _Words, target: _Targets) -> Any:
    parts = [part if type(part) in _PLAIN else _again(part, words, target) for part in piece]
    make: Any = getattr(type(piece), "_make", tuple)  # a named tuple stays one
    return make(parts) if any(map(is_not, parts, piece)) else piece


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    """The names of the fields of a type; none where it is no dataclass."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
