"""What a call passes through between two questions: messages, decisions, look-ups, and what it comes to."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from ivrlint.flow.graph import FAILURE_KINDS, START, Edge, FlowGraph
from ivrlint.flow.model import Branch, Hangup, Input, Lookup, Menu, Message, Node, SubFlow, Text, Transfer
from ivrlint.language.words import languages, words
from ivrlint.lint.hearing import NUMERALS

_FEW = 3  # words: "continue in English", not "English customers with a question about a bill"
CLOSED = "closed"
OPEN = "open"
_KNOWN_OR_FAILED = FAILURE_KINDS | {"entered", "dial"}  # a caller has something to hand, or does not answer


class ClosedSide(NamedTuple):
    """Where a call goes on outside opening hours, with all that it passes and comes to before it is asked."""

    edge: Edge
    hours: str | None  # None where a queue says itself that it is closed
    nodes: tuple[Node, ...]

    def texts(self, language: str) -> list[str]:
        """What callers hear there in that language, up to a question: the prompts in the order of the ways."""
        return [text.spoken[language] for _, text in self.prompts() if language in text.spoken]

    @property
    def forks(self) -> bool:
        """Is there more than one way on, so that no caller hears all of it?"""
        return any(isinstance(node, Branch | Lookup) for node in self.nodes)

    def prompts(self) -> list[tuple[Node, Text]]:
        """The prompts that callers hear there, without those of questions."""
        told = ((node, getattr(node, "prompt", None)) for node in self.nodes if not isinstance(node, Menu | Input))
        return [(node, prompt) for node, prompt in told if prompt is not None]


class Stretches:
    """The stretches of a flow; each is walked on first use."""

    def __init__(self, graph: FlowGraph) -> None:
        self._graph = graph

    def ahead(self, id_: str, *, skip: Callable[[Edge], bool] = lambda _: False) -> tuple[Node, ...]:
        """What a call may come to from a node before it is asked or handed over, that node first.

        The next menus, inputs, transfers, voicemails, callbacks and hangups are the last. No edge for
        which `skip` holds is followed.
        """
        nodes = self._graph.flow.nodes
        way = [id_]
        seen = {id_}
        for here in way:  # grows while it is walked
            if here == START or isinstance(nodes.get(here), Message | Branch | Lookup | SubFlow):
                for edge in self._graph.exits[here]:
                    if edge.target not in seen and not skip(edge):
                        seen.add(edge.target)
                        way.append(edge.target)
        return tuple(nodes[here] for here in way if here in nodes)

    def ahead_closed(self, id_: str, hours: str | None) -> tuple[Node, ...]:
        """What a call may come to while these hours are closed."""
        return self.ahead(id_, skip=lambda edge: hours is not None and self._is_open(edge, hours))

    def _is_open(self, edge: Edge, hours: str) -> bool:
        node = self._graph.flow.nodes.get(edge.source)
        return edge.key == OPEN and isinstance(node, Branch) and node.hours == hours

    @cached_property
    def arrivals(self) -> dict[str, list[Edge]]:
        """The edges that lead to each node."""
        arrivals: dict[str, list[Edge]] = {}
        for edge in self._graph.edges():
            arrivals.setdefault(edge.target, []).append(edge)
        return arrivals

    def behind(self, node: Node) -> list[Node]:
        """The nodes that speak or listen last before a call comes to this one without being asked again."""
        nodes = self._graph.flow.nodes
        seen, stack = {node.id}, [node.id]
        last: list[Node] = []
        while stack:
            for edge in self.arrivals.get(stack.pop(), ()):
                before = nodes.get(edge.source)
                if before is not None and before.id not in seen:
                    seen.add(before.id)
                    if isinstance(before, Branch) or (isinstance(before, Lookup) and before.prompt is None):
                        stack.append(before.id)
                    else:
                        last.append(before)
        return last

    def asks_again(self, node: Node) -> bool:
        """Does a call come here only because it gave no answer elsewhere: is this the second try of that question?"""
        nodes = self._graph.flow.nodes
        seen, stack = {node.id}, [node.id]
        failed = False
        while stack:
            for edge in self.arrivals.get(stack.pop(), ()):
                before = nodes.get(edge.source)
                if edge.kind in FAILURE_KINDS:
                    failed = failed or edge.source != node.id
                elif not isinstance(before, Message | Branch):
                    return False
                elif before.id not in seen:
                    seen.add(before.id)
                    stack.append(before.id)
        return failed

    def passed(self, node: Node) -> list[str]:
        """The menus on a way to a node with few menus, in opening hours and before any queue; the nearest first."""
        chain: list[str] = []
        menu = self._menu_before.get(node.id)
        while menu is not None:
            chain.append(menu)
            menu = self._menu_before[menu]
        return chain

    @cached_property
    def _menu_before(self) -> dict[str, str | None]:
        """The last menu before each node that a call can come to without having been handed over."""
        before: dict[str, str | None] = {START: None}
        level = [START]
        while level:
            nearer = level
            farther: list[str] = []
            while nearer:
                id_ = nearer.pop()
                node = self._graph.flow.nodes.get(id_)
                is_menu = isinstance(node, Menu)
                for edge in () if isinstance(node, Transfer) else self._graph.exits.get(id_, ()):
                    if edge.target not in before and not _is_closed(edge):
                        before[edge.target] = id_ if is_menu else before[id_]
                        (farther if is_menu else nearer).append(edge.target)
            level = farther
        return before

    @cached_property
    def closed_sides(self) -> tuple[ClosedSide, ...]:
        """Every way that a call takes because it is outside opening hours, in the order of the file."""
        return tuple(self._closed_sides())

    @cached_property
    def closed_at(self) -> dict[str, list[ClosedSide]]:
        """The closed sides of each node that has some."""
        found: dict[str, list[ClosedSide]] = {}
        for side in self.closed_sides:
            found.setdefault(side.edge.source, []).append(side)
        return found

    @cached_property
    def closed_hours(self) -> dict[str, set[str]]:
        """For each node on a closed side: the hours on whose closed side it is."""
        found: dict[str, set[str]] = {}
        for side in self.closed_sides:
            for node in side.nodes if side.hours else ():
                found.setdefault(node.id, set()).add(side.hours or "")
        return found

    def _closed_sides(self) -> Iterable[ClosedSide]:
        for node in self._graph.flow.nodes.values():
            if isinstance(node, Branch) and node.hours is not None:
                hours: str | None = node.hours
            elif isinstance(node, Transfer):
                hours = None
            else:
                continue
            for edge in self._graph.exits[node.id] if node.id in self._graph.reachable else ():
                if _is_closed(edge) or (edge.kind == "outcome" and edge.key == CLOSED):
                    yield ClosedSide(edge, hours, self.ahead_closed(edge.target, hours))

    @cached_property
    def main_menus(self) -> tuple[Menu, ...]:
        """The first menus of a call in opening hours that offer more than languages."""
        return self._main_menus(_is_closed)

    @cached_property
    def night_menus(self) -> tuple[Menu, ...]:
        """The first menus of a call outside opening hours that offer more than languages."""
        return self._main_menus(lambda edge: edge.key == OPEN and edge.kind == "case")

    def _main_menus(self, skip: Callable[[Edge], bool]) -> tuple[Menu, ...]:
        found: dict[str, Menu] = {}
        seen: set[str] = set()
        queue = [node for edge in self._graph.exits[START] for node in self.ahead(edge.target, skip=skip)]
        for node in queue:  # grows while it is walked
            if isinstance(node, Menu) and node.id not in seen:
                seen.add(node.id)
                if only_languages(node):
                    targets = [edge.target for edge in self._graph.exits[node.id] if edge.kind == "option"]
                    queue += [after for target in targets for after in self.ahead(target, skip=skip)]
                else:
                    found[node.id] = node
        return tuple(found.values())

    @cached_property
    def first_questions(self) -> frozenset[str]:
        """The menus and inputs that a call meets before any other."""
        return frozenset(
            node.id
            for edge in self._graph.exits[START]
            for node in self.ahead(edge.target)
            if isinstance(node, Menu | Input)
        )

    @cached_property
    def without_data(self) -> frozenset[str]:
        """What a caller can come to without entering anything and without failing to answer."""
        seen, stack = {START}, [START]
        while stack:
            for edge in self._graph.exits.get(stack.pop(), ()):
                if edge.kind not in _KNOWN_OR_FAILED and edge.target not in seen:
                    seen.add(edge.target)
                    stack.append(edge.target)
        return frozenset(seen)

    @cached_property
    def runs_inside_another(self) -> bool:
        """Does another flow run this one? Then its hangups say how it ended."""
        return any(isinstance(node, Hangup) and node.outcome for node in self._graph.flow.nodes.values())


def _is_closed(edge: Edge) -> bool:
    """Does a call go there because of the hour?"""
    return edge.key == CLOSED and edge.kind == "case"


def only_languages(menu: Menu) -> bool:
    """Does a menu ask for the language and for nothing else?"""
    return bool(menu.options) and all(option.language or _names_a_language(option.label) for option in menu.options)


def _names_a_language(label: Text | None) -> bool:
    """Does a label, of few words, call a language as that language calls itself?"""
    said = [text for text in label.spoken.values() if len(text.split()) <= _FEW] if label else []
    return any(words(language).find("own-name", text) for language in languages() for text in said)


def is_open_question(menu: Menu) -> bool:
    """Are its options names that are spoken, not keys?"""
    return any(not NUMERALS.issuperset(option.key) for option in menu.options)
