"""`no-recording-notice`."""

from ivrlint.lint.endings import knows, says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("data", "error", sources=("D2", "D3"))
def no_recording_notice(study: Study) -> Faults:
    """Calls are recorded, and callers can reach a person without having been told.

    ## Why
    In Europe people must be told of a recording before it begins; where all parties must consent, the
    notice has to come before any key that leads to a person works.

    ## Wrong
    ```yaml
    recorded: true
    nodes:
      hello: {type: message, prompt: Welcome to Acme., next: adviser}
    ```

    ## Right
    ```yaml
    recorded: true
    nodes:
      hello: {type: message, prompt: Welcome to Acme. This call is recorded to train our staff; acme.example says more., next: adviser}
    ```

    ## How to mend it
    Say it in the first message of every way in, in each language.
    """
    if not study.flow.recorded:
        return
    prompts = {node.id: getattr(node, "prompt", None) for node in study.flow.nodes.values()}
    notices = frozenset(
        id_ for id_, prompt in prompts.items() if says("recording", prompt) or not knows("recording", prompt)
    )
    for node in study.collected.heard_without(notices):
        if study.is_person(node) and node.id not in notices:
            yield Fault(
                study.written("recorded"),
                say(
                    "callers can reach a person at `{id}` without having been told that the call is recorded",
                    id=node.id,
                ),
                say("say it in the first message, as in “{notice}”", notice=study.sentence("say-recording")),
                node.id,
            )
            return
