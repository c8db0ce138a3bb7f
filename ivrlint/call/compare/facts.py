"""How a station listens and what it does, as facts that can be compared, and what to say when one has changed."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ivrlint.call.compare.change import Group
from ivrlint.call.phone import Station
from ivrlint.flow import model
from ivrlint.flow.numbers import Numbers, ranges
from ivrlint.message import Message, say


class Fact(NamedTuple):
    """What is compared, and how it is shown."""

    value: Hashable
    shown: object


def facts(station: Station, tested: frozenset[str]) -> Mapping[str, Fact]:
    """The facts of a station by name; of fields only those that decide something (`tested`)."""
    return dict(_facts(station, tested))


def told(name: str, old: Fact | None, new: Fact | None) -> tuple[Group, Message]:
    """What a changed fact means to callers; None is what a station has of which nothing is written."""
    group, template = _TEMPLATES[name]
    if name == "says":
        return group, _understood(old, new)
    if name == "dial" and any(fact is not None and isinstance(fact.value, frozenset) for fact in (old, new)):
        return group, say("callers may dial {new} (before: {old})", old=_dialled(old), new=_dialled(new))
    if not isinstance(template, Message):
        return group, template[0] if new and new.value else template[1]
    return group, say(template, old=old.shown if old else _NOTHING, new=new.shown if new else _NOTHING)


def _understood(old: Fact | None, new: Fact | None) -> Message:
    """Which phrases are understood now, and which are no longer."""
    before, after = ({*fact.value} if fact and isinstance(fact.value, tuple) else set() for fact in (old, new))
    gained, lost = ", ".join(sorted(after - before)), ", ".join(sorted(before - after))
    template = (
        say("callers may also say {gained}, and no longer {lost}")
        if gained and lost
        else (say("callers may also say {gained}") if gained else say("callers can no longer say {lost}"))
    )
    return say(template, gained=gained, lost=lost)


def _dialled(fact: Fact | None) -> object:
    """Which numbers may be dialled."""
    if fact is None or isinstance(fact.value, frozenset):
        return fact.shown if fact else _NOTHING
    return say("any number of {digits} digits", digits=fact.shown)


_NOTHING = say("nothing")
_NO_LIMIT = say("without limit")

_TEMPLATES: Mapping[str, tuple[Group, Message | tuple[Message, Message]]] = {
    "barge_in": (
        "answers",
        (say("callers may press before the prompt has ended"), say("callers have to hear the prompt to its end")),
    ),
    "after": ("answers", say("silence counts after {new} (before: {old})")),
    "silences": ("answers", say("callers who say nothing are asked {new} times in all (before: {old})")),
    "misses": ("answers", say("callers who press wrong keys are asked {new} times in all (before: {old})")),
    "between": ("answers", say("the next digit may take {new} (before: {old})")),
    "speech": ("answers", (say("callers may answer by voice"), say("callers can no longer answer by voice"))),
    "says": ("answers", say("")),  # by _understood
    "dial": ("answers", say("an extension has {new} digits (before: {old})")),
    "waits_for": ("answers", say("the menu waits for {new} keys before it takes any (before: {old})")),
    "digits": ("answers", say("callers enter {new} digits (before: {old})")),
    "terminator": ("answers", say("{new} ends the entry (before: {old})")),
    "confirm": ("answers", (say("the entry is read back"), say("the entry is no longer read back"))),
    "field": ("ways", say("the entry is kept as {new} (before: {old})")),
    "decides": ("ways", say("the call is decided by {new} (before: {old})")),
    "split": ("ways", say("calls are shared out as {new} (before: {old})")),
    "service": ("ways", say("asks {new} (before: {old})")),
    "sets": ("ways", say("finds out {new} (before: {old})")),
    "file": ("ways", say("runs the flow {new} (before: {old})")),
    "goal": ("destinations", say("callers are put through to {new} (before: {old})")),
    "person": (
        "destinations",
        (say("a person answers instead of a machine"), say("a machine answers instead of a person")),
    ),
    "spoken": ("languages", say("those who answer speak {new} (before: {old})")),
    "passes": ("waiting", say("those who answer are told {new} (before: {old})")),
    "longest": ("waiting", say("callers wait for at most {new} (before: {old})")),
    "announces": ("waiting", say("callers who wait are told {new} (before: {old})")),
    "every": ("waiting", say("callers who wait hear something every {new} (before: {old})")),
    "target": ("waiting", say("calls are to be answered within {new} (before: {old})")),
    "box": ("destinations", say("messages go to {new} (before: {old})")),
    "length": ("waiting", say("messages may take {new} (before: {old})")),
    "within": ("waiting", say("callers get an answer within {new} (before: {old})")),
    "confirms_by": ("waiting", say("callers get a confirmation by {new} (before: {old})")),
    "tries": ("waiting", say("callers are called {new} times (before: {old})")),
    "queue": ("destinations", say("calls back come from {new} (before: {old})")),
    "number": ("answers", (say("callers confirm their number"), say("callers can no longer confirm their number"))),
}


def _facts(station: Station, tested: frozenset[str]) -> Iterator[tuple[str, Fact]]:
    node = station.node
    match node:
        case model.Menu():
            yield from _listening(station)
            if node.dial:
                yield "dial", _numbers(node.dial.only) if node.dial.only else _digits(node.dial.digits)
            yield "waits_for", Fact(node.waits_for, node.waits_for)
        case model.Input():
            yield from _listening(station)
            yield from _input(station, node, tested)
        case model.Branch():
            if node.split:
                yield "split", _list(f"{name} {share * 100:g} %" for name, share in node.split.items())
            elif node.field:
                yield "decides", _name(node.field)
        case model.Lookup():
            yield "service", _name(node.service or "")
            yield from _some("sets", [name for name in node.sets if name in tested])
        case model.Transfer():
            yield from _transfer(node)
        case model.Voicemail():
            yield from _voicemail(node)
        case model.Callback():
            yield from _callback(station, node)
        case _:
            pass


def _listening(station: Station) -> Iterator[tuple[str, Fact]]:
    ears = station.ears
    yield "barge_in", Fact(ears.barge_in, "")
    yield from _patience(station)
    if station.spells or station.kind == "input" or station.dial or station.waits_for > 1:
        yield "between", _seconds(ears.between_digits)
    yield "speech", Fact(ears.speech, "")
    if ears.speech:
        yield "says", _list(sorted(_phrases(station)))


def _patience(station: Station) -> Iterator[tuple[str, Fact]]:
    yield "after", _seconds(station.ears.no_input.after)
    for name, retries in (("silences", station.ears.no_input), ("misses", station.ears.no_match)):
        attempts = max(1, retries.attempts)
        yield name, Fact(attempts, attempts)


def _phrases(station: Station) -> Iterator[str]:
    """What callers may say; labels are understood, too."""
    for way in station.keys.values():
        option = way.edge.option
        if option is not None:
            spoken = option.says.spoken if option.says else {}
            for language, phrases in spoken.items():
                yield from (f"“{phrase}” ({language})" for phrase in phrases)
            for language, label in (option.label.spoken if option.label else {}).items():
                yield f"“{label}” ({language})"


def _input(station: Station, node: model.Input, tested: frozenset[str]) -> Iterator[tuple[str, Fact]]:
    yield "digits", _digits(station.digits)
    if station.digits[0] != station.digits[1]:
        yield "terminator", _name(station.terminator)
    yield "confirm", Fact(node.confirm and not node.sensitive, "")
    if node.field in tested:
        yield "field", _name(node.field or "")


def _transfer(node: model.Transfer) -> Iterator[tuple[str, Fact]]:
    for kind, name in (("queue", node.queue), ("number", node.number), ("extension", node.extension)):
        if name:
            yield "goal", Fact((kind, name), goal(kind, name))
    yield "person", Fact(node.person, "")
    yield from _some("spoken", node.languages)
    yield from _some("passes", node.passes)
    wait = node.wait
    if wait is not None:
        yield "longest", _time(wait.max, _NO_LIMIT)
        yield from _some("announces", wait.announces)
        if wait.every:
            yield "every", _time(wait.every)
        if wait.answer:
            share = f" ({wait.share * 100:g} %)" if wait.share else ""
            yield "target", Fact((wait.answer.seconds, wait.share), wait.answer.text + share)


def _voicemail(node: model.Voicemail) -> Iterator[tuple[str, Fact]]:
    if node.box:
        yield "box", _name(node.box)
    yield "length", _time(node.max, _NO_LIMIT)
    if node.reply_within:
        yield "within", _time(node.reply_within)
    yield from _some("confirms_by", node.confirms_by)


def _callback(station: Station, node: model.Callback) -> Iterator[tuple[str, Fact]]:
    yield "number", Fact(node.confirm_number, "")
    if node.confirm_number:
        yield from _patience(station)
    if node.queue:
        yield "queue", _name(node.queue)
    if node.call_within:
        yield "within", _time(node.call_within)
    yield from _some("confirms_by", node.confirms_by)
    if node.attempts is not None:
        yield "tries", Fact(node.attempts, node.attempts)


def goal(kind: str, name: str) -> Message:
    """Who or what takes a call, in words."""
    return say(_GOALS[kind], name=name)


_GOALS = {
    "queue": say("the queue `{name}`"),
    "number": say("the number {name}"),
    "extension": say("the extension {name}"),
}


def _name(name: str) -> Fact:
    return Fact(name, f"`{name}`")


def _seconds(seconds: float) -> Fact:
    return Fact(seconds, f"{seconds:g} s")


def _time(time: model.Duration | None, without: Message = _NOTHING) -> Fact:
    return Fact((time.seconds, time.working), time.text) if time else Fact(None, without)


def _digits(digits: tuple[int, int]) -> Fact:
    return Fact(digits, "–".join(str(number) for number in dict.fromkeys(digits)))


def _numbers(only: tuple[Numbers, ...]) -> Fact:
    """The numbers that may be dialled: the same ones however they are written."""
    rows = [row for each in only for row in each.rows]
    same: Iterable[object] = ranges(rows) or rows
    return Fact(frozenset(same), ", ".join(each.text for each in only))


def _list(items: "Iterator[str] | list[str]") -> Fact:
    known = tuple(items)
    return Fact(known, ", ".join(known))


def _some(name: str, items: "tuple[str, ...] | list[str]") -> Iterator[tuple[str, Fact]]:
    if items:
        yield name, _list(list(items))
