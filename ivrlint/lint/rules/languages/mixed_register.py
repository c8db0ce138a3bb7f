"""`mixed-register`."""

from collections import Counter

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
    for language in filter(has_registers, study.flow.languages):
        heard = list(study.texts.heard_in(language))
        told = registers([said.text for said in heard], language)
        counts = Counter(name for names in told for name in names)
        usual = max(counts, key=lambda name: (counts[name], name), default="")
        for names, said in zip(told, heard, strict=True):
            if names - {usual}:
                yield Fault(
                    said.place,
                    say(
                        "callers hear “{odd}” in “{text}”, and “{usual}” in most other texts",
                        odd=min(names - {usual}),
                        text=said.text,
                        usual=usual,
                    ),
                    say("write it with “{usual}” as well", usual=usual),
                    said.id,
                )
