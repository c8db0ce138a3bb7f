"""`unannounced-transfer`."""

from ivrlint.flow.model import Message, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import Message as Saying
from ivrlint.message import say

_HINTS = ("transfer", "person", "wait", "machine")


@rule("people", "warning", on=Transfer, sources=("H17", "seed000"))
def unannounced_transfer(node: Transfer, study: Study) -> Faults:
    """The call is handed over and nobody tells the caller.

    ## Why
    After the key there is silence, then a ringing tone or music. The caller cannot know whether the key
    has worked, who will answer, or whether the line has broken, and some hang up or press again.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: billing}}}
      billing: {type: transfer, queue: billing, on: {full: call_back, timeout: call_back}}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: billing}}}
      billing:
        type: transfer
        queue: billing
        prompt: I am putting you through to our billing team.
        on: {full: call_back, timeout: call_back}
    ```

    ## How to mend it
    Say in a few words who will answer, in the transfer's `prompt` or in the message just before it. How
    the wait itself sounds is looked at by the rules about queues.
    """
    if not study.reached(node) or node.id not in study.stretches.arrivals:
        return
    if node.prompt is None or not node.prompt.spoken:
        silent = [
            before
            for before in study.stretches.behind(node)
            if not isinstance(before, Message) or not _tells(before, study)
        ]
        if silent:
            yield Fault(
                node.name,
                say(
                    "callers hear nothing between `{before}` and whoever answers at `{id}`",
                    before=silent[0].id,
                    id=node.id,
                ),
                _help(),
                node.id,
            )
    elif not _tells(node, study):
        yield Fault(
            node.prompt.place,
            say(
                "“{text}” does not tell callers that somebody else will answer",
                text=next(iter(node.prompt.spoken.values())),
            ),
            _help(),
            node.id,
        )


def _tells(node: Message | Transfer, study: Study) -> bool:
    """Does its prompt say in every language that somebody else will answer? A language without word lists may."""
    spoken = node.prompt.spoken if node.prompt else {}
    lists = ((study.words(language), text) for language, text in spoken.items())
    return bool(spoken) and all(
        not words.terms("transfer") or any(words.find(hint, text) for hint in _HINTS) for words, text in lists
    )


def _help() -> Saying:
    return say("say who will answer, as in “I am putting you through to our billing team”")
