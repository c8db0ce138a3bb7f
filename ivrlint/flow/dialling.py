"""What a `dial:` takes: any digits, so many of them, or only some numbers."""

from typing import TYPE_CHECKING, Any

from ivrlint.flow.kinds import Json, Key, Shape, Word, listing
from ivrlint.flow.model import Dial
from ivrlint.flow.numbers import PATTERN, lengths, meant, numbers
from ivrlint.flow.place import Place
from ivrlint.flow.scalars import digits
from ivrlint.flow.syntax import BRACKETS
from ivrlint.flow.tree import Mapping, Piece, Sequence
from ivrlint.message import Message, say

if TYPE_CHECKING:
    from ivrlint.flow.complaints import Complaints

_WRITE = say("write a number such as `204`, a range such as `1000-1019`, or `x` for any digit, as in `2xx`")


def _hint(value: str) -> Message:
    near = meant(value)
    if near:
        return say("did you mean `{near}`?", near=near)
    if "," in value:
        return say("write a list: `[{entries}]`", entries=value)
    low, _, high = value.partition("-")
    if low.isdigit() and high.isdigit():
        return say("write as many digits on both sides, as in `1000-1019`")
    return _WRITE


class _Entry(Word):
    """An entry of `only`. One with brackets that are not quoted is a list to YAML."""

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Any:
        if isinstance(piece, Sequence):
            reader.report(piece, *BRACKETS)
            return None
        return super().read(piece, reader, hangs_on)


only = listing(
    _Entry(
        say("a number or a range of numbers"),
        numbers,
        {"type": ["integer", "string"], "pattern": PATTERN},
        _hint,
        meant,
    ),
    some=True,
)


class DialShape(Shape):
    """`digits` or `only` must be there, and where both are, they agree."""

    def read(self, piece: Piece, reader: "Complaints", hangs_on: str) -> Dial | None:
        """The `dial:` that is written; None where nothing says which numbers it takes."""
        if not isinstance(piece, Mapping):
            reader.wrong_type(piece, self.says)
            return None
        values = self.values(piece, reader, hangs_on)
        written, chosen = piece.get("digits"), piece.get("only")
        if written is None and chosen is None:
            reader.missing_key(piece, self, self.keys["digits"])
        some = values.get("only") or ()
        long = lengths(some) if some else values.get("digits")
        if long is None:
            return None
        if written is not None and values.get("digits", long) != long:
            _contradiction(written, long, reader)
        return Dial(long, values.get("to"), piece, some)

    def schema(self) -> Json:
        """`digits`, `only`, or both."""
        either = [{"required": ["digits"]}, {"required": ["only"]}]
        return {**super().schema(), "anyOf": either}


def _contradiction(written: Place, long: tuple[int, int], reader: "Complaints") -> None:
    least, most = long
    right = str(least) if least == most else f"{least}-{most}"
    reader.report(
        written,
        say("the numbers of `only` have {digits} digits", digits=right),
        say("write `digits: {digits}`, or leave `digits` out", digits=right),
        right,
    )


def dial_shape(to: Key) -> DialShape:
    """The shape of a `dial:` whose calls go `to`."""
    return DialShape(
        say("an extension that may be dialled"),
        "So many digits, or only some numbers, that are no option are an extension.",
        (
            Key("digits", digits, "How many digits an extension has, where any will do.", "3"),
            Key(
                "only",
                only,
                "The numbers that are taken, where not all are: numbers, ranges, `x` for any digit; in brackets and "
                "quotes the digits that may stand at one place.",
                "[204, 1000-1019, 3xx]",
            ),
            to,
        ),
    )
