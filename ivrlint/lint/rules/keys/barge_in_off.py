"""`barge-in-off`."""

from ivrlint.flow.model import Input, Menu, Node
from ivrlint.lint.fixes import value_at
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("keys", "warning", sources=("G1", "IW1", "ST3", "ST5"), fixes="unsafe")
def barge_in_off(study: Study) -> Faults:
    """Callers must hear a prompt to its end before they may press a key.

    ## Why
    Whoever calls often knows the key and is made to wait; whoever presses too early is not heard, waits
    in silence, and is told off for not answering.

    ## Wrong
    ```yaml
    listening:
      barge_in: false
      no_input: {attempts: 3, then: adviser}
      no_match: {attempts: 3, then: adviser}
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        options:
          1: {label: paying a bill, to: adviser}
          2: {label: a power cut, to: adviser}
    ```

    ## How to mend it
    Take out `barge_in: false`. What everybody must hear belongs in a message before the menu, not in
    the menu's prompt. A prompt that tells that calls are recorded may be kept whole.
    """
    whole = study.flow.listening
    if whole.barge_in is False and whole.place:
        yield Fault(
            whole.place,
            say("at every menu callers must hear the whole prompt before they may press a key"),
            _HELP,
            fix=value_at(whole.place, "barge_in", "true", _LET),
        )
    for node in study.flow.nodes.values():
        own = node.listening if isinstance(node, Menu | Input) else None
        if own and own.place and own.barge_in is False and not _tells_of_recording(node, study):
            yield Fault(
                own.place,
                say("callers must hear all of `{id}` before they may press a key", id=node.id),
                _HELP,
                node.id,
                fix=value_at(own.place, "barge_in", "true", _LET),
            )


_LET = say("let callers press a key at any time")
_HELP = say("take out `barge_in: false`; put what everybody must hear into a message before")


def _tells_of_recording(node: Node, study: Study) -> bool:
    return any(study.words(telling.language).find("recording", telling.text) for telling in study.hearing.prompt(node))
