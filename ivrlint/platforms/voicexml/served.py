"""What a server may leave out of a page: all that stands between `<% if (news) { %>` and `<% } %>`.

Only the braces of its code are read (and PHP's `if: … endif;`), never what the code works out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from ivrlint.flow.place import Place, packed
from ivrlint.platforms.xmltree import Element, Words

SENT = "the page that was sent"  # on which it depends what callers meet
_CONTENT = frozenset(("block", "filled", "if"))
_DEEPEST = 100
_COLUMN = (1 << 28) - 1  # of a packed position
_NOISE = re.compile(  # comments and texts
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|'(?:[^'\\]|\\.)*(?:'|\Z)|"(?:[^"\\]|\\.)*(?:"|\Z)""", re.DOTALL
)
_TOKEN = re.compile(r"[{}]|\bend(?:if|foreach|for|while)\b|\b(?:if|elseif|else|for|foreach|while|catch)\b|:\s*\Z")

Piece = Element | Words


class Way(NamedTuple):
    """One of the ways that the code of a page may take."""

    choice: int  # which `if` or loop of the page
    number: int  # which of its ways, from 0
    last: bool  # an `else`: one of them is taken


Ways = tuple[Way, ...]


def common(one: Ways, other: Ways) -> Ways:
    """The ways that both have, from the outside in."""
    return tuple(way for way, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


class Parts:
    """Which ways of a server's code stand around each place of a page."""

    def __init__(self, code: Iterable[tuple[int, str]]) -> None:
        self._starts = [-1]
        self._ways: list[Ways] = [()]
        self._open: list[Way | None] = []  # a brace of any other kind leaves nothing out
        self._taken: list[Way] = []  # the ways among those that are open
        self._closed: Way | None = None
        self._choices = 0
        for start, text in code:
            self._follow(text)
            self._starts.append(start)
            self._ways.append(tuple(self._taken))

    def around(self, place: Place) -> Ways:
        """The ways that must have been taken for this to be sent, from the outside in."""
        return self._ways[bisect_right(self._starts, place.start) - 1]

    def between(self, start: int, end: int) -> list[int]:
        """Where code stands between two positions."""
        return self._starts[bisect_right(self._starts, start) : bisect_left(self._starts, end)]

    def _follow(self, text: str) -> None:
        said = ""  # the words of the code in front of a brace
        for found in _TOKEN.finditer(_NOISE.sub("''", text)):
            sign = found[0]
            if sign == "{":
                self._enter(said)
            elif sign == "}" or sign.startswith("end"):
                self._leave()
            elif sign.startswith(":") and said:
                if said.startswith("else"):
                    self._leave()
                self._enter(said)
            said = said + sign if sign.isalpha() and not sign.startswith("end") else ""

    def _enter(self, said: str) -> None:
        before, self._closed = self._closed, None
        way = None
        if said.startswith("else") and before and not before.last:
            way = Way(before.choice, before.number + 1, said == "else")
        elif said and len(self._taken) < _DEEPEST:
            self._choices += 1
            way = Way(self._choices, 0, last=False)
        self._open.append(way)
        self._taken += [way] if way else []

    def _leave(self) -> None:
        self._closed = self._open.pop() if self._open else None
        if self._closed:
            self._taken.pop()


def with_choices(root: Element, parts: Parts) -> None:
    """Make each part of the content of dialogs that may be left out an `if` of its own, in place."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        waiting += [piece for piece in element.pieces if isinstance(piece, Element)]
        if element.tag in _CONTENT:
            pieces = [part for piece in element.pieces for part in _apart(piece, parts)]
            element.pieces = _decided(pieces, len(parts.around(element)), parts)


def _decided(pieces: Sequence[Piece], depth: int, parts: Parts) -> list[Piece]:
    def choice(piece: Piece) -> int:
        ways = parts.around(piece)
        return ways[depth].choice if len(ways) > depth else 0

    decided: list[Piece] = []
    for number, run in groupby(pieces, choice):
        inside = list(run)
        decided += [_decision(inside, depth, parts)] if number else inside
    return decided


def _decision(pieces: list[Piece], depth: int, parts: Parts) -> Element:
    """An `if` with a part for each way of one choice."""
    made = Element(pieces[0].source, pieces[0].start, "if", {"cond": SENT})
    made.end = pieces[-1].end
    for way, run in groupby(pieces, lambda piece: parts.around(piece)[depth]):
        inside = list(run)
        if made.pieces:
            made.pieces.append(Element(made.source, inside[0].start, "else" if way.last else "elseif", {"cond": SENT}))
        made.pieces += _decided(inside, depth + 1, parts)
    return made


def _apart(piece: Piece, parts: Parts) -> list[Piece]:
    """Words with a server's code in their middle, as the words on both sides of it."""
    if isinstance(piece, Element):
        return [piece]
    lines = piece.value.split("\n")
    first, column = piece.start >> 28, piece.start & _COLUMN
    cuts = [(piece.start, 0)]
    for start in parts.between(piece.start, packed(first + len(lines), 0)):
        line = (start >> 28) - first
        at = sum(len(before) + 1 for before in lines[:line]) + (start & _COLUMN) - (0 if line else column)
        if at < len(piece.value):
            cuts.append((start, at))
    ends = [at for _, at in cuts[1:]] + [len(piece.value)]
    words = [Words(piece.source, start, piece.value[at:end]) for (start, at), end in zip(cuts, ends, strict=True)]
    return [part for part in words if part.value.strip()]
