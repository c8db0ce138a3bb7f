"""`ivrlint fuzz`."""

from pathlib import Path

import pytest

from tests.cli.calls import ivrlint, written


def test_a_lost_call_is_found_and_made_short(tmp_path: Path) -> None:
    result = ivrlint("fuzz", written(tmp_path), "--calls", 300)
    assert result.exit_code == 1
    assert "the call is lost: `gone` has no `next`" in result.stdout
    assert 'press: [2]\n    given: {lookups: {crm: "none"}}' in result.stdout


def test_what_is_found_is_a_test(tmp_path: Path) -> None:
    flow = written(tmp_path)
    found = ivrlint("fuzz", flow, "--calls", 300).stdout
    lines = [line for line in found.splitlines() if line.startswith("  ") and "calls)" not in line]
    written(tmp_path, "calls:\n" + "\n".join(lines) + "\n")
    assert (
        "expected the outcome `transfer or voicemail or callback or hangup`, got `lost`" in ivrlint("test", flow).stdout
    )


def test_a_good_flow(tmp_path: Path) -> None:
    flow = written(tmp_path)
    flow.write_text(flow.read_text().replace("none: gone", "none: adviser"))
    first = ivrlint("fuzz", flow, "--calls", 300, "--seed", 5)
    assert first.exit_code == 0, first.stdout
    assert first.stdout == ivrlint("fuzz", flow, "--calls", 300, "--seed", 5).stdout
    assert ivrlint("fuzz", flow, "--calls", 50, "--within", "1s").exit_code == 1
    assert ivrlint("fuzz", flow, "--within", "soon").exit_code == 2


def test_a_leak_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = written(tmp_path)
    leaking = (
        flow.read_text().replace("none: gone", "none: adviser").replace("en: One moment.", 'en: "{pin}, one moment."')
    )
    flow.write_text(leaking)
    assert ivrlint("fuzz", flow, "--calls", 200).exit_code == 0  # masked
    monkeypatch.setattr("ivrlint.call.lines.shown", str.__str__)
    result = ivrlint("fuzz", flow, "--calls", 200)
    assert "sensitive digits are spoken or shown at `adviser/open`" in result.stdout
