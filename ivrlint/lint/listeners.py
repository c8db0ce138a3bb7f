"""How a flow listens: each place where something is written about it, once."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.model import Dial, Ears, Hangup, Input, Listening, Menu, Node, Retries, Unanswered
from ivrlint.flow.numbers import nested
from ivrlint.lint.endings import says

_DATA = ("collect", "document", "secret", "card")  # words of questions that ask for data
_PAPERS = frozenset({"card", "document"})


class Listener(NamedTuple):
    """A `listening:` of the file: that of a node, or that of the flow for all nodes without their own."""

    node: Menu | Input | None
    written: Listening
    ears: Ears

    @property
    def id(self) -> str | None:
        """The node's id; None for the flow."""
        return self.node.id if self.node else None

    @property
    def retries(self) -> tuple[tuple[Unanswered, Retries], ...]:
        """Silence and wrong keys: what is written about them here, and what holds."""
        return (self.written.no_input, self.ears.no_input), (self.written.no_match, self.ears.no_match)


def listeners(graph: FlowGraph) -> Iterator[Listener]:
    """The flow's own listening, if a menu or an input goes by it, and those of the nodes that callers come to."""
    flow = graph.flow
    asking = [node for node in flow.nodes.values() if isinstance(node, Menu | Input)]
    if asking:
        yield Listener(None, flow.listening, flow.ears(Hangup(id="", place=flow.place, name=flow.place)))
    for node in asking:
        if node.listening is not None and node.id in graph.reachable:
            yield Listener(node, node.listening, graph.ears(node))


def takes_anything(node: Node | None, held: Retries) -> bool:
    """Does whatever callers key go the way on, as where a platform sorts entries behind the question?"""
    if isinstance(node, Input):
        on = node.next
    else:
        on = node.dial.to if isinstance(node, Menu) and node.dial else None
        if isinstance(node, Menu) and any(option.to != on for option in node.options):
            return False
    return on is not None and held.then is not None and held.then.to == on.to


def asks_openly(node: Node | None, ears: Ears) -> bool:
    """Is it a question that callers answer in words of their own, such as "How can I help you?", and not with data?"""
    if not isinstance(node, Input) or node.digits is not None or node.terminator is not None or not ears.speech:
        return False
    return not any(says(section, node.prompt) for section in _DATA)


def needs_papers(node: Node | None) -> bool:
    """Does an input ask for something that callers must fetch first: a card, a bill, a document?"""
    return isinstance(node, Input) and (node.kind in _PAPERS or says("document", node.prompt) is not None)


def takes_digits(node: Node | None) -> bool:
    """Does a node take entries of more than one key?"""
    if isinstance(node, Input):
        return node.digits is None or node.digits[1] > 1
    return isinstance(node, Menu) and (node.dial is not None or any(len(option.key) > 1 for option in node.options))


def may_go_on(node: Node | None) -> bool:
    """Does a node take an entry that is complete and still may be the beginning of a longer one?"""
    if isinstance(node, Input):
        return node.digits is None or node.digits[0] < node.digits[1]
    if not isinstance(node, Menu):
        return False
    keys = [option.key for option in node.options]
    if any(len(key) < node.waits_for for key in keys) or (node.dial is not None and _dials_on(node.dial, keys)):
        return True
    return any(other != key and other.startswith(key) for key in keys for other in keys if len(other) > 1)


def _dials_on(dial: Dial, keys: list[str]) -> bool:
    """Is there an option or a number with which a longer one that may be dialled begins?"""
    mixed = nested(dial.only) if dial.only else dial.digits[0] < dial.digits[1]
    return mixed or any(dial.begins(key) for key in keys if key.isdigit())
