"""`callback-loses-place`."""

from ivrlint.flow.model import Callback, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "info", profile="strict", sources=("Q7", "seed000"))
def callback_loses_place(study: Study) -> Faults:
    """Callers who wait ask to be called back, and another team calls them.

    ## Why
    They have waited for the people who know about bills, and are called by people who do not. The case is told
    again from the beginning, and their place in the queue was worth nothing.

    ## Wrong
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait: {announces: [position], every: 45s, max: 3m, keys: {1: {label: be called back, to: call_back}}}
        on: {full: call_back, timeout: call_back}
      call_back:
        type: callback
        prompt: We will call you back within four working hours.
        confirm_number: true
        call_within: 4wh
        queue: sales
        next: hangup
    ```

    ## Right
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait: {announces: [position], every: 45s, max: 3m, keys: {1: {label: be called back, to: call_back}}}
        on: {full: call_back, timeout: call_back}
      call_back:
        type: callback
        prompt: We will call you back within four working hours.
        confirm_number: true
        call_within: 4wh
        queue: billing
        next: hangup
    ```

    ## How to mend it
    Give the call back the `queue` that callers have left, with a node of its own for each team. Looked at are keys
    that work while callers wait. A call back without any queue is `callback-orphan`. Whether the place in
    the queue is kept, the file does not tell.
    """
    asked = [node for node in study.all(Callback) if node.queue and study.reached(node)]
    left: dict[str, dict[str, None]] = {node.id: {} for node in asked}
    for transfer in study.all(Transfer) if asked else ():
        for edge in study.exits(transfer) if transfer.wait and transfer.wait.keys and study.reached(transfer) else ():
            if edge.kind == "wait_key" and transfer.queue:
                left.get(study.after_words(edge.target), {})[transfer.queue] = None
    for node in asked:
        others = [queue for queue in left[node.id] if queue != node.queue]
        if others:
            yield Fault(
                node.name,
                say(
                    "callers who have waited for {queues} are called by `{queue}`",
                    queues=", ".join(f"`{queue}`" for queue in others),
                    queue=node.queue,
                ),
                say("give each team a call back of its own, with its `queue`"),
                node.id,
            )
