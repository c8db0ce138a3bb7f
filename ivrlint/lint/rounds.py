"""What calls go round in: callers who do nothing, whose keys are not understood, or who find no way out."""

from collections import Counter
from collections.abc import Callable, Container, Mapping
from functools import cached_property

import networkx as nx

from ivrlint.flow.graph import FAILURE_KINDS, START, Edge, FlowGraph
from ivrlint.flow.model import Branch, Broken, Callback, Hangup, Input, Lookup, Menu, SubFlow, Transfer, Voicemail
from ivrlint.lint.ways import closure
from ivrlint.platforms.draft import MISHAP

Steps = Mapping[str, list[str]]
Round = list[str]  # ids, the earliest of the file first

_AUTOMATIC = frozenset({"next", "case", "outcome", "no_input", "start"})
_IDLE = _AUTOMATIC | {"no_match"}
_UNASKED = _AUTOMATIC - {"no_input"}
_ENDS = frozenset({Transfer, Voicemail, Callback, SubFlow, Hangup, Broken})


class Rounds:
    """The rounds of a flow, one for each strongly connected part, in the order of the file.

    Waiting in a queue for a person counts as getting somewhere, unless the queue leads back to itself unasked.
    """

    def __init__(self, graph: FlowGraph) -> None:
        self._graph = graph

    @cached_property
    def silent(self) -> list[Round]:
        """Rounds that hold callers who do nothing for ever, apart from traps."""
        if not self._turns:
            return []
        asking = self._rounds(self._steps(self._goes_by_itself))
        unasked = self._rounds(self._steps(lambda edge: edge.kind in _UNASKED and not self._is_decided(edge)))
        return self._sorted(_apart([*asking, *unasked], self.traps))

    @cached_property
    def misheard(self) -> list[Round]:
        """Rounds that hold callers whose keys are not understood, apart from traps and those of silence."""
        if not self._turns:
            return []
        idle = self._rounds(self._steps(lambda edge: edge.kind == "no_match" or self._goes_by_itself(edge)))
        return _apart(idle, [*self.traps, *self.silent])

    @cached_property
    def _turns(self) -> bool:
        """Can a call go round at all without a choice of the caller? A first look, which is nearly always the last."""
        exits = self._graph.exits
        return bool(
            _core(
                {
                    id_: [edge.target for edge in exits.get(id_, ()) if edge.kind in _IDLE]
                    for id_ in self._graph.reachable
                }
            )
        )

    @cached_property
    def traps(self) -> list[Round]:
        """Rounds that no key leads out of: not to a person, not to a mailbox, not to the end of the call.

        Attempts that run out and a system that does not answer are no ways out: no caller chooses them.
        """
        steps = self._steps(_chosen, self._stuck())
        nodes = self._graph.flow.nodes
        asking = {id_ for id_ in steps if isinstance(nodes.get(id_), Menu | Input)}
        parts = [part for part in _parts(steps) if all(part.issuperset(steps[id_]) for id_ in part)]
        return self._sorted([self._round(part & asking, part, steps) for part in parts if part & asking])

    def _stuck(self) -> set[str]:
        """The nodes from which no choices of the caller lead to an end."""
        exits, nodes = self._graph.exits, self._graph.flow.nodes
        free, left = set[str](), list[str]()
        for id_ in self._graph.reachable:
            at_an_end = type(nodes.get(id_)) in _ENDS or not any(map(_chosen, exits.get(id_, ())))
            (free.add if at_an_end else left.append)(id_)
        # One look at each settles most: one step from an end, or from the key to a person that works everywhere.
        stuck = {id_ for id_ in left if not any(edge.target in free and _chosen(edge) for edge in exits[id_])}
        sources: dict[str, list[str]] = {}
        for edge in (edge for id_ in stuck for edge in exits[id_] if _chosen(edge)):
            sources.setdefault(edge.target, []).append(edge.source)
        return stuck.difference(closure(sources.keys() - stuck, sources))

    def _steps(self, follows: Callable[[Edge], bool], of: Container[str] | None = None) -> Steps:
        """Where the edges that `follows` picks lead, for each of these nodes, or for all that a call comes to."""
        among = self._graph.reachable if of is None else of
        return {
            id_: [edge.target for edge in edges if follows(edge)]
            for id_, edges in self._graph.exits.items()
            if id_ in among
        }

    def _is_decided(self, edge: Edge) -> bool:
        """Does a program of another platform decide whether the call goes there, and may it end the round some time?"""
        flow = self._graph.flow
        node = flow.nodes.get(edge.source) if flow.origin else None
        if isinstance(node, Branch) and MISHAP in node.tags and node.otherwise:
            return edge.target != node.otherwise.to  # but for a mishap, the call goes on
        if isinstance(node, Transfer) and node.person:
            return edge.kind == "outcome"  # somebody may answer the next time
        if isinstance(node, Lookup | Branch):
            return len({other.target for other in self._graph.exits[edge.source]}) > 1
        return isinstance(node, SubFlow)

    def _goes_by_itself(self, edge: Edge) -> bool:
        if self._is_decided(edge):
            return False
        if edge.kind != "outcome" or edge.key != "timeout":
            return edge.kind in _AUTOMATIC
        node = self._graph.flow.nodes[edge.source]
        return not (isinstance(node, Transfer) and node.person)

    def _rounds(self, steps: Steps) -> list[Round]:
        """A round of each strongly connected part."""
        return self._sorted([self._round(part - {START}, part, steps) for part in _parts(steps) if part != {START}])

    def _round(self, through: set[str], part: set[str], steps: Steps) -> Round:
        """The shortest round through the earliest of some nodes of a part, from its own earliest node on."""
        round_ = _round(min(through, key=self._order.__getitem__), part, steps)
        first = round_.index(min(round_, key=self._order.__getitem__))
        return [*round_[first:], *round_[:first]]

    def _sorted(self, rounds: list[Round]) -> list[Round]:
        return sorted(rounds, key=lambda round_: self._order[round_[0]])

    @cached_property
    def _order(self) -> dict[str, int]:
        return {id_: number for number, id_ in enumerate(self._graph.flow.nodes)}


def _apart(rounds: list[Round], others: list[Round]) -> list[Round]:
    """The rounds that share no node with one of the others, or with a round before them."""
    held = {id_ for round_ in others for id_ in round_}
    apart = []
    for round_ in rounds:
        if held.isdisjoint(round_):
            held.update(round_)
            apart.append(round_)
    return apart


def _chosen(edge: Edge) -> bool:
    return edge.kind not in FAILURE_KINDS and not (edge.key == "error" and edge.kind == "outcome")


def _parts(steps: Steps) -> list[set[str]]:
    """The strongly connected parts that have a way round in them."""
    core = _core(steps)
    graph: nx.DiGraph[str] = nx.DiGraph({id_: [target for target in steps[id_] if target in core] for id_ in core})
    return [part for part in nx.strongly_connected_components(graph) if len(part) > 1 or graph.has_edge(*part, *part)]


def _core(steps: Steps) -> set[str]:
    """What is left after taking away, again and again, what nothing leads to: nothing at all, as a rule."""
    ways_in = Counter(target for targets in steps.values() for target in targets)
    bare = [id_ for id_ in steps if not ways_in[id_]]
    for id_ in bare:
        for target in steps.get(id_, ()):
            ways_in[target] -= 1
            if not ways_in[target]:
                bare.append(target)
    return steps.keys() - set(bare)


def _round(first: str, part: Container[str], steps: Steps) -> Round:
    """The shortest way from a node back to itself, without START."""
    before: dict[str, str] = {}
    queue = [first]
    for id_ in queue:
        for target in steps[id_]:
            if target in part and target not in before:
                before[target] = id_
                queue.append(target)
    way = [first]
    while (id_ := before[way[-1]]) != first:
        way.append(id_)
    return [id_ for id_ in (way[0], *reversed(way[1:])) if id_ != START]
