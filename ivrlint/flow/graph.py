"""Flow -> networkx.MultiDiGraph: the one place where an edge is made.

Rules, the call machine, pictures and reports walk these edges and nothing else, so that they can
never disagree about what a key, a silence or a closed hour does.

Besides the flow's nodes the graph has three of its own: START leads to every entry point, HANGUP is
where `hangup` leads, and LOST is where a call drops because nothing was defined.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple

import networkx as nx

from ivrlint.flow import model
from ivrlint.flow.place import Place

START = "(start)"
HANGUP = "hangup"
LOST = "(lost)"

EdgeKind = Literal[
    "start", "option", "key", "dial", "entered", "wait_key", "next", "case", "outcome", "no_input", "no_match"
]
CALLER_KINDS = frozenset({"option", "key", "dial", "entered", "wait_key"})  # a caller does this on purpose
FAILURE_KINDS = frozenset({"no_input", "no_match"})  # attempts have run out

BACK = "back"
ELSE = "else"


class Edge(NamedTuple):
    """One way on from a node.

    `key` is the option's key, the case or the outcome ("" for the other kinds); `to` is what the
    file says (None where it says nothing); `target` is the node's id, or HANGUP or LOST.
    """

    source: str
    target: str
    kind: EdgeKind
    key: str
    place: Place
    to: model.Target | None = None
    option: model.Option | None = None


class FlowGraph:
    """A flow with its edges. `exits[id]` lists a node's edges in the order of the file."""

    def __init__(self, flow: model.Flow) -> None:
        self.flow = flow
        self._ears: dict[str, model.Ears] = {}
        self._plain_ears = flow.ears(model.Menu(id="", place=flow.place, name=flow.place))
        self.exits: dict[str, list[Edge]] = {START: self._entries()}

        for id_, node in flow.nodes.items():
            self.exits[id_] = list(self._edges(node))
        self._lead_back()

    def ears(self, node: model.Node) -> model.Ears:
        """How that node listens, with nothing left open."""
        if node.listening is None:
            return self._plain_ears
        found = self._ears.get(node.id)
        if found is None:
            found = self._ears[node.id] = self.flow.ears(node)
        return found

    @cached_property
    def digraph(self) -> "nx.MultiDiGraph[str]":
        """The graph for networkx: node ids (attribute `node`), edges with attribute `edge`."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from((id_, {"node": node}) for id_, node in self.flow.nodes.items())
        graph.add_nodes_from((START, HANGUP, LOST))
        numbered: Iterator[Any] = (  # the stubs of networkx know no keys here
            (edge.source, edge.target, number, {"edge": edge})
            for edges in self.exits.values()
            for number, edge in enumerate(edges)
        )
        graph.add_edges_from(numbered)
        return graph

    def edges(self) -> Iterator[Edge]:
        """All edges, node by node in the order of the file."""
        for edges in self.exits.values():
            yield from edges

    def listens(self, node: model.Node) -> bool:
        """Does that node wait for the caller?"""
        return isinstance(node, model.Menu | model.Input)

    def keys_at(self, node: model.Node) -> tuple[model.Option, ...]:
        """The flow's keys that work at a node, its own options first. The first of two alike counts."""
        if not isinstance(node, model.Menu | model.Input):
            return ()
        own = node.options if isinstance(node, model.Menu) else ()
        return _first_of_each((*own, *(self.flow.keys if node.keys else ())))

    @cached_property
    def reachable(self) -> frozenset[str]:
        """What a call can come to, START, HANGUP and LOST included."""
        return frozenset({START} | nx.descendants(self.digraph, START))

    @cached_property
    def depth(self) -> dict[str, int]:
        """The fewest menus that a call passes through on its way to each reachable node."""
        return self._walk()[0]

    # Edges

    def _entries(self) -> list[Edge]:
        return [
            Edge(START, self._id(entry), "start", number or "", entry.place, entry)
            for number, entry in self.flow.start.items()
        ]

    def _edges(self, node: model.Node) -> Iterator[Edge]:
        match node:
            case model.Menu():
                yield from self._menu(node)
            case model.Message():
                yield self._edge(node, "next", node.next) if node.next else self._lost(node, "next")
            case model.Transfer():
                yield from self._transfer(node)
            case model.Input():
                yield self._edge(node, "entered", node.next) if node.next else self._lost(node, "entered")
                yield from self._shared_keys(node, frozenset())
                yield from self._failures(node)
            case model.Branch():
                yield from self._branch(node)
            case model.Lookup():
                yield from self._outcomes(node, node.on)
                if "error" not in node.on:
                    yield self._lost(node, "outcome", "error")
            case model.Voicemail() | model.Callback():
                if node.next:
                    yield self._edge(node, "next", node.next)
            case model.SubFlow():
                yield from self._outcomes(node, node.on)
                if node.next:
                    yield self._edge(node, "next", node.next)
                elif not node.on:
                    yield self._lost(node, "next")
            case model.Hangup() | model.Broken():
                pass

    def _menu(self, menu: model.Menu) -> Iterator[Edge]:
        taken: set[str] = set()
        for option in menu.options:
            if option.key not in taken:
                taken.add(option.key)
                yield self._option(menu, "option", option)
        if menu.dial is not None:
            yield (self._edge(menu, "dial", menu.dial.to) if menu.dial.to else self._lost(menu, "dial"))
        yield from self._shared_keys(menu, taken)
        yield from self._failures(menu)

    def _shared_keys(self, node: model.Menu | model.Input, taken: set[str] | frozenset[str]) -> Iterator[Edge]:
        if node.keys:
            for option in _first_of_each(self.flow.keys):
                if option.key not in taken:
                    yield self._option(node, "key", option)

    def _failures(self, node: model.Node) -> Iterator[Edge]:
        ears = self.ears(node)
        counters: tuple[tuple[EdgeKind, model.Retries], ...] = (
            ("no_input", ears.no_input),
            ("no_match", ears.no_match),
        )
        for kind, retries in counters:
            yield (self._edge(node, kind, retries.then) if retries.then else self._lost(node, kind))

    def _branch(self, node: model.Branch) -> Iterator[Edge]:
        for name in self.possible_cases(node):
            target = node.cases.get(name, node.otherwise)
            yield self._edge(node, "case", target, name) if target else self._lost(node, "case", name)

    def possible_cases(self, node: model.Branch) -> list[str]:
        """The cases that can come up: `open` only where hours ever open, a split's own names, any
        value of a field. What has no case of its own goes to `else`.
        """
        if node.hours is not None:
            hours = self.flow.hours.get(node.hours)
            if hours is None:
                return list(node.cases) or [ELSE]
            return ["open"] * hours.ever_open + ["closed"] * hours.ever_closed
        if node.split:
            return [name for name, share in node.split.items() if share > 0]
        return [*node.cases, ELSE]

    def _transfer(self, node: model.Transfer) -> Iterator[Edge]:
        for option in node.wait.keys if node.wait else ():
            yield self._option(node, "wait_key", option)
        yield from self._outcomes(node, node.on)
        if not node.on:
            yield self._lost(node, "outcome", "failed")

    def _outcomes(self, node: model.Node, on: Mapping[str, model.Target]) -> Iterator[Edge]:
        for name, target in on.items():
            yield self._edge(node, "outcome", target, name)

    def _option(self, node: model.Node, kind: EdgeKind, option: model.Option) -> Edge:
        if option.to is None:
            return Edge(node.id, LOST, kind, option.key, option.place, None, option)
        return Edge(node.id, self._id(option.to, node.id), kind, option.key, option.place, option.to, option)

    def _edge(self, node: model.Node, kind: EdgeKind, to: model.Target, key: str = "") -> Edge:
        return Edge(node.id, self._id(to, node.id), kind, key, to.place, to)

    def _lost(self, node: model.Node, kind: EdgeKind, key: str = "") -> Edge:
        return Edge(node.id, LOST, kind, key, node.name)

    def _id(self, to: model.Target, here: str = START) -> str:
        """The graph's node for what the file says. `back` stays, until the way there is known."""
        if to.to in self.flow.nodes:
            return to.to
        return {"repeat": here, "start": START, "hangup": HANGUP, "back": BACK}.get(to.to, LOST)

    # Ways

    def _lead_back(self) -> None:
        """Point every `back` at the menu before, on a shortest way from the start.

        One such edge is enough: it leads where the caller has been, so it reaches nothing new. At
        the first menu there is nothing before, and `back` repeats it.
        """
        if not any(edge.target == BACK for edge in self.edges()):
            return
        before = self._walk()[1]
        for id_, edges in self.exits.items():
            for number, edge in enumerate(edges):
                if edge.target == BACK:
                    edges[number] = edge._replace(target=before.get(id_) or id_)

    def _walk(self) -> tuple[dict[str, int], dict[str, str | None]]:
        """Breadth first by menus passed: depth of each node, and the last menu before it."""
        depth: dict[str, int] = {START: 0}
        before: dict[str, str | None] = {START: None}
        queue = deque([(START, 0)])
        while queue:
            id_, at = queue.popleft()
            if at > depth[id_]:
                continue
            is_menu = isinstance(self.flow.nodes.get(id_), model.Menu)
            for edge in self.exits.get(id_, ()):
                cost = 1 if is_menu else 0
                if edge.target == BACK or depth.get(edge.target, at + cost + 1) <= at + cost:
                    continue
                depth[edge.target] = at + cost
                before[edge.target] = id_ if is_menu else before[id_]
                (queue.append if cost else queue.appendleft)((edge.target, at + cost))
        return depth, before


def _first_of_each(options: tuple[model.Option, ...]) -> tuple[model.Option, ...]:
    """The options without those whose key stands before."""
    return tuple({option.key: option for option in reversed(options)}.values())[::-1]
