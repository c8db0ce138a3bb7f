"""Pairs, lists and scalars -> YAML as people write it: short things in a line, long texts folded, comments kept."""

import io
import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

WIDTH = 100
_STEP = "  "
_MOST_LEVELS = 3  # of pairs and lists in one line


class Word(str):
    """A scalar that is no text, such as `true` or `3`: never quoted."""

    __slots__ = ()


class Entry(NamedTuple):
    """A key and its value, with comments (without `#`) above it and one beside it."""

    key: str
    value: "Value"
    above: tuple[str, ...] = ()
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping. One that is `open` has a line for each key, however short it is."""

    entries: tuple[Entry, ...]
    open: bool = False

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Pairs":
        """The mapping of these entries."""
        return cls(tuple(entries))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


Value = str | Pairs | list[Any]


def emitted(pairs: Pairs) -> str:
    """The YAML document of these pairs."""
    return "".join(f"{line}\n" for line in _pairs(pairs, ""))


def _pairs(pairs: Pairs, indent: str) -> Iterator[str]:
    for entry in pairs:
        yield from (f"{indent}# {line}".rstrip() for comment in entry.above for line in comment.split("\n"))
        head = f"{indent}{_scalar(entry.key)}:"
        beside = f"  # {entry.beside}" if entry.beside else ""
        inline = _inline(entry.value)
        if inline is not None and (len(head) + 1 + len(inline) <= WIDTH or not entry.value):
            yield f"{head} {inline}{beside}"
        elif isinstance(entry.value, str):
            yield from _long(entry.value, head, indent, beside)
        else:
            yield head + beside
            yield from _items(entry.value, indent + _STEP)


def _items(value: Pairs | list[Any], indent: str) -> Iterator[str]:
    if isinstance(value, Pairs):
        yield from _pairs(value, indent)
        return
    for item in value:
        inline = _inline(item)
        if inline is not None and (len(indent) + 2 + len(inline) <= WIDTH or not item):
            yield f"{indent}- {inline}"
        elif isinstance(item, str):
            yield from _long(item, f"{indent}-", indent, "")
        else:
            first, *rest = _items(item, indent + _STEP)
            yield f"{indent}- {first.lstrip()}"
            yield from rest


def _long(text: str, head: str, indent: str, beside: str) -> Iterator[str]:
    """A text that does not fit behind its key: folded where that keeps every blank, else in quotes."""
    lines = textwrap.wrap(text, WIDTH - len(indent) - len(_STEP), break_long_words=False, break_on_hyphens=False)
    if len(lines) > 1 and " ".join(lines) == text and text.isprintable():
        yield f"{head} >-{beside}"
        yield from (f"{indent}{_STEP}{line}" for line in lines)
    else:
        yield f"{head} {_scalar(text)}{beside}"


def _inline(value: Value) -> str | None:
    """The value in one line; None where it has comments, is open, or holds too many levels."""
    if isinstance(value, str):
        return _scalar(value)
    if _levels(value) > _MOST_LEVELS or _has_comments(value):
        return None
    return _flow(value)


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return _scalar(value, inside=True)
    if isinstance(value, Pairs):
        return f"{{{', '.join(f'{_scalar(entry.key, inside=True)}: {_flow(entry.value)}' for entry in value)}}}"
    return f"[{', '.join(map(_flow, value))}]"


def _levels(value: Value) -> int:
    if isinstance(value, str):
        return 0
    inner = [entry.value for entry in value] if isinstance(value, Pairs) else value
    return 1 + max(map(_levels, inner), default=0)


def _has_comments(value: Value) -> bool:
    if isinstance(value, str):
        return False
    if isinstance(value, Pairs):
        return value.open or any(entry.above or entry.beside or _has_comments(entry.value) for entry in value)
    return any(map(_has_comments, value))


def _scalar(text: str, *, inside: bool = False) -> str:
    """A scalar as it is read back: plain where that is safe, for every reader of YAML, else in quotes."""
    if isinstance(text, Word):
        return text
    found = _EMITTER.analyze_scalar(text)
    plain = found.allow_flow_plain if inside else found.allow_block_plain
    if plain and not found.multiline and _is_text(text) and "#" not in text and "*" not in text:
        return text
    return _quoted(text)


_EMITTER: Any = yaml.emitter.Emitter(io.StringIO())
_RESOLVER: Any = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"


def _is_text(text: str) -> bool:
    """Would any reader of YAML take it for a text, not for a number, a truth or a date?"""
    return bool(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT)


def _quoted(text: str) -> str:
    signs = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in signs)
