"""Where the jumps of a dialplan lead: `Goto(context,extension,priority)`, from numbers and from patterns."""

import re
from collections.abc import Mapping

from ivrlint.platforms.asterisk.dialplan import Dialplan, Step, is_pattern, some
from ivrlint.platforms.asterisk.expressions import filled
from ivrlint.platforms.asterisk.variables import own, parts

Values = Mapping[str, "str | None"]
Named = tuple[str, str, str]  # context, extension, priority


def named(plan: Dialplan, step: Step, words: str, known: Values) -> Named | None:
    """The context, extension and priority that a jump names; None where a variable is not known."""
    text = filled(words, {**known, **own(step)})
    return read(step, text) if text is not None else _of_all(plan, step, words, known)


def _of_all(plan: Dialplan, step: Step, words: str, known: Values) -> Named | None:
    """Where a jump to `${EXTEN}` leads from a pattern, if that is one place for all the numbers that fit it."""
    if "${EXTEN}" not in words or not is_pattern(step.exten):
        return None
    texts = [filled(words, {**known, "EXTEN": number}) for number in some(step.exten)]
    places = [read(step, text) for text in texts if text is not None]
    goals = {plan.step(*place) for place in places}
    return places[0] if len(goals) == 1 and None not in goals else None


def read(step: Step, text: str) -> Named:
    """What the words of a jump name; what is not written is that of the step itself."""
    words = [word.strip() for word in re.split(r"[,|]", text)]
    if len(words) == 1:
        return step.context, step.exten, words[0]
    if len(words) == 2:  # noqa: PLR2004 - extension and priority
        return step.context, words[0] or step.exten, words[1]
    return words[0] or step.context, words[1] or step.exten, words[2]


def goal(plan: Dialplan, step: Step, words: str, known: Values) -> Step | None:
    """The step to which a jump leads; None where that is not in the file, or only a call knows.

    An extension that its context lacks is a wrong one: `i` takes the call.
    """
    place = named(plan, step, words, known)
    found = plan.step(*place) if place else None
    if place is not None and found is None and plan.find(*place[:2]) is None:
        if including := of_including(plan, step, words, place):
            return next(iter(including)) if len(including) == 1 else None
        found = wrong.first if (wrong := plan.special(place[0], "i")) else None
    return found


def of_including(plan: Dialplan, step: Step, words: str, place: Named) -> set[Step]:
    """Where a jump that names no context may lead from one that others include: the call is in one of those."""
    if place[0] != step.context or len(re.split(r"[,|]", words)) > 2:  # noqa: PLR2004 - it names one
        return set()
    found = {plan.step(name, *place[1:]) for name in plan.including.get(place[0], ())}
    return {each for each in found if each is not None}


def landings(plan: Dialplan, known: Values) -> set[Step]:
    """The steps to which others jump."""
    found = set()
    for step in plan.steps():
        if step.app in ("goto", "gotoif", "gotoiftime"):
            sides = (step.args,) if step.app == "goto" else parts(step.args)[1:]
            found |= {goal(plan, step, words, known) for words in sides if words}
    return {step for step in found if step is not None}
