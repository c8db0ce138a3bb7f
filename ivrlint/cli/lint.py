"""`ivrlint lint`."""

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivrlint.cli.terminal import colour_wanted, fail, fail_with_places
from ivrlint.report.formats import Format, PairingError, paired, writer

if TYPE_CHECKING:
    from ivrlint.lint.engine import Report


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
    format: Annotated[  # noqa: A002
        list[Format] | None,
        typer.Option("--format", "-f", help="What to write; may be repeated with an --output each."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help="Where to write the format before it, instead of standard output."),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 when a finding is at least this severe.")] = FailOn.error,
    select: Annotated[list[str] | None, typer.Option(help="Run only this rule or family (may be repeated).")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not run this rule or family (may be repeated).")] = None,
    profile: Annotated[
        Profile | None,
        typer.Option(
            help="core: where the call breaks. recommended (the default): documented harm to callers. strict: style "
            "and contested evidence, too."
        ),
    ] = None,
    pack: Annotated[list[str] | None, typer.Option(help="Judge by this pack, too (see `ivrlint packs`).")] = None,
    config: Annotated[
        Path | None, typer.Option(help="Use this configuration instead of the nearest .ivrlint.yaml.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Findings in this file are known: only new ones are told and fail.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all of today's findings to the --baseline file.")
    ] = False,
    prune_baseline: Annotated[
        bool, typer.Option("--prune-baseline", help="Take what is mended out of the --baseline file.")
    ] = False,
    stdin_name: Annotated[str, typer.Option(help="What to call standard input in messages.")] = "<stdin>",
) -> None:
    """Find what will go wrong for callers.

    Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or nothing to lint, 3 a
    fault of ivrlint itself.
    """
    from ivrlint.lint import engine
    from ivrlint.lint.config import Arguments, ConfigError, settings_for
    from ivrlint.lint.rule import SEVERITIES
    from ivrlint.lint.settings import UnknownNameError

    try:
        pairs = paired(format or [Format.text], output or [])
    except PairingError:
        fail("each format but one needs an --output of its own", "write `-f sarif -o menus.sarif -f text`")
    wanted = list(dict.fromkeys(paths or [Path()]))
    text = (stdin_name, sys.stdin.buffer.read()) if Path("-") in wanted else None
    for path in (*wanted, *([config] if config else [])):
        if path != Path("-") and not path.exists():
            fail(f"{path}: there is no such file or folder")
    typed = Arguments(
        profile.value if profile else None, tuple(select or ()), tuple(ignore or ()), tuple(pack or ()), config
    )
    try:
        settings = settings_for(typed)
        report = engine.lint_each(
            (reading, settings(reading.source.file or Path()))
            for reading in engine.readings([path for path in wanted if path != Path("-")], text)
        )
    except UnknownNameError as error:
        fail(error.message, error.help)
    except ConfigError as error:
        fail_with_places(error.problems)
    if not report.files:
        fail(
            f"no flow files in {', '.join(str(path) for path in wanted)}",
            "a flow file has `ivr: 1` at its top; name the file itself to lint it all the same",
        )
    if baseline is not None:
        report = _against(baseline, report, write=write_baseline, prune=prune_baseline)
    elif write_baseline or prune_baseline:
        fail("--write-baseline and --prune-baseline need --baseline FILE")
    for format_, file in pairs:
        try:
            _write(report, format_, file)
        except BrokenPipeError:
            raise
        except OSError as error:
            fail(f"{file}: cannot be written ({error.strerror})")
    failing = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1] if fail_on is not FailOn.never else ()
    raise typer.Exit(int(any(finding.severity in failing for finding in report.findings)))


def _against(file: Path, report: "Report", *, write: bool, prune: bool) -> "Report":
    """The report without what the baseline knows; the baseline is written where that was asked for."""
    from ivrlint.lint import baseline as known
    from ivrlint.report.writing import write_text

    try:
        if write:
            write_text(file, known.document(known.entry(finding, file.parent) for finding in report.findings))
        before = known.read(file)
        looked_at = {(known.path_from(source, file.parent), rule) for source, rule in report.looked_at}
        told = known.apart(report.findings, before, file.parent, looked_at)
        if prune and told.stale:
            write_text(file, known.document(before - Counter(told.stale)))
            told = told._replace(stale=())
    except OSError as error:
        fail(f"{file}: {error.strerror}", "`--write-baseline` makes one of today's findings")
    except known.BadBaselineError:
        fail(f"{file}: this is not a baseline of ivrlint", "`--write-baseline` makes one of today's findings")
    return report._replace(findings=told.new, known=told.known, stale=told.stale)


def _write(report: "Report", format_: Format, file: Path | None) -> None:
    if file is not None:
        from ivrlint.report.writing import write_text

        write_text(file, writer(format_)(report) + "\n")
    elif format_ is Format.text:
        from ivrlint.report.text import COLOUR, PLAIN, lines

        sys.stdout.writelines(f"{line}\n" for line in lines(report, COLOUR if colour_wanted() else PLAIN))
    else:
        print(writer(format_)(report))
