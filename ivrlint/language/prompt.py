"""A prompt as words, for the search for announced keys: each word folded and without its punctuation."""

import re
from itertools import accumulate, compress, count
from operator import add, sub

from ivrlint.language.grammar import PUNCTUATION, SIGNS, Grammar
from ivrlint.language.words import fold

_END = ("", ".", False)
_FIELD = re.compile(r"\{[^{}]*\}")
_GLUED = re.compile(r"[^\W\d_](?:\d|[.,;:!?][^\W\d_])")
_PARTS = re.compile(r"(\S*[^\W\d_][.,;:!?])?([^\W\d_]+)(\d+\W*)?(\S*)")  # "support.press1,for"


class Prompt:
    """The words of a text. A word has a number; `stems` and `closes` have one more at the end, an empty one
    that ends a sentence. It stands before the first word, too, as number -1.

    stems: the words alone, in lower case without accents; closes: what stands behind each (see `Grammar.words`);
    turning: the numbers of words where an announcement may turn up; starts: where each word begins in the text.
    """

    __slots__ = ("_folded", "_words", "closes", "starts", "stems", "text", "turning")

    def __init__(self, text: str, grammar: Grammar) -> None:
        folded = fold(text)
        if "{" in folded:
            folded = _FIELD.sub(lambda field: " " * len(field[0]), folded)
        self.text = text
        self._folded = folded
        self._words = folded.split() if not _GLUED.search(folded) else _parted(folded.split(), grammar)
        stems, closes, turns = zip(*map(grammar.words.__getitem__, self._words), _END, strict=False)
        self.stems: tuple[str, ...] = stems
        self.closes: tuple[str, ...] = closes
        self.turning = list(compress(range(len(stems)), turns)) if True in turns else ()
        self.starts = self._measure() if self.turning else []

    def slice(self, first: int, end: int) -> str:
        """The text from one word up to another, without the signs around it."""
        return self.text[self.starts[first] : self.starts[end - 1] + len(self._words[end - 1])].strip(SIGNS)

    def word(self, number: int) -> str:
        """A word as written, without its punctuation."""
        start = self.starts[number]
        return self.text[start : start + len(self._words[number])].strip(PUNCTUATION)

    def end(self, end: int) -> int:
        """Where the text before a word ends, the signs behind it left out."""
        return self.starts[end - 1] + len(self._words[end - 1].rstrip(PUNCTUATION))

    def _measure(self) -> list[int]:
        if " ".join(self._words) == self._folded:
            ends = map(add, accumulate(map(len, self._words)), count())
            return list(map(sub, ends, map(len, self._words)))
        starts, end = [], 0
        for word in self._words:
            starts.append(self._folded.index(word, end))
            end = starts[-1] + len(word)
        return starts


def _parted(words: list[str], grammar: Grammar) -> list[str]:
    """The words, where somebody left out the space around what asks for a key: "for support.press1"."""
    parted: list[str] = []
    for word in words:
        found = _PARTS.fullmatch(word)
        asks = found and grammar.verbs.at((found[2], ""), 0)[0]
        parted += filter(None, found.groups()) if found and asks else [word]
    return parted
