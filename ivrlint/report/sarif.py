"""SARIF 2.1.0, which code hosts show beside the lines of a change."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ivrlint import __version__
from ivrlint.flow.place import Place
from ivrlint.lint.engine import Report
from ivrlint.lint.pages import content, summary
from ivrlint.lint.rule import Finding, Fix, Rule
from ivrlint.report.marks import mark

if TYPE_CHECKING:
    from ivrlint.flow.edits import Edit

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
        "shortDescription": {"text": summary(rule)},
        "fullDescription": {"text": summary(rule)},
        "help": {"text": content(rule), "markdown": content(rule)},
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
                    "artifactLocation": _artifact(place),
                    "region": _region(place),
                },
                **({"logicalLocations": [{"fullyQualifiedName": finding.node}]} if finding.node else {}),
            }
        ],
        "partialFingerprints": {"ivrlint/v1": mark(finding)},
        **({"fixes": [_fix(finding.fix)]} if finding.fix else {}),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    files: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        files.setdefault(edit.place.source.path, []).append(edit)
    return {
        "description": {"text": str(fix.says)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(edits[0].place),
                "replacements": [
                    {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in edits
                ],
            }
            for edits in files.values()
        ],
        "properties": {"safe": fix.safe},
    }


def _artifact(place: Place) -> dict[str, str]:
    return {"uri": quote(place.source.path.replace("\\", "/"))}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
