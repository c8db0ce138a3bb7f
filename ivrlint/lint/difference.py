"""The whole difference between two flows: what changed for callers, and what the linter finds now and no longer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ivrlint.call.compare.change import Change
from ivrlint.call.compare.compare import compare
from ivrlint.call.phone import Phone
from ivrlint.flow.read import Reading
from ivrlint.lint import engine
from ivrlint.lint.rule import Finding
from ivrlint.lint.settings import Settings

_OF_NODES = ("texts", "answers", "waiting")


class Difference(NamedTuple):
    """What changed from one flow to another. `changes` empty: callers notice nothing."""

    changes: tuple[Change, ...]
    pairs: Mapping[str, str]  # old id -> new id, for nodes that callers experience as the same
    gained: tuple[Finding, ...]  # with places in the new flow
    resolved: tuple[Finding, ...]  # with places in the old one

    @property
    def changed(self) -> frozenset[str]:
        """The nodes of the new flow that have stayed, but say or do something else."""
        return frozenset(change.new for change in self.changes if change.new and change.group in _OF_NODES)


def difference(old: Reading, new: Reading, settings: Settings) -> Difference:
    """Compare two flows that have been read, and what rules find in them by the same settings.

    Raises ValueError where a reading has no flow.
    """
    if old.flow is None or new.flow is None:
        raise ValueError("there is no flow to compare")
    compared = compare(Phone(old.flow), Phone(new.flow))
    before, after = (engine.lint([reading], settings).findings for reading in (old, new))
    gained = _only(after, Counter(_known_by(finding, compared.pairs) for finding in before), {})
    resolved = _only(before, Counter(_known_by(finding, {}) for finding in after), compared.pairs)
    return Difference(compared.changes, compared.pairs, tuple(gained), tuple(resolved))


def _only(findings: Iterable[Finding], others: "Counter[object]", names: Mapping[str, str]) -> Iterator[Finding]:
    """The findings that have no counterpart among the others."""
    left = Counter(others)
    for finding in findings:
        key = _known_by(finding, names)
        if left[key]:
            left[key] -= 1
        else:
            yield finding


def _known_by(finding: Finding, names: Mapping[str, str]) -> object:
    """The same for one fault in both flows, though ids, lines and numbers differ."""
    node = names.get(finding.node, finding.node) if finding.node else None
    return finding.rule, node, finding.message.template
