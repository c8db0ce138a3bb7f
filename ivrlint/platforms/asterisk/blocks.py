"""Applications of Asterisk -> nodes: one small function a kind of application."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.language.words import words as words_of
from ivrlint.message import say
from ivrlint.platforms.asterisk import hours as hour
from ivrlint.platforms.asterisk import menus
from ivrlint.platforms.asterisk.apps import (
    DIAL_OUTCOMES,
    DIALS,
    MACHINES,
    QUEUE_OUTCOMES,
    RECORDS,
    SCRIPTS,
)
from ivrlint.platforms.asterisk.dialplan import Step
from ivrlint.platforms.asterisk.expressions import arguments
from ivrlint.platforms.asterisk.speech import Spoken, field, is_talk, joined, language, spoken, with_fields
from ivrlint.platforms.asterisk.variables import Known, own, parts
from ivrlint.platforms.asterisk.walk import Position
from ivrlint.platforms.asterisk.ways_out import GREETING, goto, macro, outcomes, side, someone
from ivrlint.platforms.draft import UNKNOWN, seconds

if TYPE_CHECKING:
    from ivrlint.platforms.asterisk.reader import Reader

_EQUALS = re.compile(r'\$\[\s*"?\$\{([\w()]+)\}"?\s*==?\s*"?([\w*#.-]+)"?\s*\]')

_OF_OPTIONS = re.compile(r"\([^()]*\)")  # what an option of Dial is told: L(60000), U(welcome)
_GOODBYE = "goodbye"  # vm-goodbye, and what others call theirs
_BEEP = "beep"  # what is heard before a recording

Maker = Callable[["Reader", str, Position], None]


def talk_or_unknown(flow: "Reader", id_: str, here: Position) -> None:
    """Something that speaks, or an application that this reader does not know."""
    (_talk if is_talk(here.step) else _unknown)(flow, id_, here)


def _talk(flow: "Reader", id_: str, here: Position) -> None:
    said, at = [_said(flow, here)], here
    following = flow.walker.after(at)
    while following is not None:
        settled = flow.walker.settle(following, flow.walker.known(following)).at
        if settled is None or not is_talk(settled.step) or flow.walker.listens(settled.step):
            break
        if settled.step.label or _apart(settled.step, here.step) or flow.key(settled) in flow.ids:
            break
        said.append(_said(flow, settled))
        at, following = settled, flow.walker.after(settled)
    together = joined(said)
    to = flow.after(at)
    if to is None and _is_goodbye(at.step, together):
        to = Target("hangup", at.step.place)
    prompt = flow.text(together, here.step.place)
    node = model.Message(id=id_, place=here.step.place, name=here.step.place, prompt=prompt, next=to)
    flow.add(node, here.step)


def _is_goodbye(last: Step, together: Spoken) -> bool:
    """Does what is said end with a goodbye, or may it, in a language of which nobody knows the words here?"""
    tag = language(last)
    if tag is None or not together.words:
        return bool(together.files) and _GOODBYE in together.files[-1].lower()
    known = words_of(tag)
    return known.find("goodbye", together.words[-1]) is not None or not known.terms("goodbye")


def _apart(one: Step, other: Step) -> bool:
    return (one.context, one.exten) != (other.context, other.exten)


def _said(flow: "Reader", here: Position) -> Spoken:
    return spoken(here.step, {**flow.walker.known(here), **flow.walker.before(here.step), **own(here.step)})


def _dial(flow: "Reader", id_: str, here: Position) -> None:
    words = arguments(here.step.args)
    on = outcomes(flow, here, "DIALSTATUS", DIAL_OUTCOMES) | _talked(flow, here, words, "g", {"DIALSTATUS": "ANSWER"})
    goal = someone(with_fields(words[0].split("&")[0], flow.walker.known(here)))
    flow.add(model.Transfer(id=id_, place=here.step.place, name=here.step.place, on=on, **goal), here.step)


def _talked(flow: "Reader", here: Position, words: list[str], sign: str, known: Known) -> dict[str, Target]:
    """Where a call goes on that was answered, when the other side has hung up: with `g` of Dial, `c` of Queue."""
    options = _OF_OPTIONS.sub("", [*words, "", "", ""][2 if sign == "g" else 1])
    to = flow.after(here, known) if sign in options else None
    return {"done": to} if to is not None else {}


def _queue(flow: "Reader", id_: str, here: Position) -> None:
    words = [*arguments(here.step.args), *[""] * 6]
    place = here.step.place
    told = with_fields(words[4], flow.walker.known(here))
    limit = float(told) if told.isdecimal() and told != "0" else None
    names = QUEUE_OUTCOMES if limit else {name: status for name, status in QUEUE_OUTCOMES.items() if name != "timeout"}
    wait = model.Wait(place, max=seconds(limit, place)) if limit else None
    queue = re.sub(r"[{}]", "", with_fields(words[0], flow.walker.known(here))) or "queue"
    on = outcomes(flow, here, "QUEUESTATUS", names) | _talked(flow, here, words, "c", {"QUEUESTATUS": "CONTINUE"})
    if on.get("failed") == on.get("full"):
        on.pop("failed", None)
    flow.add(model.Transfer(id=id_, place=place, name=place, queue=queue, wait=wait, on=on), here.step)


def _voicemail(flow: "Reader", id_: str, here: Position) -> None:
    words = [*arguments(here.step.args), ""]
    named = re.sub(r"[{}]", "", with_fields(words[0].split("&")[0], flow.walker.known(here))) or None
    place = here.step.place
    heard = GREETING if _speaks(here.step.app, words[1]) else _BEEP if here.step.app == "record" else None
    prompt = flow.draft.text(None, place, heard)
    node = model.Voicemail(id=id_, place=place, name=place, box=named, prompt=prompt, next=flow.after(here))
    flow.add(node, here.step)


def _speaks(app: str, options: str) -> bool:
    """Does the mailbox greet callers or tell them what to do? `s` leaves the instructions out."""
    return app != "record" and not ("s" in options and not set(options) & set("ub"))


def _machine(flow: "Reader", id_: str, here: Position) -> None:
    place = here.step.place
    flow.draft.loss(
        "not in the file",
        here.step.app,
        say(
            "Asterisk itself goes on here ({what}): what callers hear is not in the file", what=MACHINES[here.step.app]
        ),
        place,
        id_,
    )
    to = flow.after(here) or Target("hangup", place)  # callers are done when they come out
    node = model.SubFlow(id=id_, place=place, name=place, file=MACHINES[here.step.app], next=to)
    flow.add(node, here.step)


def _script(flow: "Reader", id_: str, here: Position) -> None:
    name = re.sub(r"[{}]", "", with_fields(arguments(here.step.args)[0], flow.walker.known(here)))
    flow.draft.loss(
        "not in the file",
        here.step.app,
        say("a script takes over here, and what callers hear of it is not in this file: then the call goes on"),
        here.step.place,
        id_,
    )
    _ask(flow, id_, here, name or here.step.app, tags=(UNKNOWN,))


def _unknown(flow: "Reader", id_: str, here: Position) -> None:
    flow.draft.loss(
        "left out",
        here.step.app,
        say("what `{app}` does to callers is not known: the call goes on behind it", app=here.step.app),
        here.step.place,
        id_,
    )
    _ask(flow, id_, here, here.step.app)


def _ask(flow: "Reader", id_: str, here: Position, service: str, tags: tuple[str, ...] = ()) -> None:
    place = here.step.place
    to = flow.after(here) or flow.drop(id_, here.step)
    on = {"done": to, "error": to}
    node = model.Lookup(id=id_, place=place, name=place, service=service, on=on, tags=tags)
    flow.add(node, here.step)


# Conditions


def _goto_if(flow: "Reader", id_: str, here: Position) -> None:
    asked, yes, no = parts(here.step.args)
    _branch(flow, id_, here, asked, [side(flow, here, yes), side(flow, here, no)])


def _branch(flow: "Reader", id_: str, here: Position, asked: str, sides: list[Target | None]) -> None:
    place = here.step.place
    yes, no = sides
    match = _EQUALS.fullmatch(asked)
    plain = re.sub(r"\s+", " ", re.sub(r'[${}\[\]"]', "", asked)).strip() or "condition"
    name, value = (field(match[1]), match[2]) if match else (plain, "yes")
    cases = {value: yes or flow.drop(id_, here.step)}
    flow.add(model.Branch(id=id_, place=place, name=place, field=name, cases=cases, otherwise=no), here.step)


def _exec_if(flow: "Reader", id_: str, here: Position) -> None:
    asked, *sides = parts(here.step.args)
    steps = [flow.walker.inner(here.step, words) for words in sides]
    to = [flow.target(Position(step, here.stack), here.step.place) if step else flow.after(here) for step in steps]
    _branch(flow, id_, here, asked, to)


def _gosub_if(flow: "Reader", id_: str, here: Position) -> None:
    asked, *sides = parts(here.step.args)
    firsts = [flow.walker.called(here, words, flow.walker.known(here)) if words else None for words in sides]
    to = [
        flow.target(flow.walker.enter(here, first), here.step.place) if first else flow.after(here) for first in firsts
    ]
    _branch(flow, id_, here, asked, to)


def _if(flow: "Reader", id_: str, here: Position) -> None:
    other = flow.target(flow.walker.other_side(here), here.step.place)
    _branch(flow, id_, here, here.step.args, [flow.after(here), other])


def _while(flow: "Reader", id_: str, here: Position) -> None:
    behind = flow.target(flow.walker.behind_loop(here), here.step.place)
    _branch(flow, id_, here, here.step.args, [flow.after(here), behind])


def _goto_if_time(flow: "Reader", id_: str, here: Position) -> None:
    place = here.step.place
    asked, yes, no = parts(here.step.args)
    written = with_fields(asked, flow.walker.known(here))
    found = hour.times(written)
    to = side(flow, here, yes)
    if found is None or found.date:
        if found is None:
            flow.draft.loss(
                "approximated",
                "GotoIfTime",
                say("when this holds is not known here: both ways are taken as possible"),
                place,
                id_,
            )
        _branch(flow, id_, here, f"date {found.date}" if found and found.date else written, [to, side(flow, here, no)])
        return
    name = f"hours_{id_}"
    found, last, no = _or_else(flow, here, found, yes, no)
    otherwise = side(flow, last, no)
    flow.hours[name] = hour.hours(name, place, found)
    flow.zone = flow.zone or found.zone
    cases = {case: target for case, target in (("open", to), ("closed", otherwise)) if target}
    flow.add(model.Branch(id=id_, place=place, name=place, hours=name, cases=cases), here.step)


def _or_else(flow: "Reader", here: Position, found: hour.Times, yes: str, no: str) -> tuple[hour.Times, Position, str]:
    """Conditions in a row that lead to the same place are one: Monday to Thursday or Friday morning.

    Returns when any of them holds, the last one, and where that one leads when it does not hold.
    """
    at = flow.walker.after(here)
    while not no and at is not None and at.step.app == "gotoiftime" and not at.step.label:
        asked, also, other = parts(at.step.args)
        more = hour.times(with_fields(asked, flow.walker.known(here)))
        if also != yes or more is None or more.date:
            break
        found, here, no = hour.joined(found, more), at, other
        at = flow.walker.after(at)
    return found, here, no


MAKERS: dict[str, Maker] = {
    **dict.fromkeys(DIALS, _dial),
    **dict.fromkeys(RECORDS, _voicemail),
    **dict.fromkeys(MACHINES, _machine),
    **dict.fromkeys(SCRIPTS, _script),
    "agi": lambda flow, id_, here: (_talk if is_talk(here.step) else _script)(flow, id_, here),
    "deadagi": lambda flow, id_, here: (_talk if is_talk(here.step) else _script)(flow, id_, here),
    "authenticate": menus.authenticate,
    "execif": _exec_if,
    "gosubif": _gosub_if,
    "goto": goto,
    "gotoif": _goto_if,
    "gotoiftime": _goto_if_time,
    "if": _if,
    "macro": macro,
    "queue": _queue,
    "read": menus.read,
    "while": _while,
}
