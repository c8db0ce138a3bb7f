"""Text edits that keep a file's comments and layout: one more pair, pairs in another order, other words.

What they make is written as its neighbours are. Each returns None where it cannot be done without damage.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ivrlint.flow import spelling
from ivrlint.flow.place import Place, Source
from ivrlint.flow.tree import Mapping, Piece, Scalar
from ivrlint.flow.tree import Sequence as List

_ANCHORED = re.compile(r"(?:^|[\s\[{,])[&*][^\s,\]}]")


class Edit(NamedTuple):
    """A span of a source and the text to write there instead."""

    place: Place
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """The span as offsets in the source's text."""
        source = self.place.source
        return source.offset(self.place.start), source.offset(self.place.end)


Edits = tuple[Edit, ...]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A source's text with edits made to it that do not overlap."""
    return spelling.changed(text, sorted(spelling.Change(*edit.span, edit.text) for edit in edits))


def at(source: Source, start: int, end: int, text: str) -> Edit:
    """The edit that replaces the characters from `start` up to `end`."""
    return Edit(Place(source, source.position(start), source.position(end)), text)


def reworded(scalar: Scalar, changes: Sequence[spelling.Change]) -> Edits | None:
    """Changes to the words of a text, at places of its value; in order, not overlapping."""
    spans = spelling.respelled(scalar, list(changes))
    return tuple(at(scalar.source, *span) for span in spans) if spans else None


def is_shared(place: Place) -> bool:
    """Do aliases repeat it elsewhere, so that an edit changes all these places?"""
    spans = _shared(place.source)
    number = bisect_right(spans, place.start, key=itemgetter(0)) - 1
    return number >= 0 and place.end <= spans[number][1]


@lru_cache(maxsize=8)
def _shared(source: Source) -> list[tuple[int, int]]:
    """The outermost spans of what aliases repeat, in order."""
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(source.shared, key=lambda span: (span[0], -span[1])):
        if not outermost or end > outermost[-1][1]:
            outermost.append((start, end))
    return outermost


def with_pair(mapping: Mapping, pair: str, behind: str | None = None) -> Edit | None:
    """One more pair (a line, such as `confirm: true`), behind that of the key `behind` or at the end."""
    text, start = mapping.source.text, _begin(mapping)
    own = _own(mapping)
    if own is None:
        return None
    if text[start] == "{":
        return at(mapping.source, start + 1, start + 1, pair) if not own else _in_flow(mapping, own, pair, behind)
    return _in_block(mapping, own, pair, behind) if own else None


def in_order(mapping: Mapping, order: Sequence[int]) -> Edits | None:
    """The mapping's pairs in another order: on each place that pair of which the number stands in `order`."""
    own, source = _own(mapping), mapping.source
    if own is None or len(own) != len(mapping.pairs) or len(own) != len(order):
        return None
    slots = [_lines_of(source, *pair) if _is_block(mapping) else _span(source, *pair) for pair in own]
    if not all(slots) or _ANCHORED.search(source.text, *_whole(mapping)):
        return None  # an anchor must stand before its aliases
    spans = [slot for slot in slots if slot]
    between = [source.text[one[1] : other[0]] for one, other in pairwise(spans)]
    if any(one[1] > other[0] for one, other in pairwise(spans)) or any("#" in gap for gap in between):
        return None
    return tuple(
        at(source, *span, source.text[slice(*spans[number])])
        for place, (span, number) in enumerate(zip(spans, order, strict=True))
        if number != place
    )


def without_comment(place: Place) -> Edit:
    """A comment taken out: with its line where nothing else stands there, else with the spaces before it."""
    source = place.source
    text, (start, end) = source.text, (source.offset(place.start), source.offset(place.end))
    first, last = _line_start(text, start), _line_end(text, end)
    if text[first:start].strip():
        return at(source, first + len(text[first:start].rstrip()), last, "")
    if last == len(text):
        return at(source, max(first - len(source.line_end), 0), last, "")
    return at(source, first, last + len(source.line_end), "")


def _begin(piece: Piece) -> int:
    """Where a piece begins behind its anchor and tag."""
    start = piece.source.offset(piece.start)
    properties = spelling.PROPERTIES.match(piece.source.text, start)
    return properties.end() if properties else start


def _whole(mapping: Mapping) -> tuple[int, int]:
    return mapping.source.offset(mapping.start), mapping.source.offset(mapping.end)


def _is_block(mapping: Mapping) -> bool:
    return mapping.source.text[_begin(mapping)] != "{"


def _own(mapping: Mapping) -> list[tuple[Scalar, Piece]] | None:
    """The pairs that are written in the mapping itself; None where it merges others."""
    start, end = _whole(mapping)
    if start == end or "<<" in mapping.source.text[start:end]:
        return None
    return [(key, value) for key, value in mapping.pairs if mapping.start <= key.start < mapping.end]


def _span(source: Source, key: Scalar, value: Piece) -> tuple[int, int] | None:
    """From a pair's key to the end of its value; None where an alias stands for the value."""
    if value.start < key.end or value.source is not source:
        return None
    return source.offset(key.start), _content_end(value)


def _content_end(piece: Piece) -> int:
    """Where the last thing of a piece ends that is no empty line and no comment."""
    text, start = piece.source.text, _begin(piece)
    end = piece.source.offset(piece.end)
    if isinstance(piece, Mapping) and text[start] != "{" and piece.pairs:
        inner = piece.pairs[-1]
        span = _span(piece.source, *inner)
        return span[1] if span else _line_end(text, piece.source.offset(inner[0].end))
    if isinstance(piece, List) and text[start] != "[" and piece.items:
        return _content_end(piece.items[-1]) if piece.items[-1].start >= piece.start else end
    if isinstance(piece, Scalar) and text[start : start + 1] in ("|", ">") and not piece.plain:
        body = text[start:end]
        kept = piece.value.endswith("\n\n")  # the empty lines behind a text that begins with `|+` are its own
        return start + len(body.removesuffix("\n").removesuffix("\r") if kept else body.rstrip())
    return end


def _in_flow(mapping: Mapping, own: list[tuple[Scalar, Piece]], pair: str, behind: str | None) -> Edit:
    """Behind a pair of `{…}`; on a line of its own where the pairs have lines of their own."""
    source = mapping.source
    key, value = next((one for one in own if one[0].value == behind), own[-1])
    span = _span(source, key, value)
    start = source.offset(key.start)
    if span is None:
        return at(source, start, start, f"{pair}, ")
    first = _line_start(source.text, start)
    alone = not source.text[first:start].strip() and source.text[span[1] : _line_end(source.text, span[1])].strip() in (
        "",
        ",",
    )
    margin = source.line_end + source.text[first:start] if alone else " "
    return at(source, span[1], span[1], f",{margin}{pair}")


def _in_block(mapping: Mapping, own: list[tuple[Scalar, Piece]], pair: str, behind: str | None) -> Edit | None:
    """On a line of its own, below the last line of the pair before."""
    source = mapping.source
    text, first = source.text, source.offset(own[0][0].start)
    before = text[_line_start(text, first) : first]
    if before.strip(" -?"):
        return None  # a pair in `[…]`
    key, value = next((one for one in own if one[0].value == behind), own[-1])
    span = _span(source, key, value)
    end = _line_end(text, span[1] if span else source.offset(key.end))
    return at(source, end, end, source.line_end + " " * len(before) + pair)


def _lines_of(source: Source, key: Scalar, value: Piece) -> tuple[int, int] | None:
    """The lines of a pair in block style, with the comments right above it."""
    span = _span(source, key, value)
    if span is None:
        return None
    text, first = source.text, _line_start(source.text, span[0])
    if text[first : span[0]].strip():
        return None
    while first > 0:
        above = _line_start(text, first - len(source.line_end))
        if not text[above:first].lstrip().startswith("#"):
            break
        first = above
    return first, _line_end(text, span[1])


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, max(offset, 0)), text.rfind("\r", 0, max(offset, 0))) + 1


def _line_end(text: str, offset: int) -> int:
    ends = [end for end in (text.find("\r", offset), text.find("\n", offset)) if end >= 0]
    return min(ends, default=len(text))
