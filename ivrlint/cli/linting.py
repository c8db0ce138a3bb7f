"""What `ivrlint lint` does once its options are read: lint, compare with a baseline, write, and tell how it went."""

import sys
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

from ivrlint.cli.terminal import colour_wanted, fail, fail_with_places
from ivrlint.flow.trouble import reason
from ivrlint.message import say
from ivrlint.report.formats import Format, writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ivrlint.cli.mending import Known, Mending
    from ivrlint.flow.read import Reading
    from ivrlint.lint.config import Arguments
    from ivrlint.lint.engine import Report
    from ivrlint.lint.settings import Settings

_MAKE_ONE = say("`--write-baseline` makes one of today's findings")
_NEVER = "never"


class Baseline(NamedTuple):
    """The baseline's file, and what is to be done with it."""

    file: Path
    write: bool = False
    prune: bool = False


class Wanted(NamedTuple):
    """What `lint` was asked for. `text` is the name and the content of standard input."""

    paths: tuple[Path, ...]
    text: tuple[str, bytes] | None
    outputs: tuple[tuple[Format, Path | None], ...]
    arguments: "Arguments"
    fail_on: str
    baseline: Baseline | None = None
    platform: str | None = None
    language: str | None = None
    mending: "Mending | None" = None


def once(wanted: Wanted) -> "tuple[Report, int]":
    """Lint, and write what was found. Returns the report and the exit status. Ends with 2 for wrong usage."""
    if wanted.mending is None or wanted.text is None or wanted.mending.diff:
        return _once(wanted)
    mended = sys.stdout
    with redirect_stdout(sys.stderr):  # the mended text goes to standard output, and nothing else
        return _once(wanted._replace(mending=wanted.mending._replace(out=mended)))


def _once(wanted: Wanted) -> "tuple[Report, int]":
    report = _linted(wanted)
    if not report.files:
        fail(
            say("no flow files in {paths}", paths=", ".join(str(path) for path in wanted.paths)),
            say("a flow file has `ivr: 1` at its top; name the file itself to lint it all the same"),
        )
    if wanted.mending is not None and wanted.mending.diff:
        from ivrlint.cli.mending import tell_of_diff

        tell_of_diff(report)
        return report, int(bool(report.fixed))
    if wanted.baseline is not None:
        report = _against(wanted.baseline, report)
    for format_, file in wanted.outputs:
        try:
            _write(report, format_, file)
        except BrokenPipeError:
            raise
        except OSError as error:
            fail(say("{file}: cannot be written ({why})", file=file, why=reason(error)))
    return report, _status(report, wanted.fail_on)


def _linted(wanted: Wanted) -> "Report":
    from ivrlint.lint import engine
    from ivrlint.lint.config import ConfigError, settings_for
    from ivrlint.lint.settings import UnknownNameError

    try:
        settings = settings_for(wanted.arguments)
        readings = engine.readings(wanted.paths, wanted.text, wanted.platform, wanted.language)
        flows = _with_settings(readings, settings, lambda: len(engine.flow_files(wanted.paths)))
        if wanted.mending is None:
            return engine.lint_each(flows)
        from ivrlint.cli.mending import mended

        return mended(flows, wanted.mending, _known(wanted.baseline), wanted.text)
    except UnknownNameError as error:
        fail(error.message, error.help)
    except ConfigError as error:
        fail_with_places(error.problems)


def _with_settings(
    readings: "Iterator[Reading]", settings: "Callable[[Path], Settings]", count: "Callable[[], int]"
) -> "Iterator[tuple[Reading, Settings]]":
    """Each flow with its settings; people at a terminal see how far it has come."""
    from ivrlint.cli.progress import Progress

    with Progress(count) as progress:
        for reading in readings:
            progress.at(reading.source.path)
            yield reading, settings(reading.source.file or Path())


def _status(report: "Report", fail_on: str) -> int:
    """1 when a finding is at least that severe."""
    from ivrlint.lint.rule import SEVERITIES

    names: list[str] = list(SEVERITIES)
    failing = [] if fail_on == _NEVER else names[: names.index(fail_on) + 1]
    return int(any(finding.severity in failing for finding in report.findings))


def _known(baseline: Baseline | None) -> "Known | None":
    """What a baseline that is there already knows."""
    from ivrlint.cli.mending import Known
    from ivrlint.lint.baseline import BadBaselineError, read

    if baseline is None or baseline.write:
        return None
    try:
        return Known(read(baseline.file), baseline.file.parent)
    except OSError as error:
        fail(say("{file}: {why}", file=baseline.file, why=reason(error)), _MAKE_ONE)
    except BadBaselineError:
        fail(say("{file}: this is not a baseline of ivrlint", file=baseline.file), _MAKE_ONE)


def _against(baseline: Baseline, report: "Report") -> "Report":
    """The report without what the baseline knows; the baseline is written where that was asked for."""
    from ivrlint.lint import baseline as known
    from ivrlint.report.writing import write_text

    file, write, prune = baseline
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
        fail(say("{file}: {why}", file=file, why=reason(error)), _MAKE_ONE)
    except known.BadBaselineError:
        fail(say("{file}: this is not a baseline of ivrlint", file=file), _MAKE_ONE)
    return report._replace(findings=told.new, known=told.known, stale=told.stale)


def _write(report: "Report", format_: Format, file: Path | None) -> None:
    if file is not None:
        from ivrlint.report.writing import write_text

        write_text(file, writer(format_)(report) + "\n")
    elif format_ is Format.text:
        from ivrlint.report.text import COLOUR, PLAIN, WIDTH, lines

        width = min(WIDTH, get_terminal_size().columns) if sys.stdout.isatty() else WIDTH
        sys.stdout.writelines(f"{line}\n" for line in lines(report, COLOUR if colour_wanted() else PLAIN, width))
    else:
        print(writer(format_)(report))
