"""The ways that a comparison tells, against callers who press every sequence of keys."""

import json
from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ivrlint.call.compare.change import Change
from ivrlint.call.script import Token, run
from ivrlint.call.state import Said
from ivrlint.call.world import World
from tests.call.compare.frame import Json, changes
from tests.call.frame import OPEN, phone

KEYS = "123"
LONGEST = 4
MENUS, ENDS = ("m0", "m1", "m2", "m3"), ("e0", "e1", "e2")


@st.composite
def directories(draw: st.DrawFn, *, whole: bool = False) -> tuple[Json, Json]:
    """Menus and queues that say different things, before and after some keys were led elsewhere.

    `whole`: the key 0 of the first menu leads to everything, so that nothing is taken for another under a new name.
    """
    somewhere = st.sampled_from([*MENUS, *ENDS])
    options = {menu: draw(st.dictionaries(st.sampled_from(KEYS), somewhere, min_size=1)) for menu in MENUS}
    edited = {menu: dict(keys) for menu, keys in options.items()}
    for _ in range(draw(st.integers(1, 3))):
        keys = edited[draw(st.sampled_from(MENUS))]
        key = draw(st.sampled_from(KEYS))
        keys[key] = draw(somewhere)
        if len(keys) > 1 and draw(st.integers(0, 3)) == 0:
            del keys[key]
    return _flow(options, whole=whole), _flow(edited, whole=whole)


def _flow(options: dict[str, dict[str, str]], *, whole: bool) -> Json:
    if whole:
        options = {
            **options,
            "m0": {**options["m0"], "0": "all"},
            "all": dict(zip("1234567", (*ENDS, *MENUS), strict=True)),
        }
    menus = {
        menu: {
            "type": "menu",
            "prompt": f"This is the place called {menu}.",
            "options": {key: {"label": "x", "to": to} for key, to in sorted(keys.items())},
            "listening": {"no_match": {"attempts": 9}},
        }
        for menu, keys in options.items()
    }
    ends = {end: {"type": "transfer", "queue": end, "prompt": f"You are put through to {end}."} for end in ENDS}
    return {"ivr": "1", "name": "A", "languages": ["en"], "country": "GB", "start": "m0", "nodes": {**menus, **ends}}


class Caller:
    """Presses keys on a phone, each sequence once."""

    def __init__(self, flow: Json) -> None:
        self._phone = phone(json.dumps(flow))
        self._calls: dict[str, tuple[str, int]] = {}

    def at(self, keys: str) -> str:
        """The node at which these keys lead, or the queue that takes the call."""
        return self.heard(keys)[0]

    def heard(self, keys: str) -> tuple[str, int]:
        """The same, and how many of the keys were wrong."""
        if keys not in self._calls:
            call = run(self._phone, World(at=OPEN), [Token("keys", key) for key in keys])
            wrong = sum(isinstance(item, Said) for _, heard in call.moments for item in heard)
            self._calls[keys] = (call.ending.target or call.ending.node or "", wrong)
        return self._calls[keys]


def told(found: tuple[Change, ...]) -> dict[str, Change]:
    return {str(way).replace("-", ""): change for change in found if change.group == "ways" for way in change.ways}


@given(directories(whole=True))
@settings(max_examples=80, deadline=None)
def test_the_ways_told_are_those_that_callers_find(pair: tuple[Json, Json]) -> None:
    old, new = map(Caller, pair)
    found = told(changes(*pair))
    for way in found:
        assert part_company(old, new, way)
    # What callers of few keys find is told, by their way or by another one to the same key.
    parted = {(old.at(keys[:-1]), keys[-1]) for keys in sequences() if part_company(old, new, keys)}
    assert parted <= {(old.at(way[:-1]), way[-1]) for way in found}


def part_company(old: Caller, new: Caller, keys: str) -> bool:
    """Is it at the last of these keys that callers of both flows come to something else?"""
    same = [old.heard(keys[:end]) == new.heard(keys[:end]) for end in range(1, len(keys) + 1)]
    return all(same[:-1]) and not same[-1]


@given(directories())
@settings(max_examples=80, deadline=None)
def test_destinations_gained_and_lost_are_those_that_calls_reach(pair: tuple[Json, Json]) -> None:
    before, after = (reached(Caller(flow)) for flow in pair)
    found = changes(*pair)
    ends = [change for change in found if change.group == "destinations"]  # "~": one under a new name
    gained = {change.new for change in ends if change.sign != "-"}
    lost = {change.old for change in ends if change.sign != "+"}
    assert (gained, lost) == (set(after) - set(before), set(before) - set(after))


@given(directories())
@settings(max_examples=80, deadline=None)
def test_presses_are_those_of_the_shortest_sequences(pair: tuple[Json, Json]) -> None:
    before, after = (reached(Caller(flow)) for flow in pair)
    lengths = {change.new: change for change in changes(*pair) if change.group == "lengths"}
    for end in before.keys() & after.keys():
        change = lengths.get(end)
        if change is not None and "place" in change.message.values:
            assert [str(change.message.values[name])[0] for name in ("old", "new")] == [
                str(before[end]),
                str(after[end]),
            ]
        elif change is None and len(lengths) == 0:
            assert before[end] == after[end]


def sequences() -> Iterator[str]:
    for length in range(1, LONGEST + 1):
        yield from map("".join, product(KEYS, repeat=length))


def reached(caller: Caller) -> dict[str, int]:
    """The queues that callers come to, with the fewest keys; four menus need no more than four."""
    found: dict[str, int] = {}
    for keys in sequences():
        if caller.at(keys) in ENDS:
            found.setdefault(caller.at(keys), len(keys))
    return found
