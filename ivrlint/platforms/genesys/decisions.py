"""Decisions and switches of Architect -> branches."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.tree import Mapping, Piece, Sequence
from ivrlint.message import say
from ivrlint.platforms.deciding import YES, Test, branches
from ivrlint.platforms.genesys import names, values
from ivrlint.platforms.genesys.blocks import DECISIONS
from ivrlint.platforms.genesys.comparing import compared
from ivrlint.platforms.genesys.making import Maker, add, on_outcomes

if TYPE_CHECKING:
    from ivrlint.platforms.genesys.action import Action, Here
    from ivrlint.platforms.genesys.reader import Archy

_KNOWN = {"true": "yes", "false": "no"}  # conditions that every call meets alike
_ASKED = (
    "expression",
    "switchExpression",
    "value",
    "switchOn",
    "evaluate",
    "on",
    "exp",
)  # where a switch says what it looks at


def _decision(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    if it.body.get("cases") is not None:
        return _switch(flow, it, after, here)
    on = on_outcomes(flow, it, DECISIONS[it.type], after, here)
    told = values.told(it.body.get("condition"))
    if told and told.lower() in _KNOWN:
        return add(flow, it, here, model.Message, next=on[_KNOWN[told.lower()]])
    test = compared(told) if told else None
    if test is None:
        return add(flow, it, here, model.Branch, field=told or it.name, cases={YES: on["yes"]}, otherwise=on["no"])
    holds, other = (on["yes"], on["no"]) if test.holds else (on["no"], on["yes"])
    return add(flow, it, here, model.Branch, field=test.field, cases=dict.fromkeys(test.values, holds), otherwise=other)


def _schedule(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    on = on_outcomes(flow, it, DECISIONS[it.type], after, here)
    emergency = it.body.get("emergencyGroup")
    if not values.is_set(emergency) and "emergency" not in flow.outcomes(it):
        on.pop("emergency", None)
    group = values.told(it.body.get("scheduleGroup") or it.body.get("schedule")) or it.name
    flow.draft.loss(
        "not in the file",
        it.type,
        say("the hours are not in this file: open and closed are both taken as possible"),
        it.place,
        flow.id_of(it, here.calls, here.owner),
    )
    shut = next((on[name] for name in ("closed", "inactive") if name in on), None)
    return add(flow, it, here, model.Branch, field=f"hours of {group}", cases=on, otherwise=shut)


def _switch(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    """Its cases are tried from the first to the last."""
    body = _inner(it.body)
    asked = next((told for key in _ASKED if (told := values.told(body.get(key) or it.body.get(key)))), None)
    tests: list[Test] = []
    otherwise = after
    for name, held in (*_cases(body), *it.outputs.items()):
        to = names.behind(flow, held, after, here)
        if name == "default":
            otherwise = to
        else:
            tests += _tests(name, asked or it.name, to or flow.fallen(it, here))
    fields = {"place": it.body, "name": it.named}
    id_ = flow.id_of(it, here.calls, here.owner)
    for branch in branches(flow.draft, id_, asked or it.name, tests, otherwise, **fields):
        flow.draft.add(branch, it.block)
    return Target(id_, it.place)


def _tests(told: str, asked: str, to: Target) -> Iterator[Test]:
    """A case: a value of what is asked, else a condition of its own."""
    test = compared(told)
    if test is None or not test.holds:
        conditional = any(sign in told for sign in "=<>(")
        yield Test(told, YES, to) if conditional else Test(values.field(asked), told.strip('"'), to)
    else:
        yield from (Test(test.field, value, to) for value in test.values)


def _inner(body: Mapping) -> Mapping:
    """What holds the cases: the switch itself, or what stands in `evaluate: firstTrue:`."""
    evaluated = body.get("evaluate")
    held = (body, evaluated, *(values.inside(evaluated) if evaluated else ()))
    return next((each for each in held if isinstance(each, Mapping) and each.get("cases") is not None), body)


def _cases(body: Mapping) -> Iterator[tuple[str, Piece]]:
    """The cases of a switch by what they ask for, and what they hold."""
    listed = body.get("cases")
    items = values.inside(listed) if isinstance(listed, Sequence) else []
    pairs = [(str(number), item) for number, item in enumerate(items, 1)]
    if isinstance(listed, Mapping):
        pairs = [(key.value, held) for key, held in listed.pairs]
    for name, item in pairs:
        inner = item.get("case") if isinstance(item, Mapping) else None
        held = inner if isinstance(inner, Mapping) else item
        told = values.told(held.get("value")) if isinstance(held, Mapping) else None
        yield told or name, held
    default = body.get("default")
    if default is not None:
        yield "default", default


MAKERS: dict[str, Maker] = {
    **dict.fromkeys(DECISIONS, _schedule),
    "decision": _decision,
    "switch": _switch,
}
