"""`no-terminator`."""

from ivrlint.flow.model import Input
from ivrlint.language.words import fold
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "warning", on=Input, sources=("H9", "K1", "ST3"))
def no_terminator(node: Input, study: Study) -> Faults:
    """A number of any length has no key that ends it, or callers are not told of it.

    ## Why
    After the last digit callers wait in silence until the system believes them. A key that ends the entry
    spares them the wait, if they know of it.

    ## Wrong
    ```yaml
    nodes:
      order: {type: input, prompt: Please enter your order number., field: order, digits: 4-10, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      order: {type: input, prompt: "Please enter your order number, then press hash.", field: order, digits: 4-10, terminator: "#", next: adviser}
    ```

    ## How to mend it
    Write `terminator: "#"`, and say so in the prompt. An entry of a fixed length ends by itself.
    """
    if node.digits is None or node.digits[0] == node.digits[1]:
        return
    if node.terminator is None:
        yield Fault(
            node.name,
            say("callers wait in silence after the last digit of “{field}”", field=node.field or node.id),
            say('write `terminator: "#"`, and tell callers to press it'),
            node.id,
        )
        return
    for language, text in node.prompt.spoken.items() if node.prompt else ():
        worded = study.words(language).terms("key-names")
        if worded and not any(fold(name) in fold(text) for name in _names(node.terminator, language, study)):
            yield Fault(
                node.prompt.place if node.prompt else node.name,
                say(
                    "callers are not told that {key} ends the entry ({language})",
                    key=node.terminator,
                    language=language,
                ),
                say("say it in the prompt"),
                node.id,
            )


def _names(key: str, language: str, study: Study) -> tuple[str, ...]:
    words = study.words(language)
    return (key, *words.mapping("numbers" if key.isdigit() else "key-names").get(key, ()))
