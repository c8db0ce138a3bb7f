"""`ivrlint fuzz`."""

from typing import Annotated

import typer

from ivrlint.cli.calling import FlowFile, phone_of
from ivrlint.cli.reading import FromPlatform
from ivrlint.cli.terminal import fail
from ivrlint.message import say


def fuzz(
    flow: FlowFile,
    calls: Annotated[
        int, typer.Option("--calls", "-n", min=1, metavar="COUNT", help="How many random callers call.")
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="The same seed draws the same calls.")] = 0,
    within: Annotated[str, typer.Option(metavar="TIME", help="How long a call may take.")] = "15m",
    platform: FromPlatform = None,
) -> None:
    """Let random callers call at random times: every call must end, none may be lost, or take too long.

    Exit status: 0 all ended well, 1 one did not (shown as a test, as short as possible), 2 wrong usage.
    """
    from ivrlint.call import sheet
    from ivrlint.call.cases import seconds
    from ivrlint.call.fuzz import fuzz as run
    from ivrlint.call.live.words import clock

    limit = seconds(within)
    if limit is None:
        fail(say("--within {value}: this is not a duration", value=within), say("write it as in 90s or 15m"))
    outcome = run(phone_of(flow, platform), calls, seed, limit)
    for found in outcome.found:
        print(say("{fault} ({some} of {calls} calls)", fault=found.fault.message, some=found.calls, calls=calls))
        for line in sheet.call(found.case):
            print(line)
        print()
    counts = ", ".join(f"{name} {number}" for name, number in sorted(outcome.counts.items()))
    print(say("{calls} calls, seed {seed}: {counts}", calls=calls, seed=seed, counts=counts))
    if outcome.longest is not None:
        print(say("The longest took {time}.", time=clock(outcome.longest.seconds)))
    raise typer.Exit(int(bool(outcome.found)))
