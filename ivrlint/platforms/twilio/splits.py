"""Twilio Studio's `split-based-on`: a variable's value decides."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ivrlint.platforms.deciding import YES, branches
from ivrlint.platforms.deciding import Test as Decision
from ivrlint.platforms.twilio.slips import WITHOUT_VALUE
from ivrlint.platforms.twilio.templates import field_of, variable
from ivrlint.platforms.twilio.widget import Test, Way, Widget

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
    if decisions and otherwise is None and _is_complete(nodes, widget):
        otherwise = decisions[-1].to  # nothing else ever comes here
    of_widget = {"place": widget.place, "name": widget.name, "asks": widget.name}
    for branch in branches(nodes.draft, nodes.ids[widget.key], field, decisions, otherwise, **of_widget):
        nodes.draft.add(branch, f"{widget.type} “{widget.key}”")


def _is_complete(nodes: "Nodes", widget: Widget) -> bool:
    """Do only those calls come here that an earlier split of what the same widget has heard let through?"""
    asked = variable(widget.text("input")) or ""
    taken = _values(widget.ways)
    seen, waiting = {widget.key}, [widget.key]
    while waiting:
        key = waiting.pop()
        before = nodes.leading_to.get(key, set())
        if not before or asked.startswith(tuple(f"widgets.{each}." for each in before)):
            return False
        for split in (nodes.widgets[each] for each in before):
            if split.type == widget.type and variable(split.text("input")) == asked:
                ways = [way for way in split.ways if way.to == key]
                if any(way.event != "match" for way in ways) or not _values(ways) <= taken:
                    return False
            elif split.key not in seen:
                seen.add(split.key)
                waiting.append(split.key)
    return asked.startswith("widgets.")


def _values(ways: Iterable[Way]) -> set[str]:
    """The values for which ways are taken; that of a test which asks for no certain values is one of its own."""
    tests = [test for way in ways if way.event == "match" for test in way.tests]
    return {value for test in tests for value in equal(test) or [f"{test.kind} {test.value.text}"]}


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
