"""`label-means-two-things`."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.flow.model import Menu
from ivrlint.lint.alike import plain
from ivrlint.lint.hearing import Label
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
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
    uses: dict[tuple[str, str], list[_Use]] = {}
    for language, use in _uses(study):
        known = uses.setdefault((language, " ".join(plain(use.label.text))), [])
        other = next((before for before in known if before.end != use.end and before.menu is not use.menu
                      and not _versions(before.menu, use.menu, language, study)), None)
        known.append(use)
        if other and use.label.option.place.start not in told:
            told.add(use.label.option.place.start)
            yield Fault(use.label.place, say("callers who heard “{label}” at `{other}` got something else there",
                                             label=use.label.text, other=other.menu.id),
                        say("say in both labels what they are about (the other is on line {line})",
                            line=other.label.place.line), use.menu.id)


def _uses(study: Study) -> Iterator[tuple[str, _Use]]:
    for menu in study.all(Menu):
        edges = {edge.key: edge for edge in study.exits(menu) if edge.kind == "option"}
        for language, labels in study.hearing.labels(menu).items() if study.reached(menu) else ():
            words = study.words(language)
            for label in labels:
                edge = edges[label.option.key]
                if study.purpose(edge) not in ("repeat", "back", "person") and edge.target in study.flow.nodes \
                        and not any(words.find(section, label.text) for section in _COMMON):
                    yield language, _Use(menu, label, study.comes_to(edge))


def _versions(menu: Menu, other: Menu, language: str, study: Study) -> bool:
    """Do the two share most of their labels?"""
    here, there = ({" ".join(plain(label.text)) for label in study.hearing.labels(one).get(language, ())}
                   for one in (menu, other))
    return 2 * len(here & there) > min(len(here), len(there))
