"""`regional-verb-mix`."""

from ivrlint.flow.model import Input, Menu, Message, Node, Transfer
from ivrlint.language.register import registers
from ivrlint.language.turning import with_verb
from ivrlint.language.words import fold
from ivrlint.lint.fixes import words_of
from ivrlint.lint.hearing import Telling
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "info", on=(Menu, Input, Message, Transfer), profile="strict", sources=("ES1",), fixes="safe")
def regional_verb_mix(node: Node, study: Study) -> Faults:
    """A key is asked for with a word that is not used in this country.

    ## Why
    “Pulse” in Spain is “oprima” or “marque” in Mexico. Callers understand either, and hear that the menu
    was made for somebody else. There is no neutral Spanish.

    ## Wrong
    ```yaml
    languages: [es]
    country: ES
    nodes:
      principal: {type: menu, prompt: "Para facturas, oprima 1.", options: {1: {label: facturas, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    country: ES
    nodes:
      principal: {type: menu, prompt: "Para facturas, pulse 1.", options: {1: {label: facturas, to: adviser}}}
    ```

    ## How to mend it
    Use the word of the country, `country:` at the top or the region of the language (`es-MX`). Two words
    for the same thing within one menu are `inconsistent-pattern`.
    """
    if not any(study.words(language).mapping("verbs-by-region") for language in study.flow.languages):
        return
    for telling in (*study.hearing.prompt(node), *study.hearing.elsewhere(node)):
        regions = study.words(telling.language).mapping("verbs-by-region")
        usual = regions.get(telling.language.partition("-")[2].upper() or study.flow.country or "", ())
        if usual:
            known = {fold(verb) for verbs in regions.values() for verb in verbs} - set(map(fold, usual))
            for verb in dict.fromkeys(offer.verb for offer in telling.announced):
                if fold(verb) in known:
                    yield Fault(
                        telling.place,
                        say("“{verb}” is not what callers in this country are used to", verb=verb),
                        say("say “{usual}”", usual=usual[0]),
                        node.id,
                        fix=_fix(telling, verb, usual, study),
                    )


def _fix(telling: Telling, verb: str, usual: tuple[str, ...], study: Study) -> Fix | None:
    """The first usual verb that speaks to callers as the other one does: as tú or as usted."""
    spoken_to = registers([verb], telling.language)
    fits = next((other for other in usual if registers([other], telling.language) == spoken_to), None)
    if fits is None:
        return None
    changes = with_verb(telling.text, telling.language, frozenset({fold(verb)}), fits)
    return words_of(telling.place, telling.language, changes, say("say “{verb}”", verb=fits), study)
