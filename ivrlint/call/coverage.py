"""What calls exercised of a flow: nodes, options, error paths, cases of branches, outcomes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ivrlint.call.phone import Phone, Station, Way
from ivrlint.call.record import Call
from ivrlint.call.state import Said
from ivrlint.flow.graph import Edge
from ivrlint.message import say

GROUPS = {
    "option": "options",
    "dial": "options",
    "wait_key": "options",
    "entered": "options",
    "key": "keys everywhere",
    "no_input": "error paths",
    "no_match": "error paths",
    "case": "cases",
    "outcome": "outcomes",
}
TITLES = {
    "nodes": say("nodes"),
    "options": say("options"),
    "keys everywhere": say("keys everywhere"),
    "error paths": say("error paths"),
    "cases": say("cases"),
    "outcomes": say("outcomes"),
}


_KINDS = {
    "option": say("option {key}"),
    "dial": say("extension"),
    "wait_key": say("key {key} while waiting"),
    "entered": say("entry"),
    "key": say("key {key}"),
    "no_input": say("silence"),
    "no_match": say("wrong key"),
    "case": say("case {key}"),
    "outcome": say("outcome {key}"),
}
_AGAIN = {"no_input": say("silence, asked again"), "no_match": say("wrong key, asked again")}


class Item(NamedTuple):
    """Something that a call can exercise: a node, or a way on from it."""

    group: str
    node: str
    kind: str
    key: str

    def __str__(self) -> str:
        again = self.key == "again" and self.kind in _AGAIN
        what = _AGAIN[self.kind] if again else say(_KINDS[self.kind], key=self.key) if self.kind else ""
        return f"{self.node}: {str(what).strip()}" if what else self.node


class Part(NamedTuple):
    """How much of a group was exercised."""

    name: str
    done: int
    all: int
    missing: tuple[Item, ...]

    @property
    def share(self) -> float:
        """In per cent; 100 where there is nothing to exercise."""
        return 100.0 * self.done / self.all if self.all else 100.0


class Coverage:
    """Gathers what calls exercise on one phone. Sub-flows count for their own files."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.done: set[Item] = set()
        reachable = phone.graph.reachable
        self.items = tuple(
            dict.fromkeys(
                item for id_, station in phone.stations.items() if id_ in reachable for item in items(station)
            )
        )

    def add(self, calls: Iterable[Call]) -> None:
        """Count these calls."""
        for call in calls:
            self.done.update(exercised(call))

    def parts(self) -> list[Part]:
        """How much of each group was exercised; a key that holds everywhere counts once."""
        found = []
        for group in TITLES:
            all_ = [item for item in self.items if item.group == group]
            if all_:
                missing = tuple(item for item in all_ if item not in self.done)
                found.append(Part(group, len(all_) - len(missing), len(all_), missing))
        return found

    def total(self) -> float:
        """The share of everything, in per cent."""
        return 100.0 * len(self.done.intersection(self.items)) / len(self.items) if self.items else 100.0


def items(station: Station, *, each_key: bool = False) -> Iterator[Item]:
    """All that can be exercised at a node; `each_key` counts keys that hold everywhere at every node."""
    yield Item("nodes", station.id, "", "")
    for edge in station.phone.graph.exits[station.id]:
        if edge.kind in GROUPS:
            yield of_edge(edge, each_key=each_key)
    if station.kind in ("menu", "input"):
        for kind, retries in (("no_input", station.ears.no_input), ("no_match", station.ears.no_match)):
            if retries.attempts > 1:
                yield Item("error paths", station.id, kind, "again")


def of_edge(edge: Edge, *, each_key: bool = False) -> Item:
    """The item of an edge."""
    everywhere = edge.kind == "key" and not each_key
    return Item(GROUPS[edge.kind], "*" if everywhere else edge.source, edge.kind, edge.key)


def exercised(call: Call, *, each_key: bool = False) -> Iterator[Item]:
    """All that a call exercised, in order; that of sub-flows too."""
    for _, heard in call.moments:
        for number, item in enumerate(heard):
            if isinstance(item, Said):
                if item.kind in ("no_input", "no_match") and not _gave_up(heard[number + 1 :]):
                    yield Item("error paths", item.node, item.kind, "again")
            elif isinstance(item, Way):
                if item.edge.kind in GROUPS:
                    yield of_edge(item.edge, each_key=each_key)
                if item.target is not None:
                    yield Item("nodes", item.target.id, "", "")


def _gave_up(rest: Iterable[object]) -> bool:
    """Does a silence or a wrong key end the attempts?"""
    following = next(iter(rest), None)
    edge = getattr(following, "edge", None)
    return edge is not None and edge.kind in ("no_input", "no_match")
