"""Routines of which callers notice nothing, so that they can be passed over."""

import re
from typing import TYPE_CHECKING

from ivrlint.platforms.asterisk import jumps
from ivrlint.platforms.asterisk.apps import BLOCKS, RETURNS, SILENT
from ivrlint.platforms.asterisk.variables import parts

if TYPE_CHECKING:
    from ivrlint.platforms.asterisk.dialplan import Step
    from ivrlint.platforms.asterisk.walk import Walker


class Quiet:
    """Which routines of a dialplan are quiet; each is looked at once."""

    def __init__(self, walker: "Walker") -> None:
        self._walker = walker
        self._known: dict[tuple[str, str], bool] = {}

    def holds(self, first: "Step") -> bool:
        """Does nothing that begins at this step reach a caller?"""
        key = (first.context, first.exten)
        if key not in self._known:
            self._known[key] = True  # while it is looked at: a routine that calls itself
            extension = self._walker.plan.contexts[first.context].extensions[first.exten]
            self._known[key] = all(self._unheard(step) for step in extension.steps.values())
        return self._known[key]

    def _unheard(self, step: "Step") -> bool:
        if step.app in ("goto", "gotoif", "gosub", "gosubif", "macro"):
            sides = parts(step.args)[1:] if step.app.endswith("if") else (step.args,)
            words = [re.sub(r"\(.*", "", side) for side in sides if side]
            names = [f"macro-{word.split(',')[0]},s,1" for word in words] if step.app == "macro" else words
            goals = [jumps.goal(self._walker.plan, step, name, self._walker.constants) for name in names]
            return all(goal is None or goal.context == step.context or self.holds(goal) for goal in goals)
        if step.app == "execif":
            inner = [self._walker.inner(step, words) for words in parts(step.args)[1:]]
            return all(one is None or self._unheard(one) for one in inner)
        return step.app in SILENT | RETURNS | BLOCKS
