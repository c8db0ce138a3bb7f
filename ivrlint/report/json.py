"""Findings for machines: exactly one JSON object."""

import json
from pathlib import Path
from typing import Any

from ivrlint.lint.engine import Report
from ivrlint.lint.rule import Finding, Fix, Rule
from ivrlint.lint.sources import citations
from ivrlint.report.losses import losses


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
            "fixed": sum(report.fixed.values()),
            "findings": [_finding(finding, report.rules[finding.rule]) for finding in report.findings],
            **({"imported": [losses(source, origin) for source, origin in report.origins]} if report.origins else {}),
        },
        ensure_ascii=False,
        indent=2,
    )


def schema() -> str:
    """The JSON Schema of what `document` writes."""
    return Path(__file__).with_name("findings.schema.json").read_text("utf-8").rstrip()


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
        "fix": _fix(finding.fix) if finding.fix else None,
        "sources": [source.citation for source in citations(rule.sources)],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "message": str(fix.says),
        "safe": fix.safe,
        "edits": [
            {
                "path": place.source.path,
                "line": place.line,
                "column": place.column,
                "end_line": place.end_line,
                "end_column": place.end_column,
                "text": text,
            }
            for place, text in fix.edits
        ],
    }
