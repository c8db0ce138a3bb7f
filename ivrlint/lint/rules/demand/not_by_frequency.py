"""`not-by-frequency`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.demand import best_order, waiting
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "warning", on=Menu, sources=("A1", "O1", "FO1", "N1"), needs=("shares",))
def not_by_frequency(menu: Menu, study: Study, *, seconds: float = 1.0) -> Faults:
    """Most callers wait for an option that could come earlier.

    ## Why
    Options are heard one after the other. With the ones that many want first, and short ones before long
    ones, the mean wait is the least that this menu can have.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: moving home, to: adviser, share: 5%}
          2: {label: a power cut, to: adviser, share: 15%}
          3: {label: your bill, to: adviser, share: 80%}
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
    Put the options into the order that the message gives. Emergencies, a person and "anything else" stay
    where they are. Less than `seconds` a call is not worth a change that callers have to learn.
    """
    heard = study.demand.heard(menu)
    best = best_order(heard)
    lost = waiting(heard) - waiting(best)
    if lost > seconds:
        yield Fault(
            menu.name,
            say(
                "callers of `{id}` wait {lost:.1f} s longer than they need to until they hear their option",
                id=menu.id,
                lost=lost,
            ),
            say("the best order is: {order}", order=", ".join(study.label(one.option) for one in best)),
            menu.id,
        )
