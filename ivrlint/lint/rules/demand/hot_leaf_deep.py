"""`hot-leaf-deep`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "warning", sources=("N1", "A1"), needs=("shares",))
def hot_leaf_deep(study: Study, *, share: int = 20, depth: int = 3) -> Faults:
    """What many callers want lies deep in the menus.

    ## Why
    Every menu on the way costs each of them ten seconds or more, and loses some. Frequent wishes should
    have short ways.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: contracts, to: contracts, share: 90%}
          2: {label: a power cut, to: adviser, share: 10%}
      contracts:
        type: menu
        options:
          1: {label: running contracts, to: running, share: 90%}
          2: {label: new contracts, to: adviser, share: 10%}
      running:
        type: menu
        options:
          1: {label: your bill, to: adviser, share: 80%}
          2: {label: moving home, to: adviser, share: 20%}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: adviser, share: 65%}
          2: {label: contracts, to: contracts, share: 35%}
      contracts:
        type: menu
        options:
          1: {label: moving home, to: adviser, share: 60%}
          2: {label: new contracts, to: adviser, share: 40%}
    ```

    ## How to mend it
    Offer it in the main menu. A wish counts as frequent from `share` per cent of the calls on, as deep from
    the `depth`th menu on.
    """
    for leaf in study.demand.leaves:
        if leaf.share * 100 >= share and leaf.depth >= depth:
            yield Fault(
                leaf.option.place,
                say(
                    "{share} % of the callers want “{label}” and pass {depth} menus on the way",
                    share=round(leaf.share * 100),
                    label=study.label(leaf.option),
                    depth=leaf.depth,
                ),
                say("offer “{label}” in the main menu", label=study.label(leaf.option)),
                leaf.menu.id,
            )
