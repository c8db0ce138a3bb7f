"""Comments that speak to the linter: `# ivrlint: ignore[rule] why`, `# ivrlint: ignore-file[rule] why`."""

import re
from collections.abc import Iterator

from ivrlint.flow.model import Directive
from ivrlint.flow.place import Place, Problem, Source, packed
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence
from ivrlint.message import say

_COMMENT = re.compile(r"#[ \t]*ivrlint\b[ \t]*(?P<rest>.*)", re.IGNORECASE)
_IGNORE = re.compile(r":[ \t]*ignore(?P<file>-file)?[ \t]*\[(?P<rules>[^\]]*)\][ \t]*(?P<reason>.*)")
_MEANT = re.compile(r":|ignore(-file)?[ \t]*\[")
_FORM = say("write `# ivrlint: ignore[rule-name] why`, or `# ivrlint: ignore-file[rule-name] why`")


def directives(source: Source, root: Piece | None) -> tuple[list[Directive], list[Problem]]:
    """All comments in `source` that speak to the linter, and those that try to and cannot be read."""
    found: list[Directive] = []
    problems: list[Problem] = []
    if "ivrlint" not in source.text:
        return found, problems
    texts = list(_texts_with_hash(root))
    for number, line in enumerate(source.lines):
        match = _COMMENT.search(line)
        if match is None:
            continue
        place = Place(source, packed(number, match.start()), packed(number, len(line.rstrip())))
        if any(text.start < place.start < text.end for text in texts):
            continue
        order = _IGNORE.fullmatch(match["rest"].strip())
        rules = tuple(rule.strip() for rule in order["rules"].split(",") if rule.strip()) if order else ()
        if order is None or not rules:
            if _MEANT.match(match["rest"]):
                problems.append(
                    Problem(place, say("this comment looks like an order to the linter but cannot be read"), _FORM)
                )
            continue
        found.append(
            Directive(place, rules, order["reason"].strip(), bool(order["file"]), not line[: match.start()].strip())
        )
    return found, problems


def _texts_with_hash(root: Piece | None) -> Iterator[Scalar]:
    stack = [root] if root is not None else []
    while stack:
        piece = stack.pop()
        if isinstance(piece, Mapping):
            stack += [part for pair in piece.pairs for part in pair]
        elif isinstance(piece, Sequence):
            stack += piece.items
        elif "#" in piece.value:
            yield piece
