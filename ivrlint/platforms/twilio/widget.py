"""A widget of a Twilio Studio flow, and the texts in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ivrlint.flow.place import Place
from ivrlint.flow.tree import Mapping as Tree
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.jsontree import Value, flat, mappings, word

_TAG = re.compile(r"\{\{-?\s*(?P<field>[^{}]*?)\s*-?\}\}|\{%-?\s*(?P<word>\w*)[^%]*?-?%\}", re.DOTALL)
DIGITS = 6  # of a number of seconds that makes sense, fewer than these
_OPENS = frozenset({"if", "unless", "for", "tablerow"})
_HIDES = frozenset({"capture", "comment"})
_NEXT = frozenset({"elsif", "else", "when"})
# What the exports of Studio's first year call a widget's type.
_OLD_TYPES = {
    "initialstate": "trigger",
    "gather": "gather-input-on-call",
    "enqueuecall": "enqueue-call",
    "sayplay": "say-play",
}
_STEP = re.compile(r"[\w-]+")


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


def widgets(root: Tree, draft: Draft) -> Iterator[Widget]:
    """The widgets in the order of the file. A name that stands twice is a problem; its first widget counts."""
    seen: set[str] = set()
    ids = ((word(state.get("sid")), word(state.get("name"))) for state in mappings(root.get("states")))
    names = {sid: key for sid, key in ids if sid and key}
    for state in mappings(root.get("states")):
        name, kind = state.get("name"), word(state.get("type"))
        key = word(name)
        if name is None or key is None or kind is None:
            continue
        if key in seen:
            draft.problem(
                name,
                say("two widgets are called `{name}`; only the first one is read", name=key),
                say("give each widget a name of its own"),
            )
            continue
        seen.add(key)
        ways = tuple(_way(way, names) for way in mappings(state.get("transitions")))
        type_ = _OLD_TYPES.get(kind.lower(), kind.lower())
        yield Widget(key, type_, state, name, dict(flat(state.get("properties"))), ways)


def _way(way: Tree, names: Mapping[str, str]) -> Way:
    """A transition; in old exports it leads to the `sid` of a widget."""
    event, to = way.get("event"), way.get("next")
    tests = tuple(
        Test(word(test.get("type")) or "", Value(word(value) or "", value))
        for test in mappings(way.get("conditions"))
        if (value := test.get("value")) is not None
    )
    place: Place = (to if word(to) else None) or event or way
    key = word(to) or None
    return Way(word(event) or "", names.get(key, key) if key else None, place, tests)


def field_of(path: str) -> str:
    """The name of a field for a variable: `widgets.menu.Digits` -> menu_Digits, `flow.variables.tier` -> tier."""
    steps = _STEP.findall(path.partition("|")[0])
    if len(steps) == 3 and steps[0] == "widgets":  # noqa: PLR2004 - what a widget itself has heard
        steps = ["_".join(steps[1:])]
    return re.sub(r"\W+", "_", steps[-1]) if steps else "value"


def variable(text: str) -> str | None:
    """The variable that a template consists of, `widgets.menu.Digits`; None where it is more than that."""
    match = _TAG.fullmatch(text.strip())
    return match["field"] if match else None


def spoken_with_fields(text: str) -> tuple[str, bool]:
    """A template as it is heard: variables as `{field}`, of each choice the first variant; and: had it choices?"""
    if "{{" not in text and "{%" not in text:
        return text, False
    said: list[str] = []
    open_: list[str] = []  # of each open tag: "heard", "over", or "before" the first variant
    chosen = False
    at = 0
    for match in _TAG.finditer(text):
        heard = all(state == "heard" for state in open_)
        if heard:
            said.append(text[at : match.start()])
            if match["field"]:
                said.append("{" + field_of(match["field"]) + "}")
        at = match.end()
        if tag := match["word"]:
            chosen |= _turn(tag, open_)
    if all(state == "heard" for state in open_):
        said.append(text[at:])
    return "".join(said), chosen


def _turn(tag: str, open_: list[str]) -> bool:
    """Open, close or turn to another variant. Is this a choice?"""
    if tag in _OPENS:
        open_.append("heard")
    elif tag == "case":
        open_.append("before")
    elif tag in _HIDES:
        open_.append("over")
    elif tag in _NEXT and open_:
        open_[-1] = "heard" if open_[-1] == "before" else "over"
    elif tag.startswith("end") and open_:
        open_.pop()
    return tag in _OPENS or tag == "case"
