"""What a caller hears of a FreeSWITCH sound: words that are spoken by a voice, recordings, phrases made of both.

The recordings that come with FreeSWITCH are called by what they say (`ivr/ivr-to_repeat_these_options.wav`),
in English whatever language they are in. Where nothing else tells the words, those names do.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.language.announced import announce, announced
from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.xmltree import Element

_STOCK = re.compile(
    r"(?:^|/)(?:ivr|vm|misc|conf|dir|zrtp|base256)-([a-z][a-z0-9']*_[a-z0-9'_]*|please|press|goodbye|hello"
    r"|enter|dial|and|or|to|for|messages)(?:\.\w+)?$"
)
_DIGITS = re.compile(r"(?:^|/)digits/([0-9]|star|pound)(?:\.\w+)?$")
_SILENT = ("silence_stream:", "tone_stream:")
_CHANNEL = re.compile(r"\$\{(\w+)(?:\(.*?\)|[^}]*)\}|\$(\d+)")
_KEYS = {**{str(digit): str(digit) for digit in range(10)}, "star": "*", "pound": "#"}
_JOINING = frozenset({"please", "press", "dial", "enter", "or", "and", "then", "to", "for"})
_ASKING = ("press", "dial", "enter")
_DEEPEST = 5  # phrases that play phrases
_LANGUAGE = "en"


class Sound(NamedTuple):
    """What is heard: its words ('' where they are not known), the recording, and whether names told the words."""

    words: str = ""
    audio: str | None = None
    guessed: bool = False
    known: bool = True  # of some parts nothing tells what is said


def heard(spec: str, book: Book) -> Sound:
    """The sound that a menu or an application plays: `say:…`, `phrase:…`, a recording, several joined by `!`."""
    sound = _piece(spec, book, 0)
    return sound._replace(words=_sentences(iter([sound.words]))) if sound.guessed else sound


def _piece(spec: str, book: Book, depth: int) -> Sound:
    """A sound that may be a part of a sentence."""
    spec = _without_settings(book.filled(spec.strip()))
    if not spec or spec.startswith(_SILENT):
        return Sound()
    if spec.startswith("phrase:"):
        return _phrase(spec, book, depth)
    if spec.startswith("say:"):
        return Sound(fields(spec.removeprefix("say:").split(":")[-1]))
    if spec.startswith("tts://"):
        return Sound(fields(spec.rpartition("|")[2]))
    words = [_named(name) for name in spec.removeprefix("file_string://").split("!")]
    if not all(words):
        return Sound("", spec, known=False)
    return Sound(words[0] if len(words) == 1 else _sentences(iter(words)), spec, guessed=True)


def fields(text: str) -> str:
    """A text with the variables of a call as `{fields}`."""
    return _CHANNEL.sub(lambda found: "{" + (found[1] or f"value_{found[2]}") + "}", text)


def _without_settings(spec: str) -> str:
    """`{loops=2}file.wav` -> `file.wav`."""
    return spec[spec.find("}") + 1 :] if spec.startswith("{") else spec


def _phrase(spec: str, book: Book, depth: int) -> Sound:
    name = re.split(r"[:,@]", spec.removeprefix("phrase:"), maxsplit=1)[0].strip()
    found = book.phrase(name)
    if found is None or depth > _DEEPEST:
        return Sound("", spec, known=False)
    macro, language = found
    book.cite(macro)
    parts = list(_parts(macro, book, depth))
    recorded = any(part.guessed for part in parts) or not all(part.known for part in parts)
    if language is not None and not language.startswith(_LANGUAGE):
        parts = [part._replace(words="", known=False) if part.guessed else part for part in parts]
    words = _sentences(part.words for part in parts)
    known = all(part.known for part in parts)
    if not known and not announced(words, _LANGUAGE):
        words = ""  # what is left of a text of which the most is not known
    guessed = any(part.guessed for part in parts)
    return Sound(words, spec if recorded else None, guessed, known)


def _parts(macro: Element, book: Book, depth: int) -> Iterator[Sound]:
    """What a phrase plays where its first pattern matches."""
    match = next((element for element in macro.walk() if element.tag == "match"), macro)
    for action in match.elements("action"):
        data = action.get("data")
        match action.get("function"):
            case "play-file":
                yield _piece(data, book, depth)
            case "speak-text":
                yield Sound(fields(data))
            case "say":
                yield Sound(fields(data) if not data.startswith("$") else "{value}")
            case "phrase":
                yield _phrase(f"phrase:{action.get('phrase', data)}", book, depth + 1)


def _named(file: str) -> str:
    """The words by which a recording is called; '' where it is called otherwise."""
    digit = _DIGITS.search(file)
    if digit:
        return digit[1]
    stock = _STOCK.search(file)
    return stock[1].replace("_", " ").strip() if stock else ""


def _sentences(pieces: Iterator[str]) -> str:
    """Pieces of speech joined to sentences: each begins one, but for "please", "press" and keys."""
    sentences: list[str] = []
    open_ = ""
    for piece in filter(None, pieces):
        if piece in _KEYS:
            sentences.append(_offer(open_, piece))
            open_ = ""
        elif open_ and piece in _JOINING:
            open_ += f", {piece}" if piece == "please" else f" {piece}"
        elif open_.endswith(tuple(_JOINING)) and " " in open_:
            open_ += f" {piece}"
        else:
            sentences.append(open_)
            open_ = piece
    return " ".join(_closed(sentence) for sentence in [*sentences, open_] if sentence)


def _offer(words: str, key: str) -> str:
    """A recording and a digit in a row offer a key, whether or not the recording's name says "press"."""
    if words.endswith(_ASKING) or not words:
        return f"{words} {key}".strip()
    return announce(words, _KEYS[key], _LANGUAGE)


def _closed(sentence: str) -> str:
    capital = sentence[:1].upper() + sentence[1:]
    return capital if capital.endswith((".", "?", "!")) else f"{capital}."
