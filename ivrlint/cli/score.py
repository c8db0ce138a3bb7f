"""`ivrlint score`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ivrlint.cli.reading import FromPlatform, checked
from ivrlint.cli.terminal import colour_wanted, fail
from ivrlint.flow.trouble import reason
from ivrlint.locale import spoken
from ivrlint.message import say


class Format(StrEnum):
    """What `score` can write."""

    text = "text"
    json = "json"


def score(
    flow: Annotated[Path, typer.Argument(metavar="FLOW", help="A flow file.")],
    against: Annotated[Path | None, typer.Option(metavar="OLD", help="An older version to compare with.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.text,  # noqa: A002
    language: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGE",
            help="The language of the titles: en or es.",
            show_default="that of the messages",
        ),
    ] = None,
    platform: FromPlatform = None,
) -> None:
    """Rate a flow on what makes callers trust or distrust a service, with the findings behind each mark."""
    from ivrlint.report import form

    sheets = []
    for file in [flow, *([against] if against else [])]:
        try:
            sheet = form.sheet(file, checked(platform))
        except OSError as error:
            fail(
                say("{path}: there is no such file", path=file)
                if isinstance(error, FileNotFoundError)
                else say("{file}: {why}", file=file, why=reason(error))
            )
        if sheet is None:
            fail(
                say("{file}: there is no flow to rate", file=file),
                say("`ivrlint lint` tells what is wrong with the file"),
            )
        sheets.append(sheet)
    new, old = sheets[0], sheets[1] if against else None
    if format is Format.json:
        print(form.document(new, old))
    else:
        print("\n".join(form.lines(new, old, language or spoken(), colour=colour_wanted())))
