"""`no-callback-offer`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Callback, Menu, Transfer, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "info", on=Transfer, profile="strict", sources=("Q7", "G1", "H7"), needs=("waiting",))
def no_callback_offer(node: Transfer, study: Study, *, wait: int = 120) -> Faults:
    """Callers may wait long for a person and are offered nothing instead.

    ## Why
    After two minutes many would rather be called back. Without the offer they hold the line and get angry, or
    hang up and call again, which makes the queue longer for all.

    ## Wrong
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait: {announces: [position], every: 45s, max: 8m}
        on: {full: advisers, timeout: advisers}
    ```

    ## Right
    ```yaml
    nodes:
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        wait:
          announces: [position]
          every: 45s
          max: 8m
          keys: {1: {label: be called back, to: call_back}}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Offer a key that works while callers wait, or lead `full` and `timeout` to a call back or a voicemail. Looked
    at are queues with a `max` of more than `wait` seconds.
    """
    longest = node.wait.max if node.wait and node.queue else None
    if longest is None or longest.seconds <= wait or not study.reached(node):
        return
    if not any(_offers(edge, study) for edge in study.exits(node)):
        yield Fault(
            longest.place,
            say(
                "callers may wait for `{queue}` for {longest}, and no call back is offered",
                queue=node.queue,
                longest=longest.text,
            ),
            say("add `keys: {{1: {{label: …, to: …}}}}` under `wait:`, to a call back"),
            node.id,
        )


def _offers(edge: Edge, study: Study) -> bool:
    """Does this way out of a queue come to a call back or a voicemail, or to a menu that offers one?"""
    for node in study.stretches.ahead(edge.target):
        if isinstance(node, Callback | Voicemail):
            return True
        if isinstance(node, Menu) and any(
            isinstance(study.node(study.after_words(option.target)), Callback | Voicemail)
            for option in study.exits(node)
        ):
            return True
    return False
