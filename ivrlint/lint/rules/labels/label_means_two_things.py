"""`label-means-two-things`."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.model import Menu
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import Plain, holds
from ivrlint.message import say

_COMMON = ("yes", "no", "repeat", "back", "main-menu", "person", "other", "vague", "goodbye")


class _Use(NamedTuple):
    menu: Menu
    label: Label
    end: str


@rule("labels", "info", profile="strict", sources=("H5", "seed002"))
def label_means_two_things(study: Study) -> Faults:
    """The same label leads to different places in different menus.

    ## Why
    A caller who took a wrong turn hears the same words again further on and takes them for the same
    thing. In the other menu they meant something else.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: bills, to: bills}
          2: {label: a power cut, to: cut}
      bills:
        type: menu
        options:
          1: {label: a copy, to: copy}
          2: {label: report a fault, to: wrong_bill}
      cut:
        type: menu
        options:
          1: {label: report a fault, to: fault}
          2: {label: planned work, to: works}
      copy: {type: message, prompt: We have sent it., next: hangup}
      wrong_bill: {type: message, prompt: We will check it., next: hangup}
      fault: {type: message, prompt: We will repair it., next: hangup}
      works: {type: message, prompt: There is no planned work., next: hangup}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: bills, to: bills}
          2: {label: a power cut, to: cut}
      bills:
        type: menu
        options:
          1: {label: a copy, to: copy}
          2: {label: a mistake in a bill, to: wrong_bill}
      cut:
        type: menu
        options:
          1: {label: report a fault, to: fault}
          2: {label: planned work, to: works}
      copy: {type: message, prompt: We have sent it., next: hangup}
      wrong_bill: {type: message, prompt: We will check it., next: hangup}
      fault: {type: message, prompt: We will repair it., next: hangup}
      works: {type: message, prompt: There is no planned work., next: hangup}
    ```

    ## How to mend it
    Say in each label what it is about there. Answers, ways back, options for a person or for anything
    else mean the same everywhere; menus that share most of their labels are versions of one menu, such
    as by day and by night. Twice in one menu is `duplicate-label`.
    """
    told: set[int] = set()
    for language, uses in _repeated(study):
        for number, use in enumerate(uses):
            other = next((before for before in uses[:number] if _differ(before, use, language, study)), None)
            if other and use.label.option.place.start not in told:
                told.add(use.label.option.place.start)
                yield Fault(
                    use.label.place,
                    say(
                        "callers who heard “{label}” at `{other}` got something else there",
                        label=use.label.text,
                        other=other.menu.id,
                    ),
                    say(
                        "say in both labels what they are about (the other is on line {line})",
                        line=other.label.place.line,
                    ),
                    use.menu.id,
                )


def _repeated(study: Study) -> Iterator[tuple[str, list[_Use]]]:
    """Labels of several menus, where they stand for a matter of their own."""
    found: dict[tuple[str, Plain], list[tuple[Menu, Label]]] = {}
    for menu in study.all(Menu):
        for language, labels in study.hearing.labels(menu).items() if study.reached(menu) else ():
            for label in labels:
                found.setdefault((language, label.words), []).append((menu, label))
    for (language, said), uses in found.items():
        if len(uses) > 1 and not any(holds(said, section, language) for section in _COMMON):
            yield language, list(_forward(uses, study))


def _forward(uses: list[tuple[Menu, Label]], study: Study) -> Iterator[_Use]:
    for menu, label in uses:
        edge = next(edge for edge in study.exits(menu) if edge.key == label.option.key)
        if edge.target in study.flow.nodes and study.purpose(edge) not in ("repeat", "back", "person"):
            yield _Use(menu, label, study.comes_to(edge))


def _differ(use: _Use, other: _Use, language: str, study: Study) -> bool:
    """Do they lead apart, from menus that are not versions of one?"""
    if use.end == other.end or use.menu is other.menu:
        return False
    here, there = ({label.words for label in study.hearing.labels(one.menu).get(language, ())} for one in (use, other))
    return 2 * len(here & there) <= min(len(here), len(there))
