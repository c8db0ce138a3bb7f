"""`no-pause`."""

from itertools import pairwise

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_PAUSES = frozenset(".,;:!?…-–—")


@rule("timing", "warning", on=Menu, sources=("B1", "H4"))
def no_pause(menu: Menu, study: Study, *, most: int = 3) -> Faults:
    """Options run into each other without a pause between them.

    ## Why
    Callers decide about an option in the pause after it. Where one sentence names them all, the key of one
    and the name of the next melt, and the wrong one is pressed. Guides ask for half a second in between.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: For bills press 1 for faults press 2 for moving home press 3 for a new contract press 4
        options:
          1: {label: bills, to: adviser}
          2: {label: faults, to: adviser}
          3: {label: moving home, to: adviser}
          4: {label: a new contract, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: For bills, press 1. For faults, press 2. For moving home, press 3. For a new contract, press 4.
        options:
          1: {label: bills, to: adviser}
          2: {label: faults, to: adviser}
          3: {label: moving home, to: adviser}
          4: {label: a new contract, to: adviser}
    ```

    ## How to mend it
    End each option with a full stop: a voice makes half a second of it. `{options}` does so by itself.
    Menus of up to `most` options may do without, and what a recording does is not looked at.
    """
    if menu.prompt is None or menu.prompt.audio:
        return
    for telling in study.hearing.prompt(menu):
        if len(telling.announced) > most:
            for one, other in pairwise(telling.announced):
                together = other.start < one.end  # marks of a scale: "a number from 1 to 5"
                if not together and _PAUSES.isdisjoint(telling.text[one.end : other.start]):
                    yield Fault(
                        telling.place,
                        say("callers hear no pause between key {one} and key {other}", one=one.key, other=other.key),
                        say("end each option with a full stop, or write `{{options}}`"),
                        menu.id,
                    )
                    break
