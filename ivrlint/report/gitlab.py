"""GitLab's code quality report."""

import json

from ivrlint.lint.engine import Report
from ivrlint.report.marks import mark

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def document(report: Report) -> str:
    """A list of findings; each fingerprint is unique, since GitLab drops doubles."""
    seen: dict[str, int] = {}
    issues = []
    for finding in report.findings:
        known = mark(finding)
        seen[known] = seen.get(known, 0) + 1
        place = finding.place
        issues.append(
            {
                "description": str(finding.message),
                "check_name": finding.rule,
                "fingerprint": known if seen[known] == 1 else f"{known}-{seen[known]}",
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": place.source.path, "lines": {"begin": place.line, "end": place.end_line}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2)
