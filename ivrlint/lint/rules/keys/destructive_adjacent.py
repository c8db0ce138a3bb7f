"""`destructive-adjacent`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Input, Menu, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_PAD = {key: (number // 3, number % 3) for number, key in enumerate("123456789*0#")}


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
    doing = [edge for edge in study.exits(menu) if edge.kind == "option" and _commits_at_once(edge, study)]
    for edge in doing if study.reached(menu) else ():
        for beside in study.exits(menu):
            if (
                beside.kind in ("option", "key")
                and _adjacent(edge.key, beside.key)
                and study.purpose(beside) in ("repeat", "back")
                and edge.option
                and beside.option
            ):
                yield Fault(
                    edge.option.place,
                    say(
                        "a finger that slips from {near} (“{harmless}”) to {key} does “{label}” at once",
                        near=beside.key,
                        harmless=study.label(beside.option),
                        key=edge.key,
                        label=study.label(edge.option),
                    ),
                    say("use a key further away, or ask once more before it is done"),
                    menu.id,
                )
                break


def _adjacent(key: str, other: str) -> bool:
    if key not in _PAD or other not in _PAD:
        return False
    (row, column), (other_row, other_column) = _PAD[key], _PAD[other]
    return abs(row - other_row) + abs(column - other_column) == 1


def _commits_at_once(edge: Edge, study: Study) -> bool:
    target = study.node(edge.target)
    if target is None or edge.option is None or edge.option.label is None:
        return False
    labels = edge.option.label.spoken.items()
    return any(study.words(language).find("commit", text) for language, text in labels) and not any(
        isinstance(stop, Menu | Input | Transfer) for stop in study.hearing.stops(target)
    )
