"""`context-not-passed`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "warning", on=Transfer, sources=("G1", "ST1", "seed001"), needs=("fields",))
def context_not_passed(node: Transfer, study: Study) -> Faults:
    """A person takes the call and does not see what the caller has just entered.

    ## Why
    The first thing the adviser says is "May I have your customer number?" — and the caller has typed it a
    minute ago. Callers take that for not having been listened to.

    ## Wrong
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter your customer number., field: customer, digits: 8, next: sales}
      sales: {type: transfer, queue: sales, prompt: I am putting you through., on: {failed: call_back}}
    ```

    ## Right
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter your customer number., field: customer, digits: 8, next: sales}
      sales: {type: transfer, queue: sales, prompt: I am putting you through., passes: [customer], on: {failed: call_back}}
    ```

    ## How to mend it
    Write `passes:` with the fields. What is secret (a PIN, a card) is not passed on, and not missed here.
    """
    asked = study.collected.last_before.get(node.id)
    if not node.person or node.passes or asked is None or asked.sensitive:
        return
    yield Fault(
        node.name,
        say(
            "whoever answers at `{id}` does not see “{field}”, which the caller has entered at `{asked}`",
            id=node.id,
            field=asked.field,
            asked=asked.id,
        ),
        say("write `passes: [{field}]`", field=asked.field),
        node.id,
    )
