"""`too-many-options`."""

from ivrlint.flow.model import Menu, Option
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "warning", on=Menu, sources=("A1", "IW1", "H1", "H2"))
def too_many_options(menu: Menu, study: Study, *, warn: int = 5, error: int = 9) -> Faults:
    """A menu announces more options than callers can weigh while listening.

    ## Why
    A caller hears options one after the other and must keep the best one in mind until the last.
    Practice guides advise four or five; experiments show that one broader menu still beats two
    narrow ones in a row, so split a menu only where the parts mean something to callers.

    ## Wrong
    ```yaml
    nodes:
      menu:
        type: menu
        options:
          1: {label: pay a bill, to: adviser}
          2: {label: a power cut, to: adviser}
          3: {label: moving home, to: adviser}
          4: {label: meter readings, to: adviser}
          5: {label: a new contract, to: adviser}
          6: {label: complaints, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      menu:
        type: menu
        options:
          1: {label: pay a bill, to: adviser}
          2: {label: a power cut, to: adviser}
          3: {label: moving home, to: adviser}
    ```

    ## How to mend it
    Join options that lead to the same place, drop what hardly anyone chooses, or group what belongs
    together for a caller. Keys that work everywhere (0, *, #) and silent options do not count. The marks of
    a scale ("from 1 to 9") are one choice, as are keys without a label that do the same.
    """
    scale = study.hearing.scale(menu)
    heard = {
        _choice(option, scale)
        for option in menu.options
        if not option.silent and option.key not in ("0", "*", "#") and study.hearing.is_told(option, menu)
    }
    if len(heard) > warn:
        yield Fault(
            menu.name,
            say(
                "callers must weigh {count} options here before they can choose (at most {limit})",
                count=len(heard),
                limit=error if len(heard) > error else warn,
            ),
            say("join or group options; keep the {limit} that most callers want", limit=warn),
            menu.id,
            "error" if len(heard) > error else None,
        )


def _choice(option: Option, scale: frozenset[str]) -> str:
    """What a caller weighs: the key itself, unless it is one of several for the same."""
    if option.key in scale:
        return "scale"
    return option.to.to if option.label is None and option.to else option.key
