"""`persuasion-loop`."""

from collections.abc import Iterator

from ivrlint.flow.graph import Edge
from ivrlint.flow.model import Input, Menu, Node
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("people", "warning", sources=("H8", "LJ1"))
def persuasion_loop(study: Study, *, steps: int = 1) -> Faults:
    """Callers who ask for a person are asked more questions first.

    ## Why
    Who asks for a person has decided. One question, which team it is for, is taken as help; a second one
    sounds like an attempt to talk the caller out of it, and how hard a person is to reach decides how
    satisfied callers are.

    ## Wrong
    ```yaml
    keys: ~
    nodes:
      main: {type: menu, options: {1: {label: bills, to: call_back}, 0: {label: speak to an agent, to: topic}}}
      topic: {type: menu, options: {1: {label: bills, to: number}}}
      number: {type: input, prompt: Please enter your customer number., digits: 8, field: customer, next: adviser}
    ```

    ## Right
    ```yaml
    keys: ~
    nodes:
      main: {type: menu, options: {1: {label: bills, to: call_back}, 0: {label: speak to an agent, to: topic}}}
      topic: {type: menu, options: {1: {label: bills, to: adviser}, 2: {label: moving home, to: adviser}}}
    ```

    ## How to mend it
    Put callers through, and let the adviser ask. Counted are the menus and entries between the key for a
    person and the person. How long the way is for everybody else is `person-too-deep`.
    """
    for edge in _requests(study):
        asked = study.menus_to_person.get(edge.target, 0)
        if asked > steps and study.people.is_asked_for(edge):
            yield Fault(
                edge.place,
                say(
                    "callers who ask for a person here must answer {count} more questions first (at most {limit})",
                    count=asked,
                    limit=steps,
                ),
                say("lead `{key}` straight to a `transfer`, or to one menu that picks the team", key=edge.key),
                edge.source,
            )


def _requests(study: Study) -> Iterator[Edge]:
    """The keys that callers press, each of the flow's own once."""
    seen: set[str] = set()
    asking: list[Node] = [*study.all(Menu), *study.all(Input)]
    for node in asking:
        for edge in study.exits(node) if study.reached(node) else ():
            if edge.kind == "option" or (edge.kind == "key" and edge.key not in seen):
                seen.add(edge.key if edge.kind == "key" else "")
                yield edge
