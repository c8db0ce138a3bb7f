"""What most menus and inputs of a flow do alike, said once for all of them under `listening:`."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, NamedTuple

from ivrlint.flow import model
from ivrlint.flow.place import Place

_Node = model.Menu | model.Input


class Setting(NamedTuple):
    """One value of a listening: of its own, or of what happens in silence and after wrong keys."""

    name: str
    part: str = ""
    usual: Any = None  # what holds where nothing is written

    def of(self, listening: model.Listening) -> Any:
        """The value that is written there; None or () where none is."""
        return getattr(getattr(listening, self.part) if self.part else listening, self.name)

    def put(self, listening: model.Listening, value: Any, place: Place | None = None) -> model.Listening:
        """The listening with another value there, and that place unless it has one."""
        if not self.part:
            return replace(listening, place=listening.place or place, **{self.name: value})
        part = getattr(listening, self.part)
        part = replace(part, place=part.place or place, **{self.name: value})
        return replace(listening, place=listening.place or place, **{self.part: part})


_SETTINGS = (
    Setting("barge_in", usual=True),
    Setting("between_digits", usual=model.DEFAULT_BETWEEN_DIGITS),
    Setting("speech", usual=False),
    Setting("after", "no_input", model.DEFAULT_AFTER),
    Setting("attempts", "no_input", model.DEFAULT_ATTEMPTS),
    Setting("again", "no_input"),
    Setting("then", "no_input"),
    Setting("attempts", "no_match", model.DEFAULT_ATTEMPTS),
    Setting("again", "no_match"),
    Setting("then", "no_match"),
)


def pulled_up(flow: model.Flow, same: Callable[[model.Flow], bool]) -> model.Flow:
    """The flow with what most of its menus and inputs write alike under its own `listening`.

    Calls go as before. A value that any of them leaves open stays where it is, and so does one where `same`
    says of the new flow that something else has changed by it.
    """
    for setting in _SETTINGS:
        changed = _pulled_up(flow, setting)
        if changed is not flow and same(changed):
            flow = changed
    return flow


def _pulled_up(flow: model.Flow, setting: Setting) -> model.Flow:
    asking = [node for node in flow.nodes.values() if isinstance(node, model.Menu | model.Input)]
    heard = [setting.of(node.listening) if node.listening else None for node in asking]
    if not asking or any(value in (None, ()) for value in heard) or setting.of(flow.listening):
        return flow
    [(value, count)] = Counter(map(_plain, heard)).most_common(1)
    alike = [node for node in asking if node.listening and _plain(setting.of(node.listening)) == value]
    first = alike[0].listening or flow.listening
    shared = flow.listening
    if value != setting.usual:
        if count == 1 or _is_of_one_place(setting.of(first)):
            return flow
        shared = setting.put(shared, setting.of(first), flow.place)
    nodes = {**flow.nodes, **{node.id: _without(setting, node) for node in alike}}
    return replace(flow, nodes=nodes, listening=shared)


def _without(setting: Setting, node: _Node) -> _Node:
    left = setting.put(node.listening or model.Listening(), () if setting.name == "again" else None)
    if setting.part and not _says_something(getattr(left, setting.part)):
        unwritten: Any = {setting.part: model.Unanswered()}
        left = replace(left, **unwritten)
    return replace(node, listening=left if _says_something(left) else None)


def _plain(value: Any) -> Any:
    """A value without its place, to be compared."""
    match value:
        case model.Duration():
            return value.seconds
        case model.Target():
            return value.to
        case model.Text():
            return tuple(value.spoken.items()), value.audio
        case tuple():
            return tuple(map(_plain, value))
    return value


def _is_of_one_place(value: Any) -> bool:
    """Is it a target that means another thing elsewhere, or a node written in place?"""
    return isinstance(value, model.Target) and (value.to in ("repeat", "back") or "/" in value.to)


def _says_something(piece: model.Listening | model.Unanswered) -> bool:
    values = [getattr(piece, field.name) for field in fields(piece) if field.name != "place"]
    return any(
        _says_something(value) if isinstance(value, model.Unanswered) else value not in (None, ()) for value in values
    )
