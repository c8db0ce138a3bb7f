"""`counter-reset-loop`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("errors", "warning", sources=("H15", "G1"))
def counter_reset_loop(study: Study) -> Faults:
    """Callers whose keys are not understood come back to where they failed, with the count at zero.

    ## Why
    Counters begin anew each time a call comes to a menu. Where failing leads back to it, a caller whose
    phone sends the wrong tones, or who presses what they were once told, goes round without end.

    ## Wrong
    ```yaml
    keys: ~
    nodes:
      main:
        type: menu
        options: {1: {label: bills, to: bills}, 2: {label: faults, to: bills}}
        listening: {no_match: {attempts: 3, then: sorry}}
      sorry: {type: message, prompt: Let us begin again., next: main}
      bills: {type: input, prompt: Please enter the six digits of your bill., field: bill, digits: 6, next: adviser}
    ```

    ## Right
    ```yaml
    keys: ~
    nodes:
      main:
        type: menu
        options: {1: {label: bills, to: bills}, 2: {label: faults, to: bills}}
        listening: {no_match: {attempts: 3, then: sorry}}
      sorry: {type: message, prompt: Let us find somebody who can help., next: adviser}
      bills: {type: input, prompt: Please enter the six digits of your bill., field: bill, digits: 6, next: adviser}
    ```

    ## How to mend it
    Lead the failure on: to a person, a voicemail, a simpler menu. Where one key of the circle leads to a person
    at once, callers can help themselves and nothing is said. Circles of silence are `trap-loop`.
    """
    for round_ in study.rounds.misheard:
        keys = [edge for id_ in round_ for edge in study.graph.exits[id_] if edge.kind in ("option", "key")]
        if not any(edge.target in study.leads_to_person for edge in keys):
            yield Fault(
                study.flow.nodes[round_[0]].name,
                say(
                    "callers whose keys are not understood go round for ever: {round}",
                    round=" -> ".join([*round_, round_[0]]),
                ),
                say("let one of these lead on: to a person, or to a simpler menu"),
                round_[0],
            )
