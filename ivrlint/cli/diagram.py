"""`ivrlint diagram`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.calling import FlowFile
from ivrlint.cli.reading import Platform, findings_on, read
from ivrlint.cli.terminal import OutputFile, fail, no_such_ending, put
from ivrlint.message import Message, say
from ivrlint.picture.formats import ENDINGS, Format, by_ending, write
from ivrlint.picture.themes import Name as Theme

if TYPE_CHECKING:
    from ivrlint.flow.model import Flow
    from ivrlint.flow.read import Reading

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
    output: OutputFile = None,
    format: Annotated[  # noqa: A002
        Format | None,
        typer.Option("--format", "-f", help="What to write.", show_default="by the file's ending; else text"),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="LANGUAGE", help="The language of texts and labels.", show_default="the flow's first"),
    ] = None,
    depth: Annotated[
        int | None, typer.Option(min=0, metavar="COUNT", help="Draw what callers reach with so many choices.")
    ] = None,
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
    platform: Platform = None,
) -> None:
    """Draw a menu: SVG, PNG, PDF, DOT, Mermaid, draw.io, or a tree of text.

    Exit status: 0 it is drawn, 2 wrong usage or nothing that can draw the format.
    """
    wanted = format or format_for(output)
    if wanted in _BINARY and output is None and sys.stdout.isatty():
        fail(
            say("{format} cannot be shown on a terminal", format=wanted.upper()),
            say("name a file: -o menu.{ending}", ending=wanted),
        )
    reading, menu = read(flow, platform)
    for node in (begin, to):
        _check(say("there is no node `{name}` in this flow"), node, menu.nodes)
    _check(say("there is no language `{name}` in this flow"), lang, menu.languages)
    content = _content(reading, menu, wanted, lang, depth, begin, to, hide or [], everywhere, theme, direction, lint)
    put(content, output)


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
    scene = compose(FlowGraph(menu), view, findings_on(reading) if lint else ())
    if format is Format.png and len(scene.boxes) > READABLE:
        told = say(
            "{count} nodes are too many to be read in a PNG: write SVG, or draw a part with --from, --to or --depth",
            count=len(scene.boxes),
        )
        print(f"ivrlint: {told}", file=sys.stderr)
    try:
        return write(scene, theme, format)
    except RendererError as error:
        fail(error.message, error.help)


def format_for(output: Path | None) -> Format:
    """The format that a file's name asks for. Ends with 2 where there is none."""
    if output is None:
        return Format.text
    found = by_ending(output)
    if found is None:
        no_such_ending(output, ENDINGS)
    return found


def _check(what: Message, name: str | None, known: "object") -> None:
    from collections.abc import Collection

    from ivrlint.flow.suggest import closest

    if name is None or not isinstance(known, Collection) or name in known:
        return
    near = closest(name, known)
    fail(say(what, name=name), say("did you mean `{near}`?", near=near) if near else None)
