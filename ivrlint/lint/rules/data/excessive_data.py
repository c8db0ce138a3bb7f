"""`excessive-data`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "warning", sources=("K1",), needs=("fields",))
def excessive_data(study: Study) -> Faults:
    """Callers are asked for something that nothing is done with.

    ## Why
    Every entry costs ten seconds and a chance to go wrong. What is neither looked up nor passed on nor
    decided by was asked in vain, and should not be kept.

    ## Wrong
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter your customer number., field: customer, digits: 8, confirm: true, next: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter your customer number., field: customer, digits: 8, confirm: true, next: sales}
      sales: {type: transfer, queue: sales, prompt: I am putting you through., passes: [customer], on: {failed: call_back}}
    ```

    ## How to mend it
    Use the field: in `sends` of a look-up, `passes` of a transfer, a branch, a text. Or do not ask.
    """
    if study.collected.leaves_the_flow or study.stretches.runs_inside_another:
        return
    for field, inputs in study.collected.inputs.items():
        if field not in study.collected.used and not any(study.collected.is_awaited(node) for node in inputs):
            yield Fault(
                inputs[0].name,
                say("callers are asked for “{field}”, and nothing is done with it", field=field),
                say("pass it on (`passes`), look it up (`sends`), decide by it, or do not ask"),
                inputs[0].id,
            )
