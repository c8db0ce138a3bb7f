"""YAML's own errors in the words of this project.

The two parsers of PyYAML word the same error differently, so neither text is passed on.
"""

import yaml

from ivrlint.flow.place import Place, Problem, Source, packed
from ivrlint.message import Message, say

_KINDS: tuple[tuple[str, Message, Message], ...] = (
    (
        "quoted scalar",
        say("a quoted text is opened here and never closed"),
        say("close it with the same quote; inside '…' write '' for an apostrophe"),
    ),
    (
        "mapping values are not allowed",
        say("a second `:` on this line is not expected here"),
        say("put the text in quotes when it contains `: `"),
    ),
    (
        "could not find expected ':'",
        say("a key without its `:` stands here"),
        say("write `key: value`, and quote texts that go over several lines"),
    ),
    ("found undefined", say("an anchor that is not defined is used here"), say("define it above with `&name`")),
    ("found undefined tag", say("YAML tags (`!…`) are not used in flow files"), say("remove the tag")),
    ("tag", say("YAML tags (`!…`) are not used in flow files"), say("remove the tag")),
    ("anchor", say("an anchor's name is missing after `&`"), say("name it, as in `&again`, or quote the text")),
    ("alias", say("an alias's name is missing after `*`"), say('quote the key or text: "*"')),
    (
        "flow mapping",
        say("a `{{` is not closed, or a `,` is missing"),
        say("check the braces and commas of this entry"),
    ),
    (
        "flow sequence",
        say("a `[` is not closed, or a `,` is missing"),
        say("check the brackets and commas of this list"),
    ),
    (
        "block mapping",
        say("this line does not fit the indentation of the lines around it"),
        say("indent all keys of one mapping by the same number of spaces"),
    ),
    ("block sequence", say("this line does not fit the list around it"), say("indent all `-` of one list alike")),
    (
        "block entry",
        say("a list item is not expected here"),
        say("put the list on lines of its own, each begun with `- `"),
    ),
    ("escape", say("an unknown `\\` sequence stands in a quoted text"), say("use '…' quotes, or write `\\\\`")),
)

BRACKETS = (say("YAML reads what stands in brackets as a list"), say('write it in quotes, as in "[2-9]xx"'))


def syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> tuple[Problem, int]:
    """The problem to show for a parser's error, and the line (from 0) to go on from."""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    scanning = (error.context or "").startswith("while scanning") and "simple key" not in (error.context or "")
    if scanning and opened is not None:
        mark = opened
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    start = packed(line, column)
    message, help_ = _words(source, error, line, column)
    return Problem(Place(source, start, start + 1), message, help_), line


def _words(source: Source, error: yaml.MarkedYAMLError, line: int, column: int) -> tuple[Message, Message]:
    lines = source.lines
    here = lines[line][column : column + 1] if line < len(lines) else ""
    if here == "\t":
        return say("a tab stands here; YAML allows spaces only"), say("replace it with spaces")
    if here in ("`", "@", "%"):
        return (say("a text cannot begin with {sign} in YAML", sign=here), say("put the text in quotes"))
    if here and here in "0123456789xX[" and lines[line][:column].endswith("]"):
        return BRACKETS
    said = f"{error.problem or ''} {error.context or ''}"
    for sign, message, help_ in _KINDS:
        if sign in said:
            return message, help_
    return say("this is not YAML"), say("check quotes, colons and indentation here")


def unreadable(source: Source, error: yaml.reader.ReaderError) -> Problem:
    """The problem for a character that YAML does not allow at all."""
    at = error.position if isinstance(error.position, int) else 0
    text = source.text
    line = text.count("\n", 0, at)
    start = packed(line, at - (text.rfind("\n", 0, at) + 1))
    return Problem(
        Place(source, start, start + 1),
        say("a control character stands here that YAML does not allow"),
        say("remove it"),
    )
