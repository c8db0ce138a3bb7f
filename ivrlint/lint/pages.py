"""A rule's page as a person reads it: its docstring with its limits and its sources."""

from ivrlint.lint.rule import Rule
from ivrlint.lint.sources import Source, citations
from ivrlint.locale import PAGES, markdown, translated
from ivrlint.message import say

_MARKS = {
    "P": say("read in full"),
    "P-abs": say("abstract or contents list read"),
    "D": say("derived from a number that was read"),
}
_MENDS = {
    "safe": say("`ivrlint lint --fix` can mend it"),
    "unsafe": say("`ivrlint lint --fix-unsafe` can mend it"),
}
_GRADES = {
    "A": say("law or binding regulation"),
    "B": say("peer-reviewed or formal standard"),
    "C": say("practice or vendor guideline"),
    "D": say("customer-service text or project default"),
}


def summary(rule: Rule) -> str:
    """The fault in a sentence."""
    return translated(rule.summary, PAGES)


def content(rule: Rule) -> str:
    """What the rule's docstring says, Markdown."""
    return markdown.page(rule.page)


def page(rule: Rule) -> str:
    """The whole page, Markdown."""
    head = [rule.family, rule.severity, *([str(_MENDS[rule.fixes])] if rule.fixes != "never" else [])]
    parts = [f"# {rule.name}\n\n{' · '.join(head)}\n\n{content(rule)}"]
    if rule.limits:
        rows = "\n".join(f"- `{name}`: {value}" for name, value in rule.limits.items())
        parts.append(f"## {say('Limits')}\n{rows}")
    if rule.sources:
        rows = "\n".join(f"- {_reference(source)}" for source in citations(rule.sources))
        parts.append(f"## {say('Sources')}\n{rows}")
    else:
        parts.append(f"## {say('Sources')}\n{say('A default of this project; no outside source is claimed.')}")
    return "\n\n".join(parts)


def _reference(source: Source) -> str:
    """One source in a line, its address where it has one."""
    address = f" <{source.address}>" if source.address else ""
    return f"{source.citation}{address} ({source.grade}, {_GRADES[source.grade]}; {_MARKS[source.mark]})"
