"""`ai-undisclosed`."""

from ivrlint.flow.model import Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.stretches import is_open_question
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("people", "info", on=Menu, profile="strict", sources=("US-L",))
def ai_undisclosed(menu: Menu, study: Study) -> Faults:
    """Callers are asked to talk freely and are not told that a machine listens.

    ## Why
    Who takes the voice for a person tells the whole story and feels fooled when it is not understood.
    Bills in the United States, none of them in force, would have a machine say so at the start.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: Welcome to Acme. How may I help you?
        listening: {speech: true}
        options:
          bills: {label: bills, says: [my bill], to: adviser}
          faults: {label: faults, says: [it is broken], to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: I am the automated assistant of Acme. How may I help you?
        listening: {speech: true}
        options:
          bills: {label: bills, says: [my bill], to: adviser}
          faults: {label: faults, says: [it is broken], to: adviser}
    ```

    ## How to mend it
    Say it in a word, in the prompt or in the greeting before it. Looked at are open questions that a
    call meets first; a menu of keys cannot be taken for a person.
    """
    if menu.id not in study.stretches.first_questions or not is_open_question(menu):
        return
    before = [node for node in study.stretches.behind(menu) if not isinstance(node, Menu)]
    heard = [text for node in (menu, *before) if (text := getattr(node, "prompt", None))]
    for language in study.flow.languages:
        words = study.words(language)
        told = any(words.find("machine", text.spoken.get(language, "")) for text in heard)
        if words.terms("machine") and not told:
            yield Fault(
                menu.prompt.place if menu.prompt else menu.name,
                say(
                    "callers are not told that they talk to a machine at `{id}` ({language})",
                    id=menu.id,
                    language=language,
                ),
                say("say so, as in “{sentence}”", sentence=study.sentence("say-machine", language)),
                menu.id,
            )
