"""`forced-hangup`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Lookup, SubFlow, Transfer
from ivrlint.lint.endings import says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.formats import cannot_say

_OF_THE_QUEUE = ("closed", "full", "timeout")


@rule("structure", "error", on=(Lookup, SubFlow, Transfer), sources=("G1", "W1", "IW1", "H7"))
def forced_hangup(node: Lookup | SubFlow | Transfer, study: Study) -> Faults:
    """Something does not work out on our side, and the call hangs up on the caller.

    ## Why
    The caller did everything right: entered the number, waited, and is thrown out because a system is
    down or has no answer. They call again and meet the same end. Guidelines ask that no error ends a
    call: go on to a person, take a call back, or let the caller try something else.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      saldo:
        type: lookup
        service: saldos
        on:
          ok: {type: message, prompt: "Su saldo es de {saldo}. Hasta luego.", next: hangup}
          error: {type: message, prompt: Lo sentimos. Ahora no podemos consultar su saldo., next: hangup}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      saldo:
        type: lookup
        service: saldos
        on:
          ok: {type: message, prompt: "Su saldo es de {saldo}. Hasta luego.", next: hangup}
          error: {type: message, prompt: Lo sentimos. Ahora no podemos consultar su saldo., next: adviser}
    ```

    ## How to mend it
    Lead the outcome on: to a person, to a call back, to a menu with another way. Reported are an `error`,
    a transfer that nobody takes, a hang-up without a word, and one after words that say no. An answer
    that ends the call without a goodbye is `no-closing-choice`, as is one that says the same when a system fails, attempts that run out are
    `failure-hangs-up`, a queue that is full or takes too long is `no-overflow`.
    """
    if not study.reached(node):
        return
    told: dict[str, list[Edge]] = {}  # by where they lead: one fault each
    ends_well = {edge.target for edge in study.exits(node) if edge.key == "ok" and study.endings.texts(edge.target)}
    for edge in study.exits(node):
        if edge.target in ends_well or edge.kind != "outcome":
            continue
        if study.endings.hangs_up(edge.target) and _is_refused(edge, node, study):
            told.setdefault(edge.target, []).append(edge)
    for edges in told.values():
        outcome = ", ".join(edge.key for edge in edges)
        yield Fault(
            edges[0].place,
            say("the call hangs up on callers at `{id}` when the outcome is `{outcome}`", id=node.id, outcome=outcome),
            say("lead `{outcome}` to a person, a call back or another choice", outcome=outcome),
            node.id,
        )


def _is_told_here(study: Study) -> bool:
    """Does the flow come from a platform of whose queues `no-overflow` says nothing?"""
    return study.flow.origin is not None and "wait limits" in cannot_say(study.flow.origin.platform)


def _is_refused(edge: Edge, node: Lookup | SubFlow | Transfer, study: Study) -> bool:
    if isinstance(node, Transfer):
        return not (node.queue and edge.key in _OF_THE_QUEUE) or (edge.key == "full" and _is_told_here(study))
    texts = study.endings.texts(edge.target)
    return (
        edge.key == "error" or not texts or says("negative", *texts) is not None or says("apology", *texts) is not None
    )
