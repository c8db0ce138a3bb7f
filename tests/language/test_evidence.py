"""How what speaks for and against a tie is weighed, and how the weights are fitted."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.evidence import ALWAYS, FOUND, likelihood, weights
from tests.benchmarks.labels.__main__ import HERE, read
from tests.benchmarks.labels.fit import Example, bold, fit, laid, solve, text

SETS = [*sorted((HERE / "pairs").glob("*.tsv")), *sorted((HERE / "menus").glob("*.txt"))]


def test_every_piece_of_evidence_is_weighed_and_every_weight_is_used() -> None:
    told = {
        name
        for path in SETS
        for language, cases in read(path).items()
        for case in cases
        for found in laid(language, case.a, case.b, case.menu)
        for name in found.evidence
    }
    assert told - {"both speak of several things"} == set(weights()) - {"both speak of several things"}


def test_a_likelihood_is_a_chance() -> None:
    assert likelihood({}) == 0.5
    assert likelihood({ALWAYS: 1.0}) == pytest.approx(1 / (1 + exp(-weights()[ALWAYS])))


@pytest.mark.parametrize(
    ("language", "a", "b", "name"),
    [
        ("en", "Free jabs", "Vaccinations for abroad", "the same in other words"),
        ("en", "Travel insurance", "Pet insurance", "one word apart, in the same place"),
        ("en", "Outpatient bookings", "Clinic appointments", "what is taken for it"),
        ("en", "Buying a ticket or a pass", "Cancel a ticket", "one speaks of more things"),
        ("es", "Cotizar un flete", "Rastrear mi carga", "something else is done"),
    ],
)
def test_what_speaks_for_and_against(language: str, a: str, b: str, name: str) -> None:
    found = [read.evidence for read in laid(language, a, b) if not read.sure]
    assert any(name in evidence for evidence in found)


def test_labels_that_say_the_same_need_no_weighing() -> None:
    (found,) = laid("en", "Bills", "Invoices")
    assert (found.sure, found.evidence, found.score()) == (True, {}, 1.0)


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_fit_finds_the_odds(ambiguous: int, distinct: int) -> None:
    told = [Example([{ALWAYS: 1.0}], True, 100.0)] * ambiguous + [Example([{ALWAYS: 1.0}], False, 100.0)] * distinct
    assert fit(told)[ALWAYS] == pytest.approx(log(ambiguous / distinct), abs=0.5)


def test_a_fit_prefers_what_speaks_for() -> None:
    told = [
        *[Example([{ALWAYS: 1.0, "other words": 1.0}, {ALWAYS: 1.0}], True, 1.0)] * 20,
        *[Example([{ALWAYS: 1.0, "one word apart": 1.0}], False, 1.0)] * 20,
    ]
    found = fit(told)
    assert found["other words"] > 0 > found["one word apart"]
    assert bold(found)[ALWAYS] > found[ALWAYS]
    assert text(found).count("\n") == len(found) + 2


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.lists(st.floats(-3, 3), min_size=3, max_size=3))
def test_equations_are_solved(unknown: list[float], lean: list[float]) -> None:
    matrix = [[lean[i] * lean[j] + (i == j) for j in range(3)] for i in range(3)]
    right = [sum(a * x for a, x in zip(line, unknown, strict=True)) for line in matrix]
    assert solve([[*line, end] for line, end in zip(matrix, right, strict=True)]) == pytest.approx(unknown, abs=1e-6)


def test_a_warning_needs_more_than_an_even_chance() -> None:
    assert FOUND == 0.5
