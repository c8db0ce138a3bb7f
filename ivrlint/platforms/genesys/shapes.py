"""Shapes that Architect would refuse, but that say what is meant: they are read as its own. And what is not read."""

from collections.abc import Iterator

from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence
from ivrlint.platforms.genesys import values
from ivrlint.platforms.genesys.blocks import ACTIONS, CONTAINERS, SPOKEN

_SPEECH = ("tts", "exp", "prompt")


def mended(body: Mapping) -> None:
    """Rewrite, in place, what people and programs write instead of Architect's own shapes."""
    body.pairs = [(key, _listed(key, value)) for key, value in body.pairs]
    for piece in every(body):
        for key, value in piece.pairs if isinstance(piece, Mapping) else ():
            if isinstance(value, Mapping):
                if key.value == "outputs":
                    value.pairs = [(name, _with_actions(held)) for name, held in value.pairs]
                elif key.value == "decision":
                    _decide(value)
                elif key.value in SPOKEN:
                    _speak(value, SPOKEN[key.value])


def unread(body: Mapping, read: set[int]) -> Iterator[list[tuple[Scalar, Mapping]]]:
    """The lists of actions, by what each item is, that are not among those `read`."""
    for piece in every(body):
        if isinstance(piece, Sequence) and id(piece) not in read:
            pairs = [pair for item in piece.items if (pair := values.only_pair(item)) and pair[0].value in ACTIONS]
            if pairs:
                yield pairs


def every(body: Mapping) -> Iterator[Piece]:
    """All pieces, each once."""
    waiting: list[Piece] = [body]
    seen: set[int] = set()
    while waiting:
        piece = waiting.pop()
        if id(piece) not in seen:
            seen.add(id(piece))
            yield piece
            waiting += values.inside(piece)[::-1]


def _listed(kind: Scalar, value: Piece) -> Piece:
    """`states: {state[Start]: {…}}` -> `states: [state: {refId: Start, …}]`."""
    if kind.value not in CONTAINERS or not isinstance(value, Mapping):
        return value
    made = Sequence(value.source, value.start)
    made.end = value.end
    for key, held in value.pairs:
        if isinstance(held, Mapping):
            name, bracket, inside = key.value.partition("[")
            word = inside.rstrip("]") if bracket else name
            if held.get("refId") is None:
                held.pairs.append((_word(key, "refId"), _word(key, word)))
            item = Mapping(key.source, key.start)
            item.end = held.end
            item.pairs = [(_word(key, kind.value.removesuffix("s")), held)]
            made.items.append(item)
    return made


def _word(place: Scalar, word: str) -> Scalar:
    """A word that stands where another one does."""
    return Scalar(place.source, place.start, place.end, word, True)


def _with_actions(held: Piece) -> Piece:
    """`yes: - playAudio: …` and `yes: outputActions: …` -> `yes: actions: - playAudio: …`."""
    if isinstance(held, Sequence):
        return _holding(held, "actions", held)
    if isinstance(held, Mapping) and held.get("actions") is None:
        held.pairs = [
            (Scalar(key.source, key.start, key.end, "actions", key.plain), value)
            if key.value == "outputActions"
            else (key, value)
            for key, value in held.pairs
        ]
    return held


def _decide(body: Mapping) -> None:
    """`condition: {if: …, then: […], else: […]}` -> a condition with two outcomes."""
    condition = body.get("condition")
    asked = condition.get("if") if isinstance(condition, Mapping) else None
    if not isinstance(condition, Mapping) or not isinstance(asked, Scalar) or body.get("outputs") is not None:
        return
    outputs = Mapping(condition.source, condition.start)
    outputs.end = condition.end
    outputs.pairs = [
        (Scalar(key.source, key.start, key.end, "yes" if key.value == "then" else "no", True), _with_actions(value))
        for key, value in condition.pairs
        if key.value in ("then", "else")
    ]
    body.pairs = [(key, _holding(value, "exp", asked) if value is condition else value) for key, value in body.pairs]
    body.pairs.append((Scalar(outputs.source, outputs.start, outputs.start + 1, "outputs", True), outputs))


def _speak(body: Mapping, where: str) -> None:
    """`playAudio: {tts: …}` -> `playAudio: {audio: {tts: …}}`."""
    if body.get(where) is None:
        body.pairs = [
            (Scalar(key.source, key.start, key.end, where, True), _holding(value, key.value, value))
            if key.value in _SPEECH
            else (key, value)
            for key, value in body.pairs
        ]


def _holding(place: Piece, key: str, value: Piece) -> Mapping:
    """A mapping of one pair, where another piece stands."""
    made = Mapping(place.source, place.start)
    made.end = place.end
    made.pairs = [(Scalar(place.source, value.start, value.start + 1, key, True), value)]
    return made
