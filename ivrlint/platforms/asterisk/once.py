"""Variables that a dialplan sets once, before any caller comes to where they are read: there they are what was set."""

import re
from collections import deque

from ivrlint.platforms.asterisk.apps import KNOWN, SCRIPTS
from ivrlint.platforms.asterisk.dialplan import Step
from ivrlint.platforms.asterisk.entries import Ways, entries
from ivrlint.platforms.asterisk.expressions import filled
from ivrlint.platforms.asterisk.variables import assignments, own
from ivrlint.platforms.asterisk.walk import Walker

_READ = re.compile(r"\$\{(\w+)")
_NAME = re.compile(r"(?<![${\w])[A-Za-z_]\w*")
_SETTING = frozenset({"set", "mset", "setvar"})
_TELLING = frozenset({"noop", "verbose", "log"})  # what they say of a variable changes nothing


def set_once(walker: Walker) -> dict[str, str | None]:
    """The variables that are set once and for all, with their values."""
    values = _candidates(walker)
    if not values:
        return {}
    sets: dict[Step, set[str]] = {}
    for name, (step, _) in values.items():
        sets.setdefault(step, set()).add(name)
    certain = _certain(walker, sets)
    early = {name for step, names in certain.items() for name in _READ.findall(step.args) if name not in names}
    return {name: value for name, (_, value) in values.items() if name not in early}


def _candidates(walker: Walker) -> dict[str, tuple[Step, str]]:
    """The variables that one step alone sets, to what the file tells: that step, and the value."""
    steps = list(walker.plan.steps())
    writers: dict[str, list[tuple[Step, str]]] = {}
    for step in steps:
        for match in assignments(step):
            writers.setdefault(match[1], []).append((step, match[2].strip().strip('"')))
    read = {name for step in steps for name in _READ.findall(step.args)}
    named = {name for step in steps for name in _named(step)}
    found = {}
    for name in (writers.keys() & read) - named:
        (step, written), *others = writers[name]
        value = filled(written, {**walker.constants, **own(step)})
        if not others and value is not None and step.app in _SETTING:
            found[name] = step, value
    return found


def _named(step: Step) -> set[str]:
    """The names that stand bare in a step, as in `Read(NAME,…)` or `Set(ARRAY(NAME,…)=…)`: it may set them."""
    if step.app in _TELLING:
        return set()
    words = set(_NAME.findall(step.args))
    return words - {match[1] for match in assignments(step)}


def _certain(walker: Walker, sets: dict[Step, set[str]]) -> dict[Step, frozenset[str]]:
    """For each step to which a call may come: the variables that are set whichever way it came."""
    ways = Ways(walker)
    certain: dict[Step, frozenset[str]] = {first: frozenset() for _, first in entries(walker)}
    waiting = deque(certain)
    while waiting:
        step = waiting.popleft()
        known = frozenset() if _may_set_any(step) else certain[step] | sets.get(step, frozenset())
        for following in ways.after(step):
            both = certain[following] & known if following in certain else known
            if certain.get(following) != both:
                certain[following] = both
                waiting.append(following)
    return certain


def _may_set_any(step: Step) -> bool:
    """Is it a program that may set any variable, or an application of which nobody here knows what it does?"""
    return step.app in SCRIPTS or step.app not in KNOWN
