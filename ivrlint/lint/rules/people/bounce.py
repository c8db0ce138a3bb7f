"""`bounce`."""

from ivrlint.flow.model import Menu, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


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
    before: list[str] | None = None
    for edge in study.exits(node) if study.reached(node) else ():
        for after in study.stretches.ahead(edge.target) if edge.kind == "outcome" else ():
            if isinstance(after, Menu):
                before = study.stretches.passed(node) if before is None else before
                if after.id in before:
                    yield Fault(
                        edge.place,
                        say(
                            "a caller whom nobody answers at `{id}` (`{outcome}`) is sent back to "
                            "the menu `{menu}` and must begin again",
                            id=node.id,
                            outcome=edge.key,
                            menu=after.id,
                        ),
                        say("offer a call back, a voicemail or another team instead of `{menu}`", menu=after.id),
                        node.id,
                    )
