"""`no-time-extension`."""

from ivrlint.lint.listeners import Listener
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", profile="strict", sources=("US-508", "W1"))
def no_time_extension(study: Study, *, attempts: int = 3) -> Faults:
    """Callers who need more time cannot get it.

    ## Why
    Some people press slowly: with a tremor, through a relay service, with a screen reader. One more try after
    the first is soon over. United States law asks federal lines to warn before time runs out and to let
    callers ask for more.

    ## Wrong
    ```yaml
    listening: {no_input: {after: 6s, attempts: 2, then: adviser}, no_match: {then: adviser}}
    keys: ~
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    listening: {no_input: {after: 6s, attempts: 2, then: adviser}, no_match: {then: adviser}}
    keys: {"#": {label: hear this again, to: repeat}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Put the question `attempts` times, or give callers a key that repeats it: the time then begins anew. A
    single attempt is `attempts-out-of-range`.
    """
    for listener in study.listeners:
        written = listener.written.no_input
        if written.attempts is not None and 1 < written.attempts < attempts and not _repeats(listener, study):
            yield Fault(
                written.place or study.flow.place,
                say(
                    "callers who are slow are asked {count} times, and no key gives them more time",
                    count=written.attempts,
                ),
                say("write `attempts: {attempts}`, or add a key with `to: repeat`", attempts=attempts),
                listener.id,
            )


def _repeats(listener: Listener, study: Study) -> bool:
    options = study.graph.keys_at(listener.node) if listener.node else study.flow.keys
    return any(option.to is not None and option.to.to in ("repeat", listener.id) for option in options)
