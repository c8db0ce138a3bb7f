"""`multi-digit-option`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import NUMERALS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "warning", on=Menu, sources=("T1", "MX-MYOPERATOR"))
def multi_digit_option(menu: Menu, study: Study) -> Faults:
    """An option needs more than one key.

    ## Why
    Callers press one key and wait. If the option is longer, nothing happens until time has run out;
    if a shorter option begins the same way, everybody who wants that one waits as well, and whoever is
    slow at the second key gets the wrong one.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          12: {label: contratar, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: contratar, to: call_back}
    ```

    ## How to mend it
    Give each option one key. If there are more options than keys, the menu is too long to be listened
    to. Extensions and other numbers that callers know belong in `dial:` or in an input. An option that
    begins as a longer one is an error.
    """
    for option in menu.options:
        if (
            len(option.key) > 1 and NUMERALS.issuperset(option.key) and option.label
        ):  # else: an extension that some know
            told = {"key": option.key, "label": study.label(option)}
            begun = next((key for key in study.hearing.keys(menu) if _begins(option.key, key)), None)
            if begun is None:
                message = say("callers must press {count} keys for “{label}”", count=len(option.key), **told)
            else:
                wait = round(study.ears(menu).between_digits, 1)
                message = say(
                    "callers who press {begun} wait {wait} s, for {key} begins the same way",
                    begun=begun,
                    wait=wait,
                    **told,
                )
            help_ = say("give “{label}” a single key of its own", **told)
            yield Fault(option.place, message, help_, menu.id, "error" if begun else None)


def _begins(key: str, shorter: str) -> bool:
    return key.startswith(shorter) and key != shorter
