"""A flow seen once for all rules: what they look up, each worked out once, on first use."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple, TypeVar

from ivrlint.flow import model
from ivrlint.flow.graph import FAILURE_KINDS, Edge, FlowGraph
from ivrlint.language.announced import Announcement, announce, announced
from ivrlint.language.spoken import seconds
from ivrlint.language.words import Words, words

_N = TypeVar("_N", bound=model.Node)
OPTIONS = "{options}"


class Offer(NamedTuple):
    """A prompt of a menu as a caller hears it in one language, with what it announces."""

    language: str
    text: str
    announced: tuple[Announcement, ...]
    place: "model.Place"
    generated: bool  # it says `{options}`, so that keys and labels come from the options themselves


class Study:
    """All that rules ask about a flow."""

    def __init__(self, flow: model.Flow, graph: FlowGraph | None = None) -> None:
        self.flow = flow
        self.graph = graph or FlowGraph(flow)
        self._by_type: dict[type, list[model.Node]] = {}
        for node in flow.nodes.values():
            self._by_type.setdefault(type(node), []).append(node)
        self._offers: dict[str, tuple[Offer, ...]] = {}

    # Nodes and ways

    def all(self, type_: type[_N]) -> list[_N]:
        """All nodes of that type, in the order of the file."""
        return self._by_type.get(type_, [])  # type: ignore[return-value]

    def node(self, id_: str) -> model.Node | None:
        """The node of that id; None for START, HANGUP, LOST and unknown ids."""
        return self.flow.nodes.get(id_)

    def exits(self, node: model.Node) -> list[Edge]:
        """The edges that leave a node."""
        return self.graph.exits[node.id]

    def failure(self, node: model.Node, kind: str) -> Edge | None:
        """Where the call goes when attempts run out (`no_input` or `no_match`)."""
        return next((edge for edge in self.exits(node) if edge.kind == kind), None)

    def ears(self, node: model.Node) -> model.Ears:
        """How a node listens."""
        return self.graph.ears(node)

    def reached(self, node: model.Node) -> bool:
        """Can a call come to this node?"""
        return node.id in self.graph.reachable

    @cached_property
    def first_menus(self) -> tuple[model.Menu, ...]:
        """The menus that a call meets before any other, in the order of the file."""
        depth = self.graph.depth
        return tuple(menu for menu in self.all(model.Menu) if depth.get(menu.id) == 0)

    def after_words(self, id_: str) -> str:
        """The node at the end of a chain of messages that begins at `id_` (`id_` itself if it is none)."""
        seen: set[str] = set()
        while isinstance(self.node(id_), model.Message) and id_ not in seen:
            seen.add(id_)
            id_ = self.graph.exits[id_][0].target
        return id_

    # People

    def is_person(self, node: model.Node | None) -> bool:
        """Does a person answer there?"""
        return isinstance(node, model.Transfer) and node.person

    @cached_property
    def menus_to_person(self) -> dict[str, int]:
        """For each node from which a person can be reached: the fewest menus or inputs that stand
        between, the node itself not counted when it is the person. Failures do not count as ways.
        """
        sources: dict[str, list[Edge]] = {}
        for edge in self.graph.edges():
            if edge.kind not in FAILURE_KINDS:
                sources.setdefault(edge.target, []).append(edge)
        steps = {node.id: 0 for node in self.all(model.Transfer) if node.person}
        level = list(steps)
        while level:
            nearer, farther = level, []
            while nearer:
                id_ = nearer.pop()
                for edge in sources.get(id_, ()):
                    cost = steps[id_] + isinstance(self.node(edge.source), model.Menu | model.Input)
                    if steps.get(edge.source, cost + 1) > cost:
                        steps[edge.source] = cost
                        (nearer if cost == steps[id_] else farther).append(edge.source)
            level = farther
        return steps

    @cached_property
    def leads_to_person(self) -> frozenset[str]:
        """Nodes from which a person answers without another question (when open and free)."""
        return frozenset(id_ for id_, steps in self.menus_to_person.items() if steps == 0)

    # Words

    def words(self, language: str) -> Words:
        """The word lists of a language."""
        return words(language)

    def seconds(self, text: str, language: str) -> float:
        """How long a text takes to hear."""
        return seconds(text, language, self.flow.pace(language))

    def label(self, option: model.Option, language: str | None = None) -> str:
        """An option's label as messages quote it: in the given or the first language that has it."""
        if option.label is None:
            return option.key
        spoken = option.label.spoken
        return spoken.get(language or self.flow.language) or next(iter(spoken.values()), option.key)

    def offers(self, menu: model.Menu) -> tuple[Offer, ...]:
        """The menu's prompt as a caller hears it, one for each language that it is written in."""
        found = self._offers.get(menu.id)
        if found is None:
            found = self._offers[menu.id] = tuple(self._offer(menu, language) for language in self._spoken_in(menu))
        return found

    def _spoken_in(self, menu: model.Menu) -> Iterable[str]:
        return self.flow.languages if menu.prompt is None else menu.prompt.spoken

    def _offer(self, menu: model.Menu, language: str) -> Offer:
        written = OPTIONS if menu.prompt is None else menu.prompt.spoken[language]
        text = written
        if OPTIONS in written:
            text = written.replace(OPTIONS, self.list_of_options(menu, language))
        place = menu.name if menu.prompt is None else menu.prompt.place
        return Offer(language, text, announced(text, language), place, OPTIONS in written)

    def list_of_options(self, menu: model.Menu, language: str) -> str:
        """What `{options}` stands for: every option that is not silent, in the language's pattern."""
        return " ".join(announce(self.label(option, language), option.key, option.language or language)
                        for option in menu.options if not option.silent)



