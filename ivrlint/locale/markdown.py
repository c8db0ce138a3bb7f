"""Markdown texts, translated paragraph by paragraph: a change in one of them loses only that one."""

import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.locale import ENGLISH, PAGES, spoken, translated

_FENCE = "```"
_WIDTH = 110
_MARKER = re.compile(r"- |\d+\. ")


class Block(NamedTuple):
    """A piece of a page: a paragraph, a list, a heading without its signs, or what is not translated.

    `before` stands in front of the text: the heading's signs, or the empty line above a paragraph.
    """

    before: str
    text: str
    is_text: bool


def blocks(markdown: str) -> Iterator[Block]:
    """The pieces of a page in order."""
    lines = markdown.splitlines()
    gap = ""
    while lines:
        line = lines.pop(0)
        if not line.strip():
            gap += "\n"
        elif line.startswith(_FENCE):
            end = next((number for number, other in enumerate(lines) if other.startswith(_FENCE)), len(lines) - 1)
            yield Block(gap, "\n".join([line, *lines[: end + 1]]), is_text=False)
            del lines[: end + 1]
            gap = ""
        elif line.startswith("#"):
            signs, _, title = line.partition(" ")
            yield Block(f"{gap}{signs} ", title, is_text=True)
            gap = ""
        else:
            paragraph = [line]
            while lines and lines[0].strip() and not lines[0].startswith(("#", _FENCE)):
                paragraph.append(lines.pop(0))
            yield Block(gap, _unwrapped(paragraph), is_text=True)
            gap = ""


def _unwrapped(lines: list[str]) -> str:
    """The lines of a paragraph as one, those of a list or a table one an item."""
    text = lines[0].strip()
    for line in lines[1:]:
        item = _MARKER.match(line.lstrip()) or line.startswith("|")
        text += ("\n" if item else " ") + (line.rstrip() if item else line.strip())
    return text


def page(markdown: str) -> str:
    """The page in the language that is spoken; in English as it is."""
    if spoken() == ENGLISH:
        return markdown
    return "\n".join(
        block.before + (_wrapped(translated(block.text, PAGES)) if block.is_text else block.text)
        for block in blocks(markdown)
    )


def _wrapped(text: str) -> str:
    """Lines that a terminal holds; items of a list keep their indentation, rows of a table their line."""
    lines = []
    for line in text.splitlines():
        marker = _MARKER.match(line.lstrip())
        hang = " " * (len(line) - len(line.lstrip()) + (len(marker[0]) if marker else 0))
        if line.startswith("|"):
            lines.append(line)
        else:
            lines += textwrap.wrap(line, _WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)
