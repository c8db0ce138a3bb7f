"""`attempts-out-of-range`."""

from ivrlint.flow.model import Node, Retries
from ivrlint.lint.endings import OPEN_QUESTION
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_MANY = "callers who are not understood are asked {count} times (at most {most})"
_ONCE = "callers who are not understood get no second try (at least {least})"


@rule("errors", "warning", sources=("H6", "H15", "A4", "A5", "T7"))
def attempts_out_of_range(study: Study, *, least: int = 2, most: int = 3, error: int = 4) -> Faults:
    """A question is put too few times, or again and again.

    ## Why
    One attempt leaves nobody a second chance who was looking for the keypad. After three, callers who
    could not answer will not do so at the fourth; they want a person. Guides agree on two or three.

    ## Wrong
    ```yaml
    listening: {no_input: {after: 6s, attempts: 5, then: adviser}, no_match: {attempts: 3, then: adviser}}
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
    Write `attempts: 3` or `attempts: 2`. More than `error`, and a single one after which the call hangs up,
    are errors. Nodes tagged `survey` or `optional` may ask once; asking more there is `noncritical-strict`.
    """
    for listener in study.listeners:
        for written, held in listener.retries:
            count = written.attempts
            if count is None or least <= count <= most or (count == 1 and _is_aside(listener.node)):
                continue
            broken = count > error or (count < least and _hangs_up(held, study))
            yield Fault(
                written.place or study.flow.place,
                say(_MANY if count > most else _ONCE, count=count, most=most, least=least),
                say("write `attempts: {most}`", most=most),
                listener.id,
                "error" if broken else None,
            )


def _is_aside(node: Node | None) -> bool:
    return node is not None and not OPEN_QUESTION.isdisjoint(node.tags)


def _hangs_up(held: Retries, study: Study) -> bool:
    return held.then is not None and study.endings.hangs_up(held.then.to)
