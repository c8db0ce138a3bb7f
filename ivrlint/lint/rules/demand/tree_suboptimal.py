"""`tree-suboptimal`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "info", profile="strict", sources=("N2",), needs=("shares",))
def tree_suboptimal(study: Study, *, info: float = 1.5, warn: float = 2.0) -> Faults:
    """The tree of menus takes callers far longer than the same choices could.

    ## Why
    From the shares of all destinations follows the least mean time that any arrangement of menus could
    have. A tree that needs twice as long has frequent wishes in the wrong places.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: contracts and everything about them, to: contracts, share: 99%}, 2: {label: a fault, to: adviser, share: 1%}}}
      contracts: {type: menu, options: {1: {label: running contracts and their terms, to: running, share: 99%}, 2: {label: new ones, to: adviser, share: 1%}}}
      running: {type: menu, options: {1: {label: your bill, to: adviser, share: 90%}, 2: {label: moving home, to: adviser, share: 10%}}}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: adviser, share: 40%}
          2: {label: a fault, to: adviser, share: 30%}
          3: {label: moving home, to: adviser, share: 30%}
    ```

    ## How to mend it
    See `hot-leaf-deep` and `not-by-frequency` for the places. The figure itself is a yardstick for the whole.
    """
    if len(study.demand.leaves) < len(("one", "other", "third")):
        return
    bound = study.demand.bound()
    ratio = study.demand.expected_seconds() / bound if bound > 0 else 0.0
    if ratio > info:
        yield Fault(
            study.stretches.main_menus[0].name,
            say(
                "callers need {ratio:.1f} times as long as they would with the same destinations well arranged",
                ratio=ratio,
            ),
            say("bring what most callers want nearer to the main menu"),
            study.stretches.main_menus[0].id,
            "warning" if ratio > warn else None,
        )
