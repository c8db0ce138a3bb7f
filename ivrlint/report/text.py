"""Findings for people: place, severity, rule, message, the source line with a caret, what to do."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.place import Place
from ivrlint.lint.engine import Report
from ivrlint.lint.rule import SEVERITIES, Finding, Severity
from ivrlint.message import Message, say, say_count
from ivrlint.platforms.formats import PLATFORMS

severity_names = {"error": say("error"), "warning": say("warning"), "info": say("info")}
WIDTH = 110  # columns that a source line may take; longer ones are cut around the caret
_CUT = "…"


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


def lines(report: Report, paint: Paint = PLAIN, width: int = WIDTH) -> Iterator[str]:
    """The whole report, line by line; source lines take at most `width` columns."""
    for finding in report.findings:
        yield from _finding(finding, paint, width)
        yield ""
    yield summary(report, paint)


def _finding(finding: Finding, paint: Paint, width: int) -> Iterator[str]:
    place = finding.place
    colour = getattr(paint, finding.severity)
    severity = severity_names[finding.severity]
    yield (
        f"{paint.strong}{place.source.path}:{place.line}:{place.column}{paint.end} "
        f"{colour}{severity}{paint.end} {paint.strong}{finding.rule}{paint.end} "
        f"{_sign(finding, paint)}{finding.message}"
    )
    yield from excerpt(place, colour, paint, width)
    if finding.help is not None:
        yield f"  {paint.faint}={paint.end} {finding.help}"


def _sign(finding: Finding, paint: Paint) -> str:
    """Marks what `--fix` mends."""
    return f"{paint.faint}[*]{paint.end} " if finding.fix and finding.fix.safe else ""


def excerpt(place: Place, colour: str, paint: Paint, width: int = WIDTH) -> Iterator[str]:
    """The source line of a place in at most `width` columns, and carets below it."""
    lines_ = place.source.lines
    if place.line > len(lines_):
        return
    line = lines_[place.line - 1]
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    number = str(place.line)
    margin = " " * len(number)
    shift, shown = _window(line, first, width - len(f"  {number} | "))
    marked = line[first : max(first + 1, min(last, shift + len(shown)))]
    yield f"  {paint.faint}{number} |{paint.end} {shown}"
    yield (
        f"  {paint.faint}{margin} |{paint.end} {' ' * _cells(shown[: first - shift])}"
        f"{colour}{'^' * max(1, _cells(marked))}{paint.end}"
    )


def _window(line: str, first: int, width: int) -> tuple[int, str]:
    """The part of a line around its column `first` that `width` columns hold, and where it begins."""
    width = max(width, len(_CUT) * 3)
    shift = min(max(0, first - width // 2), max(0, len(line) - width))
    shown = "".join(sign if sign.isprintable() else " " for sign in line[shift : shift + width])
    before, after = _CUT * (shift > 0), _CUT * (shift + width < len(line))
    return shift, before + shown[len(before) : len(shown) - len(after)] + after


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes: emoji and East Asian letters take two, accents none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def summary(report: Report, paint: Paint = PLAIN) -> str:
    """What was found and what was passed over; a line more for what a baseline holds in vain."""
    files = say_count("{count} file", "{count} files", report.files)
    counts = Counter(finding.severity for finding in report.findings)
    said = [
        f"{getattr(paint, severity)}{_counted(severity, counts[severity])}{paint.end}"
        for severity in SEVERITIES
        if counts[severity]
    ]
    no_calls = sum(not origin.call for _, origin in report.origins)
    if said:
        found = say("Found {findings} in {files}", findings=", ".join(said), files=files)
    elif report.files and report.files == no_calls:
        found = say("Nothing to judge in {files}", files=files)
    else:
        found = say("No problems in {files}", files=files)
    passed = [
        say_count("{count} silenced by comments", "{count} silenced by comments", report.silenced),
        say_count("{count} known from the baseline", "{count} known from the baseline", report.known),
        say_count("{count} fixed", "{count} fixed", sum(report.fixed.values())),
    ]
    passed_over = ", ".join(str(message) for message in passed if message.values["count"])
    told = f"{found} ({passed_over})." if passed_over else f"{found}."
    return "\n".join([*_mended(report), *_lost(report), told, *_mendable(report)])


def _mendable(report: Report) -> Iterator[str]:
    """How much `--fix` would mend, and how much more `--fix-unsafe`."""
    counts = Counter(finding.fix.safe for finding in report.findings if finding.fix)
    safe, unsafe = counts[True], counts[False]
    if safe and unsafe:
        yield str(say("[*] {safe} fixable with `--fix`, {unsafe} more with `--fix-unsafe`.", safe=safe, unsafe=unsafe))
    elif safe:
        yield str(say_count("[*] {count} fixable with `--fix`.", "[*] {count} fixable with `--fix`.", safe))
    elif unsafe:
        yield str(say_count("{count} fixable with `--fix-unsafe`.", "{count} fixable with `--fix-unsafe`.", unsafe))


def _lost(report: Report) -> Iterator[str]:
    """How much of other platforms' files could not be read as it is, a line a platform."""
    for name in sorted({origin.platform for _, origin in report.origins}):
        origins = [origin for _, origin in report.origins if origin.platform == name]
        whole, approximated, left_out = (sum(kind) for kind in zip(*(each.shares for each in origins), strict=True))
        if approximated or left_out:
            yield str(
                say(
                    "{platform}: {blocks} blocks, of which {approximated} read nearly and {left_out} in part "
                    "(`--format json` lists what is lost)",
                    platform=PLATFORMS[name].title,
                    blocks=whole + approximated + left_out,
                    approximated=approximated,
                    left_out=left_out,
                )
            )
        if silent := sum(not each.call for each in origins):
            yield str(
                say_count(
                    "{platform}: {count} file is no phone menu: its problems are told, and no rules run",
                    "{platform}: {count} files are no phone menus: their problems are told, and no rules run",
                    silent,
                    platform=PLATFORMS[name].title,
                )
            )
        if missing := sum(len(each.missing) for each in origins):
            yield str(
                say_count(
                    "{platform}: {count} thing that callers meet is not in the file (`ivrlint import` lists it)",
                    "{platform}: {count} things that callers meet are not in the files (`ivrlint import` lists them)",
                    missing,
                    platform=PLATFORMS[name].title,
                )
            )


def _mended(report: Report) -> Iterator[str]:
    if report.stale:
        yield str(say("Mended since the baseline was written (`--prune-baseline` takes them out):"))
    for known in report.stale:
        yield str(
            say("{file}: {rule} no longer finds “{message}”", file=known.path, rule=known.rule, message=known.message)
        )


def _counted(severity: Severity, count: int) -> Message:
    match severity:
        case "error":
            return say_count("{count} error", "{count} errors", count)
        case "warning":
            return say_count("{count} warning", "{count} warnings", count)
        case _:
            return say_count("{count} info", "{count} info", count)
