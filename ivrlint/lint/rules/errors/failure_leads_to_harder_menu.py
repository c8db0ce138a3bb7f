"""`failure-leads-to-harder-menu`."""

from ivrlint.flow.graph import FAILURE_KINDS
from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.stretches import only_languages
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("errors", "warning", on=Menu, sources=("W1",))
def failure_leads_to_harder_menu(menu: Menu, study: Study) -> Faults:
    """Callers who could not answer one menu are given a harder one.

    ## Why
    Two options were too much, for whatever reason, and now there are five, or the next menu down. What stopped
    these callers has not gone away; accessibility guidance asks that an error never leads to something
    more complex.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options: {1: {label: at home, to: adviser}, 2: {label: at work, to: adviser}}
        listening: {no_input: {then: all}}
      all:
        type: menu
        options:
          1: {label: bills, to: adviser}
          2: {label: faults, to: adviser}
          3: {label: moving, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options: {1: {label: at home, to: adviser}, 2: {label: at work, to: adviser}}
        listening: {no_input: {then: help}}
      help:
        type: menu
        prompt: "Shall we help you? {options}"
        options: {1: {label: speak to a person, to: adviser}, 2: {label: start again, to: main}}
    ```

    ## How to mend it
    Lead to a person, or to a menu with fewer options that is no deeper in the tree. A menu that asks for
    the language and nothing else may lead on to the main menu, and one that takes extensions to any menu.
    """
    if not study.reached(menu) or only_languages(menu) or menu.dial is not None:  # nothing is harder than a number
        return
    told: set[str] = set()
    for edge in study.exits(menu):
        if edge.target not in told and edge.kind in FAILURE_KINDS and edge.to is not None:
            target = study.node(study.after_words(edge.target))
            if not isinstance(target, Menu) or target is menu or (edge.target == target.id and _is_mute(target)):
                continue
            if _is_harder(target, menu, study):
                told.add(edge.target)
                yield Fault(
                    edge.to.place,
                    say(
                        "callers who failed at `{id}` ({count} options) must now get through `{target}` ({more})",
                        id=menu.id,
                        count=_heard(menu),
                        target=target.id,
                        more=_heard(target),
                    ),
                    say("lead them to a person, or to a simpler menu"),
                    menu.id,
                )


def _is_mute(menu: Menu) -> bool:
    """Does a menu of another platform only wait once more, without a word?"""
    return menu.prompt is not None and not (menu.prompt.audio or any(menu.prompt.spoken.values()))


def _is_harder(target: Menu, menu: Menu, study: Study) -> bool:
    chosen = any(edge.kind == "option" for edge in study.stretches.arrivals[target.id])
    deeper = chosen and study.graph.depth[target.id] > study.graph.depth[menu.id]
    return deeper or _heard(target) > _heard(menu)


def _heard(menu: Menu) -> int:
    return sum(not option.silent for option in menu.options)
