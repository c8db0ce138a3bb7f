"""`no-hours`."""

from ivrlint.flow.model import Branch, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("hours", "warning", sources=("seed000", "ES-L", "PT-L", "ME1"), needs=("hours",))
def no_hours(study: Study) -> Faults:
    """People answer this line, and nothing says when they are there.

    ## Why
    Outside working hours the caller waits in a queue that nobody serves, and finds out only after
    minutes that the office is closed. People expect a call to be answered in usual business hours, and
    laws want these hours to be told.

    ## Wrong
    ```yaml
    hours: ~
    nodes:
      main: {type: menu, prompt: "{options}", options: {1: {label: bills, to: adviser}}}
      adviser: {type: transfer, queue: bills, prompt: Our billing team is next., on: {full: call_back}}
    ```

    ## Right
    ```yaml
    hours: {office: {mon-fri: 09:00-18:00, 2026-12-25: closed}}
    nodes:
      main: {type: menu, prompt: "{options}", options: {1: {label: bills, to: open}}}
      open: {type: branch, hours: office, cases: {open: adviser, closed: call_back}}
      adviser: {type: transfer, queue: bills, prompt: Our billing team is next., on: {full: call_back}}
    ```

    ## How to mend it
    Write the hours under `hours:` and ask them with a `branch` before the transfer. A team that never
    sleeps has hours too (`mon-sun: 00:00-24:00`), and a queue that knows its own says where the call
    goes under `on: {closed: …}`. Hours without a single holiday are `no-holidays`.
    """
    if study.stretches.runs_inside_another:
        return
    if any(_asks(node) and study.reached(node) for node in study.all(Branch)):
        return
    for node in study.all(Transfer):
        if node.person and "closed" not in node.on and study.reached(node):
            yield Fault(
                node.name,
                say(
                    "a call that comes at night or on a holiday waits at `{id}` for people who are not there",
                    id=node.id,
                ),
                say("write `hours:` and lead the call through a `branch` with `hours: …` first"),
                node.id,
            )
            return


def _asks(node: Branch) -> bool:
    """By hours of the file, or by others that a system knows?"""
    return node.hours is not None or {"open", "closed"} <= node.cases.keys()
