"""`long-menu-prompt`."""

from math import ceil

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", on=Menu, sources=("N1", "AN1", "CH1"))
def long_menu_prompt(menu: Menu, study: Study, *, warn: float = 20, error: float = 40) -> Faults:
    """A menu takes too long to read out its options.

    ## Why
    A caller compares each option with the best one so far, and must listen to the end to be sure. Five
    options take some fifteen seconds; past twenty the first ones are forgotten. A study of five telephone
    companies found that announcements often last longer than the wait for a person.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: ask about a bill that you have received by post or by e-mail, to: adviser}
          2: {label: tell us that you are moving home or that you have already moved, to: adviser}
          3: {label: tell us about a power cut or another fault in your neighbourhood, to: adviser}
          4: {label: ask for a new contract or change the one that you have with us, to: adviser}
          5: {label: ask for a visit of one of our engineers at your home or office, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: ask about a bill, to: adviser}
          2: {label: tell us about a move, to: adviser}
          3: {label: report a power cut, to: adviser}
          4: {label: change your contract, to: adviser}
          5: {label: ask for an engineer, to: adviser}
    ```

    ## How to mend it
    Shorten the labels (`long-label` finds the longest), then put fewer options in one menu
    (`too-many-options`). Counted is what is said from the first option on; what comes before it is
    `long-greeting` at the beginning of a call and `long-preface` later.
    """
    for offer in study.offers(menu):
        start = offer.announced[0].start if offer.announced else 0
        seconds = study.longer(offer.text[start:], offer.language, warn)
        if seconds:
            yield Fault(
                offer.place,
                say(
                    "callers listen for {seconds} s to hear all options (at most {limit:g} s)",
                    seconds=ceil(seconds),
                    limit=error if seconds > error else warn,
                ),
                say("shorten the labels, or move what few callers want to another menu"),
                menu.id,
                "error" if seconds > error else None,
            )
