"""`option-not-announced`."""

from collections.abc import Iterator

from ivrlint.flow.model import Menu, Option, Transfer
from ivrlint.flow.place import Place
from ivrlint.lint.hearing import NUMERALS, OPTIONS, Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_UNIVERSAL = frozenset("0*#")


@rule("keys", "warning", on=(Menu, Transfer), sources=("O1", "seed002"))
def option_not_announced(node: Menu | Transfer, study: Study) -> Faults:
    """A prompt keeps quiet about an option that works.

    ## Why
    Nobody presses a key that nobody told them about. Callers who want this option take another one,
    or wait for a person.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: For bills, press 1. For a power cut, press 2.
        options:
          1: {label: bills, to: adviser}
          2: {label: a power cut, to: adviser}
          3: {label: moving home, to: call_back}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: "{options}"
        options:
          1: {label: bills, to: adviser}
          2: {label: a power cut, to: adviser}
          3: {label: moving home, to: call_back}
    ```

    ## How to mend it
    Say the option in the prompt, write `{options}` there, or write `silent: true` at an option that is
    meant to be secret. The keys 0, * and # need not be told at every menu; options of an open question
    and of a speech menu that names no key are reached by voice. A key that is told and does nothing is
    `announced-key-missing`.
    """
    options = _to_be_told(node)
    silent: dict[str, Option] = {}
    for told, place in _lists(node, options, study) if options else ():
        known = told | study.hearing.told_before.get(node.id, set()) if len(told) < len(options) else told
        untold = {option.key: option for option in options if option.key not in known}
        if len(untold) == len(options) > 1:
            yield Fault(
                place,
                say("callers are told of none of the {count} keys that work here", count=len(untold)),
                say("say what each key is for, or write `{place}` in the prompt", place=OPTIONS),
                node.id,
            )
            return
        silent = untold | silent
    for option in silent.values():
        yield Fault(
            option.place,
            say("callers are never told that {key} is for “{label}”", key=option.key, label=study.label(option)),
            say("say it in the prompt, or write `silent: true` if callers are not meant to know"),
            node.id,
        )


def _to_be_told(node: Menu | Transfer) -> list[Option]:
    of_menu = node.options if isinstance(node, Menu) else ()
    of_queue = node.wait.keys if isinstance(node, Transfer) and node.wait else ()
    return [
        option
        for option in (*of_menu, *of_queue)
        if not option.silent and option.key not in _UNIVERSAL and NUMERALS.issuperset(option.key)
    ]


def _lists(node: Menu | Transfer, options: list[Option], study: Study) -> Iterator[tuple[set[str], Place]]:
    """The keys of each text that is meant to tell them all, and its place."""
    hearing = study.hearing
    if isinstance(node, Transfer):
        for language in study.flow.languages:
            said = [
                telling for telling in (*hearing.prompt(node), *hearing.elsewhere(node)) if telling.language == language
            ]
            yield {offer.key for telling in said for offer in telling.announced}, options[0].place
        return
    for telling in hearing.prompt(node):
        told = _told(telling)
        if not telling.generated and (told or not study.ears(node).speech):
            yield told, telling.place
    for telling in (*hearing.elsewhere(node), *hearing.again(node)):
        told = _told(telling)
        # A text that names one key reminds of it; one that names several, half of them or more, is a list.
        if not telling.generated and sum(option.key in told for option in options) >= max(2, len(options) / 2):
            yield told, telling.place


def _told(telling: Telling) -> set[str]:
    return {offer.key for offer in telling.announced}
