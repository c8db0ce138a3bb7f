"""`survey-before-service`."""

from ivrlint.flow.graph import START
from ivrlint.flow.model import Callback, Input, Menu, Message, Node, SubFlow, Transfer
from ivrlint.lint.endings import says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.ways import closure
from ivrlint.message import say

_SERVICES = (Callback, SubFlow, Transfer)  # without one the call itself is the survey


@rule("structure", "warning", sources=("H10", "seed002", "seed004"))
def survey_before_service(study: Study) -> Faults:
    """Callers are asked for their opinion before anybody has served them.

    ## Why
    People call because they need something. A survey in front of it costs all of them time, is answered
    by few, and about a call that has not happened yet.

    ## Wrong
    ```yaml
    nodes:
      welcome: {type: message, prompt: Welcome to Acme. A short survey follows this call., next: main}
      main:
        type: menu
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      welcome: {type: message, prompt: Welcome to Acme., next: main}
      main:
        type: menu
        options:
          1: {label: billing, to: adviser}
          2: {label: faults, to: adviser}
    ```

    ## How to mend it
    Ask at the end: after the answer, or from the adviser's side. A survey is a message or an input that
    speaks of one, or a node tagged `survey`; it comes before the service if no call reaches a menu or a
    person without it.
    """
    if not any(study.reached(node) for node in study.flow.nodes.values() if isinstance(node, _SERVICES)):
        return
    surveys = [node for node in study.flow.nodes.values() if study.reached(node) and _is_survey(node)]
    for node in surveys:
        steps = {id_: [edge.target for edge in edges] for id_, edges in study.graph.exits.items() if id_ != node.id}
        without = closure([START], steps)
        if any(
            study.reached(other) and other.id not in without and _serves(other) for other in study.flow.nodes.values()
        ):
            yield Fault(
                node.name,
                say("nobody gets to a menu or a person without hearing about a survey first at `{id}`", id=node.id),
                say("ask for opinions at the end of the call"),
                node.id,
            )


def _is_survey(node: Node) -> bool:
    if "survey" in node.tags:
        return True
    return isinstance(node, Message | Input) and says("survey", node.prompt) is not None


def _serves(node: Node) -> bool:
    return isinstance(node, Menu | Transfer) and "survey" not in node.tags
