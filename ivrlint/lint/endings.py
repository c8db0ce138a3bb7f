"""Where a call comes to without being asked again: what it hears on the way, and whether that is its end."""

from collections.abc import Callable
from functools import cached_property

from ivrlint.flow.graph import FAILURE_KINDS, HANGUP, Edge, FlowGraph
from ivrlint.flow.model import Branch, Hangup, Lookup, Menu, Message, Node, Text
from ivrlint.language.words import words
from ivrlint.platforms.draft import MISHAP

ERROR = "error"
OPEN_QUESTION = frozenset({"survey", "optional"})  # tags of questions that callers may leave open


class Endings:
    """The ends of a flow's calls. A hangup with an `outcome` is none: the flow that ran this one goes on."""

    def __init__(self, graph: FlowGraph) -> None:
        self._graph = graph

    def way(self, id_: str) -> list[Node]:
        """The messages of a chain that begins at `id_`, and the node that comes after them, if there is one.

        What happens when a platform cannot play one of them is left aside.
        """
        nodes = self._graph.flow.nodes
        way: dict[str, Node] = {}
        passed: set[str] = set()
        while (node := nodes.get(id_)) is not None and id_ not in passed:
            passed.add(id_)
            if isinstance(node, Branch) and MISHAP in node.tags and node.otherwise:
                id_ = node.otherwise.to
                continue
            way[id_] = node
            if not isinstance(node, Message):
                break
            id_ = self._graph.exits[id_][0].target
        return list(way.values())

    def hangs_up(self, id_: str) -> bool:
        """Does the call end there, or after the messages that begin there?"""
        way = self.way(id_)
        if not way:
            return id_ == HANGUP
        last = way[-1]
        if isinstance(last, Message):
            return self._graph.exits[last.id][0].target == HANGUP
        return isinstance(last, Hangup) and last.outcome is None

    def drops(self, id_: str) -> bool:
        """Does every call that comes there end, and hear nothing more, whatever systems do meanwhile?"""
        seen: set[str] = set()
        waiting = [id_]
        ends = False
        while waiting:
            here = waiting.pop()
            node = self._graph.flow.nodes.get(here)
            if node is None or (isinstance(node, Hangup) and node.outcome is None and node.prompt is None):
                ends = True
            elif not isinstance(node, Message | Branch | Lookup) or getattr(node, "prompt", None) is not None:
                return False
            elif here not in seen:
                seen.add(here)
                waiting += [edge.target for edge in self._graph.exits[here]]
        return ends

    def texts(self, id_: str) -> list[Text]:
        """What is spoken in a chain of messages, and by the hangup at its end."""
        told = (node.prompt for node in self.way(id_) if isinstance(node, Message | Hangup))
        return [prompt for prompt in told if prompt is not None]

    def is_farewell(self, id_: str) -> bool:
        """Is a goodbye all that comes there?"""
        return self.hangs_up(id_) and (not self.texts(id_) or says("goodbye", self.texts(id_)[0]) is not None)

    def is_goal(self, id_: str) -> bool:
        """Do callers get something there: a person, an answer, a question about data? Not a menu, not a goodbye."""
        node = self._graph.flow.nodes.get(id_)
        return node is not None and not isinstance(node, Menu | Hangup) and not self.is_farewell(id_)

    def closes(self, node: Node) -> bool:
        """Does a menu ask whether that was all, so that no answer may end the call too?"""
        ends = [edge.option for edge in self._graph.exits[node.id] if edge.option and self.hangs_up(edge.target)]
        prompt = getattr(node, "prompt", None)
        if says("may-hang-up", prompt) or (ends and says("anything-else", prompt)):
            return True
        return not OPEN_QUESTION.isdisjoint(node.tags) or any(
            says("finish", option.label) or not knows("finish", option.label) for option in ends
        )

    @cached_property
    def failures(self) -> list[list[Message]]:
        """What callers hear because their attempts ran out or a system did not answer: messages in a row."""
        return self._chains(lambda edge: edge.kind in FAILURE_KINDS or (edge.kind == "outcome" and edge.key == ERROR))

    @cached_property
    def answers(self) -> list[list[Message]]:
        """What callers hear after a look-up, whatever its outcome: messages in a row."""
        return self._chains(lambda edge: edge.kind == "outcome" and self._is_answer(edge))

    def _is_answer(self, edge: Edge) -> bool:
        return isinstance(self._graph.flow.nodes[edge.source], Lookup)

    def _chains(self, after: Callable[[Edge], bool]) -> list[list[Message]]:
        firsts = dict.fromkeys(edge.target for edge in self._graph.edges() if after(edge))
        chains = ([node for node in self.way(first) if isinstance(node, Message)] for first in firsts)
        return [chain for chain in chains if chain]


def says(section: str, *texts: Text | None) -> str | None:
    """The first words of the texts, in any of their languages, that stand in that section of the word lists."""
    for text in texts:
        for language, spoken in text.spoken.items() if text else ():
            found = words(language).find(section, spoken)
            if found is not None:
                return found
    return None


def knows(section: str, *texts: Text | None) -> bool:
    """Have all languages of the texts words for that section? Where not, that `says` finds none means nothing."""
    return all(words(language).terms(section) for text in texts if text for language in text.spoken)
