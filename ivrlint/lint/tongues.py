"""In which languages callers may be at each node, and the texts that are written there."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ivrlint.flow.graph import START, FlowGraph
from ivrlint.flow.model import Listening, Menu, Node, Option, Text, Transfer
from ivrlint.language.announced import announced


class Written(NamedTuple):
    """A text of the file and the key under which it stands."""

    key: str
    text: Text


class Tongues:
    """The languages of a flow's calls. A call begins in the first one; options switch to others."""

    def __init__(self, graph: FlowGraph) -> None:
        self._graph = graph
        self.all = graph.flow.languages

    @cached_property
    def switches(self) -> Mapping[str, list[tuple[Menu | None, Option]]]:
        """For each language the options that switch to it, with their menu (None for a key of the flow)."""
        found: dict[str, list[tuple[Menu | None, Option]]] = {}
        offers: list[tuple[Menu | None, tuple[Option, ...]]] = [(None, self._graph.flow.keys)]
        offers += [(node, node.options) for node in self._graph.flow.nodes.values() if isinstance(node, Menu)]
        for menu, options in offers:
            for option in options:
                if option.language is not None:
                    found.setdefault(option.language, []).append((menu, option))
        return found

    def at(self, id_: str) -> tuple[str, ...]:
        """The languages in which callers may be at a node; all of them where no call comes."""
        if len(self.all) < 2:  # noqa: PLR2004 - one language
            return self.all
        there = self._reached.get(id_)
        return self.all if there is None else tuple(language for language in self.all if language in there)

    def without_offers(self, node: Node | None, text: str, language: str) -> str:
        """The text without what offers another language."""
        if not self.switches or not isinstance(node, Menu):
            return text
        keys = {option.key for option in (*node.options, *self._graph.flow.keys) if option.language}
        for offer in reversed(announced(text, language)) if keys else ():
            if offer.key in keys:
                text = text[: offer.start] + text[offer.end :]
        return text

    @cached_property
    def _reached(self) -> dict[str, set[str]]:
        """The languages of each node. One that no option switches to may hold from the start: the file
        does not say how a call comes by it.
        """
        first = {self.all[0], *(language for language in self.all if language not in self.switches)}
        reached: dict[str, set[str]] = {START: first}
        stack = [(START, language) for language in sorted(first)]
        while stack:
            id_, language = stack.pop()
            for edge in self._graph.exits.get(id_, ()):
                there = (edge.option and edge.option.language) or language
                known = reached.setdefault(edge.target, set())
                if there not in known:
                    known.add(there)
                    stack.append((edge.target, there))
        return reached


def texts_of(node: Node) -> list[Written]:
    """All texts of a node but the labels of its options."""
    found: list[Written] = []
    prompt = getattr(node, "prompt", None)
    if prompt is not None:
        found.append(Written("prompt", prompt))
    if isinstance(node, Menu) and node.return_prompt is not None:
        found.append(Written("return_prompt", node.return_prompt))
    if isinstance(node, Transfer) and node.wait and node.wait.prompt:
        found.append(Written("wait", node.wait.prompt))
    if node.listening is not None:
        found += again_of(node.listening)
    return found


def again_of(listening: Listening) -> Iterator[Written]:
    """The texts for callers who did not answer."""
    for texts in (listening.no_input.again, listening.no_match.again):
        yield from (Written("again", text) for text in texts)


def options_of(node: Node) -> tuple[Option, ...]:
    """The options of a menu, and the keys of a queue that holds callers."""
    if isinstance(node, Menu):
        return node.options
    return node.wait.keys if isinstance(node, Transfer) and node.wait else ()
