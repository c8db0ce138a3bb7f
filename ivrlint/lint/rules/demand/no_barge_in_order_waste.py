"""`no-barge-in-order-waste`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.demand import waiting
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "info", on=Menu, profile="strict", needs=("shares",))
def no_barge_in_order_waste(menu: Menu, study: Study, *, seconds: float = 2.0) -> Faults:
    """Callers know what they want and must listen to the end.

    ## Why
    Where keys are not taken before the prompt ends, the best order helps nobody: all hear everything. The
    message says what that costs a call. That it is so at all is `barge-in-off`.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        listening: {barge_in: false}
        options:
          1: {label: your bill, to: adviser, share: 80%}
          2: {label: a power cut, to: adviser, share: 15%}
          3: {label: moving home, to: adviser, share: 5%}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: adviser, share: 80%}
          2: {label: a power cut, to: adviser, share: 15%}
          3: {label: moving home, to: adviser, share: 5%}
    ```

    ## How to mend it
    Remove `barge_in: false`.
    """
    if study.ears(menu).barge_in:
        return
    heard = study.demand.heard(menu)
    lost = sum(one.seconds for one in heard) - waiting(heard) if heard else 0.0
    if lost > seconds:
        yield Fault(
            menu.name,
            say(
                "callers of `{id}` listen {lost:.1f} s longer than they need to, because keys wait for the end",
                id=menu.id,
                lost=lost,
            ),
            say("remove `barge_in: false`"),
            menu.id,
        )
