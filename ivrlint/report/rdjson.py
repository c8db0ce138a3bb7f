"""Reviewdog's diagnostic format."""

import json
from typing import Any

from ivrlint.flow.place import Place, Source
from ivrlint.lint.engine import Report
from ivrlint.lint.rule import Finding

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def document(report: Report) -> str:
    """One DiagnosticResult. Reviewdog counts columns in bytes of UTF-8."""
    return json.dumps(
        {
            "source": {"name": "ivrlint"},
            "diagnostics": [_diagnostic(finding) for finding in report.findings],
        },
        ensure_ascii=False,
        indent=2,
    )


def _diagnostic(finding: Finding) -> dict[str, Any]:
    place = finding.place
    text = f"{finding.message}\n{finding.help}" if finding.help else str(finding.message)
    return {
        "message": text,
        "location": {
            "path": place.source.path,
            "range": _range(place),
        },
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
        **_suggestions(finding),
    }


def _suggestions(finding: Finding) -> dict[str, Any]:
    """The fix, if it is a single edit of this file: each suggestion is taken or left on its own."""
    edits = finding.fix.edits if finding.fix else ()
    if len(edits) != 1 or edits[0].place.source is not finding.place.source:
        return {}
    return {"suggestions": [{"range": _range(edits[0].place), "text": edits[0].text}]}


def _range(place: Place) -> dict[str, Any]:
    return {
        "start": _position(place.source, place.line, place.column),
        "end": _position(place.source, place.end_line, place.end_column),
    }


def _position(source: Source, line: int, column: int) -> dict[str, int]:
    lines = source.lines
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return {"line": line, "column": len(before.encode()) + 1}
