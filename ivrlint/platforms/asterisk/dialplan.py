"""extensions.conf -> contexts, extensions and steps, each with its place; which extension a number reaches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from ivrlint.flow.numbers import DIGITS, KEYS, Row
from ivrlint.flow.place import Place

_SETS = {"X": "0123456789", "Z": "123456789", "N": "23456789"}
_MAX_INCLUDES = 200
MORE = 8
_TRIED = 3  # places of a pattern of which more than one digit is tried


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One priority: an application with its arguments."""

    context: str
    exten: str
    priority: int
    app: str  # in small letters
    args: str
    place: Place
    label: str | None = None
    inner: bool = False  # what an ExecIf runs; it has no priority of its own


@dataclass(slots=True, eq=False)
class Extension:
    """An extension of a context: a number, a pattern (`_1XX`), or a special one (`s`, `i`, `t`)."""

    context: str
    name: str
    place: Place
    steps: dict[int, Step] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    last: int = 0

    @property
    def first(self) -> Step | None:
        """Priority 1, where calls arrive."""
        return self.steps.get(1)


@dataclass(slots=True, eq=False)
class Context:
    """A context: its extensions in the order of the file, and the contexts that it includes."""

    name: str
    place: Place
    extensions: dict[str, Extension] = field(default_factory=dict)
    includes: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Dialplan:
    """All contexts, and what stands under `[general]` and `[globals]`."""

    contexts: dict[str, Context] = field(default_factory=dict)
    general: dict[str, str] = field(default_factory=dict)
    globals: dict[str, str] = field(default_factory=dict)
    included: dict[str, list[Context]] = field(default_factory=dict)  # worked out once, when all lines have been read
    beyond: dict[Step, Step | None] = field(default_factory=dict)  # what comes behind the end of an extension

    def steps(self) -> Iterator[Step]:
        """Every step, in the order of the file."""
        for context in self.contexts.values():
            for extension in context.extensions.values():
                yield from extension.steps.values()

    def around(self, name: str) -> list[Context]:
        """A context and those that it includes, in the order in which Asterisk looks into them."""
        if name not in self.included:
            self.included[name] = self._around(name)
        return self.included[name]

    def _around(self, name: str) -> list[Context]:
        found: dict[str, Context] = {}
        waiting = [name]
        while waiting and len(found) < _MAX_INCLUDES:
            context = self.contexts.get(waiting.pop())
            if context is not None and context.name not in found:
                found[context.name] = context
                waiting += reversed(context.includes)
        return list(found.values())

    @cached_property
    def including(self) -> dict[str, list[str]]:
        """For each context those that include it."""
        found: dict[str, list[str]] = {}
        for name in self.contexts:
            for included in self.around(name)[1:]:
                found.setdefault(included.name, []).append(name)
        return found

    def find(self, context: str, exten: str) -> Extension | None:
        """The extension that a number reaches: the exact one, else the closest pattern, else by includes."""
        return next(self._fitting(context, exten), None)

    def _fitting(self, context: str, exten: str) -> Iterator[Extension]:
        """All extensions that a number fits, in the order in which Asterisk looks a priority up in them."""
        for around in self.around(context):
            if exten in around.extensions:
                yield around.extensions[exten]
            fitting = (one for one in around.extensions.values() if one.name != exten and matches(one.name, exten))
            yield from sorted(fitting, key=lambda one: breadth(one.name))

    def special(self, context: str, name: str) -> Extension | None:
        """`i`, `t` and their like: by their exact name only."""
        return next(
            (around.extensions[name] for around in self.around(context) if name in around.extensions),
            None,
        )

    def step(self, context: str, exten: str, priority: str) -> Step | None:
        """The step that `Goto(context,exten,priority)` means; `priority` is a number or a label."""
        number = int(priority) if re.fullmatch(r"\d{1,6}", priority) else 0
        found = (one.steps.get(one.labels.get(priority, number)) for one in self._fitting(context, exten))
        return next(filter(None, found), None)

    @cached_property
    def waits_at_ends(self) -> bool:
        """Does a call wait for keys where an extension ends? Without `autofallthrough`, as all did once."""
        old = any(step.app in ("digittimeout", "responsetimeout") for step in self.steps())
        return self.general.get("autofallthrough", "no" if old else "yes").lower() in ("no", "false", "0", "off")

    def last(self, step: Step) -> Step:
        """The last priority of its extension."""
        return max(self.contexts[step.context].extensions[step.exten].steps.values(), key=lambda one: one.priority)

    def after(self, step: Step) -> Step | None:
        """The next priority; one that an extension lacks is that of the next pattern that its number fits."""
        extension = self.contexts[step.context].extensions[step.exten]
        following = extension.steps.get(step.priority + 1)
        if following is not None or is_pattern(step.exten):
            return following
        if step not in self.beyond:
            others = (one.steps.get(step.priority + 1) for one in self._fitting(step.context, step.exten))
            self.beyond[step] = next(filter(None, others), None)
        return self.beyond[step]

    def next_side(self, start: Step) -> Step | None:
        """The `ElseIf`, `Else` or `EndIf` that comes next to an `If`, or to what stands within it."""
        depth, at = 0, self.after(start)
        while at is not None:
            if not depth and at.app in ("elseif", "else", "endif"):
                return at
            depth += (at.app == "if") - (at.app == "endif")
            at = self.after(at)
        return None

    def loop_end(self, start: Step) -> Step | None:
        """The `EndWhile` that belongs to a `While`."""
        depth, at = 0, self.after(start)
        while at is not None:
            depth += (at.app == "while") - (at.app == "endwhile")
            if depth < 0:
                return at
            at = self.after(at)
        return None

    def loop_start(self, end: Step) -> Step | None:
        """The `While` to which an `EndWhile` belongs."""
        steps = self.contexts[end.context].extensions[end.exten].steps
        depth = 0
        for priority in range(end.priority - 1, 0, -1):
            step = steps.get(priority)
            if step is not None:
                depth += (step.app == "endwhile") - (step.app == "while")
                if depth < 0:
                    return step
        return None


def is_pattern(name: str) -> bool:
    """`_1XX` is a pattern, `100` a number."""
    return name.startswith("_")


def is_key(name: str) -> bool:
    """Is it a single key?"""
    return len(name) == 1 and name in KEYS


def can_be_dialled(name: str) -> bool:
    """Is it a pattern, or made of keys only?"""
    return is_pattern(name) or bool(re.fullmatch(r"[0-9*#]+", name))


def positions(pattern: str) -> tuple[list[str], bool]:
    """The keys that fit each place of a pattern, and whether more keys may follow."""
    found: list[str] = []
    at = 1
    while at < len(pattern):
        sign = pattern[at]
        if sign in ".!":
            return found, True
        if sign == "[":
            end = pattern.find("]", at)
            end = len(pattern) if end < 0 else end
            found.append(_spread(pattern[at + 1 : end]))
            at = end
        elif sign not in " -":
            found.append(_SETS.get(sign.upper(), sign))
        at += 1
    return found, False


def numbers(pattern: str) -> list[Row]:
    """The numbers of digits that fit a pattern; `.` stands for at most MORE digits.

    `!` stands for none: the call goes on as soon as what comes before it has been dialled.
    """
    places, more = positions(pattern)
    row = tuple("".join(digit for digit in DIGITS if digit in place) for place in places)
    if not all(row):
        return []
    open_ = more and pattern.rstrip().endswith(".")
    return [row + (DIGITS,) * more for more in (range(1, MORE + 1) if open_ else (0,))]


def some(pattern: str) -> list[str]:
    """Numbers that fit a pattern, the lowest and the highest of their kinds among them."""
    found = []
    for row in numbers(pattern):
        ends = [(place[0], place[-1]) if at < _TRIED else place[:1] for at, place in enumerate(row)]
        found += ["".join(digits) for digits in product(*map(dict.fromkeys, ends))]
    return found


def _spread(inside: str) -> str:
    """`1-35` -> 1235."""
    keys = ""
    for first, last in re.findall(r"(.)(?:-(.))?", inside):
        keys += "".join(map(chr, range(ord(first), ord(last) + 1))) if last and ord(first) <= ord(last) < 128 else first  # noqa: PLR2004
    return keys


def matches(name: str, exten: str) -> bool:
    """Does a number fit a pattern?"""
    if not is_pattern(name):
        return False
    places, more = positions(name)
    if len(exten) < len(places) or (len(exten) > len(places) and not more):
        return False
    if more and name.rstrip().endswith(".") and len(exten) == len(places):
        return False
    return all(key in place for key, place in zip(exten, places, strict=False))


def breadth(name: str) -> tuple[bool, int]:
    """How much a pattern takes: the narrowest one wins."""
    places, more = positions(name)
    return more, sum(map(len, places))
