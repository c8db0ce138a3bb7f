"""`mixed-register`."""

from collections import Counter
from collections.abc import Iterable

from ivrlint.language.register import has_registers, registers
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "warning", sources=("seed004", "ES1"))
def mixed_register(study: Study) -> Faults:
    """Some texts say tú to the caller and others usted (or vos).

    ## Why
    The voice is formal, then familiar, then formal again, as if several firms took turns. It sounds
    careless, and to some callers disrespectful.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: "{options} Para hablar con una persona, pulsa 0."
        options: {1: {label: pagar su factura, to: adviser}}
      fin: {type: hangup, prompt: Espere un momento y le atenderemos.}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: "{options} Para hablar con una persona, pulse 0."
        options: {1: {label: pagar su factura, to: adviser}}
      fin: {type: hangup, prompt: Espere un momento y le atenderemos.}
    ```

    ## How to mend it
    Decide for one and keep to it; reported are the texts that differ from most. Only languages with more
    than one way to address a caller are looked at.
    """
    if not any(map(has_registers, study.flow.languages)):
        return
    told = (*study.tongues.spoken, *study.tongues.labels)
    ways = [(registers(places[0].words, places[0].language), places) for places in told]
    usual = {
        language: _usual(names for names, places in ways if places[0].language == language)
        for language in study.flow.languages
    }
    for names, places in ways:
        for place in places if names - {usual.get(places[0].language)} else ():
            most = usual[place.language]
            yield Fault(
                place.text.place,
                say(
                    "callers hear “{odd}” in “{text}”, and “{usual}” in most other texts",
                    odd=min(names - {most}),
                    text=place.words,
                    usual=most,
                ),
                say("write it with “{usual}” as well", usual=most),
                place.node.id if place.node else None,
            )


def _usual(ways: Iterable[frozenset[str]]) -> str | None:
    """The way that most texts take; of two that are as frequent, the last in the alphabet."""
    counts = Counter(name for names in ways for name in names)
    return max(counts, key=lambda name: (counts[name], name), default=None)
