"""`untranslated-term`."""

from ivrlint.language.words import fold
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "info", profile="strict", sources=("ES1",))
def untranslated_term(study: Study) -> Faults:
    """A word of another language stands in a text, where its own language has one.

    ## Why
    A synthetic voice reads “feedback” or “check-in” by the rules of Spanish, and older callers do not
    know what it means.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal: {type: menu, options: {1: {label: cambiar su password, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal: {type: menu, options: {1: {label: cambiar su contraseña, to: adviser}}}
    ```

    ## How to mend it
    Say it in the caller's language. Looked up is a short list of words; words of the trade are `jargon`.
    """
    for language in study.flow.languages:
        own = {fold(entry): more for entry, more in study.words(language).mapping("foreign").items()}
        for said in study.texts.heard_in(language) if own else ():
            term = study.words(language).find("foreign", said.text)
            if term:
                yield Fault(
                    said.place,
                    say("callers hear “{term}”, a word of another language", term=term),
                    say("say “{own}”", own=own[fold(term)][0]),
                    said.id,
                )
