"""The evaluation form: marks from 0 to 10, from the findings and from measured times.

What counts for what is data (`form.yaml`). A mark is `10 · exp(-(3·errors + warnings + 0.2·infos) / 10)`;
a time over its limit counts as that many warnings as it is limits too long. Weights are defaults of
this project, not findings of research.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from ivrlint.flow.complaints import Complaints
from ivrlint.flow.kinds import Key, Shape, Table, listing
from ivrlint.flow.model import Input, Menu, Transfer
from ivrlint.flow.place import Source
from ivrlint.flow.scalars import name, whole
from ivrlint.flow.tree import Mapping as TreeMapping
from ivrlint.flow.tree import grow
from ivrlint.lint.rule import Finding
from ivrlint.lint.rules import all_rules
from ivrlint.lint.study import Study
from ivrlint.message import say

_FORM = Path(__file__).with_name("form.yaml")
_WEIGHTS = {"error": 3.0, "warning": 1.0, "info": 0.2}
_BREADTH = 10.0  # how many warnings bring a mark down to 10/e


class Criterion(NamedTuple):
    """One line of the form: its part, its title by language, and what counts for it."""

    id: str
    part: str
    title: Mapping[str, str]
    source: str
    rules: frozenset[str]
    measures: Mapping[str, int]


class Measured(NamedTuple):
    """A measured time and the one from which it counts, in seconds."""

    name: str
    seconds: float
    limit: int

    @property
    def excess(self) -> float:
        """How many limits it is too long."""
        return max(0.0, self.seconds / self.limit - 1)


class Mark(NamedTuple):
    """A criterion's mark, 0 to 10, and what stands behind it."""

    criterion: Criterion
    mark: float
    findings: tuple[Finding, ...]
    measured: tuple[Measured, ...]


def marks(study: Study, findings: Iterable[Finding]) -> list[Mark]:
    """The marks of a flow in the order of the form."""
    found = list(findings)
    times = measures(study)
    return [_mark(criterion, found, times) for criterion in form()]


def total(of: Iterable[Mark]) -> float:
    """The mean of marks."""
    values = [mark.mark for mark in of]
    return sum(values) / len(values) if values else 0.0


def _mark(criterion: Criterion, findings: list[Finding], times: Mapping[str, float]) -> Mark:
    behind = tuple(finding for finding in findings if finding.rule in criterion.rules)
    measured = tuple(Measured(measure, times[measure], limit) for measure, limit in criterion.measures.items())
    weight = sum(_WEIGHTS[finding.severity] for finding in behind) + sum(time.excess for time in measured)
    return Mark(criterion, 10 * exp(-weight / _BREADTH), behind, measured)


def measures(study: Study) -> dict[str, float]:
    """The times that the form may name, in seconds; 0 where a flow has nothing to measure."""
    until = study.times.until
    people = [until[node.id] for node in study.all(Transfer) if node.person and node.id in until]
    ends = [until[id_] for id_ in study.flow.nodes if id_ in until and not isinstance(study.node(id_), Menu | Input)]
    menus = [study.seconds(offer.text, offer.language) for menu in study.all(Menu) for offer in study.offers(menu)]
    listeners: list[Menu | Input] = [*study.all(Menu), *study.all(Input)]
    places = [study.times.kept(node) for node in listeners]
    return {
        "longest-menu": max(menus, default=0.0),
        "longest-wait-in-place": max(places, default=0.0),
        "way-to-a-person": min(people, default=0.0),
        "mean-way": sum(ends) / len(ends) if ends else 0.0,
    }


_CRITERION = Shape(
    say("a criterion"),
    "One line of the form.",
    (
        Key("title", Table(name), "By language.", "{en: Patience}", required=True),
        Key("source", name, "Where it comes from.", "seed003", required=True),
        Key("rules", listing(name), "Rules and families that count.", "[timing]", required=True),
        Key("measures", Table(whole), "Times that count, with their limits in seconds.", "{mean-way: 48}"),
    ),
)


@cache
def form() -> tuple[Criterion, ...]:
    """All criteria, in order."""
    root = grow(Source(str(_FORM), _FORM.read_text("utf-8"))).root
    reader = Complaints([])
    parts: list[tuple[str, Any]] = (
        [(key.value, piece) for key, piece in root.pairs] if isinstance(root, TreeMapping) else []
    )
    return tuple(
        _criterion(key.value, part, _CRITERION.read(piece, reader, ""))
        for part, pieces in parts
        for key, piece in pieces.pairs
    )


def _criterion(id_: str, part: str, values: Mapping[str, Any]) -> Criterion:
    named = set(values["rules"])
    rules = frozenset(rule.name for rule in all_rules().values() if named & {rule.name, rule.family})
    return Criterion(id_, part, values["title"], values["source"], rules, values.get("measures", {}))
