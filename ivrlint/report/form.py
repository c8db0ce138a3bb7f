"""The evaluation form filled in: for people with bars, for machines as one JSON object."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ivrlint.flow.read import Reading
from ivrlint.lint import engine
from ivrlint.lint.config import Arguments, settings_for
from ivrlint.lint.score import Mark, marks, total
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.formats import read_any
from ivrlint.report.text import COLOUR, PLAIN, Paint

_BAR = 20
_GOOD, _FAIR = 8.0, 5.0


class Sheet(NamedTuple):
    """A flow's name and its marks."""

    path: str
    name: str
    marks: list[Mark]


def sheet(file: Path, platform: str | None = None) -> Sheet | None:
    """The form filled in for a flow file or a file of a platform, None where there is no flow. Raises OSError."""
    return filled(read_any(file, platform=platform), file)


def filled(reading: Reading, file: Path) -> Sheet | None:
    """The form filled in for a flow that has been read, None where there is none."""
    if reading.flow is None:
        return None
    report = engine.lint([reading], settings_for(Arguments(profile="strict"))(file))
    return Sheet(str(file), reading.flow.name or file.stem, marks(Study(reading.flow), report.findings))


def lines(new: Sheet, old: Sheet | None, language: str, *, colour: bool) -> Iterator[str]:
    """The form for people: a line and a bar a criterion, and what stands behind each mark."""
    paint = COLOUR if colour else PLAIN
    before = {mark.criterion.id: mark.mark for mark in old.marks} if old else {}
    width = max(len(title(mark, language)) for mark in new.marks)
    part = ""
    before_in_all = f"  ({say('before: {mark:.1f}', mark=total(old.marks))})" if old else ""
    yield f"{paint.strong}{new.name}{paint.end}  {say('{mark:.1f} of 10', mark=total(new.marks))}{before_in_all}"
    for mark in new.marks:
        if mark.criterion.part != part:
            part = mark.criterion.part
            yield ""
        change = f"  {say('{change:+.1f}', change=mark.mark - before[mark.criterion.id])}" if old else ""
        shown = say("{mark:4.1f}", mark=mark.mark)
        yield f"{title(mark, language):<{width}}  {shown}  {_bar(mark.mark, paint)}{change}"
        for reason in reasons(mark):
            yield f"{'':<{width}}        {paint.faint}{reason}{paint.end}"


def title(mark: Mark, language: str) -> str:
    """A mark's title in that language, else in English."""
    titles = mark.criterion.title
    return titles.get(language) or titles["en"]


def _bar(mark: float, paint: Paint) -> str:
    filled = round(mark / 10 * _BAR)
    colour = paint.info if mark >= _GOOD else paint.warning if mark >= _FAIR else paint.error
    return f"{colour}{'█' * filled}{paint.end}{paint.faint}{'·' * (_BAR - filled)}{paint.end}"


def reasons(mark: Mark) -> Iterator[str]:
    """What stands behind a mark: rules with how often they found something, times that are too long."""
    counts = Counter(finding.rule for finding in mark.findings)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{rule} × {count}" if count > 1 else rule
    for time in mark.measured:
        if time.excess:
            yield str(
                say(
                    "{name}: {seconds:.0f} s (from {limit} s on it counts)",
                    name=time.name,
                    seconds=time.seconds,
                    limit=time.limit,
                )
            )


def document(new: Sheet, old: Sheet | None) -> str:
    """The form for machines."""
    before = {mark.criterion.id: mark.mark for mark in old.marks} if old else {}
    content: dict[str, Any] = {
        "version": 1,
        "path": new.path,
        "total": round(total(new.marks), 2),
        "marks": [_row(mark, before.get(mark.criterion.id)) for mark in new.marks],
    }
    if old:
        content["against"] = {"path": old.path, "total": round(total(old.marks), 2)}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _row(mark: Mark, before: float | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "criterion": mark.criterion.id,
        "part": mark.criterion.part,
        "title": dict(mark.criterion.title),
        "mark": round(mark.mark, 2),
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "line": finding.place.line,
                "message": str(finding.message),
            }
            for finding in mark.findings
        ],
        "measured": [
            {"name": time.name, "seconds": round(time.seconds, 1), "limit": time.limit} for time in mark.measured
        ],
    }
    return row if before is None else {**row, "before": round(before, 2)}
