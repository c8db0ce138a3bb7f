"""`no-progress-info`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_PROGRESS = frozenset({"position", "estimate"})


@rule("queues", "warning", on=Transfer, sources=("Q1", "G1"), needs=("waiting",))
def no_progress_info(node: Transfer, study: Study, *, seconds: int = 60) -> Faults:
    """Callers wait in a queue and are told neither their place in it nor how long it will take.

    ## Why
    In an experiment with real calls two thirds of those who heard music or apologies hung up; of those who
    heard their place in the queue, one third. Not knowing is worse than waiting.

    ## Wrong
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait: {max: 5m, prompt: Please hold.}
        on: {full: call_back, timeout: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait: {max: 5m, announces: [position], every: 45s}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Announce the `position`, or an `estimate` if the system works it out at that moment. Looked at are queues
    whose `wait` may hold callers for a minute or longer. How often it is told is `announcement-interval`.
    """
    wait = node.wait if node.queue else None
    if wait is None or not _PROGRESS.isdisjoint(wait.announces) or not study.reached(node):
        return
    longest = max((span.seconds for span in (wait.max, wait.answer) if span), default=None)
    if longest is None or longest >= seconds:
        yield Fault(
            wait.place,
            say("callers wait for `{queue}` without hearing their place or how long it takes", queue=node.queue),
            say("add `announces: [position]` and `every: 45s`"),
            node.id,
        )
