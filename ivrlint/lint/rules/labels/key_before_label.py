"""`key-before-label`."""

from ivrlint.flow.model import Menu
from ivrlint.language.turning import label_first
from ivrlint.lint.fixes import words_of
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("labels", "warning", on=Menu, sources=("W1", "O1", "FO1"), fixes="safe")
def key_before_label(menu: Menu, study: Study, *, options: int = 2) -> Faults:
    """A prompt says the key before what it is for.

    ## Why
    The caller hears a number, does not yet know whether it matters, and has forgotten it when the words
    come. Label first lets callers listen for their matter and then catch one key.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Pulse 1 para facturas, pulse 2 para averías o pulse 3 para contratar.
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: contratar, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Para facturas, pulse 1; para averías, pulse 2; para contratar, pulse 3.
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
          3: {label: contratar, to: call_back}
    ```

    ## How to mend it
    Say what the option is for, then the key; `{options}` does so. Up to two `options` may stand the
    other way round, as in "press 1 for yes, 2 for no". A prompt in which fewer than half say the key
    first is `inconsistent-pattern`.
    """
    for telling in study.hearing.prompt(menu):
        first, count = study.hearing.key_first(menu, telling) if telling.announced else ([], 0)
        if count > options and 2 * len(first) >= count:
            changes = label_first(telling.text, telling.language)
            yield Fault(
                telling.place,
                say(
                    "callers hear {key} before they know that it is for “{label}”",
                    key=first[0].key,
                    label=first[0].label,
                ),
                say("say “{label}” first, then {key}, and so on", label=first[0].label, key=first[0].key),
                menu.id,
                fix=words_of(telling.place, telling.language, changes, say("say the labels before the keys"), study),
            )
            return
