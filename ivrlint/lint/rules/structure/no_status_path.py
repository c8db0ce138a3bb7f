"""`no-status-path`."""

from ivrlint.flow.model import Callback, Input, Lookup, Menu, Node, Voicemail
from ivrlint.lint.endings import knows, says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "info", profile="strict", sources=("ES-L", "seed000", "seed001"))
def no_status_path(study: Study) -> Faults:
    """The flow takes requests, and callers cannot ask what has become of theirs.

    ## Why
    Whoever left a message or a complaint calls again, goes through the same menus, and tells the whole
    story to somebody who knows nothing of it. Spanish law gives each complaint a key to follow it by.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: poner una reclamación, to: reclamar}
      reclamar:
        type: voicemail
        prompt: Cuéntenos lo ocurrido después de la señal. Le llamaremos en un día laborable.
        reply_within: 1wd
        next: hangup
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: facturas, to: adviser}
          2: {label: poner una reclamación, to: reclamar}
          3: {label: conocer el estado de su reclamación, to: adviser}
      reclamar:
        type: voicemail
        prompt: Cuéntenos lo ocurrido después de la señal. Le llamaremos en un día laborable.
        reply_within: 1wd
        next: hangup
    ```

    ## How to mend it
    Offer an option with the word "status", "track" or the like, or tag the node that answers with
    `status`. Asked of flows with a voicemail or a callback, or with a node that is tagged `complaint`,
    and with a menu in which the option could stand; not of flows that run inside another.
    """
    reached = [node for node in study.flow.nodes.values() if study.reached(node)]
    promise = next((node for node in reached if _promises(node)), None)
    if promise is None or not any(isinstance(node, Menu) for node in reached) or study.stretches.runs_inside_another:
        return
    if not any(_follows_up(node) for node in reached):
        yield Fault(
            promise.name,
            say("whoever leaves a request at `{id}` cannot ask later what has become of it", id=promise.id),
            say("offer an option for it, or tag the node that answers with `status`"),
            promise.id,
        )


def _promises(node: Node) -> bool:
    return isinstance(node, Voicemail | Callback) or "complaint" in node.tags


def _follows_up(node: Node) -> bool:
    if "status" in node.tags:
        return True
    if isinstance(node, Menu):
        return any(says("status", option.label) or not knows("status", option.label) for option in node.options)
    return isinstance(node, Input | Lookup) and says("status", node.prompt) is not None
