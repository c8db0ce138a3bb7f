"""JSON text -> a tree of the same pieces as a flow file's, each with its place.

No recursion, limits on size and depth, and slips (a comma too many or missing) are told and read over.
"""

import re
from collections.abc import Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # the scanner of the standard library, in C
from typing import NamedTuple

from ivrlint.flow.place import Place, Problem, Source
from ivrlint.flow.tree import MAX_DEPTH, Mapping, Piece, Scalar, Sequence, Tree
from ivrlint.message import Message, say

MAX_CHARACTERS = 10_000_000
MAX_PROBLEMS = 20
_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|//[^\r\n]*", re.DOTALL)
_WORD = re.compile(r"""\$?\{\{?[^{}\n]*\}\}?|[^\s,:\[\]{}"]+""")  # an unfilled ${placeholder} is one word, too
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_CONSTANTS = frozenset({"true", "false", "null"})
_ESCAPE = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\w{4}|\\.|[^\\]", re.DOTALL)
_CLOSES = {Mapping: "}", Sequence: "]"}


class Value(NamedTuple):
    """A parameter as written, and where."""

    text: str
    place: Place


class _StopError(Exception):
    """Nothing sensible can be read from here on."""


def grow(source: Source) -> Tree:
    """Read a source into a tree. Never raises on any text; what is wrong stands in `problems`."""
    return _grown(source, source.text, None)


def inner(scalar: Scalar) -> Tree:
    """Read the JSON text that a JSON string holds. Its places are those in the file."""
    start, end = scalar.source.offset(scalar.start) + 1, scalar.source.offset(scalar.end) - 1
    where = [match.start() for match in _ESCAPE.finditer(scalar.source.text, start, end)]
    return _grown(scalar.source, scalar.value, [*where, end])


def word(piece: Piece | None) -> str | None:
    """A text, number or truth value as written; None for `null`, for what is no scalar, and for nothing."""
    if not isinstance(piece, Scalar) or (piece.plain and piece.value == "null"):
        return None
    return piece.value


def items(piece: Piece | None) -> list[Piece]:
    """The items of a list; none of anything else."""
    return piece.items if isinstance(piece, Sequence) else []


def mappings(piece: Piece | None) -> Iterator[Mapping]:
    """The mappings in a list."""
    return (item for item in items(piece) if isinstance(item, Mapping))


def pairs(piece: Piece | None) -> list[tuple[Scalar, Piece]]:
    """The pairs of a mapping; none of anything else."""
    return piece.pairs if isinstance(piece, Mapping) else []


def down(piece: Piece | None, *keys: str) -> Piece | None:
    """What stands under these keys, one below the other."""
    for key in keys:
        piece = piece.get(key) if isinstance(piece, Mapping) else None
    return piece


def flat(piece: Piece | None, prefix: str = "") -> Iterator[tuple[str, Value]]:
    """The scalars of a piece by their dotted path."""
    if isinstance(piece, Scalar):
        said = word(piece)
        if said is not None:
            yield prefix, Value(said, piece)
    elif isinstance(piece, Mapping):
        for key, value in piece.pairs:
            yield from flat(value, f"{prefix}.{key.value}" if prefix else key.value)
    elif isinstance(piece, Sequence):
        for number, item in enumerate(piece.items):
            yield from flat(item, f"{prefix}.{number}")


def _grown(source: Source, text: str, where: list[int] | None) -> Tree:
    tree = Tree(source)
    if len(text) > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 1_000_000
        tree.problems.append(Problem(Place(source, 0, 0), say("the file is larger than {limit} MB", limit=limit)))
        return tree
    builder = _Builder(tree, text, where)
    try:
        builder.build()
    except _StopError:
        builder.close_all()
    return tree


class _Builder:
    """One pass over the text. The stack holds open collections, each with the key that waits for its value."""

    def __init__(self, tree: Tree, text: str, where: list[int] | None) -> None:
        self.tree = tree
        self.source = tree.source
        self.text = text
        self.where = where
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []
        self.at = 0
        self.separated = True  # may a value come here?
        self.over = False
        self.commented = False

    def build(self) -> None:
        """Read the whole text."""
        while self._next():
            sign = self.text[self.at]
            if sign in "}]":
                self._close(sign)
            elif sign == ",":
                self._comma()
            elif sign == ":":
                self._report(self.at, say("a `:` is not expected here"))
                self.at += 1
            else:
                self._value(sign)
            if self.tree.root is not None and not self.stack:
                break
        if self.stack:
            self._report_end(self.stack[-1])
            self.close_all()
        elif self.tree.root is None:
            self._report(0, say("the file holds no JSON"))
        elif self._next():
            self._report(self.at, say("the JSON is over here, and more text follows"), say("keep one flow in a file"))

    def close_all(self) -> None:
        """Close what is open, so that what was read can be used."""
        self.over = True
        while self.stack:
            self._pop()

    def _next(self) -> bool:
        """Go to the next sign outside of blanks and comments. Of these the first one is told."""
        while True:
            match = _BLANKS.match(self.text, self.at)
            self.at = match.end() if match else self.at
            comment = _COMMENT.match(self.text, self.at)
            if comment is None:
                return self.at < len(self.text)
            if not self.commented:
                self.commented = True
                self._report(self.at, say("JSON has no comments"), say("take this one out, and all others"))
            self.at = comment.end()

    def _value(self, sign: str) -> None:
        """A key with its `:`, or a value."""
        if not self.separated:
            self._report(self.at, say("a `,` is missing before this"))
            self.separated = True
        if sign in "{[" and not self.text.startswith("{{", self.at):  # `{{` opens an unfilled placeholder
            self._open(Mapping if sign == "{" else Sequence)
            return
        scalar = self._string() if sign == '"' else self._word()
        if self.stack and isinstance(self.stack[-1], Mapping) and self.keys[-1] is None:
            self.keys[-1] = scalar
            if scalar.plain and _is_value(scalar.value):
                self._add_problem(_unquoted(scalar))
            if self._next() and self.text[self.at] == ":":
                self.at += 1
                return
            self._report(self.at, say("a `:` is missing after the key `{key}`", key=_short(scalar.value)))
        else:
            self._add(scalar)

    def _open(self, kind: type[Mapping | Sequence]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._report(self.at, say("nested deeper than {limit} levels", limit=MAX_DEPTH))
            raise _StopError
        if self.stack and isinstance(self.stack[-1], Mapping) and self.keys[-1] is None:
            self._report(self.at, say("a key must be a text in double quotes"))
            raise _StopError
        self.stack.append(kind(self.source, self._packed(self.at)))
        self.keys.append(None)
        self.at += 1

    def _close(self, sign: str) -> None:
        if not self.stack or _CLOSES[type(self.stack[-1])] != sign:
            self._report(self.at, say("this `{sign}` closes nothing that is open", sign=sign))
            raise _StopError
        top = self.stack[-1]
        key = self.keys[-1]
        if key is not None:
            self._add_problem(Problem(key, say("`{key}` has no value", key=_short(key.value))))
        if self.separated and (top.pairs if isinstance(top, Mapping) else top.items):
            self._report(self.at, say("a `,` stands before this `{sign}`", sign=sign), say("remove the comma"))
        self.at += 1
        self._pop()

    def _comma(self) -> None:
        if self.separated:
            self._report(self.at, say("a `,` is not expected here"))
        self.separated = True
        self.at += 1

    def _pop(self) -> None:
        piece = self.stack.pop()
        self.keys.pop()
        piece.end = self._packed(self.at)
        if isinstance(piece, Mapping):
            self._last_of_each(piece)
        self._add(piece)

    def _add(self, piece: Piece) -> None:
        self.separated = False
        if not self.stack:
            self.tree.root = piece
            return
        top = self.stack[-1]
        if isinstance(top, Sequence):
            top.items.append(piece)
        elif (key := self.keys[-1]) is not None:
            top.pairs.append((key, piece))
            self.keys[-1] = None

    def _string(self) -> Scalar:
        start = self.at
        try:
            value, self.at = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            value, self.at = self._odd_string(start, error)
        return Scalar(self.source, self._packed(start), self._packed(self.at), value, False)

    def _odd_string(self, start: int, error: JSONDecodeError) -> tuple[str, int]:
        """A string with line breaks in it is read all the same; one that never ends is not."""
        if error.msg.startswith("Invalid control"):
            self._report(
                error.pos, say("a line break or control character stands in a text"), say("write `\\n` for it")
            )
            try:
                value, end = scanstring(self.text, start + 1, False)
            except JSONDecodeError as other:
                error = other
            else:
                return value, end
        if error.msg.startswith("Unterminated"):
            self._report(start, say("a text is opened here and never closed"), say('close it with `"`'))
        else:
            self._report(error.pos, say("an unknown `\\` sequence stands in a text"), say("write `\\\\`"))
        raise _StopError

    def _word(self) -> Scalar:
        match = _WORD.match(self.text, self.at)
        end = match.end() if match else self.at + 1
        value = self.text[self.at : end]
        scalar = Scalar(self.source, self._packed(self.at), self._packed(end), value, True)
        if not _is_value(value) and "{" not in value:
            self._add_problem(_unquoted(scalar))
        self.at = end
        return scalar

    def _last_of_each(self, mapping: Mapping) -> None:
        """Of a key that stands twice the last one counts, as everywhere in JSON."""
        if len({key.value for key, _ in mapping.pairs}) == len(mapping.pairs):
            return
        last: dict[str, tuple[Scalar, Piece]] = {}
        for key, value in mapping.pairs:
            if key.value in last:
                message = say("the key `{key}` stands twice here; only the last one counts", key=_short(key.value))
                self._add_problem(Problem(key, message, say("remove one of them")))
            last[key.value] = key, value
        mapping.pairs = list(last.values())

    def _packed(self, at: int) -> int:
        if self.where is not None:
            at = self.where[at] if at < len(self.where) else self.where[-1]
        return self.source.position(at)

    def _report(self, at: int, message: Message, help_: Message | None = None) -> None:
        start = self._packed(at)
        self._add_problem(Problem(Place(self.source, start, start + 1), message, help_))

    def _report_end(self, open_: Mapping | Sequence) -> None:
        sign = _CLOSES[type(open_)]
        message = say("what is opened here is never closed: a `{sign}` is missing", sign=sign)
        place = Place(self.source, open_.start, open_.start + 1)
        self._add_problem(Problem(place, message, say("export the file again; its end is missing")))

    def _add_problem(self, problem: Problem) -> None:
        """Keep a problem; after so many the rest of the text is left alone."""
        if len(self.tree.problems) < MAX_PROBLEMS:
            self.tree.problems.append(problem)
        elif not self.over:
            raise _StopError


def _is_value(word: str) -> bool:
    """Is it a constant or a number, which stand in a file without quotes? None of them can be a key."""
    return word in _CONSTANTS or _NUMBER.fullmatch(word) is not None


def _unquoted(word: Scalar) -> Problem:
    return Problem(word, say("`{word}` must be a text in double quotes", word=_short(word.value)))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - a message stays on its line
