"""Archy's values: literals, expressions, variables, lengths of time, and what is played."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence

_OPEN, _CLOSE = "‹‹", "››"  # as wide as `{{` and `}}`, and nothing to YAML
_TEMPLATE = re.compile(r"\{\{([^{}\n]*)\}\}")
_UNFILLED = re.compile(rf"{_OPEN}\s*(.*?)\s*{_CLOSE}")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([A-Za-z_][\w.]*)(\s*\()?')
_ESCAPE = re.compile(r"\\(.)")
_CONSTANTS = frozenset({"true", "false", "not_set", "and", "or", "not"})
_PROMPTS = ("Prompt.", "PromptSystem.", "UserPrompt.")
_SECONDS = {"ms": 0.001, "milliseconds": 0.001, "seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{2}))?", re.IGNORECASE)


def parsable(text: str) -> str:
    """The text of a template in which `{{ }}` are not yet filled, as YAML that keeps every column."""
    return _TEMPLATE.sub(rf"{_OPEN}\1{_CLOSE}", text)


def shown(text: str) -> str:
    """A text of the file as its author wrote it."""
    return text.replace(_OPEN, "{{").replace(_CLOSE, "}}")


class Audio(NamedTuple):
    """What is played: words with `{fields}`, the name of a recording, and where it stands."""

    words: str
    recording: str | None
    place: Piece


def audio(piece: Piece | None) -> Audio | None:
    """What `tts:`, `exp:`, `prompt:` and lists of them play; None for silence."""
    if piece is None:
        return None
    parts = list(_played(piece))
    words = " ".join(said for said, _, _ in parts if said)
    recording = next((name for _, name, _ in parts if name), None)
    if not words and not recording:
        return None
    return Audio(words, recording, parts[0][2] if len(parts) == 1 else piece)


def _played(piece: Piece) -> Iterator[tuple[str, str | None, Piece]]:
    if isinstance(piece, Sequence):
        for item in piece.items:
            yield from _played(item)
    elif isinstance(piece, Mapping):
        for key, value in piece.pairs:
            if key.value == "tts" and isinstance(value, Mapping):  # by language
                yield from _played(_in_first_language(value))
            elif not isinstance(value, Scalar):
                if key.value not in ("failureOutputs", "noValue"):
                    yield from _played(value)
            elif key.value in ("tts", "lit"):
                yield _with_fields(value.value), None, value
            elif key.value == "exp":
                yield (*expressed(value.value), value)
            elif key.value in ("prompt", "name"):
                yield "", value.value.rpartition(".")[2] or None, value


def _in_first_language(texts: Mapping) -> Mapping:
    """`tts: {en-us: words, es-es: words}` -> `{tts: words}` of the first of them."""
    made = Mapping(texts.source, texts.start)
    made.end = texts.end
    made.pairs = [
        (Scalar(key.source, key.start, key.end, "tts", True) if language(key.value) else key, value)
        for key, value in texts.pairs[:1]
    ]
    return made


def expressed(expression: str) -> tuple[str, str | None]:
    """The words of an expression that is played, and the prompt that it names."""
    words, prompt = [], None
    for text, name, call in _TOKEN.findall(expression):
        if text or not name:
            words.append(_with_fields(_ESCAPE.sub(lambda found: " " if found[1] in "nrt" else found[1], text)))
        elif name.startswith(_PROMPTS):
            prompt = prompt or name.rpartition(".")[2]
        elif not call and name.lower() not in _CONSTANTS:
            words.append(f"{{{field(name)}}}")
    return " ".join(part.strip() for part in words if part.strip()), prompt


def _with_fields(text: str) -> str:
    return _UNFILLED.sub(lambda found: f"{{{field(found[1])}}}", text)


def field(variable: str) -> str:
    """`Flow.customerName` -> customerName: a variable as texts and branches name it."""
    plain = variable.replace(_OPEN, "").replace(_CLOSE, "").strip()
    return re.sub(r"\W+", "_", plain.rpartition(".")[2] or plain).strip("_") or "value"


def passed(pieces: list[Piece]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The variables that an action hands over to another system, and those that it gets back from there."""
    sends: dict[str, None] = {}
    sets: dict[str, None] = {}
    waiting = [(piece, False) for piece in reversed(pieces)]
    while waiting:
        piece, back = waiting.pop()
        if isinstance(piece, Sequence):
            waiting += [(item, back) for item in reversed(piece.items)]
        elif isinstance(piece, Mapping):
            for key, value in reversed(piece.pairs):
                if not isinstance(value, Scalar):
                    waiting.append((value, back or key.value.endswith("Outputs")))
                elif key.value == "var" and back:
                    sets[field(value.value)] = None
                elif key.value in ("var", "exp") and not back:
                    sends |= dict.fromkeys(_variables(value.value))
    return tuple(sends), tuple(sets)


def _variables(expression: str) -> list[str]:
    found = _TOKEN.findall(expression)
    return [field(name) for _, name, call in found if "." in name and not call and not name.startswith(_PROMPTS)]


def inside(piece: Piece) -> list[Piece]:
    """The pieces directly in a list or a mapping."""
    if isinstance(piece, Sequence):
        return list(piece.items)
    return [value for _, value in piece.pairs] if isinstance(piece, Mapping) else []


def told(piece: Piece | None) -> str | None:
    """What a value says in words: a literal, a name, a variable, an expression. None for `noValue`."""
    if isinstance(piece, Scalar):
        return shown(piece.value) or None
    if not isinstance(piece, Mapping):
        return None
    for key in ("lit", "name", "var", "exp", "prompt"):
        if (inner := piece.get(key)) is not None:
            return told(inner)
    return None


def is_set(piece: Piece | None) -> bool:
    """Does the file give this value, so that it is not inherited?"""
    return piece is not None and not (isinstance(piece, Mapping) and piece.get("noValue") is not None)


def number(piece: Piece | None) -> int | None:
    """A whole number that is written as a literal."""
    words = told(piece)
    return int(words) if words and re.fullmatch(r"\d{1,6}", words) else None


def length(piece: Piece | None) -> float | None:
    """A literal length of time in seconds."""
    literal = piece.get("lit") if isinstance(piece, Mapping) else None
    if not isinstance(literal, Mapping):
        return None
    parts = [
        _SECONDS[key.value] * float(value.value)
        for key, value in literal.pairs
        if key.value in _SECONDS and isinstance(value, Scalar) and re.fullmatch(r"\d{1,7}(\.\d{1,3})?", value.value)
    ]
    return sum(parts) if parts else None


def language(tag: str | None) -> str | None:
    """`en-us` -> en-US; None where it is not filled in or no language."""
    match = _LANGUAGE.fullmatch(tag.strip()) if tag else None
    return match and match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")


def only_pair(piece: Piece) -> tuple[Scalar, Mapping] | None:
    """The one key of a list's item, and what it holds: `- playAudio: {…}`."""
    if isinstance(piece, Mapping) and piece.pairs:
        key, value = piece.pairs[0]
        if isinstance(value, Mapping):
            return key, value
    return None
