"""What a kind of value is: how it is read, and how JSON Schema says it.

Each kind parses instead of validating: it returns the value, or None after it has reported what is
wrong and what to write instead.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from ivrlint.flow.tree import Mapping as TreeMapping
from ivrlint.flow.tree import Piece, Scalar, Sequence
from ivrlint.locale import PAGES, translated
from ivrlint.message import Message, say

if TYPE_CHECKING:
    from ivrlint.flow.complaints import Complaints

Json = dict[str, Any]


class Kind(ABC):
    """A kind of value. `says` completes the sentence "… must be …"."""

    says: Message = say("a value")

    @abstractmethod
    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Any:
        """The value of `piece`, or None once a problem has been reported.

        `hangs_on` is the key under which a node written in place would be named.
        """

    @abstractmethod
    def schema(self) -> Json:
        """This kind in JSON Schema."""


class Word(Kind):
    """A scalar that a function parses; the function returns None for what it does not take."""

    def __init__(
        self,
        says: Message,
        parse: Callable[[str], Any],
        schema: Json,
        hint: Message | Callable[[str], Message] | None = None,
        meant: Callable[[str], str | None] | None = None,
    ) -> None:
        self.says = says
        self._parse = parse
        self._schema = schema
        self._hint = hint
        self._meant = meant  # what else the value can only mean

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Any:
        if not isinstance(piece, Scalar):
            reader.wrong_type(piece, self.says)
            return None
        value = self._parse(piece.value)
        if value is None:
            hint = self._hint(piece.value) if callable(self._hint) else self._hint
            meant = self._meant(piece.value) if self._meant else None
            message = say("{value} is not {what}", value=shown(piece.value), what=self.says)
            reader.report(piece, message, hint, meant if meant and self._parse(meant) is not None else None)
        return value

    def schema(self) -> Json:
        return self._schema


def shown(value: str) -> str:
    """A value as messages quote it: short, on one line."""
    line = " ".join(value.split())
    return f"`{line[:57]}…`" if len(line) > 60 else f"`{line}`"  # noqa: PLR2004 - fits a terminal's line


def choice(*values: str) -> "Choice":
    """One of a few words."""
    return Choice(values)


class Choice(Kind):
    """One of a few words, with a suggestion for what comes close."""

    def __init__(self, values: tuple[str, ...]) -> None:
        self.values = values
        self.says = say("one of {names}", names=", ".join(values))

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Any:
        if not isinstance(piece, Scalar):
            return reader.wrong_type(piece, self.says)
        if piece.value in self.values:
            return piece.value
        return reader.unknown_word(piece, self.says, self.values)

    def schema(self) -> Json:
        return {"enum": list(self.values)}


class Listing(Kind):
    """A list; a single value counts as a list of one."""

    def __init__(self, item: Kind, *, some: bool = False) -> None:
        self.item = item
        self.some = some
        self.says = say("a list, each {item}", item=item.says)

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> tuple[Any, ...]:
        pieces = piece.items if isinstance(piece, Sequence) else [piece]
        if self.some and not pieces:
            reader.report(piece, say("this list is empty"), say("write at least one"))
        values = (self.item.read(item, reader, hangs_on) for item in pieces)
        return tuple(value for value in values if value is not None)

    def schema(self) -> Json:
        one = self.item.schema()
        return {"anyOf": [one, {"type": "array", "items": one, **({"minItems": 1} if self.some else {})}]}


def listing(item: Kind, *, some: bool = False) -> Listing:
    """A list of `item`, with at least one where `some` is wanted."""
    return Listing(item, some=some)


class Table(Kind):
    """A mapping whose keys the designer chooses, to values of one kind."""

    def __init__(self, value: Kind, key: Kind | None = None) -> None:
        self.key = key
        self.value = value
        self.says = say("a mapping to {value}", value=value.says)

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> dict[str, Any]:
        if not isinstance(piece, TreeMapping):
            reader.wrong_type(piece, say("a mapping"))
            return {}
        reader.no_duplicates(piece)
        read: dict[str, Any] = {}
        for key, value in piece.pairs:
            word = self.key.read(key, reader, key.value) if self.key else key.value
            found = self.value.read(value, reader, key.value)
            if word is not None and found is not None and word not in read:
                read[word] = found
        return read

    def schema(self) -> Json:
        return {"type": "object", "additionalProperties": self.value.schema()}


class Key(NamedTuple):
    """One key of a shape: told here once, for the reader, the JSON Schema and the reference."""

    name: str
    kind: Kind
    doc: str
    example: str = ""
    required: bool = False
    field: str = ""  # the model's name, where it is not the key's
    passes_on: bool = False  # a node in place under this key is named after the key above

    @property
    def attribute(self) -> str:
        return self.field or self.name


class Shape(Kind):
    """A mapping with known keys, made into a piece of the model by `make(place, values)`."""

    def __init__(
        self,
        says: Message,
        doc: str,
        keys: tuple[Key, ...],
        make: Callable[..., Any] | None = None,
        *,
        shorthand: Kind | None = None,
    ) -> None:
        self.says = says
        self.doc = doc
        self.keys = {key.name: key for key in keys}
        self.make = make
        self.shorthand = shorthand
        self._required = [key.name for key in keys if key.required]

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Any:
        if not isinstance(piece, TreeMapping):
            return reader.wrong_type(piece, self.says)
        values = self.values(piece, reader, hangs_on)
        return self.make(place=piece, **values) if self.make else values

    def values(self, piece: TreeMapping, reader: "Complaints", hangs_on: str = "") -> dict[str, Any]:
        """The values of all known keys, under the names of the model."""
        keys = self.keys
        values: dict[str, Any] = {}
        for name_, value in piece.pairs:
            key = keys.get(name_.value)
            if key is None:
                if not name_.value.startswith("x-"):
                    reader.unknown_key(name_, self, piece)
                continue
            attribute = key.field or key.name
            if attribute in values:
                reader.duplicate(name_)
                continue
            if isinstance(value, Scalar) and value.plain and not value.value:
                reader.report(
                    name_,
                    say("`{key}` has no value", key=name_.value),
                    say("write {what}, or remove the key", what=key.kind.says),
                )
                values[attribute] = None
                continue
            values[attribute] = key.kind.read(value, reader, hangs_on if key.passes_on else name_.value)
        for required in self._required:
            key = keys[required]
            if key.attribute not in values:
                reader.missing_key(piece, self, key)
        return {key: value for key, value in values.items() if value is not None}

    def schema(self) -> Json:
        properties = {
            key.name: {**key.kind.schema(), "description": translated(key.doc, PAGES)} for key in self.keys.values()
        }
        described = {
            "type": "object",
            "description": translated(self.doc, PAGES),
            "properties": properties,
            "patternProperties": {"^x-": {}},
            "additionalProperties": False,
        }
        return {**described, "required": self._required} if self._required else described
