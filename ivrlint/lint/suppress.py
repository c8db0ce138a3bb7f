"""Comments that silence findings: what they cover, and which of them cover nothing."""

from collections.abc import Iterable
from typing import NamedTuple

from ivrlint.flow.model import Directive, Flow
from ivrlint.flow.place import Place, Source
from ivrlint.lint.rule import Finding


class Suppressions(NamedTuple):
    """The comments of a flow, those among them that silenced something, the rules that ran, and a team's own."""

    directives: tuple[Directive, ...]
    used: frozenset[tuple[Place, str]]  # a directive's place and the rule that it silenced
    ran: frozenset[str]
    own: frozenset[str]
    source: Source  # of the flow itself; comments of included files stand elsewhere


def silenced(
    findings: Iterable[Finding], flow: Flow, ran: frozenset[str], own: frozenset[str]
) -> tuple[list[Finding], Suppressions]:
    """The findings that no comment silences, and what the comments did."""
    covers = _Covers(flow)
    kept, used = [], set()
    for finding in findings:
        directive = covers.find(finding)
        if directive is None:
            kept.append(finding)
        else:
            used.add((directive.place, finding.rule))
    return kept, Suppressions(flow.directives, frozenset(used), ran, own, flow.source)


class _Covers:
    """Which lines of which file each comment covers: its own, or the node below it."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.spans = [(directive, self._span(directive)) for directive in flow.directives]

    def find(self, finding: Finding) -> Directive | None:
        """The comment that silences a finding, None where no comment does."""
        place = finding.place
        for directive, (first, last) in self.spans:
            if (
                finding.rule in directive.rules
                and directive.place.source is place.source
                and first <= place.line <= last
            ):
                return directive
        return None

    def _span(self, directive: Directive) -> tuple[int, int]:
        line = directive.place.line
        if directive.whole_file:
            return 1, len(directive.place.source.lines)
        if not directive.alone:
            return line, line
        below = self._next_line(directive)
        nodes = [
            node
            for node in self.flow.nodes.values()
            if node.place.source is directive.place.source and node.place.line == below
        ]
        return (below, max(node.place.end_line for node in nodes)) if nodes else (below, below)

    def _next_line(self, directive: Directive) -> int:
        """The next line that is neither empty nor a comment."""
        lines = directive.place.source.lines
        for number in range(directive.place.line, len(lines)):
            text = lines[number].strip()
            if text and not text.startswith("#"):
                return number + 1
        return directive.place.line
