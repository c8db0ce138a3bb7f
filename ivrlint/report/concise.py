"""One line a finding, as compilers write them; editors and `grep` know the form."""

from ivrlint.lint.engine import Report
from ivrlint.report.text import summary


def document(report: Report) -> str:
    """`path:line:column: severity: message [rule]`, and the summary."""
    lines = [
        f"{finding.place.source.path}:{finding.place.line}:{finding.place.column}: "
        f"{finding.severity}: {finding.message} [{finding.rule}]"
        for finding in report.findings
    ]
    return "\n".join([*lines, summary(report)])
