"""`bundled-label`."""

import re

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import firsts
from ivrlint.message import say

_LISTED = re.compile("[,;]")
_JOINS = re.compile("[,;&/+]")
_LETTER = re.compile(r"\w")


@rule("labels", "warning", on=Menu, sources=("H5",))
def bundled_label(menu: Menu, study: Study, *, tasks: int = 3) -> Faults:
    """One option stands for three things or more.

    ## Why
    The caller must hold three things against the one in mind before the next option comes, and often
    hears only the first.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: "bills, payments and refunds", to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: bills and payments, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## How to mend it
    Name what these things have in common for the caller, keep the two that are asked for most, or make
    two options. Counted are the parts that commas and words like "and" or "or" join (`tasks`). A label
    that is too long for other reasons is `long-label`.
    """
    told: set[str] = set()
    for language, labels in study.hearing.labels(menu).items():
        for label in labels:
            if firsts("conjunctions", language).isdisjoint(label.words) and not _JOINS.search(label.text):
                continue
            joined = study.words(language).all("conjunctions", label.text)
            parts, at = [], 0
            for start, end in joined:
                parts += _LISTED.split(label.text[at:start])
                at = end
            count = sum(bool(_LETTER.search(part)) for part in [*parts, *_LISTED.split(label.text[at:])])
            if count >= tasks and label.option.key not in told:
                told.add(label.option.key)
                yield Fault(
                    label.place,
                    say(
                        "callers must weigh {count} things in one option: “{label}” ({key})",
                        count=count,
                        label=label.text,
                        key=label.option.key,
                    ),
                    say("name what they have in common, or make two options"),
                    menu.id,
                )
