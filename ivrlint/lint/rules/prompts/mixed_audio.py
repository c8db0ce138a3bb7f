"""`mixed-audio`."""

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.tongues import texts_of
from ivrlint.message import say


@rule("prompts", "info", profile="strict", sources=("B1",))
def mixed_audio(study: Study) -> Faults:
    """One place of the call speaks with a recorded voice and with a synthetic one.

    ## Why
    The voice changes in the middle of a question. It sounds as if somebody else had come on the line, and
    callers listen to the voice instead of the words.

    ## Wrong
    ```yaml
    nodes:
      main:
        type: menu
        prompt: {text: "For bills, press 1. For faults, press 2.", audio: "audio/main.wav"}
        return_prompt: "Main menu. For bills, press 1. For faults, press 2."
        options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}
    ```

    ## Right
    ```yaml
    nodes:
      main:
        type: menu
        prompt: {text: "For bills, press 1. For faults, press 2.", audio: "audio/main.wav"}
        return_prompt: {text: "Main menu. For bills, press 1. For faults, press 2.", audio: "audio/main-again.wav"}
        options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}
    ```

    ## How to mend it
    Record the rest with the same voice, or let the synthetic voice speak all of it. A recording that holds
    a field or `{options}` is mixed by itself. Looked at is one node at a time.
    """
    recorded = {node.id: node for node, _, _ in study.texts.recorded if isinstance(node, Menu | Input)}
    for node in recorded.values():
        texts = [written.text for written in texts_of(node)]
        spoken = next((text for text in texts if not text.audio), None)
        filled = next((text for text in texts if any("{" in said for said in text.spoken.values())), None)
        if spoken is not None:
            yield Fault(
                spoken.place,
                say("callers hear a synthetic voice here and a recorded one elsewhere in `{id}`", id=node.id),
                say("record this text as well, or none of them"),
                node.id,
            )
        elif filled is not None:
            yield Fault(
                filled.place,
                say("a recorded voice breaks off where `{id}` fills something in", id=node.id),
                say("let one voice speak all of it"),
                node.id,
            )
