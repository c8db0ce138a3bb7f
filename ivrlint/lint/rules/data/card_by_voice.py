"""`card-by-voice`."""

from ivrlint.flow.model import Input
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "warning", on=Input, sources=("D1", "G1"))
def card_by_voice(node: Input, study: Study) -> Faults:
    """Callers are invited to say a card number aloud.

    ## Why
    Card numbers spoken aloud are heard by whoever stands near, and by the recording. Keys are the safe way.

    ## Wrong
    ```yaml
    nodes:
      secret: {type: input, prompt: Please enter or say it., field: it, kind: card, digits: 4-16, sensitive: true, listening: {speech: true}, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      secret: {type: input, prompt: Please enter it on the keypad., field: it, kind: card, digits: 4-16, sensitive: true, listening: {speech: false}, next: adviser}
    ```

    ## How to mend it
    Write `listening: {speech: false}` at this input, and ask for keys.
    """
    if node.kind == "card" and study.ears(node).speech:
        yield Fault(
            node.name,
            say(
                "callers may say “{field}” aloud at `{id}`, where others can hear it",
                field=node.field or node.id,
                id=node.id,
            ),
            say("write `listening: {{speech: false}}` at `{id}`, and ask for keys", id=node.id),
            node.id,
        )
