"""`no-overflow`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_OVERFLOWS = ("full", "timeout")


@rule("queues", "warning", on=Transfer, sources=("ES-L", "G1", "H7"), needs=("wait limits",))
def no_overflow(node: Transfer, study: Study) -> Faults:
    """A queue holds callers without end, or hangs up on those who have waited long enough.

    ## Why
    After minutes of music the line is cut, and the next call begins at the end of the same queue. In Spain
    the law forbids to end a call because the wait is long.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      agentes:
        type: transfer
        queue: agentes
        prompt: Le paso con un agente.
        wait: {announces: [position], every: 45s, max: 5m}
        on:
          full: call_back
          timeout: {type: hangup, prompt: Todos los agentes siguen ocupados. Adiós.}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      agentes:
        type: transfer
        queue: agentes
        prompt: Le paso con un agente.
        wait: {announces: [position], every: 45s, max: 5m}
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Set `max:` under `wait:`, and lead `timeout` (waited too long) and `full` (no room in the queue) to a call
    back, a voicemail or another team. A queue without any `on:` is `transfer-no-fallback`, other outcomes
    that hang up are `forced-hangup`.
    """
    if not node.queue or not node.on or not study.reached(node):
        return
    for edge in study.exits(node):
        if edge.kind == "outcome" and edge.key in _OVERFLOWS and study.endings.hangs_up(edge.target):
            yield Fault(
                edge.place,
                say(
                    "callers who wait for `{queue}` are cut off when the outcome is `{outcome}`",
                    queue=node.queue,
                    outcome=edge.key,
                ),
                say("lead `{outcome}` to a call back, a voicemail or another team", outcome=edge.key),
                node.id,
                "error",
            )
    if "timeout" not in node.on and "failed" not in node.on:
        yield Fault(
            node.name,
            say("nothing takes callers out of `{queue}` when they have waited too long", queue=node.queue),
            say("add `timeout:` under `on:`, to a call back, a voicemail or another team"),
            node.id,
        )
    elif node.wait is not None and node.wait.max is None:
        yield Fault(
            node.wait.place,
            say("nothing says when callers have waited too long for `{queue}`", queue=node.queue),
            say("add `max: 5m` under `wait:`"),
            node.id,
        )
