"""How a scalar is spelled in its file: which characters of the source stand for which of its value.

With it a few words of a text can be changed and all else be left as it is written: quotes, line folds,
indentation, escapes. A spelling is believed only where it gives exactly the value that the parser read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import yaml

from ivrlint.flow.place import Source, packed
from ivrlint.flow.tree import Scalar

PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")  # an anchor, a tag
_BREAK = r"(?:\r\n|\r|\n)"
_FOLD = rf"(?P<fold>[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*)"
_PLAIN = re.compile(rf"{_FOLD}|(?P<sign>[\s\S])")
_SINGLE = re.compile(rf"(?P<twice>'')|{_FOLD}|(?P<sign>[\s\S])")
_DOUBLE = re.compile(
    rf"(?P<join>\\{_BREAK}[ \t]*)|\\x(?P<x>[0-9a-fA-F]{{2}})|\\u(?P<u>[0-9a-fA-F]{{4}})|\\U(?P<U>[0-9a-fA-F]{{8}})"
    rf"|\\(?P<escape>.)|{_FOLD}|(?P<sign>[\s\S])"
)
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "e": "\x1b",
    "_": "\xa0",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
_HEADER = re.compile(rf"(?P<style>[|>])[-+]?[ \t]*(?:#[^\r\n]*)?{_BREAK}")
_LINE = re.compile(rf"[^\r\n]*(?:{_BREAK}|$)")
_ONE_BREAK = re.compile(_BREAK)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NARROW = 60
_BLOCK = ("|", ">")

Unit = tuple[str, int, int]  # a character of the value, and the span of the source that spells it


class Change(NamedTuple):
    """Characters of a value, from `start` up to `end`, and what is to stand in their place."""

    start: int
    end: int
    text: str


class Spelling(NamedTuple):
    """How a scalar is written. `style` is its quote, `|` or `>`, or '' for a plain one; `body` its span in the
    source, without anchor and tag; `spans` hold for each character of its value where that stands.
    """

    style: str
    body: tuple[int, int]
    spans: list[tuple[int, int]]


def spelling(scalar: Scalar) -> Spelling | None:
    """How a scalar is spelled; None where that is not understood."""
    text = scalar.source.text
    start, end = scalar.source.offset(scalar.start), scalar.source.offset(scalar.end)
    properties = PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    style = text[start : start + 1]
    if scalar.plain:
        style, units = "", list(_flowing(text, start, end, _PLAIN))
    elif style == "'":
        units = list(_flowing(text, start + 1, end - 1, _SINGLE))
    elif style == '"':
        units = list(_flowing(text, start + 1, end - 1, _DOUBLE))
    else:
        header = _HEADER.match(text, start, end)
        if header is None:
            return None
        lines = list(_lines(text, header.end(), end))
        units = list(_literal(text, lines) if style == "|" else _folded(text, lines))
    read, kept = "".join(sign for sign, _, _ in units), len(scalar.value)
    if read[:kept] != scalar.value or read[kept:].strip("\n"):
        return None
    return Spelling(style, (start, end), [(first, last) for _, first, last in units[:kept]])


def _flowing(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Unit]:
    """The characters of a plain or quoted text: line breaks are folded, escapes stand for others."""
    for match in pattern.finditer(text, start, end):
        kind, (first, last) = match.lastgroup or "", match.span()
        if kind == "fold":
            breaks = len(_ONE_BREAK.findall(match[0]))
            yield " " if breaks == 1 else "\n", first, last
            yield from (("\n", last, last) for _ in range(breaks - 2))
        elif kind in ("x", "u", "U"):
            yield chr(int(match[kind], 16)), first, last
        elif kind == "escape":
            yield _ESCAPES.get(match[kind], match[kind]), first, last
        elif kind != "join":
            yield match[0][:1], first, last


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The lines of a block text: where each begins behind the block's indentation, where it ends, and with its end."""
    lines = [match.span() for match in _LINE.finditer(text, start, end) if match[0]]
    filled = [text[first:last] for first, last in lines if text[first:last].strip()]
    indent = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    for first, last in lines:
        stop = first + len(text[first:last].rstrip("\r\n"))
        yield min(first + indent, stop), stop, last


def _literal(text: str, lines: list[tuple[int, int, int]]) -> Iterator[Unit]:
    for first, stop, last in lines:
        yield from ((text[at], at, at + 1) for at in range(first, stop))
        if last > stop:
            yield "\n", stop, last


def _folded(text: str, lines: list[tuple[int, int, int]]) -> Iterator[Unit]:
    """As `_literal`, but a line break between two lines of text is a space, and further ones are what they are."""
    filled = [(number, line) for number, line in enumerate(lines) if line[1] > line[0]]
    before = filled[0][0] if filled else len(lines)
    yield from (("\n", stop, last) for _, stop, last in lines[:before])
    for (number, (first, stop, last)), (after, ahead) in pairwise([*filled, (len(lines), (0, 0, 0))]):
        yield from ((text[at], at, at + 1) for at in range(first, stop))
        empty = lines[number + 1 : after]
        indented = text[first] in " \t" or (ahead != (0, 0, 0) and text[ahead[0]] in " \t")
        if after == len(lines) or indented:
            yield "\n", stop, last
        elif not empty:
            yield " ", stop, ahead[0]
        yield from (("\n", line[1], line[2]) for line in empty)


def respelled(scalar: Scalar, changes: list[Change]) -> list[tuple[int, int, str]] | None:
    """The spans of the source to replace, and by what, so that the scalar's value changes as wanted.

    Changes stand in order and do not overlap. None where it cannot be done without damage.
    """
    known = spelling(scalar)
    if known is None or any("\n" in change.text for change in changes):
        return None
    edits = [_edit(scalar, known, change) for change in changes]
    value = changed(scalar.value, changes)
    body = changed(scalar.source.text, [Change(*edit) for edit in edits], known.body)
    if known.style in _BLOCK:  # words in an empty line, or in place of a line's end, would lose the indentation
        ends = scalar.source.text[known.body[1] - 1] in "\r\n"
        return edits if _reads(f"k: {body}", value) and (body[-1] in "\r\n") == ends else None
    if known.style or (_plainly(value, False) and (_plainly(value, True) or not _in_flow(scalar))):
        return edits
    return None if "\n" in value else [(*known.body, _quoted(body))]


def changed(text: str, changes: list[Change], within: tuple[int, int] | None = None) -> str:
    """A text (or the part of it that `within` spans) with changes made to it."""
    at, end = within or (0, len(text))
    parts = []
    for change in changes:
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join([*parts, text[at:end]])


def _edit(scalar: Scalar, known: Spelling, change: Change) -> tuple[int, int, str]:
    spans = known.spans
    if change.start < change.end:
        first, last = spans[change.start][0], spans[change.end - 1][1]
    elif change.start < len(spans):
        first = last = spans[change.start][0]
    else:
        first = last = spans[-1][1] if spans else known.body[1] - (known.style in ("'", '"'))
    return first, last, _wrapped(scalar.source, known, first, last, _escaped(change.text, known.style))


def _escaped(text: str, style: str) -> str:
    if style == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else text


def _wrapped(source: Source, known: Spelling, first: int, last: int, new: str) -> str:
    """What stands over several lines goes on standing over several lines, where a line break is only a space."""
    folds = _ONE_BREAK.search(source.text, first, last)
    if folds is None or known.style == "|":
        return new
    lines = source.text[slice(*known.body)].splitlines()
    width = max(_NARROW, *(len(line) for line in lines[1:]))
    column = first - max(source.text.rfind("\n", 0, first), source.text.rfind("\r", 0, first)) - 1
    ahead = source.text[folds.end() : last + 1]
    margin = folds[0] + ahead[: len(ahead) - len(ahead.lstrip(" "))]
    wrapped, words = "", new.split(" ")
    for number, word in enumerate(words):
        if number and column + 1 + len(word) > width:
            wrapped, column = wrapped + margin + word, len(margin) - len(folds[0]) + len(word)
        else:
            wrapped += (" " if number else "") + word
            column += len(word) + bool(number)
    return wrapped


def _plainly(value: str, in_flow: bool) -> bool:
    """May the value stand without quotes?"""
    return _reads(f"{{k: {value}}}" if in_flow else f"k: {value}", value)


def _reads(document: str, value: str) -> bool:
    """Does a document say that `k` is this value, and nothing else?"""
    try:
        read = [event.value for event in yaml.parse(document, _LOADER) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return False
    return read == ["k", value]


def _quoted(body: str) -> str:
    """The source of a plain text, over as many lines as it is, in quotes."""
    if '"' in body or "\\" in body:
        return "'" + body.replace("'", "''") + "'"
    return f'"{body}"'


def quoted(value: str) -> str:
    """A text of one line as a flow file writes it, anywhere: in quotes where it needs them."""
    return value if value and _plainly(value, True) and _plainly(value, False) else _quoted(value)


def _in_flow(scalar: Scalar) -> bool:
    """Does the scalar stand between `{` and `}` or `[` and `]`? Yes where that cannot be told."""
    spans = _flow_collections(scalar.source)
    number = bisect_right(spans, scalar.start, key=itemgetter(0)) - 1 if spans is not None else 0
    return spans is None or (number >= 0 and scalar.start < spans[number][1])


@lru_cache(maxsize=8)
def _flow_collections(source: Source) -> list[tuple[int, int]] | None:
    """The spans (packed) of the outermost `{…}` and `[…]` of a source; None where it is no YAML."""
    spans: list[tuple[int, int]] = []
    depth = 0
    try:
        for event in yaml.parse(source.text, _LOADER):
            first: Any = event.start_mark
            last: Any = event.end_mark
            if isinstance(event, yaml.CollectionStartEvent) and (depth or event.flow_style):
                spans += [] if depth else [(packed(first.line, first.column), 0)]
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent) and depth:
                depth -= 1
                if not depth:
                    spans[-1] = spans[-1][0], packed(last.line, last.column)
    except yaml.YAMLError:
        return None
    return spans
