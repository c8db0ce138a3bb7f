"""`unused-hours`."""

from ivrlint.flow.model import Branch
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("hours", "info", profile="strict")
def unused_hours(study: Study) -> Faults:
    """Opening hours are written down and no call is led by them.

    ## Why
    Whoever reads the file believes that the line closes then. It does not.

    ## Wrong
    ```yaml
    hours: {office: {mon-fri: 09:00-17:00}, summer: {mon-fri: 09:00-15:00}}
    nodes:
      main: {type: branch, hours: office, cases: {open: advisers}, else: call_back}
    ```

    ## Right
    ```yaml
    hours: {office: {mon-fri: 09:00-17:00}}
    nodes:
      main: {type: branch, hours: office, cases: {open: advisers}, else: call_back}
    ```

    ## How to mend it
    Let a `branch` decide by them, or remove them.
    """
    used = {node.hours for node in study.all(Branch)}
    for hours in study.flow.hours.values():
        if hours.name not in used:
            yield Fault(
                hours.place,
                say("no call is led by the hours `{name}`", name=hours.name),
                say("let a `branch` decide by them, or remove them"),
            )
