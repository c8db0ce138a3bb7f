"""What real engines agree on (Asterisk, FreeSWITCH, VoiceXML), a row each.

Each row: what is asked, the nodes, what the caller does, where the call ends or stands, and what
else must hold of it.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest

from ivrlint.call.record import Call
from tests.call.frame import call, flow, heard

MENU = """\
  main:
    type: menu
    prompt: Choose now.
    options: {1: {label: one, to: one}, 2: {label: two, to: two}}
"""
LONGER = """\
  main:
    type: menu
    prompt: Choose now.
    options: {1: {label: one, to: one}, 12: {label: twelve, to: twelve}, 2: {label: two, to: two}}
"""
PREFIX = """\
  main:
    type: menu
    prompt: Choose now.
    options: {12: {label: twelve, to: twelve}, 13: {label: thirteen, to: one}}
"""
DIAL = """\
  main:
    type: menu
    prompt: Choose now.
    options: {2: {label: two, to: two}, 3: {label: three, to: one}}
    dial: {digits: 3, to: twelve}
"""
FIELD = """\
  main: {type: input, prompt: Your number., field: number, digits: 4-6, next: one}
"""
ENDED = """\
  main: {type: input, prompt: Your number., field: number, digits: 4-6, terminator: "#", next: one}
"""
LEVELS = """\
  main: {type: menu, prompt: Choose now., options: {3: {label: a number, to: field}}}
  field: {type: input, prompt: Your number., field: number, digits: 6, next: one}
"""
SIGNS = """\
  main: {type: menu, prompt: Choose now., options: {"*": {label: star, to: one}, "#": {label: hash, to: two}}}
"""
NO_WAY = """\
  main:
    type: menu
    prompt: Choose now.
    options: {1: {label: one, to: one}}
    listening: {no_input: {then: nowhere}, no_match: {then: nowhere}}
"""
LEVELS_OF_MENUS = """\
  main: {type: menu, prompt: Choose now., options: {1: {label: down, to: below}}}
  below: {type: menu, prompt: Below., options: {1: {label: up, to: main}, 2: {label: two, to: two}}}
"""
DEAF = """\
  main:
    type: menu
    prompt: Choose now, but only when this has been said.
    listening: {barge_in: false}
    options: {1: {label: one, to: one}}
"""
LATE = """\
  main: {type: message, prompt: Welcome to this very long message., next: menu}
  menu: {type: menu, prompt: Choose now., options: {1: {label: one, to: one}}}
"""
TRANSFER = """\
  main: {type: transfer, number: "+441632960000", on: {no_answer: one, failed: two}}
"""
EMPTY_TRANSFER = """\
  main: {type: transfer, queue: advisers}
"""
AGAIN = """\
  main:
    type: menu
    prompt: Choose now.
    listening: {no_match: {again: [Wrong key., Wrong again.]}, no_input: {again: [Are you there?]}}
    options: {1: {label: one, to: one}}
"""


class Row(NamedTuple):
    """A question of the table, and its answer."""

    question: str
    nodes: str
    press: str
    node: str | None
    holds: Callable[[Call], bool] = lambda _: True
    world: Mapping[str, Any] = {}


def waited(call: Call) -> float:
    """Seconds in which nothing was said."""
    return round(call.seconds - call.listening, 2)


ROWS = [
    Row("a unique option is taken at once", MENU, "1", "one", lambda made: waited(made) == 0),
    Row("an option that is also the beginning of another waits", LONGER, "1", "one", lambda made: waited(made) == 3.0),
    Row("the longer one is taken at once", LONGER, "12", "twelve", lambda made: waited(made) == 0),
    Row("a sibling of both is taken at once", LONGER, "2", "two", lambda made: waited(made) == 0),
    Row("an option beside extensions is slow", DIAL, "2", "two", lambda made: waited(made) == 3.0),
    Row("three digits that are no option are an extension", DIAL, "245", "twelve",
        lambda made: waited(made) == 0 and made.fields["extension"] == "245"),
    Row("too few digits for an extension are a no-match", DIAL, "45", "main", lambda made: "caller" in whos(made)),
    Row("what only begins an option, then silence, is a no-match", PREFIX, "1,1,1", "wrong"),
    Row("… and never a no-input", PREFIX, "1,wait,1,wait,1", "wrong"),
    Row("a key that begins nothing is a no-match at once", MENU, "9,1", "one", lambda made: waited(made) == 0),
    Row("silence counts from the end of the prompt", MENU, "wait,1", "one", lambda made: waited(made) == 6.0),
    Row("nowhere to go after the last attempt: the call drops", NO_WAY, "9,9,9", "main",
        lambda made: made.outcome == "lost"),
    Row("… after silence as well", NO_WAY, "wait,wait,wait", "main", lambda made: made.outcome == "lost"),
    Row("both counters are separate", MENU, "9,wait,9,wait,1", "one"),
    Row("the third wrong key ends it", MENU, "9,9,9", "wrong"),
    Row("the third silence ends it", MENU, "wait,wait,wait", "silent"),
    Row("wrong keys do not reset silences", MENU, "wait,wait,9,wait", "silent"),
    Row("silences do not reset wrong keys", MENU, "9,9,wait,9", "wrong"),
    Row("a new entry of the menu begins at zero", LEVELS_OF_MENUS, "9,9,1,1,9,9,1,2", "two"),
    Row("a key during the prompt interrupts it", MENU, "1", "one", lambda made: made.listening < 2),
    Row("keys during the text after a mistake are the next choice", AGAIN, "9,1", "one",
        lambda made: "Wrong key." in heard(made)),
    Row("the second text after a mistake", AGAIN, "9,9,1", "one", lambda made: "Wrong again." in heard(made)),
    Row("the last text repeats", AGAIN, "wait,wait,1", "one", lambda made: heard(made).count("Are you there?") == 2),
    Row("the text after the last mistake is not spoken", AGAIN, "9,9,9", "wrong",
        lambda made: heard(made).count("Wrong again.") == 1),
    Row("type-ahead works over levels", LEVELS, "3123456", "one", lambda made: made.fields["number"] == "123456"),
    Row("* and # are options like others", SIGNS, "*", "one", lambda made: waited(made) == 0),
    Row("# too", SIGNS, "#", "two", lambda made: waited(made) == 0),
    Row("# ends a number", FIELD, "1234#", "one", lambda made: waited(made) == 0),
    Row("so does silence", FIELD, "1234", "one", lambda made: waited(made) == 3.0),
    Row("the last possible digit ends it at once", FIELD, "123456", "one", lambda made: waited(made) == 0),
    Row("too few digits are a no-match", FIELD, "123#,1234#", "one", lambda made: made.fields["number"] == "1234"),
    Row("* inside a number is rejected", FIELD, "12*,1234#", "one", lambda made: made.fields["number"] == "1234"),
    Row("a lone # is no entry", ENDED, "#,1234#", "one", lambda made: made.fields["number"] == "1234"),
    Row("a # behind the last possible digit belongs to the number", ENDED.replace("next: one", "next: after")
        + '  after: {type: menu, prompt: More?, options: {"#": {label: hash, to: two}, 1: {label: one, to: one}}}\n',
        "123456#,1", "one"),
    Row("a prompt without barge-in throws keys away", DEAF + LATE.replace("main:", "late:"), "1", "one",
        lambda made: made.listening == made.seconds),
    Row("keys typed ahead during a message are kept", LATE, "1", "one"),
    Row("no answer", TRANSFER, "", "one", lambda made: made.outcome == "hangup", {"queues": {"main": "no_answer"}}),
    Row("an outcome that is not written goes to `failed`", TRANSFER, "", "two", world={"queues": {"main": "busy"}}),
    Row("a transfer that is taken ends the call", TRANSFER, "", "main",
        lambda made: (made.outcome, made.ending.target) == ("transfer", "+441632960000")),
    Row("a queue that refuses with nothing written: lost", EMPTY_TRANSFER, "", "main",
        lambda made: made.outcome == "lost", {"queues": {"advisers": "full"}}),
]  # fmt: skip


def whos(made: Call) -> list[str]:
    """Who spoke or acted, in order."""
    return [entry.who for entry in made.transcript]


@pytest.mark.parametrize("row", ROWS, ids=[row.question for row in ROWS])
def test_row(row: Row) -> None:
    made = call(flow(row.nodes), row.press, **row.world)
    assert (made.ending.node, row.holds(made)) == (row.node, True), made.transcript


def test_a_missing_recording_is_silent_and_the_call_goes_on() -> None:
    nodes = "  main: {type: message, prompt: {text: Hello., audio: missing.wav}, next: one}\n"
    assert call(flow(nodes)).ending.node == "one"


HOURS = (
    "hours: {office: {mon-thu: 09:00-17:00, fri: [09:00-12:00, 22:00-24:00], sat: 00:00-06:00, 2026-12-25: closed}}\n"
)
BRANCH = "  main: {type: branch, hours: office, cases: {open: one, closed: two}}\n"


@pytest.mark.parametrize(
    ("at", "node"),
    [
        ("2026-11-04T08:59", "two"), ("2026-11-04T09:00", "one"), ("2026-11-04T16:59:59", "one"),
        ("2026-11-04T17:00", "two"),  # the end is exclusive
        ("2026-11-06T23:36", "one"), ("2026-11-07T02:10", "one"), ("2026-11-06T02:10", "two"),  # past midnight
        ("2026-11-08T11:00", "two"),  # a day that is not written
        ("2026-12-25T10:00", "two"),  # a date beats a weekday
    ],
)  # fmt: skip
def test_hours(at: str, node: str) -> None:
    from ivrlint.call.given import moment

    assert call(flow(BRANCH, HOURS), at=moment(at)).ending.node == node


@pytest.mark.parametrize(
    ("at", "node"),
    [
        ("2026-03-27T09:30+00:00", "one"),  # before the clocks change, London is at UTC
        ("2026-03-30T08:30+00:00", "one"),  # afterwards an hour ahead
        ("2026-03-30T16:30+00:00", "two"),
        ("2026-10-26T16:30+00:00", "one"),
        ("2026-11-04T11:00+09:00", "two"),  # two in the morning in London
    ],
)
def test_hours_across_time_zones(at: str, node: str) -> None:
    from ivrlint.call.given import moment

    assert call(flow(BRANCH, HOURS), at=moment(at)).ending.node == node


def test_the_clock_runs_during_a_call() -> None:
    nodes = (
        "  main: {type: message, prompt: Please wait a moment while we look for you in all our books., next: later}\n"
        + BRANCH.replace("main", "later")
    )
    from ivrlint.call.given import moment

    assert call(flow(nodes, HOURS), at=moment("2026-11-04T16:59:58")).ending.node == "two"
