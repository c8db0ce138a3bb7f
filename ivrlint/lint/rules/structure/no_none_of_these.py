"""`no-none-of-these`."""

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Menu
from ivrlint.lint.endings import knows, says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_CATCH_ALL = ("other", "person", "back", "main-menu")


@rule("structure", "warning", on=Menu, profile="strict", sources=("seed001", "H5"))
def no_none_of_these(menu: Menu, study: Study, *, least: int = 3) -> Faults:
    """A menu offers nothing to callers whose matter is none of its options.

    ## Why
    A caller hears all options, and none fits. Without a word about what to do then they guess, end up with
    the wrong team, and explain themselves twice.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      facturas:
        type: menu
        options:
          1: {label: pagar una factura, to: adviser}
          2: {label: el importe de la última, to: adviser}
          3: {label: aplazar un pago, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      facturas:
        type: menu
        prompt: "{options} Para cualquier otra consulta, pulse 0."
        options:
          1: {label: pagar una factura, to: adviser}
          2: {label: el importe de la última, to: adviser}
          3: {label: aplazar un pago, to: adviser}
    ```

    ## How to mend it
    Announce one way out at the end: a person, another matter, or back. What counts is that callers hear
    it; a key that works unannounced helps only those who know it. Menus of fewer than `least` options do
    not count. Where no key leads to a person at all, `zero-not-everywhere` says so.
    """
    heard = [option for option in menu.options if not option.silent]
    if len(heard) < least or not study.reached(menu):
        return
    for offer in study.offers(menu):
        keys = {announcement.key for announcement in offer.announced}
        if not keys or (menu.keys and any(option.key in keys for option in study.flow.keys)):
            continue
        if not any(edge.key in keys and _takes_the_rest(edge, study) for edge in study.exits(menu)):
            yield Fault(
                offer.place,
                say("callers who want none of these {count} options hear of no other way", count=len(heard)),
                say("announce one at the end: a person, another matter, or the way back"),
                menu.id,
            )
            return


def _takes_the_rest(edge: Edge, study: Study) -> bool:
    if edge.option is None:
        return False
    return study.purpose(edge) == "back" or any(
        says(section, edge.option.label) or not knows(section, edge.option.label) for section in _CATCH_ALL
    )
