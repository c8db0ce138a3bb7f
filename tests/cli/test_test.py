"""`ivrlint test`."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.calls import ivrlint, written

CALLS = """\
at: 2026-11-04T10:00
calls:
  - name: A person in office hours
    press: [0]
    expect:
      outcome: transfer
      reaches: adviser/open
      target: advisers
      passes_through: [main, adviser]
      not_through: [call_back]
      hears: [Welcome to Acme]
      does_not_hear: [We will call you]
      within: 30s
      presses: 1
      language: en
  - name: Christmas Day
    at: 2026-12-25T10:00
    press: "1,9876"
    expect: {outcome: callback, fields: {pin: "••••"}}
  - name: Nobody is free
    press: [2]
    given: {lookups: {crm: error}, queues: {advisers: full}}
    expect: {outcome: [callback, transfer], reaches: call_back}
"""


def test_all_pass(tmp_path: Path) -> None:
    result = ivrlint("test", written(tmp_path, CALLS).parent)
    assert result.exit_code == 0
    assert "... [100%]" in result.stdout
    assert "3 passed" in result.stdout


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{outcome: callback}", "expected the outcome `callback`, got `transfer`"),
        ("{reaches: main}", "expected the node `main`, got `adviser/open`"),
        ("{target: sales}", "expected the target `sales`, got `advisers`"),
        ("{passes_through: [main, welcome]}", "expected to pass through `welcome` in this order"),
        ("{passes_through: [bill]}", "expected to pass through `bill`"),
        ("{not_through: [main]}", "expected not to pass through `main`"),
        ("{hears: [One monument]}", "-        ivr     adviser/open: One monument"),
        ("{does_not_hear: [moment]}", "+  0:0"),
        ("{within: 1s}", "expected at most 1 s, took"),
        ("{within: 1}", "expected at most 1 s, took"),
        ("{presses: 0}", "expected at most 0 presses, took 1"),
        ("{language: es}", "expected the language `es`, got `en`"),
        ("{fields: {pin: x}}", "expected the field `pin` to be `x`, got `—`"),
    ],
)
def test_a_failure_is_told_with_the_transcript(tmp_path: Path, expect: str, said: str) -> None:
    calls = f"calls:\n- {{name: Case, at: 2026-11-04T10:00, press: [0], expect: {expect}}}\n"
    result = ivrlint("test", written(tmp_path, calls))
    assert result.exit_code == 1
    assert said in result.stdout
    assert "the call is put through to advisers" in result.stdout
    assert "1 failed, 0 passed" in result.stdout


def test_keys_that_are_left_over_fail(tmp_path: Path) -> None:
    calls = "calls: [{name: Case, at: 2026-11-04T10:00, press: [0, 1], expect: {outcome: transfer}}]\n"
    assert "1 left over" in ivrlint("test", written(tmp_path, calls)).stdout


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        ("calls: [{nam: x, expect: {}}]", "did you mean `name`?"),
        ("calls: [{name: x, press: [one], expect: {outcome: lost}}]", "`one` is not something a caller can do"),
        ("calls: [{name: x, at: noon, expect: {outcome: lost}}]", "`noon` is not a date and time"),
        ("calls: [{name: x, expect: {outcome: transferred}}]", "did you mean `transfer`?"),
        ("calls: [{name: x, expect: {reaches: mian}}]", "did you mean `main`?"),
        ("calls: [{name: x, given: {lookups: {cmr: ok}}, expect: {outcome: lost}}]", "did you mean `crm`?"),
        ("calls: [{name: x, given: {queues: {advisers: ful}}, expect: {outcome: lost}}]", "did you mean `full`?"),
        ("flow: other.yaml\ncalls: []", "cannot be read"),
        ("just text", "this is not a calls file"),
    ],
)
def test_mistakes_in_a_calls_file_have_a_place_and_exit_with_2(tmp_path: Path, calls: str, said: str) -> None:
    result = ivrlint("test", written(tmp_path, calls))
    assert result.exit_code == 2
    assert said in result.stderr
    assert "acme.calls.yaml:1:" in result.stderr


def test_choosing_and_stopping(tmp_path: Path) -> None:
    flow = written(tmp_path, CALLS.replace("outcome: callback, fields", "outcome: lost, fields"))
    assert "1 passed" in ivrlint("test", flow, "-k", "nobody").stdout
    assert "1 failed, 1 passed" in ivrlint("test", flow, "-x").stdout
    assert ivrlint("test", flow, "-k", "no such call").exit_code == 2
    assert "acme.calls.yaml::Nobody is free passed" in ivrlint("test", flow, "-v").stdout


def test_nothing_to_test_exits_with_2(tmp_path: Path) -> None:
    assert ivrlint("test", tmp_path).exit_code == 2
    assert ivrlint("test", tmp_path / "none").exit_code == 2
    assert ivrlint("test", written(tmp_path)).exit_code == 2


def test_junit(tmp_path: Path) -> None:
    flow = written(tmp_path, CALLS.replace("outcome: callback, fields", "outcome: lost, fields"))
    assert ivrlint("test", flow, "--junit", tmp_path / "junit.xml").exit_code == 1
    suite = ET.parse(tmp_path / "junit.xml").getroot()[0]
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("3", "1")
    assert [len(case) for case in suite] == [0, 1, 0]


def test_coverage(tmp_path: Path) -> None:
    flow = written(tmp_path, CALLS)
    result = ivrlint("test", flow, "--coverage")
    assert result.exit_code == 0
    for said in ("options", "100%", "error paths", "not: main: silence", "not: bill: outcome none"):
        assert said in result.stdout
    assert ivrlint("test", flow, "--min-coverage", 99).exit_code == 1
    assert ivrlint("test", flow, "--min-coverage", 20).exit_code == 0
