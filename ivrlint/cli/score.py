"""`ivrlint score`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ivrlint.cli.terminal import colour_wanted, fail


class Format(StrEnum):
    """What `score` can write."""

    text = "text"
    json = "json"


def score(
    flow: Annotated[Path, typer.Argument(help="A flow file.")],
    against: Annotated[Path | None, typer.Option(help="An older version to compare with.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.text,  # noqa: A002
    language: Annotated[str, typer.Option("--lang", help="The language of the titles: en or es.")] = "en",
) -> None:
    """Rate a flow on what makes callers trust or distrust a service, with the findings behind each mark."""
    from ivrlint.report import form

    sheets = []
    for file in [flow, *([against] if against else [])]:
        try:
            sheet = form.sheet(file)
        except OSError as error:
            fail(
                f"{file}: there is no such file"
                if isinstance(error, FileNotFoundError)
                else f"{file}: {error.strerror}"
            )
        if sheet is None:
            fail(f"{file}: there is no flow to rate", "`ivrlint lint` tells what is wrong with the file")
        sheets.append(sheet)
    new, old = sheets[0], sheets[1] if against else None
    if format is Format.json:
        print(form.document(new, old))
    else:
        print("\n".join(form.lines(new, old, language, colour=colour_wanted())))
