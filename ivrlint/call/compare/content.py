"""What callers experience at one station, whatever its name and wherever it leads."""

from collections.abc import Hashable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from ivrlint.call.compare.facts import Fact, facts
from ivrlint.call.lines import recording_file
from ivrlint.call.phone import Station, Way
from ivrlint.flow.graph import HANGUP
from ivrlint.flow.numbers import KEYS
from ivrlint.language.words import fold

_ENDS = frozenset({"transfer", "voicemail", "callback"})


class Spoken(NamedTuple):
    """What is heard: the words, and of a recording that is there what tells it from another one."""

    text: str
    seconds: float
    recording: str | None


class Terms(NamedTuple):
    """In which terms two flows are compared."""

    languages: tuple[str, ...]  # that both have
    tested: frozenset[str]  # the fields that decide where calls go, in either flow
    numbers: dict[Hashable, int]  # one for each different content


class Content:
    """A station seen by callers; what is asked of it is worked out when it is asked."""

    def __init__(self, station: Station, terms: Terms) -> None:
        self.station = station
        self._terms = terms

    def spoken(self, kind: str, language: str) -> Spoken:
        """What is said there of a kind (see `Station.line`) in a language."""
        station = self.station
        line = station.line(kind, language, {})
        text = station.text(kind)
        file = recording_file(text, line.language) if text else None
        there = file is not None and file.is_file()
        return Spoken(line.text, line.seconds, sha256(file.read_bytes()).hexdigest() if file and there else None)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of texts that are said there."""
        return tuple(self.station.kinds)

    @cached_property
    def texts(self) -> Mapping[tuple[str, str], Spoken]:
        """Everything that is said there, by kind and language."""
        return {
            (kind, language): self.spoken(kind, language) for kind in self.kinds for language in self._terms.languages
        }

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """How it listens and what it does."""
        return facts(self.station, self._terms.tested)

    @cached_property
    def choices(self) -> Mapping[str, Way]:
        """Its ways by key; where a choice is made by voice alone, by what callers say."""
        return {_choice(key, way): way for key, way in self.station.keys.items()}

    @cached_property
    def number(self) -> int:
        """The same for stations that callers cannot tell apart while they are there."""
        chosen = tuple((key, way.language, self.sets(way)) for key, way in sorted(self.choices.items()))
        heard = tuple((kind, said.text, said.recording) for kind, said in self.texts.items())
        facts_ = tuple((name, fact.value) for name, fact in self.facts.items())
        key = self.station.kind, heard, facts_, chosen, self.sets(self.station)
        return self._terms.numbers.setdefault(key, len(self._terms.numbers))

    def sets(self, where: Way | Station) -> tuple[tuple[str, str], ...]:
        """What is noted there about the caller, as far as it decides something later."""
        return tuple(sorted((name, value) for name, value in (where.sets or {}).items() if name in self._terms.tested))

    @cached_property
    def words(self) -> frozenset[str]:
        """What it can be recognised by: the words that it says, and what it asks."""
        said = " ".join(self.spoken("prompt", language).text for language in self._terms.languages[:1])
        known = {"".join(sign for sign in word if sign.isalnum()) for word in fold(said).split()}
        asked = {f"{name} {self.facts[name].value}" for name in _ASKED if name in self.facts}
        hours = getattr(self.station.node, "hours", None)
        return frozenset(known - {""} | asked | ({f"hours {hours}"} if hours else set()))

    @cached_property
    def goal(self) -> tuple[str, str] | None:
        """The kind and name of the team, number or box that takes calls there; None where nothing does."""
        if self.station.kind not in _ENDS:
            return None
        name = next((str(self.facts[name].value) for name in _GOALS if name in self.facts), "")
        return (self.station.kind, name) if name else None

    @property
    def ends(self) -> bool:
        """Can a call that has got what it wanted end there?"""
        way = self.station.next
        return self.station.kind in _ENDS or (way is not None and way.edge.target == HANGUP)


_ASKED = ("goal", "box", "queue", "service", "decides")
_GOALS = ("goal", "box", "queue")


def _choice(key: str, way: Way) -> str:
    option = way.edge.option
    if not key.strip(KEYS) or option is None:
        return key
    phrases = [phrase for said in (option.says.spoken.values() if option.says else ()) for phrase in said]
    labels = list(option.label.spoken.values()) if option.label else []
    return fold((phrases + labels or [key])[0])


def alike(one: Content, other: Content) -> float:
    """How much of their words two stations share: 0 none, 1 all. Stations that have none are alike."""
    if one.words is other.words or not (one.words or other.words):
        return 1.0
    return 2 * len(one.words & other.words) / (len(one.words) + len(other.words))
