"""`key-gap`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_LAST = "9"


@rule("keys", "info", on=Menu, profile="strict", sources=("A1",))
def key_gap(menu: Menu, study: Study) -> Faults:
    """A menu leaves out a number.

    ## Why
    A caller who hears 1, 2, 4 wonders what 3 was and whether it was the right choice, and waits for
    the menu to come round again.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          4: {label: contratar, to: call_back}
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
    Number the options without gaps. A silent option fills its number; so does a key of the whole flow.
    9 may stand apart when it repeats, goes back, changes the language or leads to a person.
    """
    keys = {
        option.key: option
        for option in menu.options
        if option.key in "123456789" and not option.silent and not option.language
    }
    if len(keys) < 2 or max(keys) == str(len(keys)):  # noqa: PLR2004 - one key leaves nothing out
        return
    if _LAST in keys and _stands_apart(_edge(menu, _LAST, study), study):
        del keys[_LAST]
    works = study.hearing.keys(menu)
    for number in range(1, int(max(keys, default="0"))):
        if str(number) not in works:
            after = next(option for key, option in sorted(keys.items()) if int(key) > number)
            yield Fault(
                after.place,
                say("callers hear no option {key} before option {after}", key=number, after=after.key),
                say("number the options without gaps"),
                menu.id,
            )
            return


def _edge(menu: Menu, key: str, study: Study) -> Edge:
    return next(edge for edge in study.exits(menu) if edge.kind == "option" and edge.key == key)


def _stands_apart(edge: Edge, study: Study) -> bool:
    return study.purpose(edge) in ("repeat", "back", "person") or edge.target not in study.flow.nodes
