"""Pairs of random flows, and callers who try everything in both at once: what a comparison is measured against."""

import json
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from typing import Any, NamedTuple

from hypothesis import strategies as st

from ivrlint.call.compare.change import Change
from ivrlint.call.compare.compare import compare
from ivrlint.call.lines import Line
from ivrlint.call.machine import step
from ivrlint.call.phone import Phone
from ivrlint.call.script import opening
from ivrlint.call.state import Event, Finished, Key, Silence, State
from ivrlint.call.world import World
from tests.call.frame import phone
from tests.flows import flows

Json = dict[str, Any]
WORDS = ("apples", "bridges", "candles", "dolphins", "engines", "feathers")
MOMENTS = (datetime(2026, 11, 4, 11), datetime(2026, 11, 4, 19), datetime(2026, 11, 7, 11))  # noqa: DTZ001 - local
MOST = 400  # pairs of states that are looked at in a world
EVENTS: tuple[Event, ...] = (*(Key(key) for key in "012*"), Silence())


def changes(old: Json | str, new: Json | str) -> tuple[Change, ...]:
    """What has changed from one flow to another."""
    return compare(*(phone(flow if isinstance(flow, str) else json.dumps(flow)) for flow in (old, new))).changes


@st.composite
def spoken(draw: st.DrawFn) -> Json:
    """A random flow in which some nodes say something of their own."""
    flow: Json = json.loads(draw(flows(most=5)))
    for number, node in enumerate(nodes(flow)):
        if node["type"] not in ("branch", "flow") and draw(st.integers(0, 3)):
            said = draw(st.sampled_from(WORDS))
            node["prompt"] = (
                f"We speak of {said} and {WORDS[number % len(WORDS)]}. {'{options}' * (node['type'] == 'menu')}"
            )
    return flow


def nodes(flow: Json) -> Iterator[Json]:
    """All nodes, those in place included."""
    stack = list(flow["nodes"].values())[::-1]
    while stack:
        piece = stack.pop()
        if isinstance(piece, dict):
            if "type" in piece:
                yield piece
            stack += list(piece.values())[::-1]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Json, Json]:
    """A flow before and after a few edits."""
    old = draw(spoken())
    new = json.loads(json.dumps(old))
    for _ in range(draw(st.integers(1, 2))):
        _edit(draw, new)
    return old, new


def _edit(draw: st.DrawFn, flow: Json) -> None:
    node = draw(st.sampled_from(list(nodes(flow))))
    words = [*flow["nodes"], "hangup", "repeat", "start", "back"]
    match draw(st.integers(0, 6)):
        case 0:
            node["prompt"] = f"Now it is about {draw(st.sampled_from(WORDS))}."
            if node["type"] in ("branch", "flow"):
                del node["prompt"]
        case 1 | 2 | 3:
            owner, key = draw(st.sampled_from(list(targets(flow)) or [({}, "")]))
            owner[key] = draw(st.sampled_from(words))
        case 4:
            node.get("options", {}).pop("1", None)
        case 5:
            flow["hours"]["office"] = {"mon-fri": "08:00-20:00"}
        case _:
            flow["listening"] = {
                "no_input": {"attempts": draw(st.integers(1, 2)), "then": draw(st.sampled_from(words))}
            }


def targets(piece: Any) -> Iterator[tuple[Json, str]]:
    """Where something leads: the mapping that says so, and its key."""
    if isinstance(piece, dict):
        for key, value in piece.items():
            if key in ("to", "next", "then", "else") or ("type" in piece and key in ("on", "cases")):
                owners = [(value, name) for name in value] if key in ("on", "cases") else [(piece, key)]
                yield from (pair for pair in owners if isinstance(pair[0][pair[1]], str))
            yield from targets(value)


def renamed(flow: Json, mark: str = "zz") -> Json:
    """The same flow with other ids, its nodes the other way round."""
    ids = list(flow["nodes"])
    names = dict(zip(ids, [f"{mark}{id_}" for id_ in ids[::-1]], strict=True))

    def rename(piece: Any) -> Any:
        if isinstance(piece, dict):
            return {key: rename(value) for key, value in piece.items()}
        return names.get(piece, piece) if isinstance(piece, str) else piece

    other: Json = rename(flow)
    other["nodes"] = {names[id_]: rename(flow["nodes"][id_]) for id_ in ids[::-1]}
    return other


class Noticed(NamedTuple):
    """What a caller noticed: the world, and the events that led there."""

    world: World
    events: tuple[Event, ...]


def noticed(old: Json, new: Json) -> Noticed | None:
    """What callers who do the same in both flows notice; None where it is nothing.

    Independent of the comparison: it runs both call machines in step, through all keys and silences, in every world
    of a few, and compares what is said, when, in which language, and how calls end.
    """
    before, after = phone(json.dumps(old)), phone(json.dumps(new))
    for world in worlds(before, after):
        found = _noticed(before, after, world)
        if found is not None:
            return found
    return None


def worlds(*phones: Phone) -> Iterator[World]:
    """Worlds that differ in all that calls on these phones ask for."""
    stations = [station for each in phones for station in each.stations.values()]
    kinds = {station.kind for station in stations}
    by = {name for station in stations for name in ("hours", "field", "split") if getattr(station.node, name, None)}
    numbers = sorted({number for each in phones for number in each.entries})
    for at, lookup, queue, case, field, number in product(
        MOMENTS if "hours" in by else MOMENTS[:1],
        ("ok", "error") if "lookup" in kinds else ("ok",),
        ("answered", "full", "timeout", "closed", "waiting") if "transfer" in kinds else ("answered",),
        ("a", "b") if "split" in by else ("a",),
        ("a", "b", "") if "field" in by else ("",),
        numbers,
    ):
        fields = {"segment": field} if field else {}
        splits = dict.fromkeys((station.id for station in stations), case)
        yield World(at, None, None, number or None, fields, {"s": lookup}, {"q": queue}, splits)


def _noticed(before: Phone, after: Phone, world: World) -> Noticed | None:
    one, said = _settled(*opening(before, world), world)
    other, says = _settled(*opening(after, world), world)
    if said != says or _seen(one) != _seen(other):
        return Noticed(world, ())
    queue: deque[tuple[State, State, tuple[Event, ...]]] = deque([(one, other, ())])
    known = {(_key(one), _key(other))}
    while queue and len(known) < MOST:
        one, other, events = queue.popleft()
        if one.phase == "ended":
            continue
        for event in EVENTS:
            first, said = _settled(*step(one, event), world)
            second, says = _settled(*step(other, event), world)
            if said != says or _seen(first) != _seen(second):
                return Noticed(world, (*events, event))
            key = _key(first), _key(second)
            if key not in known:
                known.add(key)
                queue.append((first, second, (*events, event)))
    return None


def _settled(state: State, heard: tuple[object, ...], world: World) -> tuple[State, list[tuple[str, str]]]:
    """The call when it next waits for its caller, and what it has said until then."""
    said = [(item.text, item.language) for item in heard if isinstance(item, Line) and item.text]
    while state.phase in ("speaking", "asking", "waiting"):
        event = Finished() if state.phase == "speaking" else world.answer(state)
        if event is None:
            break
        state, heard = step(state, event)
        said += [(item.text, item.language) for item in heard if isinstance(item, Line) and item.text]
    return state, said


def _seen(state: State) -> object:
    """What a caller knows of a call, apart from what was said."""
    ending = (state.ending.outcome, state.ending.target) if state.ending else None
    return state.phase, ending, round(state.clock, 3), round(state.left, 3)


def _key(state: State) -> object:
    fields = tuple(sorted(state.fields.items()))
    return (state.station, state.phase, state.asking, state.entry, state.ahead, state.silences, state.misses, fields,
            state.menus, state.known, state.frames, state.trailing)  # fmt: skip
