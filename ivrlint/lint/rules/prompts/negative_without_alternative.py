"""`negative-without-alternative`."""

from ivrlint.flow.graph import FAILURE_KINDS
from ivrlint.flow.model import Hangup, Message, Node
from ivrlint.lint.endings import says
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.texts import quoted
from ivrlint.message import say


@rule("prompts", "warning", sources=("seed000", "seed004", "H7"))
def negative_without_alternative(study: Study) -> Faults:
    """Callers hear that something cannot be done, and the call ends there.

    ## Why
    They chose what the menu offered. A no without a next step sends them back to the beginning of another
    call; the same no with a way round it is half of the help.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: facturas}, 2: {label: averías, to: adviser}}}
      facturas: {type: message, prompt: No podemos atender consultas de facturas por teléfono., next: hangup}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal: {type: menu, options: {1: {label: facturas, to: facturas}, 2: {label: averías, to: adviser}}}
      facturas: {type: message, prompt: No podemos atender consultas de facturas por teléfono. Le paso., next: adviser}
    ```

    ## How to mend it
    Say what can be done instead, and lead there. Looked at are messages that the caller has chosen: what
    follows a look-up or a queue is `forced-hangup`, a failure `failure-hangs-up`, closing time
    `closed-without-info`.
    """
    for said, phrase in study.texts.saying("negative"):
        node = said.node
        if not isinstance(node, Message | Hangup) or not study.reached(node) or not study.endings.hangs_up(node.id):
            continue
        if not says("alternative", *study.endings.texts(node.id)) and _chosen(node, study):
            yield Fault(
                said.place,
                say("callers hear “{phrase}”, and the call ends without another way", phrase=quoted(said.text, phrase)),
                say("say what callers can do instead, and lead them there"),
                node.id,
            )


def _chosen(node: Node, study: Study) -> bool:
    """Does a call come here because of what the caller did, not because something went wrong or is closed?"""
    elsewhere = {other.id for chain in (*study.endings.answers, *study.endings.failures) for other in chain}
    elsewhere |= {other.id for side in study.stretches.closed_sides for other in side.nodes}
    arrivals = study.stretches.arrivals.get(node.id, ())
    return node.id not in elsewhere and not any(
        edge.kind in FAILURE_KINDS or edge.kind == "outcome" or edge.source in elsewhere for edge in arrivals
    )
