"""`traffic-inconsistent`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "error", on=Menu, needs=("shares",))
def traffic_inconsistent(menu: Menu, study: Study, *, tolerance: int = 5) -> Faults:
    """The shares of a menu's callers do not add up to all of them.

    ## Why
    Everything that is worked out from shares is wrong then: the best order, the time that callers need, what
    a change would save.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: adviser, share: 70%}
          2: {label: a power cut, to: adviser, share: 60%}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: adviser, share: 60%}
          2: {label: a power cut, to: adviser, share: 40%}
    ```

    ## How to mend it
    Count a few weeks of calls. Shares are parts of *this menu's* callers; a `tolerance` in per cent is left
    for rounding. Where some options have no share, the others may make less than the whole.
    """
    shares = [option.share for option in menu.options if option.share is not None]
    total = sum(shares) * 100
    complete = all(option.share is not None or option.silent for option in menu.options)
    if shares and (total > 100 + tolerance or (complete and total < 100 - tolerance)):
        yield Fault(
            menu.name,
            say("the shares of the options of `{id}` make {total} % of its callers", id=menu.id, total=round(total)),
            say("write what part of this menu's callers wants each option, 100 % in all"),
            menu.id,
        )
