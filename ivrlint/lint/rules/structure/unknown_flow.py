"""`unknown-flow`."""

from ivrlint.flow.model import SubFlow
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("structure", "error", on=SubFlow, profile="core", needs=("flow files",))
def unknown_flow(node: SubFlow, study: Study) -> Faults:
    """A node runs a flow file that is not there.

    ## Why
    The call drops where the other flow should take over.

    ## Wrong
    ```yaml
    nodes:
      identify: {type: flow, file: identfy.yaml, next: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      identify: {type: flow, file: identify.yaml, next: adviser}
    ```

    ## How to mend it
    Write the path as seen from this file. A file that is there but holds no flow is told when it is linted.
    """
    if node.file and study.beside.flow(node) is None:
        yield Fault(
            node.name,
            say("the call drops at `{id}`: the flow file `{file}` cannot be read", id=node.id, file=node.file),
            say("write its path as seen from this file"),
            node.id,
        )
