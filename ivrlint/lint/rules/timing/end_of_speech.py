"""`end-of-speech`."""

from ivrlint.flow.model import Input, Menu
from ivrlint.flow.numbers import KEYS
from ivrlint.lint.endings import says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", sources=("T8", "seed002", "seed004"))
def end_of_speech(
    study: Study, *, yes_no: float = 0.75, menu: float = 1, phrase: float = 1.5, digits: float = 2
) -> Faults:
    """A caller who speaks is cut off at the first breath.

    ## Why
    People pause inside what they say: before a name, between groups of digits. A call that takes a short
    pause for the end answers half a sentence, and the caller must say everything again.

    ## Wrong
    ```yaml
    nodes:
      number:
        type: input
        prompt: Please say or enter the eight digits of your customer number.
        field: customer_number
        digits: 8
        listening: {speech: true, end_of_speech: 500ms, no_input: {after: 8s}}
        next: adviser
    ```

    ## Right
    ```yaml
    nodes:
      number:
        type: input
        prompt: Please say or enter the eight digits of your customer number.
        field: customer_number
        digits: 8
        listening: {speech: true, end_of_speech: 2s, no_input: {after: 8s}}
        next: adviser
    ```

    ## How to mend it
    Wait `digits` seconds for the end of a number, `phrase` seconds after an open question, `menu` seconds at a
    menu, and `yes_no` seconds where only yes or no is asked. Looked at where `end_of_speech` is written and
    `speech` is on; what is written at the top must do for everything that goes by it.
    """
    for listener in study.listeners:
        written = listener.written.end_of_speech
        if written is None:
            continue
        for node in [listener.node] if listener.node else _inheriting(study):
            least = digits if isinstance(node, Input) else _least(node, yes_no=yes_no, menu=menu, phrase=phrase)
            if written.seconds < least and study.ears(node).speech:
                yield Fault(
                    written.place,
                    say(
                        "callers who pause for {pause:g} s while they answer `{id}` are cut off (at least {least:g} s)",
                        pause=written.seconds,
                        id=node.id,
                        least=least,
                    ),
                    say("write `end_of_speech: {least:g}s`", least=least),
                    listener.id,
                )
                break


def _inheriting(study: Study) -> list[Menu | Input]:
    """What goes by the flow's own value; inputs first, which need the longest."""
    nodes: list[Menu | Input] = [*study.all(Input), *study.all(Menu)]
    return [node for node in nodes if node.listening is None or node.listening.end_of_speech is None]


def _least(node: Menu, *, yes_no: float, menu: float, phrase: float) -> float:
    if any(option.key.strip(KEYS) for option in node.options):
        return phrase
    answers = [says("yes", option.label) or says("no", option.label) for option in node.options]
    return yes_no if answers and all(answers) else menu
