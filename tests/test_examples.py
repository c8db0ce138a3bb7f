"""The flawed menus: each gives what the README of its folder shows, no less and no more."""

import re
from pathlib import Path

import pytest

from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.rule import FAMILIES
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import chosen
from tests.cli.run import ROOT

FOLDER = ROOT / "examples"
README = (FOLDER / "README.md").read_text("utf-8")
FILES = [file for file in engine.flow_files([FOLDER]) if file.parent == FOLDER]  # the folders have their own tests
OF_ALL_SORTS = "first-call"

Finding = tuple[str, int, str]


def shown(name: str) -> list[Finding]:
    """Rule, line and severity of what the README shows for a file."""
    session = re.search(
        rf"(?m)^```console\n\$ ivrlint lint examples/{re.escape(name)} -f concise\n([\s\S]*?)^```$", README
    )
    assert session, f"the README does not show {name}"
    line = re.compile(rf"(?m)^examples/{re.escape(name)}:(\d+):\d+: (\w+): .* \[([a-z-]+)\]$")
    return [(rule, int(number), severity) for number, severity, rule in line.findall(session[1])]


def found(file: Path) -> list[Finding]:
    """Rule, line and severity of what the linter finds in a file."""
    report = engine.lint([read_flow(file)], chosen())
    return [(finding.rule, finding.place.line, finding.severity) for finding in report.findings]


def families(file: Path) -> list[str]:
    """The family of each rule that finds something in a file."""
    return [all_rules()[rule].family for rule, _, _ in found(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_finds_what_the_readme_shows(file: Path) -> None:
    assert sorted(found(file)) == sorted(shown(file.name))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_is_understood_as_a_whole(file: Path) -> None:
    assert "file" not in families(file)


def test_every_family_has_one() -> None:
    assert {file.stem for file in FILES} == {*FAMILIES, OF_ALL_SORTS} - {"file"}


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - {"file"}))
def test_shows_its_family_and_nothing_else(family: str) -> None:
    names = families(FOLDER / f"{family}.yaml")
    assert set(names) == {family}
    assert 4 <= len(names) <= 8


def test_half_of_them_are_in_spanish() -> None:
    flows = [flow for file in FILES if (flow := read_flow(file).flow)]
    assert 2 * sum("es" in flow.languages for flow in flows) >= len(flows) - 1
