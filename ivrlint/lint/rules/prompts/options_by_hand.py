"""`options-by-hand`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.by_hand import by_hand
from ivrlint.lint.fixes import words_of
from ivrlint.lint.hearing import OPTIONS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "info", on=Menu, profile="strict", fixes="safe", needs=("{options}",))
def options_by_hand(menu: Menu, study: Study) -> Faults:
    """A prompt lists by hand what `{options}` would say.

    ## Why
    The same keys and labels stand in the file twice. Sooner or later somebody changes the options and not the
    prompt, and callers press a key that does something else.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Esto es Acme. Para facturas, pulse 1. Para averías, pulse 2.
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: Esto es Acme. {options}
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: call_back}
    ```

    ## How to mend it
    Write `{options}` where the list stands. A list that names other keys, leaves some out or calls them otherwise
    is none of this rule's business: see `announced-key-missing`, `option-not-announced` and `key-mismatch`. What a
    recording speaks is not looked at.
    """
    for telling in study.hearing.prompt(menu):
        change = by_hand(menu, telling, study) if telling.announced else None
        if change and telling.place not in study.texts.recorded_places:
            yield Fault(
                telling.place,
                say(
                    "whoever changes an option of `{id}` must change the prompt, too, or callers are misled", id=menu.id
                ),
                say("write `{place}` where the options are listed", place=OPTIONS),
                menu.id,
                fix=words_of(telling.place, telling.language, [change], say("write `{place}`", place=OPTIONS), study),
            )
