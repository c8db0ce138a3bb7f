"""The phrases by which a prompt announces keys, made once from the word lists of all languages together.

A prompt in one language often offers another one in that one's words.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from ivrlint.flow.numbers import KEYS
from ivrlint.language.numbers import values
from ivrlint.language.words import fold, languages, words

SPEECH = "speech-verbs"
CHOICE = "choice-verbs"
DIAL = "dial-verbs"
PRESS = "press-verbs"
OTHER = "other-verbs"

PUNCTUATION = ".,;:!?।。…\"'()[]{}<>-–—|/¡¿“”‘’«»"
SIGNS = PUNCTUATION + " \t\r\n"
_CLOSING = ((".;!?।。", "."), (":", ":"), (",…", ","), ("-–—|", "-"))
_NOTHING = (0, "")
_MANY = 20_000

Parts = tuple[str, ...]


class Phrases(dict[str, list[tuple[Parts, str]]]):
    """Phrases of one or more words, each with a value, by their first word; the longest is found first."""

    __slots__ = ()

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        for parts, value in sorted({tuple(fold(phrase).split()): value for phrase, value in values}.items()):
            self.setdefault(parts[0], []).insert(0, (parts, value))

    def at(self, stems: Parts, at: int) -> tuple[int, str]:
        """How many words the phrase that begins here has, and its value; (0, '') where none does."""
        for parts, value in self.get(stems[at], ()):
            if len(parts) == 1 or stems[at : at + len(parts)] == parts:
                return len(parts), value
        return _NOTHING

    def length(self, stems: Parts, at: int) -> int:
        """How many words the phrase that begins here has; 0 where none does."""
        return self.at(stems, at)[0] if stems[at] in self else 0

    def skip(self, stems: Parts, at: int) -> int:
        """The place behind all phrases that follow one another from here on."""
        while length := self.length(stems, at):
            at += length
        return at


class Endings(dict[str, list[Parts]]):
    """Phrases of one or more words by their last word, the longest first."""

    __slots__ = ()

    def __init__(self, terms: Iterable[str]) -> None:
        super().__init__()
        for parts in sorted((tuple(fold(term).split()) for term in terms), key=len, reverse=True):
            self.setdefault(parts[-1], []).append(parts)

    def length(self, stems: Parts, end: int) -> int:
        """How many words the phrase that ends before this place has; 0 where none does."""
        if end > 0 and stems[end - 1] in self:
            for parts in self[stems[end - 1]]:
                if stems[max(0, end - len(parts)) : end] == parts:
                    return len(parts)
        return 0


class Grammar:
    """The phrases that matter, those for words of all languages; where two disagree on a number, `language` decides."""

    __slots__ = (
        "after_key", "before_key", "between", "both", "clause_begins", "emergencies", "empty", "hang_up", "label_ends",
        "names", "noise", "nots", "ors", "otherwise", "own_names", "purposes", "ranges", "starters", "tails",
        "terminators", "then", "units", "verbs", "words",
    )  # fmt: skip

    def __init__(self, language: str) -> None:
        self.verbs = _phrases(OTHER, SPEECH, CHOICE, DIAL, PRESS)  # a verb of two kinds counts for the stricter one
        self.ors = _phrases("or")
        self.both = _phrases("or", "and")
        self.before_key = _phrases("before-key")
        self.after_key = _phrases("after-key")
        self.purposes = _phrases("for")
        self.units = _phrases("units")
        self.ranges = _phrases("range")
        self.between = _phrases("between")
        self.emergencies = _phrases("emergency-numbers")
        self.hang_up = _phrases("hang-up")
        self.starters = _phrases("label-starters")
        self.noise = _phrases("label-noise")
        self.otherwise = _phrases("otherwise")
        self.nots = _phrases("not")
        self.empty = self.noise.keys() | self.otherwise.keys()
        self.label_ends = _phrases("label-ends")
        self.terminators = _phrases("terminators")
        self.tails = Endings(_terms("label-tails"))
        self.then = Endings(_terms("then"))
        self.clause_begins = Endings((*_terms("label-noise"), *_terms("then"), *_terms("or")))
        self.own_names = Phrases(_names(language))
        self.names = Phrases(pair for other in (*languages(), language) for pair in _names(other))
        self.names.update((key, [((key,), key)]) for key in KEYS)
        self.words = _Words(self)


class _Words(dict[str, tuple[str, str, bool]]):
    """A word as a prompt writes it -> the word alone, what closes behind it, whether an announcement may turn on it.

    What closes is `.` for the end of a sentence, `:`, `,`, `-` or nothing.
    """

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._turning = (grammar.verbs, grammar.names)
        self._abbreviations = _phrases("abbreviations")

    def __missing__(self, word: str) -> tuple[str, str, bool]:
        if len(self) > _MANY:  # a process that lives long and reads ever new texts
            self.clear()
        stem = word.strip(PUNCTUATION)
        closes = self._closing(stem, word[word.rfind(stem) + len(stem) :] if stem else word)
        self[word] = found = (stem, closes, is_key(stem) or any(stem in known for known in self._turning))
        return found

    def _closing(self, stem: str, tail: str) -> str:
        if tail.startswith(".."):
            return ","
        if tail == "." and stem in self._abbreviations:
            return ""
        return next((sign for signs, sign in _CLOSING if any(char in tail for char in signs)), "")


def is_key(word: str) -> bool:
    """Whether the word is written in keys only."""
    return bool(word) and not word.strip(KEYS)


@cache
def grammar(language: str) -> Grammar:
    """The phrases for prompts in a language."""
    return Grammar(language)


def _terms(section: str) -> Sequence[str]:
    return [term for language in languages() for term in words(language).terms(section)]


@cache
def _phrases(*sections: str) -> Phrases:
    return Phrases((term, section) for section in sections for term in _terms(section))


def _names(language: str) -> list[tuple[str, str]]:
    """The names of keys, in words, with their key."""
    # "una" and "u" are articles and conjunctions, all over a prompt, before they are a 1.
    fillers = {parts for entries in _phrases("before-key", "or", "and").values() for parts, _ in entries}
    names = [(name, str(number)) for name, number in values(language).items()]
    names += [(name, key) for key, spoken in words(language).mapping("key-names").items() for name in spoken]
    return [(name, key) for name, key in names if (name,) not in fillers]
