"""`unknown-target`."""

from ivrlint.flow.model import RESERVED_TARGETS
from ivrlint.flow.suggest import closest, one_slip
from ivrlint.lint.fixes import value_of
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.lint.ways import unknown_targets
from ivrlint.message import say

_CONSEQUENCES = {
    "call": say("the call drops here: no node is called `{name}`"),
    "start": say("no call gets in here: no node is called `{name}`"),
    "intent": say("nothing serves this intent here: no node is called `{name}`"),
}
_MOST_GUESSES = 25  # a guess compares with every id; a file with more such slips has lost a whole part


@rule("structure", "error", profile="core", sources=("seed002",), fixes="unsafe")
def unknown_target(study: Study) -> Faults:
    """A target names a node that does not exist, and the call drops there.

    ## Why
    A caller chooses what they called for, hears nothing, and the line is cut. It happens when a node
    is renamed or moved to another file, and it hides until somebody presses that very key.

    ## Wrong
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: averías, to: averia}
          2: {label: facturas, to: adviser}
      averias: {type: message, prompt: Estamos reparando la avería de su zona., next: hangup}
    ```

    ## Right
    ```yaml
    languages: [es]
    nodes:
      principal:
        type: menu
        options:
          1: {label: averías, to: averias}
          2: {label: facturas, to: adviser}
      averias: {type: message, prompt: Estamos reparando la avería de su zona., next: hangup}
    ```

    ## How to mend it
    Write the id of a node of this flow or of a file that it includes, or one of the words `repeat`,
    `back`, `start`, `hangup`. Calls begin at a node, and a node serves an intent: there the words do
    not do. A `next` that is missing altogether is a matter for `dead-end`.
    """
    unknown = list(unknown_targets(study.flow))
    ids = list(study.flow.nodes)
    for number, (target, node, use) in enumerate(unknown):
        known = [*ids, *RESERVED_TARGETS] if use == "call" else ids
        near = closest(target.to, known) if number < _MOST_GUESSES else None
        if near in RESERVED_TARGETS and not _is_slip(target.to, near):
            near = closest(target.to, ids)
        help_ = say("did you mean `{near}`?", near=near) if near else say("write the id of a node, or add that node")
        meant = one_slip(target.to, known) if near else None
        fix = value_of(target.place, meant, say("lead to `{id}`", id=meant), touches="ways") if meant else None
        yield Fault(target.place, say(_CONSEQUENCES[use], name=target.to), help_, node, fix=fix)


def _is_slip(word: str, reserved: str) -> bool:
    """Would somebody who meant the reserved word write this? `bakc` for `back`, not `tarjetas` for `start`."""
    return abs(len(word) - len(reserved)) <= 1
