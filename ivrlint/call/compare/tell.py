"""What was seen on the walk through both flows, told as changes; what comes about in the same way is told once."""

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import NamedTuple

from ivrlint.call.compare.calendar import Calendar, Moments
from ivrlint.call.compare.change import Change, Group, Piece, Sign
from ivrlint.call.compare.events import BACK, HANGUP, LOST, NOTHING, REPEAT, START, Spot
from ivrlint.call.compare.facts import goal
from ivrlint.call.compare.side import Side
from ivrlint.call.compare.trail import Trail
from ivrlint.call.compare.walk import Chosen, Diverged, Heard, Situation
from ivrlint.call.phone import Station
from ivrlint.flow import model
from ivrlint.message import Message, say

_WAYS = 3  # that are told of a change
_PARTS = 2  # spans of time that are told before opening hours are named instead
_BESIDES = 2  # other places that are told, to which a decision led
_WORDS = 60  # characters of a text that a message quotes


class Telling:
    """Turns what was seen into changes."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self._calendar: Calendar = old.calendar
        self._named = {
            mask: say(template, hours=name)
            for side in (old, new)
            for name, hours in side.phone.flow.hours.items()
            for mask, template in (
                (self._calendar.always & ~self._calendar.open(hours), say("while `{hours}` are closed")),
                (self._calendar.open(hours), say("while `{hours}` are open")),
            )
        }

    # Ways

    def diverged(self, seen: Iterable[Diverged]) -> Iterator[Change]:
        """Where the same deeds lead elsewhere."""
        together: dict[object, list[Diverged]] = {}
        for each in seen:
            said = self._last(each.before, self._old), self._last(each.after, self._new)
            facts = tuple(str(told) for *_, told in each.situation.facts if told)
            places = self._known(each.old, self._old), self._known(each.new, self._new), each.besides
            together.setdefault((each.situation.when, facts, places, said), []).append(each)
        for all_ in together.values():
            yield self._elsewhere(all_)

    def _known(self, spot: Spot, side: Side) -> object:
        """The same for places that are the same to callers."""
        return (isinstance(spot, Station) and side.content(spot).goal) or spot

    def _elsewhere(self, all_: list[Diverged]) -> Change:
        first = all_[0]
        before = _was(first.old, self._last(first.before, self._old))
        for besides in list(dict.fromkeys(first.besides))[:_BESIDES]:
            before = say("{before} or {besides}", before=before, besides=_besides(besides))
        after = _is(first.new, self._last(first.after, self._new))
        told = say(_NEW if first.old == NOTHING else _OTHERWISE, before=before, after=after)
        circumstances = list(self._circumstances(first.situation))
        for each in reversed(circumstances):
            told = say("{circumstance}: {told}", circumstance=each, told=told)
        sign: Sign = "+" if first.old == NOTHING else "-" if first.new == NOTHING else "~"
        group: Group = "ways" if first.situation.when is None else "hours"
        ids = (_id(first.old), _id(first.new) or _id(first.source))
        return _with_ways(Change(group, sign, told, *ids), (each.situation.trail for each in all_))

    def _circumstances(self, situation: Situation) -> Iterator[Message]:
        if situation.when is not None:
            yield self._moments(situation.when)
        yield from (told for *_, told in situation.facts if told is not None)

    def _moments(self, when: Moments) -> Message:
        times = self._calendar.told(when)
        named = self._named.get(when)
        return named if named is not None and times.count(",") >= _PARTS else say("{times}", times=times)

    def _last(self, heard: tuple[Station, ...], side: Side) -> str:
        """The last words that were heard on the way."""
        return next((text for station in reversed(heard) if (text := self._text(station, side))), "")

    def _text(self, station: Station, side: Side) -> str:
        return side.content(station).spoken("prompt", self._language).text

    @property
    def _language(self) -> str:
        return self._new.phone.flow.language

    # On the way

    def heard(self, seen: Iterable[Heard]) -> Iterator[Change]:
        """Messages that callers hear on the way now, or no longer."""
        together: dict[object, list[Heard]] = {}
        for each in seen:
            if self._says_or_notes(each):
                together.setdefault((each.old, each.new), []).append(each)
        for all_ in together.values():
            first = all_[0]
            trails = (each.situation.trail for each in all_)
            if first.new is not None:
                text = self._text(first.new, self._new)
                told = say("callers hear `{id}` in addition", id=first.new.id)
                words = (Piece("+", text),) if text else ()
                change = Change("texts", "+", told, None, first.new.id, (), self._language, words)
            else:
                text = self._text(first.old, self._old) if first.old else ""
                told = say("callers no longer hear `{id}`", id=_id(first.old))
                words = (Piece("-", text),) if text else ()
                change = Change("texts", "-", told, _id(first.old), None, (), self._language, words)
            yield _with_ways(change, trails)

    def _says_or_notes(self, heard: Heard) -> bool:
        side = self._new if heard.new is not None else self._old
        station = heard.new or heard.old
        if station is None:
            return False
        content = side.content(station)
        return bool(content.sets(station)) or any(said.text or said.recording for said in content.texts.values())

    # Keys

    def chosen(self, seen: Iterable[Chosen]) -> Iterator[Change]:
        """Keys that switch the language, or note something, otherwise than before."""
        together: dict[object, list[Chosen]] = {}
        for each in seen:
            if each.old.language != each.new.language:
                together.setdefault(("language", each.old.language, each.new.language), []).append(each)
            before, after = self._noted(each)
            if before != after:
                together.setdefault(("sets", before, after), []).append(each)
        for (what, before, after), all_ in ((key, all_) for key, all_ in together.items() if isinstance(key, tuple)):
            template, none = _CHOSEN[what]
            told = say(template, old=before or none, new=after or none)
            group: Group = "languages" if what == "language" else "ways"
            owner = all_[0].new.owner
            yield _with_ways(Change(group, "~", told, None, _id(owner)), (each.trail for each in all_))

    def _noted(self, chosen: Chosen) -> tuple[str, str]:
        sides = ((chosen.old, self._old), (chosen.new, self._new))
        before, after = (
            ", ".join(f"{name}={value}" for name, value in side.content(way.owner).sets(way)) if way.owner else ""
            for way, side in sides
        )
        return before, after


_OTHERWISE, _NEW = say("{before}, now {after}"), say("{after}; this did nothing before")
_CHOSEN = {
    "language": (say("switches to {new} (before: {old})"), say("no other language")),
    "sets": (say("notes {new} (before: {old})"), say("nothing")),
}


class _Ways(NamedTuple):
    told: tuple[Message, ...]
    more: int


def _ways(trails: Iterable[Trail]) -> _Ways:
    told = {
        str(way): way for trail in sorted(trails, key=lambda trail: trail.cost) if (way := trail.told()) is not None
    }
    return _Ways(tuple(told.values())[:_WAYS], max(0, len(told) - _WAYS))


def _with_ways(change: Change, trails: Iterable[Trail]) -> Change:
    ways = _ways(trails)
    return change._replace(ways=ways.told, more=ways.more)


# Places


def _id(spot: Spot | None) -> str | None:
    return spot.id if isinstance(spot, Station) else None


def _was(spot: Spot, heard: str) -> Message:
    """Where callers came, and the last words that they heard on the way."""
    return _arrived(spot, heard, 0)


def _is(spot: Spot, heard: str) -> Message:
    """Where callers come now."""
    return _arrived(spot, heard, 1)


def _arrived(spot: Spot, heard: str, now: int) -> Message:
    if isinstance(spot, Station):
        what = say(_STATIONS.get(spot.kind, _COME)[now], place=place(spot))
    else:
        what = say(_WORDS_FOR[spot.partition(" ")[0]][now])
    if not heard:
        return what
    quoted = shorten(heard, _WORDS, placeholder=" …")
    return say(_HEARD[now], text=quoted, what=what)


def _besides(spot: Spot) -> Message:
    return place(spot) if isinstance(spot, Station) else say("the end of the call")


_COME = (say("callers came to {place}"), say("they come to {place}"))
_STATIONS = {
    "transfer": (say("callers reached {place}"), say("they reach {place}")),
    "voicemail": (say("callers could leave a message in {place}"), say("they can leave a message in {place}")),
    "callback": (say("callers were promised a call back ({place})"), say("they are promised a call back ({place})")),
}
_HEARD = (say("callers heard “{text}”, then {what}"), say("they hear “{text}”, then {what}"))
_WORDS_FOR = {
    HANGUP: (say("the menu hung up"), say("the menu hangs up")),
    LOST: (say("the call dropped"), say("the call drops")),
    NOTHING: (say("this did nothing"), say("this does nothing")),
    REPEAT: (say("callers heard the same again"), say("they hear the same again")),
    BACK: (say("callers went back to the menu before"), say("they go back to the menu before")),
    START: (say("callers began anew"), say("they begin anew")),
}


def place(station: Station) -> Message:
    """A station as messages name it."""
    node = station.node
    if isinstance(node, model.Transfer):
        for kind in ("queue", "number", "extension"):
            if getattr(node, kind):
                return goal(kind, getattr(node, kind))
    return say(_PLACES.get(station.kind, say("`{id}`")), id=station.id)


_PLACES = {"menu": say("the menu `{id}`"), "input": say("the question `{id}`"), "flow": say("the flow `{id}`")}
