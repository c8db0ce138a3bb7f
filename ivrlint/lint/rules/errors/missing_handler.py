"""`missing-handler`."""

from ivrlint.flow.model import Input, Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SILENT = say("the call drops at `{id}` when a caller stays silent: no `then` says where it goes")
_WRONG = say("the call drops at `{id}` when no option fits: no `then` says where it goes")
_BOTH = say("the call drops at `{id}` when a caller stays silent or no option fits: no `then` says where it goes")


@rule("errors", "error", on=(Menu, Input), profile="core", sources=("ST1", "ST4", "G1"))
def missing_handler(node: Menu | Input, study: Study) -> Faults:
    """Attempts run out, and the call drops, because nothing says where it goes then.

    ## Why
    A caller who did not hear, has an old phone or presses a key that is not there answers three times in
    vain, and the line is dead. No platform can guess what should happen next.

    ## Wrong
    ```yaml
    listening: {no_input: {after: 6s, attempts: 3}, no_match: {attempts: 3, then: adviser}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## Right
    ```yaml
    listening: {no_input: {after: 6s, attempts: 3, then: adviser}, no_match: {attempts: 3, then: adviser}}
    nodes:
      main: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}}
    ```

    ## How to mend it
    Write `then:` under `no_input` and under `no_match`, once for all under `listening:` at the top, or at
    the node. A person is the best end; a hang-up is `failure-hangs-up`.
    """
    ears = study.ears(node)
    silent, wrong = ears.no_input.then is None, ears.no_match.then is None
    if (silent or wrong) and study.reached(node):
        template = (_BOTH if silent and wrong else _SILENT if silent else _WRONG).template
        where = "`no_input`, `no_match`" if silent and wrong else "`no_input`" if silent else "`no_match`"
        yield Fault(
            node.name,
            say(template, id=node.id),
            say("write `then:` under {where}, here or under `listening:` at the top", where=where),
            node.id,
        )
