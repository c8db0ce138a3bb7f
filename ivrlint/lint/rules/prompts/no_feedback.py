"""`no-feedback`."""

from ivrlint.flow.model import Input, Lookup, Menu
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("prompts", "warning", on=Lookup, profile="strict", sources=("A2", "ST4", "W2", "seed000"))
def no_feedback(node: Lookup, study: Study) -> Faults:
    """After a key or an entry callers hear nothing while a system is asked.

    ## Why
    Silence of three seconds sounds like a fault. Callers press again, and the second key answers the next
    menu; or they hang up, sure that the line is dead.

    ## Wrong
    ```yaml
    nodes:
      number:
        type: input
        prompt: Please enter the eight digits of your order number.
        field: order
        digits: 8
        confirm: true
        next: find
      find: {type: lookup, service: orders, sends: [order], on: {ok: adviser, error: adviser}}
    ```

    ## Right
    ```yaml
    nodes:
      number:
        type: input
        prompt: Please enter the eight digits of your order number.
        field: order
        digits: 8
        confirm: true
        next: find
      find:
        type: lookup
        prompt: One moment, I am looking for your order.
        service: orders
        sends: [order]
        on: {ok: adviser, error: adviser}
    ```

    ## How to mend it
    Give the lookup a `prompt`, or speak just before it. A system that always answers within a second needs none:
    the file does not tell, so the rule runs for whoever asks for it. Where it takes more than ten seconds, guides ask
    for another phrase. Before a transfer it is `unannounced-transfer`.
    """
    if node.prompt is not None or not study.reached(node):
        return
    arrivals = study.stretches.arrivals.get(node.id, ())
    if any(isinstance(before := study.node(edge.source), Lookup) and before.prompt is None for edge in arrivals):
        return  # what comes before it is reported
    asked = next((before for before in study.stretches.behind(node) if isinstance(before, Menu | Input)), None)
    if asked is not None:
        yield Fault(
            node.name,
            say(
                "callers answer at `{before}` and hear nothing while `{service}` is asked",
                before=asked.id,
                service=node.service or node.id,
            ),
            say("give `{id}` a `prompt`, such as “{phrase} …”", id=node.id, phrase=_phrase(study)),
            node.id,
        )


def _phrase(study: Study) -> str:
    return next(iter(study.words(study.flow.language).terms("hold-on")), "")
