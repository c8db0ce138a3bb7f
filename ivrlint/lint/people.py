"""How callers get to a person: how far it is, what they must enter first, with which keys they ask for one."""

from functools import cached_property

from ivrlint.flow.graph import FAILURE_KINDS, LOST, START, Edge, FlowGraph
from ivrlint.flow.model import Broken, Input, Menu, Node, SubFlow, Transfer
from ivrlint.language.words import words
from ivrlint.lint.listeners import asks_openly
from ivrlint.lint.stretches import Stretches
from ivrlint.platforms.draft import BOT

TALKED = "done"  # a transfer's outcome: somebody took the call


def is_person(node: Node | None) -> bool:
    """Does a person answer there?"""
    return isinstance(node, Transfer) and node.person


class People:
    """The ways to the people of a flow."""

    def __init__(self, graph: FlowGraph, stretches: Stretches) -> None:
        self._graph = graph
        self._stretches = stretches

    @cached_property
    def questions(self) -> dict[str, int]:
        """For each node from which a person can be reached: the fewest menus or inputs that stand
        between, the node itself not counted when it is the person. What happens only when a caller
        does not answer, or when a system or another machine fails, is no way; nor is an extension, which one
        has to know.
        """
        nodes = self._graph.flow.nodes
        steps = {id_: 0 for id_, node in nodes.items() if is_person(node)}
        level = list(steps)
        while level:
            nearer = level
            farther: list[str] = []
            while nearer:
                id_ = nearer.pop()
                for edge in self._stretches.arrivals.get(id_, ()):
                    if edge.kind in FAILURE_KINDS or self._is_extension(edge) or self._is_mishap(edge):
                        continue
                    cost = steps[id_] + isinstance(nodes.get(edge.source), Menu | Input)
                    if steps.get(edge.source, cost + 1) > cost:
                        steps[edge.source] = cost
                        (nearer if cost == steps[id_] else farther).append(edge.source)
            level = farther
        return steps

    def _is_extension(self, edge: Edge) -> bool:
        """Are several digits dialled, not just any key?"""
        menu = self._graph.flow.nodes.get(edge.source)
        return edge.kind == "dial" and isinstance(menu, Menu) and menu.dial is not None and menu.dial.digits[1] > 1

    def _is_mishap(self, edge: Edge) -> bool:
        """Does a call go there only because something did not work?"""
        if edge.kind != "outcome":
            return False
        return edge.key == "error" or isinstance(self._graph.flow.nodes[edge.source], Transfer)

    @cached_property
    def offered(self) -> bool:
        """Does a way that a caller can choose lead to a person?"""
        return any(edge.target in self.questions for edge in self._graph.exits[START])

    @cached_property
    def asked_before(self) -> frozenset[str]:
        """The inputs that a caller must fill in before any person can be reached; none where there is a way round."""
        freely = self._stretches.without_data
        nodes = self._graph.flow.nodes
        if any(is_person(nodes.get(id_)) for id_ in freely):
            return frozenset()
        entries = {id_: node for id_ in freely if isinstance(node := nodes.get(id_), Input)}
        return frozenset(
            id_
            for id_, node in entries.items()
            if BOT not in node.tags and id_ in self.questions and not asks_openly(node, self._graph.ears(node))
        )

    @cached_property
    def talked_before(self) -> frozenset[str]:
        """The nodes to which callers come only when they have talked to somebody, as a survey behind a transfer."""
        fresh = {START}
        waiting = [START]
        while waiting:
            for edge in self._graph.exits.get(waiting.pop(), ()):
                if edge.target not in fresh and not self._is_answered(edge):
                    fresh.add(edge.target)
                    waiting.append(edge.target)
        return frozenset(self._graph.reachable - fresh)

    def _is_answered(self, edge: Edge) -> bool:
        return edge.key == TALKED and is_person(self._graph.flow.nodes.get(edge.source))

    def may_lead(self, edge: Edge) -> bool:
        """Is it unknown whether that leads to a person: no such node, one that cannot be read, another flow?"""
        if edge.target == LOST:
            return edge.to is not None
        return isinstance(self._graph.flow.nodes.get(edge.target), Broken | SubFlow)

    def is_asked_for(self, edge: Edge) -> bool:
        """Does a caller press this key to have a person? It is 0, or its label says so, and it leads to one."""
        if edge.option is None or edge.target not in self.questions:
            return False
        spoken = edge.option.label.spoken if edge.option.label else {}
        return edge.key == "0" or any(words(language).find("person", text) for language, text in spoken.items())
