"""`voicemail-only`."""

from ivrlint.flow.graph import FAILURE_KINDS, START, Edge
from ivrlint.flow.model import Message, Transfer, Voicemail
from ivrlint.lint.endings import knows, says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.stretches import CLOSED
from ivrlint.lint.study import Study
from ivrlint.lint.ways import closure
from ivrlint.message import say


@rule("queues", "warning", profile="strict", sources=("seed000", "H7"))
def voicemail_only(study: Study) -> Faults:
    """In opening hours an option leads to a machine that takes a message, and to nobody.

    ## Why
    Callers ring in working hours because they expect somebody then. An option that never meets a person teaches
    them to press the one for a person at once, whatever they call about.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: bills}, 2: {label: faults, to: adviser}}}
      bills:
        type: voicemail
        prompt: Leave us a word after the tone. We will call you within one working day.
        reply_within: 1wd
        next: hangup
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Lead to the people who deal with it, and to the voicemail only when they are closed or do not answer. An option
    whose label says that it takes a message is the caller's choice, and so is a key while they wait. A flow in
    which nobody answers at all is `no-person`.
    """
    bare = [edge for node in study.all(Voicemail) for edge in _chosen(node.id, study) if not _says_so(edge)]
    if not bare or not study.people.offered:
        return
    steps = {id_: [edge.target for edge in edges if _in_hours(edge, study)] for id_, edges in study.graph.exits.items()}
    open_ = closure([START], steps)
    for edge in bare:
        if edge.source in open_ and edge.option is not None:
            yield Fault(
                edge.place,
                say(
                    "callers who choose “{label}” in opening hours can only leave a message",
                    label=study.label(edge.option),
                ),
                say("lead to a person, or say in the label that a message is taken"),
                edge.source,
            )


def _chosen(id_: str, study: Study) -> list[Edge]:
    """The options of menus that lead there, straight or behind messages."""
    found, seen, stack = [], {id_}, [id_]
    while stack:
        for edge in study.stretches.arrivals.get(stack.pop(), ()):
            if edge.kind == "option":
                found.append(edge)
            elif isinstance(study.node(edge.source), Message) and edge.source not in seen:
                seen.add(edge.source)
                stack.append(edge.source)
    return found


def _says_so(edge: Edge) -> bool:
    label = edge.option.label if edge.option else None
    return label is None or says("leave-message", label) is not None or not knows("leave-message", label)


def _in_hours(edge: Edge, study: Study) -> bool:
    """Does a call go there in opening hours, without anything having gone wrong?"""
    if edge.kind in FAILURE_KINDS or (edge.kind == "case" and edge.key == CLOSED):
        return False
    return not (edge.kind in ("outcome", "wait_key") and isinstance(study.node(edge.source), Transfer))
