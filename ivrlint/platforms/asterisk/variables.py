"""What steps say of themselves: the parts of their conditions, the variables that they set."""

import re
from collections.abc import MutableMapping

from ivrlint.platforms.asterisk.dialplan import Dialplan, Step
from ivrlint.platforms.asterisk.expressions import arguments, filled

_CONDITION = re.compile(r"(.*)\?(.*)", re.DOTALL)
_ASSIGNED = re.compile(r"\s*_{0,2}(?:LOCAL\(|GLOBAL\()?([\w.]+)\)?\s*=(.*)", re.DOTALL)
_INCREMENT = re.compile(r'[\s$\[\]{}()"+*\d-]*')

Known = MutableMapping[str, "str | None"]  # None: set, and nobody knows to what


def parts(args: str) -> tuple[str, str, str]:
    """`condition?yes:no` -> its three parts; a missing side is empty."""
    match = _CONDITION.fullmatch(args) if "?" in args else None
    if match is None:
        return args, "", ""
    asked, sides = _split(args, "?")
    yes, no = _split(sides, ":")
    return asked.strip(), yes.strip(), no.strip()


def _split(text: str, sign: str) -> tuple[str, str]:
    """Cut at the first `sign` outside of brackets and quotes."""
    depth, quoted = 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted:
            depth += (letter in "([{") - (letter in ")]}")
            if letter == sign and depth <= 0:
                return text[:at], text[at + 1 :]
    first, _, last = text.partition(sign)
    return first, last


def inner_step(step: Step, words: str) -> Step | None:
    """The application that `ExecIf(condition?words)` runs."""
    match = re.match(r"\s*([A-Za-z]\w*)\s*(?:\((.*)\)\s*)?$", words, re.DOTALL)
    if match is None:
        return None
    return Step(step.context, step.exten, step.priority, match[1].lower(), match[2] or "", step.place, None, True)


def own(step: Step) -> dict[str, str]:
    """What a step knows of itself: its extension, where that is no pattern."""
    return {} if step.exten.startswith("_") else {"EXTEN": step.exten, "CONTEXT": step.context}


def assignments(step: Step) -> "list[re.Match[str]]":
    """The variables that a step sets, and to what."""
    if step.app not in ("set", "mset", "setvar", "setglobalvar", "execif"):
        return []
    texts = arguments(step.args) if step.app == "mset" else [step.args]
    if step.app == "execif":
        texts = [
            inner.args for words in parts(step.args)[1:] if (inner := inner_step(step, words)) and inner.app == "set"
        ]
    return [match for text in texts if (match := _ASSIGNED.fullmatch(text)) is not None]


def assign(step: Step, known: Known, constants: Known | None = None) -> None:
    """Note what a step sets."""
    for match in assignments(step):
        known[match[1]] = filled(match[2].strip().strip('"'), {**(constants or {}), **known, **own(step)})


def counters(plan: Dialplan) -> frozenset[str]:
    """Variables that the dialplan only ever sets to constants and counts up: nothing else knows them."""
    written: dict[str, bool] = {}
    for step in plan.steps():
        for match in assignments(step):
            rest = match[2].replace(f"${{{match[1]}}}", "")
            counts = rest != match[2] and _INCREMENT.fullmatch(rest) is not None
            constant = "$" not in match[2]
            written[match[1]] = written.get(match[1], True) and (counts or constant)
        if step.app == "read":
            written[arguments(step.args)[0]] = False
    return frozenset(name for name, only in written.items() if only)
