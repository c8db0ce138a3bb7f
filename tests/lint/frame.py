"""Puts a whole flow around a piece of one, so that an example shows only what it is about."""

import re

_TOP = {
    "ivr": "1",
    "name": "Acme",
    "languages": "[en]",
    "country": "GB",
    "timezone": "Europe/London",
    "reviewed": "2026-11-01",
    "start": None,
    "listening": (
        "{no_input: {after: 6s, attempts: 3, again: [Which of these may I help you with?], then: adviser}, "
        "no_match: {attempts: 3, again: [Please choose one of these.], then: adviser}}"),
    "keys": '{"0": {label: an adviser, to: adviser}, "#": {label: hear this again, to: repeat}, '
            '"*": {label: go back, to: back}}',
}
_NODES = {
    "adviser": "{type: branch, hours: office, cases: {open: advisers, closed: call_back}}",
    "advisers": "{type: transfer, queue: advisers, prompt: I am putting you through to an adviser., "
                "wait: {announces: [position], every: 45s, max: 3m, target: {answer: 20s, share: 80%}}, "
                "on: {full: call_back, timeout: call_back}}",
    "call_back": "{type: callback, prompt: 'We are open from 8 to 6, Monday to Friday. We will call you back within "
                 "four working hours and confirm it by text.', confirm_number: true, call_within: 4wh, "
                 "confirms_by: sms, attempts: 3, queue: advisers, next: hangup}",
}
_HOURS = "{office: {mon-fri: 08:00-18:00}}"


def framed(piece: str) -> tuple[str, int]:
    """A whole flow with `piece` in it, and the number of lines that stand before the piece.

    What the piece says itself is left alone; a key of the flow that it says with `~` is left out.
    The last top-level key of the piece must be `nodes`, so that the usual nodes (adviser, advisers,
    call_back) can be added to it.
    """
    written = dict(re.findall(r"(?m)^([a-z]+):(.*)", piece))
    ids = re.findall(r"(?m)^  ([\w-]+):", piece[piece.index("nodes:"):])
    known = {**_TOP, "start": ids[0], "hours": _HOURS}
    head = [f"{key}: {value}" for key, value in known.items() if key not in written]
    body = "\n".join("" if re.fullmatch(r"[a-z]+: ~", line) else line for line in piece.rstrip("\n").split("\n"))
    tail = [f"  {id_}: {node}" for id_, node in _NODES.items() if id_ not in ids]
    return "\n".join([*head, body, *tail]) + "\n", len(head)
