"""`not-parallel`."""

from functools import cache

from ivrlint.flow.model import Menu
from ivrlint.language.words import fold, words
from ivrlint.lint.alike import little_words, plain
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_APART = ("person", "other", "vague", "repeat", "back", "main-menu", "yes", "no", "goodbye")


@rule("labels", "info", on=Menu, profile="strict", sources=("H13",))
def not_parallel(menu: Menu, study: Study) -> Faults:
    """Some labels of a menu are things to do, others are things.

    ## Why
    Options of one form are heard as one list. "Bills", then "to activate a card", then "faults" make
    callers wonder whether this is still the same question.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: activar una tarjeta, to: adviser}
          3: {label: averías, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: pagar una factura, to: adviser}
          2: {label: activar una tarjeta, to: adviser}
          3: {label: avisar de una avería, to: call_back}
    ```

    ## How to mend it
    Begin all labels with a verb, or none. Options for a person, for anything else, to repeat or to go
    back may stand apart; a word that may be either ("order status") is passed over.
    """
    for language, labels in study.hearing.labels(menu).items():
        topics = [label for label in labels
                  if not any(study.words(language).find(section, label.text) for section in _APART)]
        doing = [label for label in topics if _does(label.text, language)]
        things = [label for label in topics if _does(label.text, language) is False]
        if doing and things:
            odd, rest = sorted((doing, things), key=len)
            yield Fault(odd[0].place, say("“{odd}” ({key}) has another form than “{rest}”", odd=odd[0].text,
                                          key=odd[0].option.key, rest=rest[0].text),
                        say("begin all labels of this menu with a verb, or none"), menu.id)
            return


def _does(text: str, language: str) -> bool | None:
    """Does the label begin with a verb? None where that cannot be told."""
    verbs = _folded("action-verbs", language)
    first, *rest = plain(text) or [""]
    if not verbs or first in _folded("clause-starters", language):
        return None
    before_article = bool(rest) and rest[0] in little_words(language)
    if first in _folded("verb-or-noun", language):
        return True if before_article else None
    endings = tuple(_folded("verb-endings", language))
    if first in verbs or first.endswith(endings):
        return True
    return None if before_article and not endings else False


@cache
def _folded(section: str, language: str) -> frozenset[str]:
    return frozenset(map(fold, words(language).terms(section)))
