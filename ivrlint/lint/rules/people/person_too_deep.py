"""`person-too-deep`."""

from ivrlint.flow.graph import START
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("people", "warning", sources=("SA1", "W1", "LJ1"))
def person_too_deep(study: Study, *, warn: int = 2, error: int = 3) -> Faults:
    """Callers must get through too many questions before they can have a person.

    ## Why
    In sixty studies, how hard it was to reach a person explained most of how satisfied callers were. Each
    menu on the way is one more place to choose wrong, to give up, or to hang up.

    ## Wrong
    ```yaml
    keys: ~
    nodes:
      main: {type: menu, options: {1: {label: your account, to: account}}}
      account: {type: menu, options: {1: {label: your bill, to: bill}}}
      bill: {type: menu, options: {1: {label: a question about your bill, to: adviser}}}
    ```

    ## Right
    ```yaml
    keys: ~
    nodes:
      main: {type: menu, options: {1: {label: your account, to: account}}}
      account: {type: menu, options: {1: {label: your bill, to: adviser}}}
    ```

    ## How to mend it
    Let `0` lead to a person everywhere, under `keys:` at the top. Counted are the menus and entries on
    the shortest way, each entry point by itself. That each single menu has a way to a person is
    `zero-not-everywhere`; an entry that nobody gets past without data is `data-before-person`.
    """
    for entry in study.graph.exits[START]:
        steps = study.menus_to_person.get(entry.target, 0)
        if steps > warn:
            yield Fault(
                entry.place,
                say(
                    "callers answer {count} questions from `{id}` on before a person can answer "
                    "theirs (at most {limit})",
                    count=steps,
                    id=entry.target,
                    limit=error if steps > error else warn,
                ),
                say('give the first menu an option for a person, or `"0"` under `keys:` at the top'),
                entry.target,
                "error" if steps > error else None,
            )
