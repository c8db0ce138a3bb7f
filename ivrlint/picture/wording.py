"""The words of a picture, by language, and texts made fit to be drawn: clean, short, in lines."""

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")
_SPACES = re.compile(r"\s+")
_UNFIT = frozenset({"Cc", "Cs"})  # controls, halves of characters
_OVERRIDES = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MORE = "…"


@cache
def wording(language: str, folder: Path = _FOLDER) -> Mapping[str, str]:
    """The words of a picture (or of what has its own folder) in a language; in English where there are no others."""
    english = _read("en", folder)
    base = language.partition("-")[0].lower()
    return {**english, **_read(base, folder)} if base in languages() else english


@cache
def languages() -> tuple[str, ...]:
    """The languages in which a picture has its own words."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.txt")))


@cache
def _read(language: str, folder: Path) -> Mapping[str, str]:
    lines = (folder / f"{language}.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line and not line.startswith("#"))
    return {name: words for name, _, words in pairs}


def clean(text: str) -> str:
    """The text on one line, without what cannot be shown or would turn around what stands beside it."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(
        " " if char.isspace() else "" if char in _OVERRIDES else "\ufffd" if _unfit(char) else char for char in text
    )
    return _SPACES.sub(" ", kept).strip()


def _unfit(char: str) -> bool:
    return unicodedata.category(char) in _UNFIT or ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004 - no characters


def lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """The first words of a text, in at most so many lines of so many characters; `…` where more is said."""
    wrapped = textwrap.wrap(
        clean(text), width, max_lines=most, placeholder=f" {MORE}", break_long_words=True, break_on_hyphens=False
    )
    return tuple(wrapped)


def short(text: str, width: int) -> str:
    """The text in so many characters at most."""
    text = clean(text)
    return text if len(text) <= width else text[: width - 1].rstrip() + MORE
