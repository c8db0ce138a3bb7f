"""Puts a whole flow around a piece of one, so that an example shows only what it is about."""

import json
import re
from pathlib import Path

from ivrlint.flow.read import Reading, read_flow

_TEXTS = {
    "which": {"en": "Which of these may I help you with?", "es": "¿En cuál de estas cosas puedo ayudarle?"},
    "again": {"en": "Please choose one of these.", "es": "Elija una de estas opciones."},
    "adviser": {"en": "an adviser", "es": "hablar con un asesor"},
    "repeat": {"en": "hear this again", "es": "oírlo otra vez"},
    "back": {"en": "go back", "es": "volver"},
    "transfer": {"en": "I am putting you through to an adviser.", "es": "Le paso con un asesor."},
    "call back": {
        "en": "We are open from 8 to 6, Monday to Friday. We will call you back within four working hours and "
        "confirm it by text.",
        "es": "Atendemos de lunes a viernes, de 8 a 18 horas. Le llamaremos dentro de cuatro horas hábiles y se lo "
        "confirmaremos con un mensaje.",
    },
}


def _said(text: str, languages: list[str]) -> str:
    """A text in all languages of the flow; English in those that have none here."""
    spoken = _TEXTS[text]
    return json.dumps({language: spoken.get(language, spoken["en"]) for language in languages}, ensure_ascii=False)


def _top(languages: list[str]) -> dict[str, str]:
    which, again, adviser, repeat, back = (
        _said(text, languages) for text in ("which", "again", "adviser", "repeat", "back")
    )
    return {
        "ivr": "1",
        "name": "Acme",
        "languages": "[en]",
        "country": "GB",
        "timezone": "Europe/London",
        "reviewed": "2026-11-01",
        "start": "",
        "listening": f"{{no_input: {{after: 6s, attempts: 3, again: [{which}], then: adviser}}, "
        f"no_match: {{attempts: 3, again: [{again}], then: adviser}}}}",
        "keys": f'{{"0": {{label: {adviser}, to: adviser}}, "#": {{label: {repeat}, to: repeat}}, '
        f'"*": {{label: {back}, to: back}}}}',
        "hours": "{office: {mon-fri: 08:00-18:00}}",
    }


def _nodes(languages: list[str]) -> dict[str, str]:
    return {
        "adviser": "{type: branch, hours: office, cases: {open: advisers, closed: call_back}}",
        "advisers": f"{{type: transfer, queue: advisers, prompt: {_said('transfer', languages)}, "
        "wait: {announces: [position], every: 45s, max: 3m, target: {answer: 20s, share: 80%}}, "
        "on: {full: call_back, timeout: call_back}}",
        "call_back": f"{{type: callback, prompt: {_said('call back', languages)}, confirm_number: true, "
        "call_within: 4wh, confirms_by: sms, attempts: 3, queue: advisers, next: hangup}",
    }


def framed(piece: str) -> tuple[str, int]:
    """A whole flow with `piece` in it, and the number of lines that stand before the piece.

    What the piece says itself is left alone; a key of the flow that it says with `~` is left out.
    The last top-level key of the piece must be `nodes`, so that the usual nodes (adviser, advisers,
    call_back) can be added to it.
    """
    written = dict(re.findall(r"(?m)^([a-z]+):(.*)", piece))
    ids = re.findall(r"(?m)^  ([\w-]+):", piece[piece.index("nodes:") :])
    languages = re.findall(r"[\w-]+", written.get("languages", "").partition("#")[0]) or ["en"]
    known = {**_top(languages), "start": ids[0]}
    head = [f"{key}: {value}" for key, value in known.items() if key not in written]
    body = "\n".join("" if re.fullmatch(r"[a-z]+: ~", line) else line for line in piece.rstrip("\n").split("\n"))
    tail = [f"  {id_}: {node}" for id_, node in _nodes(languages).items() if id_ not in ids]
    return "\n".join([*head, body, *tail]) + "\n", len(head)


def reading(text: str) -> Reading:
    """A flow that is read as if it stood among the files of `flows/`."""
    return read_flow(Path(__file__).with_name("flows") / "example.yaml", "example.yaml", text)
