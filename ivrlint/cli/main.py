"""The command `ivrlint`: its subcommands, and what happens when ivrlint itself fails."""

import gc
import io
import os
import sys
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from ivrlint import __version__
from ivrlint.cli.config import config
from ivrlint.cli.diagram import diagram
from ivrlint.cli.explain import explain
from ivrlint.cli.fuzz import fuzz
from ivrlint.cli.lint import lint
from ivrlint.cli.packs import packs
from ivrlint.cli.paths import paths
from ivrlint.cli.rules import rules
from ivrlint.cli.schema import schema
from ivrlint.cli.score import score
from ivrlint.cli.simulate import simulate
from ivrlint.cli.terminal import WRONG_USAGE, fail
from ivrlint.cli.test import test

FAULT_OF_IVRLINT = 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Lint phone menus (IVR) written in YAML, walk through them as a caller, draw them for reviews.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ivrlint {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version  # shown by its callback


for command in (lint, simulate, test, paths, fuzz, diagram, score, rules, explain, config, packs, schema):
    app.command()(command)


def main() -> NoReturn:
    """Run the command line and end the process.

    Exit status: 0 nothing found, 1 something found, 2 wrong usage or nothing to do, 3 a fault of
    ivrlint itself.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal or pipe that knows fewer signs shows the others as "?"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    gc.disable()  # a run is short and makes no garbage worth collecting: reading takes a third less time
    try:
        app()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 2
    except BrokenPipeError:  # `ivrlint lint | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: a fault of ivrlint, told as such
        status = _told(error)
    _leave(status)


def _told(error: Exception) -> int:
    """Tell of an error that nothing below expected: a fault of a team's own rule, or of ivrlint."""
    from ivrlint.lint.own import OwnRuleError

    if not isinstance(error, OwnRuleError):
        return _confess(error)
    with suppress(typer.Exit):
        fail(error.message, error.help)
    return WRONG_USAGE


def _confess(error: Exception) -> int:
    if os.environ.get("IVRLINT_DEBUG"):
        import traceback

        traceback.print_exc()
    print(
        f"ivrlint: a fault of ivrlint itself: {type(error).__name__}: {error}\n"
        "Please report it with the file that led to it; IVRLINT_DEBUG=1 shows where it happened.",
        file=sys.stderr,
    )
    return FAULT_OF_IVRLINT


def _leave(status: int) -> NoReturn:
    """End at once: taking a large flow apart piece by piece would cost a second and helps nobody."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)
