"""Planned calls as people and tests take them: a table, CSV, a calls file."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from ivrlint.call.cases import Case
from ivrlint.call.live.words import clock
from ivrlint.call.planned import Tour
from ivrlint.call.tour import Plan
from ivrlint.message import Message, say, say_count

_PLAIN = re.compile(r"[^\W\d_][\w ./›()áéíóúñ¿?-]*")  # what YAML takes as a text without quotes
_PLAIN_LINE = re.compile(r"[^\W\d_][^:#\n\"\\]*")  # the same where nothing else stands on the line
_FORMULAS = tuple("=+-@0＝＋－＠")  # with their full-width likes, which some spreadsheets take for the same
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "none"})


def table(shortest: Sequence[Tour], plan: Plan, *, everything: bool = True) -> Iterator[str]:
    """The shortest ways and the covering calls, for a terminal."""
    yield str(say("Shortest way to every destination"))
    rows = [
        (tour.case.name, str(tour.call.presses), clock(arrival(tour)), press(tour.case), given(tour.case))
        for tour in shortest
    ]
    yield from _columns((say("destination"), say("presses"), say("after"), say("press"), say("given")), rows)
    yield ""
    yield str(
        say_count("{count} call that exercises everything", "{count} calls that exercise everything", len(plan.tours))
        if everything
        else say_count(
            "{count} call that exercises all nodes and options",
            "{count} calls that exercise all nodes and options",
            len(plan.tours),
        )
    )
    rows = [
        (str(number), press(tour.case), given(tour.case), tour.call.outcome, tour.call.ending.node or "")
        for number, tour in enumerate(plan.tours, 1)
    ]
    yield from _columns((say("call"), say("press"), say("given"), say("outcome"), say("ends at")), rows)
    for item in plan.missed:
        yield str(say("no caller comes to this: {item}", item=item))


def arrival(tour: Tour) -> float:
    """Seconds until the call first came to the node that the tour is named after."""
    for at, heard in tour.call.moments:
        for item in heard:
            target = getattr(item, "target", None)
            if target is not None and target.id == tour.case.name:
                return at
    return tour.call.seconds


def _columns(head: tuple[Message, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [tuple(map(str, head)), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        yield "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip()


def document(tours: Iterable[Tour]) -> str:
    """The calls as CSV, for those who make them by hand."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("number", "call", "at", "given", "press", "outcome", "ends at", "target", "path", "result"))
    for number, tour in enumerate(tours, 1):
        case, call = tour.case, tour.call
        writer.writerow(
            (
                number,
                safe(case.name),
                _at(case),
                given(case),
                safe(press(case)),
                call.outcome,
                call.ending.node or "",
                call.ending.target or "",
                " > ".join(call.path),
                "",
            )
        )
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula or a number: `0012` would lose its zeros."""
    return f"'{cell}" if cell.lstrip()[:1] in _FORMULAS else cell


def calls(tours: Iterable[Tour], flow: str) -> Iterator[str]:
    """The calls as a calls file."""
    yield f"# {say('Calls that test {flow}; `ivrlint test` makes them.', flow=flow)}"
    yield "calls:"
    names: dict[str, int] = {}
    for tour in tours:
        number = names[tour.case.name] = names.get(tour.case.name, 0) + 1
        yield from call(tour.case if number == 1 else tour.case._replace(name=f"{tour.case.name}, {number}"))


def call(case: Case) -> Iterator[str]:
    """A case as a calls file has it."""
    yield f"  - name: {line(case.name)}"
    yield f"    at: {_at(case)}"
    if case.press:
        yield f"    press: [{', '.join(_text(str(token), key=True) for token in case.press)}]"
    given: dict[str, object] = {
        name: getattr(case.given, name)
        for name in ("number", "lookups", "queues", "splits", "fields", "language")
        if getattr(case.given, name)
    }
    if given:
        yield f"    given: {_value(given)}"
    expect = case.expect
    wanted: dict[str, object] = {"outcome": expect.outcome[0] if len(expect.outcome) == 1 else expect.outcome}
    wanted.update({"reaches": expect.reaches} if expect.reaches else {})
    wanted.update({"within": f"{expect.within:g}s"} if expect.within else {})
    yield f"    expect: {_value(wanted)}"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(key)}: {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _text(str(value))


def line(text: str) -> str:
    """A text that stands alone on its line, as YAML takes it back."""
    return text if _PLAIN_LINE.fullmatch(text) and text == text.strip() else _text(text)


def _text(text: str, *, key: bool = False) -> str:
    """A text as YAML takes it back: quoted where it could be taken for something else."""
    if key and text.isdigit():
        return text
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)


def _at(case: Case) -> str:
    return case.at.isoformat(timespec="minutes") if case.at else ""


def press(case: Case) -> str:
    """What the caller of a case does, as `--press` takes it."""
    return ",".join(map(str, case.press))


def given(case: Case) -> str:
    """When a case is, and what has to be so, in a line."""
    return ", ".join([_at(case), *(f"{name}={value}" for name, value in facts(case).items())])


def facts(case: Case) -> dict[str, str]:
    """What has to be so in a case: the number called, answers of systems and queues, shares, fields, by name."""
    world = case.given
    called = {"number": world.number} if world.number else {}
    return {**called, **world.lookups, **world.queues, **world.splits, **world.fields}
