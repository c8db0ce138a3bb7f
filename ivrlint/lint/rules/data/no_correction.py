"""`no-correction`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "error", on=Menu, sources=("ST1", "W2"))
def no_correction(menu: Menu, study: Study) -> Faults:
    """A question asks callers to confirm and gives them no way to say no.

    ## Why
    Whoever hears a wrong digit can confirm it or hang up. Changing what was entered is part of the
    standard's chapter on data entry.

    ## Wrong
    ```yaml
    nodes:
      check:
        type: menu
        prompt: You ordered two. To confirm, press 1.
        options:
          1: {label: confirm, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      check:
        type: menu
        prompt: You ordered two. To confirm, press 1. To change it, press 2.
        options:
          1: {label: confirm, to: adviser}
          2: {label: change it, to: adviser}
    ```

    ## How to mend it
    Add an option that leads back to the entry. An input with `confirm: true` has one of its own.
    """
    labels = [
        (option, study.label(option, language), language)
        for option in menu.options
        if option.label
        for language in option.label.spoken
    ]
    confirms = [option for option, text, language in labels if study.words(language).find("confirm", text)]
    if not confirms:
        return
    corrects = any(
        study.words(language).find(section, text)
        for option, text, language in labels
        if option not in confirms
        for section in ("correct", "no", "cancel")
    )
    chosen = [edge for edge in study.exits(menu) if edge.kind == "option"]
    if not corrects and not any(study.goes_back(edge) or study.puts_again(edge) for edge in chosen):
        yield Fault(
            confirms[0].place,
            say("callers can confirm at `{id}` but not say that something is wrong", id=menu.id),
            say("add an option that leads back to the entry"),
            menu.id,
        )
