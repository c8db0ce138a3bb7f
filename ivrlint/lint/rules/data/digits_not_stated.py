"""`digits-not-stated`."""

from ivrlint.flow.model import Input
from ivrlint.language.numbers import is_said
from ivrlint.lint.collected import is_secret
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "warning", on=Input, sources=("K1",))
def digits_not_stated(node: Input, study: Study) -> Faults:
    """Callers are asked for a number and not told how many digits it has.

    ## Why
    Several numbers stand on a bill. Whoever knows that it has eight digits finds the right one, and notices
    a slip before the system does. For a secret the number of digits is better not told.

    ## Wrong
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter your customer number., field: customer, digits: 8, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter the eight digits of your customer number., field: customer, digits: 8, next: adviser}
    ```

    ## How to mend it
    Say the number, in every language. Numbers whose length everyone knows, such as telephone numbers and
    dates, need not be counted, nor those that callers may say.
    """
    if node.digits is None or node.digits[0] != node.digits[1] or node.digits[1] == 1 or node.prompt is None:
        return
    if is_secret(node) or node.kind in ("phone", "date", "amount") or study.flow.ears(node).speech:
        return
    count = node.digits[0]
    silent = [language for language, text in node.prompt.spoken.items() if not is_said(count, text, language)]
    if silent:
        yield Fault(
            node.prompt.place,
            say(
                "callers are not told that “{field}” has {count} digits ({languages})",
                field=node.field or node.id,
                count=count,
                languages=", ".join(silent),
            ),
            say("say the number of digits in the prompt"),
            node.id,
        )
