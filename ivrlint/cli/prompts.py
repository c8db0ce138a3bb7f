"""`ivrlint prompts`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.calling import FlowFile, phone_of
from ivrlint.cli.reading import FromPlatform
from ivrlint.cli.terminal import OutputFile, colour_wanted, fail, no_such_ending, put
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.call.recordings import Script


class Format(StrEnum):
    """What `prompts` can write."""

    text = "text"
    csv = "csv"
    markdown = "markdown"
    xlsx = "xlsx"


_ENDINGS = {".txt": Format.text, ".csv": Format.csv, ".md": Format.markdown, ".xlsx": Format.xlsx}


def prompts(
    flow: FlowFile,
    output: OutputFile = None,
    format: Annotated[  # noqa: A002
        Format | None,
        typer.Option("--format", "-f", help="What to write.", show_default="by the file's ending; else text"),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="LANGUAGE", help="Only the texts in this language.", show_default="all languages"),
    ] = None,
    platform: FromPlatform = None,
) -> None:
    """Write the recording script for voice talent: every text once, its file, its seconds, where it is heard.

    Exit status: 0 it is written, 2 wrong usage or nothing that can write the format.
    """
    wanted = format or _format_for(output)
    if wanted is Format.xlsx and output is None and sys.stdout.isatty():
        fail(say("XLSX cannot be shown on a terminal"), say("name a file: -o prompts.xlsx"))
    from ivrlint.call.recordings import script

    phone = phone_of(flow, platform)
    if lang is not None and lang not in phone.flow.languages:
        fail(
            say("this flow has no language `{name}`", name=lang),
            say("known are {names}", names=", ".join(phone.flow.languages)),
        )
    made = script(phone)
    if wanted is Format.text and output is None:
        from ivrlint.report.prompts.text import lines
        from ivrlint.report.text import COLOUR, PLAIN

        sys.stdout.writelines(f"{line}\n" for line in lines(made, lang, COLOUR if colour_wanted() else PLAIN))
    else:
        put(_content(made, wanted, lang), output)


def _format_for(output: Path | None) -> Format:
    if output is None:
        return Format.text
    found = _ENDINGS.get(output.suffix.lower())
    if found is None:
        no_such_ending(output, _ENDINGS)
    return found


def _content(made: "Script", wanted: Format, lang: str | None) -> bytes:
    match wanted:
        case Format.text:
            from ivrlint.report.prompts.text import lines

            return "".join(f"{line}\n" for line in lines(made, lang)).encode()
        case Format.csv:
            from ivrlint.report.prompts.csv import document

            return document(made, lang).encode("utf-8-sig")  # without the mark Excel takes it for Windows' own letters
        case Format.markdown:
            from ivrlint.report.prompts.markdown import document

            return document(made, lang).encode()
        case Format.xlsx:
            from ivrlint.report.prompts import xlsx

            try:
                return xlsx.document(made, lang)
            except xlsx.NoWorkbooksError as error:
                fail(error.message, error.help)
