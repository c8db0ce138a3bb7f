"""`no-traffic-data`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "info", profile="strict", sources=("N5",), needs=("shares",))
def no_traffic_data(study: Study, *, options: int = 10) -> Faults:
    """Nobody has written down what callers want.

    ## Why
    Without shares nobody can say whether the order is right, what a change would save, or which option
    could go.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: a, to: more}, 2: {label: b, to: adviser}, 3: {label: c, to: adviser}, 4: {label: d, to: adviser}, 5: {label: e, to: adviser}}}
      more: {type: menu, options: {1: {label: f, to: adviser}, 2: {label: g, to: adviser}, 3: {label: h, to: adviser}, 4: {label: i, to: adviser}, 5: {label: j, to: adviser}, 6: {label: k, to: adviser}}}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: your bill, to: adviser}, 2: {label: a fault, to: adviser}}}
    ```

    ## How to mend it
    Write `share:` at the options, from a few weeks of calls. Small flows (up to `options` options) need none.
    """
    written = [option for menu in study.all(Menu) for option in menu.options if not option.silent]
    if len(written) > options and not any(option.share is not None for option in written):
        yield Fault(
            study.written("nodes"),
            say("none of the {count} options says how many callers want it", count=len(written)),
            say("write `share:` at the options, as in `share: 30%`"),
        )
