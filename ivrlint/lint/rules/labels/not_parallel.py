"""`not-parallel`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import Plain, firsts, holds
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
        forms = [(_does(label.words, language), label) for label in labels]
        doing = [label for does, label in forms if does]
        things = [label for does, label in forms if does is False]
        if doing and things:
            doing, things = (
                [label for label in one if not any(holds(label.words, section, language) for section in _APART)]
                for one in (doing, things)
            )
        if doing and things:
            odd, rest = sorted((doing, things), key=len)
            yield Fault(
                odd[0].place,
                say(
                    "“{odd}” ({key}) has another form than “{rest}”",
                    odd=odd[0].text,
                    key=odd[0].option.key,
                    rest=rest[0].text,
                ),
                say("begin all labels of this menu with a verb, or none"),
                menu.id,
            )
            return


def _does(said: Plain, language: str) -> bool | None:
    """Do these words begin with a verb? None where that cannot be told."""
    verbs = firsts("action-verbs", language)
    if not said or not verbs or said[0] in firsts("clause-starters", language):
        return None
    before_article = len(said) > 1 and said[1] in firsts("stop-words", language)
    if said[0] in firsts("verb-or-noun", language):
        return True if before_article else None
    endings = tuple(firsts("verb-endings", language))
    if said[0] in verbs or said[0].endswith(endings):
        return True
    return None if before_article and not endings else False
