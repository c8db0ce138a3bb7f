"""`destructive-adjacent`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Input, Menu, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_PAD = ("123", "456", "789", "*0#")
_HARMLESS = ("repeat", "back", "start")
_NOTHING: set[str] = set()
_BESIDE = {
    key: {
        _PAD[y][x]
        for y, x in ((row - 1, at), (row + 1, at), (row, at - 1), (row, at + 1))
        if y in range(4) and x in range(3)
    }
    for row, line in enumerate(_PAD)
    for at, key in enumerate(line)
}


@rule("keys", "info", on=Menu, profile="strict")
def destructive_adjacent(menu: Menu, study: Study) -> Faults:
    """A key that pays, cancels or deletes at once lies beside the one that repeats or goes back.

    ## Why
    A finger slips by one key, on a small screen more so. Here the slip does something that cannot be
    undone, in place of nothing at all.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your next visit, to: visit}
          2: {label: something else, to: adviser}
      visit:
        type: menu
        prompt: Your visit is on Monday. {options}
        options:
          1: {label: another day, to: adviser}
          9: {label: cancel the visit, to: cancelled}
      cancelled: {type: message, prompt: Your visit is cancelled., next: hangup}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your next visit, to: visit}
          2: {label: something else, to: adviser}
      visit:
        type: menu
        prompt: Your visit is on Monday. {options}
        options:
          1: {label: another day, to: adviser}
          2: {label: cancel the visit, to: cancelled}
      cancelled: {type: message, prompt: Your visit is cancelled., next: hangup}
    ```

    ## How to mend it
    Choose another key, or ask once more before it is done. Options that lead to a person or to another
    question do nothing at once and are left alone.
    """
    if not study.reached(menu):
        return
    pressed = [edge for edge in study.exits(menu) if edge.kind in ("option", "key")]
    harmless = {edge.key: edge for edge in pressed if edge.to is not None and edge.to.to in _HARMLESS}
    for edge in pressed if harmless else ():
        beside = next(map(harmless.get, sorted(_BESIDE.get(edge.key, _NOTHING) & harmless.keys())), None)
        if beside and beside.option and edge.option and edge.kind == "option" and _commits_at_once(edge, study):
            message = say(
                "a finger that slips from {near} (“{harmless}”) to {key} does “{label}” at once",
                near=beside.key,
                harmless=study.label(beside.option),
                key=edge.key,
                label=study.label(edge.option),
            )
            help_ = say("use a key further away, or ask once more before it is done")
            yield Fault(edge.option.place, message, help_, menu.id)


def _commits_at_once(edge: Edge, study: Study) -> bool:
    target = study.node(edge.target)
    if target is None or edge.option is None or edge.option.label is None:
        return False
    labels = edge.option.label.spoken.items()
    return any(study.words(language).find("commit", text) for language, text in labels) and not any(
        isinstance(stop, Menu | Input | Transfer) for stop in study.hearing.stops(target)
    )
