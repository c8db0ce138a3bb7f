"""Where in an application a piece of a dialog stands, and what is known there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ivrlint.flow.model import Target
from ivrlint.platforms.voicexml.conditions import Known, plain
from ivrlint.platforms.voicexml.documents import Document, Scope
from ivrlint.platforms.xmltree import Element, Words

YES = "true"  # the case of a branch on a condition
OVER = "(over)"  # the end of a form that nobody wrote
MISSING = "#"  # begins the name of what is not there, so that it is no node's
INPUTS = ("field", "record", "transfer", "subdialog", "object")
ITEMS = ("block", "initial", *INPUTS)


@dataclass(frozen=True)
class Form:
    """A form (or a menu) with the ids of the nodes at which its parts begin."""

    element: Element
    document: Document
    scope: Scope
    back: Target | None  # where `return` leads; None where no other dialog called this one
    ids: Mapping[int, str]  # by the identity of each part
    id: str

    @property
    def items(self) -> tuple[Element, ...]:
        """Its parts that callers go through one after the other."""
        return self.element.elements(*ITEMS)

    def filled(self, item: Element) -> list[Element | Words]:
        """What is done when a part has its value: what stands in it, then what the form does for all or any of some."""
        own = [piece for filled in item.elements("filled") for piece in filled.pieces]
        return own + [piece for filled, last in self._of_several if item in last for piece in filled.pieces]

    @property
    def takes_words(self) -> bool:
        """Does a grammar of the form itself listen at all of its questions?"""
        return any(grammar.get("mode") != "dtmf" for grammar in self.element.elements("grammar"))

    @property
    def at_the_end(self) -> list[Element | Words]:
        """What is done when all parts are filled, where no single one of them is the last."""
        return [piece for filled, last in self._of_several if not last for piece in filled.pieces]

    @cached_property
    def _of_several(self) -> list[tuple[Element, list[Element]]]:
        """Each `filled` of the form itself, with the parts behind which it is done."""
        inputs = self.element.elements(*INPUTS)
        found = []
        for filled in self.element.elements("filled"):
            names = filled.get("namelist").split()
            meant = [item for item in inputs if not names or item.get("name") in names]
            last = meant if filled.get("mode") == "any" else meant[-1:]
            found.append((filled, [] if any(self.document.parts.around(item) for item in last) else last))
        return found

    def item(self, name: str) -> Element | None:
        """The part of that name."""
        return next((item for item in self.items if name in (item.get("name"), item.get("id"))), None)

    def target(self, item: Element) -> Target:
        """The way to a part."""
        return Target(self.ids[id(item)], item.head)


@dataclass(frozen=True)
class Context:
    """What surrounds content that is carried out."""

    form: Form
    scope: Scope
    known: Known = field(default_factory=dict)
    here: str = ""  # the node that is asked again
    waits: bool = True  # is it one that asks
    asked: str = ""  # the variable that it fills; whoever sets it answers for the caller
    onward: Target | None = None  # where the form goes on then

    def knowing(self, **values: str) -> "Context":
        """The same place, with more variables known."""
        return replace(self, known={**self.known, **values})

    def answers(self, piece: Element) -> bool:
        """Does a step give the variable of the question a value?"""
        named = bool(self.asked) and plain(piece.get("name")) == self.asked
        return piece.tag == "assign" and named and piece.get("expr") not in ("", "undefined")

    def answered(self, pieces: Iterable[Element | Words]) -> Target | None:
        """Where the form goes on where these steps answer the question themselves; None where they do not."""
        return self.onward if any(isinstance(piece, Element) and self.answers(piece) for piece in pieces) else None


def missing(part: str, document: str = "") -> str:
    """The name of a part that a document does not have."""
    return f"{document}{MISSING}{part}"
