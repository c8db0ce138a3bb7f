"""A flow seen once for all rules: what they look up, each worked out once, on first use."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ivrlint.call.lines import Speaker
from ivrlint.flow import model
from ivrlint.flow.graph import Edge, FlowGraph
from ivrlint.flow.place import Place
from ivrlint.flow.tree import Mapping
from ivrlint.language.announced import Announcement, announced
from ivrlint.language.likeness import OwnWords
from ivrlint.language.spoken import seconds
from ivrlint.language.words import Words, words
from ivrlint.lint.alike import Alike
from ivrlint.lint.beside import Beside
from ivrlint.lint.clock import today
from ivrlint.lint.collected import Collected
from ivrlint.lint.demand import Demand
from ivrlint.lint.endings import Endings
from ivrlint.lint.greetings import Greetings
from ivrlint.lint.hearing import OPTIONS, Hearing
from ivrlint.lint.listeners import Listener, listeners
from ivrlint.lint.people import People, is_person
from ivrlint.lint.rounds import Rounds
from ivrlint.lint.stretches import Stretches
from ivrlint.lint.terms import plain
from ivrlint.lint.texts import Said, Texts
from ivrlint.lint.times import Times
from ivrlint.lint.tongues import Tongues
from ivrlint.platforms.draft import MISHAP

if TYPE_CHECKING:
    from ivrlint.lint.settings import OwnVocabulary

_N = TypeVar("_N", bound=model.Node)
# A text of so many letters for each word of the pace never takes a minute: measured are about ten.
_LETTERS_A_WORD = 16


class Offer(NamedTuple):
    """A prompt of a menu as a caller hears it in one language, with what it announces."""

    language: str
    text: str
    announced: tuple[Announcement, ...]
    place: Place
    generated: bool  # it says `{options}`, so that keys and labels come from the options themselves


class Study:
    """All that rules ask about a flow."""

    def __init__(self, flow: model.Flow, graph: FlowGraph | None = None, own: "OwnVocabulary | None" = None) -> None:
        self.flow = flow
        self.own = own  # a team's own words
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
        while id_ not in seen:
            seen.add(id_)
            node = self.node(id_)
            is_said = isinstance(node, model.Message)
            id_ = self.graph.exits[id_][0].target if is_said else self.if_it_works(id_)
        return id_

    def if_it_works(self, id_: str) -> str:
        """The node behind branches that only lead elsewhere when the platform itself fails (`id_` if it is none)."""
        seen: set[str] = set()
        while id_ not in seen:
            seen.add(id_)
            node = self.node(id_)
            if isinstance(node, model.Branch) and MISHAP in node.tags and node.otherwise:
                id_ = node.otherwise.to
        return id_

    def comes_to(self, edge: Edge) -> str:
        """Where a key leads in the end: behind messages, but to the last message where the call is over after it."""
        end = self.after_words(edge.target)
        return end if end in self.flow.nodes else edge.target

    def purpose(self, edge: Edge) -> str:
        """What a key does, the same word for keys that do the same; a node's id where it is no common purpose."""
        if self.goes_back(edge):
            return "back"
        if self.if_it_works(edge.target) == edge.source:
            return "repeat"
        return "person" if edge.target in self.leads_to_person else self.comes_to(edge)

    def goes_back(self, edge: Edge) -> bool:
        """Does it lead to what comes before the menu where it is pressed?"""
        if edge.to is not None and edge.to.to in ("back", "start"):
            return True
        depth, end = self.graph.depth, self.if_it_works(edge.target)
        return isinstance(self.node(end), model.Menu) and depth.get(end, 0) < depth.get(edge.source, 0)

    def puts_again(self, edge: Edge) -> bool:
        """Does it lead back to the entry that the menu asks about where it is pressed?"""
        menu, behind = self.node(edge.source), self.node(edge.target)
        return any(
            isinstance(stop, model.Input) and any(after is menu for after in self._after_entry(stop))
            for stop in (self.hearing.stops(behind) if behind else ())
        )

    def _after_entry(self, entry: model.Input) -> Iterator[model.Node]:
        for edge in self.exits(entry):
            behind = self.node(edge.target) if edge.kind == "entered" else None
            if behind is not None:
                yield from self.hearing.stops(behind)

    @cached_property
    def main_depth(self) -> int:
        """The depth of the menus at which a call really begins: a menu of languages may stand before them."""
        return max((self.graph.depth[menu.id] for menu in self.stretches.main_menus), default=0)

    @cached_property
    def stretches(self) -> Stretches:
        """What a call passes through between two questions."""
        return Stretches(self.graph)

    @cached_property
    def tongues(self) -> Tongues:
        """In which languages callers may be at each node."""
        return Tongues(self.graph)

    @cached_property
    def rounds(self) -> Rounds:
        """What calls go round in without a way out."""
        return Rounds(self.graph)

    @cached_property
    def listeners(self) -> tuple[Listener, ...]:
        """Every `listening:` that calls meet: first the flow's own, then those of nodes."""
        return tuple(listeners(self.graph))

    @cached_property
    def endings(self) -> Endings:
        """Where calls end, and what callers hear before."""
        return Endings(self.graph)

    @cached_property
    def greetings(self) -> Greetings:
        """What callers hear from the answer on until the first choice."""
        return Greetings(self)

    # The file

    def written(self, key: str) -> Place:
        """Where a key of the flow's top level is written; the flow's own place where it is not."""
        place = self.flow.place
        pairs = place.pairs if isinstance(place, Mapping) else ()
        return next((name for name, _ in pairs if name.value == key), place)

    @cached_property
    def today(self) -> date:
        """The day on which the flow is looked at."""
        return today()

    @cached_property
    def times(self) -> Times:
        """How long callers are on the line."""
        return Times(self)

    # People

    def is_person(self, node: model.Node | None) -> bool:
        """Does a person answer there?"""
        return is_person(node)

    @cached_property
    def people(self) -> People:
        """The ways to the people of this flow."""
        return People(self.graph, self.stretches)

    @cached_property
    def menus_to_person(self) -> dict[str, int]:
        """For each node from which a person can be reached: the fewest menus or inputs that stand
        between, the node itself not counted when it is the person. What happens only when a caller
        does not answer, or when a system or another machine fails, is no way.
        """
        return self.people.questions

    @cached_property
    def leads_to_person(self) -> frozenset[str]:
        """Nodes from which a person answers without another question (when open and free)."""
        return frozenset(id_ for id_, steps in self.menus_to_person.items() if steps == 0)

    # Words

    @cached_property
    def hearing(self) -> Hearing:
        """What callers are told to press, what works, and the labels that they hear."""
        return Hearing(self.graph)

    @cached_property
    def texts(self) -> Texts:
        """Every text that callers hear, and which of them hold certain words."""
        return Texts(self.graph)

    @cached_property
    def speaker(self) -> Speaker:
        """What turns the flow's texts into what a call speaks."""
        return Speaker(self.flow)

    @cached_property
    def beside(self) -> Beside:
        """Files beside the flow: the flows that it runs, its recordings."""
        return Beside(self.flow)

    @cached_property
    def collected(self) -> Collected:
        """What callers are asked for, and what becomes of it."""
        return Collected(self.graph, self.texts)

    @cached_property
    def demand(self) -> Demand:
        """What callers want, and what it costs them to get it."""
        return Demand(self)

    @cached_property
    def alike(self) -> Alike:
        """Labels of one menu that callers may take for one another."""
        own = OwnWords(same=self.own.synonyms) if self.own and self.own.synonyms else None
        return Alike(self.hearing, self.graph, self.comes_to, own)

    @cached_property
    def callers_words(self) -> frozenset[str]:
        """The words that callers say according to the flow, in lower case and without accents."""
        options = (option for menu in self.all(model.Menu) for option in menu.options)
        heard = [*(intent.says for intent in self.flow.intents.values()), *(option.says for option in options)]
        says = (phrases for phrases in heard if phrases)
        return frozenset(
            word for phrases in says for said in phrases.spoken.values() for phrase in said for word in plain(phrase)
        )

    def words(self, language: str) -> Words:
        """The word lists of a language."""
        return words(language)

    def sentence(self, section: str, language: str | None = None) -> str:
        """A sentence that help quotes as an example, in that language or the flow's default; else in English."""
        return self.words(language or self.flow.language).sentence(section) or self.words("en").sentence(section)

    def heard_with(self, said: Said) -> str:
        """A text together with what a caller hears right after it: the chain of messages that it begins."""
        if said.node is None:
            return said.text
        after = [
            prompt.spoken.get(said.language, "")
            for node in self.endings.way(said.node.id)[1:]
            if (prompt := getattr(node, "prompt", None)) is not None
        ]
        return " ".join([said.text, *after])

    def seconds(self, text: str, language: str) -> float:
        """How long a text takes to hear: its recording where that is there, else an estimate."""
        measured = self.beside.seconds.get((language, text))
        return seconds(text, language, self.flow.pace(language)) if measured is None else measured

    def longer(self, text: str, language: str, limit: float) -> float:
        """How long a text takes to hear if that is longer than the limit, else 0. Short ones are not measured."""
        if len(text) * _LETTERS_A_WORD <= limit * self.flow.pace(language) and not self.beside.seconds:
            return 0.0
        length = self.seconds(text, language)
        return length if length > limit else 0.0

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
        """What `{options}` stands for, as the call speaks it."""
        return self.speaker.options(menu, language)
