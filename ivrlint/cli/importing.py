"""`ivrlint import`."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.reading import FromPlatform, read
from ivrlint.cli.terminal import fail
from ivrlint.flow.trouble import reason
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.flow.model import Origin
    from ivrlint.flow.place import Source


class Told(StrEnum):
    """How the report is written."""

    text = "text"
    json = "json"


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of another platform.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The flow file to write.", show_default="standard output"),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="LANGUAGE",
            help="The language in which calls begin, such as es.",
            show_default="as the file tells",
        ),
    ] = None,
    platform: FromPlatform = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    report: Annotated[Told, typer.Option("--report", help="How to tell what could not be translated.")] = Told.text,
) -> None:
    """Turn a menu of Amazon Connect, Asterisk, FreeSWITCH, Genesys, Twilio or VoiceXML into a flow file.

    The report says what was translated, what only nearly, what is left out, and what the file itself does not say,
    such as the words of a recording: that is yours to add. It goes to standard error when the flow file goes to
    standard output. Exit status: 0 it is written, 2 wrong usage or no menu in the file.
    """
    from ivrlint.lint.imported import flow_file

    if output is not None and output.exists() and not force:
        fail(say("{file} is there already", file=output), say("name another file, or add --force to write over it"))
    reading, flow = read(file, platform, language)
    if flow.origin is None or not flow.origin.blocks:
        fail(say("{file} is a flow file already", file=file), say("`ivrlint lint {file}` checks it", file=file))
    if not flow.origin.call:
        fail(say("{file} is no phone menu: no call comes here", file=file))
    text = flow_file(flow)
    if output is None:
        print(text, end="")
    else:
        from ivrlint.report.writing import write_text

        try:
            write_text(output, text)
        except OSError as error:
            fail(say("{file}: cannot be written ({why})", file=output, why=reason(error)))
    print(_told(reading.source, flow.origin, report), file=sys.stderr if output is None else sys.stdout)


def _told(source: "Source", origin: "Origin", report: Told) -> str:
    from ivrlint.report.losses import lines, losses

    if report is Told.json:
        return json.dumps(losses(source, origin), ensure_ascii=False, indent=2)
    return "\n".join(lines(source, origin))
