"""Where a dialplan waits for a key: steps that together are one menu, and what follows a silence or a wrong key."""

from itertools import product
from math import prod
from typing import NamedTuple

from ivrlint.flow.numbers import KEYS
from ivrlint.platforms.asterisk.apps import SILENT
from ivrlint.platforms.asterisk.dialplan import Extension, Step, is_pattern, positions
from ivrlint.platforms.asterisk.expressions import arguments
from ivrlint.platforms.asterisk.speech import Spoken, is_interrupted, is_talk, joined, spoken
from ivrlint.platforms.asterisk.variables import Known
from ivrlint.platforms.asterisk.walk import Position, Settled, Walker

RESPONSE = 10.0  # Asterisk's own waiting times, in seconds
DIGIT = 5.0
_MAX_ROUNDS = 12  # after so many silences a call that still goes round does so for ever
_MAX_STEPS = 60
_LONG = 3  # numbers of so many digits are extensions that colleagues know, not options
_ALL = set("0123456789")
_KEYS = frozenset(KEYS)
_MOST_CODES = 12


class Group(NamedTuple):
    """Steps that are one menu: the step that makes it one, what is said, how long it waits, what comes then."""

    key: Step
    said: Spoken
    waits: float | None  # None: until the prompt is over, and no longer
    behind: Position | None  # where a silence leads; None: nothing, and the call drops
    interrupted: bool = True  # does a key end what is said


def group(walker: Walker, here: Position, told: Known | None = None) -> Group:
    """The menu that begins at a step: prompts, and the WaitExten behind them. `told` is what is known of variables."""
    said: list[Spoken] = []
    kept, last, at = 0, here, here
    interrupted = False
    known: Known = {**walker.known(here), **walker.before(here.step), **(told or {})}
    for _ in range(_MAX_STEPS):
        if at.step.app == "waitexten":
            interrupted = interrupted or not said
            return Group(at.step, joined(said), _waits(walker, at), _silence(walker, at), interrupted)
        if is_talk(at.step):
            said.append(spoken(at.step, known))
            interrupted = interrupted or is_interrupted(at.step)
        if at.step.app == "background":
            kept, last = len(said), at
        following = walker.after(at)
        settled = walker.settle(following, known).at
        if settled is None or settled == here or settled.step.context != here.step.context:
            break
        if not (is_talk(settled.step) or walker.listens(settled.step)):
            break
        at = settled
    behind = walker.after(last)
    waits = None
    if walker.stops(behind) and walker.plan.waits_at_ends:
        waits = timeout(walker, walker.plan.last(last.step), "TIMEOUT(response)", RESPONSE)
        behind = _handler(walker, last)
    return Group(last.step, joined(said[:kept]), waits, behind)


def _waits(walker: Walker, at: Position) -> float:
    seconds = arguments(at.step.args)[0]
    try:
        return float(seconds) if seconds else timeout(walker, at.step, "TIMEOUT(response)", RESPONSE)
    except ValueError:
        return RESPONSE


def timeout(walker: Walker, step: Step, name: str, default: float) -> float:
    """A waiting time that an earlier step of the extension sets."""
    found = default
    extension = walker.plan.contexts[step.context].extensions[step.exten]
    for other in extension.steps.values():
        if other.priority > step.priority or (written := _set_to(other, name)) is None:
            continue
        try:
            found = float(written)
        except ValueError:
            continue
    return found


def _set_to(step: Step, name: str) -> str | None:
    """What a step sets a waiting time to: `Set(TIMEOUT(digit)=3)`, or `DigitTimeout(3)` as it was once written."""
    if step.app in ("set", "setvar") and step.args.startswith(f"{name}="):
        return step.args.partition("=")[2]
    return step.args if step.app == f"{name[8:-1]}timeout" else None


def _silence(walker: Walker, at: Position) -> Position | None:
    """Behind a WaitExten the next priority counts, and `t` only where there is none."""
    return walker.after(at) or _handler(walker, at)


def _handler(walker: Walker, at: Position) -> Position | None:
    handler = walker.plan.special(at.step.context, "t")
    return Position(handler.first, at.stack) if handler and handler.first else None


class Keys(NamedTuple):
    """The keys of a context: options, those that callers are not meant to know, numbers to dial, all others."""

    options: list[tuple[str, Extension, bool]]  # key, extension, silent
    dials: list[Extension]  # the patterns of numbers to dial
    others: Extension | None


def keys(walker: Walker, here: Step) -> Keys:
    """What can be keyed at a menu, the exact extensions before the patterns."""
    options: dict[str, tuple[str, Extension, bool]] = {}
    patterns: list[Extension] = []
    for around in walker.plan.around(here.context):
        for extension in around.extensions.values():
            if extension.first is None or (extension.name == here.exten and not _is_option(walker, extension)):
                continue
            if is_pattern(extension.name):
                if all(set(place) & _KEYS for place in positions(extension.name)[0]):
                    patterns.append(extension)
            elif extension.name and set(extension.name) <= _KEYS:
                silent = len(extension.name) >= _LONG
                options.setdefault(extension.name, (extension.name, extension, silent))
    dials: list[Extension] = []
    others = _for_all(walker, patterns, set(options), here)
    for extension in patterns:
        places, more = positions(extension.name)
        single = len(places) == 1
        whole = len(places) <= 1 and (more or (single and _ALL.issubset(places[0])))
        if whole or (extension is others and not single):
            continue
        if codes := () if more else _codes(places):
            again = extension is others or (single and _says_and_returns(walker, extension, here))
            meant = [code for code in codes if extension is not others or code in "*#"]
            for code in meant:
                options.setdefault(code, (code, extension, again or not single))
        elif places:
            dials.append(extension)
    return Keys(list(options.values()), dials, others)


def _is_option(walker: Walker, extension: Extension) -> bool:
    """Is an extension chosen in another one of its context, so that its number is a key here, too?"""
    others = walker.plan.contexts[extension.context].extensions.values()
    return any(walker.listens(step) for other in others if other is not extension for step in other.steps.values())


def _for_all(walker: Walker, patterns: list[Extension], options: set[str], here: Step) -> Extension | None:
    """The pattern that takes all keys that are no options.

    One that only makes the call say something and ask again is it, too, where it leaves no digit out: another key
    would drop the call, if no `i` takes it.
    """
    for extension in patterns:
        places, more = positions(extension.name)
        if len(places) > 1:
            continue
        if more or (places and _ALL.issubset(places[0])):
            return extension
        left = _ALL - options - set(places[0]) if places else _ALL
        if _says_and_returns(walker, extension, here) and (not left or walker.plan.special(here.context, "i")):
            return extension
    return None


def _codes(places: list[str]) -> tuple[str, ...]:
    """The keys, or few codes with `*` or `#` (`_*8[69]`), that fit a pattern; none where it takes numbers."""
    keys = [[key for key in place if key in _KEYS] for place in places]
    numbers = len(keys) > 1 and all(set(place) & _ALL for place in keys)
    if not keys or numbers or prod(map(len, keys)) > _MOST_CODES:
        return ()
    return tuple("".join(code) for code in product(*keys))


def _says_and_returns(walker: Walker, extension: Extension, here: Step) -> bool:
    """Do these keys only make the call say something and ask again, as wrong keys do?"""
    at = extension.first
    while at is not None and (is_talk(at) or at.app in SILENT):
        at = walker.plan.after(at)
    goal = walker.goal(Position(at), at.args, walker.constants) if at is not None and at.app == "goto" else None
    return goal is not None and (goal.step.context, goal.step.exten) == (here.context, here.exten)


class Rounds(NamedTuple):
    """What silences (or wrong keys) in a row lead to: so many askings, what is said in between, and the way out."""

    attempts: int
    again: list[Spoken]
    parting: Spoken | None  # said when the call leaves
    out: Position | None
    hangs_up: bool  # else, with no way out, the call drops

    @property
    def says_something(self) -> bool:
        """Is anything said when the call leaves?"""
        return self.parting is not None and self.parting != Spoken((), ())


def rounds(walker: Walker, own: Group, handler: Position, entry: Known) -> Rounds | None:
    """Follow a handler again and again, as a call would, counters and all; None where it depends on more."""
    known: Known = {**walker.constants, **dict.fromkeys(walker.counters, ""), **entry}
    again: list[Spoken] = []
    at: Position | None = handler
    for number in range(1, _MAX_ROUNDS + 1):
        before = dict(known)
        said, settled = _run(walker, at, known)
        if settled is None:
            return None
        if settled.at is None:
            return Rounds(number, again, said, None, settled.hangs_up)
        back = group(walker, settled.at, known) if walker.listens(settled.at.step) else None
        if back is not None and back.key is not own.key and back.said == own.said and back.waits == own.waits:
            at = back.behind  # the same question, written out once more
            again.append(joined([said, back.said]))
        elif back is not None and back.key is own.key:
            if at is handler and known == before:
                return None  # nothing counts: for ever
            again.append(joined([said, back.said]))
            at = handler
        else:
            return Rounds(number, again, said, settled.at, False)
        if at is None:
            return Rounds(number + 1, again, None, None, False)
    return None


def _run(walker: Walker, at: Position | None, known: Known) -> tuple[Spoken, Settled | None]:
    said: list[Spoken] = []
    for _ in range(_MAX_STEPS):
        settled = walker.settle(at, known)
        if settled.at is None:
            return joined(said), settled
        step = settled.at.step
        if walker.listens(step):
            return joined(said), settled
        if not is_talk(step):
            return joined(said), None if step.app in ("gotoif", "execif", "if", "while") else settled
        said.append(spoken(step, known))
        at = walker.after(settled.at)
    return joined(said), None
