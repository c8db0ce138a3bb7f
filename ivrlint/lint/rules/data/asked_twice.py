"""`asked-twice`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "error", sources=("ST1", "G1", "seed000", "seed001"))
def asked_twice(study: Study) -> Faults:
    """A call asks for the same thing twice.

    ## Why
    Callers who have just typed a number and are asked for it again conclude that nobody listened. It is
    among the first things that people tell of when they speak of bad telephone service.

    ## Wrong
    ```yaml
    nodes:
      number: {type: input, prompt: "Please enter the eight digits of your customer number.", field: customer, digits: 8, next: main}
      main:
        type: menu
        options:
          1: {label: your bill, to: again}
          2: {label: a power cut, to: adviser}
      again: {type: input, prompt: "Please enter the eight digits of your customer number.", field: customer, digits: 8, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      number: {type: input, prompt: "Please enter the eight digits of your customer number.", field: customer, digits: 8, next: main}
      main:
        type: menu
        options:
          1: {label: your bill, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## How to mend it
    Ask once, and use the field. A second try after a system did not know the number is no second question.
    """
    for field in study.collected.inputs:
        for earlier, node in study.collected.asked_before(field):
            if node.digits == (1, 1):
                continue  # a key, or an entry that another platform takes key by key
            yield Fault(
                node.name,
                say(
                    "callers who gave “{field}” at `{earlier}` are asked for it again", field=field, earlier=earlier.id
                ),
                say(
                    "use the field that `{earlier}` has filled, or pass by `{id}` where it is known",
                    earlier=earlier.id,
                    id=node.id,
                ),
                node.id,
            )
