"""Numbers that callers may dial at a menu: what keys come to, against a list of all numbers; paths, fuzz, differences."""

import json
from collections.abc import Collection
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from ivrlint.call.fuzz import fuzz
from ivrlint.call.script import run
from ivrlint.call.search import Search, digits_for
from ivrlint.call.tour import covering
from ivrlint.call.world import World
from tests.call.compare.frame import changes
from tests.call.frame import OPEN, call, flow, phone

KEYS = "0123456789*#"
ENTRIES = {  # by what is written: all numbers that it takes
    "12": ["12"],
    "1x": [f"1{x}" for x in range(10)],
    "120-131": [str(number) for number in range(120, 132)],
    '"[23]x1"': [f"{a}{x}1" for a in "23" for x in range(10)],
    "0": ["0"],
}
OPTIONS = {"1": "one", "2": "two", "21": "twelve", "*": "one"}


def nodes(options: Collection[str], only: Collection[str], waits: int) -> str:
    dial = f"dial: {{only: [{', '.join(only)}], to: dialled}}" if only else "dial: {digits: 2-3, to: dialled}"
    written = ", ".join(f'"{key}": {{label: something, to: {OPTIONS[key]}}}' for key in options)
    return f"""\
  main:
    type: menu
    prompt: Choose now.
    waits_for: {waits}
    listening: {{no_match: {{attempts: 99}}, no_input: {{attempts: 1}}}}
    {dial}
    options: {{{written}}}
  dialled: {{type: hangup, prompt: "It was {{extension}}."}}
"""


def expected(keys: str, options: Collection[str], numbers: Collection[str], waits: int) -> tuple[str, str]:
    """Where the keys lead, one after the other without a pause, and the number that was dialled."""
    known = {*options, *numbers}

    def taken(entry: str) -> tuple[str, str] | None:
        if entry in options:
            return OPTIONS[entry], ""
        return ("dialled", entry) if entry in numbers else None

    entry = ""
    for key in keys:
        if entry and key == "#":
            found, entry = taken(entry), ""
        else:
            entry += key
            if len(entry) < waits or any(word != entry and word.startswith(entry) for word in known):
                continue
            found, entry = taken(entry), ""
        if found:
            return found
    return (taken(entry) if entry else None) or ("main", "")


@given(
    st.sets(st.sampled_from(sorted(OPTIONS)), max_size=3),
    st.sets(st.sampled_from(sorted(ENTRIES)), max_size=3),
    st.integers(1, 4),
    st.text(alphabet="0123*#1212", min_size=1, max_size=6),
)
@example({"1"}, {"120-131"}, 1, "2120")
@example({"1"}, {"120-131"}, 3, "1#")
@example({"1"}, set(), 4, "12")
def test_keys_come_to_what_a_list_of_all_numbers_says(options: set[str], only: set[str], waits: int, keys: str) -> None:
    numbers = [number for entry in only for number in ENTRIES[entry]]
    if not only:
        numbers = ["".join(digits) for length in (2, 3) for digits in product("0123456789", repeat=length)]
    made = call(flow(nodes(sorted(options), sorted(only), waits)), keys)
    assert (made.ending.node, made.fields.get("extension", "")) == expected(keys, options, numbers, waits)


def waited(only: str, press: str, waits: int = 1) -> float:
    """Seconds in which a caller at a menu of two options heard nothing."""
    made = call(flow(nodes("12", [only], waits)), press)
    return round(made.seconds - made.listening, 2)


def test_only_keys_with_which_a_number_begins_wait() -> None:
    assert waited("120-131", "1") == 3.0
    assert waited("120-131", "2") == waited("120-131", "125") == 0
    assert waited("1x", "2", waits=4) == waited("1x", "12", waits=4) == 3.0
    assert waited("1x", "2#", waits=4) == 0


def test_paths_dial_a_number_that_is_taken_and_is_no_option() -> None:
    made = phone(flow(nodes(["21", "1"], ['"[2]x"', "120-131"], 1)))
    trip = Search(made).taken["main", "dial", ""]
    [*_, step] = trip.steps()
    assert step.tokens[0].text == "20"
    assert run(made, World(OPEN), step.tokens).fields["extension"] == "20"
    assert ("main", "dial") not in {(item.node, item.kind) for item in covering(made).missed}


def test_where_every_number_is_an_option_nobody_dials_one() -> None:
    made = phone(flow(nodes(["21"], ["21"], 1)))
    assert digits_for(made.stations["main"]) == ""
    assert ("main", "dial", "") not in Search(made).taken


def test_random_callers_dial_numbers_that_are_taken() -> None:
    text = flow(nodes(["1"], ["904010-904019"], 1)).replace("dialled: {type: hangup", "dialled: {type: message")
    assert any(found.fault.kind[0] == "lost" for found in fuzz(phone(text), 200, 1).found)


def told(old: str, new: str) -> list[str]:
    head = {"ivr": "1", "name": "A", "languages": ["en"], "country": "GB", "start": "main"}
    ends = {"desk": {"type": "transfer", "queue": "desk", "prompt": "You are put through to the desk."}}

    def made(keys: str) -> dict[str, object]:
        menu = {"type": "menu", "options": {"1": {"label": "x", "to": "desk"}}, **json.loads(keys)}
        return {**head, "nodes": {"main": menu, **ends}}

    return [str(change.message) for change in changes(made(old), made(new))]


def test_what_a_comparison_says_of_numbers() -> None:
    three, some = '{"dial": {"digits": "3", "to": "desk"}}', '{"dial": {"only": ["2xx", "300-309"], "to": "desk"}}'
    same = '{"dial": {"only": ["200-299", "30x"], "to": "desk"}}'
    assert told(some, same) == []
    assert any("callers may dial 2xx, 300-309 (before: any number of 3 digits)" in each for each in told(three, some))
    assert any("callers may dial any number of 3 digits (before: 200-299, 30x)" in each for each in told(same, three))
    assert any("callers may dial 2xx, 300-309 (before: nothing)" in each for each in told("{}", some))
    assert any(
        "the menu waits for 4 keys before it takes any (before: 1)" in each for each in told("{}", '{"waits_for": "4"}')
    )
