"""`no-terminator`."""

from ivrlint.flow.model import Input
from ivrlint.language.grammar import DIAL, PRESS
from ivrlint.language.numbers import is_said
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
    Write `terminator: "#"`, and say so in the prompt. An entry of a fixed length ends by itself, as does one
    of so many digits as the prompt asks for. A question that callers may answer by voice need not speak of keys.
    """
    if node.digits is None or node.digits[0] == node.digits[1] or _says_how_many(node, node.digits[1]):
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
        if _is_just_asked(node, language, text, study):
            continue
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


def _says_how_many(node: Input, most: int) -> bool:
    """Are callers told the number of digits with which the entry ends by itself?"""
    spoken = node.prompt.spoken if node.prompt else {}
    return bool(spoken) and all(is_said(most, text, language) for language, text in spoken.items())


def _is_just_asked(node: Input, language: str, text: str, study: Study) -> bool:
    """Is it a question that callers may answer by voice, and that speaks of no keys: "How many?"."""
    keyed = any(study.words(language).find(section, text) for section in (PRESS, DIAL))
    return study.ears(node).speech and not keyed


def _names(key: str, language: str, study: Study) -> tuple[str, ...]:
    words = study.words(language)
    return (key, *words.mapping("numbers" if key.isdigit() else "key-names").get(key, ()))
