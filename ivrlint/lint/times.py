"""How long callers are on the line: until they get somewhere, and in one place when they cannot answer."""

from collections.abc import Mapping
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from ivrlint.flow.graph import FAILURE_KINDS, START, Edge
from ivrlint.flow.model import Callback, Input, Menu, Node, Text, Transfer, Voicemail
from ivrlint.lint.hearing import OPTIONS
from ivrlint.lint.listeners import needs_papers

if TYPE_CHECKING:
    from ivrlint.lint.study import Study

# Seconds, as models of people at a telephone have them: to decide and press, and for a number.
DECIDE = 1.35
KEY = 0.39
NEXT_GROUP = 0.7
GROUP = 4
FETCH = 5.0
READ_BACK = 3.0
A_DIGIT = 0.5


class Times:
    """Times of a flow in its default language, unless another takes longer."""

    def __init__(self, study: "Study") -> None:
        self._study = study
        self._keys: dict[str, Mapping[str, float]] = {}

    def kept(self, node: Menu | Input) -> float:
        """How long a caller who never answers is kept at a node: all prompts and all silences."""
        retries = self._study.ears(node).no_input
        said = [self._heard(node), *(self._retold(node, text) for text in retries.again)]
        if len(said) < retries.attempts:
            said += said[-1:] * (retries.attempts - len(said))
        return sum(said[: retries.attempts]) + retries.attempts * retries.after

    def _heard(self, node: Node) -> float:
        if isinstance(node, Menu):
            return max(
                (self._study.seconds(offer.text, offer.language) for offer in self._study.offers(node)), default=0
            )
        return self._longest(getattr(node, "prompt", None))

    def _retold(self, node: Menu | Input, text: Text) -> float:
        if isinstance(node, Menu) and any(OPTIONS in spoken for spoken in text.spoken.values()):
            return self._heard(node)
        return self._longest(text)

    def _longest(self, text: Text | None) -> float:
        spoken = text.spoken.items() if text else ()
        return max((self._study.seconds(words, language) for language, words in spoken), default=0.0)

    @cached_property
    def until(self) -> Mapping[str, float]:
        """For each node: the least time until callers who choose it get there, the prompts on the way included.

        Keys that work everywhere are no part of such a way, nor is a failure.
        """
        exits, nodes = self._study.graph.exits, self._study.flow.nodes
        found: dict[str, float] = {}
        queue = [(0.0, START)]
        while queue:
            at, id_ = heappop(queue)
            if id_ in found:
                continue
            found[id_] = at
            node = nodes.get(id_)
            if isinstance(node, Transfer | Voicemail | Callback):
                continue
            for edge in exits.get(id_, ()):
                if edge.kind not in FAILURE_KINDS and edge.kind != "key" and edge.target not in found:
                    heappush(queue, (at + (self._takes(node, edge) if node else 0.0), edge.target))
        return found

    def _takes(self, node: Node, edge: Edge) -> float:
        if isinstance(node, Menu):
            return self._until_keys(node).get(edge.key, 0.0) + DECIDE + KEY
        if isinstance(node, Input):
            return self._longest(node.prompt) + entry(node)
        return self._longest(getattr(node, "prompt", None))

    def _until_keys(self, menu: Menu) -> Mapping[str, float]:
        """How long it takes to hear each key of a menu, roughly: as much of the whole as of its letters."""
        found = self._keys.get(menu.id)
        if found is None:
            found = self._keys[menu.id] = {}
            for offer in self._study.offers(menu)[:1]:
                a_letter = self._study.seconds(offer.text, offer.language) / max(len(offer.text), 1)
                whole = not self._study.ears(menu).barge_in
                for told in reversed(offer.announced):
                    found[told.key] = a_letter * (len(offer.text) if whole else told.end)
        return found


def entry(node: Input) -> float:
    """How long it takes to enter what an input asks for."""
    digits = node.digits[1] if node.digits else GROUP
    keys = DECIDE + KEY * digits + NEXT_GROUP * ((digits - 1) // GROUP)
    confirmed = READ_BACK + A_DIGIT * digits + DECIDE + KEY if node.confirm else 0.0
    return keys + confirmed + (FETCH if needs_papers(node) else 0.0)
