"""`secret-read-back`."""

from ivrlint.lint.collected import SECRETS, is_secret
from ivrlint.lint.fixes import value_at
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "error", sources=("D1", "K1"), fixes="safe")
def secret_read_back(study: Study) -> Faults:
    """A PIN or a card number is read out aloud.

    ## Why
    Whoever stands beside the caller hears it, and so does the recording.

    ## Wrong
    ```yaml
    nodes:
      pin: {type: input, prompt: Please enter your PIN., field: pin, kind: pin, digits: 4, confirm: true, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      pin: {type: input, prompt: Please enter your PIN., field: pin, kind: pin, digits: 4, sensitive: true, next: adviser}
    ```

    ## How to mend it
    Write `sensitive: true` at the input, and leave the field out of all texts.
    """
    secrets = {field: node for field, nodes in study.collected.inputs.items() for node in nodes if is_secret(node)}
    for node in secrets.values():
        if node.kind in SECRETS and node.confirm and not node.sensitive:
            yield Fault(
                node.name,
                say(
                    "the {kind} that callers enter at `{id}` is read back to them", kind=SECRETS[node.kind], id=node.id
                ),
                say("write `sensitive: true` instead of `confirm: true`"),
                node.id,
                fix=value_at(node.written, "sensitive", "true", say("keep the entry secret"), safe=True),
            )
    for said in study.texts.all:
        for field in secrets:
            if f"{{{field}}}" in said.text:
                yield Fault(
                    said.place,
                    say("“{field}”, which callers enter in confidence, is spoken", field=field),
                    say("take `{placeholder}` out of the text", placeholder=f"{{{field}}}"),
                    said.id,
                )
