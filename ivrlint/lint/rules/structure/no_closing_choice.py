"""`no-closing-choice`."""

from ivrlint.flow.graph import HANGUP
from ivrlint.flow.model import Lookup, Message
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
        last = next(reversed(study.endings.way(edge.target)), None) if edge.key != "error" else None
        if isinstance(last, Message) and study.exits(last)[0].target == HANGUP:
            texts = study.endings.texts(edge.target)
            worded = all(text.spoken and knows("goodbye", text) for text in texts)  # words nobody knows may say it
            if texts and worded and not any(says(section, *texts) for section in _CLOSING):
                yield Fault(
                    study.exits(last)[0].place,
                    say("after `{id}` callers are cut off: no goodbye, no other choice", id=last.id),
                    say("lead on to a menu (hear it again, something else, a person), or say goodbye"),
                    last.id,
                )
