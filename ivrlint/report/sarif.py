"""SARIF 2.1.0, which code hosts show beside the lines of a change."""

import json
from typing import Any
from urllib.parse import quote

from ivrlint import __version__
from ivrlint.lint.engine import Report
from ivrlint.lint.rule import Finding, Rule
from ivrlint.report.marks import mark

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def document(report: Report) -> str:
    """One run with the rules that found something, each once, and the findings."""
    names = sorted({finding.rule for finding in report.findings})
    index = {name: number for number, name in enumerate(names)}
    driver = {
        "name": "ivrlint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(report.rules[name]) for name in names],
    }
    results = [_result(finding, index[finding.rule]) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    place = finding.place
    text = f"{finding.message}. {finding.help}" if finding.help else str(finding.message)
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.source.path.replace("\\", "/"))},
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endLine": place.end_line,
                        "endColumn": place.end_column,
                    },
                },
                **({"logicalLocations": [{"fullyQualifiedName": finding.node}]} if finding.node else {}),
            }
        ],
        "partialFingerprints": {"ivrlint/v1": mark(finding)},
    }
