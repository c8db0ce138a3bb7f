"""`greeting-replayed`."""

from ivrlint.flow.graph import START, Edge
from ivrlint.flow.model import Menu, Message
from ivrlint.lint.endings import says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "warning", on=(Menu, Message), sources=("FO1", "AN1"))
def greeting_replayed(node: Menu | Message, study: Study) -> Faults:
    """Callers who come back hear the greeting again.

    ## Why
    Whoever goes back to the first menu wants its options, and hears the welcome and the notice about
    recordings once more, from the beginning. It is also the surest sign that a machine is not listening.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: "Bienvenido a Acme. {options}"
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        prompt: "Bienvenido a Acme. {options}"
        return_prompt: "{options}"
        options:
          1: {label: facturas, to: adviser}
          2: {label: averías, to: adviser}
    ```

    ## How to mend it
    Give the menu a `return_prompt` without the greeting, or greet in a message before it and lead back
    to the menu, not to the message and not to `start`.
    """
    if not study.reached(node) or study.graph.depth[node.id] > study.main_depth:
        return
    if isinstance(node, Menu) and node.return_prompt is not None:
        return
    if not says("welcome", node.prompt) and not says("recording", node.prompt):
        return
    back = next((edge for edge in _arrivals(node, study) if _comes_back(edge, node, study)), None)
    if back is None:
        return
    if isinstance(node, Menu):
        help_ = say("give `{id}` a `return_prompt` without the greeting", id=node.id)
        yield Fault(
            node.prompt.place if node.prompt else node.name,
            say("callers who come back to `{id}` hear the greeting again", id=node.id),
            help_,
            node.id,
        )
    else:
        yield Fault(
            back.place,
            say("callers who go back here hear the greeting of `{id}` again", id=node.id),
            say("lead to the menu that comes after `{id}`", id=node.id),
            back.source,
        )


def _arrivals(node: Menu | Message, study: Study) -> list[Edge]:
    arrivals = study.stretches.arrivals
    first = [edge for edge in arrivals.get(node.id, ()) if edge.source == START]
    return [*arrivals.get(node.id, ()), *(arrivals.get(START, ()) if first else ())]


def _comes_back(edge: Edge, node: Menu | Message, study: Study) -> bool:
    """Has a caller who takes this edge heard the node before?"""
    if edge.source == START or edge.source not in study.graph.reachable:
        return False
    depth = study.graph.depth
    return depth[edge.source] + isinstance(study.node(edge.source), Menu) > depth[node.id]
