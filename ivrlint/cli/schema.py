"""`ivrlint schema`."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from ivrlint.cli.terminal import fail
from ivrlint.message import say


class Of(StrEnum):
    """What has a schema."""

    flow = "flow"
    config = "config"
    findings = "findings"


class Format(StrEnum):
    """What `schema` can write."""

    json = "json"
    markdown = "markdown"


def schema(
    of: Annotated[
        Of,
        typer.Argument(
            metavar="[flow|config|findings]",
            help="flow: flow files. config: .ivrlint.yaml. findings: what `lint --format json` writes.",
        ),
    ] = Of.flow,
    format: Annotated[  # noqa: A002
        Format, typer.Option("--format", "-f", help="JSON Schema, or (of flow files) a reference for people.")
    ] = Format.json,
) -> None:
    """Print the JSON Schema of a format, or the reference of flow files."""
    if format is Format.markdown:
        if of is not Of.flow:
            fail(say("only flow files have a reference"), say("`ivrlint schema` in Markdown takes no other name"))
        from ivrlint.flow.reference import markdown

        print(markdown())
    elif of is Of.flow:
        from ivrlint.flow.reference import json_schema

        print(json_schema())
    elif of is Of.config:
        from ivrlint.lint.config_keys import CONFIG

        print(json.dumps(CONFIG.schema(), ensure_ascii=False, indent=2))
    else:
        from ivrlint.report.json import schema as findings

        print(findings())
