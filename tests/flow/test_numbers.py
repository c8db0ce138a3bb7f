"""Numbers that may be dialled: what is written takes exactly the numbers that it seems to, against all numbers."""

import json
from itertools import pairwise, product
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow import reference
from ivrlint.flow.model import Dial, Menu
from ivrlint.flow.numbers import DIGITS, Numbers, Row, meant, nested, numbers, ranges, written
from ivrlint.flow.read import read_flow

LONGEST = 3
ALL = ["".join(digits) for length in range(LONGEST + 1) for digits in product(DIGITS, repeat=length)]

rows: st.SearchStrategy[list[Row]] = st.lists(
    st.lists(
        st.one_of(
            st.just(DIGITS), st.sampled_from(DIGITS), st.sets(st.sampled_from(DIGITS), min_size=1).map(sorted).map("".join)
        ),
        min_size=1,
        max_size=LONGEST,
    ).map(tuple),
    min_size=1,
    max_size=3,
)  # fmt: skip


def of(*texts: str) -> tuple[Numbers, ...]:
    found = [numbers(text) for text in texts]
    assert None not in found
    return tuple(each for each in found if each is not None)


def taken(only: tuple[Numbers, ...]) -> set[str]:
    return {number for number in ALL if any(each.takes(number) for each in only)}


def check(only: tuple[Numbers, ...], expected: set[str]) -> None:
    """What is taken, and what begins a longer number, is what a list of all numbers says."""
    assert taken(only) == {number for each in only for number in each.each()} == expected
    begun = {number[:end] for number in expected for end in range(len(number))}
    assert {number for number in ALL if any(each.begins(number) for each in only)} == begun
    assert nested(only) == bool(begun & expected)


@given(st.integers(1, LONGEST), st.data())
def test_a_range_takes_the_numbers_between_its_ends(length: int, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.integers(0, 10**length - 1)) for _ in range(2))
    only = of(f"{low:0{length}}-{high:0{length}}")
    check(only, {f"{number:0{length}}" for number in range(low, high + 1)})


@given(st.text(alphabet="0123456789xX", min_size=1, max_size=LONGEST))
def test_x_is_any_digit(text: str) -> None:
    def fits(number: str) -> bool:
        return len(number) == len(text) and all(
            sign in ("x", "X", digit) for sign, digit in zip(text, number, strict=True)
        )

    check(of(text), set(filter(fits, ALL)))


def test_brackets_hold_the_digits_of_one_place() -> None:
    check(of("[2-47]x[01]"), {a + b + c for a in "2347" for b in DIGITS for c in "01"})


@given(rows)
def test_rows_are_written_as_entries_that_take_the_same(of_some: list[Row]) -> None:
    expected = {"".join(digits) for row in of_some for digits in product(*row)}
    only = written(of_some, 1000)
    assert only is not None
    assert of(*(each.text for each in only)) == only
    check(only, expected)
    spans = ranges(of_some)
    assert spans is not None
    assert {f"{n:0{len(low)}}" for low, high in spans for n in range(int(low), int(high) + 1)} == expected
    for (low, high), (after, _) in pairwise(spans):
        assert len(high) < len(after) or int(high) + 1 < int(after), (
            low,
            high,
            after,
        )  # no two touch: one way to say it


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        (("1", "0", "01", DIGITS), ["1000-1019"]),
        (("1", DIGITS, DIGITS), ["1xx"]),
        (("12345", DIGITS, DIGITS, DIGITS), ["1000-5999"]),
        (("12", "4", "1"), ["141", "241"]),
        ((DIGITS, DIGITS, "1"), ["xx1"]),
        (("23456789", DIGITS, DIGITS, "23456789", *[DIGITS] * 6), ["[2-9]xx[2-9]xxxxxx"]),
    ],
)  # fmt: skip
def test_entries_are_those_that_people_would_write(row: Row, texts: list[str]) -> None:
    found = written([row], 30)
    assert found is not None
    assert [each.text for each in found] == texts


def test_what_would_take_too_many_entries_is_not_written() -> None:
    apart = [(a, "1", b) for a, b in zip("02468", "13579", strict=True)]
    assert written(apart, 4) is None
    assert written(apart, 5) is not None
    assert ranges([(DIGITS, DIGITS, DIGITS, "13")] * 2) is None  # 4,000 of them
    assert written([(DIGITS, DIGITS, DIGITS, "13")], 5) == of("xxx1", "xxx3")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("1019-1000", "1000-1019"),
        ("1000 – 1019", "1000-1019"),
        ("1000..1019", "1000-1019"),
        ("1xx-2xx", "100-299"),
        ("_2XX", "2xx"),
        ("2..", "2xx"),
        ("2 xx", "2xx"),
        ("100-1019", None),
        ("[9-2]x", None),
        ("2" * 31, None),
        ("٢٠١", None),
        ("", None),
        ("sales", None),
    ],
)  # fmt: skip
def test_what_is_no_number_and_what_is_meant(text: str, near: str | None) -> None:
    assert numbers(text) is None
    assert meant(text) == near


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_number_or_not_and_what_is_meant_is_one(text: str) -> None:
    found = numbers(text)
    near = meant(text)
    assert found is None or (found.text == text and found.length <= 30)
    assert near is None or numbers(near) is not None


HEAD = """\
ivr: 1
name: Acme
languages: [en]
country: GB
start: main
nodes:
  desk: {type: transfer, queue: desk, "on": {failed: hangup}}
  main: {type: menu, options: {1: {label: sales, to: desk}}, dial: {DIAL, to: desk}}
"""


def read(dial: str) -> tuple[Dial | None, list[str]]:
    reading = read_flow(Path("f.yaml"), text=HEAD.replace("DIAL", dial))
    assert reading.flow is not None
    menu = reading.flow.nodes["main"]
    assert isinstance(menu, Menu)
    return menu.dial, [f"{p.place.column} {p.message} | {p.help}" for p in reading.problems]


@pytest.mark.parametrize(
    ("dial", "digits", "only"),
    [
        ("digits: 3", (3, 3), []),
        ("only: 204", (3, 3), ["204"]),
        ("only: [204, 1000-1019, 3XX]", (3, 4), ["204", "1000-1019", "3XX"]),
        ("digits: 3-4, only: [0204, 300-399]", (3, 4), ["0204", "300-399"]),
        ('only: ["[2-9]xx"]', (3, 3), ["[2-9]xx"]),
    ],
)
def test_numbers_are_read(dial: str, digits: tuple[int, int], only: list[str]) -> None:
    found, problems = read(dial)
    assert found is not None
    assert (found.digits, [each.text for each in found.only], problems) == (digits, only, [])


WRITE = "write a number such as `204`, a range such as `1000-1019`, or `x` for any digit, as in `2xx`"


@pytest.mark.parametrize(
    ("dial", "told"),
    [
        ("only: [sales]", f"`sales` is not a number or a range of numbers | {WRITE}"),
        ("only: 1019-1000", "`1019-1000` is not a number or a range of numbers | did you mean `1000-1019`?"),
        (
            "only: 1-20",
            "`1-20` is not a number or a range of numbers | write as many digits on both sides, as in `1000-1019`",
        ),
        ('only: "2xx, 3xx"', "`2xx, 3xx` is not a number or a range of numbers | write a list: `[2xx, 3xx]`"),
        ("only: [[2-9]]", 'YAML reads what stands in brackets as a list | write it in quotes, as in "[2-9]xx"'),
        ("only: []", "this list is empty | write at least one"),
        (
            "only: 1000-1019, digits: 3",
            "the numbers of `only` have 4 digits | write `digits: 4`, or leave `digits` out",
        ),
        ("only: [20, 3xx], digits: 3", "the numbers of `only` have 2-3 digits | write `digits: 2-3`, or leave `digits` out"),
        ("x-why: me", "`digits` is missing in an extension that may be dialled | add it, as in `digits: 3`"),
    ],
)  # fmt: skip
def test_what_is_wrong_about_numbers(dial: str, told: str) -> None:
    _, problems = read(dial)
    assert [problem.split(" ", 1)[1] for problem in problems] == [told]


@pytest.mark.parametrize("dial", ["only: [[2-9]xx]", "only: [10, [1-3]5]"])
def test_brackets_that_are_not_quoted_are_told_to_be(dial: str) -> None:
    problems = read_flow(Path("f.yaml"), text=HEAD.replace("DIAL", dial)).problems
    assert [(str(each.message), str(each.help)) for each in problems] == [
        ("YAML reads what stands in brackets as a list", 'write it in quotes, as in "[2-9]xx"')
    ]


def test_a_menu_waits_for_at_least_one_key() -> None:
    text = HEAD.replace("dial: {DIAL, to: desk}", "waits_for: 0")
    (problem,) = read_flow(Path("f.yaml"), text=text).problems
    assert f"{problem.message} | {problem.help}" == ("`0` is not a whole number from 1 | write digits only, as in `3`")


def test_editors_are_told_the_same() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = jsonschema.Draft202012Validator(json.loads(reference.json_schema()))
    for dial, fits in [
        ("only: [204, 1000-1019, 3XX, '[2-9]x']", True), ("only: 2xx", True), ("digits: 3", True),
        ("digits: 4, only: [1000-1019]", True), ("x-a: 1", False), ("only: [sales]", False), ("only: 10-", False),
    ]:  # fmt: skip
        content = yaml.safe_load(HEAD.replace("DIAL", dial))
        assert schema.is_valid(json.loads(json.dumps(content))) == fits, dial
