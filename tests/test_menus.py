"""The menus that ship: real in size, clean under the default rules, each with what callers need."""

from pathlib import Path

import pytest

from ivrlint.flow import model
from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.config import Arguments, settings_for
from ivrlint.lint.settings import chosen
from ivrlint.lint.study import Study
from tests.cli.run import ROOT

FILES = engine.flow_files([ROOT / "menus"])
PARTS = {"identificacion"}  # runs inside other flows
WHOLE = [file for file in FILES if file.stem not in PARTS]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_clean_under_the_default_rules(file: Path) -> None:
    report = engine.lint([read_flow(file)], chosen())
    worth_telling = [finding for finding in report.findings if finding.severity != "info"]
    assert [f"{finding.place}: {finding.rule}: {finding.message}" for finding in worth_telling] == []


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.stem)
def test_real_in_size(file: Path) -> None:
    flow = read_flow(file).flow
    assert flow is not None
    assert 25 <= len(flow.nodes) <= 80
    assert flow.hours
    assert flow.intents
    types = {node.type for node in flow.nodes.values()}
    assert {"menu", "transfer", "callback", "branch"} <= types


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.stem)
def test_a_person_is_one_key_away_everywhere(file: Path) -> None:
    flow = read_flow(file).flow
    assert flow is not None
    study = Study(flow)
    for node in flow.nodes.values():
        if isinstance(node, model.Menu | model.Input) and study.reached(node):
            targets = {edge.target for edge in study.exits(node) if edge.kind in ("option", "key")}
            assert targets & study.leads_to_person, node.id


def test_there_are_a_dozen_of_them_in_both_languages() -> None:
    flows = [flow for file in WHOLE if (flow := read_flow(file).flow)]
    assert len(flows) >= 12
    assert sum("es" in flow.languages for flow in flows) >= 6
    assert sum("en" in flow.languages for flow in flows) >= 6
    assert any(len(flow.languages) > 1 for flow in flows)
    assert any(len(FlowGraph(flow).flow.sources) > 1 for flow in flows), "one of them includes a second file"


@pytest.mark.parametrize(
    "file", [file for file in WHOLE if "country: ES" in file.read_text("utf-8")], ids=lambda file: file.stem
)
def test_spanish_menus_keep_the_law(file: Path) -> None:
    settings = settings_for(Arguments(packs=("es-ley-10-2025",)))(file)
    report = engine.lint([read_flow(file)], settings)
    worth_telling = [finding for finding in report.findings if finding.severity != "info"]
    assert [f"{finding.place}: {finding.rule}: {finding.message}" for finding in worth_telling] == []
