"""Rules of a team's own: where they come from, where they hold, and what is said when one is wrong."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.run import ROOT, Ran, ivrlint

EXAMPLE = ROOT / "examples/own-rules"

RULE = '''
from ivrlint.lint.rule import Fault, rule
from ivrlint.message import say

@rule("{family}", "warning", profile="{profile}"{more})
def {name}(study, *, most: int = 1):
    """There are nodes.{page}"""
    {body}
    for node in study.flow.nodes.values():
        if len(study.flow.nodes) > most:
            yield Fault(node.name, say("too many"), node=node.id)
'''
MENU = "ivr: 1\nlanguages: [en]\nstart: a\nnodes:\n  a: {type: message, prompt: Hello., next: b}\n  b: {type: hangup}\n"


def house(folder: Path, config: str = "rules_from: [house.py]\n", **parts: str) -> Path:
    """A folder with a menu, a configuration and a Python file with a rule."""
    parts = {
        "family": "structure",
        "profile": "recommended",
        "more": "",
        "name": "house_rule",
        "page": "",
        "body": "pass",
    } | parts
    folder.mkdir(exist_ok=True)
    (folder / "house.py").write_text(RULE.format(**parts), "utf-8")
    (folder / ".ivrlint.yaml").write_text(config, "utf-8")
    (folder / "menu.yaml").write_text(MENU, "utf-8")
    return folder


def run(*arguments: str, cwd: Path, path: Path | None = None) -> Ran:
    """`ivrlint` in a process of its own, since rules that have been loaded stay; `path` is one more place for packages."""
    places = [str(ROOT), *([str(path)] if path else [])]
    return ivrlint(*arguments, cwd=cwd, PYTHONPATH=os.pathsep.join(places))


def found(result: Ran) -> list[str]:
    return [finding["rule"] for finding in json.loads(result.out)["findings"]]


def test_the_example_finds_what_only_this_house_minds() -> None:
    result = run("lint", ".", "-f", "json", cwd=EXAMPLE)
    assert found(result) == ["old-brand"]
    assert result.status == 1
    assert "who hear another name" in run("explain", "old-brand", cwd=EXAMPLE).out
    assert "old-brand" in run("rules", cwd=EXAMPLE).out


def test_holds_only_where_the_configuration_names_it(tmp_path: Path) -> None:
    house(tmp_path / "with")
    (tmp_path / "without").mkdir()
    (tmp_path / "without/menu.yaml").write_text(MENU, "utf-8")
    result = run("lint", "with", "without", "-f", "json", cwd=tmp_path)
    paths = {finding["path"] for finding in json.loads(result.out)["findings"] if finding["rule"] == "house-rule"}
    assert paths == {"with/menu.yaml"}


@pytest.mark.parametrize(
    ("config", "times"),
    [
        ("rules_from: [house.py]\n", 2),
        ("rules: {house-rule: {most: 2}}\nrules_from: house.py\n", 0),
        ("rules_from: [house.py]\nignore: [house-rule]\n", 0),
        ("rules_from: [house.py]\nselect: [house-rule]\n", 2),
        ("rules_from: [house.py]\noverrides: [{paths: [menu.yaml], rules: {house-rule: off}}]\n", 0),
    ],
)
def test_is_configured_like_any_other(tmp_path: Path, config: str, times: int) -> None:
    assert found(run("lint", ".", "-f", "json", cwd=house(tmp_path, config))).count("house-rule") == times


def test_a_comment_may_silence_it(tmp_path: Path) -> None:
    folder = house(tmp_path)
    menu = "".join(f"{line}  # ivrlint: ignore[house-rule] agreed\n" for line in MENU.splitlines())
    (folder / "menu.yaml").write_text(menu, "utf-8")
    assert not {"house-rule"} & set(found(run("lint", ".", "-f", "json", cwd=folder)))
    for arguments in ((), ("--ignore", "house-rule")):
        result = run("lint", ".", "-f", "json", *arguments, cwd=folder)
        assert "no rule is called" not in result.out


def test_a_file_that_is_not_there_or_is_no_python(tmp_path: Path) -> None:
    folder = house(tmp_path, "rules_from: [nothing.py]\n")
    result = run("lint", ".", cwd=folder)
    assert (result.status, "nothing.py: there is no such file" in result.err) == (2, True)
    (folder / "nothing.py").write_text("\ndef x(:\n", "utf-8")
    assert "SyntaxError: invalid syntax (" in (err := run("lint", ".", cwd=folder).err)
    assert "nothing.py:2)" in err


def test_a_strict_one_waits_for_its_profile(tmp_path: Path) -> None:
    folder = house(tmp_path, profile="strict")
    assert "house-rule" not in found(run("lint", ".", "-f", "json", cwd=folder))
    assert "house-rule" in found(run("lint", ".", "-f", "json", "--profile", "strict", cwd=folder))
    assert found(run("lint", ".", "-f", "json", "--select", "house-rule", cwd=folder)).count("house-rule") == 2


def test_comes_with_what_is_extended(tmp_path: Path) -> None:
    house(tmp_path / "shared", name="shared_rule")
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / ".ivrlint.yaml").write_text("rules: {shared-rule: error}\nextends: ../shared/.ivrlint.yaml\n", "utf-8")
    (folder / "menu.yaml").write_text(MENU, "utf-8")
    result = run("lint", ".", "-f", "json", cwd=folder)
    assert [f["severity"] for f in json.loads(result.out)["findings"] if f["rule"] == "shared-rule"] == ["error"] * 2


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"body": "1 / 0"}, ["the rule `house-rule` failed: ZeroDivisionError", "house.py:8"]),
        ({"name": "dead_end"}, ["there is a rule called `dead-end` already", "house_dead_end"]),
        ({"family": "structures"}, ["`structures` at the rule `house-rule` is unknown", "structure, keys"]),
        ({"more": ", sources=('X9',)"}, ["`X9` at the rule"]),
        ({"more": ", colour=1"}, ["cannot be loaded: TypeError", "house.py:5"]),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_as_the_team_s(
    tmp_path: Path, parts: dict[str, str], says: list[str]
) -> None:
    result = run("lint", ".", cwd=house(tmp_path, **parts))
    assert result.status == 2
    for words in says:
        assert words in result.err
    assert "fault of ivrlint" not in result.err
    assert "Traceback" not in result.err


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run("lint", ".", cwd=house(tmp_path, "profile: core\nrules_from: [hose.py]\n"))
    assert result.status == 2
    assert ".ivrlint.yaml:2:14" in result.err
    assert "hose.py" in result.err


def test_an_installed_package_brings_rules_everywhere(tmp_path: Path) -> None:
    site = house(tmp_path / "site")
    (site / "acme-1.0.dist-info").mkdir()
    (site / "acme-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n", "utf-8")
    (site / "acme-1.0.dist-info/entry_points.txt").write_text("[ivrlint.rules]\nacme = house\n", "utf-8")
    (tmp_path / "menu.yaml").write_text(MENU, "utf-8")
    assert "house-rule" in found(run("lint", "menu.yaml", "-f", "json", cwd=tmp_path, path=site))
    assert "house-rule" not in found(run("lint", "menu.yaml", "-f", "json", cwd=tmp_path))
    (site / "house.py").write_text("import nothing_like_this\n", "utf-8")
    broken = run("lint", "menu.yaml", cwd=tmp_path, path=site)
    assert broken.status == 2
    assert "acme (house) cannot be loaded" in broken.err
    assert run("rules", cwd=tmp_path, path=site).status == 2
