"""`same-place-two-names`."""

from ivrlint.flow import model
from ivrlint.flow.model import Lookup, Menu
from ivrlint.language.likeness import compare
from ivrlint.lint.alike import knows
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import holds
from ivrlint.message import say

_COMMON = ("yes", "no", "repeat", "back", "main-menu", "person", "other", "vague", "goodbye")


@rule("labels", "info", profile="strict", sources=("H5",))
def same_place_two_names(study: Study) -> Faults:
    """Two menus call the same place by names that have nothing in common.

    ## Why
    A caller who knows the place by one name does not recognise it by the other, and whoever hears both
    thinks there are two.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: bills}
          2: {label: moving home, to: moving}
      moving:
        type: menu
        options:
          1: {label: a new address, to: adviser}
          2: {label: opening hours, to: bills}
      bills:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a copy of a bill, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: your bill, to: bills}
          2: {label: moving home, to: moving}
      moving:
        type: menu
        options:
          1: {label: a new address, to: adviser}
          2: {label: your last bill, to: bills}
      bills:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a copy of a bill, to: adviser}
    ```

    ## How to mend it
    Use one name in all menus. Looked at are menus, messages and lookups, where an option sets no field
    and leads forward. Two options of one menu that lead to one place are `duplicate-destination`.
    """
    named: dict[tuple[str, str], list[tuple[Menu, Label]]] = {}
    for menu in study.all(Menu):
        for language, labels in study.hearing.labels(menu).items() if study.reached(menu) else ():
            for label in labels:
                if label.option.to is not None and not label.option.sets:
                    named.setdefault((language, label.option.to.to), []).append((menu, label))
    for (language, place), names in named.items():
        if len(names) > 1 and knows(language) and isinstance(study.node(place), Menu | model.Message | Lookup):
            (other, first), *rest = [use for use in names if _names_it(*use, language, study)] or [names[0]]
            for menu, label in rest:
                if other is not menu and not compare(first.text, label.text, language).score:
                    yield Fault(
                        label.place,
                        say(
                            "callers hear “{label}” here and “{first}” at `{other}`; both are the same",
                            label=label.text,
                            first=first.text,
                            other=other.id,
                        ),
                        say("call it “{first}” in both, or “{label}”", first=first.text, label=label.text),
                        menu.id,
                    )


def _names_it(menu: Menu, label: Label, language: str, study: Study) -> bool:
    """Does the label name the place, and not just lead on, back or to a person?"""
    edge = next(edge for edge in study.exits(menu) if edge.key == label.option.key)
    return study.purpose(edge) not in ("repeat", "back", "person") and not any(
        holds(label.words, section, language) for section in _COMMON
    )
