"""Every text that callers hear but the labels of options, and which of them hold the words that a rule looks for."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.model import Node
from ivrlint.flow.place import Place
from ivrlint.language.words import tokens, words
from ivrlint.lint.tongues import Written, again_of, texts_of


class Said(NamedTuple):
    """A text in one language: of a node, or (None) what the whole flow says to those who did not answer."""

    node: Node | None
    key: str  # prompt, return_prompt, again, wait
    language: str
    text: str
    place: Place
    recorded: bool

    @property
    def id(self) -> str | None:
        """The node's id; None for the flow."""
        return self.node.id if self.node else None


class Texts:
    """The texts of a flow. Each different text is looked at once, however many rules ask."""

    def __init__(self, graph: FlowGraph) -> None:
        self._graph = graph

    @cached_property
    def all(self) -> tuple[Said, ...]:
        """The texts in the order of the file, node by node; those of the flow's `listening` first."""
        flow = self._graph.flow
        found = [*_said(None, again_of(flow.listening))]
        for node in flow.nodes.values():
            found += _said(node, texts_of(node))
        return tuple(found)

    @cached_property
    def different(self) -> Mapping[str, Mapping[str, list[int]]]:
        """For each language its different texts, each with the places in `all` where it is said."""
        found: dict[str, dict[str, list[int]]] = {}
        for number, said in enumerate(self.all):
            found.setdefault(said.language, {}).setdefault(said.text, []).append(number)
        return found

    def sample(self, language: str, most: int) -> list[str]:
        """Different texts of a language, evenly spread over the file where there are more than `most`."""
        different = list(self.different.get(language, ()))
        return different[:: max(1, -(-len(different) // most))]

    def saying(self, *sections: str) -> Iterator[tuple[Said, str]]:
        """The texts in which an entry of one of these word lists occurs, each with the first words that do."""
        hits: dict[int, str] = {}
        for language, different in self.different.items():
            lists = words(language)
            for section in sections:
                for text in self._candidates(section, language):
                    phrase = lists.find(section, text)
                    if phrase is not None:
                        for number in different[text]:
                            hits.setdefault(number, phrase)
        for number in sorted(hits):
            yield self.all[number], hits[number]

    def _candidates(self, section: str, language: str) -> dict[str, None]:
        """The texts that hold all words of an entry, in whatever order."""
        index = self._index[language]
        found: dict[str, None] = {}
        for phrase in words(language).phrases(section):
            holding = [_holding(word, index) for word in phrase]
            if holding and all(holding):
                fewest = min(holding, key=len)
                found.update((text, None) for text in fewest if all(text in texts for texts in holding))
        return found

    @cached_property
    def _index(self) -> Mapping[str, Mapping[str, dict[str, None]]]:
        """For each language and word the texts that hold it."""
        found: dict[str, dict[str, dict[str, None]]] = {}
        for language, different in self.different.items():
            index = found[language] = {}
            for text in different:
                for word in tokens(text):
                    index.setdefault(word, {})[text] = None
        return found


def _said(node: Node | None, texts: Iterator[Written]) -> Iterator[Said]:
    for key, told in texts:
        for language, text in told.spoken.items():
            yield Said(node, key, language, text, told.place, told.audio is not None)


def _holding(word: str, index: Mapping[str, dict[str, None]]) -> dict[str, None]:
    if not word.endswith("*") or len(word) == 1:
        return index.get(word, {})
    return {text: None for known, texts in index.items() if known.startswith(word[:-1]) for text in texts}
