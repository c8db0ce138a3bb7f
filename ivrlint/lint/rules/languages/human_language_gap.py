"""`human-language-gap`."""

from ivrlint.flow.model import Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "warning", on=Transfer, sources=("ES-L",), needs=("speakers",))
def human_language_gap(node: Transfer, study: Study) -> Faults:
    """Callers who chose a language are handed to people who do not speak it.

    ## Why
    The caller has chosen English, has been led through the menu in English, and is greeted in Spanish. In
    Spain the law wants answers in the language in which the customer called.

    ## Wrong
    ```yaml
    languages: [es, en]
    nodes:
      principal:
        type: menu
        options:
          1: {label: {es: facturas, en: bills}, to: facturas}
          9: {label: English, to: repeat, language: en}
      facturas:
        type: transfer
        queue: facturas
        languages: [es]
        prompt: {es: Le paso con facturas., en: I am putting you through to our billing team.}
        on: {full: call_back}
    ```

    ## Right
    ```yaml
    languages: [es, en]
    nodes:
      principal:
        type: menu
        options:
          1: {label: {es: facturas, en: bills}, to: facturas}
          9: {label: English, to: repeat, language: en}
      facturas:
        type: transfer
        queue: facturas
        languages: [es, en]
        prompt: {es: Le paso con facturas., en: I am putting you through to our billing team.}
        on: {full: call_back}
    ```

    ## How to mend it
    Lead callers of that language to a queue that speaks it, or offer a call back. Looked at are transfers
    that say under `languages:` what those who answer speak.
    """
    if not node.person or not node.languages or not study.reached(node):
        return
    spoken = {_base(language) for language in node.languages}
    missing = [language for language in study.tongues.at(node.id) if _base(language) not in spoken]
    if missing:
        yield Fault(
            node.name,
            say(
                "callers in {languages} are handed to people at `{id}` who speak {spoken} only",
                languages=", ".join(missing),
                id=node.id,
                spoken=", ".join(node.languages),
            ),
            say("lead them to a queue that speaks {languages}, or offer a call back", languages=", ".join(missing)),
            node.id,
        )


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
