"""`inconsistent-pattern`."""

from functools import cache

from ivrlint.flow.model import Menu
from ivrlint.language.announced import announce, announced
from ivrlint.language.turning import label_first, with_verb
from ivrlint.language.words import fold
from ivrlint.lint.fixes import words_of
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_FEW = 2  # options whose order is nobody else's matter


@rule("labels", "info", on=Menu, profile="strict", sources=("A1", "H9"), fixes="safe")
def inconsistent_pattern(menu: Menu, study: Study) -> Faults:
    """A prompt announces its options in different ways.

    ## Why
    After two options callers know the tune: what it is for, then the key. When the order or the verb
    changes, they listen to the form instead of the choice, or give a key to the wrong label.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: For bills, press 1. For a power cut, press 2. Press 3 for moving home.
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
        prompt: For bills, press 1. For a power cut, press 2. For moving home, press 3.
        options:
          1: {label: bills, to: adviser}
          2: {label: a power cut, to: adviser}
          3: {label: moving home, to: call_back}
    ```

    ## How to mend it
    Keep one order and one verb in a prompt; `{options}` does so. Where half of the options or more say
    the key first, see `key-before-label`; verbs that belong to another country are
    `regional-verb-mix`.
    """
    for telling in study.hearing.prompt(menu):
        if not telling.announced:
            continue
        odd, count = study.hearing.key_first(menu, telling)
        verbs = _verbs(telling, study)
        if 0 < len(odd) < count and (count == _FEW or 2 * len(odd) < count):
            yield Fault(
                telling.place,
                say(
                    "“{label}” ({key}) is announced the other way round than the rest",
                    label=odd[0].label,
                    key=odd[0].key,
                ),
                say("say the label first, then the key"),
                menu.id,
                fix=words_of(
                    telling.place,
                    telling.language,
                    label_first(telling.text, telling.language),
                    say("say the labels before the keys"),
                    study,
                ),
            )
        elif len(verbs) > 1:
            usual = verbs[-1] if telling.generated else verbs[0]  # `{options}` cannot be changed
            changes = with_verb(telling.text, telling.language, frozenset(verbs) - {usual}, usual)
            yield Fault(
                telling.place,
                say("keys are asked for with different words: {verbs}", verbs=", ".join(f"“{verb}”" for verb in verbs)),
                say("use “{verb}” throughout", verb=usual),
                menu.id,
                fix=words_of(telling.place, telling.language, changes, say("say “{verb}”", verb=usual), study),
            )
        else:
            continue
        return


def _verbs(telling: Telling, study: Study) -> list[str]:
    """The verbs of the prompt's own language that ask for keys, each once."""
    used = [fold(offer.verb) for offer in telling.announced if offer.label]
    if telling.generated:
        used += _listed(telling.language)
    words = study.words(telling.language)
    return [verb for verb in dict.fromkeys(used) if words.find("press-verbs", verb) or words.find("dial-verbs", verb)]


@cache
def _listed(language: str) -> tuple[str, ...]:
    """The verb with which `{options}` announces."""
    return tuple(fold(offer.verb) for offer in announced(announce("x", "1", language), language))
