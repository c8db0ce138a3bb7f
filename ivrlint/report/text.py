"""Findings for people: place, severity, rule, message, the source line with a caret, what to do."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.place import Place
from ivrlint.lint.engine import Report
from ivrlint.lint.rule import SEVERITIES, Finding

_WIDTH = 110  # longer source lines are cut around the caret


class Paint(NamedTuple):
    """How each part is marked; empty strings where the output has no colour."""

    error: str = ""
    warning: str = ""
    info: str = ""
    strong: str = ""
    faint: str = ""
    end: str = ""


PLAIN = Paint()
COLOUR = Paint("\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[1m", "\x1b[2m", "\x1b[0m")


def document(report: Report) -> str:
    """The whole report without colour."""
    return "\n".join(lines(report))


def lines(report: Report, paint: Paint = PLAIN) -> Iterator[str]:
    """The whole report, line by line."""
    for finding in report.findings:
        yield from _finding(finding, paint)
        yield ""
    yield summary(report, paint)


def _finding(finding: Finding, paint: Paint) -> Iterator[str]:
    place = finding.place
    colour = getattr(paint, finding.severity)
    yield (
        f"{paint.strong}{place.source.path}:{place.line}:{place.column}{paint.end} "
        f"{colour}{finding.severity}{paint.end} {paint.strong}{finding.rule}{paint.end} {finding.message}"
    )
    yield from excerpt(place, colour, paint)
    if finding.help is not None:
        yield f"  {paint.faint}={paint.end} {finding.help}"


def excerpt(place: Place, colour: str, paint: Paint) -> Iterator[str]:
    """The source line of a place, and carets below it."""
    lines_ = place.source.lines
    if place.line > len(lines_):
        return
    line = lines_[place.line - 1]
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    shift = max(0, first - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = "".join(" " if not sign.isprintable() else sign for sign in line[shift : shift + _WIDTH])
    width = max(1, min(last, shift + _WIDTH) - first)
    number = str(place.line)
    margin = " " * len(number)
    yield f"  {paint.faint}{number} |{paint.end} {shown}"
    yield (
        f"  {paint.faint}{margin} |{paint.end} {' ' * _cells(shown[: first - shift])}"
        f"{colour}{'^' * max(1, _cells(line[first : first + width]))}{paint.end}"
    )


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes: emoji and East Asian letters take two, accents none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def summary(report: Report, paint: Paint = PLAIN) -> str:
    """What was found and what was passed over; a line more for what a baseline holds in vain."""
    files = _count(report.files, "file")
    passed = [
        f"{number} {how}"
        for number, how in ((report.silenced, "silenced by comments"), (report.known, "known from the baseline"))
        if number
    ]
    passed_over = f" ({', '.join(passed)})" if passed else ""
    counts = {severity: sum(finding.severity == severity for finding in report.findings) for severity in SEVERITIES}
    said = [
        f"{getattr(paint, severity)}{_count(counts[severity], severity)}{paint.end}"
        for severity in SEVERITIES
        if counts[severity]
    ]
    found = f"Found {', '.join(said)} in {files}" if said else f"No problems in {files}"
    stale = [f"{known.path}: {known.rule} no longer finds “{known.message}”" for known in report.stale]
    mended = ["Mended since the baseline was written (`--prune-baseline` takes them out):", *stale] if stale else []
    return "\n".join([*mended, f"{found}{passed_over}."])


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 or word == "info" else f"{number} {word}s"
