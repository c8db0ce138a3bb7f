"""What commands share about the terminal they write to."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ivrlint.flow.trouble import reason
from ivrlint.message import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ivrlint.flow.place import Problem
    from ivrlint.lint.rule import Rule
    from ivrlint.message import Message

WRONG_USAGE = 2


def colour_wanted() -> bool:
    """Is standard output a terminal that wants colour? (no-color.org; FORCE_COLOR for CI logs)"""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def fail_with_places(problems: "Iterable[Problem]") -> NoReturn:
    """Say on standard error what is wrong in which lines of a configuration, and exit with 2."""
    from ivrlint.report.text import PLAIN, excerpt

    for problem in problems:
        place = problem.place
        print(f"{place.source.path}:{place.line}:{place.column} {problem.message}", file=sys.stderr)
        for line in excerpt(place, "", PLAIN):
            print(line, file=sys.stderr)
        if problem.help is not None:
            print(f"  = {problem.help}", file=sys.stderr)
    raise typer.Exit(WRONG_USAGE)


def rules_here() -> "Mapping[str, Rule]":
    """All rules that there are for flows in the current folder, those of the team's own included."""
    from ivrlint.lint.config import ConfigError, rules_at

    try:
        return rules_at(Path("flow.yaml"))  # any file of the folder would do
    except ConfigError as error:
        fail_with_places(error.problems)


def fail(message: "Message", help_: "Message | None" = None) -> NoReturn:
    """Say on standard error why nothing could be done, and exit with 2."""
    print(f"ivrlint: {message}", file=sys.stderr)
    if help_ is not None:
        print(f"  = {help_}", file=sys.stderr)
    raise typer.Exit(WRONG_USAGE)


OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The file to write; its ending says the format.",
        show_default="the terminal",
    ),
]


def no_such_ending(file: Path, endings: "Iterable[str]") -> NoReturn:
    """Say that no format has the file's ending, and exit with 2."""
    fail(
        say("{file}: no format has this ending", file=file),
        say("use --format, or one of {endings}", endings=", ".join(endings)),
    )


def put(content: bytes, output: "Path | None") -> None:
    """Write a file, or to standard output. Ends with 2 where the file cannot be written."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        fail(say("{file}: cannot be written ({why})", file=output, why=reason(error)))
