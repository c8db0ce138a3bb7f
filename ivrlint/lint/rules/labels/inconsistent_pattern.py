"""`inconsistent-pattern`."""

from ivrlint.flow.model import Menu
from ivrlint.language.announced import announced
from ivrlint.language.words import fold
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("labels", "info", on=Menu, profile="strict", sources=("A1", "H9"))
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
        ways = [(offer.label_first, offer.verb) for offer in telling.announced if offer.label]
        if ways and telling.generated:
            ways += _listed(telling, study)
        orders = [label_first for label_first, _ in ways]
        verbs = list(dict.fromkeys(fold(verb) for _, verb in ways
                                   if study.words(telling.language).find("press-verbs", verb)
                                   or study.words(telling.language).find("dial-verbs", verb)))
        if 0 < orders.count(False) < (len(orders) + 1) / 2 or (len(orders) == 2 and orders.count(False) == 1):  # noqa: PLR2004
            odd = next(offer for offer in telling.announced if offer.label and not offer.label_first)
            yield Fault(telling.place, say("“{label}” ({key}) is announced the other way round than the rest",
                                           label=odd.label, key=odd.key), say("say the label first, then the key"),
                        menu.id)
            return
        if len(verbs) > 1:
            yield Fault(telling.place, say("keys are asked for with different words: {verbs}",
                                           verbs=", ".join(f"“{verb}”" for verb in verbs)),
                        say("use “{verb}” throughout", verb=verbs[0]), menu.id)
            return


def _listed(telling: Telling, study: Study) -> list[tuple[bool, str]]:
    """The way in which `{options}` announces."""
    pattern = study.words(telling.language).sentence("say-option")
    return [(offer.label_first, offer.verb) for offer in announced(pattern.format(label="x", key="1"),
                                                                   telling.language)]
