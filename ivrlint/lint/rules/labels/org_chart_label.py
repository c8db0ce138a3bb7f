"""`org-chart-label`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import entries, holds
from ivrlint.message import say


@rule("labels", "info", on=Menu, profile="strict", sources=("H13", "seed003"))
def org_chart_label(menu: Menu, study: Study) -> Faults:
    """A label is the name of a department, not of what callers want.

    ## Why
    Callers know what they want, not who does it in this company. "Treasury" or "back office" asks them
    to know how the house is organised.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: treasury, to: adviser}
          2: {label: returns, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: a refund, to: adviser}
          2: {label: returning something, to: adviser}
    ```

    ## How to mend it
    Say what callers can get or do there. A switchboard that is called by people who know the house may
    do otherwise. Words of the trade inside a label are `jargon`; labels that say nothing at all are
    `vague-label`.
    """
    told: set[str] = set()
    for language, labels in study.hearing.labels(menu).items():
        for label in labels:
            if (
                label.words in entries("departments", language)
                and label.option.key not in told
                and label.words not in entries("vague", language)
                and not holds(label.words, "jargon", language)
            ):
                told.add(label.option.key)
                yield Fault(
                    label.place,
                    say(
                        "callers must know what “{label}” ({key}) does in this organisation",
                        label=label.text,
                        key=label.option.key,
                    ),
                    say("say what callers get or do there"),
                    menu.id,
                )
