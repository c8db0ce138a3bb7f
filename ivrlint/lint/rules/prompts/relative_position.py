"""`relative-position`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", sources=("seed003", "H13"))
def relative_position(study: Study) -> Faults:
    """A prompt speaks as if callers could see it.

    ## Why
    Texts come over from the website: click, below, on this page. On the phone there is nothing to click, and
    callers look for a screen that is not there.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: "Haga clic en una de las opciones. {options}"
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: "{options}"
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
    ```

    ## How to mend it
    Say it for the ear: which key, in which order, where on the letter in the caller's hand. A text
    may tell what to do with a message that callers are sent.
    """
    for said, phrase in study.texts.saying("screen-words"):
        if study.words(said.language).find("confirmed-by", said.text):
            continue  # what they are sent has something to see
        yield Fault(
            said.place,
            say("callers hear “{phrase}”, and there is nothing to see", phrase=phrase),
            say("say which key to press, or what to do, without a screen"),
            said.id,
        )
