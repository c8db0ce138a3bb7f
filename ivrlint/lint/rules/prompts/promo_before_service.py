"""`promo-before-service`."""

from ivrlint.flow.place import Place
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.texts import quoted
from ivrlint.message import say

_PROMO = ("promo", "elsewhere")


@rule("prompts", "warning", sources=("H10", "W1", "PT-L", "BR-L", "seed000"))
def promo_before_service(study: Study) -> Faults:
    """Callers who need something hear an advert, or a hint at the website, before they may choose.

    ## Why
    Most of them have tried the website and call because it did not help. Whoever wants to report a fault
    does not want a new tariff, and learns that sales come first here.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      bienvenida:
        type: message
        prompt: Bienvenido a Acme. Descubra nuestra nueva tarifa con un veinte por ciento de descuento.
        next: principal
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      bienvenida: {type: message, prompt: Bienvenido a Acme., next: principal}
      principal: {type: menu, options: {1: {label: facturas, to: adviser}, 2: {label: averías, to: adviser}}}
    ```

    ## How to mend it
    Leave it out, or tell it once the caller has been served. Looked at is what callers hear in opening
    hours before the first option, and what is said to those who did not answer. Outside opening hours
    the website may be just what helps; in a queue it is `ads-on-hold`.
    """
    shown = set()
    any_ = any(texts for section in _PROMO for texts in study.texts.holding(section).values())
    for way in study.greetings.all if any_ else ():
        for part in way.without_notices():
            phrase = _promo(part.text, way.language, study)
            if phrase and part.node.id not in shown:
                shown.add(part.node.id)
                yield _fault(part.place, quoted(part.text, phrase), part.node.id)
    for said, phrase in study.texts.saying(*_PROMO):
        if said.key == "again":
            yield _fault(said.place, quoted(said.text, phrase), said.id)


def _promo(text: str, language: str, study: Study) -> str | None:
    words = study.words(language)
    return next(filter(None, (words.find(section, text) for section in _PROMO)), None)


def _fault(place: Place, phrase: str, id_: str | None) -> Fault:
    return Fault(
        place,
        say("callers hear “{phrase}” before they are helped", phrase=phrase),
        say("leave it out, or say it after the caller has been served"),
        id_,
    )
