"""`ivrlint paths`."""

import csv
from io import StringIO
from pathlib import Path

from tests.cli.calls import ivrlint, written


def test_the_shortest_way_to_every_destination(tmp_path: Path) -> None:
    result = ivrlint("paths", written(tmp_path))
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["adviser/open", "1"] in [line[:2] for line in lines]
    assert ["call_back", "1"] in [line[:2] for line in lines]
    assert "calls that exercise everything" in result.stdout


def test_the_calls_file_passes_and_covers_everything(tmp_path: Path) -> None:
    flow = written(tmp_path)
    calls = ivrlint("paths", flow, "--calls").stdout
    written(tmp_path, calls)
    result = ivrlint("test", flow, "--coverage", "--min-coverage", 100)
    assert result.exit_code == 0, result.stdout


def test_only_options(tmp_path: Path) -> None:
    few = ivrlint("paths", written(tmp_path), "--calls", "--cover", "options").stdout
    everything = ivrlint("paths", written(tmp_path), "-f", "calls").stdout
    assert 0 < few.count("- name") < everything.count("- name")


def test_csv_for_people(tmp_path: Path) -> None:
    rows = list(csv.DictReader(StringIO(ivrlint("paths", written(tmp_path), "-f", "csv").stdout)))
    assert {"number", "call", "press", "given", "outcome", "path", "result"} <= rows[0].keys()
    assert not any(row["press"].startswith(("=", "+", "-", "@", "0")) for row in rows)


def test_a_call_that_is_lost_is_in_the_plan(tmp_path: Path) -> None:
    assert "lost" in ivrlint("paths", written(tmp_path)).stdout


TWO_NUMBERS = """
ivr: 1
name: Acme
languages: [en]
start: {"+34900111222": private, "+34900111333": business}
nodes:
  private:
    type: menu
    prompt: Acme. {options}
    options: {"1": {label: billing, to: billing}, "4": {label: start again, to: start}}
  business:
    type: menu
    prompt: Acme for firms. {options}
    options: {"1": {label: fleet, to: fleet}, "4": {label: start again, to: start}}
  billing: {type: transfer, queue: billing}
  fleet: {type: transfer, queue: fleet}
"""


def test_calls_to_each_number_are_planned(tmp_path: Path) -> None:
    flow = tmp_path / "two.yaml"
    flow.write_text(TWO_NUMBERS)
    ways = [line.split() for line in ivrlint("paths", flow).stdout.splitlines()]
    fleet = next(way for way in ways if way[:1] == ["fleet"])
    assert "number=+34900111333" in fleet
    (tmp_path / "two.calls.yaml").write_text(ivrlint("paths", flow, "--calls").stdout)
    result = ivrlint("test", flow, "--coverage", "--min-coverage", 100)
    assert result.exit_code == 0, result.stdout
