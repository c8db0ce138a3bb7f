"""What the commands that make calls share: their options, and what is wrong with them."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.reading import read
from ivrlint.cli.terminal import fail
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.call.phone import Phone
    from ivrlint.call.world import World

FlowFile = Annotated[Path, typer.Argument(help="The flow file.", metavar="FLOW")]
At = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="When the call is made, such as 2026-12-25T10:00, in the flow's own time zone.",
        show_default="now",
    ),
]
Language = Annotated[str | None, typer.Option("--lang", metavar="LANGUAGE", help="The language the call begins in.")]
CallerNumber = Annotated[
    str | None, typer.Option("--caller", metavar="NUMBER", help="The caller's number; empty: withheld.")
]
Called = Annotated[
    str | None, typer.Option("--number", metavar="NUMBER", help="The number that is called, where a flow has several.")
]
Fields = Annotated[list[str] | None, typer.Option("--field", metavar="NAME=VALUE", help="What is known of the caller.")]
Lookups = Annotated[
    list[str] | None, typer.Option("--lookup", metavar="SERVICE=OUTCOME", help="What another system answers.")
]
Queues = Annotated[
    list[str] | None,
    typer.Option(
        "--queue",
        metavar="NAME=OUTCOME",
        help="How it goes at a queue or number: answered, closed, full, timeout, busy, no_answer, failed; "
        "waiting lets the caller wait and press keys.",
    ),
]
Splits = Annotated[
    list[str] | None, typer.Option("--split", metavar="NODE=CASE", help="Where a split sends this call.")
]


def phone_of(path: Path, platform: str | None = None) -> "Phone":
    """The flow, ready to be called. Ends with 2 when there is none; says when parts of it were not understood."""
    from ivrlint.call.phone import Phone

    return Phone(read(path, platform)[1])


def world_of(
    phone: "Phone",
    at: str | None = None,
    language: str | None = None,
    caller: str | None = None,
    number: str | None = None,
    field: Iterable[str] | None = None,
    lookup: Iterable[str] | None = None,
    queue: Iterable[str] | None = None,
    split: Iterable[str] | None = None,
    begin: str | None = None,
) -> "World":
    """The world that the options describe. Ends with 2 when one of them means nothing in this flow."""
    from ivrlint.call.given import UnusableError, check, check_outcomes, moment, names
    from ivrlint.call.world import World

    given = {
        name: _pairs(values, name)
        for name, values in (("field", field), ("lookup", lookup), ("queue", queue), ("split", split))
    }
    try:
        if any((language, begin, given["lookup"], given["queue"], given["split"])):
            known = names(phone)
            for complaint in (
                *check({language: ""} if language else {}, known.languages, "language"),
                *check({begin: ""} if begin else {}, known.nodes, "node"),
                *check(given["lookup"], known.services, "service"),
                *check(given["queue"], known.queues, "queue"),
                *check(given["split"], known.splits, "split"),
                *(wrong for kind in ("lookup", "queue", "split") for wrong in check_outcomes(given[kind], known)),
            ):
                raise complaint
        if number is not None and number not in phone.entries:
            raise next(check({number: ""}, frozenset(phone.entries) - {""}, "number"))
        return World(
            moment(at) if at else None,
            language,
            caller,
            number,
            given["field"],
            given["lookup"],
            given["queue"],
            given["split"],
        )
    except UnusableError as error:
        fail(error.message, error.help)


def _pairs(values: Iterable[str] | None, option: str) -> dict[str, str]:
    pairs = {}
    for value in values or ():
        name, equals, content = value.partition("=")
        if not equals or not name.strip():
            fail(
                say("--{option} {value}: a name and a value are missing", option=option, value=value),
                say("write --{option} name=value", option=option),
            )
        pairs[name.strip()] = content.strip()
    return pairs
