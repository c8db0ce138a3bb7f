"""The documents of a VoiceXML application: what refers to what, and which handlers and properties hold where."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ivrlint.flow.place import Source
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.formats import beside
from ivrlint.platforms.voicexml.served import Parts, with_choices
from ivrlint.platforms.xmltree import Element, Tree, Words, grow

DIALOGS = ("form", "menu")
_MOST_DOCUMENTS = 200
_LARGEST = 2_000_000
_TIME = re.compile(r"\+?(\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})\s*(ms|s)?")
_EVENTS = {"noinput": "noinput", "nomatch": "nomatch", "help": "help", "error": "error"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LITERAL = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?|true|false))\s*""")


@dataclass(frozen=True, eq=False)
class Document:
    """A document and the element at its root."""

    source: Source
    root: Element
    served: bool  # a server fills in parts of it
    parts: Parts  # that it may leave out

    @property
    def dialogs(self) -> tuple[Element, ...]:
        """Its forms and menus, in order: a call begins at the first."""
        return self.root.elements(*DIALOGS)

    def part(self, name: str) -> Element | None:
        """The dialog of that id; real documents also name parts of dialogs so, and platforms follow."""
        return self._parts.get(name)

    @cached_property
    def _parts(self) -> dict[str, Element]:
        """By name: the first dialog that is called so, else the first part."""
        dialogs: dict[str, Element] = {}
        parts: dict[str, Element] = {}
        for element in self.root.walk():
            for name in (element.get("id"), element.get("name")):
                (dialogs if element.tag in DIALOGS else parts).setdefault(name, element)
        return {**parts, **dialogs}


class Scope(NamedTuple):
    """The elements around a part of a dialog, from the inside out: item, dialog, document, root document."""

    levels: tuple[Element, ...]

    def inside(self, element: Element) -> "Scope":
        """The scope of an element in this one."""
        return Scope((element, *self.levels))

    def property(self, name: str) -> str | None:
        """The value of the innermost property of that name."""
        for level in self.levels:
            for element in level.elements("property"):
                if element.get("name") == name and "value" in element.attributes:
                    return element.get("value").strip("'\"")  # some write it as an expression
        return None

    def handlers(self, event: str) -> list[Element]:
        """What is done at an event, the innermost handlers first."""
        tags = ("catch", *_EVENTS)
        return [handler for level in self.levels for handler in level.elements(*tags) if _handles(handler, event)]

    def handler(self, event: str, count: int = 1) -> Element | None:
        """The handler that is taken when the event comes for the `count`th time: the one with the highest count."""
        ready = [handler for handler in self.handlers(event) if _count(handler) <= count]
        return max(ready, key=_count) if ready else None

    def most(self, event: str) -> int:
        """The highest count that a handler of that event waits for."""
        return max((_count(handler) for handler in self.handlers(event)), default=1)


class Documents:
    """The document that is read and those that it leads to."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self._draft = draft
        self._known: dict[Path, Document | None] = {}
        self._grammars: dict[tuple[Path | None, Source], Element | None] = {}
        tree = grow(source)
        draft.problems += tree.problems
        self.first = _document(tree, source)
        if source.file is not None:
            self._known[source.file.resolve()] = self.first

    def at(self, address: str, document: Document) -> Document | None:
        """The document at an address as seen from another one; None where it cannot be read from here."""
        path = _path(address, document)
        if path is None:
            return None
        try:
            key = path.resolve()
            if key not in self._known:
                self._known[key] = self._read(path, document.source) if len(self._known) < _MOST_DOCUMENTS else None
        except (OSError, ValueError):
            return None
        return self._known[key]

    def grammar(self, address: str, document: Document) -> Element | None:
        """The grammar at an address, if it stands beside a document."""
        path = _path(address, document)
        key = (path, document.source)
        if key not in self._grammars:
            try:
                self._grammars[key] = _grammar(path, document.source) if path else None
            except (OSError, ValueError):
                self._grammars[key] = None
        return self._grammars[key]

    def root_of(self, document: Document) -> Document | None:
        """The root document of its application, whose handlers and properties hold as well."""
        return self.at(document.root.get("application"), document)

    def scope(self, document: Document) -> Scope:
        """What holds in all of a document."""
        root = self.root_of(document)
        return Scope((document.root, root.root) if root is not None and root != document else (document.root,))

    def _read(self, path: Path, source: Source) -> Document | None:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        found = beside(path, source)
        if "<vxml" not in found.text:
            return None
        tree = grow(found)
        document = _document(tree, found)
        if document is not None:
            self._draft.problems += tree.problems
            self._draft.sources.append(found)
        return document


def _path(address: str, document: Document) -> Path | None:
    """Where a file stands that a document speaks of; None where that is not beside it."""
    name = address.partition("?")[0].partition("#")[0].removeprefix("./")
    if not name or "{" in name or ":" in name or name.startswith("/") or document.source.file is None:
        return None
    return document.source.file.parent / name


def _grammar(path: Path, source: Source) -> Element | None:
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    found = beside(path, source)
    if "<grammar" in found.text:
        return next((element for element in grow(found).root.walk() if element.tag == "grammar"), None)
    element = Element(found, 0, "grammar", {})
    element.pieces.append(Words(found, 0, found.text))
    return element


def _document(tree: Tree, source: Source) -> Document | None:
    root = next((element for element in tree.root.walk() if element.tag == "vxml"), None)
    if root is None:
        return None
    parts = Parts(tree.code)
    with_choices(root, parts)
    return Document(source, root, tree.served, parts)


def _handles(handler: Element, event: str) -> bool:
    if handler.get("cond") == "false":
        return False
    names = (handler.get("event", ".") if handler.tag == "catch" else _EVENTS[handler.tag]).split()
    return any(name in (".", "*", event) or event.startswith(name.rstrip(".*") + ".") for name in names)


def _count(handler: Element) -> int:
    count = handler.get("count", "1")
    return int(count) if count.isdecimal() and len(count) < 9 else 1  # noqa: PLR2004 - more is a slip


def duration(written: str | None) -> float | None:
    """Seconds of a time such as `5s`, `500ms` or, as some write, `5`; None where it is none."""
    found = _TIME.fullmatch((written or "").strip())
    if found is None:
        return None
    return float(found[1]) / (1000 if found[2] == "ms" else 1)


def language_of(element: Element) -> str:
    """The language that an element says it is in; '' where it says none."""
    told = element.get("xml:lang")
    return told if _LANGUAGE.fullmatch(told) else ""


def literal(expression: str) -> str | None:
    """The value of an expression that is a plain text or number; None where it must be worked out."""
    found = _LITERAL.fullmatch(expression)
    return next((group for group in found.groups() if group is not None), "") if found else None
