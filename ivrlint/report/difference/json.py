"""A difference for machines: exactly one JSON object."""

import json
from typing import Any

from ivrlint.call.compare.change import Change
from ivrlint.lint.rule import Finding
from ivrlint.report.difference import Compared


def document(compared: Compared) -> str:
    """The difference as one JSON object, version 1."""
    difference = compared.difference
    content = {
        "version": 1,
        "old": compared.old,
        "new": compared.new,
        "changes": [_change(change) for change in difference.changes],
        "findings": {
            "gained": [_finding(finding) for finding in difference.gained],
            "resolved": [_finding(finding) for finding in difference.resolved],
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _change(change: Change) -> dict[str, Any]:
    return {
        "group": change.group,
        "sign": change.sign,
        "message": str(change.message),
        "old": change.old,
        "new": change.new,
        "ways": [str(way) for way in change.ways],
        "more_ways": change.more,
        "language": change.language,
        "words": [{"sign": piece.sign, "text": piece.text} for piece in change.words],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": str(finding.message),
        "path": place.source.path,
        "line": place.line,
        "node": finding.node,
    }
