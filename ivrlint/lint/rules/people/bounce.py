"""`bounce`."""

from typing import TYPE_CHECKING

from ivrlint.flow.model import Menu, Transfer
from ivrlint.lint.people import TALKED
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

if TYPE_CHECKING:
    from ivrlint.flow.graph import Edge


@rule("people", "warning", on=Transfer, sources=("seed002",))
def bounce(node: Transfer, study: Study) -> Faults:
    """Callers whom nobody answers are sent back to a menu that they have already been through.

    ## Why
    The caller has chosen, has waited, and hears the first question again, as if the call had just
    begun. All that is left is to wait once more or to hang up.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: billing}}}
      billing: {type: transfer, queue: billing, prompt: Our billing team is next., on: {full: main, timeout: main}}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: billing}}}
      billing: {type: transfer, queue: billing, prompt: Our billing team is next., on: {full: busy, timeout: busy}}
      busy:
        type: menu
        prompt: "Everybody is still busy. {options}"
        options:
          1: {label: have us call you back, to: call_back}
          2: {label: keep waiting, to: billing}
    ```

    ## How to mend it
    Lead these outcomes to something new: a call back, a voicemail, another team, or a menu of its own
    that offers them. A queue that leads back to itself without asking is `trap-loop`.
    """
    ends: dict[str, list[Edge]] = {}
    for edge in study.exits(node) if study.reached(node) else ():
        for after in study.stretches.ahead(edge.target) if edge.kind == "outcome" and edge.key != TALKED else ():
            if isinstance(after, Menu):
                ends.setdefault(after.id, []).append(edge)
    before = study.stretches.passed(node) if ends else []
    for menu, edges in ends.items():
        if menu in before:
            yield Fault(
                edges[0].place,
                say(
                    "a caller whom nobody answers at `{id}` (`{outcome}`) is sent back to "
                    "the menu `{menu}` and must begin again",
                    id=node.id,
                    outcome=", ".join(sorted(edge.key for edge in edges)),
                    menu=menu,
                ),
                say("offer a call back, a voicemail or another team instead of `{menu}`", menu=menu),
                node.id,
            )
