"""Findings for machines: exactly one JSON object."""

import json
from typing import Any

from ivrlint.lint.engine import Report
from ivrlint.lint.rule import Finding, Rule
from ivrlint.lint.sources import citations


def document(report: Report) -> str:
    """The report as one JSON object, version 1."""
    severities = [finding.severity for finding in report.findings]
    return json.dumps(
        {
            "version": 1,
            "files": report.files,
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "infos": severities.count("info"),
            "findings": [_finding(finding, report.rules[finding.rule]) for finding in report.findings],
        },
        ensure_ascii=False,
        indent=2,
    )


def _finding(finding: Finding, rule: Rule) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": str(finding.message),
        "path": place.source.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "node": finding.node,
        "help": str(finding.help) if finding.help else None,
        "sources": [source.citation for source in citations(rule.sources)],
    }
