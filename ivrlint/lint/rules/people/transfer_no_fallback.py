"""`transfer-no-fallback`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_UNANSWERED = frozenset({"no_answer", "busy", "failed", "timeout"})


@rule("people", "error", on=Transfer, profile="core", sources=("MX-FLOWYTE", "seed001"))
def transfer_no_fallback(node: Transfer, study: Study) -> Faults:
    """Nothing is said about what happens when nobody takes the call.

    ## Why
    Lines are busy, teams go home, networks fail. A caller who has waited then hears the line drop, has
    reached nobody, and must begin again.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      ventas: {type: transfer, number: "+34910000000", prompt: Le paso con ventas.}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      ventas:
        type: transfer
        number: "+34910000000"
        prompt: Le paso con ventas.
        on: {busy: call_back, no_answer: call_back, failed: call_back}
    ```

    ## How to mend it
    Write under `on:` where the call goes: a voicemail, a call back, another team. A queue needs `full`
    and `timeout`, a number or an extension `busy`, `no_answer` and `failed`. Nothing at all, or a number
    that may ring for ever, is reported here; how long a queue may hold callers is `no-overflow`.
    """
    if not study.reached(node) or (node.on if node.queue else _UNANSWERED.intersection(node.on)):
        return
    what = "full, timeout" if node.queue else "busy, no_answer, failed"
    yield Fault(
        node.name,
        say("a caller whom nobody answers at `{id}` is cut off", id=node.id),
        say("say under `on:` where the call goes when nobody takes it: {outcomes}", outcomes=what),
        node.id,
    )
