"""Twilio Studio's `split-based-on`: a variable's value decides."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivrlint.platforms.deciding import YES, branches
from ivrlint.platforms.deciding import Test as Decision
from ivrlint.platforms.twilio.slips import WITHOUT_VALUE
from ivrlint.platforms.twilio.templates import field_of, variable
from ivrlint.platforms.twilio.widget import Test, Widget

if TYPE_CHECKING:
    from ivrlint.platforms.twilio.nodes import Nodes

_SIGNS = {"greater_than": ">", "less_than": "<", "not_equal_to": "!="}


def split(nodes: "Nodes", widget: Widget) -> None:
    """A variable's value decides: its tests are made from the first to the last."""
    path = variable(widget.text("input"))
    field = field_of(path) if path else "condition"
    decisions = [
        Decision(asked, value, nodes.to(way) or nodes.nowhere(widget, way.place, value))
        for way in widget.ways
        for test in (way.tests if way.event == "match" else ())
        for asked, value in _asked(test, field)
    ]
    otherwise = nodes.to(widget.way("noMatch"))
    of_widget = {"place": widget.place, "name": widget.name, "asks": widget.name}
    for branch in branches(nodes.draft, nodes.ids[widget.key], field, decisions, otherwise, **of_widget):
        nodes.draft.add(branch, f"{widget.type} “{widget.key}”")


def equal(test: Test) -> list[str] | None:
    """The values that pass a test; None where it does not ask for certain values."""
    if test.kind == "equal_to":
        return [test.value.text.strip()]
    if test.kind == "matches_any_of":
        return [part.strip() for part in test.value.text.split(",") if part.strip()]
    return None


def _asked(test: Test, field: str) -> Iterator[tuple[str, str]]:
    """What a test asks for, and the answers by which it is passed: a field's values, else a comparison's yes."""
    values = equal(test)
    if values is not None:
        yield from ((field, value) for value in values)
        return
    sign = _SIGNS.get(test.kind, test.kind.replace("_", " "))
    value = "" if test.kind in WITHOUT_VALUE else test.value.text.strip()
    yield f"{field} {sign} {value}".strip(), YES
