"""Where in an application a piece of a dialog stands, and what is known there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ivrlint.flow.model import Target
from ivrlint.platforms.voicexml.conditions import Known
from ivrlint.platforms.voicexml.documents import Document, Scope
from ivrlint.platforms.xmltree import Element

YES = "true"  # the case of a branch on a condition
OVER = "(over)"  # the end of a form that nobody wrote
MISSING = "#"  # begins the name of what is not there, so that it is no node's
ITEMS = ("block", "field", "initial", "record", "transfer", "subdialog", "object")


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

    def knowing(self, **values: str) -> "Context":
        """The same place, with more variables known."""
        return replace(self, known={**self.known, **values})


def missing(part: str, document: str = "") -> str:
    """The name of a part that a document does not have."""
    return f"{document}{MISSING}{part}"
