"""`language-assumed`."""

from ivrlint.flow.model import SubFlow
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("languages", "info", profile="strict", sources=("seed001", "G1"), needs=("translations",))
def language_assumed(study: Study) -> Faults:
    """A language is declared, and no key lets a caller choose it.

    ## Why
    Either nobody ever hears these texts, or a platform picks the language by the number that called. A
    number does not tell what its owner speaks: ask, do not assume.

    ## Wrong
    ```yaml
    languages: [en, es]
    nodes:
      hello: {type: message, prompt: {en: Welcome to Acme., es: Le atiende Acme.}, next: adviser}
    ```

    ## Right
    ```yaml
    languages: [en, es]
    nodes:
      main:
        type: menu
        prompt: {en: "{options} Para español, pulse 8.", es: "{options}"}
        options:
          1: {label: {en: bills, es: facturas}, to: adviser}
          8: {label: español, to: repeat, language: es, silent: true}
    ```

    ## How to mend it
    Give an option or a key of the flow `language: …`, or take the language out of `languages:`. Where one
    number is for one language only, say so in a comment that silences this rule.
    """
    if study.stretches.runs_inside_another or study.all(SubFlow):
        return
    for language in study.flow.languages[1:]:
        if language not in study.tongues.switches:
            yield Fault(
                study.written("languages"),
                say("no key lets a caller choose {language}", language=language),
                say("give an option `language: {language}`", language=language),
            )
