"""`yes-no-polarity`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import NUMERALS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import begins
from ivrlint.message import say


@rule("keys", "warning", on=Menu, sources=("MX-CISCO",))
def yes_no_polarity(menu: Menu, study: Study, *, yes: str = "1", no: str = "2") -> Faults:
    """Yes and no are not on the keys on which callers expect them.

    ## Why
    1 for yes and 2 for no is what callers know from other lines, and what `confirm: true` asks for.
    Where one question has them the other way round, callers confirm what they meant to refuse.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      cita:
        type: menu
        prompt: Su cita es el lunes. ¿La mantiene? {options}
        options:
          1: {label: "no", to: adviser}
          2: {label: "sí", to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      cita:
        type: menu
        prompt: Su cita es el lunes. ¿La mantiene? {options}
        options:
          1: {label: "sí", to: call_back}
          2: {label: "no", to: adviser}
    ```

    ## How to mend it
    Put yes on 1 and no on 2 in every question of the flow. A team with another custom sets `yes` and
    `no`. An answer on 0 is told by `zero-reused`.
    """
    for language, labels in study.hearing.labels(menu).items():
        agree, refuse = (
            next((label for label in labels if begins(label.words, section, language)), None)
            for section in ("yes", "no")
        )
        if agree is None or refuse is None:
            continue
        keys = (agree.option.key, refuse.option.key)
        if NUMERALS.issuperset("".join(keys)) and "0" not in keys and keys != (yes, no):
            told = {"agree": agree.text, "refuse": refuse.text}
            yield Fault(
                menu.name,
                say("callers find “{agree}” on {key} and “{refuse}” on {other}", key=keys[0], other=keys[1], **told),
                say("put “{agree}” on {yes} and “{refuse}” on {no}", yes=yes, no=no, **told),
                menu.id,
            )
            return
