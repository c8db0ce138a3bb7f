"""`flow-runs-itself`."""

from ivrlint.flow.model import SubFlow
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "error", on=SubFlow, profile="core")
def flow_runs_itself(node: SubFlow, study: Study) -> Faults:
    """Flows run one another in a circle.

    ## Why
    The call goes deeper and deeper and never comes back; engines end it after a dozen levels without a word.

    ## Wrong
    ```yaml
    nodes:
      again: {type: flow, file: example.yaml, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      identify: {type: flow, file: identify.yaml, next: adviser}
    ```

    ## How to mend it
    Lead back with an outcome (`on:`) instead of running the flow again.
    """
    circle = study.beside.circle(node)
    if circle:
        yield Fault(
            node.name,
            say("the call never comes back: {circle}", circle=" -> ".join(circle)),
            say("end `{file}` with an outcome, and lead on from there", file=node.file),
            node.id,
        )
