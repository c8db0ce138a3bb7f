"""How often each rule found something, the most frequent first: where to begin with an old menu."""

from collections import Counter

from ivrlint.lint.engine import Report
from ivrlint.lint.pages import summary as of_rule
from ivrlint.report.text import severity_names, summary


def document(report: Report) -> str:
    """Count, severity, rule and its summary in a line each; then what was found in all."""
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    width = max((len(rule) for rule, _ in counts), default=0)
    digits = len(str(max(counts.values(), default=0)))
    lines = [
        f"{count:>{digits}}  {severity_names[severity]!s:<7}  {rule:<{width}}  {of_rule(report.rules[rule])}"
        for (rule, severity), count in ranked
    ]
    return "\n".join([*lines, *([""] if lines else []), summary(report)])
