"""What callers hear from the answer on until the first choice."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ivrlint.flow.graph import START, Edge
from ivrlint.flow.model import Branch, Lookup, Menu, Message, Node, SubFlow
from ivrlint.flow.place import Place
from ivrlint.language.announced import announced
from ivrlint.language.plainness import sentences
from ivrlint.language.words import words
from ivrlint.lint.stretches import CLOSED

if TYPE_CHECKING:
    from ivrlint.lint.study import Study

RECORDING, EMERGENCY = "recording", "emergency"
_GOES_ON = "recording-more"


class Words(NamedTuple):
    """What one node says before the first choice."""

    node: Node
    text: str
    place: Place


class Greeting(NamedTuple):
    """A way of a call in opening hours, in one language, to where it stops first."""

    stop: Node
    language: str
    before: tuple[Words, ...]  # in the order in which they are heard, the beginning of a menu's prompt the last
    first: str  # the first option of the menu, '' where it stops at something else

    def without(self, *sections: str) -> Iterator[Words]:
        """The same without the sentences in which an entry of these word lists stands."""
        for part in self.before:
            yield part._replace(text=without(part.text, self.language, *sections))

    def without_notices(self) -> Iterator[Words]:
        """The same without what must be there: on recordings, on what to do in an emergency."""
        return self.without(RECORDING, EMERGENCY)


class Greetings:
    """The ways from the answer to the first stops, one way to each."""

    def __init__(self, study: "Study") -> None:
        self._study = study

    @cached_property
    def all(self) -> tuple[Greeting, ...]:
        """In the order in which calls come to their stops."""
        languages = self._study.tongues.at(START)
        return tuple(self._greeting(stop, way, language) for stop, way in self._ways() for language in languages)

    def _ways(self) -> Iterator[tuple[Node, list[Node]]]:
        """The first stops of a call, each with the nodes before it."""
        exits, nodes = self._study.graph.exits, self._study.flow.nodes
        before = {START: ""}
        queue = [START]
        for id_ in queue:  # grows while it is walked
            node = nodes.get(id_)
            if id_ == START or isinstance(node, Message | Branch | Lookup | SubFlow):
                for edge in exits[id_]:
                    if edge.target not in before and not _is_closed(edge):
                        before[edge.target] = id_
                        queue.append(edge.target)
            elif node is not None:
                yield node, _way(id_, before, self._study)

    def _greeting(self, stop: Node, way: list[Node], language: str) -> Greeting:
        told = ((node, getattr(node, "prompt", None)) for node in way)
        before = [
            Words(node, prompt.spoken[language], prompt.place)
            for node, prompt in told
            if prompt is not None and language in prompt.spoken
        ]
        first = ""
        if isinstance(stop, Menu):
            offer = next((offer for offer in self._study.offers(stop) if offer.language == language), None)
            if offer is not None and offer.announced:
                start, end = offer.announced[0].start, offer.announced[0].end
                before.append(Words(stop, offer.text[:start], offer.place))
                first = offer.text[start:end]
            else:
                before, first = _until_told(before, {option.key for option in stop.options}, language)
        return Greeting(stop, language, tuple(before), first)


def _until_told(before: list[Words], keys: set[str], language: str) -> tuple[list[Words], str]:
    """What is said before a message announces one of these keys, and that announcement; all, where none does."""
    for number, part in enumerate(before):
        told = next((offer for offer in announced(part.text, language) if offer.key in keys), None)
        if told is not None:
            return [*before[:number], part._replace(text=part.text[: told.start])], part.text[told.start : told.end]
    return before, ""


def _way(id_: str, before: dict[str, str], study: "Study") -> list[Node]:
    way = []
    while (id_ := before[id_]) != START:
        way.append(study.flow.nodes[id_])
    return way[::-1]


def _is_closed(edge: Edge) -> bool:
    return edge.key == CLOSED and edge.kind == "case"


@lru_cache(maxsize=1024)
def without(text: str, language: str, *sections: str) -> str:
    """The text without the sentences in which an entry of these word lists stands.

    A sentence that tells more about recordings belongs to the notice if it comes right after it.
    """
    lists = words(language)
    kept: list[str] = []
    left_out = False
    for sentence in (text[sentence.start : sentence.end] for sentence in sentences(text, language)):
        left_out = any(lists.find(section, sentence) for section in sections) or (
            left_out and lists.find(_GOES_ON, sentence) is not None
        )
        kept += [] if left_out else [sentence]
    return " ".join(kept)
