"""Two texts compared word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ivrlint.call.compare.change import Piece

_WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)  # blanks, words, single signs
_MOST = 3000  # words: beyond, comparing them takes long, and nobody reads the result
_ALIKE = 0.35  # of the words: below, a reader sees more in two texts side by side than in a patchwork


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both texts, and those of only one; the texts one after the other where they share little."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) + len(after) > _MOST or (old and new and matcher.ratio() < _ALIKE):
        return (Piece("-", old), Piece("+", new))
    return tuple(_joined(_pieces(matcher, before, after)))


def _pieces(matcher: "SequenceMatcher[str]", before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, begin, end, start, stop in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("=", "".join(before[begin:end]))
        else:
            yield Piece("-", "".join(before[begin:end]))
            yield Piece("+", "".join(after[start:stop]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A blank between two changes belongs to both, so that whole phrases are told instead of single words."""
    gone = come = ""
    for piece in pieces:
        if piece.sign == "=" and not (piece.text.isspace() and (gone or come)):
            yield from _changed(gone, come)
            gone = come = ""
            yield piece
        elif piece.sign == "=":
            gone, come = gone + piece.text, come + piece.text
        elif piece.sign == "-":
            gone += piece.text
        else:
            come += piece.text
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Piece]:
    """What was said and what is said instead, without the blanks at the end that both have."""
    same = len(gone) - len(gone.rstrip())
    tail = gone[len(gone) - same :] if same and come.endswith(gone[len(gone) - same :]) else ""
    if tail:
        gone, come = gone.removesuffix(tail), come.removesuffix(tail)
    if gone:
        yield Piece("-", gone)
    if come:
        yield Piece("+", come)
    if tail:
        yield Piece("=", tail)
