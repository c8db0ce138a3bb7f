"""`long-label`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import Message, say

_SURELY_SHORT = 40  # characters; nobody needs more than a few seconds for these


@rule("labels", "warning", on=Menu, sources=("A3", "seed001"))
def long_label(menu: Menu, study: Study, *, warn: int = 8, error: int = 12, seconds: float = 3.5) -> Faults:
    """A label is too long to be kept in mind until its key is said.

    ## Why
    The caller must hold the whole label, decide, and then catch the key. After eight words the
    beginning has gone, and every later option comes later still.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: a question about a bill that you have received from us, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: a question about your bill, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## How to mend it
    Keep the words by which callers recognise their matter, explain the rest after the choice. Counted
    are words (`warn`, `error`) and the `seconds` that the label takes to say. A label that joins
    several things is `bundled-label`; one whose key is heard before it is `key-before-label`.
    """
    told: set[str] = set()
    for language, labels in study.hearing.labels(menu).items():
        heard = _keys_heard_first(menu, language, study)
        for label in labels:
            count = len(label.text.split())
            if (
                label.option.key in told
                or label.option.key in heard
                or (count <= warn and len(label.text) < _SURELY_SHORT)
            ):
                continue
            lasts = study.seconds(label.text, language)
            if count > warn or lasts > seconds:
                told.add(label.option.key)
                yield Fault(
                    label.place,
                    _said(label, count, lasts),
                    say(
                        "keep the words by which callers know their matter (at most {warn}, {seconds} s)",
                        warn=warn,
                        seconds=seconds,
                    ),
                    menu.id,
                    "error" if count > error else None,
                )


def _keys_heard_first(menu: Menu, language: str, study: Study) -> set[str]:
    """The keys that the prompt names before what they are for: nobody has to wait for them."""
    tellings = (telling for telling in study.hearing.prompt(menu) if telling.language == language)
    return {offer.key for telling in tellings for offer in telling.announced if not offer.label_first}


def _said(label: Label, count: int, lasts: float) -> Message:
    return say(
        "callers must keep {count} words in mind ({lasts} s) until they hear key {key}: “{label}”",
        count=count,
        lasts=round(lasts, 1),
        key=label.option.key,
        label=label.text,
    )
