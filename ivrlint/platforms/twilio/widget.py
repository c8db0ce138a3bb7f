"""A widget of a Twilio Studio flow."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ivrlint.flow.place import Place
from ivrlint.flow.tree import Mapping as Tree
from ivrlint.flow.tree import Piece
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.jsontree import Value, down, flat, items, mappings, word
from ivrlint.platforms.refused import NOT_WRITTEN, WRITE
from ivrlint.platforms.twilio.slips import WITHOUT_VALUE, meant, tell

_UNREAD = "passes"  # what is asked in a comparison that cannot be read
_EQUALS = re.compile(r"""\s*\{\{[^{}]*\}\}\s*==\s*(?P<quote>["']?)(?P<value>[^"']+?)(?P=quote)\s*""")
DIGITS = 6  # of a number of seconds that makes sense, fewer than these
OUTGOING = ("make-outgoing-call", "make-outgoing-call-v2")
ANSWERED = "answered"
KEY = re.compile(r"[0-9*#]+")
# What the exports of Studio's first years call a widget's type.
_OLD_TYPES = {
    "addtwimlredirect": "add-twiml-redirect",
    "branch": "split-based-on",
    "connectcaller": "connect-call-to",
    "dialsubflow": "run-subflow",
    "dialv2": "make-outgoing-call",
    "enqueuecall": "enqueue-call",
    "function": "run-function",
    "gather": "gather-input-on-call",
    "initialstate": "trigger",
    "message": "send-message",
    "recordvoicemail": "record-voicemail",
    "runfunction": "run-function",
    "sayplay": "say-play",
    "sendtoflex": "send-to-flex",
    "setvariables": "set-variables",
    "webhook": "make-http-request",
}


class Test(NamedTuple):
    """One comparison of a split: what is compared how with what."""

    kind: str
    value: Value


class Way(NamedTuple):
    """A transition: what happens, and the name of the widget that comes then (None: the flow ends, and the call)."""

    event: str
    to: str | None
    place: Place
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Widget:
    """One widget. `properties` are flat ("offset.x")."""

    key: str
    type: str
    place: Place
    name: Place
    properties: Mapping[str, Value]
    ways: tuple[Way, ...]

    def text(self, *names: str) -> str:
        """The first of these properties that is written; '' where none is."""
        return next((value.text for name in names if (value := self.properties.get(name)) and value.text), "")

    def way(self, *events: str) -> Way | None:
        """The first transition for one of these events that leads somewhere."""
        return next((way for event in events for way in self.ways if way.event == event and way.to), None)


def assigned(widget: Widget) -> dict[str, str]:
    """The variables that a widget `set-variables` sets, and the templates of their values."""
    names = (f"variables.{number}." for number in range(len(widget.properties)))
    return {key: widget.text(name + "value") for name in names if (key := widget.text(name + "key"))}


def answered(widget: Widget) -> Widget:
    """A widget that makes a call, with the one way on which somebody is on the line; any other as it is."""
    if widget.type not in OUTGOING:
        return widget
    return replace(widget, ways=tuple(way for way in widget.ways if way.event == ANSWERED))


def widgets(root: Tree, draft: Draft) -> Iterator[Widget]:
    """The widgets in the order of the file. A name that stands twice is a problem; its first widget counts."""
    seen: set[str] = set()
    ids = ((word(state.get("sid")), word(state.get("name"))) for state in mappings(root.get("states")))
    names = {sid: key for sid, key in ids if sid and key}
    for state in mappings(root.get("states")):
        name, kind = state.get("name"), word(state.get("type"))
        key = word(name)
        if name is None or key is None or kind is None:
            missing = "name" if key is None else "type"
            draft.problem(state, say(NOT_WRITTEN, name=missing), say(WRITE, name=missing))
            continue
        if key in seen:
            draft.problem(
                name,
                say("two widgets are called `{name}`; only the first one is read", name=key),
                say("give each widget a name of its own"),
            )
            continue
        seen.add(key)
        type_ = _OLD_TYPES.get(kind.lower(), kind.lower())
        tell(state, type_, draft)
        ways = tuple(_way(way, type_, names) for way in mappings(state.get("transitions")))
        written = dict(flat(state.get("properties")))
        properties = {meant(type_, property_): value for property_, value in written.items()} | written
        yield Widget(key, type_, state, name, properties, ways)


def _way(way: Tree, type_: str, names: Mapping[str, str]) -> Way:
    """A transition; in old exports it leads to the `sid` of a widget."""
    event, to = way.get("event"), way.get("next")
    tests = tuple(map(_test, items(way.get("conditions"))))
    place: Place = (to if word(to) else None) or event or way
    key = word(to) or None
    return Way(meant(type_, word(event) or ""), names.get(key, key) if key else None, place, tests)


def _test(condition: Piece) -> Test:
    """A comparison. One that Studio would refuse is read as it is meant, else as a question of its own."""
    kind, value = word(down(condition, "type")), down(condition, "value")
    if value is not None or kind in WITHOUT_VALUE:
        return Test(kind or "equal_to", Value(word(value) or "", value or condition))
    written = [(said, piece) for piece in _written(condition) if (said := word(piece))]
    for said, piece in written:
        match = _EQUALS.fullmatch(said)
        if match or KEY.fullmatch(said):
            return Test("equal_to", Value(match["value"] if match else said, piece))
    said, piece = written[0] if written else (kind or "", condition)
    return Test(_UNREAD, Value(said.strip(), piece))


def _written(condition: Piece) -> list[Piece]:
    """Where the words of a comparison stand that has no value."""
    return items(down(condition, "arguments")) if isinstance(condition, Tree) else [condition]
