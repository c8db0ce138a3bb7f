"""`attempts-out-of-range`."""

from string import digits

from ivrlint.flow.model import Hangup, Input, Menu, Node, Retries, SubFlow
from ivrlint.lint.endings import OPEN_QUESTION, says
from ivrlint.lint.fixes import value_at
from ivrlint.lint.listeners import Listener, takes_anything
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import BOT

_MANY = say("callers who are not understood are asked {count} times (at most {most})")
_MANY_SILENT = say("callers who stay silent are asked {count} times (at most {most})")
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
    A question that a `bot` asks it puts again by itself; one that drops the call at once is `missing-handler`.
    """
    for listener in study.listeners:
        for written, held in listener.retries:
            count = written.attempts
            if count is None or least <= count <= most or (count == 1 and _is_enough(listener, held, study)):
                continue
            broken = count > error or (count < least and _hangs_up(held, study))
            once = _ONCE_SILENT if held is listener.ears.no_input and _is_understood(listener, least, study) else _ONCE
            many = _MANY_SILENT if held is listener.ears.no_input else _MANY
            yield Fault(
                written.place or study.flow.place,
                say(many if count > most else once, count=count, most=most, least=least),
                say("write `attempts: {most}`", most=most),
                listener.id,
                "error" if broken else None,
                value_at(written.place, "attempts", str(most), say("put the question {most} times", most=most)),
            )


def _is_enough(listener: Listener, held: Retries, study: Study) -> bool:
    """Is one attempt no harm here, or the harm that another rule tells?"""
    node = listener.node
    if node is not None and held.then is None:
        return True
    if held is listener.ears.no_input and _offers_to_wait(node):
        return True
    if held is listener.ears.no_match and _takes_all_digits(node):
        return True
    return _is_aside_or_asks_again(node, held, study) or _is_second_try(node, study)


def _offers_to_wait(node: Node | None) -> bool:
    """Is silence one of the answers that the question names: "or stay on the line"?"""
    return isinstance(node, Menu) and says("stay", node.prompt) is not None


def _takes_all_digits(node: Node | None) -> bool:
    """Is there hardly a wrong key: does each digit mean something?"""
    return isinstance(node, Menu) and {*digits} <= {option.key for option in node.options}


def _is_aside_or_asks_again(node: Node | None, held: Retries, study: Study) -> bool:
    """Does nothing hang on the answer, or does the call come back to the question without a choice of the caller?"""
    if node is None or held.then is None:
        return False
    if takes_anything(node, held) or BOT in node.tags:
        return True
    stops = _stops(held.then.to, study)
    if any(isinstance(stop, Hangup) and stop.outcome for stop in stops):
        return True  # what ran this flow goes on
    # Other platforms draw the second try as a question of its own.
    drawn = study.flow.origin is not None and any(isinstance(stop, Menu | Input) for stop in stops)
    return not OPEN_QUESTION.isdisjoint(node.tags) or node in stops or drawn


def _stops(id_: str, study: Study) -> list[Node]:
    """Where a call stops next, behind what another flow does about a failure, too."""
    behind = study.node(id_)
    stops = list(study.hearing.stops(behind)) if behind else []
    if study.flow.origin is None:
        return stops
    after = [study.node(edge.target) for stop in stops if isinstance(stop, SubFlow) for edge in study.exits(stop)]
    return stops + [stop for node in after if node for stop in study.hearing.stops(node)]


def _is_understood(listener: Listener, least: int, study: Study) -> bool:
    """Do those who press a wrong key get a second try, where only silence gets none?"""
    node, wrong = listener.node, listener.ears.no_match
    if node is None:
        return False
    asked_again = wrong.then is not None and node in _stops(wrong.then.to, study)
    return wrong.attempts >= least or asked_again or takes_anything(node, wrong) or _takes_all_digits(node)


def _is_second_try(node: Node | None, study: Study) -> bool:
    """Does another platform draw a first try before this question?"""
    return study.flow.origin is not None and node is not None and study.stretches.asks_again(node)


def _hangs_up(held: Retries, study: Study) -> bool:
    return held.then is not None and study.endings.hangs_up(held.then.to)
