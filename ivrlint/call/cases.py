"""Calls as tests: `*.calls.yaml` beside a flow -> cases and problems, each with its place.

    at: 2026-11-04T11:00          # when, where a case does not say
    given: {lookups: {crm: ok}}   # what holds for every case that does not say otherwise
    calls:
      - name: A bill is asked for during office hours
        press: [2, 12345678, 1]
        expect: {outcome: transfer, reaches: adviser, within: 60s}

The flow is the file of the same name without `.calls`, or the one that `flow:` names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ivrlint.call.given import Names, UnusableError, check, check_outcomes, moment, names
from ivrlint.call.moments import usual_moment
from ivrlint.call.phone import Phone
from ivrlint.call.script import BadTokenError, Token, tokens
from ivrlint.call.world import World
from ivrlint.flow.complaints import Complaints
from ivrlint.flow.kinds import Json, Key, Kind, Shape, Table, choice, listing
from ivrlint.flow.place import Place, Source
from ivrlint.flow.scalars import duration, language, name, text, whole
from ivrlint.flow.tree import Mapping as TreeMapping
from ivrlint.flow.tree import Piece, Scalar, Sequence, grow
from ivrlint.message import say
from ivrlint.platforms.formats import SUFFIXES

if TYPE_CHECKING:
    from ivrlint.flow.place import Problem

SUFFIX = ".calls.yaml"
OUTCOMES = ("transfer", "voicemail", "callback", "hangup", "lost", "caller hung up", "still going")


class Script(Kind):
    """What a caller does: `1,2,wait`, or a list."""

    says = say("what the caller does, as in `[1, 12#, wait]`")

    def read(self, piece: Piece, reader: Complaints, hangs_on: str) -> tuple[Token, ...] | None:
        """The tokens, None once a problem has been reported."""
        del hangs_on
        found: list[Token] = []
        for item in piece.items if isinstance(piece, Sequence) else [piece]:
            if not isinstance(item, Scalar):
                reader.wrong_type(item, self.says)
                return None
            try:
                found += tokens(item.value)
            except BadTokenError as error:
                reader.report(item, error.message, say('write keys such as 1, 12# or "*", wait, say:words, or hangup'))
                return None
        return tuple(found)

    def schema(self) -> Json:
        """This kind in JSON Schema."""
        one: Json = {"type": ["string", "integer"]}
        return {"anyOf": [one, {"type": "array", "items": one}]}


class When(Kind):
    """A date and time."""

    says = say("a date and time")

    def read(self, piece: Piece, reader: Complaints, hangs_on: str) -> datetime | None:
        """The moment, None once a problem has been reported."""
        del hangs_on
        if not isinstance(piece, Scalar):
            reader.wrong_type(piece, self.says)
            return None
        try:
            return moment(piece.value)
        except UnusableError as error:
            reader.report(piece, error.message, error.help)
            return None

    def schema(self) -> Json:
        """This kind in JSON Schema."""
        return {"type": "string", "format": "date-time"}


class Seconds(Kind):
    """A duration, or a number of seconds."""

    says = say("a duration")

    def read(self, piece: Piece, reader: Complaints, hangs_on: str) -> float | None:
        """Seconds, None once a problem has been reported."""
        if isinstance(piece, Scalar) and piece.value.replace(".", "", 1).isdigit():
            return float(piece.value)
        found = duration.read(piece, reader, hangs_on)
        return found.seconds if found else None

    def schema(self) -> Json:
        """This kind in JSON Schema."""
        return {"type": ["string", "number"]}


def seconds(text: str) -> float | None:
    """The seconds of a duration as written, None where it is none."""
    source = Source("", text)
    return Seconds().read(Scalar(source, 0, 0, text, True), Complaints([]), "")


class Given(NamedTuple):
    """The world of a case, as far as it is written."""

    place: Place | None = None
    lookups: Mapping[str, str] = {}
    queues: Mapping[str, str] = {}
    splits: Mapping[str, str] = {}
    fields: Mapping[str, str] = {}
    language: str | None = None
    caller: str | None = None
    number: str | None = None
    begin: str | None = None

    def over(self, other: "Given") -> "Given":
        """These values, and those of `other` where these say nothing."""
        return Given(
            self.place or other.place,
            {**other.lookups, **self.lookups},
            {**other.queues, **self.queues},
            {**other.splits, **self.splits},
            {**other.fields, **self.fields},
            self.language or other.language,
            other.caller if self.caller is None else self.caller,
            self.number or other.number,
            self.begin or other.begin,
        )


@dataclass(frozen=True, slots=True)
class Expect:
    """What a case promises. None and empty: nothing is promised there."""

    place: Place | None = None
    outcome: tuple[str, ...] = ()
    reaches: str | None = None
    target: str | None = None
    passes_through: tuple[str, ...] = ()
    not_through: tuple[str, ...] = ()
    hears: tuple[str, ...] = ()
    does_not_hear: tuple[str, ...] = ()
    within: float | None = None
    presses: int | None = None
    language: str | None = None
    fields: Mapping[str, str] = default(default_factory=dict)


class Case(NamedTuple):
    """One call that is a test."""

    place: Place
    name: str = ""
    at: datetime | None = None
    press: tuple[Token, ...] = ()
    given: Given = Given()
    expect: Expect = Expect()

    def world(self) -> World:
        """The world of this call."""
        given = self.given
        return World(
            self.at, given.language, given.caller, given.number, given.fields, given.lookups, given.queues, given.splits
        )


GIVEN = Shape(
    say("what is given"),
    "The world around a call; what is not given has its usual value.",
    (
        Key("lookups", Table(name), "What systems answer, by service or node.", "{crm: not_found}"),
        Key(
            "queues",
            Table(name),
            "What happens at queues and numbers: answered, waiting, closed, full, timeout, busy, no_answer, failed.",
            "{advisers: full}",
        ),
        Key("splits", Table(name), "Where a split sends the call, by node.", "{pilot: b}"),
        Key("fields", Table(name), "What is known of the caller.", "{segment: business}"),
        Key("language", language, "The language that the call begins in.", "en"),
        Key("caller", text, "The caller's number.", '"+34600123456"'),
        Key("number", text, "The number that is called.", '"+34900123456"'),
        Key("from", name, "The node where the call begins.", "main", field="begin"),
    ),
    Given,
)

EXPECT = Shape(
    say("what is expected"),
    "What the call must come to.",
    (
        Key("outcome", listing(choice(*OUTCOMES)), "How the call ends; of several, in any of these ways.", "transfer"),
        Key("reaches", name, "The node at which it ends.", "adviser"),
        Key("target", name, "The queue, number or box that takes it.", "advisers"),
        Key("passes_through", listing(name), "Nodes that it comes to, in this order.", "[main, bills]"),
        Key("not_through", listing(name), "Nodes that it never comes to.", "[voicemail]"),
        Key("hears", listing(text), "What the caller hears; case, accents and signs do not matter.", "[call you back]"),
        Key("does_not_hear", listing(text), "What the caller does not hear.", "[Goodbye]"),
        Key("within", Seconds(), "How long the call takes at most.", "60s"),
        Key("presses", whole, "How many keys are pressed at most.", "4"),
        Key("language", language, "The language at the end.", "en"),
        Key("fields", Table(name), "Fields at the end.", "{segment: business}"),
    ),
    Expect,
)

CASE = Shape(
    say("a call"),
    "One call that is a test.",
    (
        Key("name", text, "What is tested, as a person would say it.", "A bill is asked for", required=True),
        Key("at", When(), "When the call is made, in the flow's time zone.", "2026-12-25T10:00"),
        Key("press", Script(), "What the caller does.", "[1, 2, wait]"),
        Key("given", GIVEN, "The world around the call.", "{queues: {advisers: full}}"),
        Key("expect", EXPECT, "What the call must come to.", "{outcome: transfer}", required=True),
    ),
    Case,
)

CALLS = Shape(
    say("a calls file"),
    "Calls that test a flow.",
    (
        Key("flow", name, "The flow file, as seen from this file.", "hospital.yaml"),
        Key("at", When(), "When calls are made that do not say.", "2026-11-04T11:00"),
        Key("given", GIVEN, "The world around every call.", "{lookups: {crm: ok}}"),
        Key(
            "calls", listing(CASE), "The calls.", "[{name: …, press: [1], expect: {outcome: transfer}}]", required=True
        ),
    ),
)


class CallsFile(NamedTuple):
    """The cases of a file, its flow (None where that cannot be read), and what is wrong."""

    path: Path
    cases: tuple[Case, ...]
    phone: Phone | None
    problems: tuple["Problem", ...]


def read_calls(path: Path, load: Any) -> CallsFile:
    """Read a calls file; `load(path)` makes the phone of a flow file, or None.

    Raises OSError when `path` cannot be opened.
    """
    source = Source(str(path), path.read_text("utf-8-sig", "replace"), path)
    tree = grow(source)
    reader = Complaints(tree.problems)
    if not isinstance(tree.root, TreeMapping):
        if not reader.problems:
            reader.report(
                tree.root or Place(source, 0, 1),
                say("this is not a calls file"),
                say("begin with `calls:` and a list of calls"),
            )
        return CallsFile(path, (), None, tuple(reader.problems))
    values = CALLS.values(tree.root, reader)
    flow = path.parent / values["flow"] if values.get("flow") else _namesake(path)
    phone: Phone | None = load(flow)
    if phone is None:
        reader.report(
            tree.root.get("flow") or Place(source, 0, 1),
            say("the flow {file} cannot be read", file=flow),
            say("name it as seen from this file, as in `flow: hospital.yaml`"),
        )
        return CallsFile(path, (), None, tuple(reader.problems))
    known = names(phone)
    given = values.get("given", Given())
    at = values.get("at") or usual_moment(phone.flow)
    cases = [case._replace(at=case.at or at, given=case.given.over(given)) for case in values.get("calls", ())]
    for case in cases:
        for place, complaint in _unusable(case, known):
            reader.report(place, complaint.message, complaint.help)
    return CallsFile(path, tuple(cases), phone, tuple(reader.problems))


def _unusable(case: Case, known: Names) -> Iterator[tuple[Place, UnusableError]]:
    """What a case names that its flow does not have."""
    given, expect = case.given, case.expect
    for key, used, there, what in (
        ("lookups", given.lookups, known.services, "service"),
        ("queues", given.queues, known.queues, "queue"),
        ("splits", given.splits, known.splits, "split"),
        ("language", _one(given.language), known.languages, "language"),
        ("from", _one(given.begin), known.nodes, "node"),
    ):
        place = _place(case.place, "given", key)
        yield from ((place, wrong) for wrong in check(used, there, what))
        yield from ((place, wrong) for wrong in check_outcomes(used if key.endswith("s") else {}, known))
    for key, ids in (
        ("reaches", _one(expect.reaches)),
        ("passes_through", dict.fromkeys(expect.passes_through, "")),
        ("not_through", dict.fromkeys(expect.not_through, "")),
    ):
        yield from ((_place(case.place, "expect", key), wrong) for wrong in check(ids, known.paths, "node"))


def _one(value: str | None) -> dict[str, str]:
    return {value: ""} if value else {}


def _place(piece: Place, *keys: str) -> Place:
    """The value under these keys, or the nearest thing above it that is there."""
    for key in keys:
        inner = piece.get(key) if isinstance(piece, TreeMapping) else None
        if inner is None:
            break
        piece = inner
    return piece


def _namesake(path: Path) -> Path:
    """The flow that stands beside a calls file under the same name."""
    stem = path.name.removesuffix(SUFFIX)
    endings = (".yaml", *sorted(SUFFIXES))
    beside = (path.with_name(stem + ending) for ending in endings)
    return next((file for file in beside if file.exists()), path.with_name(f"{stem}.yaml"))
