"""`no-question`."""

from ivrlint.flow.model import Input, Message, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import GOES_ON


@rule("prompts", "error", on=(Input, Voicemail), profile="core", sources=("ST4",))
def no_question(node: Input | Voicemail, study: Study) -> Faults:
    """Callers are to enter or say something and hear nothing.

    ## Why
    The line goes silent. Nobody knows that the system waits for digits or records already; most hang up.

    ## Wrong
    ```yaml
    nodes:
      number: {type: input, field: customer, digits: 4, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      number: {type: input, prompt: Please enter the four digits of your branch., field: branch, digits: 4, next: adviser}
    ```

    ## How to mend it
    Write a `prompt:` that says what to enter, or when to speak. A menu without a prompt says its options.
    """
    if node.prompt is None and GOES_ON not in node.tags and study.reached(node) and not _is_asked_before(node, study):
        yield Fault(
            node.name,
            say("callers hear nothing at `{id}` and do not know that it waits for them", id=node.id),
            say("write `prompt:` with what to enter or say"),
            node.id,
        )


def _is_asked_before(node: Input | Voicemail, study: Study) -> bool:
    """Does a message on every way there, which may well ask, stand right before it?"""
    before = study.stretches.behind(node)
    return bool(before) and all(isinstance(each, Message) and each.prompt for each in before)
