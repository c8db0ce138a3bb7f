"""`repeated-head-word`."""

from collections import Counter

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.terms import content
from ivrlint.message import say


@rule("labels", "info", on=Menu, profile="strict", sources=("H16",))
def repeated_head_word(menu: Menu, study: Study, *, least: int = 3) -> Faults:
    """Most labels of a menu repeat the same word.

    ## Why
    What is the same in every option tells nothing, makes the menu longer, and hides the word that
    differs. On a bad line the options become one.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      tarjetas:
        type: menu
        options:
          1: {label: bloquear una tarjeta, to: adviser}
          2: {label: activar una tarjeta, to: adviser}
          3: {label: pedir una tarjeta, to: call_back}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      tarjetas:
        type: menu
        prompt: ¿Qué desea hacer con su tarjeta? {options}
        options:
          1: {label: bloquearla, to: adviser}
          2: {label: activarla, to: adviser}
          3: {label: pedir otra, to: call_back}
    ```

    ## How to mend it
    Say the word once before the options, and let the labels begin with what differs. Told from `least`
    labels on, where more than half share a word.
    """
    for language, labels in study.hearing.labels(menu).items():
        if len(labels) < least or not study.words(language).terms("stop-words"):
            continue
        counts = Counter(word for label in labels for word in dict.fromkeys(content(label.words, language)))
        word, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
        if count >= least and 2 * count > len(labels):
            yield Fault(
                menu.name,
                say(
                    "callers hear “{word}” in {count} of {total} options and must wait for what differs",
                    word=word,
                    count=count,
                    total=len(labels),
                ),
                say("say “{word}” once before the options, and begin each label with what differs", word=word),
                menu.id,
            )
            return
