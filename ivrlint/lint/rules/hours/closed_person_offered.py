"""`closed-person-offered`."""

from ivrlint.flow.model import Branch, Menu, Node, Transfer
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("hours", "error", on=Branch, sources=("O1",))
def closed_person_offered(node: Branch, study: Study) -> Faults:
    """Outside opening hours callers are sent to, or offered, the very team that is closed.

    ## Why
    The caller hears music in a queue with nobody behind it, or presses the key for a person and finds
    out then that nobody is there. What is not available should not be offered.

    ## Wrong
    ```yaml
    nodes:
      open: {type: branch, hours: office, cases: {open: advisers, closed: sorry}}
      sorry: {type: message, prompt: We open at 8. Please hold., next: advisers}
    ```

    ## Right
    ```yaml
    nodes:
      open: {type: branch, hours: office, cases: {open: advisers, closed: sorry}}
      sorry: {type: message, prompt: We open at 8. We can call you back., next: call_back}
    ```

    ## How to mend it
    Offer on the closed side what works without people: a call back, a message, self-service. A team that
    works at night is another queue. Compared are the people whom the open and the closed side come to
    without a question, and those behind a key of the menu that callers hear when it is closed.
    """
    if node.hours is None or not study.reached(node):
        return
    ways = {edge.key: edge for edge in study.exits(node) if edge.kind == "case"}
    if "open" not in ways or "closed" not in ways:
        return
    people = _people(study.stretches.ahead(ways["open"].target))
    for there in study.stretches.ahead_closed(ways["closed"].target, node.hours) if people else ():
        if isinstance(there, Transfer) and there.goal in people:
            yield Fault(
                ways["closed"].place,
                say("callers wait for `{goal}` although it is closed", goal=there.goal),
                say("lead the closed side to a call back or a message"),
                node.id,
            )
        for edge in study.exits(there) if isinstance(there, Menu) else ():
            goals = people & _people(study.stretches.ahead_closed(edge.target, node.hours))
            if goals and edge.kind == "option":
                yield Fault(
                    edge.place,
                    say("callers are offered `{goal}` although it is closed", goal=min(goals)),
                    say("offer a call back or a message here, and the team on the open side only"),
                    there.id,
                )


def _people(ahead: tuple[Node, ...]) -> set[str]:
    """The queues and numbers among these nodes that people answer."""
    return {node.goal for node in ahead if isinstance(node, Transfer) and node.person and node.goal}
