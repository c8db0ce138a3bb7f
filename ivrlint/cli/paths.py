"""`ivrlint paths`."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from ivrlint.cli.calling import FlowFile, phone_of
from ivrlint.cli.reading import FromPlatform


class Format(StrEnum):
    """What `paths` can write."""

    table = "table"
    csv = "csv"
    calls = "calls"


class Cover(StrEnum):
    """What the calls exercise."""

    everything = "everything"
    options = "options"


def paths(
    flow: FlowFile,
    format: Annotated[  # noqa: A002
        Format,
        typer.Option(
            "--format", "-f", help="A table, CSV for those who test by hand, or a calls file for `ivrlint test`."
        ),
    ] = Format.table,
    calls: Annotated[bool, typer.Option("--calls", help="The same as --format calls.")] = False,
    cover: Annotated[
        Cover,
        typer.Option(
            help="everything: nodes, keys, time-outs, wrong keys, open and closed, outcomes. options: nodes "
            "and options."
        ),
    ] = Cover.everything,
    platform: FromPlatform = None,
) -> None:
    """Show the shortest way to every destination, and the fewest calls that exercise the whole menu."""
    from ivrlint.call import sheet, tour

    phone = phone_of(flow, platform)
    plan = tour.covering(phone, ("nodes", "options") if cover is Cover.options else None)
    if calls or format is Format.calls:
        lines = list(sheet.calls(plan.tours, flow.name))
    elif format is Format.csv:
        print(sheet.document(plan.tours), end="")
        return
    else:
        lines = list(sheet.table(tour.shortest(phone), plan, everything=cover is Cover.everything))
    sys.stdout.writelines(f"{line}\n" for line in lines)
