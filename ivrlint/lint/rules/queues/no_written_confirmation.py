"""`no-written-confirmation`."""

from ivrlint.flow.model import Callback, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("queues", "info", on=(Callback, Voicemail), profile="strict", sources=("seed001",), needs=("callback promises",))
def no_written_confirmation(node: Callback | Voicemail, study: Study) -> Faults:
    """Callers have nothing in hand that says what they were promised.

    ## Why
    What is heard on the phone is gone. A text message with what was taken down, and until when somebody will reply,
    spares the second call and lets mistakes come to light.

    ## Wrong
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

    ## Right
    ```yaml
    languages: [es]
    nodes:
      llamada:
        type: callback
        prompt: Le llamaremos dentro de cuatro horas hábiles. Se lo confirmamos con un mensaje.
        confirm_number: true
        call_within: 4wh
        confirms_by: sms
        queue: agentes
        next: hangup
    ```

    ## How to mend it
    Send a text message or an e-mail and write `confirms_by: sms` (or `email`).
    """
    if not node.confirms_by and study.reached(node):
        yield Fault(
            node.name,
            say("callers get nothing in writing about what `{id}` promises them", id=node.id),
            say("add `confirms_by: sms`, and say so in the prompt"),
            node.id,
        )
