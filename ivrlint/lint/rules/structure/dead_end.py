"""`dead-end`."""

from ivrlint.flow import model
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_LEADS_ON = (model.Message, model.Menu, model.Input, model.Branch, model.SubFlow)


@rule("structure", "error", profile="core", on=_LEADS_ON, sources=("G1",))
def dead_end(node: model.Node, study: Study) -> Faults:
    """A call comes to a node from which nothing leads on, and drops.

    ## Why
    The caller hears a text, then silence, and the line is cut: the task is not done and nobody knows.

    ## Wrong
    ```yaml
    nodes:
      welcome: {type: message, prompt: Welcome to Acme.}
    ```

    ## Right
    ```yaml
    nodes:
      welcome: {type: message, prompt: Welcome to Acme., next: adviser}
    ```

    ## How to mend it
    Say where the call goes on: a node's id, or `hangup` where the call is really over.
    """
    if not study.reached(node):
        return
    if isinstance(node, model.Menu):
        if not study.graph.keys_at(node) and node.dial is None:
            yield Fault(
                node.name,
                say("the menu `{id}` has no options: callers can choose nothing", id=node.id),
                say("add `options:`, or make it a message with `next:`"),
                node.id,
            )
        return
    for edge in study.exits(node):
        if edge.to is not None or edge.kind not in ("next", "entered", "case"):
            continue
        if edge.kind == "case":
            yield Fault(
                node.name,
                say("the call drops when the case is `{case}`: nothing is written for it", case=edge.key),
                say("add `{case}:` under `cases:`, or an `else:`", case=edge.key),
                node.id,
            )
        else:
            yield Fault(
                node.name,
                say("the call drops after `{id}`: it has no `next`", id=node.id),
                say("add `next:` with a node's id, or `next: hangup` where the call is over"),
                node.id,
            )
