"""How a call moves through a dialplan: from step to step, through jumps, routines and conditions.

Nobody hears a `Set` or a `GotoIf`. `settle` goes on from a step to the first one that a caller notices, or at which
the way depends on something that only a call knows.
"""

import re
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from ivrlint.platforms.asterisk import jumps
from ivrlint.platforms.asterisk.apps import (
    BLOCKS,
    ENDS,
    FREEPBX_ENDS,
    FREEPBX_RINGS,
    LISTENING,
    PLAYED,
    RETURNS,
    ROUTINES,
    SILENT,
    SPOKEN,
    is_blackhole,
)
from ivrlint.platforms.asterisk.dialplan import Dialplan, Step, can_be_dialled, is_key
from ivrlint.platforms.asterisk.expressions import truth
from ivrlint.platforms.asterisk.quiet import Quiet
from ivrlint.platforms.asterisk.routines import Given
from ivrlint.platforms.asterisk.speech import is_talk, offers_keys
from ivrlint.platforms.asterisk.variables import Known, assign, assignments, counters, inner_step, own, parts

_MAX_SILENT = 400  # steps in a row that nobody notices
_MAX_STACK = 3
_MAX_DEPTH = 4  # conditions within conditions of which both sides are looked at
_CARRYING = PLAYED | LISTENING | frozenset(SPOKEN)  # what a menu says until it waits
_SETTING = ("set", "mset", "setvar")
_NOT_EMPTY = re.compile(r'!=\s*""')


class Position(NamedTuple):
    """A step, and the steps that routines come back to, the innermost last."""

    step: Step
    stack: tuple[Step | None, ...] = ()


class Settled(NamedTuple):
    """Where a call comes to: a step that is noticed, or a hang-up; with neither, nothing leads on and it drops."""

    at: Position | None
    hangs_up: bool = False
    returns: Step | None = None  # where it leaves the file, back to what called a routine


class Walker:
    """Walks one dialplan. `fixed`: variables of which the file tells what they are wherever they are read."""

    def __init__(self, plan: Dialplan, fixed: Known | None = None) -> None:
        self.plan = plan
        self.counters = counters(plan) - (fixed or {}).keys()
        self._menus: dict[int, bool] = {}
        self._quiet = Quiet(self)
        self._inner: dict[tuple[int, str], Step | None] = {}
        self._depth = 0
        written = {match[1] for step in plan.steps() for match in assignments(step)}
        told = {name: value for name, value in plan.globals.items() if name not in written}
        self.constants: Known = {**told, **(fixed or {})}
        self._given = Given(
            plan, lambda step, words: self.called(Position(step), words, self.constants), self.constants
        )

    def known(self, here: Position) -> Known:
        """The variables of which the file tells what they are at a position, the arguments of a routine among them."""
        return {**self.constants, **self._given.to(here.step, here.stack)}

    # Single moves

    def after(self, here: Position) -> Position | None:
        """The next priority; behind the last one of a macro, what called it."""
        step = self.plan.after(here.step)
        if step is not None:
            return Position(step, here.stack)
        return self.back(here) if here.step.context.startswith("macro-") else None

    def back(self, here: Position) -> Position | None:
        """Behind the step that called the routine."""
        if not here.stack or here.stack[-1] is None:
            return None
        return Position(here.stack[-1], here.stack[:-1])

    def goal(self, here: Position, words: str, known: Known) -> Position | None:
        """Where `Goto(words)` leads; None where that is not in the file, or only a call knows.

        An extension that its context lacks is a wrong one: `i` takes the call.
        """
        step = jumps.goal(self.plan, here.step, words, known)
        return Position(step, here.stack) if step else None

    def listens(self, step: Step) -> bool:
        """Does this step wait for keys that lead somewhere, or say what a WaitExten right behind it waits for?

        A Background with something else behind it only speaks, unless its keys can be pressed nowhere else.
        """
        if step.app not in LISTENING and not is_talk(step):
            return False
        key = id(step)
        if key not in self._menus:
            waits = step.app == "waitexten" or (
                self._awaited(step) or self._alone(step) if step.app == "background" else self._asks(step)
            )
            self._menus[key] = waits and self._others(step)
        return self._menus[key]

    def _asks(self, step: Step) -> bool:
        """Is nothing but speech between this step and a WaitExten, and nowhere that a call could come in?"""
        at = self.plan.after(step)
        for _ in range(_MAX_SILENT):
            if at is None or at in self.landings:
                return False
            if at.app == "waitexten":
                return True
            if not (at.app in SILENT or (is_talk(at) and at.app != "background")):
                return False
            at = self.plan.after(at)
        return False

    @cached_property
    def landings(self) -> set[Step]:
        """The steps to which others jump."""
        return jumps.landings(self.plan, self.constants)

    def _awaited(self, step: Step) -> bool:
        """Does the call wait behind this Background, or come to the end of what it has to do?"""
        at = Position(step)
        for _ in range(_MAX_SILENT):
            if at.step.app == "waitexten":
                return True
            following = self.after(at)
            if following is None:
                return True
            if self.stops(following):
                return True
            settled = self.settle(following, dict(self.constants)).at
            if settled is None or settled.step.context != step.context or settled.step.app not in _CARRYING:
                return False
            at = settled
        return False

    def _alone(self, step: Step) -> bool:
        """Can the keys of this context be pressed nowhere but while it speaks?"""
        around = self.plan.around(step.context)
        names = [name for one in around for name in one.extensions]
        steps = (other for one in around for extension in one.extensions.values() for other in extension.steps.values())
        asks = any(
            other.app in ("waitexten", "read") or (other.app == "background" and self._awaited(other))
            for other in steps
        )
        return not asks and not is_key(step.exten) and sum(map(is_key, names)) > 1

    def _others(self, step: Step) -> bool:
        """Is there an option besides the extension that this step itself belongs to, or do the words offer one?"""
        names = [name for one in self.plan.around(step.context) for name in one.extensions]
        return any(can_be_dialled(name) and name != step.exten for name in names) or offers_keys(self.plan, step)

    # Until something is noticed

    def settle(self, here: Position | None, known: Known) -> Settled:
        """Go on to the first step that is noticed. `known` is what is known of variables; `Set` adds to it."""
        seen: set[tuple[Step, tuple[Step | None, ...]]] = set()
        stack = None
        for _ in range(_MAX_SILENT):
            if here is None:
                return Settled(None)
            if here.stack != stack:
                stack = here.stack
                self._given.hand_over(here.step, stack, known)
            if self._ends(here, known):
                return Settled(None, True)
            moved = self._move(here, known)
            if moved is None and here.step.app in RETURNS and not here.stack:
                return Settled(None, True, here.step)
            if moved is here:
                return Settled(here)
            if (here.step, here.stack) in seen and here.step.app in ("goto", "gotoif", "endwhile"):
                return Settled(None)
            seen.add((here.step, here.stack))
            here = moved
        return Settled(None)

    def stops(self, here: Position | None) -> bool:
        """Does the extension end there, with nothing more that anybody notices, and without a hang-up or a jump?"""
        while here is not None and here.step.app in SILENT:
            here = self.after(here)
        return here is None

    def _ends(self, here: Position, known: Known) -> bool:
        """Does the call end here?"""
        app = here.step.app
        return (
            app in ENDS
            or (app == "macro" and _macro(here.step) in FREEPBX_ENDS)
            or (app == "goto" and self._into_nothing(here, known))
        )

    def _into_nothing(self, here: Position, known: Known) -> bool:
        """FreePBX ends calls by a jump to `app-blackhole,hangup`, which is in a file of its own."""
        named = jumps.named(self.plan, here.step, here.step.args, known)
        return named is not None and named[0] not in self.plan.contexts and is_blackhole(*named[:2])

    def _move(self, here: Position, known: Known) -> Position | None:  # noqa: PLR0911 - one case an application
        """One step on; the same position where a caller notices it."""
        app, args = here.step.app, here.step.args
        if app in _SETTING:
            assign(here.step, known)
            return self.after(here)
        if app in SILENT or (app in LISTENING and app != "background" and not self.listens(here.step)):
            return self.after(here)
        if app == "goto":
            return self.goal(here, args, known) or here
        if app == "gotoif":
            holds, yes, no = self.condition(here.step, known)
            return (
                self._either(here, yes, no, known) if holds is None else self.branch(here, yes if holds else no, known)
            )
        if app == "execif":
            return self._exec_if(here, known)
        if app in ROUTINES:
            return self._routine(here, known)
        if app in RETURNS:
            return self.back(here)
        return self._block(here, known) if app in BLOCKS else here

    def _block(self, here: Position, known: Known) -> Position | None:
        """One step on within `While` and `If`; `ElseIf` and `Else` are come to from the side before them."""
        app = here.step.app
        if app in ("endwhile", "continuewhile"):
            start = self.plan.loop_start(here.step)
            return Position(start, here.stack) if start else self.after(here)
        if app == "exitwhile":
            return self.behind_loop(here)
        if app not in ("while", "if"):
            return self.behind_if(here)
        holds = truth(here.step.args, known)
        if holds is None:
            return here
        return self.after(here) if holds else self.behind_loop(here) if app == "while" else self.other_side(here)

    def _either(self, here: Position, yes: str, no: str, known: Known) -> Position | None:
        """Where both sides come together, if nobody notices which one was taken; else the condition itself."""
        if self._depth >= _MAX_DEPTH:
            return here
        self._depth += 1
        sides = [self.branch(here, words, known) for words in (yes, no)]
        ends = [self.settle(side, dict(known)) if side is not here else Settled(here) for side in sides]
        self._depth -= 1
        return ends[0].at if ends[0] == ends[1] and ends[0].at is not None else here

    def _exec_if(self, here: Position, known: Known) -> Position | None:
        holds, yes, no = self.condition(here.step, known)
        sides = [self.inner(here.step, words) for words in (yes, no)]
        if holds is None and sides[0] is not None and sides[1] is None and _NOT_EMPTY.search(here.step.args):
            holds = sides[0].app == "background"  # FreePBX: play the message of the menu, if it has one
            holds = holds or None
        if holds is None:
            return self.after(here) if all(step is None or step.app in SILENT for step in sides) else here
        step = sides[0] if holds else sides[1]
        return Position(step, here.stack) if step else self.after(here)

    def inner(self, step: Step, words: str) -> Step | None:
        """The application that `ExecIf(condition?words)` runs, the same one each time."""
        key = (id(step), words)
        if key not in self._inner:
            self._inner[key] = inner_step(step, words)
        return self._inner[key]

    def before(self, step: Step) -> Known:
        """What the steps before this one in its extension set, where that is told by the file."""
        known: Known = {}
        extension = self.plan.contexts[step.context].extensions[step.exten]
        for other in extension.steps.values():
            if other.priority < step.priority and other.app in _SETTING:
                assign(other, known, self.constants)
        return {name: value for name, value in known.items() if value is not None}

    def condition(self, step: Step, known: Known) -> tuple[bool | None, str, str]:
        """Does the condition of `GotoIf(condition?yes:no)` hold, and what stands for yes and no?"""
        asked, yes, no = parts(step.args)
        return truth(asked, {**known, **own(step)}), yes, no

    def branch(self, here: Position, words: str, known: Known) -> Position | None:
        """Where a side of a condition leads: to what it names, or on."""
        return (self.goal(here, words, known) or here) if words else self.after(here)

    def _routine(self, here: Position, known: Known) -> Position | None:
        if here.step.app.endswith("if"):  # gosubif, macroif
            holds, *sides = self.condition(here.step, known)
            words = sides[0] if holds else sides[1]
            if holds is None:
                heard = [
                    first
                    for side in sides
                    if (first := self.called(here, side, known)) and not self._quiet.holds(first)
                ]
                return here if heard else self.after(here)
            first = self.called(here, words, known) if words else None
        else:
            first = self.called(here, here.step.args, known)
            if first is None and here.step.app == "macro" and _macro(here.step) in FREEPBX_RINGS:
                return here
        return self.after(here) if first is None or self._quiet.holds(first) else self.enter(here, first)

    def called(self, here: Position, words: str, known: Known) -> Step | None:
        """The first step of the routine that is called; None where it is not in the file."""
        if here.step.app.startswith("macro"):
            return self.plan.step(f"macro-{words.split(',', maxsplit=1)[0].strip()}", "s", "1")
        goal = self.goal(here, re.sub(r"\(.*", "", words), known)
        return goal.step if goal else None

    def enter(self, here: Position, first: Step) -> Position | None:
        """Into a routine, to come back behind the step that calls it."""
        if len(here.stack) >= _MAX_STACK:
            return self.after(here)
        after = self.after(here)
        return Position(first, (*here.stack, after.step if after else None))

    def other_side(self, here: Position) -> Position | None:
        """Where a call goes on when an `If` does not hold: an `ElseIf` asks once more."""
        side = self.plan.next_side(here.step)
        if side is None or side.app != "elseif":
            return self.after(Position(side or here.step, here.stack))
        asks = self._inner.setdefault((id(side), "if"), replace(side, app="if", inner=True))
        return Position(asks, here.stack) if asks else None

    def behind_if(self, here: Position) -> Position | None:
        """Behind the `EndIf` of what stands within an `If`."""
        side: Step | None = here.step
        while side is not None and side.app != "endif":
            side = self.plan.next_side(side)
        return self.after(Position(side, here.stack)) if side else None

    def behind_loop(self, here: Position) -> Position | None:
        """Behind the `EndWhile` of a `While`."""
        end = self.plan.loop_end(here.step)
        return self.after(Position(end, here.stack)) if end else None


def _macro(step: Step) -> str:
    return step.args.split(",")[0].strip().lower()
