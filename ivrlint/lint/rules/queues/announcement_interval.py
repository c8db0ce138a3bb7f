"""`announcement-interval`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "warning", on=Transfer, sources=("Q6", "Q7", "Q3"), needs=("waiting",))
def announcement_interval(node: Transfer, study: Study, *, least: int = 20, most: int = 90) -> Faults:
    """A queue speaks to those who wait too often, or too seldom.

    ## Why
    Each announcement takes callers out of what they are doing meanwhile, and some hang up at it. Every few
    seconds it is a torment; after two minutes of music they think that they have been forgotten.

    ## Wrong
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait: {announces: [position], every: 10s, max: 3m}
        on: {full: call_back, timeout: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait: {announces: [position], every: 45s, max: 3m}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Set `every:` to something between `least` and `most` seconds. A wait that is over before counts as well.
    """
    every = node.wait.every if node.wait else None
    if every is None or least <= every.seconds <= most or not study.reached(node):
        return
    if every.seconds < least:
        message = say(
            "those who wait for `{goal}` are spoken to every {every} (at least {limit} s apart)",
            goal=node.goal,
            every=every.text,
            limit=least,
        )
    else:
        message = say(
            "those who wait for `{goal}` hear nothing for {every} (at most {limit} s)",
            goal=node.goal,
            every=every.text,
            limit=most,
        )
    yield Fault(every.place, message, say("write `every: 45s`"), node.id)
