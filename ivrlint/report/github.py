"""GitHub's workflow commands: annotations beside the lines of a change.

GitHub shows ten of each level a step, so the most severe come first.
"""

from ivrlint.lint.engine import Report
from ivrlint.lint.rule import SEVERITIES, Finding
from ivrlint.report.text import summary

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def document(report: Report) -> str:
    """A command a finding, the worst first, and the summary."""
    worst_first = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return "\n".join([*(_command(finding) for finding in worst_first), summary(report)])


def _command(finding: Finding) -> str:
    place = finding.place
    values = {
        "file": place.source.path,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "title": f"ivrlint: {finding.rule}",
    }
    if place.end_line == place.line:
        values["endColumn"] = place.end_column
    text = f"{finding.message}\n{finding.help}" if finding.help else str(finding.message)
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items())
    return f"::{_LEVELS[finding.severity]} {properties}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
