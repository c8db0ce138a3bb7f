"""`data-before-person`."""

from ivrlint.flow.model import Input
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("people", "warning", on=Input, sources=("BR-L", "G1"))
def data_before_person(node: Input, study: Study) -> Faults:
    """Nobody reaches a person without entering data first.

    ## Why
    Callers who do not have the number at hand, who cannot read it, or whose question has nothing to do
    with it are shut out. Brazil forbids asking for data before a person can be reached.

    ## Wrong
    ```yaml
    keys: ~
    nodes:
      number:
        type: input
        prompt: Please enter the eight digits of your customer number.
        field: customer
        digits: 8
        next: adviser
    ```

    ## Right
    ```yaml
    keys: {"*": {label: an adviser, to: adviser}}
    nodes:
      number:
        type: input
        prompt: Please enter the eight digits of your customer number, or press star for an adviser.
        field: customer
        digits: 8
        next: adviser
    ```

    ## How to mend it
    Give the entry a key that leads to a person, or offer a person in a menu before it. One way without
    data is enough; that each single entry has one is `zero-not-everywhere`.
    """
    if node.id in study.people.asked_before:
        yield Fault(
            node.name,
            say("callers who answer reach no person without entering “{field}” first", field=node.field or node.id),
            say("let a key lead from `{id}` to a person, or offer one in a menu before it", id=node.id),
            node.id,
        )
