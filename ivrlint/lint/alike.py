"""Labels of one menu that callers may take for one another."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from ivrlint.flow.graph import Edge, FlowGraph
from ivrlint.flow.model import Menu
from ivrlint.language.likeness import Kind, Likeness, OwnWords, menu_pairs
from ivrlint.language.vocabulary.lexicon import lexicon
from ivrlint.lint.hearing import Hearing, Label
from ivrlint.lint.terms import content, plain
from ivrlint.message import say


class Pair(NamedTuple):
    """Two labels of a menu, in the language in which they are most alike."""

    first: Label
    second: Label
    language: str
    likeness: Likeness
    repeated: bool  # the very same words
    same_place: bool  # both options do the same

    @property
    def rank(self) -> tuple[bool, float]:
        """How much alike they are, for comparison."""
        return self.repeated, self.likeness.score


class Alike:
    """The pairs of each menu, worked out once."""

    def __init__(
        self, hearing: Hearing, graph: FlowGraph, comes_to: Callable[[Edge], str], own: OwnWords | None
    ) -> None:
        self._hearing = hearing
        self._graph = graph
        self._comes_to = comes_to
        self._own = own
        self._pairs: dict[str, tuple[Pair, ...]] = {}

    def pairs(self, menu: Menu) -> tuple[Pair, ...]:
        """The pairs of that menu that have something in common, each once."""
        found = self._pairs.get(menu.id)
        if found is None:
            best: dict[tuple[str, str], Pair] = {}
            for language, labels in self._hearing.labels(menu).items():
                texts = tuple(label.text for label in labels)
                for i, j, likeness in _alike(texts, language, self._own):
                    first, second = labels[i], labels[j]
                    pair = Pair(
                        first,
                        second,
                        language,
                        likeness,
                        _repeats(first, second, likeness, language),
                        self._same_place(menu, first, second),
                    )
                    key = (first.option.key, second.option.key)
                    if key[0] != key[1]:
                        best[key] = max(best.get(key, pair), pair, key=lambda pair: pair.rank)
            found = self._pairs[menu.id] = tuple(best.values())
        return found

    def _same_place(self, menu: Menu, label: Label, other: Label) -> bool:
        ends = {edge.key: self._comes_to(edge) for edge in self._graph.exits[menu.id] if edge.kind == "option"}
        return ends[label.option.key] == ends[other.option.key] and label.option.sets == other.option.sets


@lru_cache(maxsize=16384)
def _alike(texts: tuple[str, ...], language: str, own: OwnWords | None) -> tuple[tuple[int, int, Likeness], ...]:
    if knows(language):
        return tuple(menu_pairs(texts, language, own))
    said = [plain(text) for text in texts]
    return tuple(
        (i, j, Likeness(Kind.SAME, 1.0, named=True, reason=say("“{a}” is said twice", a=texts[i])))
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if said[i] == said[j]
    )


@cache
def knows(language: str) -> bool:
    """Does the vocabulary know this language? Else only words that are the same can be told."""
    return bool(lexicon(language).words)


def _repeats(label: Label, other: Label, likeness: Likeness, language: str) -> bool:
    """Are these the same words, whatever their case, accents, punctuation and articles?"""
    if label.words == other.words:
        return True
    return likeness.kind is Kind.SAME and content(label.words, language) == content(other.words, language)
