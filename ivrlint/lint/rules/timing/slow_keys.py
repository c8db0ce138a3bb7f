"""`slow-keys`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import NUMERALS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "info", on=Menu, sources=("A2",))
def slow_keys(menu: Menu, study: Study) -> Faults:
    """A menu waits for more keys than its options have, so that every key works late.

    ## Why
    Callers press one key and hear nothing. They press again, and the second press chooses something at the next
    menu, or makes the first one wrong.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        waits_for: 4
        listening: {between_digits: 2s}
        options: {1: {label: bills, to: adviser}, 2: {label: power cuts, to: call_back}}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        listening: {between_digits: 2s}
        options: {1: {label: bills, to: adviser}, 2: {label: power cuts, to: call_back}}
    ```

    ## How to mend it
    Take `waits_for` out: a menu waits by itself where a key may be the beginning of a number that callers may dial.
    In FreeSWITCH `digit-len` is the longest entry that the menu takes; where extensions need it, keep
    `inter-digit-timeout` short, or give the extensions a menu of their own. Options that wait for a longer one are
    `multi-digit-option`.
    """
    keys = [key for key in study.hearing.keys(menu) if NUMERALS.issuperset(key)]
    untold = {option.key for option in menu.options if option.silent}
    slow = [key for key in keys if key not in untold and len(key) < menu.waits_for and not _must_wait(key, keys, menu)]
    if slow:
        yield Fault(
            menu.name,
            say(
                "callers who press {key} hear nothing for {wait:g} s: the menu waits for {count} keys",
                key=slow[0],
                wait=study.ears(menu).between_digits,
                count=menu.waits_for,
            ),
            say("take `waits_for` out, or shorten `between_digits`"),
            menu.id,
        )


def _must_wait(key: str, keys: list[str], menu: Menu) -> bool:
    """May more keys make it another option, or a number to dial?"""
    longer = any(other != key and other.startswith(key) for other in keys)
    return longer or (menu.dial is not None and key.isdigit() and menu.dial.begins(key))
