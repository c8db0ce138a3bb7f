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
    if not any(study.words(language).terms("foreign") for language in study.flow.languages):
        return
    for places in (*study.tongues.spoken, *study.tongues.labels):
        words = study.words(places[0].language)
        term = words.find("foreign", places[0].words)
        if term is not None:
            own = next(more for entry, more in words.mapping("foreign").items() if fold(entry) == fold(term))
            for place in places:
                yield Fault(
                    place.text.place,
                    say("callers hear “{term}”, a word of another language", term=term),
                    say("say “{own}”", own=own[0]),
                    place.node.id if place.node else None,
                )
