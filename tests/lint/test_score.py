"""The evaluation form: what counts for what, the marks, and what is shown."""

import json
from math import exp, isclose
from pathlib import Path

import pytest

from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.rule import FAMILIES
from ivrlint.lint.rules import all_rules
from ivrlint.lint.score import _FORM, form, marks, measures, total
from ivrlint.lint.settings import chosen
from ivrlint.lint.study import Study
from tests.cli.run import ROOT, ivrlint
from tests.lint.frame import framed


def filled_in(piece: str) -> dict[str, float]:
    flow = read_flow(Path("f.yaml"), text=framed(piece)[0]).flow
    assert flow is not None
    report = engine.lint([read_flow(Path("f.yaml"), text=framed(piece)[0])], chosen(profile="strict"))
    return {mark.criterion.id: mark.mark for mark in marks(Study(flow), report.findings)}


def test_the_form_has_the_ten_causes_and_the_five_elements() -> None:
    parts = [criterion.part for criterion in form()]
    assert (parts.count("distrust"), parts.count("elements")) == (10, 5)
    for criterion in form():
        assert set(criterion.title) == {"en", "es"}
        assert criterion.source in ("seed001", "seed003")
        assert criterion.rules, f"{criterion.id} counts no rule"


def test_every_name_in_the_form_is_a_rule_or_a_family() -> None:
    import yaml

    for part in yaml.safe_load(_FORM.read_text("utf-8")).values():
        for criterion in part.values():
            unknown = set(criterion["rules"]) - set(FAMILIES) - set(all_rules())
            assert not unknown


def test_a_mark_is_worked_out_from_what_stands_behind_it() -> None:
    piece = "nodes:\n  main: {type: message, prompt: Hello.}\n"
    flow = read_flow(Path("f.yaml"), text=framed(piece)[0]).flow
    assert flow is not None
    report = engine.lint([read_flow(Path("f.yaml"), text=framed(piece)[0])], chosen(profile="strict"))
    for mark in marks(Study(flow), report.findings):
        weights = {"error": 3, "warning": 1, "info": 0.2}
        weight = sum(weights[f.severity] for f in report.findings if f.rule in mark.criterion.rules)
        weight += sum(max(0, time.seconds / time.limit - 1) for time in mark.measured)
        assert isclose(mark.mark, 10 * exp(-weight / 10))


def test_a_fault_lowers_its_own_marks_only() -> None:
    good = "nodes:\n  main: {type: message, prompt: One moment., next: adviser}\n"
    bad = good.replace(", next: adviser", "")
    before, after = filled_in(good), filled_in(bad)
    assert after["clear-menu"] < before["clear-menu"]
    assert after["does-not-ask-again"] == before["does-not-ask-again"]


def test_measures_are_seconds_of_the_longest_and_the_shortest() -> None:
    flow = read_flow(ROOT / "menus/shop.yaml").flow
    assert flow is not None
    found = measures(Study(flow))
    assert 0 < found["way-to-a-person"] <= found["mean-way"]
    assert found["longest-menu"] > 5


def test_json_and_comparison() -> None:
    new, old = "menus/shop.yaml", "examples/first-call.yaml"
    document = json.loads(ivrlint("score", new, "--against", old, "-f", "json").out)
    assert document["path"] == new
    assert document["against"]["total"] < document["total"]
    assert len(document["marks"]) == 15
    assert all(0 <= row["mark"] <= 10 and 0 <= row["before"] <= 10 for row in document["marks"])


def test_bars_are_as_long_as_the_marks() -> None:
    out = ivrlint("score", "examples/first-call.yaml").out
    rows = [line for line in out.splitlines() if "█" in line]
    assert len(rows) == 15
    for row in rows:
        mark = float(row.split("█")[0].split()[-1])
        assert row.count("█") == round(mark * 2)
        assert row.count("█") + row.count("·") == 20


def test_the_titles_speak_spanish_too() -> None:
    assert "Paciencia" in ivrlint("score", "menus/banca.yaml", "--lang", "es").out


def test_what_cannot_be_rated_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text("- 1\n")
    assert ivrlint("score", "list.yaml", cwd=tmp_path).status == 2
    assert ivrlint("score", "missing.yaml", cwd=tmp_path).status == 2


def test_the_total_is_the_mean() -> None:
    flow = read_flow(ROOT / "menus/hotel.yaml").flow
    assert flow is not None
    all_marks = marks(Study(flow), [])
    assert total(all_marks) == pytest.approx(sum(mark.mark for mark in all_marks) / 15)
    assert total([]) == 0
