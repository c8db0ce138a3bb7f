"""Reviewdog's diagnostic format."""

import json
from typing import Any

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
            "range": {
                "start": _position(finding, place.line, place.column),
                "end": _position(finding, place.end_line, place.end_column),
            },
        },
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }


def _position(finding: Finding, line: int, column: int) -> dict[str, int]:
    lines = finding.place.source.lines
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return {"line": line, "column": len(before.encode()) + 1}
