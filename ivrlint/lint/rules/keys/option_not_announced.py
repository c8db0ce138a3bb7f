"""`option-not-announced`."""

from collections.abc import Iterator

from ivrlint.flow.model import Menu, Option, Transfer
from ivrlint.flow.place import Place
from ivrlint.lint.by_hand import by_hand
from ivrlint.lint.fixes import words_of
from ivrlint.lint.hearing import NUMERALS, OPTIONS
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import Message, say

_UNIVERSAL = frozenset("0*#")


@rule("keys", "warning", on=(Menu, Transfer), sources=("O1", "seed002"), fixes="unsafe")
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
    missing: dict[str, Option] = {}
    for told, options, place in _lists(node, study):
        untold = {option.key: option for option in options if option.key not in told}
        for key in (*study.hearing.told_before.get(node.id, ()), *study.hearing.scale(node)) if untold else ():
            untold.pop(key, None)
        if len(untold) == len(options) > 1:
            yield Fault(
                place,
                say("callers are told of none of the {count} keys that work here", count=len(untold)),
                say("say what each key is for, or write `{place}` in the prompt", place=OPTIONS),
                node.id,
            )
            return
        missing |= untold
    for option in missing.values():
        yield Fault(
            option.place,
            _said(option, node, study),
            say("say it in the prompt, or write `silent: true` if callers are not meant to know"),
            node.id,
            fix=_fix(node, study),
        )


def _said(option: Option, node: Menu | Transfer, study: Study) -> Message:
    if option.label is None:
        return say("callers are never told what {key} is for", key=option.key)
    first = study.hearing.prompt(node)
    if any(telling.generated or option.key in {offer.key for offer in telling.announced} for telling in first):
        return say(
            "callers who hear the list once more are not told that {key} is for “{label}”",
            key=option.key,
            label=study.label(option),
        )
    return say("callers are never told that {key} is for “{label}”", key=option.key, label=study.label(option))


def _fix(node: Menu | Transfer, study: Study) -> Fix | None:
    """`{options}` in the place of a list that names the others."""
    if not isinstance(node, Menu):
        return None
    for telling in study.hearing.prompt(node):
        change = by_hand(node, telling, study, all_of_them=False)
        if change:
            says = say("write `{place}`", place=OPTIONS)
            return words_of(telling.place, telling.language, [change], says, study, safe=False)
    return None


def _lists(node: Menu | Transfer, study: Study) -> Iterator[tuple[set[str], list[Option], Place]]:
    """For each text that is meant to tell all keys: those that it tells, the options to be told, its place."""
    hearing = study.hearing
    if isinstance(node, Transfer):
        options = _to_be_told(node.wait.keys) if node.wait else []
        for language in study.flow.languages if options else ():
            said = [telling for telling in hearing.prompt(node) if telling.language == language]
            said += [telling for telling in hearing.elsewhere(node) if telling.language == language]
            yield {offer.key for telling in said for offer in telling.announced}, options, options[0].place
        return
    # What one language tells and another does not is `structure-drift`.
    prompts = [
        said for said in hearing.prompt(node) if said.generated or study.words(said.language).terms("press-verbs")
    ]
    told = {offer.key for telling in prompts for offer in telling.announced}
    if not any(telling.text for telling in prompts) and node.id in hearing.unheard_before:
        return
    if prompts and not any(telling.generated for telling in prompts) and (told or not study.ears(node).speech):
        yield told, _to_be_told(node.options), prompts[0].place
    for telling in (*hearing.elsewhere(node), *hearing.again(node)):
        if telling.announced and not telling.generated and not telling.shared:
            told, options = {offer.key for offer in telling.announced}, _to_be_told(node.options)
            # A text that names one key reminds of it; one that names several, half of them or more, is a list.
            if sum(option.key in told for option in options) >= max(2, len(options) / 2):
                yield told, options, telling.place


def _to_be_told(options: tuple[Option, ...]) -> list[Option]:
    return [
        option
        for option in options
        if not option.silent and option.key not in _UNIVERSAL and NUMERALS.issuperset(option.key)
    ]
