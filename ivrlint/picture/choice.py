"""Which nodes and edges a picture shows: all, or those within a depth, behind a node, or on the ways to one."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import networkx as nx

from ivrlint.flow.graph import CALLER_KINDS, FAILURE_KINDS, HANGUP, LOST, START, Edge, FlowGraph
from ivrlint.flow.model import Menu, Option, Target
from ivrlint.picture.scene import ANYWHERE, MORE, Manner

FAILURES = frozenset({"error", "failed", "timeout", "busy", "no_answer", "full"})  # outcomes of a lookup or a transfer


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user wants to see of a flow."""

    depth: int | None = None
    begin: str | None = None
    to: str | None = None
    errors: bool = True
    everywhere: bool = False  # draw at each node what holds at every node


class Drawn(NamedTuple):
    """An edge as it is drawn: perhaps from ANYWHERE, perhaps only as far as MORE."""

    source: str
    target: str
    edge: Edge
    manner: Manner


@dataclass(frozen=True, slots=True)
class Choice:
    """The nodes and edges of a picture."""

    lanes: dict[str, int]  # every node that is drawn, with the menus before it
    drawn: list[Drawn]
    returning: frozenset[tuple[str, str]]  # from and to: ways back to where every such call has been
    cut: dict[str, int]  # for a MORE node: how many nodes it stands for


def manner(edge: Edge) -> Manner:
    """How a call goes that way."""
    if edge.kind in FAILURE_KINDS or (edge.kind == "outcome" and edge.key in FAILURES):
        return "failure"
    return "caller" if edge.kind in CALLER_KINDS else "system"


def choose(graph: FlowGraph, limits: Limits) -> Choice:
    """The nodes and edges that a picture shows."""
    root = limits.begin or START
    asking: set[str] = set()
    drawn = list(_drawn(graph, limits, asking))
    if limits.to is not None:
        drawn = _leading(drawn, root, limits.to)
        asking.add(root)
    menus = {id_ for id_, node in graph.flow.nodes.items() if isinstance(node, Menu)} | {ANYWHERE}
    lanes = _lanes(menus, drawn, root, asking)
    if limits.begin is None and limits.to is None:  # what no call comes to stands beside the rest
        known = graph.reachable
        lanes.update({id_: 0 for id_ in graph.flow.nodes if id_ not in lanes and id_ not in known})
        last = max(lanes.values())
        ends = {way.target for way in drawn if way.source in lanes and way.target in (HANGUP, LOST)}
        lanes.update({end: last for end in sorted(ends) if end not in lanes})
    drawn = [way for way in drawn if way.source in lanes and way.target in lanes]
    drawn, cut = _cut(drawn, lanes, limits.depth)
    return Choice(lanes, drawn, _returning(drawn, root), cut)


def _drawn(graph: FlowGraph, limits: Limits, asking: set[str]) -> Iterator[Drawn]:
    """All ways; `asking` is told the nodes at which those from ANYWHERE hold."""
    shared: set[tuple[object, ...]] = set()
    listening = graph.flow.listening
    ends = {"no_input": listening.no_input.then, "no_match": listening.no_match.then}
    for edge in graph.edges():
        how = manner(edge)
        if how == "failure" and not limits.errors:
            continue
        if limits.everywhere or not _is_shared(edge, ends):
            yield Drawn(edge.source, edge.target, edge, how)
            continue
        asking.add(edge.source)
        if (edge.kind, edge.key, edge.target) not in shared and not _stays(edge.option):
            shared.add((edge.kind, edge.key, edge.target))
            yield Drawn(ANYWHERE, edge.target, edge, how)


def _is_shared(edge: Edge, ends: dict[str, Target | None]) -> bool:
    """Is it the same at every menu and input?"""
    if edge.kind == "key":
        return True
    return edge.kind in ends and edge.to is not None and edge.to is ends[edge.kind] and edge.to.to not in _RELATIVE


_RELATIVE = ("repeat", "back")


def _stays(option: Option | None) -> bool:
    """Does the key lead to no place of its own?"""
    return option is not None and option.to is not None and option.to.to in _RELATIVE


def _leading(drawn: list[Drawn], root: str, goal: str) -> list[Drawn]:
    """The ways from the root to a node, without going round."""
    returning = _returning(drawn, root)
    ahead = [way for way in drawn if way.source != goal and (way.source, way.target) not in returning]
    there = _closure([goal], ((way.target, way.source) for way in ahead))
    return [way for way in ahead if way.source in there and way.target in there]


def _closure(first: Iterable[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    after: dict[str, list[str]] = {}
    for source, target in steps:
        after.setdefault(source, []).append(target)
    found, stack = set(first), list(first)
    while stack:
        for target in after.get(stack.pop(), ()):
            if target not in found:
                found.add(target)
                stack.append(target)
    return found


def _lanes(menus: set[str], drawn: list[Drawn], root: str, asking: set[str]) -> dict[str, int]:
    """For each node that calls come to, how many menus they have passed: by choice if possible, else by failure."""
    exits: dict[str, list[Drawn]] = {}
    for way in drawn:
        exits.setdefault(way.source, []).append(way)
    lanes = {root: 0}
    for manners in (("caller", "system"), ("caller", "system", "failure")):
        _walk(lanes, exits, menus, manners)
        if ANYWHERE in exits and ANYWHERE not in lanes and not asking.isdisjoint(lanes):
            lanes[ANYWHERE] = 0
            _walk(lanes, exits, menus, manners)
    return lanes


def _walk(lanes: dict[str, int], exits: dict[str, list[Drawn]], menus: set[str], manners: tuple[str, ...]) -> None:
    """Breadth first by menus passed, on from the nodes that have a lane; those keep it."""
    queue = deque(sorted(((at, id_) for id_, at in lanes.items()), key=lambda item: item[0]))
    fixed = set(lanes)
    while queue:
        at, id_ = queue.popleft()
        if at > lanes[id_]:
            continue
        cost = int(id_ in menus)
        for way in exits.get(id_, ()):
            target = way.target
            if way.manner in manners and target not in fixed and lanes.get(target, at + cost + 1) > at + cost:
                lanes[target] = at + cost
                (queue.append if cost else queue.appendleft)((at + cost, target))


def _cut(drawn: list[Drawn], lanes: dict[str, int], depth: int | None) -> tuple[list[Drawn], dict[str, int]]:
    """Without what lies deeper: one MORE for each box that leads there."""
    if depth is None or all(lane <= depth for lane in lanes.values()):
        return drawn, {}
    beyond = {id_ for id_, lane in lanes.items() if lane > depth}
    kept: list[Drawn] = []
    behind: dict[str, set[str]] = {}
    steps = [(way.source, way.target) for way in drawn if way.source in beyond and way.target in beyond]
    for way in drawn:
        if way.source in beyond:
            continue
        if way.target in beyond:
            behind.setdefault(MORE + way.source, set()).add(way.target)
            way = way._replace(target=MORE + way.source)  # noqa: PLW2901
        kept.append(way)
    cut = {more: len(_closure(targets, steps)) for more, targets in behind.items()}
    for id_ in beyond:
        del lanes[id_]
    lanes.update(dict.fromkeys(cut, depth + 1))
    return kept, cut


def _returning(drawn: list[Drawn], root: str) -> frozenset[tuple[str, str]]:
    """The ways that lead back to where every call that can go them has been."""
    graph: nx.DiGraph[str] = nx.DiGraph([(way.source, way.target) for way in drawn])
    graph.add_edge(root, ANYWHERE)
    before = nx.immediate_dominators(graph, root)
    order = _numbered(before, root)
    return frozenset(
        (way.source, way.target)
        for way in drawn
        if way.source == way.target
        or (
            way.source in order
            and way.target in order
            and order[way.target][0] <= order[way.source][0] <= order[way.target][1]
        )
    )


def _numbered(before: dict[str, str], root: str) -> dict[str, tuple[int, int]]:
    """For each node of the tree of dominators when a walk enters and leaves it: one holds another if its span does."""
    below: dict[str, list[str]] = {}
    for id_, above in before.items():
        if id_ != root and above is not None:
            below.setdefault(above, []).append(id_)
    spans: dict[str, tuple[int, int]] = {}
    entered: dict[str, int] = {}
    stack, clock = [(root, False)], 0
    while stack:
        id_, leaving = stack.pop()
        clock += 1
        if leaving:
            spans[id_] = entered[id_], clock
            continue
        entered[id_] = clock
        stack.append((id_, True))
        stack += [(child, False) for child in below.get(id_, ())]
    return spans
