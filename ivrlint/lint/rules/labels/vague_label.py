"""`vague-label`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import entries, holds
from ivrlint.message import say

_UNIVERSAL = frozenset("0*#")


@rule("labels", "warning", on=Menu, sources=("W1", "H5", "seed001"))
def vague_label(menu: Menu, study: Study) -> Faults:
    """A label in the middle of a menu says nothing about what callers get.

    ## Why
    "Information", "services", "other": this could be anything, so callers take it to be safe, and end
    up in a part of the menu that was not meant for them, while the right choice comes afterwards.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: servicios, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: facturas, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: averías, to: adviser}
          2: {label: facturas, to: call_back}
          3: {label: otras consultas, to: adviser}
    ```

    ## How to mend it
    Say what callers can do or get there. An option for whatever the others do not cover comes last
    (options on 0, * and # and those that lead to a person do not count); a label that names a person
    is not vague.
    """
    for language, labels in study.hearing.labels(menu).items():
        vague = [label for label in labels if label.words in entries("vague", language)]
        topics = (
            [
                label
                for label in labels
                if label.option.key not in _UNIVERSAL and not holds(label.words, "person", language)
            ]
            if vague
            else []
        )
        for number, label in enumerate(topics, 1):
            if label in vague and number < len(topics):
                yield Fault(
                    label.place,
                    say(
                        "callers cannot know what “{label}” ({key}) stands for before they have heard the rest",
                        label=label.text,
                        key=label.option.key,
                    ),
                    say("say what callers get there; leave the option for everything else to the end"),
                    menu.id,
                )
        if vague:
            return
