"""What a VoiceXML document says: prompts, recordings and values -> words by language."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ivrlint.flow import model
from ivrlint.flow.place import Place
from ivrlint.language.announced import announced
from ivrlint.message import say
from ivrlint.platforms.draft import UNTOLD, Draft, spoken
from ivrlint.platforms.voicexml.conditions import Known, holds
from ivrlint.platforms.voicexml.documents import language_of, literal
from ivrlint.platforms.xmltree import Element, Words

SPEECH = frozenset(
    {"prompt", "audio", "value", "enumerate", "say-as", "sayas", "voice", "s", "p", "div", "break", "sub", "phoneme"}
    | {"emphasis", "emp", "prosody", "pros"}
)
SAID_ONCE = say("this is said once for each of a list, which is known on the call only: here it is said once")
_APART = frozenset(["prompt", "audio", "p", "s", "div", "break"])  # words on both sides of them are sentences
_OPEN_END = re.compile(r"[\w)\]}%'\"»”]$")  # no sign that ends a sentence, or leaves it open
_CAPITAL = re.compile(r"[¿¡\"'«“(]*[^\W\d_a-zß-ÿ]")
_SILENT = frozenset(["desc", "mark", "meta", "metadata", "lexicon", "grammar", "log", "var", "assign", "script"])
_SPELLED = re.compile(r"[^\W\d_](?: [^\W\d_])+")  # letters one by one, as grammars have an abbreviation
_LOOSE = re.compile(r"\s+([.,;:!?](?:\s|$))")  # a sign that a tag has parted from its word
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_VARIABLE = re.compile(r"[\w.$]+")
_PIECE = re.compile(r"""'([^']*)'|"([^"]*)"|([A-Za-z_$][\w$.]*(?:\[[^\]]*\])?)\s*(\()?""")


class Speech(NamedTuple):
    """Words by language, the first recording, and whether nothing tells what some recording says."""

    words: dict[str, list[str]]
    audio: str | None = None
    mute: bool = False
    place: Place | None = None
    chosen: bool = False  # on the call, among words under several conditions; these are the first
    listed: bool = False  # some of it is said for each of a list

    def __bool__(self) -> bool:
        return any(self.words.values()) or self.audio is not None

    def announces(self) -> frozenset[str]:
        """The keys that the words tell callers to press."""
        said = [(" ".join(words), language or "en") for language, words in self.words.items()]
        return frozenset(offer.key for words, language in said for offer in announced(words, language))

    def text(self, draft: Draft, place: Place, *, whole: bool = False) -> model.Text | None:
        """The speech as one text; None where there is none.

        whole: of a speech that is partly recordings whose words are not known, the other words mean nothing.
        """
        if self.chosen:
            message = say("which of these prompts callers hear is decided on the call: the first one is taken")
            draft.loss("approximated", "prompt", message, place)
        if self.listed:
            draft.loss("approximated", "foreach", SAID_ONCE, place)
        if whole and self.mute:
            return draft.text("", self.place or place, self.audio)
        said = {language: _LOOSE.sub(r"\1", spoken(" ".join(words))) for language, words in self.words.items()}
        said = {language: words for language, words in said.items() if words}
        if not said and self.audio is None:
            return None
        text = draft.text("", self.place or place, self.audio or "-")
        return text._replace(spoken=said, audio=self.audio) if text else None


def speech(pieces: Iterable[Element | Words], language: str, known: Known | None = None) -> Speech:
    """What is said by pieces of a document, one after the other. `language` is the document's."""
    gathered = _Gathered(language, known or {})
    under: list[Element] = []  # prompts in a row of which it is not known whether they are heard
    for piece in pieces:
        unsure = (
            isinstance(piece, Element) and bool(piece.get("cond")) and holds(piece.get("cond"), known or {}) is None
        )
        under = [*under, piece] if unsure and isinstance(piece, Element) else []
        if len(under) > 1:
            gathered.chosen = True
        else:
            gathered.add(piece, UNTOLD)
    return Speech(gathered.words, gathered.audio, gathered.mute, gathered.place, gathered.chosen, gathered.listed)


def _may_be_heard(piece: Element, known: Known) -> bool:
    """Is it decided on the call whether this is heard?"""
    return bool(piece.get("cond")) and holds(piece.get("cond"), known) is None


def most_prompts(item: Element) -> int:
    """How many times a question may be put before its prompts stay the same."""
    return max((_count(piece) for piece in item.elements(*SPEECH)), default=1)


def prompts(item: Element, count: int) -> list[Element | Words]:
    """The prompts of an item that are played when it is asked for the `count`th time."""
    said = [piece for piece in item.pieces if isinstance(piece, Words) or piece.tag in SPEECH]
    counts = [_count(piece) for piece in said]
    chosen = max((number for number in counts if number <= count), default=0)
    return [piece for piece, number in zip(said, counts, strict=True) if number == chosen]


def _count(piece: Element | Words) -> int:
    count = piece.get("count", "1") if isinstance(piece, Element) else "1"
    return int(count) if count.isdecimal() and len(count) < 9 else 1  # noqa: PLR2004 - more is a slip


class _Gathered:
    """Words as they are met."""

    def __init__(self, language: str, known: Known) -> None:
        self.words: dict[str, list[str]] = {}
        self.audio: str | None = None
        self.mute = False
        self.chosen = False
        self.listed = False
        self.place: Place | None = None
        self._own = language.partition("-")[0].lower()
        self._known = known
        self._flowing: set[str] = set()  # the languages whose next words belong to the sentence before

    def add(self, piece: Element | Words, language: str) -> None:
        """Add what a piece says, in the language around it."""
        if isinstance(piece, Words):
            self._say(piece.value, piece, language)
            return
        if piece.tag in _SILENT or holds(piece.get("cond", "true"), self._known) is False:
            return
        if piece.tag in _APART:
            self._flowing.clear()
            self._add(piece, language)
            self._flowing.clear()
        else:
            self._add(piece, language)

    def _add(self, piece: Element, language: str) -> None:
        told = language_of(piece)
        if told:
            language = UNTOLD if told.partition("-")[0].lower() == self._own else told
        if self.place is None:
            self.place = piece.head
        if piece.tag == "value":
            self._say(said_by(piece.get("expr"), self._known), piece, language)
        elif piece.tag == "enumerate":
            self._say("{options}", piece, language)
        elif piece.tag == "sub" and piece.get("alias"):
            self._say(piece.get("alias"), piece, language)
        elif piece.tag == "audio":
            self._recording(piece, language)
        else:
            self.chosen = self.chosen or piece.tag == "if"
            self.listed = self.listed or piece.tag == "foreach"
            for inner in piece.pieces:
                if isinstance(inner, Element) and inner.tag in ("elseif", "else"):
                    break  # an `if` inside of a prompt: its first way stands for all
                self.add(inner, language)

    def _recording(self, piece: Element, language: str) -> None:
        """A recording, and the words that stand in for it where it cannot be played."""
        if _VARIABLE.fullmatch(piece.get("expr")) and not piece.pieces:
            self._say(said_by(piece.get("expr"), self._known), piece, language)  # what somebody has recorded
            return
        name = piece.get("src") or said_by(piece.get("expr"), self._known)
        self.audio = self.audio or "".join(name.split()) or None
        before = sum(map(len, self.words.values()))
        for inner in piece.pieces:
            self.add(inner, language)
        if sum(map(len, self.words.values())) == before and name:
            self.mute = True

    def _say(self, words: str, place: Place, language: str) -> None:
        if words.strip():
            self.place = self.place or place
            said = self.words.setdefault(language, [])
            if said and language not in self._flowing and _OPEN_END.search(said[-1]) and _CAPITAL.match(words.strip()):
                said[-1] += "."
            self._flowing.add(language)
            said.append(words.strip())


def said_by(expression: str, known: Known) -> str:
    """The words of an expression: texts as they are, what must be worked out as `{field}`."""
    value = literal(expression)
    if value is not None:
        return value
    if expression.strip() in known:
        return known[expression.strip()]
    pieces = []
    for found in _PIECE.finditer(expression):
        quoted = found[1] if found[1] is not None else found[2]
        pieces.append(quoted if quoted is not None else known.get(found[3], "{" + field_of(found[3]) + "}"))
    return re.sub(r"(?:\{\w+\}\s*){2,}", lambda run: run[0].split("}")[0] + "}", "".join(pieces))


def field_of(expression: str) -> str:
    """The name of a field for an expression: `application.order.total` -> total."""
    names = _NAME.findall(re.sub(r"\[[^\]]*\]", "", expression))
    return re.sub(r"\W", "_", names[-1]).strip("_") or "value" if names else "value"


def label_of(words: str, key: str, language: str) -> str:
    """What is said of a choice, without the key where somebody has written "Press 1 for sales"; "c s e" is CSE."""
    if _SPELLED.fullmatch(words):
        return words.replace(" ", "").upper()
    offers = announced(words, language or "en")
    return next((offer.label for offer in offers if offer.key == key and offer.label), words)
