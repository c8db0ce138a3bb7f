"""`unknown-field`."""

from ivrlint.flow.suggest import closest
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "warning", needs=("fields",))
def unknown_field(study: Study) -> Faults:
    """A text, a branch or a transfer uses a field that nothing fills.

    ## Why
    Callers hear a gap where their name should be, every call takes the `else` of the branch, and the
    adviser sees nothing. Mostly it is a slip in the name.

    ## Wrong
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter the four digits of your branch., field: branch, digits: 4, next: sales}
      sales: {type: transfer, queue: sales, prompt: I am putting you through., passes: [brunch], on: {failed: call_back}}
    ```

    ## Right
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter the four digits of your branch., field: branch, digits: 4, next: sales}
      sales: {type: transfer, queue: sales, prompt: I am putting you through., passes: [branch], on: {failed: call_back}}
    ```

    ## How to mend it
    Write the name as the input, the look-up (`sets`), the option or the message has it. A name that resembles
    no field is told only where the flow asks no other system, which may know more than the file says.
    """
    known = study.collected.filled
    for place, field, id_ in study.collected.uses:
        if field in known:
            continue
        near = closest(field, known)
        if near or not study.collected.asks_others:
            yield Fault(
                place,
                say("nothing fills the field “{field}”", field=field),
                say("did you mean `{near}`?", near=near)
                if near
                else say("fill it with an input, a look-up or `sets:`"),
                id_,
            )
