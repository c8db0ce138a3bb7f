"""The kinds of what is spoken: texts by language, recordings, phrases that callers say."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ivrlint.flow.kinds import Json, Kind, listing
from ivrlint.flow.model import Phrases, Text
from ivrlint.flow.scalars import name
from ivrlint.flow.tree import Mapping as TreeMapping
from ivrlint.flow.tree import Piece, Scalar
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.flow.complaints import Complaints


class SpokenText(Kind):
    """A text to be spoken: a string, one string a language, or `{text: …, audio: …}`."""

    says = say("a text, or one text per language")

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Text | None:
        if isinstance(piece, Scalar):
            return Text({reader.languages[0]: piece.value}, None, piece)
        if not isinstance(piece, TreeMapping):
            reader.wrong_type(piece, self.says)
            return None
        pairs = {key.value: (key, value) for key, value in piece.pairs}
        if "text" in pairs or "audio" in pairs:
            return self._recorded(piece, pairs, reader)
        reader.no_duplicates(piece)
        spoken = {}
        for key, value in piece.pairs:
            if not isinstance(value, Scalar):
                reader.wrong_type(value, say("a text"))
            elif key.value not in reader.languages:
                reader.undeclared_language(key)
            else:
                spoken[key.value] = value.value
        return Text(spoken, None, piece)

    def _recorded(
        self, piece: TreeMapping, pairs: Mapping[str, tuple[Scalar, Piece]], reader: "Complaints"
    ) -> Text | None:
        reader.only_keys(piece, ("text", "audio"))
        words = self.read(pairs["text"][1], reader, "text") if "text" in pairs else Text({}, None, piece)
        audio = name.read(pairs["audio"][1], reader, "audio") if "audio" in pairs else None
        return words and words._replace(audio=audio)

    def schema(self) -> Json:
        return {"$ref": "#/$defs/text"}


spoken = SpokenText()


class LabelKind(SpokenText):
    """What an option is for; None where the text is empty: nobody can tell."""

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Text | None:
        text = super().read(piece, reader, hangs_on)
        return text if text and any(text.spoken.values()) else None


label = LabelKind()


class PhrasesKind(Kind):
    """Phrases that callers say: one, a list, or either of them by language."""

    says = say("a list of phrases, or one list per language")

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Phrases | None:
        if not isinstance(piece, TreeMapping):
            return Phrases({reader.languages[0]: tuple(listing(name).read(piece, reader, hangs_on) or ())}, piece)
        said = {}
        for key, value in piece.pairs:
            if key.value in reader.languages:
                said[key.value] = tuple(listing(name).read(value, reader, hangs_on) or ())
            else:
                reader.undeclared_language(key)
        return Phrases(said, piece)

    def schema(self) -> Json:
        return {"$ref": "#/$defs/phrases"}


phrases = PhrasesKind()
