"""`error-no-instruction`."""

import re

from ivrlint.flow.model import Input, Menu, Text
from ivrlint.language.announced import announced
from ivrlint.language.words import fold
from ivrlint.lint.endings import says
from ivrlint.lint.hearing import OPTIONS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_QUESTION = "?"
_WORD = re.compile(r"\w+")


@rule("errors", "warning", sources=("A5", "seed004"))
def error_no_instruction(study: Study) -> Faults:
    """A text after a silence or a wrong key does not say what to do now.

    ## Why
    "Sorry, we did not understand you": the caller knows that already. Without the choices or the next step
    they can only press something and hope.

    ## Wrong
    ```yaml
    listening:
      no_input: {after: 6s, attempts: 3, again: [Sorry. We did not hear anything.], then: adviser}
      no_match: {attempts: 3, again: ["To hear the choices again, press hash."], then: adviser}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    listening:
      no_input: {after: 6s, attempts: 3, again: ["To hear the choices again, press hash."], then: adviser}
      no_match: {attempts: 3, again: ["To hear the choices again, press hash."], then: adviser}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Name a key, ask a question, repeat the choices with `{options}`, or say what comes: "Stay on the line for a
    person." At an input it is enough to say how many digits it takes. Looked at are the texts of `again`.
    """
    for listener in study.listeners:
        for written, held in listener.retries:
            for text in written.again if held.attempts > 1 else ():
                if _is_the_question(text, listener.node):
                    continue
                if not _helps(text, study) and not (isinstance(listener.node, Input) and _counts(text, study)):
                    yield Fault(
                        text.place,
                        say("callers are told that it did not work, and not what to do now"),
                        say("name a key, ask the question again, or write `{{options}}`"),
                        listener.id,
                    )


def _is_the_question(text: Text, node: Menu | Input | None) -> bool:
    """Is it the prompt once more? That is `same-reprompt`."""
    return node is not None and node.prompt is not None and node.prompt.spoken == text.spoken


def _helps(text: Text, study: Study) -> bool:
    if not text.spoken or says("instruction", text) or says("collect", text):  # who knows what a recording says
        return True
    return any(
        OPTIONS in spoken
        or _QUESTION in spoken
        or announced(spoken, language)
        or not study.words(language).terms("instruction")
        for language, spoken in text.spoken.items()
    )


def _counts(text: Text, study: Study) -> bool:
    """Does it say a number? One is left out, which is an article in many languages."""
    for language, spoken in text.spoken.items():
        numbers = study.words(language).mapping("numbers").items()
        known = {fold(word) for figure, names in numbers if figure != "1" for word in names}
        if any(word.isdecimal() or word in known for word in _WORD.findall(fold(spoken))):
            return True
    return False
