"""How many scripted calls a second: `python -m tests.benchmarks.calls [FLOW]`.

Without a flow a menu of 50 nodes is made: ten menus of four options in a tree three levels deep,
opening hours, a lookup, entries, queues. Every call is a different way through it.
"""

import sys
import time
from datetime import UTC, datetime
from itertools import cycle, product
from pathlib import Path

from ivrlint.call.phone import Phone
from ivrlint.call.script import Dialled, Token
from ivrlint.call.world import World
from ivrlint.flow.read import read_flow

WANTED = 20_000  # calls a second on one core


def made() -> str:
    """A flow of 50 nodes."""
    lines = [
        "ivr: 1",
        "name: Benchmark",
        "languages: [en]",
        "country: GB",
        "timezone: Europe/London",
        "start: welcome",
        "listening: {no_input: {after: 6s, attempts: 3, then: adviser}, no_match: {attempts: 3, then: adviser}}",
        'keys: {"0": {label: an adviser, to: adviser}, "*": {label: go back, to: back}}',
        "hours: {office: {mon-fri: 08:00-20:00}}",
        "nodes:",
        "  welcome: {type: message, prompt: Welcome to the benchmark., next: main}",
        "  adviser: {type: branch, hours: office, cases: {open: queue, closed: call_back}}",
        "  queue: {type: transfer, queue: advisers, prompt: One moment please., on: {full: call_back}}",
        "  call_back: {type: callback, prompt: We will call you back., next: bye}",
        "  bye: {type: hangup, prompt: Goodbye.}",
    ]
    lines.append(
        "  main: {type: menu, options: {"
        + ", ".join(f"{key}: {{label: topic {key}, to: topic{key}}}" for key in "1234")
        + "}}"
    )
    for topic in "1234":
        lines.append(
            f"  topic{topic}: {{type: menu, options: {{"
            + ", ".join(f"{key}: {{label: matter {topic}{key}, to: matter{topic}{key}}}" for key in "1234")
            + "}}"
        )
        for key in "1234":
            lines.append(
                f"  matter{topic}{key}: {{type: message, prompt: About matter {topic} {key}., "
                f"next: number{topic}{key}}}"
            )
            lines.append(
                f"  number{topic}{key}: {{type: input, prompt: Your number please., field: number, "
                f"digits: 4, next: adviser}}"
                if key in "12"
                else f"  number{topic}{key}: {{type: lookup, service: crm, on: {{ok: adviser, error: adviser}}}}"
            )
    lines += [f"  news{number}: {{type: message, prompt: News., next: bye}}" for number in range(8)]
    return "\n".join(lines)


def main(flow: str | None = None, seconds: float = 3.0) -> float:
    """Calls a second."""
    reading = read_flow(Path(flow)) if flow else read_flow(Path("benchmark.yaml"), text=made())
    assert reading.flow is not None
    assert not reading.problems
    phone = Phone(reading.flow)
    world = World(at=datetime(2026, 11, 4, 11, 0, tzinfo=UTC))
    scripts = [
        [Token("keys", first), Token("keys", second), Token("keys", "1234")] for first, second in product("1234", "12")
    ]
    scripts += [[Token("keys", first), Token("keys", second)] for first, second in product("1234", "34")]
    scripts += [[Token("keys", first), Token("wait"), Token("keys", "0")] for first in "1234"]
    line = Dialled(phone, world)
    for script in scripts:
        line.call(script)
    calls, began = 0, time.perf_counter()
    for script in cycle(scripts):
        line.call(script)
        calls += 1
        if not calls % 256 and time.perf_counter() - began > seconds:
            break
    rate = calls / (time.perf_counter() - began)
    print(f"{len(phone.stations)} nodes, {calls} calls: {rate:,.0f} calls a second (wanted: {WANTED:,})")
    return rate


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else None)
