"""A rule's page as a person reads it: its docstring with its limits and its sources."""

from ivrlint.lint.rule import Rule
from ivrlint.lint.sources import Source, citations

_MARKS = {"P": "read in full", "P-abs": "abstract or contents list read", "D": "derived from a number that was read"}
_GRADES = {
    "A": "law or binding regulation",
    "B": "peer-reviewed or formal standard",
    "C": "practice or vendor guideline",
    "D": "customer-service text or project default",
}


def page(rule: Rule) -> str:
    """The whole page, Markdown."""
    parts = [f"# {rule.name}\n\n{rule.family} · {rule.severity}\n\n{rule.page}"]
    if rule.limits:
        rows = "\n".join(f"- `{name}`: {value}" for name, value in rule.limits.items())
        parts.append(f"## Limits\n{rows}")
    if rule.sources:
        rows = "\n".join(f"- {_reference(source)}" for source in citations(rule.sources))
        parts.append(f"## Sources\n{rows}")
    else:
        parts.append("## Sources\nA default of this project; no outside source is claimed.")
    return "\n\n".join(parts)


def _reference(source: Source) -> str:
    """One source in a line, its address where it has one."""
    address = f" <{source.address}>" if source.address else ""
    return f"{source.citation}{address} ({source.grade}, {_GRADES[source.grade]}; {_MARKS[source.mark]})"
