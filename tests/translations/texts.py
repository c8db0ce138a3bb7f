"""Every text of the product that a person may read, with the part it belongs to."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from ivrlint.locale.markdown import blocks

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ivrlint"
LONG = ("pages", "format")  # parts that are read seldom: Markdown without slots, in a catalogue of their own
_ARGUMENTS = {"say": 1, "say_count": 2}  # how many first arguments of a call are texts
_LIBRARY = (  # what Typer says through gettext
    "Arguments",
    "Options",
    "Commands",
    "(dynamic)",
    "default: {default}",
    "required",
    "env var: {var}",
    "Aborted!",
    "Missing command.",
    "No such command {name!r}.",
)

Text = tuple[str, ...]  # a text, or one for one and one for many


class Found(NamedTuple):
    """A text, the part of the product it belongs to, and where it stands."""

    text: Text
    part: str
    where: str


def texts() -> Iterator[Found]:
    """Every text; one that stands in several places comes several times."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            text = _said(node)
            if any(_has_words(one) for one in text):
                yield Found(text, _part(file), file.relative_to(ROOT).as_posix())
    yield from _helps()
    yield from (Found((text,), "cli", "typer") for text in _LIBRARY)
    yield from _packs()
    yield from _pages()
    yield from _format()


def _said(node: ast.AST) -> Text:
    """The literal text of a call such as `say("…")`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ARGUMENTS:
        first = node.args[: _ARGUMENTS[node.func.id]]
        literal = [part.value for part in first if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        composed = any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in first)
        chosen = any(isinstance(part, ast.Constant) for whole in first for part in _branches(whole))
        if composed or chosen or len(literal) not in (0, _ARGUMENTS[node.func.id]):
            raise TypeError(f"only a text that is written out whole can be translated: {ast.unparse(node)}")
        return tuple(literal)
    return ()


def _branches(node: ast.expr) -> list[ast.expr]:
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else []


def _has_words(text: str) -> bool:
    """Is there anything to translate beside the slots? A number as an example of its form is."""
    return any(sign.isalnum() for literal, *_ in Formatter().parse(text) for sign in literal)


def _part(file: Path) -> str:
    """`cli`, `flow`, …; rules have a part a family."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    is_rule = parts[:2] == ("lint", "rules") and len(parts) > len(("lint", "rules", "family"))
    return f"rules/{parts[2]}" if is_rule else parts[0]


def _helps() -> Iterator[Found]:
    from typer.main import get_command

    from ivrlint.cli.helping import helps
    from ivrlint.cli.main import app

    yield from (Found((text,), "cli", "--help") for text in helps(get_command(app)))


def _packs() -> Iterator[Found]:
    from ivrlint.lint.config import packs

    for pack in packs().values():
        yield from (Found((text,), "packs", f"pack {pack.name}") for text in (pack.title, pack.scope))


def _pages() -> Iterator[Found]:
    from ivrlint.lint.rules import all_rules

    for rule in all_rules().values():
        for block in blocks(rule.page):
            if block.is_text:
                part = "pages/headings" if "#" in block.before else f"pages/{rule.family}"
                yield Found((block.text,), part, rule.name)


def _format() -> Iterator[Found]:
    from ivrlint.flow.reference import docs, semantics
    from ivrlint.flow.schema import FLOW, NODES
    from ivrlint.lint.config_keys import CONFIG

    for text in (*docs(FLOW, *NODES.values()), *docs(CONFIG)):
        yield Found((text,), "format", "ivrlint schema")
    for block in blocks(semantics()):
        if block.is_text:
            yield Found((block.text,), "format", "ivrlint schema --format markdown")
