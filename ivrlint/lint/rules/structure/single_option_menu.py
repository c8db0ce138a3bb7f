"""`single-option-menu`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "warning", on=Menu, sources=("H2",))
def single_option_menu(menu: Menu, study: Study) -> Faults:
    """A menu has one option: callers are asked to choose where there is nothing to choose.

    ## Why
    The caller listens, looks for the keypad and presses the only key there is, to get what the call
    could have given at once. Every menu costs seconds and some callers, also one without a choice.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: To hear your balance, press 1.
        options:
          1: {label: your balance, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your balance, to: adviser}
          2: {label: your last payments, to: adviser}
    ```

    ## How to mend it
    Go on to the option's target at once, or write down the other choice. The flow's own keys (0, *, #)
    do not make it a choice. Silence does, where the menu says for itself what comes then
    (`no_input: {then: ...}`): "to be called back, press 1, or stay on the line".
    """
    if len(menu.options) != 1 or menu.dial is not None:
        return
    if menu.listening is not None and menu.listening.no_input.then is not None:
        return
    option = menu.options[0]
    yield Fault(
        menu.name,
        say("callers must choose “{label}”: there is nothing else to choose", label=study.label(option)),
        say("lead to `{target}` at once, or offer a second option", target=option.to.to if option.to else option.key),
        menu.id,
    )
