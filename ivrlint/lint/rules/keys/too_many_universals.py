"""`too-many-universals`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "info", on=Menu, profile="strict", sources=("W1",))
def too_many_universals(menu: Menu, study: Study, *, limit: int = 2) -> Faults:
    """One prompt explains more helper keys than callers keep in mind.

    ## Why
    Repeat, go back, speak to somebody: each of these is useful, and each makes the menu longer and
    pushes the choices out of memory. One or two are remembered.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: >-
          {options} To hear this again, press hash. To go back, press star. To speak to an adviser,
          press 0.
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: "{options} To speak to an adviser, press 0."
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## How to mend it
    Tell in each prompt the one or two helper keys that help most there, say others only to callers who
    did not answer. Counted are 0, *, # and the flow's own keys (`limit`).
    """
    shared = {"0", "*", "#"} | {option.key for option in study.flow.keys}
    for telling in study.hearing.prompt(menu):
        if telling.announced:
            told = {key for key, _ in study.hearing.order(menu, telling)} & shared
            if len(told) > limit:
                yield Fault(
                    telling.place,
                    say(
                        "callers are told of {count} helper keys besides their choices ({keys})",
                        count=len(told),
                        keys=", ".join(sorted(told)),
                    ),
                    say("keep the {limit} that help most here", limit=limit),
                    menu.id,
                )
                return
