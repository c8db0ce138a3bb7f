"""`ivrlint diff`."""

import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.diagram import format_for
from ivrlint.cli.reading import FromPlatform, read, settings_of
from ivrlint.cli.terminal import colour_wanted, fail, put
from ivrlint.message import say
from ivrlint.picture.themes import Name as Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivrlint.flow.read import Reading
    from ivrlint.report.difference import Compared


class Format(StrEnum):
    """What `diff` can write."""

    text = "text"
    json = "json"
    markdown = "markdown"


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The flow file as it was; with --git, the flow file.")],
    new: Annotated[
        Path | None, typer.Argument(metavar="[NEW]", help="The flow file as it is.", show_default=False)
    ] = None,
    git: Annotated[
        str | None,
        typer.Option(
            metavar="REV", help="Compare with the file as it was at this revision of git.", show_default=False
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        Format, typer.Option("--format", "-f", help="What to write; markdown is for a comment on a pull request.")
    ] = Format.text,
    diagram: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Draw both flows in one picture, too; the file's ending says the format.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="LANGUAGE", help="The language of the picture's texts.", show_default="the new flow's first"
        ),
    ] = None,
    theme: Annotated[Theme, typer.Option(help="The picture's colours; print has none.")] = Theme.light,
    platform: FromPlatform = None,
) -> None:
    """Show what changed for callers from one flow to another: ways, texts, hours, waiting; not what changed in YAML.

    Exit status: 0 callers notice nothing, 1 they do, 2 wrong usage, 3 a fault of ivrlint itself.
    """
    if (new is None) == (git is None):
        fail(say("two flows are needed"), say("write `ivrlint diff OLD NEW`, or `ivrlint diff --git HEAD FILE`"))
    if diagram is not None:
        format_for(diagram)  # before anything is read
    with _both(old, new, git, platform) as (before, after, names):
        compared = _compared(before, after, names)
        _print(compared, format)
        if diagram is not None:
            _draw(compared, before, after, diagram, lang, theme)
    raise typer.Exit(int(bool(compared.difference.changes)))


@contextmanager
def _both(
    old: Path, new: Path | None, git: str | None, platform: str | None
) -> "Iterator[tuple[Reading, Reading, tuple[str, str]]]":
    """Both flows, as long as what stands beside them is needed, and what they are called."""
    if new is not None:
        yield read(old, platform)[0], read(new, platform)[0], (str(old), str(new))
        return
    from ivrlint.call.compare.revision import RevisionError, at_revision

    after = read(old, platform)[0]
    try:
        with at_revision(old, git or "") as revision:
            revision.fetch_flows()
            name = f"{git}:{revision.name}"
            before, flow = read(revision.file, platform, shown_as=name)
            revision.fetch_recordings(flow)
            yield before, after, (name, str(old))
    except RevisionError as error:
        fail(error.message, error.help)


def _compared(before: "Reading", after: "Reading", names: tuple[str, str]) -> "Compared":
    from ivrlint.lint.difference import difference
    from ivrlint.report.difference import Compared

    return Compared(*names, difference(before, after, settings_of(after)))


def _print(compared: "Compared", format_: Format) -> None:
    if format_ is Format.text:
        from ivrlint.report.difference.text import lines
        from ivrlint.report.text import COLOUR, PLAIN

        sys.stdout.writelines(f"{line}\n" for line in lines(compared, COLOUR if colour_wanted() else PLAIN))
    elif format_ is Format.json:
        from ivrlint.report.difference.json import document

        print(document(compared))
    else:
        from ivrlint.report.difference.markdown import document

        print(document(compared))


def _draw(
    compared: "Compared", before: "Reading", after: "Reading", file: Path, lang: str | None, theme: Theme
) -> None:
    from ivrlint.flow.graph import FlowGraph
    from ivrlint.lint.clock import today
    from ivrlint.picture.both import compose_both
    from ivrlint.picture.compose import View
    from ivrlint.picture.formats import write
    from ivrlint.picture.renderer import RendererError

    if before.flow is None or after.flow is None:
        return
    view = View(lang, drawn=today())
    old, new = FlowGraph(before.flow), FlowGraph(after.flow)
    scene = compose_both(old, new, compared.difference, (compared.old, compared.new), view)
    try:
        put(write(scene, theme, format_for(file)), file)
    except RendererError as error:
        fail(error.message, error.help)
