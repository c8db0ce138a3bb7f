"""`queue-not-acknowledged`."""

from ivrlint.flow.model import Message, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "warning", on=Transfer, profile="strict", sources=("Q6", "seed000"), needs=("waiting",))
def queue_not_acknowledged(node: Transfer, study: Study, *, seconds: int = 5) -> Faults:
    """A call joins a queue, and the queue does not say a word about it.

    ## Why
    “I am putting you through” was the menu. Then comes music, and callers cannot tell whether they have arrived,
    whether the line is busy, whether anybody knows that they are there. Guides ask for a word within five
    seconds.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      aviso: {type: message, prompt: Le paso con el equipo de facturas., next: facturas}
      facturas:
        type: transfer
        queue: facturas
        wait: {announces: [position], every: 60s, max: 3m}
        on: {full: call_back, timeout: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      aviso: {type: message, prompt: Le paso con el equipo de facturas., next: facturas}
      facturas:
        type: transfer
        queue: facturas
        prompt: Ya está en la cola. Le atendemos por orden de llegada.
        wait: {announces: [position], every: 60s, max: 3m}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Give the queue a `prompt`, or its `wait` one. Where nothing at all is said before, it is
    `unannounced-transfer`; what callers hear later on is `no-progress-info`.
    """
    wait = node.wait if node.queue else None
    if wait is None or node.prompt is not None or wait.prompt is not None or not study.reached(node):
        return
    if wait.every is not None and wait.announces and wait.every.seconds <= seconds:
        return
    before = study.stretches.behind(node)
    if before and all(isinstance(other, Message) for other in before):
        yield Fault(
            node.name,
            say("callers join the queue `{queue}` and hear no word from it", queue=node.queue),
            say("add a `prompt` that says that they are in the queue"),
            node.id,
        )
