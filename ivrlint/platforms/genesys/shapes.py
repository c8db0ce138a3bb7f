"""Shapes that Architect would refuse, but that say what is meant: they are read as its own. And what is not read."""

from collections.abc import Iterator

from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence
from ivrlint.platforms.genesys import values
from ivrlint.platforms.genesys.blocks import ACTIONS, CONTAINERS, SPOKEN

_IF = ("if", "condition", "expression", "when", "exp")
_THEN = ("then", "actions", "outputs", "next", "yes", "output")
_ELSE = ("else", "default", "defaultOutput", "otherwise", "no", "false", "elseActions")
_OUTCOMES = {"then": "yes", "true": "yes", "else": "no", "false": "no"}
_SPEECH = ("tts", "exp", "prompt")


def mended(body: Mapping) -> None:
    """Rewrite, in place, what people and programs write instead of Architect's own shapes."""
    body.pairs = [(key, _listed(key, value)) for key, value in body.pairs]
    for piece in every(body):
        for key, value in piece.pairs if isinstance(piece, Mapping) else ():
            if isinstance(value, Mapping):
                if key.value == "outputs":
                    value.pairs = [(name, with_actions(held)) for name, held in value.pairs]
                elif key.value == "decision":
                    _decide(value)
                    _list_conditions(value)
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


def with_actions(held: Piece) -> Piece:
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
    """`condition: {if: …, then: […], else: […]}`, outcomes `true` and `false` -> a condition with two outcomes."""
    _gather_outcomes(body)
    outputs = body.get("outputs")
    if isinstance(outputs, Mapping):
        outputs.pairs = [(_word(key, _OUTCOMES.get(key.value, key.value)), held) for key, held in outputs.pairs]
    condition = body.get("condition")
    asked = condition.get("if") if isinstance(condition, Mapping) else None
    if not isinstance(condition, Mapping) or not isinstance(asked, Scalar) or body.get("outputs") is not None:
        return
    outputs = Mapping(condition.source, condition.start)
    outputs.end = condition.end
    outputs.pairs = [
        (Scalar(key.source, key.start, key.end, "yes" if key.value == "then" else "no", True), with_actions(value))
        for key, value in condition.pairs
        if key.value in ("then", "else")
    ]
    body.pairs = [(key, _holding(value, "exp", asked) if value is condition else value) for key, value in body.pairs]
    body.pairs.append((Scalar(outputs.source, outputs.start, outputs.start + 1, "outputs", True), outputs))


def _gather_outcomes(body: Mapping) -> None:
    """`expression: …, yes: […], no: […]` -> `condition: …, outputs: {yes: …, no: …}`."""
    outcomes = [(key, with_actions(held)) for key, held in body.pairs if key.value in (*_OUTCOMES, *_OUTCOMES.values())]
    if body.get("outputs") is None and outcomes and body.get("conditions") is None:
        outputs = Mapping(body.source, outcomes[0][0].start)
        outputs.end, outputs.pairs = outcomes[-1][1].end, outcomes
        body.pairs.append((_word(outcomes[0][0], "outputs"), outputs))
    if body.get("condition") is None:
        body.pairs = [(_word(key, "condition") if key.value in _IF else key, held) for key, held in body.pairs]


def _list_conditions(body: Mapping) -> None:
    """`conditions: [{if: …, then: …}]` -> `cases: {…: …}`, as a switch has them."""
    listed = body.get("conditions")
    if not isinstance(listed, Sequence):
        return
    made = Mapping(listed.source, listed.start)
    made.end = listed.end
    for item in listed.items:
        asked, held = _first(item, _IF), _first(item, _THEN)
        told = values.told(asked)
        if asked is not None and held is not None and told:
            at = asked if isinstance(asked, Scalar) else Scalar(item.source, item.start, item.start + 1, told, True)
            made.pairs.append((_word(at, told), with_actions(held)))
    body.pairs = [(_word(key, "cases"), made) if value is listed else (key, value) for key, value in body.pairs]
    rest = _first(body, _ELSE) or _first(listed.items[-1] if listed.items else body, _ELSE)
    if rest is not None:
        at = Scalar(rest.source, rest.start, rest.start + 1, "", True)
        body.pairs.append((_word(at, "default"), with_actions(rest)))


def _first(piece: Piece, names: tuple[str, ...]) -> Piece | None:
    """The first of these that a mapping has."""
    found = (piece.get(name) for name in names) if isinstance(piece, Mapping) else ()
    return next((held for held in found if held is not None), None)


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
