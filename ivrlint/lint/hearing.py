"""What callers are told to press at a node, what works there, and how a menu's options sound to them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.model import Branch, Lookup, Menu, Message, Node, Option, Text, Transfer
from ivrlint.flow.numbers import KEYS
from ivrlint.flow.place import Place
from ivrlint.language.announced import Announcement, announced
from ivrlint.language.scales import marks
from ivrlint.lint.terms import Plain, entries, may_announce, plain

OPTIONS = "{options}"
NUMERALS = frozenset(KEYS)


class Telling(NamedTuple):
    """A text as it is written in one language, with the keys that it announces itself.

    What `{options}` stands for comes on top where `generated` is true. A text that is `shared` is said at
    every menu and input that has no texts of its own for callers who did not answer.
    """

    language: str
    text: str
    announced: tuple[Announcement, ...]
    place: Place
    generated: bool
    shared: bool = False


class Label(NamedTuple):
    """An option's label as a caller hears it: from `{options}`, or as the prompt words it."""

    option: Option
    text: str
    place: Place
    words: Plain  # of the text, in lower case and without accents


class Hearing:
    """What is told and what works, node by node; each node is looked at once."""

    def __init__(self, graph: FlowGraph) -> None:
        self._graph = graph
        self._keys: dict[str, Mapping[str, Option]] = {}
        self._prompts: dict[str, tuple[Telling, ...]] = {}
        self._again: dict[int, tuple[Telling, ...]] = {}
        self._labels: dict[str, Mapping[str, list[Label]]] = {}

    def keys(self, node: Node) -> Mapping[str, Option]:
        """The keys that work at a node: a menu's, an input's, those of a queue that holds callers."""
        found = self._keys.get(node.id)
        if found is None:
            options = self._graph.keys_at(node)
            if isinstance(node, Transfer) and node.wait:
                options = node.wait.keys[::-1]  # of two alike the first counts
            found = self._keys[node.id] = {option.key: option for option in options}
        return found

    def prompt(self, node: Node) -> tuple[Telling, ...]:
        """The node's prompt in each language. A menu without one says its options and nothing else."""
        found = self._prompts.get(node.id)
        if found is None:
            found = self._prompts[node.id] = tuple(_tellings([getattr(node, "prompt", None)]))
        return found

    def elsewhere(self, node: Node) -> Iterator[Telling]:
        """What is said besides the prompt: on coming back to a menu, while a caller waits."""
        if isinstance(node, Menu):
            yield from _tellings([node.return_prompt])
        elif isinstance(node, Transfer) and node.wait:
            yield from _tellings([node.wait.prompt])

    def again(self, node: Node) -> tuple[Telling, ...]:
        """What is said to callers who did not answer. Shared by all nodes that inherit the flow's texts."""
        ears = self._graph.ears(node)
        return self._retold(ears.no_input.again) + self._retold(ears.no_match.again)

    def _retold(self, texts: tuple[Text, ...]) -> tuple[Telling, ...]:
        found = self._again.get(id(texts))
        if found is None:
            listening = self._graph.flow.listening
            shared = texts is listening.no_input.again or texts is listening.no_match.again
            found = self._again[id(texts)] = tuple(telling._replace(shared=shared) for telling in _tellings(texts))
        return found

    def stops(self, node: Node) -> Iterator[Node]:
        """Where a call stops next: at this node, or where messages, branches and lookups lead from it."""
        nodes = self._graph.flow.nodes
        seen, stack = {node.id}, [node]
        while stack:
            here = stack.pop()
            if not isinstance(here, Message | Branch | Lookup):
                yield here
                continue
            ahead = [edge.target for edge in self._graph.exits[here.id] if edge.target in nodes]
            stack += [nodes[id_] for id_ in dict.fromkeys(ahead[::-1]) if id_ not in seen]
            seen.update(ahead)

    def scale(self, node: Node) -> frozenset[str]:
        """The keys of the marks that a prompt asks for: "on a scale of 0 to 9"."""
        texts = {telling.language: telling.text for telling in self.prompt(node)}
        return frozenset(key for language, text in texts.items() for key in marks(text, language))

    def is_told(self, option: Option, node: Node) -> bool:
        """Do callers hear of an option? The answers to an open question are not told."""
        if NUMERALS.issuperset(option.key):
            return True
        named = [words.casefold() for words in option.label.spoken.values()] if option.label else []
        tellings = self.prompt(node)
        return any(told.generated or any(word in told.text.casefold() for word in named) for told in tellings)

    @cached_property
    def told_before(self) -> Mapping[str, set[str]]:
        """For a node: the keys that a message just before it announces."""
        found: dict[str, set[str]] = {}
        for node in self._graph.flow.nodes.values():
            if isinstance(node, Message):
                keys = {offer.key for telling in self.prompt(node) for offer in telling.announced}
                for stop in self.stops(node) if keys else ():
                    found.setdefault(stop.id, set()).update(keys)
        return found

    @cached_property
    def unheard_before(self) -> frozenset[str]:
        """Nodes that come just after a recording whose words nobody has written down."""
        recorded = (
            node
            for node in self._graph.flow.nodes.values()
            if isinstance(node, Message) and node.prompt and node.prompt.audio and not node.prompt.spoken
        )
        return frozenset(stop.id for node in recorded for stop in self.stops(node))

    def order(self, menu: Menu, telling: Telling | None) -> list[tuple[str, Option | None]]:
        """The keys in the order in which a prompt (none: `{options}`) offers them, those listed with their option."""
        listed: list[tuple[str, Option | None]] = [(option.key, option) for option in menu.options if not option.silent]
        if telling is None:
            return listed
        if not telling.generated:
            return [(offer.key, None) for offer in telling.announced]
        at = telling.text.index(OPTIONS)
        return [
            *((offer.key, None) for offer in telling.announced if offer.start < at),
            *listed,
            *((offer.key, None) for offer in telling.announced if offer.start >= at),
        ]

    def key_first(self, menu: Menu, telling: Telling) -> tuple[list[Announcement], int]:
        """The offers of a prompt that say the key before what it is for, and how many offers there are."""
        named = list({offer.label: offer for offer in telling.announced if offer.label}.values())
        listed = sum(not option.silent for option in menu.options) if telling.generated else 0
        return [offer for offer in named if not offer.label_first], len(named) + listed

    def labels(self, menu: Menu) -> Mapping[str, list[Label]]:
        """For each language the labels that callers hear, without silent options and offers of a language."""
        found = self._labels.get(menu.id)
        if found is None:
            found = self._labels[menu.id] = {}
            worded = {
                telling.language: {offer.key: (offer.label, telling.place) for offer in telling.announced}
                for telling in self.prompt(menu)
                if not telling.generated
            }
            for option in menu.options:
                if option.label and not option.silent and not option.language:
                    for language, text in option.label.spoken.items():
                        wording, place = worded.get(language, {}).get(option.key, ("", option.place))
                        heard = Label(option, wording or text, place, plain(wording or text))
                        found.setdefault(language, []).append(heard)
        return found

    def asks_yes_or_no(self, menu: Menu) -> bool:
        """Is one of the options a plain no?"""
        return any(
            label.words in entries("no", language) for language, labels in self.labels(menu).items() for label in labels
        )


def _tellings(texts: Iterable[Text | None]) -> Iterator[Telling]:
    for written in texts:
        if written is not None:
            for language, text in written.spoken.items():
                offers = announced(text, language) if may_announce(text) else ()
                yield Telling(language, text, offers, written.place, OPTIONS in text)
