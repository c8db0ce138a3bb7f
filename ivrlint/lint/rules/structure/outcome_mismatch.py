"""`outcome-mismatch`."""

from ivrlint.flow.model import Hangup, SubFlow
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "error", on=SubFlow, profile="core")
def outcome_mismatch(node: SubFlow, study: Study) -> Faults:
    """A flow that runs another one is not ready for how that one ends.

    ## Why
    The other flow comes back with an outcome for which nothing is written, and the call drops.

    ## Wrong
    ```yaml
    nodes:
      identify: {type: flow, file: identify.yaml, on: {dnoe: adviser}}
    ```

    ## Right
    ```yaml
    nodes:
      identify: {type: flow, file: identify.yaml, on: {done: adviser}, next: adviser}
    ```

    ## How to mend it
    Name under `on:` the outcomes that the other file's hangups have, and under `next:` where the call goes
    after any other.
    """
    flow = study.beside.flow(node)
    if flow is None:
        return
    outcomes = {end.outcome for end in flow.nodes.values() if isinstance(end, Hangup) and end.outcome}
    for name in sorted(outcomes - node.on.keys()) if node.next is None else ():
        yield Fault(
            node.name,
            say(
                "the call drops when `{file}` ends with `{outcome}`: nothing is written for it",
                file=node.file,
                outcome=name,
            ),
            say("add `{outcome}:` under `on:`, or `next:`", outcome=name),
            node.id,
        )
    for name, target in node.on.items():
        if name not in outcomes:
            yield Fault(
                target.place,
                say("`{file}` never ends with `{outcome}`", file=node.file, outcome=name),
                say("its outcomes are: {outcomes}", outcomes=", ".join(sorted(outcomes)) or "-"),
                node.id,
                "warning",
            )
