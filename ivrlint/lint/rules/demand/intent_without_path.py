"""`intent-without-path`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("demand", "error", sources=("seed002",), needs=("intents",))
def intent_without_path(study: Study) -> Faults:
    """People call about something that no way through the menus leads to.

    ## Why
    Callers go round, give up or press anything, and end with somebody who cannot help.

    ## Wrong
    ```yaml
    intents:
      balance: {says: [check my balance], at: balance}
    nodes:
      main: {type: menu, options: {1: {label: your bill, to: adviser}, 2: {label: a fault, to: adviser}}}
      balance: {type: message, prompt: Your balance is twelve pounds., next: hangup}
    ```

    ## Right
    ```yaml
    intents:
      balance: {says: [check my balance], at: balance}
    nodes:
      main: {type: menu, options: {1: {label: your balance, to: balance}, 2: {label: a fault, to: adviser}}}
      balance: {type: message, prompt: Your balance is twelve pounds., next: hangup}
    ```

    ## How to mend it
    Name under `at:` the nodes that serve the intent, and lead callers to one of them. Ids that do not exist
    are `unknown-target`.
    """
    for intent in study.flow.intents.values():
        known = [target for target in intent.at if study.node(target.to)]
        if not intent.at:
            yield Fault(
                intent.place,
                say("nothing serves those who call about “{intent}”", intent=intent.name),
                say("write `at:` with the nodes that serve it"),
            )
        elif len(known) == len(intent.at) and not any(target.to in study.graph.reachable for target in known):
            yield Fault(
                known[0].place,
                say("those who call about “{intent}” cannot come to `{at}`", intent=intent.name, at=known[0].to),
                say("let an option lead to `{at}`", at=known[0].to),
                known[0].to,
            )
