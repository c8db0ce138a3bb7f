"""`no-way-back`."""

from ivrlint.flow.graph import CALLER_KINDS
from ivrlint.flow.model import Menu
from ivrlint.lint.fixes import key_for_all
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "warning", on=Menu, sources=("B2", "W1", "W2"), fixes="unsafe")
def no_way_back(menu: Menu, study: Study) -> Faults:
    """A menu behind another one has no key that leads back.

    ## Why
    Who took a wrong turn can only hang up and start again, which costs the whole way in and the
    caller's trust.

    ## Wrong
    ```yaml
    keys: {"0": {label: an adviser, to: adviser}, "#": {label: hear this again, to: repeat}}
    nodes:
      main:
        type: menu
        options:
          1: {label: bills, to: bills}
          2: {label: a power cut, to: adviser}
      bills:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a copy of a bill, to: adviser}
    ```

    ## Right
    ```yaml
    keys: {"0": {label: an adviser, to: adviser}, "*": {label: go back, to: back}}
    nodes:
      main:
        type: menu
        options:
          1: {label: bills, to: bills}
          2: {label: a power cut, to: adviser}
      bills:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a copy of a bill, to: adviser}
    ```

    ## How to mend it
    Write a key with `to: back` under the flow's `keys:`, usually *, or an option that leads back or to
    the first menu. A question of yes or no needs none: no is the way back. Nor does a menu to which
    only those come who gave no answer before, one at which calls may begin, and one where any key will do.
    """
    if study.graph.depth.get(menu.id, 0) <= study.main_depth or study.stretches.asks_again(menu):
        return
    if menu.id in study.stretches.first_questions or not study.hearing.keys(menu):
        return
    before = {node.id for node in study.stretches.behind(menu)}  # what was said or recorded may be done once more
    chosen = [edge for edge in study.exits(menu) if edge.kind in CALLER_KINDS]
    if any(study.goes_back(edge) or study.puts_again(edge) or edge.target in before for edge in chosen):
        return
    if not study.hearing.asks_yes_or_no(menu):
        yield Fault(
            menu.name,
            say("callers who came to `{id}` by mistake find no key that leads back", id=menu.id),
            say("let a key lead back, such as `*` under `keys:` at the top"),
            menu.id,
            fix=key_for_all("*", "label-back", "back", study) if menu.keys else None,
        )
