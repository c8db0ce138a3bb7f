"""`callback-orphan`."""

from ivrlint.flow.model import Callback
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule(
    "queues",
    "warning",
    on=Callback,
    profile="strict",
    sources=("seed001", "seed004", "Q7"),
    needs=("callback promises",),
)
def callback_orphan(node: Callback, study: Study, *, attempts: int = 2) -> Faults:
    """A call back is promised, and no team is in charge of it, or it is tried only once.

    ## Why
    What belongs to nobody is done by nobody. And the first try often finds a caller who is driving or in a
    meeting: for them the promise is broken.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      llamada:
        type: callback
        prompt: Le llamaremos dentro de cuatro horas hábiles.
        confirm_number: true
        call_within: 4wh
        next: hangup
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      llamada:
        type: callback
        prompt: Le llamaremos dentro de cuatro horas hábiles.
        confirm_number: true
        call_within: 4wh
        attempts: 3
        queue: agentes
        next: hangup
    ```

    ## How to mend it
    Name the `queue` whose people call back, and let them try at least twice (`attempts`). Where nothing is written
    about attempts, none is missed.
    """
    if not study.reached(node):
        return
    if node.queue is None:
        yield Fault(
            node.name,
            say("callers are promised a call at `{id}`, and no team is in charge of it", id=node.id),
            say("add `queue:` with the team that calls back"),
            node.id,
        )
    if node.attempts is not None and node.attempts < attempts:
        yield Fault(
            node.name,
            say("callers who miss the call of `{id}` are not tried again", id=node.id),
            say("write `attempts: {attempts}` or more", attempts=attempts),
            node.id,
        )
