"""`no-greeting-id`."""

from ivrlint.flow.graph import START
from ivrlint.flow.model import Broken, Menu
from ivrlint.language.words import fold, tokens
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", sources=("ST4", "ME1", "seed002"), needs=("name",))
def no_greeting_id(study: Study) -> Faults:
    """Callers are not told whom they have reached.

    ## Why
    A wrong number, a forwarded call, an old entry in the phone book: callers check in the first words whether
    they are right. Without the name they choose, enter a number, and wonder who has it now.

    ## Wrong
    ```yaml
    languages: [es]
    name: Banco Ejemplo
    nodes:
      bienvenida: {type: message, prompt: Le damos la bienvenida., next: principal}
      principal: {type: menu, options: {1: {label: cuentas, to: adviser}, 2: {label: tarjetas, to: adviser}}}
    ```

    ## Right
    ```yaml
    languages: [es]
    name: Banco Ejemplo
    nodes:
      bienvenida: {type: message, prompt: Le atiende Banco Ejemplo., next: principal}
      principal: {type: menu, options: {1: {label: cuentas, to: adviser}, 2: {label: tarjetas, to: adviser}}}
    ```

    ## How to mend it
    Say the name before the first choice. Looked for is a word of the flow's `name` in what callers hear
    up to there, in the language in which a call begins. A flow that another one runs need not say it.
    """
    name = study.flow.name
    telling = _telling_words(name or "", study)
    if not telling or study.stretches.runs_inside_another:
        return
    for entry in study.graph.exits[START]:
        first = study.stretches.ahead(entry.target)
        if any(isinstance(node, Broken) for node in first):
            continue
        for language in study.tongues.at(START) if first else ():
            heard = [text for node in first for text in _texts(node, language, study)]
            if not heard and any(getattr(node, "prompt", None) for node in first):
                continue  # `missing-translation`
            if telling.isdisjoint(word for text in heard for word in tokens(text)):
                yield Fault(
                    entry.place,
                    say(
                        "callers choose before they hear that they have reached “{name}” ({language})",
                        name=name,
                        language=language,
                    ),
                    say("say the name in the first words"),
                    entry.target,
                )
                break


def _telling_words(name: str, study: Study) -> frozenset[str]:
    """The words of the name that no other name has as well; all of them where that leaves none."""
    little = {fold(word) for language in study.flow.languages for word in study.words(language).terms("stop-words")}
    return frozenset(tokens(name) - little) or tokens(name)


def _texts(node: object, language: str, study: Study) -> list[str]:
    if isinstance(node, Menu):
        return [offer.text for offer in study.offers(node) if offer.language == language]
    prompt = getattr(node, "prompt", None)
    return [prompt.spoken[language]] if prompt is not None and language in prompt.spoken else []
