"""A phone as plain data, for the machine of the page: stations, their ways, all that they say and how long it takes.

Whatever Python knows how to decide is decided here, so that the page's machine only follows: what each answer of
another system leads to, how each text sounds in each language, why a way leads nowhere, what transcripts write.
Stations are numbered over all phones (the flow's own, then those of the flows that it runs); a number stands for one.
What is left out of a table is false, empty or none.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, get_args

from ivrlint.call import reasons
from ivrlint.call.after import outcome
from ivrlint.call.given import QUEUE_OUTCOMES, phones
from ivrlint.call.lines import MASK
from ivrlint.call.machine import start
from ivrlint.call.phone import Phone, Station, Way
from ivrlint.call.record import decision, end_note, entries
from ivrlint.call.speech import phrases
from ivrlint.call.state import Ending, Said, SaidKind, Side
from ivrlint.call.walk import Walk
from ivrlint.call.world import WAITING, World
from ivrlint.flow import model
from ivrlint.flow.calendar import Hours
from ivrlint.flow.graph import CALLER_KINDS
from ivrlint.message import Message, say
from ivrlint.review.spoken import Lines

Json = dict[str, Any]
_SENTENCES = ("say-read-back", "say-callback-number", "say-other-number")
_REASONS = (reasons.goes_round, reasons.broken, reasons.nobody_to_call)


def compiled(phone: Phone) -> Json:
    """The phone and those of the flows that it runs, as JSON can write it."""
    return _Compiler(phone).document()


class _Compiler:
    def __init__(self, phone: Phone) -> None:
        self._phones = phones(phone)
        self._numbers = {
            station: number
            for number, station in enumerate(chain.from_iterable(part.stations.values() for part in self._phones))
        }
        self._languages = _languages(self._phones)
        self._lines = Lines()

    def document(self) -> Json:
        first = self._phones[0]
        stations = [self._station(station) for station in self._numbers]
        return {
            "stations": stations,
            "phones": [self._phone(part) for part in self._phones],
            "entries": {key: self._way(way) for key, way in first.entries.items()} or {"": self._way(first.entry())},
            "languages": self._languages,
            "offered": list(first.flow.languages) or [first.flow.language],
            "caller": World().caller_of(first),
            "sensitive": sorted(first.sensitive),
            "notes": _notes(first),
            **self._lines.document(),
        }

    def _phone(self, phone: Phone) -> Json:
        return {
            "entry": self._way(phone.entry()),
            "hours": {name: _hours(hours) for name, hours in phone.flow.hours.items()},
            "zone": phone.flow.timezone or "UTC",
            "sentences": self._sentences(phone),
        }

    # Ways

    def _way(self, way: Way | None) -> Json | None:
        if way is None:
            return None
        note = decision(way) if way.edge.kind in ("case", "outcome") else None
        return _short(
            source=way.edge.source,
            kind=way.edge.kind,
            key=way.edge.key if way.edge.kind in CALLER_KINDS else "",
            turn=way.turn if way.turn != "go" else "",
            to=self._numbers[way.target] if way.target is not None else None,
            sets=way.sets,
            language=way.language,
            note=note and str(note),
            reason=way.reason and str(way.reason),
            bare=way.edge.to is None,
        )

    def _ways(self, ways: Mapping[str, Way]) -> Json:
        return {key: self._way(way) for key, way in ways.items()}

    # Stations

    def _station(self, station: Station) -> Json:
        common = _short(
            id=station.id,
            kind=station.kind,
            place=reasons.spot(station.node.place),
            phone=self._phones.index(station.phone),
            next=self._way(station.next),
            sets=station.sets,
            lines=self._spoken(station),
        )
        return common | _short(**_KINDS[station.kind](self, station)) if station.kind in _KINDS else common

    def listener(self, station: Station) -> Json:
        """What menus, inputs and callbacks need to listen."""
        ears, node = station.ears, station.node
        return {
            "keys": self._ways(station.keys),
            "labels": self._labels(station),
            "spells": sorted(station.spells),
            "deaf": not station.barge_in,
            "speech": self._phrases(station) if ears.speech else None,
            "between": ears.between_digits,
            "after": ears.no_input.after,
            "silences": ears.no_input.attempts,
            "misses": ears.no_match.attempts,
            "no_input": self._way(station.no_input),
            "no_match": self._way(station.no_match),
            "entered": self._way(station.entered),
            "dial": self._way(station.dial),
            "digits": station.digits if any(station.digits) else None,
            "only": [row for numbers in station.only for row in numbers.rows],
            "waits_for": station.waits_for if station.waits_for > 1 else None,
            "terminator": station.terminator,
            "returns": station.returns,
            "confirms": isinstance(node, model.Callback) and node.confirm_number,
            "target": node.queue if isinstance(node, model.Callback) else None,
        }

    def input(self, station: Station) -> Json:
        """What an input needs."""
        node = station.node
        assert isinstance(node, model.Input)  # noqa: S101 - for the type checker
        own = {
            "field": node.field,
            "sensitive": node.sensitive,
            "confirms": node.confirm and not node.sensitive,
            "ends": node.terminator,
        }
        return self.listener(station) | own

    def branch(self, station: Station) -> Json:
        """What decides, or the cases from which the reviewer chooses."""
        node = station.node
        assert isinstance(node, model.Branch)  # noqa: S101 - for the type checker
        if node.field is not None:
            return {"field": node.field, "cases": self._ways(station.cases)}
        if node.hours in station.phone.flow.hours:
            cases = {case: station.cases.get(case) or station.phone.no_case(station, case) for case in _HOURS}
            return {"hours": node.hours, "cases": self._ways(cases)}
        return {"about": node.hours or "", "answers": self._answers(station, station.cases)}

    def lookup(self, station: Station) -> Json:
        """What another system can answer."""
        node = station.node
        assert isinstance(node, model.Lookup)  # noqa: S101 - for the type checker
        return {"about": node.service or "", "answers": self._answers(station, (*station.outcomes, "error"))}

    def transfer(self, station: Station) -> Json:
        """What can come of it, and the keys that work meanwhile."""
        names = (*QUEUE_OUTCOMES[:1], *station.outcomes, *QUEUE_OUTCOMES)
        return {
            "machine": isinstance(station.node, model.Transfer) and not station.node.person,
            "about": station.goal or "",
            "target": station.goal,
            "waits": station.waits,
            "keys": self._ways(station.keys),
            "labels": self._labels(station),
            "answers": self._answers(station, (name for name in names if name != WAITING)),
        }

    def voicemail(self, station: Station) -> Json:
        """The box."""
        return {"target": getattr(station.node, "box", None)}

    def flow(self, station: Station) -> Json:
        """Which phone it runs, and what its outcomes lead to."""
        sub = station.phone.sub(station)
        return {
            "runs": self._phones.index(self._same(sub)) if sub is not None else None,
            "outcomes": self._ways(station.outcomes),
            "unreadable": self._way(station.phone.no_flow(station)) if sub is None else None,
        }

    def hangup(self, station: Station) -> Json:
        """Its outcome."""
        return {"outcome": getattr(station.node, "outcome", None)}

    def _same(self, sub: Phone) -> Phone:
        """The phone of that file which has been numbered."""
        return next(part for part in self._phones if part is sub or part.flow.source.file == sub.flow.source.file)

    def _answers(self, station: Station, names: "Iterator[str] | tuple[str, ...] | Mapping[str, Way]") -> Json:
        """What each answer leads to, as the call machine has it; null: the call is put through."""
        state, _ = start(station.phone.at(station.id), Side(), station.phone.flow.language)
        found: Json = {}
        for name in dict.fromkeys(names):
            walk = Walk(state._replace(station=station, phase="waiting", ending=None))
            found[name] = self._way(outcome(walk, name, 0.0))
        return found

    def _labels(self, station: Station) -> Json:
        """What each key is for, by language, in the order in which keys are written."""
        return {
            language: [(key, _label(way, station, language)) for key, way in station.keys.items()]
            for language in self._languages
            if station.keys
        }

    def _phrases(self, station: Station) -> Json:
        """What callers may say for each way, by language."""
        return {
            language: [(key, phrases(key, way, station, language)) for key, way in station.keys.items()]
            for language in self._languages
        }

    # What is said

    def _spoken(self, station: Station) -> Json:
        """For each kind of text the number of its line in each language."""
        found: Json = {}
        for kind in _kinds(station):
            lines = [station.line(kind, language, {}) for language in self._languages]
            if kind != "prompt" or any(line.text or line.seconds for line in lines):
                found[kind] = [
                    self._lines.number(line, station, kind, language)
                    for line, language in zip(lines, self._languages, strict=True)
                ]
        return found

    def _sentences(self, phone: Phone) -> Json:
        """The product's own sentences by language, each with the seconds that it takes without its digits."""
        return {
            section: [self._lines.sentence(phone, section, language) for language in self._languages]
            for section in _SENTENCES
        }


_HOURS = ("open", "closed")
_KINDS = {
    "menu": _Compiler.listener,
    "input": _Compiler.input,
    "callback": _Compiler.listener,
    "branch": _Compiler.branch,
    "lookup": _Compiler.lookup,
    "transfer": _Compiler.transfer,
    "voicemail": _Compiler.voicemail,
    "flow": _Compiler.flow,
    "hangup": _Compiler.hangup,
}


def _hours(hours: Hours) -> Json:
    return {
        "week": [list(map(list, spans)) for spans in hours.week],
        "dates": {day.isoformat(): list(map(list, spans)) for day, spans in hours.dates.items()},
    }


def _languages(parts: list[Phone]) -> list[str]:
    """Every language that a call can be in, the flow's own first."""
    found: dict[str, None] = {}
    for part in parts:
        found.update(dict.fromkeys(part.flow.languages or (part.flow.language,)))
    for part in parts:
        for station in part.stations.values():
            found.update(dict.fromkeys(way.language for way in station.keys.values() if way.language))
    return list(found)


def _kinds(station: Station) -> Iterator[str]:
    """The kinds of texts that a station may speak."""
    yield "prompt"
    if station.returns:
        yield "return"
    if station.kind == "transfer":
        yield "wait"
    if station.kind in ("menu", "input"):
        for name, retries in (("no_input", station.ears.no_input), ("no_match", station.ears.no_match)):
            for number in range(1, min(len(retries.again), retries.attempts - 1) + 1):
                yield f"{name} {number}"


def _label(way: Way, station: Station, language: str) -> str:
    option = way.edge.option
    return station.phone.speaker.label(option, option.language or language) if option else ""


def _notes(phone: Phone) -> Json:
    """The sentences of transcripts, with their slots yet to be filled."""
    place = phone.flow.place
    node = model.Broken(id="", place=place, name=place)  # any would do: its id and place are slots here
    deeds = {kind: next(entries(0, [Said("", kind, "{text}")])).text for kind in get_args(SaidKind)}
    ends = {name: str(end_note(Ending(name, "{node}", "{target}"))) for name in _ENDS}
    ends["lost"] = str(end_note(Ending("lost", "", None, say("{reason}", reason="{reason}"))))
    why = {make.__name__: str(_with_slots(make(node))) for make in _REASONS}
    why["no_return"] = str(_with_slots(reasons.no_return(node, "")))
    return {"deeds": deeds, "ends": ends, "reasons": why, "mask": MASK}


_ENDS = ("transfer", "voicemail", "callback", "hangup", "caller hung up", "still going")


def _with_slots(message: Message) -> Message:
    """The message with its slots shown as slots."""
    return message._replace(values={name: f"{{{name}}}" for name in message.values})


def _short(**values: Any) -> Json:
    """Without what is false, empty or none."""
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}
