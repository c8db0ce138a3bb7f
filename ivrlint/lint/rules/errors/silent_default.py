"""`silent-default`."""

from ivrlint.flow.graph import FAILURE_KINDS, Edge
from ivrlint.flow.model import Branch, Input, Lookup, Menu, Message, Node, SubFlow, Transfer
from ivrlint.lint.endings import OPEN_QUESTION
from ivrlint.lint.listeners import takes_anything
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("errors", "warning", on=(Menu, Input), sources=("seed001", "H7", "A4"))
def silent_default(node: Menu | Input, study: Study) -> Faults:
    """A caller who did not answer is taken for one who chose something.

    ## Why
    Silence says nothing about what the caller wants. Whoever is sent on to a topic, a number entry or
    another machine did not ask for it, does not know where they are, and no word has told them.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options: {1: {label: su saldo, to: saldo}, 2: {label: averías, to: adviser}}
        listening: {no_input: {then: saldo}}
      saldo: {type: input, prompt: Marque los seis números de su cuenta., field: cuenta, digits: 6, next: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options: {1: {label: su saldo, to: saldo}, 2: {label: averías, to: adviser}}
        listening: {no_input: {then: adviser}}
      saldo: {type: input, prompt: Marque los seis números de su cuenta., field: cuenta, digits: 6, next: adviser}
    ```

    ## How to mend it
    Ask again, then lead to a person, a voicemail or a call back; or say in a message what happens now, and why.
    Steps tagged `optional` or `survey` may be skipped in silence. A menu as the end of failure is
    `failure-leads-to-harder-menu`.
    """
    if not study.reached(node) or not OPEN_QUESTION.isdisjoint(node.tags):
        return
    for edge in study.exits(node):
        if edge.kind == "no_match" and takes_anything(node, study.ears(node).no_match):
            continue  # what is keyed is no failure
        if edge.kind in FAILURE_KINDS and edge.to is not None and _assumes(edge, node, study):
            yield Fault(
                edge.to.place,
                say(
                    "callers who did not answer at `{id}` are sent to `{target}` as if they had chosen it",
                    id=node.id,
                    target=edge.target,
                ),
                say("lead them to a person, or say first what happens now"),
                node.id,
            )


def _assumes(edge: Edge, node: Menu | Input, study: Study) -> bool:
    if node.id in (edge.target, study.after_words(edge.target)) or edge.target in study.leads_to_person:
        return False
    target = study.node(edge.target)
    if isinstance(target, Message | Lookup | SubFlow):
        return any(other.target == edge.target and other.kind == "option" for other in study.exits(node))
    return isinstance(target, Transfer) or (isinstance(target, Input) and not _is_behind(node, target, study))


def _is_behind(node: Node, question: Input, study: Study) -> bool:
    """Do callers come to a node, or where it leads, when they have answered that question: are they only asked again?"""
    if isinstance(node, Input) and node.next and question.next and node.next.to == question.next.to:
        return True
    waiting = [edge.target for edge in study.exits(question) if edge.kind == "entered"]
    seen: set[str] = set()
    while waiting:
        here = waiting.pop()
        target = study.node(here)
        if here == node.id:
            return True
        if here not in seen and isinstance(target, Branch | Message | Lookup):
            seen.add(here)
            waiting += [edge.target for edge in study.exits(target)]
    return False
