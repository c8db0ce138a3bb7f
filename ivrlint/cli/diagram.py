"""`ivrlint diagram`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.calling import FlowFile
from ivrlint.cli.terminal import fail
from ivrlint.picture.formats import ENDINGS, Format, by_ending, write
from ivrlint.picture.themes import Name as Theme

if TYPE_CHECKING:
    from ivrlint.flow.model import Flow
    from ivrlint.flow.read import Reading
    from ivrlint.lint.rule import Finding

READABLE = 300  # nodes in a PNG
_BINARY = (Format.png, Format.pdf)


class Hidden(StrEnum):
    """What a picture can do without."""

    errors = "errors"
    lanes = "lanes"


class Direction(StrEnum):
    """Where calls flow."""

    down = "down"
    right = "right"


def diagram(
    flow: FlowFile,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write; its ending says the format.", show_default="the terminal"
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        Format | None,
        typer.Option("--format", "-f", help="What to write.", show_default="by the file's ending; else text"),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="The language of texts and labels.", show_default="the flow's first")
    ] = None,
    depth: Annotated[int | None, typer.Option(min=0, help="Draw what callers reach with so many choices.")] = None,
    begin: Annotated[
        str | None, typer.Option("--from", metavar="NODE", help="Draw what lies behind this node.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="NODE", help="Draw only the ways that lead to this node.")] = None,
    hide: Annotated[
        list[Hidden] | None,
        typer.Option(
            help="errors: no arrows for silence, wrong keys and failures. lanes: no lanes by depth, for a tighter "
            "picture. May be repeated."
        ),
    ] = None,
    everywhere: Annotated[
        bool,
        typer.Option(
            "--everywhere",
            help="Draw keys and failures that are the same at every question at each of them, not once.",
        ),
    ] = False,
    theme: Annotated[Theme, typer.Option(help="Colours; print has none.")] = Theme.light,
    direction: Annotated[Direction, typer.Option(help="Where calls flow.")] = Direction.down,
    lint: Annotated[bool, typer.Option("--lint", help="Put the linter's findings on the boxes.")] = False,
) -> None:
    """Draw a menu: SVG, PNG, PDF, DOT, Mermaid, draw.io, or a tree of text.

    Exit status: 0 it is drawn, 2 wrong usage or nothing that can draw the format.
    """
    wanted = format or _by_name(output)
    if wanted in _BINARY and output is None and sys.stdout.isatty():
        fail(f"{wanted.upper()} cannot be shown on a terminal", f"name a file: -o menu.{wanted}")
    reading = _read(flow)
    menu = reading.flow
    if menu is None:
        problem = reading.problems[0] if reading.problems else None
        fail(
            f"{problem.place}: {problem.message}" if problem else f"{flow} is not a flow file",
            problem.help if problem else None,
        )
    for node in (begin, to):
        _check("node", node, menu.nodes)
    _check("language", lang, menu.languages)
    content = _content(reading, menu, wanted, lang, depth, begin, to, hide or [], everywhere, theme, direction, lint)
    _write(content, output)


def _content(
    reading: "Reading",
    menu: "Flow",
    format: Format,  # noqa: A002
    lang: str | None,
    depth: int | None,
    begin: str | None,
    to: str | None,
    hide: list[Hidden],
    everywhere: bool,
    theme: Theme,
    direction: Direction,
    lint: bool,
) -> bytes:
    from ivrlint.flow.graph import FlowGraph
    from ivrlint.lint.clock import today
    from ivrlint.picture.choice import Limits
    from ivrlint.picture.compose import View, compose
    from ivrlint.picture.renderer import RendererError

    limits = Limits(depth, begin, to, Hidden.errors not in hide, everywhere)
    view = View(lang, limits, direction.value, Hidden.lanes not in hide, today())
    scene = compose(FlowGraph(menu), view, _findings(reading) if lint else ())
    if format is Format.png and len(scene.boxes) > READABLE:
        print(
            f"ivrlint: {len(scene.boxes)} nodes are too many to be read in a PNG: write SVG, or draw a part "
            "with --from, --to or --depth",
            file=sys.stderr,
        )
    try:
        return write(scene, theme, format)
    except RendererError as error:
        fail(error.message, error.help)


def _by_name(output: Path | None) -> Format:
    if output is None:
        return Format.text
    found = by_ending(output)
    if found is None:
        fail(f"{output}: no format has this ending", f"use --format, or one of {', '.join(ENDINGS)}")
    return found


def _read(path: Path) -> "Reading":
    from ivrlint.flow.read import read_flow

    if not path.is_file():
        fail(f"{path} is a folder" if path.is_dir() else f"{path}: there is no such file", "name one flow file")
    try:
        reading = read_flow(path)
    except OSError as error:
        fail(f"{path}: cannot be read ({error.strerror})")
    if reading.flow and reading.problems:
        print(f"ivrlint: {path}: {len(reading.problems)} problems; `ivrlint lint {path}` shows them", file=sys.stderr)
    return reading


def _check(what: str, name: str | None, known: "object") -> None:
    from collections.abc import Collection

    from ivrlint.flow.suggest import closest

    if name is None or not isinstance(known, Collection) or name in known:
        return
    near = closest(name, known)
    fail(f"there is no {what} `{name}` in this flow", f"did you mean `{near}`?" if near else None)


def _findings(reading: "Reading") -> "tuple[Finding, ...]":
    from ivrlint.cli.terminal import fail_with_places
    from ivrlint.lint import engine
    from ivrlint.lint.config import Arguments, ConfigError, settings_for
    from ivrlint.lint.settings import UnknownNameError

    try:
        settings = settings_for(Arguments())(reading.source.file or Path())
    except UnknownNameError as error:
        fail(error.message, error.help)
    except ConfigError as error:
        fail_with_places(error.problems)
    return engine.lint([reading], settings).findings


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        fail(f"{output}: cannot be written ({error.strerror})")
