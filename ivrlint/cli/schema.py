"""`ivrlint schema`."""

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """What `schema` can write."""

    json = "json"
    markdown = "markdown"


def schema(
    format: Annotated[Format, typer.Option("--format", "-f", help="JSON Schema, or the format reference.")] =  # noqa: A002
    Format.json,
) -> None:
    """Print the flow format: JSON Schema for editors, or a reference for people."""
    from ivrlint.flow import reference

    print(reference.json_schema() if format is Format.json else reference.markdown())
