"""What callers are asked for: which fields are collected where, who knows them, what becomes of them."""

import re
from collections.abc import Mapping
from functools import cached_property

from ivrlint.flow.graph import FAILURE_KINDS, START, Edge, FlowGraph
from ivrlint.flow.model import Branch, Hangup, Input, Lookup, Menu, Message, Node, SubFlow, Transfer
from ivrlint.flow.place import Place
from ivrlint.lint.texts import Texts
from ivrlint.message import say

SECRETS = {"card": say("card"), "pin": say("PIN")}  # kinds of input that are confidential, and what people call them
_FIELD = re.compile(r"\{(\w+)\}")
_TWO = 2  # where a datum was asked twice, two askers are enough to know of


class Collected:
    """The fields of a flow and their ways through it."""

    def __init__(self, graph: FlowGraph, texts: Texts) -> None:
        self._graph = graph
        self._texts = texts

    @cached_property
    def inputs(self) -> Mapping[str, list[Input]]:
        """The inputs that a call can come to, by the field that they fill."""
        found: dict[str, list[Input]] = {}
        for node in self._graph.flow.nodes.values():
            if isinstance(node, Input) and node.field and node.id in self._graph.reachable:
                found.setdefault(node.field, []).append(node)
        return found

    @cached_property
    def used(self) -> frozenset[str]:
        """Fields that something is done with: sent, passed on, decided by, spoken."""
        return frozenset(field for _, field, _ in self.uses)

    @cached_property
    def filled(self) -> frozenset[str]:
        """Fields that something fills: an input, a look-up, a choice, a message, digits that are dialled."""
        filled = {"callback_number"}
        filled.update(field for option in self._graph.flow.keys for field in option.sets)
        for node in self._graph.flow.nodes.values():
            match node:
                case Input() if node.field:
                    filled.add(node.field)
                case Lookup() | Message():
                    filled.update(node.sets)
                case Menu():
                    filled.update(field for option in node.options for field in option.sets)
                    filled.update(["extension"] if node.dial else [])
        return frozenset(filled)

    @cached_property
    def uses(self) -> list[tuple[Place, str, str | None]]:
        """Where fields are used: the place, the field, the node."""
        uses: list[tuple[Place, str, str | None]] = []
        for node in self._graph.flow.nodes.values():
            match node:
                case Lookup():
                    uses += [(node.name, field, node.id) for field in node.sends]
                case Transfer():
                    fields = [*node.passes, *_FIELD.findall(node.goal or "")]
                    uses += [(node.name, field, node.id) for field in fields]
                case Branch() if node.field:
                    uses.append((node.asks or node.name, node.field, node.id))
        for said, fields in self._texts.where(lambda text, _: _FIELD.findall(text)):
            uses += [(said.place, field, said.id) for field in fields if field != "options"]
        return uses

    @cached_property
    def asks_others(self) -> bool:
        """May fields come from outside the file: from a system that is asked, from a flow that this one runs or
        that runs this one?
        """
        nodes = self._graph.flow.nodes.values()
        return any(isinstance(node, Lookup | SubFlow) or (isinstance(node, Hangup) and node.outcome) for node in nodes)

    @cached_property
    def leaves_the_flow(self) -> bool:
        """May another flow use the fields: one that runs this one, or one that this one runs?"""
        return any(isinstance(node, SubFlow) for node in self._graph.flow.nodes.values())

    def asked_before(self, field: str) -> list[tuple[Input, Input]]:
        """Inputs of that field to which a call can come that has filled it at another: (that one, this one)."""
        inputs = self.inputs.get(field, [])
        if len(inputs) < _TWO:
            return []
        known: dict[str, list[str]] = {}  # node -> at most two inputs that a call may have filled before it
        queue = [
            (edge.target, node.id) for node in inputs for edge in self._graph.exits[node.id] if edge.kind == "entered"
        ]
        for id_, asker in queue:  # grows while it is walked
            askers = known.setdefault(id_, [])
            if asker in askers or len(askers) == _TWO:
                continue
            askers.append(asker)
            queue += [(edge.target, asker) for edge in self._graph.exits.get(id_, ()) if _goes_on(edge, self._graph)]
        nodes = self._graph.flow.nodes
        return [
            (earlier, node)
            for node in inputs
            for asker in known.get(node.id, ())
            if asker != node.id and isinstance(earlier := nodes[asker], Input)
        ][:1]

    @cached_property
    def last_before(self) -> Mapping[str, Input]:
        """For each node: an input that a caller may have filled on the way there."""
        found: dict[str, Input] = {}
        queue: list[tuple[str, Input]] = [
            (edge.target, node)
            for inputs in self.inputs.values()
            for node in inputs
            for edge in self._graph.exits[node.id]
            if edge.kind == "entered"
        ]
        for id_, node in queue:  # grows while it is walked
            if id_ not in found:
                found[id_] = node
                queue += [(edge.target, node) for edge in self._graph.exits.get(id_, ()) if _goes_on(edge, self._graph)]
        return found

    def is_awaited(self, node: Input) -> bool:
        """Does a call come from this input to a person, who ought to see what was entered?"""
        return node.id in self._awaited

    @cached_property
    def _awaited(self) -> frozenset[str]:
        """The inputs from which a call comes to a person."""
        people = [node for node in self._graph.flow.nodes.values() if isinstance(node, Transfer) and node.person]
        return frozenset(self.last_before[person.id].id for person in people if person.id in self.last_before)

    def heard_without(self, notices: frozenset[str]) -> list[Node]:
        """What a call can come to without having passed one of these nodes."""
        seen = {START}
        queue = [START]
        for id_ in queue:  # grows while it is walked
            for edge in self._graph.exits.get(id_, ()) if id_ not in notices else ():
                if edge.target not in seen:
                    seen.add(edge.target)
                    queue.append(edge.target)
        return [node for id_, node in self._graph.flow.nodes.items() if id_ in seen]


def is_secret(node: Input) -> bool:
    """Does a caller enter something in confidence?"""
    return node.sensitive or node.kind in SECRETS


def _goes_on(edge: Edge, graph: FlowGraph) -> bool:
    """Does it lead on with what has been entered? Not back, not to a second try, not after a failure."""
    if edge.kind in FAILURE_KINDS or edge.kind == "key" or (edge.to is not None and edge.to.to in ("repeat", "back")):
        return False
    depth = graph.depth
    if depth.get(edge.target, 0) < depth.get(edge.source, 0):
        return False  # another matter begins at the main menu
    node = graph.flow.nodes.get(edge.source)
    return not (isinstance(node, Lookup) and edge.kind == "outcome" and edge.key != next(iter(node.on), None))
