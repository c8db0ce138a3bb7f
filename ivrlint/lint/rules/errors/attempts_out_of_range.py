"""`attempts-out-of-range`."""

from ivrlint.flow.model import Input, Menu, Node, Retries
from ivrlint.lint.endings import OPEN_QUESTION
from ivrlint.lint.fixes import value_at
from ivrlint.lint.listeners import Listener
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_MANY = say("callers who are not understood are asked {count} times (at most {most})")
_ONCE = say("callers who are not understood get no second try (at least {least})")
_ONCE_SILENT = say("callers who stay silent get no second try (at least {least})")


@rule("errors", "warning", sources=("H6", "H15", "A4", "A5", "T7"), fixes="unsafe")
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
            if (
                count is None
                or least <= count <= most
                or (count == 1 and _is_aside_or_asks_again(listener.node, held, study))
                or (count == 1 and _is_second_try(listener.node, study))
            ):
                continue
            broken = count > error or (count < least and _hangs_up(held, study))
            once = _ONCE_SILENT if held is listener.ears.no_input and _is_understood(listener, least) else _ONCE
            yield Fault(
                written.place or study.flow.place,
                say(_MANY if count > most else once, count=count, most=most, least=least),
                say("write `attempts: {most}`", most=most),
                listener.id,
                "error" if broken else None,
                value_at(written.place, "attempts", str(most), say("put the question {most} times", most=most)),
            )


def _is_aside_or_asks_again(node: Node | None, held: Retries, study: Study) -> bool:
    """Does nothing hang on the answer, or does the call come back to the question without a choice of the caller?"""
    if node is None or held.then is None:
        return False
    on = node.next if isinstance(node, Input) else node.dial.to if isinstance(node, Menu) and node.dial else None
    if on and held.then.to == on.to and not (isinstance(node, Menu) and node.options):
        return True  # any answer leads to the same
    behind = study.node(held.then.to)
    stops = list(study.hearing.stops(behind)) if behind else []
    # Other platforms draw the second try as a question of its own.
    drawn = study.flow.origin is not None and any(isinstance(stop, Menu | Input) for stop in stops)
    return not OPEN_QUESTION.isdisjoint(node.tags) or node in stops or drawn


def _is_understood(listener: Listener, least: int) -> bool:
    """Do those who press a wrong key get a second try, where only silence gets none?"""
    return listener.node is not None and listener.ears.no_match.attempts >= least


def _is_second_try(node: Node | None, study: Study) -> bool:
    """Does another platform draw a first try before this question?"""
    return study.flow.origin is not None and node is not None and study.stretches.asks_again(node)


def _hangs_up(held: Retries, study: Study) -> bool:
    return held.then is not None and study.endings.hangs_up(held.then.to)
