"""`order-of-timeouts`."""

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.listeners import takes_digits
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "error", sources=("T1",), needs=("digit times",))
def order_of_timeouts(study: Study) -> Faults:
    """Callers have no more time for the first key than for each next one.

    ## Why
    The first key takes longest: it comes after deciding and finding the keypad. A call that waits as long
    for the next digit as for the first takes a started number for silence, or silence for a number.

    ## Wrong
    ```yaml
    listening:
      between_digits: 6s
      no_input: {after: 5s, attempts: 3, then: adviser}
      no_match: {then: adviser}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    listening:
      between_digits: 3s
      no_input: {after: 6s, attempts: 3, then: adviser}
      no_match: {then: adviser}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Let `no_input: {after: ...}` be longer than `between_digits`. Looked at where `between_digits` is
    written; an `after` that is too short by itself is `no-input-too-short`.
    """
    everywhere = study.flow.listening.between_digits
    for listener in study.listeners:
        own, ears = listener.written.between_digits, listener.ears
        after = listener.written.no_input.after
        if _takes_one(listener.node, study):
            continue  # there is no next one
        if ears.no_input.after <= ears.between_digits and (own or (everywhere and after)):
            yield Fault(
                (own or after or listener.written).place or study.flow.place,
                say(
                    "callers have {after:g} s for the first key and {between:g} s for each next one",
                    after=ears.no_input.after,
                    between=ears.between_digits,
                ),
                say("let `no_input: {{after: ...}}` be longer than `between_digits`"),
                listener.id,
            )


def _takes_one(node: Menu | Input | None, study: Study) -> bool:
    """Does an answer end with its first key? Other platforms write both times at menus of single keys, too."""
    if isinstance(node, Menu):
        return study.flow.origin is not None and node.waits_for == 1 and not takes_digits(node)
    return node is not None and not takes_digits(node)
