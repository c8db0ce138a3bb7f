"""The page: one file of HTML that needs nothing else and asks nobody.

Everything of a flow stands in it as data, which its script writes as text; the policy allows this script, this style
and nothing else.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path

from ivrlint import __version__
from ivrlint.call.phone import Phone
from ivrlint.picture.compose import View, compose
from ivrlint.picture.scene import Direction
from ivrlint.picture.themes import Name
from ivrlint.picture.wording import wording
from ivrlint.review.content import Content
from ivrlint.review.picture import picture

_HERE = Path(__file__).parent
_FILES = _HERE / "page"
WORDS = _HERE / "words"
MACHINE = (  # it needs nothing of the page
    "machine.js",
    "entries.js",
    "asking.js",
    "after.js",
    "moving.js",
    "hours.js",
    "transcript.js",
)
_PANELS = ("changes.js", "findings.js", "phone.js", "ways.js", "prompts.js", "score.js")
SCRIPTS = (*MACHINE, "base.js", "panels.js", "diagram.js", *_PANELS, "card.js", "search.js", "main.js")
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def page(content: Content, language: str, direction: Direction = "down") -> str:
    """The page as HTML, in that language. Raises RendererError where nothing can draw."""
    flow = content.flow
    phone = Phone(flow)
    spoken = language if language in flow.languages else flow.language
    words = wording(language, WORDS)
    drawn = picture(compose(phone.graph, View(spoken, direction=direction), content.findings))
    data = content.document(phone, language) | {"words": words, "kinds": wording(language)}
    style = _read("style.css") + _colours(drawn.colours)
    script = "\n".join(map(_read, SCRIPTS))
    return _filled(
        _read("page.html"),
        {name: escape(said) for name, said in words.items()}
        | {
            "language": escape(language),
            "title": escape(words["title"].format(name=flow.name or content.reading.source.path)),
            "version": __version__,
            "policy": _policy(style, script),
            "style": style,
            "svg": drawn.svg,
            "data": as_script(data),
            "script": script,
        },
    )


def languages() -> tuple[str, ...]:
    """The languages in which the page has words of its own."""
    return tuple(sorted(file.stem for file in WORDS.glob("*.txt")))


def _read(name: str) -> str:
    return (_FILES / name).read_text("utf-8")


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its slots filled; what fills them is not looked at again."""
    return _SLOT.sub(lambda slot: values[slot[1]], template)


def as_script(data: object) -> str:
    """JSON that can stand in a script element: no text in it can end that, or begin a comment."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _policy(style: str, script: str) -> str:
    """What the page may do: run this script, wear this style."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _colours(colours: Mapping[Name, Mapping[str, str]]) -> str:
    """The colours of the diagram on a light and a dark screen, and on paper."""
    light, dark, paper = colours[Name.light], colours[Name.dark], colours[Name.print]
    screen = "".join(f"{name}:light-dark({light[name]},{dark[name]});" for name in light)
    printed = "".join(f"{name}:{colour};" for name, colour in paper.items())
    return f"\n:root{{{screen}}}\n@media print{{:root{{{printed}}}}}\n"
