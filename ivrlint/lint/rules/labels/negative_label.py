"""`negative-label`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import begins, entries
from ivrlint.message import say


@rule("labels", "info", on=Menu, profile="strict", sources=("seed000",))
def negative_label(menu: Menu, study: Study) -> Faults:
    """A label says what is not the case.

    ## Why
    Callers know what they have, not what they lack. "If you do not have a customer number" must be
    turned round in the head while the voice goes on.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      cliente:
        type: menu
        options:
          1: {label: si tiene número de cliente, to: adviser}
          2: {label: si no tiene número de cliente, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      cliente:
        type: menu
        options:
          1: {label: si ya es cliente, to: adviser}
          2: {label: si llama por primera vez, to: adviser}
    ```

    ## How to mend it
    Say what the caller is, has or wants. "No" as an answer, and what callers say themselves ("no power"),
    are fine.
    """
    told: set[str] = set()
    for language, labels in study.hearing.labels(menu).items():
        for label in labels:
            # One word alone, as in "no power", is what callers say themselves.
            if (
                label.option.key not in told
                and begins(label.words, "negation", language)
                and any(label.words[:length] in entries("negation", language) for length in range(2, len(label.words)))
            ):
                told.add(label.option.key)
                yield Fault(
                    label.place,
                    say(
                        "callers must turn “{label}” ({key}) round to know whether it is them",
                        label=label.text,
                        key=label.option.key,
                    ),
                    say("say what the caller is, has or wants"),
                    menu.id,
                )
