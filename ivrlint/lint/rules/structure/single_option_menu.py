"""`single-option-menu`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import BOT


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
    do not make it a choice. Silence does, where the menu says for itself what else comes then
    (`no_input: {then: ...}`): "to be called back, press 1, or stay on the line"; so does an extension, where
    callers are told that they may dial one.
    """
    if len(menu.options) != 1 or BOT in menu.tags or not study.reached(menu) or _dials(menu, study):
        return
    option = menu.options[0]
    waits = menu.listening.no_input.then if menu.listening else None
    if waits is not None and waits.to not in (menu.id, "repeat", option.to and option.to.to):
        return
    yield Fault(
        menu.name,
        say("callers must choose “{label}”: there is nothing else to choose", label=study.label(option)),
        say("lead to `{target}` at once, or offer a second option", target=option.to.to if option.to else option.key),
        menu.id,
    )


def _dials(menu: Menu, study: Study) -> bool:
    """May callers dial an extension or a number, as far as the prompt tells them?"""
    if menu.dial is None or menu.prompt is None:
        return menu.dial is not None
    spoken = [(study.words(language), text) for language, text in menu.prompt.spoken.items()]
    return any(known.find(section, text) for known, text in spoken for section in ("extension", "collect"))
