"""`no-closing-choice`."""

from collections.abc import Iterator

from ivrlint.flow.graph import HANGUP, Edge
from ivrlint.flow.model import Branch, Lookup, Message, Text
from ivrlint.lint.endings import knows, says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_CLOSING = ("goodbye", "thanks", "negative", "apology")


@rule("structure", "warning", on=Lookup, sources=("W2", "seed000", "seed001"))
def no_closing_choice(node: Lookup, study: Study) -> Faults:
    """Callers hear their answer, and the line is cut without a goodbye or another choice.

    ## Why
    Nobody says that this was all. Callers who wanted to hear the figure again, had a second question or
    needed a person must call once more; others think that the call was lost.

    ## Wrong
    ```yaml
    nodes:
      balance:
        type: lookup
        service: balances
        on:
          ok: {type: message, prompt: "Your balance is {balance}.", next: hangup}
          error: adviser
    ```

    ## Right
    ```yaml
    nodes:
      balance:
        type: lookup
        service: balances
        on:
          ok: {type: message, prompt: "Your balance is {balance}.", next: more}
          error: adviser
      more:
        type: menu
        options:
          1: {label: hear your balance again, to: balance}
          2: {label: speak to an adviser, to: adviser}
          3: {label: end the call, to: {type: hangup, prompt: Thank you for calling. Goodbye.}}
    ```

    ## How to mend it
    Lead the answer to a short menu: hear it again, something else, a person, the end. The least is a
    goodbye in the answer itself. An outcome that says no and hangs up is `forced-hangup`.
    """
    if not study.reached(node):
        return
    for edge in study.exits(node):
        for last, texts in _ends(edge, study) if edge.key != "error" else ():
            worded = all(text.spoken and knows("goodbye", text) for text in texts)  # words nobody knows may say it
            if texts and worded and not any(says(section, *texts) for section in _CLOSING):
                yield Fault(
                    study.exits(last)[0].place,
                    say("after `{id}` callers are cut off: no goodbye, no other choice", id=last.id),
                    say("lead on to a menu (hear it again, something else, a person), or say goodbye"),
                    last.id,
                )


def _ends(edge: Edge, study: Study) -> Iterator[tuple[Message, list[Text]]]:
    """The last messages of the calls that end behind an outcome, whatever is decided there, and all that they hear."""
    waiting: list[tuple[Edge, list[Text]]] = [(edge, [])]
    decided: set[str] = set()
    while waiting:
        here, said = waiting.pop(0)
        last = next(reversed(study.endings.way(here.target)), None)
        texts = said + study.endings.texts(here.target)
        if isinstance(last, Message) and study.exits(last)[0].target == HANGUP:
            yield last, texts
        elif isinstance(last, Branch) and last.id not in decided:
            decided.add(last.id)
            waiting += [(way, texts) for way in study.exits(last)]
