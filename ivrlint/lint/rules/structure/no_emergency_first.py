"""`no-emergency-first`."""

import re
from collections.abc import Iterator

from ivrlint.flow.graph import START
from ivrlint.flow.model import Menu, Node
from ivrlint.lint.rule import Fault, Faults, Severity, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SECTORS: dict[str, Severity] = {
    "health": "error",
    "gas": "error",
    "energy": "warning",
    "electricity": "warning",
    "power": "warning",
    "water": "warning",
    "security": "warning",
}


@rule("structure", "warning", sources=("ME1", "MX-IVRDOCTORS"))
def no_emergency_first(study: Study) -> Faults:
    """Callers in danger must listen to something else first.

    ## Why
    Who smells gas or has chest pain takes the first words they hear for what they should do. Three options
    about bills may cost the minute that counts.

    ## Wrong
    ```yaml
    sector: health
    nodes:
      main:
        type: menu
        prompt: "Welcome to Elm Row Surgery. {options} In an emergency, hang up and dial 999."
        options:
          1: {label: appointments, to: adviser}
          2: {label: prescriptions, to: adviser}
    ```

    ## Right
    ```yaml
    sector: health
    nodes:
      main:
        type: menu
        prompt: "Welcome to Elm Row Surgery. In an emergency, hang up and dial 999. {options}"
        options:
          1: {label: appointments, to: adviser}
          2: {label: prescriptions, to: adviser}
    ```

    ## How to mend it
    Say what to do in an emergency right after the greeting, or make it the first option. Looked at are
    flows whose `sector` is health, gas, energy, electricity, power, water or security. How long the
    greeting may be is `long-greeting`; whether an emergency is served at night is `emergency-closed`.
    """
    sectors = [_SECTORS[word] for word in re.findall(r"\w+", (study.flow.sector or "").lower()) if word in _SECTORS]
    if not sectors:
        return
    for entry in study.graph.exits[START]:
        for language in study.flow.languages:
            words = study.words(language)
            heard = list(_heard_first(entry.target, language, study)) if words.terms("emergency") else []
            if heard and not any(words.find("emergency", text) for text in heard):
                yield Fault(
                    entry.place,
                    say("callers in danger hear of other things first ({language})", language=language),
                    say("say what to do in an emergency right after the greeting, or make it the first option"),
                    entry.target,
                    min(sectors),
                )
                break


def _heard_first(id_: str, language: str, study: Study) -> Iterator[str]:
    """What callers hear from there on, up to the first option of the first menu."""
    for node in study.stretches.ahead(id_):
        if isinstance(node, Menu):
            for offer in study.offers(node):
                if offer.language == language:
                    yield offer.text[: offer.announced[0].end] if offer.announced else offer.text
        else:
            yield from _prompt(node, language)


def _prompt(node: Node, language: str) -> list[str]:
    prompt = getattr(node, "prompt", None)
    return [prompt.spoken[language]] if prompt is not None and language in prompt.spoken else []
