"""Where a dialplan hands a call over: to telephones, to FreePBX's own contexts, to other files."""

import re
from typing import TYPE_CHECKING, Any

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.suggest import closest
from ivrlint.message import say
from ivrlint.platforms.asterisk import jumps
from ivrlint.platforms.asterisk.apps import DIAL_OUTCOMES, is_blackhole
from ivrlint.platforms.asterisk.expressions import arguments
from ivrlint.platforms.asterisk.speech import with_fields
from ivrlint.platforms.asterisk.walk import Position

if TYPE_CHECKING:
    from ivrlint.platforms.asterisk.reader import Reader

GREETING = "vm-intro"  # what Asterisk plays when the mailbox has no greeting of its own
_ENDPOINT = re.compile(r"(?:[A-Za-z0-9]+/)?(.*?)(?:@.*)?$")
_FIELD = re.compile(r"\{\w+\}")
_SHORT = 6  # digits of an extension; longer ones are numbers of the telephone network
_MAILBOX = re.compile(r"vm[ubsi]?(\d+)")


def someone(words: str) -> dict[str, Any]:
    """Who is rung: an extension, a number of the network, or something that only has a name."""
    match = _ENDPOINT.fullmatch(words)
    name = (match[1] if match else words).rpartition("/")[2].strip()
    if _FIELD.fullmatch(name):
        return {"extension": name}
    if name.removeprefix("+").isdecimal():
        return {"extension" if len(name) <= _SHORT else "number": name}
    return {"queue": re.sub(r"[{}]", "", name) or "someone"}


def outcomes(flow: "Reader", here: Position, variable: str, names: dict[str, str]) -> dict[str, Target]:
    """Where a call goes that nobody takes, told by what Asterisk sets the status to."""
    on = {}
    for name, status in names.items():
        to = flow.after(here, {variable: status})
        if to is not None:
            on[name] = to
    return on


def side(flow: "Reader", here: Position, words: str) -> Target | None:
    """Where a side of a condition leads."""
    if not words:
        return flow.after(here)
    goal = flow.walker.goal(here, words, flow.walker.known(here))
    return flow.target(goal, here.step.place) if goal else _elsewhere(flow, here, words)


def goto(flow: "Reader", id_: str, here: Position) -> None:
    """A jump out of the file, or to where only a call knows."""
    to = _elsewhere(flow, here, here.step.args, id_)
    if to is not None and to.to != id_:
        flow.add(model.Message(id=id_, place=here.step.place, name=here.step.place, next=to), here.step)


def _elsewhere(flow: "Reader", here: Position, words: str, id_: str | None = None) -> Target | None:
    """Where a jump leads that is not in the file: to FreePBX's own contexts, to another file, to nowhere."""
    place = here.step.place
    known = flow.walker.known(here)
    named = jumps.named(flow.walker.plan, here.step, words, known)
    if named is None:  # a number that only the call knows, of another file
        outside = jumps.read(here.step, with_fields(words, known))
        named = None if "{" in outside[0] or outside[0] in flow.walker.plan.contexts else outside
    if named is None:
        return _unknown(flow, here, words, id_)
    if named[0] not in flow.walker.plan.contexts and (meant := _meant(flow, here, named)):
        return meant
    if named[0] in flow.walker.plan.contexts:
        if jumps.of_including(flow.walker.plan, here.step, words, named):
            return _unknown(flow, here, words, id_)
        return Target(",".join(named), place)  # the context is here, and has no such extension
    if is_blackhole(*named[:2]):
        return Target("hangup", place)
    goal = _freepbx(*named[:2])
    id_ = id_ or flow.draft.id(" ".join(goal.values()))
    flow.add(_made(flow, id_, here, goal), here.step)
    return Target(id_, place)


def _unknown(flow: "Reader", here: Position, words: str, id_: str | None) -> Target:
    """A jump to where only a call knows: nothing is said of who or what is there."""
    place = here.step.place
    name = re.sub(r"[${}]", "", words) or "elsewhere"
    id_ = id_ or flow.draft.id(name)
    message = say("where callers go on is decided during the call: this is not followed")
    flow.draft.loss("left out", here.step.app, message, place, id_)
    node = model.SubFlow(id=id_, place=place, name=place, file=name, next=Target("hangup", place))
    flow.add(node, here.step)
    return Target(id_, place)


def _meant(flow: "Reader", here: Position, named: tuple[str, str, str]) -> Target | None:
    """Where a jump was to lead whose context is misspelt: one of nearly this name is here, and nothing leads to it."""
    plan, (context, *rest) = flow.walker.plan, named
    near = closest(context, plan.contexts)
    led_to = {name.strip() for step in plan.steps() for name in re.split(r"[,|?:()]", step.args)}
    led_to |= {name for one in plan.contexts.values() for name in one.includes}
    step = plan.step(near, rest[0], rest[1]) if near is not None and near not in led_to else None
    if near is None or step is None:
        return None
    message = say("no context is called `{context}`: the call drops here", context=context)
    place = here.step.place
    if all(problem.place != place for problem in flow.draft.problems):
        flow.draft.problem(place, message, say("did you mean `{near}`?", near=near))
    return flow.target(Position(step, here.stack), place)


def _freepbx(context: str, exten: str) -> dict[str, Any]:
    """What FreePBX keeps in its contexts; else another file's."""
    mailbox = _MAILBOX.fullmatch(exten)
    if mailbox:
        return {"box": mailbox[1]}
    if context == "ext-queues":
        return {"queue": exten}
    if context in ("ext-local", "from-did-direct", "from-internal") and exten.isdecimal():
        return {"extension": exten}
    if context in ("ext-group", "ext-findmefollow"):
        return {"queue": f"group {exten}"}
    return {"file": f"{context},{exten}"}


def _made(flow: "Reader", id_: str, here: Position, goal: dict[str, Any]) -> model.Node:
    place = here.step.place
    if "box" in goal:
        prompt = flow.draft.text(None, place, GREETING)
        return model.Voicemail(id=id_, place=place, name=place, box=goal["box"], prompt=prompt)
    if "file" in goal:
        return _other_file(flow, id_, here, goal["file"])
    elsewhere = flow.draft.id(f"{id_} untaken")
    flow.add(_other_file(flow, elsewhere, here, " ".join(goal.values())), here.step)
    on = {"failed": Target(elsewhere, place)}
    return model.Transfer(id=id_, place=place, name=place, on=on, **goal)


def _other_file(flow: "Reader", id_: str, here: Position, name: str) -> model.SubFlow:
    place = here.step.place
    flow.draft.loss(
        "not in the file",
        here.step.app,
        say("the call goes on at `{name}` in another file of the dialplan", name=name),
        place,
        id_,
    )
    return model.SubFlow(id=id_, place=place, name=place, file=name, next=Target("hangup", place))


def macro(flow: "Reader", id_: str, here: Position) -> None:
    """Macros of FreePBX that ring somebody and stand in another file."""
    words = [*arguments(here.step.args), "", "", ""]
    name, words = words[0], words[1:]
    number = words[1] if name.lower() == "exten-vm" else next((word for word in words if "/" in word), words[0])
    if name.lower() == "vm":
        flow.add(_made(flow, id_, here, {"box": words[0]}), here.step)
        return
    goal = someone(with_fields(number, flow.walker.known(here)))
    on = outcomes(flow, here, "DIALSTATUS", DIAL_OUTCOMES)
    flow.add(model.Transfer(id=id_, place=here.step.place, name=here.step.place, on=on, **goal), here.step)
