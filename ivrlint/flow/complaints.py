"""How the reader says what is wrong: one wording for each sort of mistake."""

from collections.abc import Iterable

from ivrlint.flow.kinds import Key, Shape, shown
from ivrlint.flow.place import Place, Problem
from ivrlint.flow.schema import NODES
from ivrlint.flow.suggest import closest, one_slip
from ivrlint.flow.tree import Mapping, Piece, Scalar, type_names
from ivrlint.message import Message, say


class Complaints:
    """Collects the problems of a file. What kinds of values complain with, they find here."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.languages: tuple[str, ...] = ("en",)

    def report(self, place: Place, message: Message, help_: Message | None = None, instead: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, message, help_, instead))

    def wrong_type(self, piece: Piece, expected: Message) -> None:
        """Say that something else is expected here."""
        self.report(piece, say("expected {expected}, not {what}", expected=expected, what=type_names[type(piece)]))

    def unknown_word(self, piece: Scalar, expected: Message, known: Iterable[str]) -> None:
        """Say that a word is not one of the known ones."""
        near = closest(piece.value, known)
        self.report(
            piece,
            say("{value} is not {what}", value=shown(piece.value), what=expected),
            say("did you mean `{near}`?", near=near) if near else None,
            one_slip(piece.value, known),
        )

    def unknown_key(self, key: Scalar, shape: Shape, piece: Mapping) -> None:
        """Say that `shape`, as which `piece` is read, has no such key, and what was probably meant."""
        owners = [type_ for type_, other in NODES.items() if key.value in other.keys and other is not shape]
        near = closest(key.value, shape.keys)
        if near is None and owners and shape in NODES.values():
            help_ = say("`{key}` is a key of {types}", key=key.value, types=", ".join(owners))
        elif near:
            help_ = say("did you mean `{near}`?", near=near)
        else:
            help_ = say("known keys are {keys}; names that begin with `x-` are ignored", keys=", ".join(shape.keys))
        meant = one_slip(key.value, shape.keys) if near else None
        message = say("unknown key {key} in {shape}", key=shown(key.value), shape=shape.says)
        self.report(key, message, help_, meant if meant and piece.get(meant) is None else None)

    def missing_key(self, piece: Mapping, shape: Shape, key: Key) -> None:
        """Say that a required key is missing."""
        if shape in NODES.values() and key.name == "type":
            return
        self.report(
            Place(piece.source, piece.start, piece.start + 1),
            say("`{key}` is missing in {shape}", key=key.name, shape=shape.says),
            say("add it, as in `{key}: {example}`", key=key.name, example=key.example),
        )

    def duplicate(self, key: Scalar) -> None:
        """Say that a key stands twice in one mapping."""
        self.report(
            key,
            say("the key {key} stands twice here; only the first one counts", key=shown(key.value)),
            say("remove one of them"),
        )

    def no_duplicates(self, piece: Mapping) -> None:
        """Report keys that stand twice."""
        seen: set[str] = set()
        for key, _ in piece.pairs:
            if key.value in seen:
                self.duplicate(key)
            seen.add(key.value)

    def only_keys(self, piece: Mapping, known: tuple[str, ...]) -> None:
        """Report keys other than the known ones."""
        self.no_duplicates(piece)
        for key, _ in piece.pairs:
            if key.value not in known:
                self.unknown_word(key, say("one of {names}", names=", ".join(known)), known)

    def undeclared_language(self, key: Scalar) -> None:
        """Say that a text is written in a language that the flow does not declare."""
        near = closest(key.value, self.languages)
        self.report(
            key,
            say(
                "the language {language} is not declared; the flow speaks {languages}",
                language=shown(key.value),
                languages=", ".join(self.languages),
            ),
            say("did you mean `{near}`?", near=near)
            if near
            else say("add it to `languages:` at the top, or remove this text"),
        )
