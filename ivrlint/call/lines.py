"""What a call speaks: the texts of a flow with their slots filled, and how long each takes to hear."""

from collections.abc import Mapping
from pathlib import Path
from re import compile as pattern

from ivrlint.flow.model import Flow, Menu, Option, Text
from ivrlint.flow.numbers import KEYS
from ivrlint.language.announced import announce, announced
from ivrlint.language.spoken import seconds, wav_seconds
from ivrlint.language.words import words

OPTIONS = "{options}"
MASK = "••••"
SLOT = pattern(r"\{([^{}\s]+)\}")


class Secret(str):
    """What a caller entered where the flow says `sensitive`: it is compared, and never shown."""

    __slots__ = ()


def shown(value: str) -> str:
    """A field's value as transcripts and reports may show it."""
    return MASK if isinstance(value, Secret) else value


class Line:
    """Words that a node speaks in one language, and the seconds that they take."""

    __slots__ = ("_told", "language", "node", "seconds", "text")

    def __init__(self, node: str, text: str, language: str, length: float) -> None:
        self.node = node
        self.text = text
        self.language = language
        self.seconds = length
        self._told: dict[str, float] | None = None

    def __repr__(self) -> str:
        return f"Line({self.node!r}, {self.text!r})"

    @property
    def told(self) -> Mapping[str, float]:
        """Each key that these words announce, and the seconds after which it has been said."""
        if self._told is None:
            self._told = {}
            for offer in announced(self.text, self.language):
                share = self._share(offer.end)
                self._told.setdefault(offer.key, self.seconds * share)
        return self._told

    def _share(self, end: int) -> float:
        whole = seconds(self.text, self.language)
        return min(1.0, seconds(self.text[:end], self.language) / whole) if whole else 1.0


class Words:
    """A text of the flow in one language, with or without slots for fields of the call."""

    __slots__ = ("_line", "_pace", "_slots")

    def __init__(self, node: str, text: str, language: str, pace: int, recorded: float | None = None) -> None:
        self._line = Line(node, text, language, seconds(text, language, pace) if recorded is None else recorded)
        self._pace = pace
        self._slots = recorded is None and SLOT.search(text) is not None

    def line(self, fields: Mapping[str, str]) -> Line:
        """These words with what is known about the call filled in; an unknown slot stays as written."""
        if not self._slots:
            return self._line
        node, language = self._line.node, self._line.language
        text = SLOT.sub(lambda slot: shown(fields[slot[1]]) if slot[1] in fields else slot[0], self._line.text)
        return Line(node, text, language, seconds(text, language, self._pace))


class Speaker:
    """Turns the texts of one flow into words."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    def words(self, node: str, text: Text, language: str) -> Words:
        """A text as it stands; in the flow's own language, or any, where it lacks this one."""
        spoken_in = self._language(text, language)
        written = text.spoken.get(spoken_in, "")
        return Words(node, written, spoken_in, self.flow.pace(spoken_in), recording(text, spoken_in))

    def menu(self, menu: Menu, text: Text | None, language: str) -> Words:
        """A menu's prompt with its options announced. A menu without a prompt announces its options."""
        if text is None:
            return Words(menu.id, self.options(menu, language), language, self.flow.pace(language))
        spoken_in = self._language(text, language)
        written = text.spoken.get(spoken_in, "")
        if OPTIONS in written:
            written = written.replace(OPTIONS, self.options(menu, spoken_in))
        return Words(menu.id, written, spoken_in, self.flow.pace(spoken_in), recording(text, spoken_in))

    def sentence(self, node: str, section: str, language: str, digits: str = "") -> Line:
        """A sentence of the product itself, from the language's word list; digits are said one by one."""
        text = words(language).sentence(section)
        length = seconds(text.replace("{digits}", _in_words(digits, language)), language, self.flow.pace(language))
        return Line(node, text.replace("{digits}", " ".join(digits)), language, length)

    def options(self, menu: Menu, language: str) -> str:
        """What `{options}` stands for: every option that is not silent, in the language's pattern."""
        return " ".join(self._offer(option, language) for option in menu.options if not option.silent)

    def label(self, option: Option, language: str) -> str:
        """An option's label in that language, or in the first that has it."""
        if option.label is None:
            return option.key
        spoken = option.label.spoken
        return spoken.get(language) or spoken.get(self.flow.language) or next(iter(spoken.values()), option.key)

    def _offer(self, option: Option, language: str) -> str:
        offered_in = option.language or language
        label = self.label(option, offered_in)
        if option.key.strip(KEYS):
            said = words(offered_in).sentence("say-speech-option")
            return said.replace("{label}", label).replace("{phrase}", _phrase(option, offered_in) or label)
        return announce(label, option.key, offered_in) or f"{label}: {option.key}."

    def _language(self, text: Text, language: str) -> str:
        if language in text.spoken or not text.spoken:
            return language
        return self.flow.language if self.flow.language in text.spoken else next(iter(text.spoken))


def _phrase(option: Option, language: str) -> str:
    phrases = option.says.spoken.get(language, ()) if option.says else ()
    return phrases[0] if phrases else ""


def _in_words(digits: str, language: str) -> str:
    names = words(language).mapping("numbers")
    return " ".join(names[digit][0] if names.get(digit) else digit for digit in digits)


def recording(text: Text, language: str) -> float | None:
    """Seconds of the recording in that language; None where there is none that can be measured."""
    file = recording_file(text, language)
    return wav_seconds(file) if file is not None else None


def recording_file(text: Text, language: str) -> Path | None:
    """The file that speaks a text in that language; None where the flow names none, or stands in no file."""
    if text.audio is None or text.place.source.file is None:
        return None
    return text.place.source.file.parent / text.audio.replace("{lang}", language)
