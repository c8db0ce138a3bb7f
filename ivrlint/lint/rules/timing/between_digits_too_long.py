"""`between-digits-too-long`."""

from ivrlint.lint.fixes import value_of
from ivrlint.lint.listeners import Listener, may_go_on
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", sources=("H9", "K1", "T1"), fixes="unsafe")
def between_digits_too_long(study: Study, *, warn: float = 6) -> Faults:
    """Callers who have entered everything wait in silence, because the call waits for another digit.

    ## Why
    Whenever an entry may still go on, the call waits that long after the last digit. Callers have done
    their part and hear nothing; some enter the number again, on top of the first.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      extension:
        type: menu
        prompt: "Marque la extensión. {options}"
        options: {1: {label: ventas, to: adviser}, 2: {label: recepción, to: adviser}}
        dial: {digits: 3, to: adviser}
        listening: {between_digits: 8s, no_input: {after: 9s}}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      extension:
        type: menu
        prompt: "Marque la extensión. {options}"
        options: {1: {label: ventas, to: adviser}, 2: {label: recepción, to: adviser}}
        dial: {digits: 3, to: adviser}
        listening: {between_digits: 4s, no_input: {after: 9s}}
    ```

    ## How to mend it
    Wait at most `warn` seconds. A `terminator` lets callers end a number of any length themselves; where
    it is missing, `no-terminator` says so.
    """
    for listener in study.listeners:
        between = listener.written.between_digits
        if between is not None and between.seconds > warn and _keeps_waiting(listener, study):
            yield Fault(
                between.place,
                say(
                    "callers who are done hear nothing for {between:g} s (at most {limit:g} s)",
                    between=between.seconds,
                    limit=warn,
                ),
                say("write `between_digits: {limit:g}s` or less", limit=warn),
                listener.id,
                fix=value_of(between.place, f"{warn:g}s", say("wait for {value:g} s", value=warn)),
            )


def _keeps_waiting(listener: Listener, study: Study) -> bool:
    """Is there an entry that is complete and may still go on?"""
    nodes = [listener.node] if listener.node else study.flow.nodes.values()
    return any(may_go_on(node) for node in nodes)
