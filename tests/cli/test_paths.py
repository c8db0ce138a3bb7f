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
