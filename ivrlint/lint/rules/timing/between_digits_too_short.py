"""`between-digits-too-short`."""

from ivrlint.lint.fixes import value_of
from ivrlint.lint.listeners import Listener, takes_digits
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", sources=("T1", "T3", "T5", "T6", "seed002"), fixes="unsafe")
def between_digits_too_short(study: Study, *, warn: float = 3, error: float = 1.5) -> Faults:
    """A caller who looks up the next digit is cut off in the middle of a number.

    ## Why
    People read a number in groups and pause between them, more so from a small card or with the phone at
    the ear. Too short a wait takes half a number for the whole one and calls it wrong.

    ## Wrong
    ```yaml
    nodes:
      number:
        type: input
        prompt: Please enter the eight digits of your customer number.
        field: customer_number
        digits: 8
        listening: {between_digits: 1s, no_input: {after: 8s}}
        next: adviser
    ```

    ## Right
    ```yaml
    nodes:
      number:
        type: input
        prompt: Please enter the eight digits of your customer number.
        field: customer_number
        digits: 8
        listening: {between_digits: 3s, no_input: {after: 8s}}
        next: adviser
    ```

    ## How to mend it
    Wait at least `warn` seconds for the next digit; platforms come with 3 to 5. Looked at where entries
    have more than one digit.
    """
    for listener in study.listeners:
        between = listener.written.between_digits
        if between is not None and between.seconds < warn and matters(listener, study):
            yield Fault(
                between.place,
                say(
                    "callers who pause for {between:g} s between two digits are cut off (at least {limit:g} s)",
                    between=between.seconds,
                    limit=error if between.seconds < error else warn,
                ),
                say("write `between_digits: {limit:g}s`", limit=warn),
                listener.id,
                "error" if between.seconds < error else None,
                value_of(between.place, f"{warn:g}s", say("wait for {value:g} s", value=warn)),
            )


def matters(listener: Listener, study: Study) -> bool:
    """Does anything that listens this way take more than one digit?"""
    nodes = [listener.node] if listener.node else study.flow.nodes.values()
    return any(takes_digits(node) for node in nodes)
