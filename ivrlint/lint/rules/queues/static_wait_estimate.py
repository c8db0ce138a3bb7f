"""`static-wait-estimate`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "info", profile="strict", sources=("Q6", "Q2"))
def static_wait_estimate(study: Study) -> Faults:
    """Callers are told that somebody will answer soon, whatever the queue is like.

    ## Why
    It is the same text with two people in the queue and with fifty. When the time that they had in mind is over,
    each further minute makes callers half as likely again to hang up.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      agentes:
        type: transfer
        queue: agentes
        prompt: En unos minutos le atenderá un agente.
        wait: {announces: [position], every: 45s, max: 3m}
        on: {full: call_back, timeout: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      agentes:
        type: transfer
        queue: agentes
        prompt: Le paso con un agente.
        wait: {announces: [estimate], every: 45s, max: 3m}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Announce an `estimate` that the system works out, rounded up, or the `position`, and leave out “soon” and “in a few
    minutes”. A queue that announces its estimate may say what it likes besides.
    """
    for said, phrase in study.texts.saying("static-wait"):
        node = said.node
        if isinstance(node, Transfer) and node.queue and not (node.wait and "estimate" in node.wait.announces):
            yield Fault(
                said.place,
                say("callers hear “{phrase}”, however long the wait is", phrase=phrase),
                say("leave it out, and announce an `estimate` or the `position`"),
                node.id,
            )
