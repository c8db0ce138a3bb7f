"""`no-input-too-long`."""

from ivrlint.lint.fixes import value_of
from ivrlint.lint.listeners import needs_papers
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", sources=("T5", "H12", "IW1"), fixes="unsafe")
def no_input_too_long(study: Study, *, warn: float = 10, error: float = 20) -> Faults:
    """A call stays silent for so long that callers think it is dead.

    ## Why
    After the prompt there is nothing but silence until the call speaks again. Three seconds of it already
    sound like a fault.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}
        listening: {no_input: {after: 15s}}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}
        listening: {no_input: {after: 7s}}
    ```

    ## How to mend it
    Ask again sooner, with a text that says that there is time: "We are still here." Where callers must fetch
    a card, a bill or a document, up to `error` seconds are fine.
    """
    for listener in study.listeners:
        after = listener.written.no_input.after
        limit = error if needs_papers(listener.node) else warn
        if after is not None and after.seconds > limit:
            yield Fault(
                after.place,
                say(
                    "the line is silent for {after:g} s before callers hear anything (at most {limit:g} s)",
                    after=after.seconds,
                    limit=error if after.seconds > error else limit,
                ),
                say("ask again sooner, with words that leave time: `again:`"),
                listener.id,
                "error" if after.seconds > error else None,
                value_of(after.place, f"{limit:g}s", say("wait for {value:g} s", value=limit)),
            )
