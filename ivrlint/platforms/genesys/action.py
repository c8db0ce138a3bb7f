"""An action of Architect, and what stands around it."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.tree import Mapping, Piece, Scalar
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
    def outputs(self) -> dict[str, Piece]:
        """What stands under each outcome; a Lex bot's stand under its region, name, language and alias."""
        outputs = self.body.get("outputs")
        if outputs is None and isinstance(self.body.get("lexBot"), Mapping):
            held = [piece for piece in _inside(self.body) if piece.get("outputs") is not None]
            outputs = held[0].get("outputs") if held else None
        found = {key.value: held for key, held in outputs.pairs} if isinstance(outputs, Mapping) else {}
        intents = found.pop("intents", None)
        return found | ({key.value: held for key, held in intents.pairs} if isinstance(intents, Mapping) else {})

    @property
    def block(self) -> str:
        """As Architect calls it."""
        return f'{self.type} "{self.name}"'


def _inside(body: Mapping) -> Iterator[Mapping]:
    """The mappings in a mapping, without those in lists, each once."""
    seen: set[int] = set()
    waiting = [body]
    while waiting:
        for _, value in waiting.pop().pairs:
            if isinstance(value, Mapping) and id(value) not in seen:
                seen.add(id(value))
                waiting.append(value)
                yield value


class Here(NamedTuple):
    """Around an action: the owner's name, the calls that led here, and where the ends of this task and loop lead."""

    owner: str
    calls: tuple[int, ...] = ()
    end: Target | None = None
    again: Target | None = None
    out: Target | None = None
