"""`wrong-language`."""

from ivrlint.language.tongue import other_language
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "warning")
def wrong_language(study: Study) -> Faults:
    """A text is written in another language than the one for which it stands.

    ## Why
    In the middle of a Spanish call a Spanish voice reads out an English sentence. Hardly anybody
    understands a word of it.

    ## Wrong
    ```yaml
    languages: [es, en]
    nodes:
      hola:
        type: message
        prompt: {es: Thank you for calling Acme. We are here to help you., en: Thank you for calling Acme.}
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [es, en]
    nodes:
      hola:
        type: message
        prompt: {es: Gracias por llamar a Acme. Estamos para ayudarle., en: Thank you for calling Acme.}
        next: adviser
    ```

    ## How to mend it
    Translate the text, or put it under its own language. An offer of another language, in that language,
    may stand in any prompt. A text that is not there at all is `missing-translation`.
    """
    for said, _ in study.texts.where(other_language):
        other = other_language(study.tongues.without_offers(said.node, said.text, said.language), said.language)
        if other:
            yield Fault(
                said.place,
                say(
                    "callers in {language} hear a text in {other}: “{text}”",
                    language=said.language,
                    other=other,
                    text=said.text,
                ),
                say("translate it, or write it under `{other}:`", other=other),
                said.id,
            )
