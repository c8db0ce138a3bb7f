"""`ivrlint review`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.calling import FlowFile
from ivrlint.cli.diagram import Direction
from ivrlint.cli.reading import Platform, findings_on, read, settings_of
from ivrlint.cli.terminal import fail, put
from ivrlint.locale import languages, speak, spoken
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.flow.model import Flow
    from ivrlint.flow.read import Reading


def review(
    flow: FlowFile,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The page to write, such as review.html.",
            show_default="standard output",
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="LANGUAGE",
            help="The language of the page: en, es, or one of the flow's.",
            show_default="the flow's first",
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="OLD", help="An older version: show what changed for callers.", show_default=False),
    ] = None,
    direction: Annotated[Direction, typer.Option(help="Where calls flow in the diagram.")] = Direction.down,
    platform: Platform = None,
) -> None:
    """Write a page for reviews: diagram, findings, every text, and a phone on which to play the call.

    The page is one file that needs no network. Exit status: 0 it is written, 2 wrong usage.
    """
    if output is None and sys.stdout.isatty():
        fail(say("a page cannot be shown on a terminal"), say("name a file: -o review.html"))
    reading, menu = read(flow, platform)
    before = read(against, platform)[0] if against is not None else None
    language = _language(lang, menu)
    with _speaking(language):
        page = _page(reading, before, language, direction)
    put(page.encode(), output)


def _language(wanted: str | None, menu: "Flow") -> str:
    """The page's language. Ends with 2 for one that neither the page nor the flow has."""
    from ivrlint.review.page import languages as of_page

    known = dict.fromkeys((*menu.languages, *of_page()))
    if wanted is not None and wanted not in known:
        fail(
            say("there is no page in the language `{name}`", name=wanted),
            say("write one of {known}", known=", ".join(known)),
        )
    return wanted or menu.language


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Let messages be in a language while they are written on the page, where there are any in it."""
    before, base = spoken(), language.partition("-")[0].lower()
    speak(base if base in languages() else before)
    try:
        yield
    finally:
        speak(before)


def _page(reading: "Reading", before: "Reading | None", language: str, direction: Direction) -> str:
    from ivrlint.picture.renderer import RendererError
    from ivrlint.review.content import Content
    from ivrlint.review.page import page

    changes = _changes(before, reading) if before is not None else None
    try:
        return page(Content(reading, findings_on(reading), changes), language, direction.value)
    except RendererError as error:
        fail(error.message, error.help)


def _changes(before: "Reading", after: "Reading") -> dict[str, object]:
    from ivrlint.lint.difference import difference
    from ivrlint.report.difference import Compared
    from ivrlint.review.changes import changes

    found = difference(before, after, settings_of(after))
    return changes(Compared(before.source.path, after.source.path, found))
