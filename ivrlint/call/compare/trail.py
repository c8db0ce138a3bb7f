"""How a call comes to a place: what the caller does and what happens on the way, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.call.phone import Way
from ivrlint.call.world import OK
from ivrlint.flow import model
from ivrlint.flow.graph import ELSE
from ivrlint.flow.numbers import KEYS
from ivrlint.message import Message, say

_SHOWN = 12  # steps; of longer ways the last ones
_KEY, _ELSE, _FREE = 1.0, 3.0, 0.001


class Trail(NamedTuple):
    """The steps from the start, the last one first."""

    deed: str | Message | None = None  # a key, something else, or nothing to speak of
    before: "Trail | None" = None
    cost: float = 0.0

    def on(self, deed: str | Message | None) -> "Trail":
        """The trail with one more step."""
        price = _FREE if deed is None else _KEY * len(deed) if isinstance(deed, str) else _ELSE
        return Trail(deed, self, self.cost + price)

    def told(self) -> Message | None:
        """The trail in words: `1-2-1`, or `1 › silence › 0`; None where a caller does nothing."""
        deeds = list(self._deeds())[::-1]
        if not deeds:
            return None
        parts: list[Message] = []
        keys: list[str] = []
        for deed in deeds:
            if isinstance(deed, str):
                keys.append(deed)
                continue
            parts += [_pressed(keys)] if keys else []
            keys = []
            parts.append(deed)
        parts += [_pressed(keys)] if keys else []
        whole = parts[-1]
        for part in parts[-2::-1]:
            whole = say("{first} › {then}", first=part, then=whole)
        return whole

    def _deeds(self) -> Iterator[str | Message]:
        trail: Trail | None = self
        shown = 0
        while trail is not None:
            if trail.deed is not None:
                if shown == _SHOWN:
                    yield "…"
                    return
                shown += 1
                yield trail.deed
            trail = trail.before


def _pressed(keys: list[str]) -> Message:
    return say("{keys}", keys="-".join(keys))


def deed(way: Way | None) -> str | Message | None:
    """What a caller does to take a way, or what happens; None where nothing is to be told."""
    if way is None or way.owner is None:
        return None
    edge, node = way.edge, way.owner.node
    match edge.kind:
        case "option" | "key" | "wait_key":
            told: str | Message | None = edge.key if not edge.key.strip(KEYS) else _said(way)
        case "case":
            told = _case(node, edge.key)
        case "outcome":
            told = _outcome(node, edge.key)
        case kind:
            told = _DEEDS.get(kind)
    return told


_DEEDS = {
    "dial": say("an extension"),
    "entered": say("the digits"),
    "no_input": say("silence"),
    "no_match": say("wrong keys"),
}


def _said(way: Way) -> Message:
    option, owner = way.edge.option, way.owner
    label = owner.phone.speaker.label(option, owner.phone.flow.language) if option and owner else way.edge.key
    return say("“{words}”", words=label)


def _case(node: model.Node, case: str) -> Message | None:
    match node:
        case model.Branch(hours=str() as hours):
            return say("`{hours}` closed", hours=hours) if case == "closed" else None
        case model.Branch(field=str() as field):
            return (
                say("any other `{field}`", field=field)
                if case == ELSE
                else say("`{field}` is {case}", field=field, case=case)
            )
        case _:
            return say("the share `{case}`", case=case)


def _outcome(node: model.Node, outcome: str) -> Message | None:
    match node:
        case model.Lookup():
            return (
                None
                if outcome == OK
                else say("`{service}` answers {outcome}", service=node.service or node.id, outcome=outcome)
            )
        case model.Transfer():
            return say("`{goal}` is {outcome}", goal=node.goal or node.id, outcome=outcome)
        case _:
            return None
