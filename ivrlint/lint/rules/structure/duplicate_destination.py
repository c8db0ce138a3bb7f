"""`duplicate-destination`."""

from ivrlint.flow.model import Menu, Option
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "info", on=Menu, profile="strict", sources=("H5",))
def duplicate_destination(menu: Menu, study: Study) -> Faults:
    """Two options of a menu lead to the same place, and nothing tells afterwards which one it was.

    ## Why
    Callers weigh two options that make no difference, and whoever answers asks again what the call is
    about. Two labels for one place may help callers to find themselves; then note what they chose.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: contratos, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser, sets: {asunto: facturas}}
          2: {label: contratos, to: adviser, sets: {asunto: contratos}}
    ```

    ## How to mend it
    Join both labels in one option, or let `sets:` note the choice and pass it on, so that nobody has to
    ask again. Options that switch the language or are not announced do not count.
    """
    seen: dict[object, Option] = {}
    for option in menu.options:
        if option.to is None or option.silent or option.language:
            continue
        place = (option.to.to, *option.sets.items())
        first = seen.setdefault(place, option)
        if first.key != option.key and not _alike(menu, first, option, study):
            yield Fault(
                option.place,
                say(
                    "“{label}” and “{first}” make no difference: both lead to `{target}`",
                    label=study.label(option),
                    first=study.label(first),
                    target=option.to.to,
                ),
                say("join both in one option, or note the choice with `sets:`"),
                menu.id,
            )


def _alike(menu: Menu, first: Option, second: Option, study: Study) -> bool:
    """Do their labels say the same? Then `ambiguous-labels` or `duplicate-label` says that they may be joined."""
    keys = {first.key, second.key}
    return any({pair.first.option.key, pair.second.option.key} == keys for pair in study.alike.pairs(menu))
