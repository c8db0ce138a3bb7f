"""Reading on after a slip: the common ones are mended before YAML is parsed, others cost one block.

Nothing here changes where anything stands: a repair replaces characters one by one, and a block
that cannot be read becomes empty lines.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.place import Source, packed
from ivrlint.message import Message, say

Doubt = tuple[tuple[int, int], Message, Message, str | None]  # span (packed), what is wrong, what to write, that itself

_KEY_SIGN = re.compile(
    r"(?m)(?:^[ \t]*|[{,][ \t]*)(?:(?P<star>\*)(?=[ \t]*:(?:[ \t]|$))|(?P<hash>#)(?=[ \t]*:(?:[ \t]*(?:\{|&|$))))"
)
_LINE_ENDS_OF_YAML = "\x85\u2028\u2029"  # lines end there for YAML, for no editor
_MAYBE = re.compile(r"[*#](?=[ \t]*:)")
_TAB = re.compile(r"(?m)^ *\t[ \t]*(?=\S)")
_KEY_LINE = re.compile(r"(?P<indent> *)(?P<quote>['\"]?)(?P<name>[^\s'\"#:][^'\":#]*?)(?P=quote)\s*:(?:\s|$)")


TABBED = say("a tab indents this line; YAML allows spaces only")


class Repair(NamedTuple):
    """A text of the same length that YAML can read, and what had to be mended."""

    text: str
    signs: dict[str, str]  # the sign that stands in the text -> the key that was written
    problems: list[Doubt]


class BrokenBlock(NamedTuple):
    """The key of a block that was left out, and its span (packed)."""

    name: str
    start: int
    end: int


def repaired(source: Source) -> Repair:
    """Quote-less `*` and `#` keys and tabs in the indentation are mended and noted."""
    text = source.text
    for sign in _LINE_ENDS_OF_YAML:
        text = text.replace(sign, " ")
    if "\t" not in text and not _MAYBE.search(text):
        return Repair(text, {}, [])
    problems: list[Doubt] = []
    signs: dict[str, str] = {}
    characters: list[str] | None = None
    for at, key in _unquoted_signs(text):
        characters = characters or list(text)
        stand_in = _stand_in(text, key)
        signs[stand_in] = key
        characters[at] = stand_in
        problems.append(
            (
                _span(text, at, at + 1),
                say("the key {key} is not quoted: {why}", key=key, why=_WHY[key]),
                say('write it as "{key}":', key=key),
                f'"{key}"',
            )
        )
    for match in _TAB.finditer(text):
        characters = characters or list(text)
        characters[match.start() : match.end()] = " " * len(match[0])
        problems.append(
            (
                _span(text, match.start(), match.end()),
                TABBED,
                say("indent with two spaces a level"),
                None,
            )
        )
    return Repair("".join(characters) if characters else text, signs, problems)


_WHY = {"*": say("YAML reads `*` as an alias"), "#": say("YAML reads `#` as a comment, and the option vanishes")}


def _unquoted_signs(text: str) -> Iterator[tuple[int, str]]:
    for match in _KEY_SIGN.finditer(text):
        name = match.lastgroup or ""
        yield match.start(name), match[name]


def _stand_in(text: str, key: str) -> str:
    """A private-use character that the text does not use: one for `*`, another for `#`."""
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    first, second = next(free), next(free)
    return first if key == "*" else second


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    line = text.count("\n", 0, start)
    before = text.rfind("\n", 0, start) + 1
    return packed(line, start - before), packed(line, end - before)


def without_block(text: str, line: int) -> tuple[str, BrokenBlock | None]:
    """`text` with the block around `line` (from 0) emptied, and the block's key.

    A block is an entry of the second level (a node, an hours name), or the top-level entry where
    there is no second level. An unchanged text means that nothing more can be left out.
    """
    lines = text.split("\n")
    line = min(line, len(lines) - 1)
    first = line
    level = _second_level(lines)
    while first > 0 and not _begins_block(lines[first], level):
        first -= 1
    match = _KEY_LINE.match(lines[first])
    indent = len(match["indent"]) if match else 0
    last = first + 1
    while last < len(lines) and (last <= line or not _ends_block(lines[last], indent)):
        last += 1
    emptied = "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])
    if not match or not indent:
        return emptied, None
    start = match.start("name")
    return emptied, BrokenBlock(match["name"], packed(first, start), packed(first, start + len(match["name"])))


def _second_level(lines: list[str]) -> int:
    """By how much the entries are indented that stand below a top-level key: as the first one is."""
    indents = (len(match["indent"]) for text in lines if (match := _KEY_LINE.match(text)))
    return next((indent for indent in indents if indent), 2)


def _begins_block(line: str, level: int) -> bool:
    match = _KEY_LINE.match(line)
    return match is not None and len(match["indent"]) in (0, level)


def _ends_block(line: str, indent: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) <= indent and not line.lstrip().startswith("#")
