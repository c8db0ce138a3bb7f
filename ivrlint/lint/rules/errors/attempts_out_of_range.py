"""`attempts-out-of-range`."""

from collections.abc import Iterator
from string import digits
from typing import NamedTuple

from ivrlint.flow.model import Hangup, Input, Menu, Node, Retries, SubFlow, Unanswered
from ivrlint.lint.endings import OPEN_QUESTION, says
from ivrlint.lint.fixes import value_at
from ivrlint.lint.listeners import Listener, takes_anything
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.lint.study import Study
from ivrlint.message import say
from ivrlint.platforms.draft import BOT, UNKNOWN

# Who meets the limit, when it is too high and when it is too low.
_WORDS = {
    "silent": (
        say("callers who stay silent are asked {count} times (at most {most})"),
        say("callers who stay silent get no second try (at least {least})"),
    ),
    "wrong": (
        say("callers who are not understood are asked {count} times (at most {most})"),
        say("callers who are not understood get no second try (at least {least})"),
    ),
    "both": (
        say("callers who stay silent or are not understood are asked {count} times (at most {most})"),
        say("callers who stay silent or are not understood get no second try (at least {least})"),
    ),
}


class _Limit(NamedTuple):
    """A number of attempts: for whom, what is written about it, whether it is an error if it is out of range."""

    of: str
    written: Unanswered
    times: int
    broken: bool


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
        limits = [
            limit._replace(broken=limit.broken or limit.times > error)
            for limit in _limits(listener, least, study)
            if not least <= limit.times <= most
        ]
        alike = len({limit[2:] for limit in limits}) < len(limits)
        for limit in limits[:1] if alike else limits:
            many, once = _WORDS["both" if alike else limit.of]
            yield Fault(
                limit.written.place or study.flow.place,
                say(many if limit.times > most else once, count=limit.times, most=most, least=least),
                say("write `attempts: {most}`", most=most),
                listener.id,
                "error" if limit.broken else None,
                _fix([each.written for each in (limits if alike else [limit])], most),
            )


def _limits(listener: Listener, least: int, study: Study) -> Iterator[_Limit]:
    """How often callers may fail there who stay silent, and who are not understood, where one attempt is too few."""
    for of, (written, held) in zip(("silent", "wrong"), listener.retries, strict=True):
        times = written.attempts
        if times is not None and not (times == 1 and _is_enough(listener, held, study)):
            yield _Limit(of, written, times, times < least and _hangs_up(held, study))


def _fix(written: list[Unanswered], most: int) -> Fix | None:
    """Write so many attempts wherever they are out of range."""
    says = say("put the question {most} times", most=most)
    fixes = [value_at(each.place, "attempts", str(most), says) for each in written]
    edits = dict.fromkeys(edit for fix in fixes if fix for edit in fix.edits)
    return Fix(says, tuple(edits), safe=False) if edits else None


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
    return isinstance(node, Menu | Input) and says("stay", node.prompt) is not None


def _takes_all_digits(node: Node | None) -> bool:
    """Is there hardly a wrong key: does each digit mean something?"""
    if isinstance(node, Menu) and node.dial is not None and node.dial.digits[0] == 1 and not node.dial.only:
        return True
    return isinstance(node, Menu) and {*digits} <= {option.key for option in node.options}


def _is_aside_or_asks_again(node: Node | None, held: Retries, study: Study) -> bool:
    """Does nothing hang on the answer, or does the call come back to the question without a choice of the caller?"""
    if node is None or held.then is None:
        return False
    if takes_anything(node, held) or BOT in node.tags:
        return True
    stops = _stops(held.then.to, study)
    if any((isinstance(stop, Hangup) and stop.outcome) or UNKNOWN in stop.tags for stop in stops):
        return True  # what ran this flow goes on, or what nobody here knows
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


def _is_second_try(node: Node | None, study: Study) -> bool:
    """Does another platform draw a first try before this question?"""
    return study.flow.origin is not None and node is not None and study.stretches.asks_again(node)


def _hangs_up(held: Retries, study: Study) -> bool:
    return held.then is not None and study.endings.hangs_up(held.then.to)
