"""The kinds of values that hold a flow together: targets, options, nodes, entry points, paces."""

from typing import Any

from ivrlint.flow.kinds import Choice, Json, Kind, Shape, Table, Word
from ivrlint.flow.model import Option, Origin, Target
from ivrlint.flow.scalars import line, phone, whole
from ivrlint.flow.tree import Mapping, Piece, Scalar
from ivrlint.message import say


class TargetKind(Kind):
    """A node's id, a reserved word, or a whole node in place."""

    says = say("a node's id, or a node in place")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> Target | None:
        if isinstance(piece, Scalar):
            if piece.value:
                return Target(piece.value, piece)
            reader.report(piece, say("the target is missing"), say("write a node's id, or `hangup`"))
            return None
        if isinstance(piece, Mapping):
            return Target(reader.node_in_place(piece, hangs_on), piece)
        reader.wrong_type(piece, self.says)
        return None

    def schema(self) -> Json:
        return {"$ref": "#/$defs/target"}


target = TargetKind()


class Options(Kind):
    """Keys to what they do, in spoken order. The same key twice stays: a rule reports it."""

    says = say("a mapping from keys to options")

    def __init__(self, option: Shape) -> None:
        self.option = option

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> tuple[Option, ...]:
        if type(piece) is not Mapping:
            reader.wrong_type(piece, self.says)
            return ()
        return tuple(self._one(key, value, reader) for key, value in piece.pairs if not key.value.startswith("x-"))

    def _one(self, key: Scalar, value: Piece, reader: Any) -> Option:
        values = self.option.read(value, reader, key.value)
        return Option(key.value, key, **(values or {}))

    def schema(self) -> Json:
        return {"type": "object", "additionalProperties": self.option.schema()}


def options(option: Shape) -> Options:
    """Options of that shape."""
    return Options(option)


class Nodes(Kind):
    """Ids to nodes."""

    says = say("a mapping from ids to nodes")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> Any:
        if type(piece) is not Mapping:
            return reader.wrong_type(piece, self.says)
        for key, value in piece.pairs:
            if not key.value.startswith("x-"):
                reader.node(key, value)
        return None

    def schema(self) -> Json:
        return {"type": "object", "additionalProperties": {"$ref": "#/$defs/node"}}


nodes = Nodes()


class Entries(Kind):
    """The node where a call begins, or one node for each number (or line with a name) that is called."""

    says = say("a node's id, or a mapping from numbers to ids")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> dict[str | None, Target]:
        if type(piece) is Mapping:
            entries: dict[str | None, Target] = {}
            called = phone if piece.get("type") else line  # a whole node has no place here
            entries.update(Table(target, called).read(piece, reader, hangs_on))
            return entries
        entry = target.read(piece, reader, hangs_on)
        return {None: entry} if entry else {}

    def schema(self) -> Json:
        return {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}


class Paces(Kind):
    """Words per minute, for all languages or for each; "" stands for all."""

    says = say("words per minute")

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> dict[str, int] | None:
        if type(piece) is not Mapping:
            pace = whole.read(piece, reader, hangs_on)
            return {"": pace} if pace else None
        for key, _ in piece.pairs:
            if key.value not in reader.languages:
                reader.undeclared_language(key)
        return Table(whole).read(piece, reader, hangs_on)

    def schema(self) -> Json:
        return {"anyOf": [whole.schema(), Table(whole).schema()]}


class OriginKind(Choice):
    """The platform that a flow was read from."""

    def read(self, piece: Piece, reader: Any, hangs_on: str) -> Origin | None:
        platform = super().read(piece, reader, hangs_on)
        return Origin(platform) if platform else None


entries = Entries()
paces = Paces()
origin = OriginKind(("amazon-connect", "asterisk", "freeswitch", "genesys", "twilio-studio", "voicexml"))
wordless = Word(
    say("the word `none`"),
    lambda value: False if value == "none" else None,
    {"const": "none"},
    say("write `none`, or remove the key"),
)
