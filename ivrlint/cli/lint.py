"""`ivrlint lint`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ivrlint.cli.linting import Baseline, Wanted, once
from ivrlint.cli.mending import Mending
from ivrlint.cli.reading import FromPlatform, checked
from ivrlint.cli.terminal import fail
from ivrlint.message import say
from ivrlint.report.formats import Format, PairingError, paired

_STDIN = Path("-")


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
            metavar="[PATHS]...",
            help="Flow files, files of other platforms, or folders to search for them (told by their content); `-` "
            "reads standard input.",
            show_default="the current folder",
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        list[Format] | None,
        typer.Option("--format", "-f", help="What to write; may be repeated with an --output each."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write the format before it, instead of standard output."
        ),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 when a finding is at least this severe.")] = FailOn.error,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Run only this rule or family (may be repeated).")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Do not run this rule or family (may be repeated).")
    ] = None,
    profile: Annotated[
        Profile | None,
        typer.Option(
            help="core: where the call breaks. recommended (the default): documented harm to callers. strict: style "
            "and contested evidence, too."
        ),
    ] = None,
    pack: Annotated[
        list[str] | None, typer.Option(metavar="PACK", help="Judge by this pack, too (see `ivrlint packs`).")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Use this configuration instead of the nearest .ivrlint.yaml.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Findings in this file are known: only new ones are told and fail."),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all of today's findings to the --baseline file.")
    ] = False,
    prune_baseline: Annotated[
        bool, typer.Option("--prune-baseline", help="Take what is mended out of the --baseline file.")
    ] = False,
    platform: FromPlatform = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="LANGUAGE",
            help="The language of other platforms' texts.",
            show_default="as the file tells",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended safely, in the files; `-` writes to standard output.")
    ] = False,
    fix_unsafe: Annotated[
        bool, typer.Option("--fix-unsafe", help="Mend also where wording is guessed, or keys and ways are added.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what --fix would change; exit with 1 if it would.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings of each rule instead of showing them.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Lint again whenever a file changes.")] = False,
    stdin_name: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input in messages.")
    ] = "<stdin>",
) -> None:
    """Find what will go wrong for callers.

    Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or nothing to lint, 3 a
    fault of ivrlint itself.
    """
    from ivrlint.lint.config import Arguments

    try:
        outputs = paired(format or [Format.statistics if statistics else Format.text], output or [])
    except PairingError:
        fail(say("each format but one needs an --output of its own"), say("write `-f sarif -o menus.sarif -f text`"))
    asked = list(dict.fromkeys(paths or [Path()]))
    for path in (*asked, *([config] if config else [])):
        if path != _STDIN and not path.exists():
            fail(say("{path}: there is no such file or folder", path=path))
    if diff and (write_baseline or prune_baseline or watch):
        fail(say("--diff only shows; it writes no baseline and does not watch"))
    if watch and (fix or fix_unsafe):
        fail(say("--watch changes no files"), say("run `ivrlint lint --fix` once"))
    if baseline is None and (write_baseline or prune_baseline):
        fail(say("--write-baseline and --prune-baseline need --baseline FILE"))
    wanted = Wanted(
        tuple(path for path in asked if path != _STDIN),
        (stdin_name, sys.stdin.buffer.read()) if _STDIN in asked else None,
        tuple(outputs),
        Arguments(
            profile.value if profile else None, tuple(select or ()), tuple(ignore or ()), tuple(pack or ()), config
        ),
        fail_on.value,
        Baseline(baseline, write_baseline, prune_baseline) if baseline is not None else None,
        checked(platform),
        language,
        Mending(fix_unsafe, diff) if fix or fix_unsafe or diff else None,
    )
    if watch:
        from ivrlint.cli.watching import keep_linting

        keep_linting(wanted)
    else:
        raise typer.Exit(once(wanted)[1])
