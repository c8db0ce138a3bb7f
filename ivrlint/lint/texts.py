"""Every text that callers hear but the labels of options, and which of them hold the words that a rule looks for."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.model import Branch, Broken, Input, Menu, Node, SubFlow, Text, Transfer
from ivrlint.flow.place import Place
from ivrlint.language.words import tokens, words
from ivrlint.lint.tongues import again_of, options_of, texts_of

_T = TypeVar("_T")
_STOP = re.compile(r"[.,!?;:](?:\s|$)")
_BEHIND = 5
_MORE = (Menu, Input, Transfer)  # nodes that may say more than a prompt
_NONE = (Branch, SubFlow, Broken)  # nodes that say nothing


class Said(NamedTuple):
    """A text in one language: of a node, or (None) what the whole flow says to those who did not answer."""

    node: Node | None
    key: str  # prompt, return_prompt, again, wait
    language: str
    text: str
    place: Place

    @property
    def id(self) -> str | None:
        """The node's id; None for the flow."""
        return self.node.id if self.node else None


class Texts:
    """The texts of a flow. Each different one is looked at once, however often it is said and many rules ask."""

    def __init__(self, graph: FlowGraph) -> None:
        self._graph = graph
        self._holding: dict[str, Mapping[str, Mapping[str, str]]] = {}

    @cached_property
    def written(self) -> list[tuple[Node | None, str, Text]]:
        """The texts in the order of the file, node by node, those of the flow's `listening` first; with their keys."""
        flow = self._graph.flow
        found: list[tuple[Node | None, str, Text]] = [(None, *text) for text in again_of(flow.listening)]
        for node in flow.nodes.values():
            if isinstance(node, _MORE):
                found += [(node, key, text) for key, text in texts_of(node)]
            elif not isinstance(node, _NONE) and node.prompt is not None:
                found.append((node, "prompt", node.prompt))
        return found

    def heard_in(self, language: str) -> Iterator[Said]:
        """All that callers may hear in a language, the labels of options last."""
        flow = self._graph.flow
        labels: list[tuple[Node | None, str, Text]] = [(None, "label", key.label) for key in flow.keys if key.label]
        for node in flow.nodes.values():
            labels += [(node, "label", option.label) for option in options_of(node) if option.label]
        for owner, key, written in (*self.written, *labels):
            if language in written.spoken:
                yield Said(owner, key, language, written.spoken[language], written.place)

    @cached_property
    def different(self) -> Mapping[str, Mapping[str, list[int]]]:
        """For each language its different texts, each with the places in `written` where it is said."""
        found: dict[str, dict[str, list[int]]] = {}
        for number, (_, _, written) in enumerate(self.written):
            for language, text in written.spoken.items():
                texts = found.get(language)
                if texts is None:
                    texts = found[language] = {}
                numbers = texts.get(text)
                if numbers is None:
                    texts[text] = [number]
                else:
                    numbers.append(number)
        return found

    @cached_property
    def recorded(self) -> list[tuple[Node | None, str, Text]]:
        """Those of `written` that a recording speaks."""
        return [entry for entry in self.written if entry[2].audio]

    @cached_property
    def recorded_places(self) -> frozenset[Place]:
        """Where the texts of `recorded` are written."""
        return frozenset(written.place for _, _, written in self.recorded)

    @cached_property
    def all(self) -> tuple[Said, ...]:
        """The texts in the order of the file, one for each language. `where` and `saying` are faster."""
        return tuple(
            Said(node, key, language, text, written.place)
            for node, key, written in self.written
            for language, text in written.spoken.items()
        )

    def sample(self, language: str, most: int) -> list[str]:
        """Different texts of a language, evenly spread over the file where there are more than `most`."""
        different = list(self.different.get(language, ()))
        return different[:: max(1, -(-len(different) // most))]

    def where(self, look: Callable[[str, str], _T | None]) -> Iterator[tuple[Said, _T]]:
        """The texts in which `look` (it is given a text and its language) finds something, with what it finds."""
        hits = [
            (number, language, text, found)
            for language, different in self.different.items()
            for text, numbers in different.items()
            if (found := look(text, language))
            for number in numbers
        ]
        for number, language, text, found in sorted(hits, key=lambda hit: hit[0]):
            node, key, written = self.written[number]
            yield Said(node, key, language, text, written.place), found

    def saying(self, *sections: str) -> Iterator[tuple[Said, str]]:
        """The texts in which an entry of one of these word lists stands, each with the first words that do."""
        lists = [self.holding(section) for section in sections]
        if any(texts for holding in lists for texts in holding.values()):
            yield from self.where(
                lambda text, language: next(
                    (holding[language][text] for holding in lists if text in holding[language]), None
                )
            )

    def holding(self, section: str) -> Mapping[str, Mapping[str, str]]:
        """For each language the texts in which an entry of this word list stands, with the first words that do."""
        found = self._holding.get(section)
        if found is None:
            found = self._holding[section] = {
                language: {
                    text: phrase
                    for text in self._candidates(section, language)
                    if (phrase := words(language).find(section, text))
                }
                for language in self.different
            }
        return found

    def _candidates(self, section: str, language: str) -> dict[str, None]:
        """The texts that hold all words of an entry, in whatever order."""
        index = self._index[language]
        found: dict[str, None] = {}
        for phrase in words(language).phrases(section):
            holding = [_holding(word, index) for word in phrase]
            if all(holding):
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


def _holding(word: str, index: Mapping[str, dict[str, None]]) -> dict[str, None]:
    if not word.endswith("*") or len(word) == 1:
        return index.get(word, {})
    return {text: None for known, texts in index.items() if known.startswith(word[:-1]) for text in texts}


def quoted(text: str, phrase: str) -> str:
    """The phrase as it stands in a text, with some of the words behind it."""
    start = text.index(phrase)
    stop = _STOP.search(text, start + len(phrase))
    behind = text[start + len(phrase) : stop.start() if stop else None].split()
    more = " …" if len(behind) > _BEHIND else ""
    return " ".join([phrase, *behind[:_BEHIND]]) + more
