"""Actions of Architect -> nodes: one small function a kind of action, found through the tables of `blocks`."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.tree import Mapping, Piece, Scalar
from ivrlint.message import Message, say
from ivrlint.platforms.confidence import kind_of
from ivrlint.platforms.draft import UNKNOWN
from ivrlint.platforms.genesys import decisions, transfers, values
from ivrlint.platforms.genesys.blocks import (
    BOTS,
    JUMPS,
    KEYS,
    LOOKUPS,
    QUESTIONS,
    SPOKEN,
    WAITING,
    WORDS,
)
from ivrlint.platforms.genesys.making import Maker, add, on_outcomes, once

if TYPE_CHECKING:
    from ivrlint.platforms.genesys.action import Action, Here
    from ivrlint.platforms.genesys.reader import Archy

_INTER_DIGIT = 3.0  # Architect's own value, in seconds


def make(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    """Make an action's node; returns where a call goes that comes to it."""
    if flow.passes(it):
        if it.type == "setLanguage":
            flow.language_of(it)
        if it.type == "playAudio" and it.body.get(SPOKEN[it.type]) is None:
            flow.draft.loss("left out", it.type, _not_known(it), it.place)
        return after
    return _MAKERS.get(it.type, _unknown)(flow, it, after, here)


# One function a kind


def _play(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    played = values.audio(it.body.get(SPOKEN[it.type]))
    return add(flow, it, here, model.Message, prompt=flow.text(played), next=after)


def _play_wait(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    prompt = flow.draft.text(f"{{{WAITING[it.type]}}}", it.place)
    return add(flow, it, here, model.Message, prompt=prompt, next=after)


def _leave(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    del flow, after, here
    return Target(WORDS[it.type], it.place)


def _end_task(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    del flow, after
    return here.end._replace(place=it.place) if here.end else Target("hangup", it.place)


def _jump(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    del after, here
    reference = it.body.get(JUMPS[it.type])
    container = flow.referred(reference)
    if container is not None:
        return flow.entry(container, reference or it.place)
    return Target(values.told(reference) or it.type, reference or it.place)


def _loop(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    itself = Target(flow.id_of(it, here.calls, here.owner), it.place)
    again = flow.outcome(it, "loop", itself, here._replace(again=itself, out=after))
    count = values.told(it.body.get("loopCount")) or "?"
    cases = {"again": again} if again and again.to != itself.to else {}
    return add(flow, it, here, model.Branch, field=f"loop of {count}", cases=cases, otherwise=after)


def _loop_step(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    del flow, after
    to = here.again if it.type == "loopNext" else here.out
    return to and to._replace(place=it.place)


def _lookup(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    on = on_outcomes(flow, it, LOOKUPS[it.type], after, here)
    if "error" not in on:
        on["error"] = on.get("not_found") or after or flow.fallen(it, here)
    prompt = flow.text(values.audio(it.body.get("processingPrompt")))
    asked = [value for key, value in it.body.pairs if key.value not in ("outputs", "processingPrompt")]
    sends, sets = values.passed(asked)
    more = {"on": on, "prompt": prompt, "sends": sends, "sets": sets}
    return add(flow, it, here, model.Lookup, service=values.shown(it.name), **more)


def _bot(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    by_intent = "lexBot" in (key.value for key, _ in it.body.pairs) and "success" not in it.outputs
    on = on_outcomes(flow, it, ("failure",) if by_intent else ("success", "failure"), after, here)
    flow.draft.loss(
        "not in the file",
        it.type,
        say("a bot talks with callers here, and what it says is not in this file: all its outcomes are kept"),
        it.place,
        flow.id_of(it, here.calls, here.owner),
    )
    return add(flow, it, here, model.Lookup, service=values.shown(it.name), on=on, tags=(UNKNOWN,))


def _collect(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    failed = flow.outcome(it, "failure", after, here)
    if keys := {KEYS[name]: name for name in flow.outcomes(it) if name in KEYS}:
        return _keys(flow, it, after, here, keys)
    digits = it.body.get("digits")
    span = digits.get("range") if isinstance(digits, Mapping) else None
    ends = span.get("terminatingDtmf") if isinstance(span, Mapping) else None
    prompt = flow.text(values.audio(it.body.get("inputAudio")))
    secret = kind_of(prompt)
    return add(
        flow,
        it,
        here,
        model.Input,
        prompt=prompt,
        kind=secret,
        sensitive=secret is not None,
        field=values.field(values.told(it.body.get("inputData")) or it.name),
        digits=_digits(digits),
        terminator=KEYS.get(ends.value) if isinstance(ends, Scalar) else None,
        confirm=values.told(it.body.get("verificationType")) not in (None, "none"),
        next=flow.outcome(it, "success", after, here),
        keys=False,  # Architect's menu keys do not work while digits are collected
        listening=once(flow, it, failed, _INTER_DIGIT),
    )


def _keys(flow: "Archy", it: "Action", after: Target | None, here: "Here", keys: dict[str, str]) -> Target | None:
    """An entry with an outcome for each key, which Architect has not: a menu."""
    failed, silent = (flow.outcome(it, name, after, here) for name in ("failure", "timeout"))
    listening = once(flow, it, failed, _INTER_DIGIT)
    no_input = replace(listening.no_input, then=silent if "timeout" in flow.outcomes(it) else failed)
    options = (
        model.Option(key, it.place, None, flow.outcome(it, name, after, here) or flow.fallen(it, here))
        for key, name in keys.items()
    )
    prompt = flow.text(values.audio(it.body.get("inputAudio")))
    listening = replace(listening, no_input=no_input)
    return add(flow, it, here, model.Menu, prompt=prompt, options=tuple(options), keys=False, listening=listening)


def _question(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    failed = flow.outcome(it, "failure", after, here)
    return add(
        flow,
        it,
        here,
        model.Input,
        prompt=flow.text(values.audio(it.body.get("question"))),
        field=values.field(values.told(it.body.get(QUESTIONS[it.type])) or it.name),
        next=flow.outcome(it, "success", after, here),
        keys=False,
        listening=replace(once(flow, it, failed, _INTER_DIGIT), speech=True),
    )


def _digits(piece: Piece | None) -> tuple[int, int] | None:
    """How many digits `exact:` or `range:` ask for."""
    exact = piece.get("exact") if isinstance(piece, Mapping) else None
    span = piece.get("range") if isinstance(piece, Mapping) else None
    low, high = (span.get("min"), span.get("max")) if isinstance(span, Mapping) else (exact, exact)
    least, most = values.number(low) or 1, values.number(high)
    return (min(least, most), most) if most else None


def _call_task(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    named = flow.outcomes(it)
    goes_on = flow.outcome(it, "default", after, here) if "default" in named else after
    others = {name: flow.outcome(it, name, after, here) for name in named if name != "default"}
    if any(to is not None for to in others.values()):
        id_ = flow.draft.id(f"after {it.name}")
        cases = {name: to for name, to in others.items() if to is not None}
        flow.draft.add(
            model.Branch(
                id=id_, place=it.body, name=it.place, field=f"outcome of {it.name}", cases=cases, otherwise=goes_on
            ),
            it.block,
        )
        goes_on = Target(id_, it.place)
    begins = flow.called(it, goes_on, here)
    if begins is None:
        flow.draft.loss(
            "left out",
            it.type,
            say("the task that is called here is not followed: the call goes on behind it"),
            it.place,
            flow.id_of(it, here.calls, here.owner),
        )
    return add(flow, it, here, model.Message, next=begins or goes_on)


def _unknown(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    flow.draft.loss(
        "left out",
        it.type,
        _not_known(it),
        it.place,
        flow.id_of(it, here.calls, here.owner),
    )
    on = on_outcomes(flow, it, (), after, here)
    for container, place in _named_in(flow, it):
        to = flow.entry(container, place)
        on.setdefault(container.name, to or flow.fallen(it, here))
    on.setdefault("error", after or Target("hangup", it.place))  # where it ends, nobody here knows
    return add(flow, it, here, model.Lookup, service=values.shown(it.name), on=on)


def _not_known(it: "Action") -> Message:
    return say("what `{action}` does to callers is not known: all its outcomes are kept", action=it.type)


def _named_in(flow: "Archy", it: "Action") -> list[tuple["Action", Piece]]:
    """The menus and tasks that an action names, but for what stands under its outcomes."""
    found: list[tuple[Action, Piece]] = []
    waiting = [value for key, value in it.body.pairs if key.value != "outputs"][::-1]
    while waiting:
        piece = waiting.pop()
        container = flow.referred(piece)
        if container is not None:
            found.append((container, piece))
        waiting += values.inside(piece)[::-1]
    return found


_MAKERS: dict[str, Maker] = {
    **dict.fromkeys(SPOKEN, _play),
    **dict.fromkeys(QUESTIONS, _question),
    **dict.fromkeys(WAITING, _play_wait),
    **decisions.MAKERS,
    **dict.fromkeys(LOOKUPS, _lookup),
    **dict.fromkeys(BOTS, _bot),
    **transfers.MAKERS,
    **dict.fromkeys(WORDS, _leave),
    **dict.fromkeys(JUMPS, _jump),
    "callTask": _call_task,
    "collectInput": _collect,
    "endTask": _end_task,
    "loop": _loop,
    "loopExit": _loop_step,
    "loopNext": _loop_step,
}
