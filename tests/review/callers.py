"""Callers who press anything, as both machines meet them: ours in Python, the page's in a browser."""

from random import Random
from typing import Any

from ivrlint.call.given import QUEUE_OUTCOMES
from ivrlint.call.live.words import clock
from ivrlint.call.machine import step
from ivrlint.call.phone import Phone
from ivrlint.call.record import end_note, entries
from ivrlint.call.script import FINISHED, HANG_UP, SILENCE, _listens_for, opening
from ivrlint.call.state import Answer, Event, Key, Speech, State
from ivrlint.call.walk import Walk
from ivrlint.call.world import World

Json = dict[str, Any]
KEYS = "0123456789*#"
PATIENCE = 40  # deeds of one caller


def chance(seed: int) -> Random:
    """What decides what callers do."""
    return Random(seed)  # noqa: S311 - no secret


def walked(phone: Phone, world: World, random: Random) -> Json:
    """A random call: what happened as the page's machine takes it, and all that came of it."""
    state, heard = opening(phone, world)
    events: list[Json] = []
    transcript = [_entry(entry) for entry in entries(state.clock, heard)]
    path = _path(heard)
    for _ in range(PATIENCE):
        if state.phase == "ended":
            break
        event, told = _chosen(state, random)
        state, heard = step(state, event)
        events.append(told)
        transcript += [_entry(entry) for entry in entries(state.clock, heard)]
        path += _path(heard)
    return {"events": events, "transcript": transcript, "path": path, **_result(state)}


def played(phone: Phone, world: World, random: Random, deeds: int = 12) -> Json:
    """A random call on the page's keypad: what is done there, and the lines of the transcript that it must show."""
    state, heard = opening(phone, world)
    done: list[list[str]] = []
    lines = _lines(state, heard)
    state, lines = _heard_out(state, lines)
    while state.phase != "ended" and len(done) < deeds:
        event, deed = _pressed(state, random)
        state, heard = step(state, event)
        done.append(deed)
        state, lines = _heard_out(state, lines + _lines(state, heard))
    if state.ending is not None:
        lines.append(["system", clock(state.clock), str(end_note(state.ending))])
    return {"deeds": done, "transcript": lines, "presses": state.presses}


def _heard_out(state: State, lines: list[list[str]]) -> tuple[State, list[list[str]]]:
    while state.phase == "speaking":
        state, heard = step(state, FINISHED)
        lines = lines + _lines(state, heard)
    return state, lines


def _lines(state: State, heard: Any) -> list[list[str]]:
    return [[entry.who, clock(entry.at), entry.text] for entry in entries(state.clock, heard)]


def _pressed(state: State, random: Random) -> tuple[Event, list[str]]:
    """What a reviewer does, for us and for the page."""
    if state.phase in ("asking", "waiting") and (state.phase == "asking" or random.random() < 0.6):
        name = random.choice(answers(state))
        station = state.station
        late = (station.waits if station and name == "timeout" else None) or 0.0
        return Answer(name, late), ["answer", name]
    if random.random() < 0.15:
        return SILENCE, ["silence", ""]
    if random.random() < 0.02:
        return HANG_UP, ["hang-up", ""]
    key = random.choice(_likely(state))
    return Key(key, _listens_for(Walk(state), key)), ["key", key]


def _path(heard: Any) -> list[str]:
    return [item.target.id for item in heard if getattr(item, "target", None) is not None]


def _entry(entry: Any) -> list[Any]:
    return [entry.who, entry.node, entry.text]


def _result(state: State) -> Json:
    ending = state.ending
    return {
        "clock": state.clock,
        "presses": state.presses,
        "language": state.language,
        "fields": dict(state.fields),
        "entry": state.entry,
        "ended": [ending.outcome, ending.node, ending.target, str(end_note(ending))] if ending else None,
    }


def _chosen(state: State, random: Random) -> tuple[Event, Json]:
    """What happens next, for us and for the page."""
    chance = random.random()
    if chance < 0.02:
        return HANG_UP, {"type": "hang up"}
    if state.phase in ("asking", "waiting") and chance < 0.7:
        name = random.choice(answers(state))
        station = state.station
        late = (station.waits if station and name == "timeout" else None) or 0.0
        return Answer(name, late), {"type": "answer", "name": name}
    if state.phase == "speaking" and chance < 0.6:
        return FINISHED, {"type": "finished"}
    if chance < 0.75:
        key = random.choice(_likely(state))
        after = random.choice([0.0, 1.5])
        return Key(key, after), {"type": "key", "key": key, "after": after}
    if chance < 0.8:
        text = random.choice(
            ["hm", "one", "speak to a person", "1 2 3", "Una factura, ¿por favor?", "well: my invoice and one"]
        )
        return Speech(text, 0.5), {"type": "speech", "text": text, "after": 0.5}
    return SILENCE, {"type": "silence"}


def answers(state: State) -> list[str]:
    """What can be answered where a call asks or waits."""
    station = state.station
    assert station is not None
    if station.kind == "branch":
        return list(station.cases) or [""]
    if station.kind == "lookup":
        return [*station.outcomes, "error"]
    return [*station.outcomes, *(name for name in QUEUE_OUTCOMES if name != "waiting")]


def _likely(state: State) -> str:
    """Keys, those that work here more often than others."""
    station = state.station
    if station is None:
        return KEYS
    known = "".join(key for key in station.keys if not key.strip(KEYS))
    known += "".join(place[0] for numbers in station.only for row in numbers.rows for place in row) * 2
    entering = station.kind == "input" or state.asking
    return KEYS + (f"{'1' * 8}{'23456789' * 2}{station.terminator * 6}" if entering else known * 3)
