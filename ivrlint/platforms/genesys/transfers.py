"""Actions of Architect that hand a call over: to a queue, a person, a mailbox, another flow."""

import re
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.tree import Mapping, Piece
from ivrlint.message import say
from ivrlint.platforms.draft import MISHAP, UNKNOWN
from ivrlint.platforms.genesys import values
from ivrlint.platforms.genesys.blocks import JUMPS, MAILBOXES, OTHER_FLOWS, TRANSFERS
from ivrlint.platforms.genesys.making import Maker, add, on_outcomes, once, said

if TYPE_CHECKING:
    from ivrlint.platforms.genesys.action import Action, Here
    from ivrlint.platforms.genesys.reader import Archy

_DIALABLE = frozenset("+0123456789")
_OWN_GREETING = "greeting"
_EXTENSION_GAP = 6.0  # Architect's own value, in seconds


def failing(flow: "Archy", it: "Action") -> Target | None:
    """Where a call goes when a choice of a menu fails: to the flow's error handling, after its audio."""
    to = handled(flow, it.place)
    if values.audio(it.body.get("failureTransferAudio")) is not None:
        return to
    settings = flow.body.get("settingsErrorHandling")
    sorry = values.audio(settings.get("preHandlingAudio")) if isinstance(settings, Mapping) else None
    return said(flow, it, sorry, to, f"{it.name} failed") if sorry else to


def handled(flow: "Archy", place: Place) -> Target:
    """Where the flow's error handling leads."""
    settings = flow.body.get("settingsErrorHandling")
    handling = settings.get("errorHandling") if isinstance(settings, Mapping) else None
    for key, held in handling.pairs if isinstance(handling, Mapping) else ():
        if key.value in JUMPS and isinstance(held, Mapping):
            to = flow.entry(flow.referred(held.get(JUMPS[key.value])), key)
            if to is not None:
                return to
    return Target("hangup", place)


def colleague(flow: "Archy", place: Place) -> Target:
    """Where callers come who dial somebody's extension at a menu; the same for all menus."""
    if flow.colleague is None:
        flow.colleague = flow.draft.id("colleague")
        node = model.Transfer(
            id=flow.colleague,
            place=place,
            name=place,
            extension="{extension}",
            on={"failed": handled(flow, place)},
            tags=(UNKNOWN,),  # the organisation's own: not asked for, and answered as it likes
        )
        flow.draft.add(node, "listenForExtensionDialing")
    return Target(flow.colleague, place)


def _transfer(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    where, goal = TRANSFERS[it.type]
    words = values.told(it.body.get(where)) or it.name
    number = words.removeprefix("tel:").replace(" ", "").replace("-", "")
    if goal == "number" and not set(number) <= _DIALABLE:
        goal = "queue"
    failed = flow.outcome(it, "failure", after, here)
    played = values.audio(it.body.get("failureTransferAudio"))
    if played is not None:
        failed = said(flow, it, played, failed, f"{it.name} failed")
    prompt = flow.text(values.audio(it.body.get("preTransferAudio")))
    goals = {goal: number if goal == "number" else re.sub(r"[{}]", "", words)}
    return add(flow, it, here, model.Transfer, prompt=prompt, on={"failed": failed} if failed else {}, **goals)


def _extension(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    failed = flow.outcome(it, "failure", after, here)
    id_ = flow.draft.id(f"{it.name} reached")
    flow.draft.add(
        model.Transfer(
            id=id_, place=it.body, name=it.place, extension="{extension}", on={"failed": failed} if failed else {}
        ),
        it.block,
    )
    return add(
        flow,
        it,
        here,
        model.Input,
        prompt=flow.text(values.audio(it.body.get("inputAudio"))),
        field="extension",
        next=Target(id_, it.place),
        keys=False,
        listening=once(flow, it, failed, _EXTENSION_GAP),
    )


def _mailbox(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    """What is said before, then the mailbox; or what is said where that cannot be reached."""
    before = values.audio(it.body.get("preTransferAudio"))
    sorry = values.audio(it.body.get("failureTransferAudio"))
    fails = sorry is not None or "failure" in flow.outcomes(it)
    first = flow.id_of(it, here.calls, here.owner)
    box = flow.draft.id(f"{it.name} message") if before or fails else first
    prompt = flow.text(values.audio(_greeting(it)))
    if prompt is None:
        prompt = flow.draft.text(None, it.place, audio=_OWN_GREETING)
        why = say("the mailbox greets callers in words of its own, which are not in this file")
        flow.draft.loss("not in the file", it.type, why, it.place, box)
    flow.draft.add(model.Voicemail(id=box, place=it.body, name=it.named, prompt=prompt, box=_box(it)), it.block)
    if not before and not fails:
        return Target(first, it.place)
    to = Target(box, it.place)
    if fails:
        failed = flow.outcome(it, "failure", after, here)
        failed = said(flow, it, sorry, failed, f"{it.name} failed") if sorry else failed
        to = Target(flow.draft.id(f"{it.name} reached") if before else first, it.place)
        cases = {"failed": failed or flow.fallen(it, here)}
        asked = model.Branch(
            id=to.to, place=it.body, name=it.named, field="mailbox", cases=cases, otherwise=Target(box, it.place)
        )
        flow.draft.add(asked, it.block)
    return add(flow, it, here, model.Message, prompt=flow.text(before), next=to) if before else to


def _greeting(it: "Action") -> Piece | None:
    destination = it.body.get("destination")
    for _, held in destination.pairs if isinstance(destination, Mapping) else ():
        if isinstance(held, Mapping):
            return held.get("voicemailGreeting")
    return None


def _box(it: "Action") -> str | None:
    destination = it.body.get("destination")
    for key, held in destination.pairs if isinstance(destination, Mapping) else ():
        if isinstance(held, Mapping):
            for goal in ("targetQueue", "targetUser", "targetGroup"):
                if (words := values.told(held.get(goal))) is not None:
                    return values.shown(words)
        elif key.value == "name":
            return values.told(held)
    return None


def _other_flow(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    name = values.told(it.body.get(OTHER_FLOWS[it.type])) or it.name
    comes_back = it.type != "transferToFlow"
    flow.draft.loss(
        "not in the file",
        it.type,
        say("another flow goes on here; what callers hear in it is in its own file"),
        it.place,
        flow.id_of(it, here.calls, here.owner),
    )
    on = on_outcomes(flow, it, (), after, here)
    failed = on.get("error", after)
    if not comes_back:
        on = {"error": failed} if failed and failed.to != "hangup" else {}
    next_ = after if comes_back else Target("hangup", it.place)
    if next_ is None and it.type != "callCommonModule":
        next_ = Target("hangup", it.place)  # the choice of a menu
    return add(flow, it, here, model.SubFlow, file=values.shown(name), on=on, next=next_)


def _callback(flow: "Archy", it: "Action", after: Target | None, here: "Here") -> Target | None:
    queue = values.told(it.body.get("targetQueue") or it.body.get("queue"))
    next_ = flow.outcome(it, "success", after, here)
    promised = queue and values.shown(queue)
    if "failure" not in flow.outcomes(it):
        return add(flow, it, here, model.Callback, queue=promised, next=next_)
    box = flow.draft.id(f"{it.name} promised")
    flow.draft.add(model.Callback(id=box, place=it.body, name=it.named, queue=promised, next=next_), it.block)
    failed = flow.outcome(it, "failure", after, here) or flow.fallen(it, here)
    otherwise = Target(box, it.place)
    fields = {"field": "callback", "cases": {"failed": failed}, "otherwise": otherwise, "tags": (MISHAP,)}
    return add(flow, it, here, model.Branch, **fields)


MAKERS: dict[str, Maker] = {
    **dict.fromkeys(TRANSFERS, _transfer),
    **dict.fromkeys(MAILBOXES, _mailbox),
    **dict.fromkeys(OTHER_FLOWS, _other_flow),
    "createCallback": _callback,
    "dialByExtension": _extension,
}
