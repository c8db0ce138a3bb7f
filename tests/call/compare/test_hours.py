"""The moments that a comparison tells, against calls made at every hour."""

import json
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ivrlint.call.phone import Phone
from ivrlint.call.script import run
from ivrlint.call.world import World
from tests.call.compare.frame import Json, changes
from tests.call.frame import phone

FIRST = datetime(2026, 12, 21)  # noqa: DTZ001 - a Monday, in the flow's own zone
MOMENTS = [FIRST + timedelta(hours=hour) for hour in range(0, 24 * 14, 2)]  # two weeks, every other hour
_hour = st.integers(0, 12).map(lambda number: number * 2)
_spans = st.lists(st.tuples(_hour, _hour).filter(lambda span: span[0] < span[1]), max_size=2)
weeks = st.dictionaries(
    st.sampled_from(["mon-fri", "mon", "tue-thu", "sat", "sat-sun", "2026-12-25", "2026-12-31"]), _spans, max_size=4
)


def flow(office: Json, *, menu: bool = True) -> Json:
    nodes = {
        "desk": {"type": "branch", "hours": "office", "cases": {"open": "people", "closed": "shut"}},
        "people": {"type": "transfer", "queue": "people", "prompt": "Here are our people."},
        "shut": {"type": "hangup", "prompt": "Nobody is there."},
    }
    if menu:
        nodes["main"] = {
            "type": "menu",
            "prompt": "For people, press 1.",
            "options": {"1": {"label": "x", "to": "desk"}},
        }
    written = {day: [f"{start:02}:00-{end:02}:00" for start, end in spans] or "closed" for day, spans in office.items()}
    return {"ivr": "1", "name": "A", "languages": ["en"], "country": "GB", "timezone": "Europe/London",
            "start": "main" if menu else "desk", "hours": {"office": written}, "nodes": nodes}  # fmt: skip


def served(on: Phone, at: datetime) -> str:
    return run(on, World(at=at), ()).outcome


def parted(old: Json, new: Json) -> list[bool]:
    """At which of the hours of two weeks a call comes to something else."""
    before, after = (phone(json.dumps(each)) for each in (old, new))
    return [served(before, at) != served(after, at) for at in MOMENTS]


def read_back(times: str) -> list[bool]:
    """Whether what is told as `sat 10:00-14:00, 2026-12-25` holds each of these moments: read as the hours of a flow."""
    text = flow({})
    parts = (part.partition(" ") for part in times.split(", "))
    text["hours"] = {"office": {day: spans.split() or ["00:00-24:00"] for day, _, spans in parts}}
    hours = phone(json.dumps(text)).flow.hours["office"]
    return [hours.is_open(at) for at in MOMENTS]


@given(weeks, weeks)
@settings(max_examples=60, deadline=None)
def test_moments_told_are_those_at_which_calls_part(before: Json, after: Json) -> None:
    old, new = flow(before, menu=False), flow(after, menu=False)
    found = [str(change.message).partition(": ")[0] for change in changes(old, new) if change.group == "hours"]
    actual = parted(old, new)
    assert any(actual) == bool(found)
    if any("…" in times or "office" in times for times in found):
        return  # named, or cut, where there are more than anybody reads
    told = [any(those) for those in zip(*map(read_back, found), strict=True)] or [False] * len(MOMENTS)
    dates = {day for day in {**before, **after} if day[0] == "2"}
    for at, one, other in zip(MOMENTS, told, actual, strict=True):
        # A weekday speaks for the days that have no hours of their own.
        assert one == other or (one and at.date().isoformat() in dates), (at, found)


def test_a_closed_saturday_is_told_as_a_caller_meets_it() -> None:
    old = flow({"mon-fri": [(8, 18)], "sat": [(10, 14)]})
    new = flow({"mon-fri": [(8, 18)]})
    assert [(str(change.message), list(map(str, change.ways))) for change in changes(old, new)] == [
        (
            "sat 10:00-14:00: callers reached the queue `people`, now they hear “Nobody is there.”, then the menu hangs up",
            ["1"],
        )
    ]


def test_hours_that_no_call_comes_to_do_not_count() -> None:
    inner = {"desk2": {"type": "branch", "hours": "late", "cases": {"open": "people", "closed": "shut"}}}

    def nested(late: str) -> Json:
        text = flow({"mon-fri": [(8, 18)]})
        text["hours"]["late"] = {"mon-sun": late}
        text["nodes"] |= inner
        text["nodes"]["desk"]["cases"]["open"] = "desk2"
        return text

    assert not changes(nested("08:00-20:00"), nested("08:00-22:00"))  # at 20:00 the office is closed anyway
    assert changes(nested("08:00-20:00"), nested("08:00-16:00"))
