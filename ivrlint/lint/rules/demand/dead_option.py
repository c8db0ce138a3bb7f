"""`dead-option`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "info", profile="strict", sources=("A1",), needs=("shares",))
def dead_option(study: Study, *, share: float = 1.0, positions: int = 3) -> Faults:
    """One of the first things that everybody hears is wanted by hardly anyone.

    ## Why
    All callers of the main menu listen to its first options. One that fewer than one in a hundred wants
    costs the others three seconds each.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: our annual report, to: adviser, share: 0.5%}
          2: {label: your bill, to: adviser, share: 70%}
          3: {label: a power cut, to: adviser, share: 29.5%}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: adviser, share: 70%}
          2: {label: a power cut, to: adviser, share: 29%}
          3: {label: moving home, to: adviser, share: 1%}
    ```

    ## How to mend it
    Move it down, into a menu below, or leave it to an adviser. Emergencies come first however rare they are.
    """
    for menu in study.stretches.main_menus:
        for heard in study.demand.heard(menu)[:positions]:
            if heard.share * 100 < share and not heard.pinned:
                yield Fault(
                    heard.option.place,
                    say(
                        "every caller hears “{label}”, which {share:g} % want",
                        label=study.label(heard.option),
                        share=round(heard.share * 100, 1),
                    ),
                    say("move it behind what more callers want, or out of the main menu"),
                    menu.id,
                )
