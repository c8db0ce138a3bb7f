"""`slow-keys`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import NUMERALS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_ANY = "x"  # where every number may be dialled
_FREE = "123456789"  # 0 is for a person


@rule("timing", "info", on=Menu, sources=("A2",))
def slow_keys(menu: Menu, study: Study) -> Faults:
    """A key works late: the menu waits for more keys than its options have, or for a number that begins with it.

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
    `inter-digit-timeout` short, or give the extensions a menu of their own. Where only some numbers may be dialled,
    give options the keys that none of them begins with. Options that wait for a longer one are `multi-digit-option`.
    """
    keys = [key for key in study.hearing.keys(menu) if NUMERALS.issuperset(key)]
    untold = {option.key for option in menu.options if option.silent}
    told = [key for key in keys if key not in untold]
    wait = study.ears(menu).between_digits
    slow = [key for key in told if len(key) < menu.waits_for and not _must_wait(key, keys, menu)]
    if slow:
        message = say(
            "callers who press {key} hear nothing for {wait:g} s: the menu waits for {count} keys",
            key=slow[0],
            wait=wait,
            count=menu.waits_for,
        )
        yield Fault(menu.name, message, say("take `waits_for` out, or shorten `between_digits`"), menu.id)
        return
    for key in told if wait > 0 else ():
        if numbers := _avoidable(key, keys, menu):
            message = say(
                "callers who press {key} hear nothing for {wait:g} s: it may be the beginning of {numbers}",
                key=key,
                wait=wait,
                numbers=numbers,
            )
            help_ = say("give it a key with which no such number begins")
            place = next((option.place for option in menu.options if option.key == key), menu.name)
            yield Fault(place, message, help_, menu.id)


def _avoidable(key: str, keys: list[str], menu: Menu) -> str:
    """A longer number that begins with a key, where another key is free with which none begins; else ''."""
    free = any(other not in keys and not _longer(other, menu) for other in _FREE)
    return next(iter(_longer(key, menu)), "") if free else ""


def _longer(key: str, menu: Menu) -> list[str]:
    """The numbers to dial that begin with a key, and the extensions that some know."""
    known = [option.key for option in menu.options if not option.label]
    begun = [number for number in known if number != key and number.startswith(key)]
    if menu.dial is None or not key.isdigit() or not menu.dial.begins(key):
        return begun
    return [*begun, *(each.text for each in menu.dial.only if each.begins(key)), *([] if menu.dial.only else [_ANY])]


def _must_wait(key: str, keys: list[str], menu: Menu) -> bool:
    """May more keys make it another option, or a number to dial?"""
    longer = any(other != key and other.startswith(key) for other in keys)
    return longer or (menu.dial is not None and key.isdigit() and menu.dial.begins(key))
