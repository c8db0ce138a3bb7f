"""`card-unmasked`."""

from ivrlint.flow.model import Input
from ivrlint.lint.collected import SECRETS
from ivrlint.lint.fixes import value_at
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "error", on=Input, profile="core", sources=("D1",), fixes="safe")
def card_unmasked(node: Input, study: Study) -> Faults:
    """Calls are recorded and a card number is entered without being masked.

    ## Why
    The tones of the keys are on the recording: whoever gets hold of it has the card. The card industry's
    rules forbid keeping security codes in any form, recordings included.

    ## Wrong
    ```yaml
    recorded: true
    nodes:
      card: {type: input, prompt: Please enter your card number., field: card, kind: card, digits: 16, next: adviser}
    ```

    ## Right
    ```yaml
    recorded: true
    nodes:
      card: {type: input, prompt: Please enter your card number., field: card, kind: card, digits: 16, sensitive: true, next: adviser}
    ```

    ## How to mend it
    Write `sensitive: true`, and have the platform mask the tones. Stopping the recording for a moment is
    not a complete control by itself.
    """
    if study.flow.recorded and node.kind in SECRETS and not node.sensitive:
        yield Fault(
            node.name,
            say("the recording keeps the {kind} that callers enter at `{id}`", kind=SECRETS[node.kind], id=node.id),
            say("write `sensitive: true`, and mask the tones on the platform"),
            node.id,
            fix=value_at(node.written, "sensitive", "true", say("keep the entry secret"), safe=True),
        )
