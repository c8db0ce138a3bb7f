"""`noncritical-strict`."""

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.endings import OPEN_QUESTION
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("errors", "info", on=(Menu, Input), profile="strict", sources=("H6", "H7"))
def noncritical_strict(node: Menu | Input, study: Study, *, most: int = 2) -> Faults:
    """A question that does not matter to the caller is put again and again.

    ## Why
    Who does not answer a survey does not want to. Asking a third time keeps them on the line for nothing;
    guides advise to ask less where the step is not needed, and to go on.

    ## Wrong
    ```yaml
    nodes:
      survey:
        type: menu
        tags: [survey]
        prompt: "Did we help you? {options}"
        options: {1: {label: yes, to: hangup}, 2: {label: no, to: hangup}}
    ```

    ## Right
    ```yaml
    nodes:
      survey:
        type: menu
        tags: [survey]
        prompt: "Did we help you? {options}"
        options: {1: {label: yes, to: hangup}, 2: {label: no, to: hangup}}
        listening: {no_input: {attempts: 1, then: hangup}, no_match: {attempts: 2, then: hangup}}
    ```

    ## How to mend it
    Give it `attempts: 1` or at most `most`, and let `then` go on without the answer. Questions that may
    stay open are those tagged `survey` or `optional`.
    """
    if OPEN_QUESTION.isdisjoint(node.tags) or not study.reached(node):
        return
    ears = study.ears(node)
    count = max(ears.no_input.attempts, ears.no_match.attempts)
    if count > most:
        own = node.listening.no_input.place or node.listening.no_match.place if node.listening else None
        yield Fault(
            own or node.name,
            say(
                "callers who leave `{id}` open are asked {count} times (at most {limit})",
                id=node.id,
                count=count,
                limit=most,
            ),
            say("write `listening: {{no_input: {{attempts: 1}}, no_match: {{attempts: {limit}}}}}`", limit=most),
            node.id,
        )
