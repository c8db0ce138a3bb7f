"""YAML text -> a tree of pieces that know their place.

Built from the parser's *event* stream: composing nodes crashes libyaml on deep nesting and costs
more. Limits on size, depth and alias expansion hold while reading. Scalars stay text as written.
"""

from typing import Any, cast

import yaml

from ivrlint.flow.place import Place, Problem, Source, packed
from ivrlint.flow.repair import TABBED, Repair, repaired, without_block
from ivrlint.flow.syntax import syntax_problem, unreadable
from ivrlint.message import Message, say

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 100_000_000
MAX_DEPTH = 100
MAX_EXPANDED = 2_000_000  # pieces that aliases may add
MAX_SYNTAX_ERRORS = 20


class Scalar(Place):
    """A text, as written. `plain` is false for quoted and block texts."""

    __slots__ = ("plain", "value")

    def __init__(self, source: Source, start: int, end: int, value: str, plain: bool) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.value = value
        self.plain = plain


class Mapping(Place):
    """Pairs in the order in which they are written, duplicates and merged pairs included."""

    __slots__ = ("pairs",)

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = self.end = start
        self.pairs: list[tuple[Scalar, Piece]] = []

    def get(self, key: str) -> "Piece | None":
        """The value of the first pair with that key."""
        return next((value for name, value in self.pairs if name.value == key), None)


class Sequence(Place):
    """Items in order."""

    __slots__ = ("items",)

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = self.end = start
        self.items: list[Piece] = []


type_names = {Scalar: say("a text"), Mapping: say("a mapping"), Sequence: say("a list")}
Piece = Scalar | Mapping | Sequence


class Tree:
    """What a text holds: its root (None when empty), what is wrong, and its linter comments."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Piece | None = None
        self.problems: list[Problem] = []
        self.broken: list[Scalar] = []  # keys of blocks whose YAML could not be read


class _TooMuchError(Exception):
    """A limit was met; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.message))
        self.problem = problem


def grow(source: Source) -> Tree:
    """Read `source` into a tree. Never raises on any text; what is wrong stands in `problems`.

    After a syntax error the block around it is left out and the rest is read, so that one slip
    does not hide the other problems of a file.
    """
    tree = Tree(source)
    if len(source.text) > MAX_BYTES:
        tree.problems.append(
            Problem(
                Place(source, 0, 0),
                say("the file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000),
                say("split it and join the parts with `include:`"),
            )
        )
        return tree
    repair = repaired(source)
    text = repair.text
    tabbed = {Place(source, *span).line - 1 for span, message, *_ in repair.problems if message == TABBED}
    for _ in range(MAX_SYNTAX_ERRORS):
        builder = _Builder(tree, repair)
        try:
            tree.root = builder.build(text)
            break
        except _TooMuchError as stop:
            tree.problems.append(stop.problem)
            break
        except yaml.MarkedYAMLError as error:
            problem, line = syntax_problem(source, error)
            if any(other.place.line - 1 > line for other in tree.problems):
                # A quote that was never closed: what looked odd behind it were only its words.
                tree.problems = [other for other in tree.problems if other.place.line - 1 <= line]
                tree.broken = [block for block in tree.broken if block.line - 1 <= line]
                text = _restored(text, repair.text, line)
            if line not in tabbed:  # that line has been told of, and why it does not fit
                tree.problems.append(problem)
            shorter, broken = without_block(text, line)
            if shorter == text:
                break
            text = shorter
            if broken:
                tree.broken.append(Scalar(source, broken.start, broken.end, broken.name, True))
        except yaml.reader.ReaderError as error:
            tree.problems.append(unreadable(source, error))
            break
    _keep_emptied(tree)
    tree.problems += builder.problems
    tree.problems += [
        Problem(Place(source, *span), message, help_, instead)
        for span, message, help_, instead in repair.problems
        if not builder.covers(span[0])
    ]
    return tree


def _restored(text: str, whole: str, line: int) -> str:
    """`text` with what was left out behind that line put back."""
    return "\n".join([*text.split("\n")[: line + 1], *whole.split("\n")[line + 1 :]])


def _keep_emptied(tree: Tree) -> None:
    """A top-level key whose blocks were all left out has a value, if one that cannot be read."""
    if not tree.broken or not isinstance(tree.root, Mapping):
        return
    pairs = tree.root.pairs
    for at, (key, value) in enumerate(pairs):
        after = pairs[at + 1][0].start if at + 1 < len(pairs) else None
        lost = any(key.end < block.start and (after is None or block.start < after) for block in tree.broken)
        if lost and isinstance(value, Scalar) and value.plain and not value.value:
            pairs[at] = key, Mapping(tree.source, value.start)


class _Builder:
    """One pass over the events. The stack holds open collections; a mapping waits for its value
    with its key in `keys`.
    """

    def __init__(self, tree: Tree, repair: Repair) -> None:
        self.source = tree.source
        self.problems: list[Problem] = []
        self.signs = repair.signs
        self.doubtful = {span[0] for span, *_ in repair.problems}
        self.covered: set[int] = set()
        self.anchors: dict[str, tuple[Piece, int]] = {}
        self.expanded = 0

    def covers(self, start: int) -> bool:
        """Does a text span over that position, so that what looked odd there is only words?"""
        return start in self.covered

    def build(self, text: str) -> Piece | None:  # noqa: C901, PLR0912, PLR0915 - the one loop that every piece passes
        """The root of the first document. One turn of the loop for each piece, kept flat for speed."""
        source, anchors, careful = self.source, self.anchors, bool(self.doubtful or self.signs)
        root: Piece | None = None
        stack: list[tuple[Mapping | Sequence, Scalar | None, str | None, int]] = []
        top: Mapping | Sequence | None = None  # the open collection, and the key that waits for its value
        key: Scalar | None = None
        pieces = documents = 0
        anchor: str | None = None
        before = 0
        scalar_event, mapping_start, mapping_end = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
        next_event = _Loader(text).get_event  # yaml.parse asks for every event twice
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is scalar_event:
                start, end = event.start_mark, event.end_mark
                piece: Piece
                piece = scalar = Scalar(
                    source, start.line << 28 | start.column, end.line << 28 | end.column, event.value, not event.style
                )
                pieces += 1
                if careful:
                    self._look_again(scalar)
                if event.anchor:
                    anchors[event.anchor] = piece, 1
            elif kind is mapping_start or kind is yaml.SequenceStartEvent:
                if len(stack) >= MAX_DEPTH:
                    raise _TooMuchError(
                        self._problem(
                            event,
                            say("nested deeper than {limit} levels", limit=MAX_DEPTH),
                            say("give the inner nodes an id and refer to them"),
                        )
                    )
                if top is not None:
                    stack.append((top, key, anchor, before))
                shape = Mapping if kind is mapping_start else Sequence
                top, key = shape(source, packed(event.start_mark.line, event.start_mark.column)), None
                anchor, before = event.anchor, pieces + self.expanded
                pieces += 1
                continue
            elif kind is mapping_end or kind is yaml.SequenceEndEvent:
                piece = cast("Mapping | Sequence", top)
                piece.end = packed(event.end_mark.line, event.end_mark.column)
                if anchor:
                    anchors[anchor] = piece, pieces + self.expanded - before
                if isinstance(piece, Mapping):
                    self._merge(piece)
                top, key, anchor, before = stack.pop() if stack else (None, None, None, 0)
            elif kind is yaml.AliasEvent:
                piece = self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.problems.append(
                        self._problem(
                            event,
                            say("a second YAML document begins here; only the first is read"),
                            say("put each flow into a file of its own"),
                        )
                    )
                    return root
                continue
            elif kind is yaml.StreamEndEvent:
                break
            else:
                continue
            if top is None:
                root = piece
            elif isinstance(top, Sequence):
                top.items.append(piece)
            elif key is not None:
                top.pairs.append((key, piece))
                key = None
            else:
                key = self._key(piece)
        return root

    def _key(self, piece: Piece) -> Scalar:
        if isinstance(piece, Scalar):
            return piece
        self.problems.append(Problem(piece, say("a key must be a text, not {what}", what=type_names[type(piece)])))
        return Scalar(self.source, piece.start, piece.end, "", False)

    def _alias(self, event: Any) -> Piece:
        found = self.anchors.get(event.anchor)
        if found is None:
            self.problems.append(
                self._problem(
                    event,
                    say("`*{name}` refers to an anchor that is not defined above", name=event.anchor),
                    say(
                        'define it as `&{name}` before its first use; as a key of the phone, write "*" in quotes',
                        name=event.anchor,
                    ),
                )
            )
            return Scalar(
                self.source,
                packed(event.start_mark.line, event.start_mark.column),
                packed(event.end_mark.line, event.end_mark.column),
                "",
                False,
            )
        piece, size = found
        piece.source.shared.append((piece.start, piece.end))
        self.expanded += size
        if self.expanded > MAX_EXPANDED:
            raise _TooMuchError(
                self._problem(
                    event,
                    say("aliases expand to more than {limit} pieces", limit=MAX_EXPANDED),
                    say("write the repeated parts as nodes with an id and refer to them"),
                )
            )
        return piece

    def _merge(self, mapping: Mapping) -> None:
        """Put the pairs of `<<` where it stands; what the mapping says itself comes first."""
        if "<<" not in [key.value for key, _ in mapping.pairs]:
            return
        own = {key.value for key, _ in mapping.pairs}
        pairs: list[tuple[Scalar, Piece]] = []
        for key, value in mapping.pairs:
            if key.value != "<<" or not key.plain:
                pairs.append((key, value))
                continue
            for other in value.items if isinstance(value, Sequence) else [value]:
                if not isinstance(other, Mapping):
                    self.problems.append(Problem(other, say("`<<` takes a mapping or a list of mappings")))
                    continue
                for name, inner in other.pairs:
                    if name.value not in own:
                        own.add(name.value)
                        pairs.append((name, inner))
        mapping.pairs = pairs

    def _look_again(self, scalar: Scalar) -> None:
        """Give back the signs that stood in for `*` and `#`, and note which doubts were only words."""
        if scalar.value in self.signs:
            scalar.value = self.signs[scalar.value]
        elif any(sign in scalar.value for sign in self.signs):
            for sign, key in self.signs.items():
                scalar.value = scalar.value.replace(sign, key)
            self.covered |= {at for at in self.doubtful if scalar.start <= at < scalar.end}
        elif self.doubtful:
            self.covered |= {at for at in self.doubtful if scalar.start < at < scalar.end}

    def _problem(self, event: Any, message: Message, help_: Message | None = None) -> Problem:
        start, end = event.start_mark, event.end_mark
        return Problem(
            Place(self.source, packed(start.line, start.column), packed(end.line, end.column)), message, help_
        )
