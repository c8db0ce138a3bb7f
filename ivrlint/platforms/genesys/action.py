"""An action of Architect, and what stands around it."""

from typing import NamedTuple

from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.tree import Mapping, Scalar
from ivrlint.platforms.genesys import values


class Action(NamedTuple):
    """A block: its type, what it holds, and where its type is written."""

    type: str
    body: Mapping
    place: Scalar

    @property
    def name(self) -> str:
        """Its own name, else its type."""
        return values.told(self.body.get("name")) or self.type

    @property
    def named(self) -> Place:
        """Where its name stands."""
        return self.body.get("name") or self.place

    @property
    def block(self) -> str:
        """As Architect calls it."""
        return f'{self.type} "{self.name}"'


class Here(NamedTuple):
    """Around an action: the owner's name, the calls that led here, and where the ends of this task and loop lead."""

    owner: str
    calls: tuple[int, ...] = ()
    end: Target | None = None
    again: Target | None = None
    out: Target | None = None
