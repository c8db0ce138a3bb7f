"""Random callers: whatever they do, and whatever systems and queues answer, a call must end well.

Every call is drawn from a seed: the date and time, what lookups and queues answer, what the caller
presses, says or does not say. A call that breaks a promise is made shorter for as long as it still
breaks the same one.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from random import Random
from typing import NamedTuple

from ivrlint.call.cases import Case, Expect, Given
from ivrlint.call.given import QUEUE_OUTCOMES, names, phones
from ivrlint.call.lines import Secret
from ivrlint.call.moments import usual_moment
from ivrlint.call.phone import Phone, Station
from ivrlint.call.record import LOST, Call
from ivrlint.call.script import Caller, Dialled, Token
from ivrlint.call.search import own_fields
from ivrlint.call.state import Event
from ivrlint.call.walk import Walk
from ivrlint.call.world import World
from ivrlint.flow import model
from ivrlint.flow.numbers import KEYS
from ivrlint.message import Message, say

WELL = ("transfer", "voicemail", "callback", "hangup")
PATIENCE = 15  # what a caller does before falling silent
SILENCES = 60  # after so many more the call must have ended
WITHIN = 900.0  # seconds
_LEAST_SECRET = 3  # digits; shorter ones are found everywhere


class Fault(NamedTuple):
    """A promise that a call broke; `kind` tells faults of the same sort apart."""

    kind: tuple[str, str]
    message: Message


class Found(NamedTuple):
    """A fault with the shortest call that shows it, and how many of the drawn calls had it."""

    fault: Fault
    case: Case
    calls: int


class Outcome(NamedTuple):
    """What random callers came to."""

    counts: Mapping[str, int]  # calls by outcome
    longest: Call | None
    found: tuple[Found, ...]


def fuzz(phone: Phone, calls: int, seed: int, within: float = WITHIN) -> Outcome:
    """Let so many random callers call. The same seed draws the same calls."""
    draw = _Draw(phone)
    counts: dict[str, int] = {}
    longest: Call | None = None
    first: dict[tuple[str, str], tuple[Fault, World, tuple[Token, ...]]] = {}
    times: dict[tuple[str, str], int] = {}
    for number in range(calls):
        world, call, script = draw.call(Random(f"{seed}/{number}"))  # noqa: S311 - callers are no secrets
        counts[call.outcome] = counts.get(call.outcome, 0) + 1
        longest = call if longest is None or call.seconds > longest.seconds else longest
        for fault in faults(call, script, within):
            first.setdefault(fault.kind, (fault, world, script))
            times[fault.kind] = times.get(fault.kind, 0) + 1
    found = (
        Found(fault, _shrunk(phone, fault, world, script, within), times[kind])
        for kind, (fault, world, script) in first.items()
    )
    return Outcome(counts, longest, tuple(found))


def faults(call: Call, script: tuple[Token, ...], within: float) -> Iterator[Fault]:
    """The promises that a call broke."""
    ending = call.ending
    if call.outcome == LOST:
        reason = ending.reason or say("no reason is known")
        yield Fault((LOST, str(reason)), say("the call is lost: {reason}", reason=reason))
    elif call.outcome == "still going":
        yield Fault(
            ("endless", ending.node or ""),
            say(
                "the call never ends: it is still at `{node}` after the caller has fallen silent",
                node=ending.node or "",
            ),
        )
    if call.seconds > within:
        yield Fault(
            ("too long", ""),
            say(
                "the call takes {seconds:.0f} s, more than {within:.0f} s",
                seconds=call.seconds,
                within=within,
            ),
        )
    yield from _leaks(call, script)


def _leaks(call: Call, script: tuple[Token, ...]) -> Iterator[Fault]:
    secrets = {value for value in call.raw_fields.values() if isinstance(value, Secret) and len(value) >= _LEAST_SECRET}
    for secret in secrets:
        if sum(secret in token.text for token in script) > 1:
            continue  # the caller pressed the same digits elsewhere
        for entry in call.transcript:
            if secret in entry.text and entry.who != "system":
                yield Fault(
                    ("leak", entry.node), say("sensitive digits are spoken or shown at `{node}`", node=entry.node)
                )


class _Draw:
    """Draws worlds and callers for one phone."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.names = names(phone)
        self.fields = _free_fields(phone)
        self.usual = usual_moment(phone.flow)

    def call(self, random: Random) -> tuple[World, Call, tuple[Token, ...]]:
        """One random call: its world, what became of it, and what the caller did."""
        world = self.world(random)
        caller = _RandomCaller(random)
        call = Dialled(self.phone, world).play(caller)
        return world, call, tuple(caller.script)

    def world(self, random: Random) -> World:
        """A world in which anything may go wrong, and most does not."""
        at = self.usual + timedelta(minutes=random.randrange(-200 * 1440, 200 * 1440))
        if _chance(random, 0.4):
            at = self.usual
        fields = {name: random.choice(cases) for name, cases in self.fields.items() if _chance(random, 0.7)}
        return World(
            at,
            random.choice(self.phone.flow.languages or ("en",)),
            None,
            None,
            fields,
            self._answers(random, self.names.services, 0.5),
            self._answers(random, self.names.queues, 0.6, QUEUE_OUTCOMES),
            self._answers(random, self.names.splits, 1.0),
        )

    def _answers(
        self, random: Random, known: frozenset[str], often: float, also: tuple[str, ...] = ()
    ) -> dict[str, str]:
        return {
            name: random.choice(sorted(self.names.outcomes[name].union(also)))
            for name in sorted(known)
            if random.random() < often
        }


def _free_fields(phone: Phone) -> dict[str, list[str]]:
    """The fields that decide where a call goes and that the flow itself never sets, with their cases."""
    stations = [station for part in phones(phone) for station in part.stations.values()]
    own = own_fields(phone)
    return {
        station.node.field: sorted(station.cases)
        for station in stations
        if isinstance(station.node, model.Branch) and station.node.field and station.node.field not in own
    }


def _chance(random: Random, share: float) -> bool:
    return random.random() < share


class _RandomCaller(Caller):
    """A caller who decides at every turn, and falls silent in the end."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.patience = random.randrange(PATIENCE + 1)
        super().__init__([])
        self.script: list[Token] = []

    def listening(self, state: Walk) -> Event | None:
        """What the caller does next."""
        if self.at == len(self.script):
            if len(self.script) >= self.patience + SILENCES:
                return None
            self.script.append(self._deed(state) if len(self.script) < self.patience else Token("wait"))
        return super().listening(state)

    def waiting(self, state: Walk) -> Event:
        """What the caller does in a queue: wait, or press a key that works there."""
        if self.at == len(self.script):
            keys = sorted(state.station.keys)
            self.script.append(Token("keys", self.random.choice(keys)) if keys and _chance(self.random, 0.5)
                               else Token("wait"))  # fmt: skip
        return super().waiting(state)

    def _deed(self, state: Walk) -> Token:
        station, random = state.station, self.random
        match random.choices(("sense", "silence", "noise", "speech", "hangup"), (60, 17, 15, 6, 2))[0]:
            case "sense":
                return self._sensible(station, state.asking)
            case "noise":
                return Token("keys", "".join(random.choices(KEYS, k=random.choice((1, 1, 1, 2, 3, 8)))))
            case "speech" if station.ears.speech:
                return Token("say", random.choice(("…", "mmm", "xyzzy")))
            case "hangup":
                return Token("hangup")
            case _:
                return Token("wait")

    def _sensible(self, station: Station, asking: str) -> Token:
        random = self.random
        if asking == "confirm":
            return Token("keys", random.choice("112"))
        if asking == "number" or (station.kind == "input" and _chance(random, 0.8)):
            least, most = station.digits
            length = random.randint(least, min(most, least + 4))
            ended = station.terminator if length < most else ""
            return Token("keys", "".join(random.choices("0123456789", k=length)) + ended)
        if station.dial is not None and _chance(random, 0.2):
            return Token("keys", _number(station, random))
        keys = [key for key in station.keys if not key.strip(KEYS) or station.ears.speech]
        if not keys:
            return Token("wait")
        key = random.choice(keys)
        return Token("say", key) if key.strip(KEYS) else Token("keys", key)


def _number(station: Station, random: Random) -> str:
    """A number that may be dialled."""
    if station.only:
        return "".join(map(random.choice, random.choice(random.choice(station.only).rows)))
    least, most = station.digits
    return "".join(random.choices("0123456789", k=random.randint(least, min(most, least + 4))))


# Shorter


def _shrunk(phone: Phone, fault: Fault, world: World, script: tuple[Token, ...], within: float) -> Case:
    """The shortest call, in the most usual world, that still breaks the same promise."""

    def breaks(world: World, script: tuple[Token, ...]) -> bool:
        call = Dialled(phone, world).call(script)
        return any(other.kind == fault.kind for other in faults(call, script, within))

    if fault.kind[0] != "endless":
        script = _without(script, lambda shorter: breaks(world, shorter))
    world = _plainer(phone, world, lambda plainer: breaks(plainer, script))
    expect = Expect(outcome=WELL, within=within if fault.kind[0] == "too long" else None)
    given = Given(None, world.lookups, world.queues, world.splits, world.fields, world.language)
    return Case(phone.flow.place, str(fault.message), world.at, script, given, expect)


def _without(script: tuple[Token, ...], breaks: Callable[[tuple[Token, ...]], bool]) -> tuple[Token, ...]:
    """The script without what can be left out: large pieces first, then single tokens and keys."""
    size = max(1, len(script) // 2)
    while size:
        start = 0
        while start < len(script):
            shorter = script[:start] + script[start + size :]
            if breaks(shorter):
                script = shorter
            else:
                start += size
        size //= 2
    for number, token in enumerate(script):
        for end in range(1, len(token.text)) if token.kind == "keys" else ():
            shorter = (*script[:number], Token("keys", token.text[:end]), *script[number + 1 :])
            if breaks(shorter):
                script = shorter
                break
    return script


def _plainer(phone: Phone, world: World, breaks: Callable[[World], bool]) -> World:
    """The world with everything as usual that has nothing to do with the fault."""
    worlds: list[Callable[[World], World]] = [
        lambda world: world._replace(at=usual_moment(phone.flow)),
        lambda world: world._replace(language=None),
    ]
    names_given = (*world.lookups, *world.queues, *world.splits, *world.fields)
    worlds += [partial(_without_fact, name=name) for name in names_given]
    for plainer in worlds:
        attempt = plainer(world)
        world = attempt if breaks(attempt) else world
    return world


def _without_fact(world: World, name: str) -> World:
    def rest(facts: Mapping[str, str]) -> dict[str, str]:
        return {other: value for other, value in facts.items() if other != name}

    return world._replace(
        lookups=rest(world.lookups), queues=rest(world.queues), splits=rest(world.splits), fields=rest(world.fields)
    )
