"""`over-polite`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "info", profile="strict", sources=("A3", "seed002"))
def over_polite(study: Study, *, most: int = 1) -> Faults:
    """A prompt says please again and again.

    ## Why
    Once is courtesy. In every sentence it is a second more each time, and it sounds like a form letter.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      numero:
        type: input
        prompt: Por favor, tenga a mano su tarjeta. Por favor, marque ahora sus dieciséis cifras.
        field: tarjeta
        digits: 16
        next: adviser
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      numero:
        type: input
        prompt: Por favor, marque las dieciséis cifras de su tarjeta.
        field: tarjeta
        digits: 16
        next: adviser
    ```

    ## How to mend it
    Keep one “please” in a prompt, best where you ask for most.
    """

    def look(text: str, language: str) -> int:
        holding = study.texts.holding("please")[language]
        count = len(study.words(language).all("please", text)) if text in holding else 0
        return count if count > most else 0

    for said, count in study.texts.where(look):
        yield Fault(
            said.place,
            say(
                "callers hear “{phrase}” {count} times in one prompt (at most {limit})",
                phrase=study.texts.holding("please")[said.language][said.text].lower(),
                count=count,
                limit=most,
            ),
            say("keep it where you ask for most"),
            said.id,
        )
