"""`ivrlint init`: what it writes works at once, and nothing that stands is touched."""

import json
import os
import sys
from pathlib import Path

import pytest
import yaml

from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.config import Arguments, settings_for
from ivrlint.starters import shipped
from tests.cli.run import ROOT, Ran, ivrlint


def init(folder: Path, *arguments: str) -> Ran:
    return ivrlint("init", *arguments, cwd=folder)


def findings(folder: Path, *packs: str) -> list[str]:
    settings = settings_for(Arguments(packs=packs))
    report = engine.lint_each((reading, settings(folder / "menu.yaml")) for reading in engine.readings([folder]))
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--language", "es"),
        ("--name", 'O\'Brien & "Söhne": $5 #1.', "--country", "ie", "--timezone", "Europe/Dublin"),
    ],
)
def test_the_first_menu_is_clean_and_its_calls_pass(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = init(tmp_path, *arguments)
    assert result.status == 0, result.err
    assert findings(tmp_path) == []
    tested = ivrlint("test", ".", "--coverage", cwd=tmp_path)
    assert tested.status == 0, tested.out + tested.err
    assert "coverage of menu.yaml: 100%" in tested.out


def test_a_spanish_one_keeps_the_law_but_for_what_only_the_firm_can_do(tmp_path: Path) -> None:
    init(tmp_path, "--language", "es")
    assert findings(tmp_path, "es-ley-10-2025") == ["no-status-path"]
    assert "extends: [es-ley-10-2025]" in (tmp_path / ".ivrlint.yaml").read_text("utf-8")


def test_what_was_typed_stands_in_the_menu(tmp_path: Path) -> None:
    init(
        tmp_path, "--name", 'Año "Nuevo" S.A.', "--language", "es", "--country", "MX", "--timezone", "America/Monterrey"
    )
    menu = yaml.safe_load((tmp_path / "menu.yaml").read_text("utf-8"))
    assert (menu["name"], menu["country"], menu["timezone"]) == ('Año "Nuevo" S.A.', "MX", "America/Monterrey")
    assert menu["nodes"]["bienvenida"]["prompt"] == 'Bienvenido a Año "Nuevo" S.A.'


@pytest.mark.parametrize("name", shipped())
def test_begins_with_a_menu_that_ships(tmp_path: Path, name: str) -> None:
    assert init(tmp_path, "flows/own.yaml", "--from", name).status == 0
    assert findings(tmp_path) == []
    assert ivrlint("test", ".", cwd=tmp_path).status == 0
    flow = read_flow(tmp_path / "flows/own.yaml").flow
    original = read_flow(shipped()[name]).flow
    assert flow is not None
    assert original is not None
    assert list(flow.nodes) == list(original.nodes)


def test_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / ".ivrlint.yaml").write_text("profile: strict\n", "utf-8")
    (tmp_path / "menu.calls.yaml").write_text("calls: []\n", "utf-8")
    result = init(tmp_path, "--ci", "gitlab")
    assert "left as it is: .ivrlint.yaml" in result.out
    assert "left as it is: menu.calls.yaml" in result.out
    assert (tmp_path / ".ivrlint.yaml").read_text("utf-8") == "profile: strict\n"
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    again = init(tmp_path)
    assert again.status == 2
    assert "menu.yaml is there already" in again.err
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--from", "bank"), "banca"),
        (("--country", "España"), "two letters"),
        (("--timezone", "Mars/Olympus"), "Europe/Madrid"),
        (("menu.json",), "ends in .yaml"),
    ],
)
def test_says_what_is_wrong_and_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    result = init(tmp_path, *arguments)
    assert result.status == 2
    assert says in result.err
    assert list(tmp_path.iterdir()) == []


def test_the_schemas_for_editors_accept_what_was_written(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    read = pytest.importorskip("ruamel.yaml").YAML(typ="safe", pure=True).load  # YAML 1.2, as editors have it
    init(tmp_path, "flows/menu.yaml")
    for file, schema in ((tmp_path / "flows/menu.yaml", "flow"), (tmp_path / ".ivrlint.yaml", "config")):
        first, *_ = file.read_text("utf-8").splitlines()
        path = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert path.resolve() == tmp_path / f".ivrlint/{schema}.schema.json"
        text = json.loads(json.dumps(read(file), default=str))
        jsonschema.validate(text, json.loads(path.read_text("utf-8")))


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_asks_on_a_terminal(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "ivrlint", "init"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
        timeout=20,
    )
    for question, answer in (
        ("Language", "fr"),
        ("Language", "es"),
        ("Name", "Aguas de Jaén"),
        ("Country", ""),
        ("CI file", "github"),
    ):
        child.expect(question)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    assert yaml.safe_load((tmp_path / "menu.yaml").read_text("utf-8"))["name"] == "Aguas de Jaén"
    assert (tmp_path / ".github/workflows/ivrlint.yml").exists()
    assert findings(tmp_path) == []
