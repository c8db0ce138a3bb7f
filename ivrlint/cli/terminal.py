"""What commands share about the terminal they write to."""

import os
import sys
from typing import NoReturn

import typer

WRONG_USAGE = 2


def colour_wanted() -> bool:
    """Is standard output a terminal that wants colour? (no-color.org; FORCE_COLOR for CI logs)"""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def fail(message: object, help_: object = None) -> NoReturn:
    """Say on standard error why nothing could be done, and exit with 2."""
    print(f"ivrlint: {message}", file=sys.stderr)
    if help_:
        print(f"  = {help_}", file=sys.stderr)
    raise typer.Exit(WRONG_USAGE)
