"""What routines are given by what calls them: `Gosub(queue,s,1(sales,60))`, `Macro(ring,101)` -> ARG1, ARG2."""

import re
from collections.abc import Callable, Iterator

from ivrlint.platforms.asterisk.apps import ROUTINES
from ivrlint.platforms.asterisk.dialplan import Dialplan, Step
from ivrlint.platforms.asterisk.expressions import Values, arguments, filled
from ivrlint.platforms.asterisk.variables import Known, own, parts

_GIVEN = re.compile(r"\((.*)\)\s*$", re.DOTALL)

_ARGUMENT = re.compile(r"ARG\d+")

Stack = tuple[Step | None, ...]
Called = Callable[[Step, str], Step | None]  # a step and the words of its call -> the first step of the routine


class Given:
    """The arguments of the routines of a dialplan. `called` finds the routine that a step calls."""

    def __init__(self, plan: Dialplan, called: Called, known: Values) -> None:
        self._plan = plan
        self._known = known
        self._calls: dict[str, list[tuple[Step, dict[str, str]]]] = {}  # by the context of the routine
        for step in plan.steps():
            for words in _calls(step):
                first = called(step, words)
                if first is not None:
                    self._calls.setdefault(first.context, []).append((step, self._values(step, words)))

    def to(self, step: Step, stack: Stack) -> dict[str, str]:
        """What is known of the arguments at a step, with the steps to which routines come back behind it.

        Where these do not tell which call it was, it is what all calls have in common.
        """
        calls = self._calls.get(step.context, []) if stack else []
        here = [given for call, given in calls if self._plan.after(call) is stack[-1]]
        given, *others = here or [given for _, given in calls] or [{}]
        return {name: value for name, value in given.items() if all(other.get(name) == value for other in others)}

    def hand_over(self, step: Step, stack: Stack, known: Known) -> None:
        """Put the arguments that hold at a step in the place of those that held before."""
        for name in [name for name in known if _ARGUMENT.fullmatch(name)]:
            del known[name]
        known.update(self.to(step, stack))

    def _values(self, step: Step, words: str) -> dict[str, str]:
        values = {**self._known, **own(step)}
        written = enumerate(_given(step, words), 1)
        told = {f"ARG{number}": filled(word, values) for number, word in written}
        return {name: value for name, value in told.items() if value is not None}


def _calls(step: Step) -> Iterator[str]:
    """The words by which a step calls routines."""
    if step.app in ROUTINES:
        yield from filter(None, parts(step.args)[1:] if step.app.endswith("if") else (step.args,))


def _given(step: Step, words: str) -> list[str]:
    if step.app.startswith("macro"):
        return arguments(words)[1:]
    match = _GIVEN.search(words)
    return arguments(match[1]) if match and match[1].strip() else []
