"""Flows and calls for tests, in a line each."""

from datetime import datetime
from pathlib import Path
from typing import Any

from ivrlint.call.phone import Phone
from ivrlint.call.record import Call
from ivrlint.call.script import run, tokens
from ivrlint.call.world import World
from ivrlint.flow.read import read_flow

OPEN = datetime(2026, 11, 4, 11, 0)  # noqa: DTZ001 - in the flow's own zone; a Wednesday

HEAD = """\
ivr: 1
name: Test
languages: [en, es]
country: GB
timezone: Europe/London
start: main
listening:
  no_input: {after: 6s, attempts: 3, then: silent}
  no_match: {attempts: 3, then: wrong}
"""

FOOT = """
  silent: {type: hangup, prompt: Nobody said anything.}
  wrong: {type: hangup, prompt: That was wrong.}
  one: {type: hangup, prompt: This is one.}
  two: {type: hangup, prompt: This is two.}
  twelve: {type: hangup, prompt: This is twelve.}
"""


def flow(nodes: str, head: str = "") -> str:
    """A flow with these nodes, and ends called silent, wrong, one, two, twelve."""
    return f"{HEAD}{head}\nnodes:\n{nodes}{FOOT}"


def phone(text: str) -> Phone:
    """A phone for a whole flow."""
    reading = read_flow(Path("flow.yaml"), text=text)
    assert reading.flow is not None, reading.problems
    return Phone(reading.flow)


def call(text: str, press: str = "", *, begin: str | None = None, **world: Any) -> Call:
    """What a scripted caller gets."""
    return run(phone(text), World(**{"at": OPEN, **world}), tokens(press), begin)


def heard(made: Call) -> list[str]:
    """What the menu said."""
    return [entry.text for entry in made.transcript if entry.who == "ivr"]
