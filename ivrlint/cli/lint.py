"""`ivrlint lint`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.terminal import colour_wanted, fail

if TYPE_CHECKING:
    from ivrlint.lint.engine import Report


class Format(StrEnum):
    """What `lint` can write."""

    text = "text"
    json = "json"


class Profile(StrEnum):
    """How much `lint` says."""

    core = "core"
    recommended = "recommended"
    strict = "strict"


class FailOn(StrEnum):
    """From which severity on a finding makes `lint` exit with 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Flow files, or folders to search for them (files with a top-level `ivr:` key); `-` reads standard "
            "input.",
            show_default="the current folder",
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.text,  # noqa: A002
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 when a finding is at least this severe.")] = FailOn.error,
    select: Annotated[list[str] | None, typer.Option(help="Run only this rule or family (may be repeated).")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not run this rule or family (may be repeated).")] = None,
    profile: Annotated[
        Profile,
        typer.Option(
            help="core: where the call breaks. recommended: documented harm to callers. strict: style and contested "
            "evidence, too."
        ),
    ] = Profile.recommended,
    stdin_name: Annotated[str, typer.Option(help="What to call standard input in messages.")] = "<stdin>",
) -> None:
    """Find what will go wrong for callers.

    Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or nothing to lint, 3 a
    fault of ivrlint itself.
    """
    from ivrlint.lint import engine
    from ivrlint.lint.rule import SEVERITIES
    from ivrlint.lint.settings import UnknownNameError, chosen

    try:
        settings = chosen(select or (), ignore or (), profile.value)
    except UnknownNameError as error:
        fail(error.message, error.help)
    wanted = list(dict.fromkeys(paths or [Path()]))
    text = (stdin_name, sys.stdin.read()) if Path("-") in wanted else None
    for path in wanted:
        if path != Path("-") and not path.exists():
            fail(f"{path}: there is no such file or folder")
    try:
        report = engine.lint(engine.readings([path for path in wanted if path != Path("-")], text), settings)
    except OSError as error:
        fail(f"{error.filename}: cannot be read ({error.strerror})")
    if not report.files:
        fail(
            f"no flow files in {', '.join(str(path) for path in wanted)}",
            "a flow file has `ivr: 1` at its top; name the file itself to lint it all the same",
        )
    _write(report, format)
    failing = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1] if fail_on is not FailOn.never else ()
    raise typer.Exit(int(any(finding.severity in failing for finding in report.findings)))


def _write(report: "Report", format: Format) -> None:  # noqa: A002
    if format is Format.json:
        from ivrlint.report.json import document

        print(document(report))
        return
    from ivrlint.report.text import COLOUR, PLAIN, lines

    sys.stdout.writelines(f"{line}\n" for line in lines(report, COLOUR if colour_wanted() else PLAIN))
