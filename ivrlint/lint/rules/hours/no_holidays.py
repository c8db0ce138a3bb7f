"""`no-holidays`."""

from ivrlint.flow.model import Branch
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("hours", "info", profile="strict")
def no_holidays(study: Study) -> Faults:
    """Opening hours name no holiday, so the line is open on Christmas Day.

    ## Why
    On a holiday that falls on a weekday callers are put in a queue with nobody behind it.

    ## Wrong
    ```yaml
    languages: [es]
    hours: {oficina: {mon-fri: 09:00-18:00}}
    nodes:
      abierto: {type: branch, hours: oficina, cases: {open: advisers, closed: call_back}}
      adviser: {type: branch, hours: oficina, cases: {open: advisers, closed: call_back}}
    ```

    ## Right
    ```yaml
    languages: [es]
    hours: {oficina: {mon-fri: 09:00-18:00, 2026-12-25: closed}}
    nodes:
      abierto: {type: branch, hours: oficina, cases: {open: advisers, closed: call_back}}
      adviser: {type: branch, hours: oficina, cases: {open: advisers, closed: call_back}}
    ```

    ## How to mend it
    Write the dates on which the office is closed, or open for shorter. Hours that are open around the
    clock every day need none.
    """
    asked = {node.hours for node in study.all(Branch) if study.reached(node)}
    for name, hours in study.flow.hours.items():
        if name in asked and hours.ever_open and hours.ever_closed and not hours.dates:
            yield Fault(
                hours.place,
                say("on a public holiday callers find `{name}` open as on any other day", name=name),
                say("add the dates, as in `2026-12-25: closed`"),
            )
