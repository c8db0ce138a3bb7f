"""Random flows for property tests: texts that can be read, and that lead callers anywhere or nowhere."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

Node = dict[str, Any]
_T = TypeVar("_T")

HOURS = {"office": {"mon-fri": "08:00-18:00"}, "never": {"2020-01-01": "closed"}, "always": {"mon-sun": "00:00-24:00"}}
NOWHERE = "nowhere"
_below = cache(lambda limit: st.integers(0, limit - 1))


@st.composite
def flows(draw: st.DrawFn, *, back: bool = True, most: int = 6) -> str:
    """Flow files (YAML, as it happens also JSON) of up to `most` nodes with an id, and more in place.

    They miss `next`s and cases, name nodes that do not exist, go round in circles, share nodes, use `back`
    (if wanted), `repeat`, `start` and `hangup`, and ask for hours that never open or never close.
    """
    ids = [f"n{number}" for number in range(1 + draw(_below(most)))]
    words = ["repeat", "start", "hangup", NOWHERE, *(["back"] if back else [])]
    return json.dumps(_Designer(lambda limit: draw(_below(limit)), ids, words).flow(), indent=1)


class _Designer:
    """Writes a flow, leaving every decision to `below`, which returns a number below its argument."""

    def __init__(self, below: Callable[[int], int], ids: list[str], words: list[str]) -> None:
        self._below = below
        self._ids = ids
        self._targets = [*ids, *ids, *words]
        self._in_place = False

    def flow(self) -> Node:
        entries = [self._one(self._ids) for _ in range(1 + self._below(2))]
        self._in_place = True  # at the top all targets are words
        listening, keys = self._listening(), self._options("0", "*") if self._below(2) else {}
        self._in_place = False
        return {
            "ivr": "1",
            "name": "Acme",
            "languages": ["en"],
            "timezone": "Europe/London",
            "start": dict(zip(("+441111", "+442222"), entries, strict=False)) if len(entries) > 1 else entries[0],
            "listening": listening,
            "keys": keys,
            "hours": HOURS,
            "nodes": {id_: self._node() for id_ in self._ids},
        }

    def _one(self, choices: Sequence[_T]) -> _T:
        return choices[self._below(len(choices))]

    def _target(self) -> Any:
        if self._in_place or self._below(6):
            return self._one(self._targets)
        self._in_place = True
        node = self._node()
        self._in_place = False
        return node

    def _perhaps(self, key: str) -> Node:
        return {key: self._target()} if self._below(3) else {}

    def _some(self, *names: str) -> Node:
        return {name: self._target() for name in names if self._below(2)}

    def _options(self, *keys: str) -> Node:
        return {key: {"label": "an option", "to": target} for key, target in self._some(*keys).items()}

    def _listening(self) -> Node:
        return {key: self._perhaps("then") for key in ("no_input", "no_match") if self._below(2)}

    def _node(self) -> Node:
        kinds = [
            self._message,
            self._menu,
            self._menu,
            self._input,
            self._branch,
            self._lookup,
            self._transfer,
            self._service,
        ]
        return self._one(kinds)()

    def _message(self) -> Node:
        return {"type": "message", **self._perhaps("next")}

    def _menu(self) -> Node:
        numbers: Node = self._one([{"digits": "3"}, {"only": ["10-12", "2xx"]}])
        dial = {} if self._below(4) else {"dial": {**numbers, "to": self._target()}}
        waits = {} if self._below(6) else {"waits_for": "2"}
        return {"type": "menu", "options": self._options("1", "2", "*"), **dial, **waits, **self._asks()}

    def _input(self) -> Node:
        return {"type": "input", "field": "number", **self._perhaps("next"), **self._asks()}

    def _asks(self) -> Node:
        listening = {"listening": self._listening()} if self._below(2) else {}
        return {**listening, **({} if self._below(4) else {"keys": "none"})}

    def _branch(self) -> Node:
        by: Node = self._one(
            [
                {"field": "segment"},
                {"split": {"a": "60%", "b": "40%"}},
                {"split": {"a": "100%", "b": "0%"}},
                *({"hours": name} for name in HOURS),
            ]
        )
        cases = self._some(*(("open", "closed") if "hours" in by else ("a", "b")))
        return {"type": "branch", **by, "cases": cases, **self._perhaps("else")}

    def _lookup(self) -> Node:
        return {"type": "lookup", "service": "s", "on": {**self._perhaps("ok"), "error": self._target()}}

    def _transfer(self) -> Node:
        machine = {} if self._below(3) else {"person": "false"}
        wait = {} if self._below(3) else {"wait": {"keys": self._options("1")}}
        return {"type": "transfer", "queue": "q", **machine, **wait, "on": self._some("full", "timeout")}

    def _service(self) -> Node:
        kind = self._one(["voicemail", "callback", "hangup", "flow"])
        if kind == "hangup":
            return {"type": kind}
        if kind == "flow":
            return {"type": kind, "file": "other.yaml", "on": self._some("done"), **self._perhaps("next")}
        return {"type": kind, **self._perhaps("next")}
