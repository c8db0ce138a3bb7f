"""`yes-no-polarity`."""

from collections.abc import Iterator

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
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
        answers = {section: next(_beginning(section, labels, language, study), None) for section in ("yes", "no")}
        agree, refuse = answers["yes"], answers["no"]
        if (
            agree
            and refuse
            and "0" not in (agree.option.key, refuse.option.key)
            and (agree.option.key, refuse.option.key) != (yes, no)
        ):
            yield Fault(
                menu.name,
                say(
                    "callers find “{agree}” on {yes} and “{refuse}” on {no}, not on {usual_yes} and {usual_no}",
                    agree=agree.text,
                    yes=agree.option.key,
                    refuse=refuse.text,
                    no=refuse.option.key,
                    usual_yes=yes,
                    usual_no=no,
                ),
                say(
                    "put “{agree}” on {yes} and “{refuse}” on {no}",
                    agree=agree.text,
                    yes=yes,
                    refuse=refuse.text,
                    no=no,
                ),
                menu.id,
            )
            return


def _beginning(section: str, labels: list[Label], language: str, study: Study) -> Iterator[Label]:
    """The labels that begin with a word of that section."""
    words = study.words(language)
    return (
        label
        for label in labels
        if (found := words.find(section, label.text)) is not None and label.text.startswith(found)
    )
