"""Which extensions of a dialplan callers of its menus dial, so that the rest of a telephone system stays out."""

import re
from collections.abc import Iterator

from ivrlint.platforms.asterisk.apps import ENDS, RECORDS, SPOKEN
from ivrlint.platforms.asterisk.dialplan import Extension, Step
from ivrlint.platforms.asterisk.variables import inner_step, parts
from ivrlint.platforms.asterisk.walk import Position, Walker

_SPECIAL = frozenset({"i", "t", "h", "o", "a", "e", "T", "fax", "failed", "talk", "hangup"})
_ASKS = frozenset({"read", "authenticate"})
_SERVES = frozenset({"playback", "background", "queue", *SPOKEN, *RECORDS})
_ROUTINE = ("macro-", "sub-", "func-", "app-", "hook-", "cmd-")
_ASIDE = re.compile(r"\b[UMbBGF]\(([\w-]+)")  # Dial(…,U(context)): what the one who answers hears
_MAX_ENTRIES = 60


def entries(walker: Walker) -> list[tuple[str | None, Step]]:
    """The numbers at which callers come in, with their first steps: those that lead to a menu, else to some words."""
    ways = Ways(walker)
    heads = _heads(ways, inner=False) or _heads(ways, inner=True)
    for wanted in (_ASKS, _SERVES, None):
        chosen = _chosen(ways, heads, wanted)
        if chosen:
            return _numbered(chosen[:_MAX_ENTRIES])
    return []


class Ways:
    """The steps that may come after each step, worked out once."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self._goals: dict[Step, list[Step]] = {}

    def goals(self, step: Step) -> list[Step]:
        """The steps to which a step may jump."""
        if step not in self._goals:
            self._goals[step] = _goals(self.walker, step)
        return self._goals[step]

    def after(self, step: Step) -> list[Step]:
        """All steps to which a call may come from a step, the keys of a menu included."""
        found = list(self.goals(step))
        following = self.walker.plan.after(step)
        if following is not None and step.app not in ("goto", "hangup"):
            found.append(following)
        if step.app in ("if", "elseif", "while"):  # may not hold
            found += filter(None, [self.walker.plan.loop_end(step), self.walker.plan.next_side(step)])
        if self.walker.listens(step):
            for context in self.walker.plan.around(step.context):
                found += [one.first for one in context.extensions.values() if one.first and one.name != "h"]
        return found


def _heads(ways: Ways, inner: bool) -> list[Extension]:
    """Extensions that somebody may dial from outside, those first that nothing else in the file leads to.

    A menu comes after what only sends calls on: that is where they come in.

    Routines and feature codes are dialled by no caller; they count only with `inner`.
    """
    walker = ways.walker
    led_to = {id(goal) for step in walker.plan.steps() for goal in ways.goals(step) if goal.context != step.context}
    options = _options(walker)
    routines = _routines(walker)
    found = [
        extension
        for context in walker.plan.contexts.values()
        for extension in context.extensions.values()
        if extension.first is not None
        and extension.name not in _SPECIAL
        and id(extension) not in options
        and (inner or not (extension.name.startswith("*") or context.name in routines))
    ]
    return sorted(found, key=lambda head: (id(head.first) in led_to, any(map(walker.listens, head.steps.values()))))


def _routines(walker: Walker) -> set[str]:
    """Contexts that are called and come back, and those that an agent hears before a call is put through."""
    found = {name for name in walker.plan.contexts if name.startswith(_ROUTINE)}
    for step in walker.plan.steps():
        if step.app in ("dial", "queue"):
            found |= set(_ASIDE.findall(step.args))
        elif step.app.startswith("gosub"):
            sides = parts(step.args)[1:] if step.app == "gosubif" else (step.args,)
            goals = [walker.goal(Position(step), re.sub(r"\(.*", "", side), walker.constants) for side in sides if side]
            found |= {goal.step.context for goal in goals if goal is not None and _returns(walker, goal.step)}
    return found


def _returns(walker: Walker, first: Step) -> bool:
    context = walker.plan.contexts[first.context]
    return any(step.app == "return" for one in context.extensions.values() for step in one.steps.values())


def _options(walker: Walker) -> set[int]:
    """Extensions that are keys of a menu: those beside the extension that waits for them."""
    found: set[int] = set()
    for context in walker.plan.contexts.values():
        asking = {
            step.exten for one in context.extensions.values() for step in _met(walker, one) if walker.listens(step)
        }
        if asking:
            found |= {id(one) for one in context.extensions.values() if one.name not in asking}
    return found


def _met(walker: Walker, extension: Extension) -> Iterator[Step]:
    """The steps of an extension but those behind a hang-up or a jump to which nothing jumps."""
    alive, last = True, 0
    for number, step in sorted(extension.steps.items()):
        alive = alive or number != last + 1 or step in walker.landings
        if alive:
            yield step
        alive, last = alive and step.app not in (*ENDS, "goto"), number


def _goals(walker: Walker, step: Step) -> list[Step]:
    """The steps to which a step may jump."""
    here = Position(step)
    words = [step.args]
    if step.app in ("gotoif", "gotoiftime", "gosubif", "execif"):
        words = list(parts(step.args)[1:])
    if step.app == "execif":
        inner = [one for side in words if (one := inner_step(step, side)) is not None]
        return [goal for one in inner for goal in _goals(walker, one)]
    if step.app.startswith("macro"):
        first = walker.plan.step(f"macro-{step.args.split(',')[0].strip()}", "s", "1")
        return [first] if first else []
    if not step.app.startswith(("goto", "gosub")):
        return []
    goals = [walker.goal(here, re.sub(r"\(.*", "", word), walker.constants) for word in words if word]
    return [goal.step for goal in goals if goal is not None]


def _chosen(ways: Ways, heads: list[Extension], wanted: frozenset[str] | None) -> list[Extension]:
    """The heads that lead to something wanted to which none before them leads. Looks at each step twice at most."""
    chosen: list[Extension] = []
    covered: set[Step] = set()  # where callers of a chosen head come
    barren: set[Step] = set()  # from where nothing new is reached
    for head in heads:
        if head.first is None or head.first in covered:
            continue
        seen: set[Step] = set()
        waiting = [head.first]
        while waiting:
            step = waiting.pop()
            if step not in covered and step not in barren and step not in seen:
                seen.add(step)
                waiting += ways.after(step)
        if wanted is None or any(_is_wanted(ways, step, wanted) for step in seen):
            chosen.append(head)
            covered |= seen
        else:
            barren |= seen
    return chosen


def _is_wanted(ways: Ways, step: Step, wanted: frozenset[str]) -> bool:
    return step.app in wanted or (wanted is _ASKS and ways.walker.listens(step))


def _numbered(chosen: list[Extension]) -> list[tuple[str | None, Step]]:
    """Each with the number that is dialled, or the name of its context."""
    found: dict[str, Step] = {}
    for head in chosen:
        assert head.first is not None  # noqa: S101 - only those have been chosen
        dialled = head.name.strip("+").isdecimal()
        plain = head.name if dialled else re.sub(r"[^\w-]+", "-", head.context).strip("-") or "s"
        name, number = plain, 1
        while name in found:
            number += 1
            name = f"{head.context if dialled else plain}-{head.name if dialled and number == 2 else number}"  # noqa: PLR2004
            name = re.sub(r"[^\w-]+", "-", name)
        found[name] = head.first
    return list(found.items())
