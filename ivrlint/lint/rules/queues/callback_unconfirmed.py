"""`callback-unconfirmed`."""

from ivrlint.flow.model import Callback
from ivrlint.lint.fixes import value_at
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "warning", on=Callback, sources=("seed001", "MX-GEOMANT"), fixes="unsafe", needs=("callback promises",))
def callback_unconfirmed(node: Callback, study: Study) -> Faults:
    """A call back is promised to a number that nobody has confirmed.

    ## Why
    Callers ring from the office, from a friend's phone, with a hidden number. The call back goes there, nobody
    answers, and the case is closed as not reached.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      llamada:
        type: callback
        prompt: Le llamaremos dentro de cuatro horas hábiles.
        call_within: 4wh
        queue: agentes
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
        queue: agentes
        next: hangup
    ```

    ## How to mend it
    Write `confirm_number: true`: the number is read back, and callers may give another one. Do not suppose, ask.
    """
    if not node.confirm_number and study.reached(node):
        yield Fault(
            node.name,
            say("callers are promised a call at `{id}` and cannot say at which number", id=node.id),
            say("add `confirm_number: true`"),
            node.id,
            fix=value_at(node.written, "confirm_number", "true", say("ask callers for the number"), touches="ways"),
        )
