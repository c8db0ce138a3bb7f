"""`no-direct-dial`."""

from ivrlint.flow.model import Menu, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "info", profile="strict", sources=("seed001",))
def no_direct_dial(study: Study, *, extensions: int = 3) -> Faults:
    """A switchboard does not let callers dial the extension that they know.

    ## Why
    Who has a colleague's or an office's extension must listen through the menus all the same, and ask
    somebody to be put through.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: the library, to: library}
          2: {label: student housing, to: housing}
          3: {label: the sports centre, to: sports}
      library: {type: transfer, extension: "201", on: {no_answer: call_back}}
      housing: {type: transfer, extension: "202", on: {no_answer: call_back}}
      sports: {type: transfer, extension: "203", on: {no_answer: call_back}}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: If you know the extension, dial it now. {options}
        dial: {digits: 3, to: adviser}
        options:
          1: {label: the library, to: library}
          2: {label: student housing, to: housing}
          3: {label: the sports centre, to: sports}
      library: {type: transfer, extension: "201", on: {no_answer: call_back}}
      housing: {type: transfer, extension: "202", on: {no_answer: call_back}}
      sports: {type: transfer, extension: "203", on: {no_answer: call_back}}
    ```

    ## How to mend it
    Write `dial: {digits: …, to: …}` at the first menu. A flow with three `extensions` or more counts as
    a switchboard.
    """
    reached = {node.extension for node in study.all(Transfer) if node.extension and study.reached(node)}
    if len(reached) >= extensions and not any(menu.dial for menu in study.all(Menu)):
        for menu in study.first_menus[:1]:
            yield Fault(
                menu.name,
                say("callers who know one of the {count} extensions cannot dial it", count=len(reached)),
                say("write `dial:` at `{id}`, with the number of digits", id=menu.id),
                menu.id,
            )
