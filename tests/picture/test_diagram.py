"""`ivrlint diagram`."""

import sys
from pathlib import Path

import pytest

from tests.cli.calls import ivrlint, written
from tests.cli.run import ROOT
from tests.picture.frame import needs_renderer


def test_a_tree_on_the_terminal(tmp_path: Path) -> None:
    result = ivrlint("diagram", written(tmp_path))
    assert result.exit_code == 0
    assert "├─ [1] a power cut ─ pin  Asks for digits" in result.stdout


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("dot", b"digraph"),
        ("mmd", b"---\ntitle"),
        ("md", b"```mermaid\n"),
        ("txt", b"Acme\n"),
        pytest.param("svg", b"<?xml", marks=needs_renderer),
        pytest.param("png", b"\x89PNG", marks=needs_renderer),
        pytest.param("drawio", b"<?xml", marks=needs_renderer),
    ],
)
def test_the_ending_says_the_format(tmp_path: Path, ending: str, begins: bytes) -> None:
    file = tmp_path / f"menu.{ending}"
    result = ivrlint("diagram", written(tmp_path), "-o", file)
    assert result.exit_code == 0, result.stderr
    assert file.read_bytes().startswith(begins)


def test_a_format_beats_the_ending(tmp_path: Path) -> None:
    file = tmp_path / "menu.txt"
    assert ivrlint("diagram", written(tmp_path), "-o", file, "-f", "mermaid").exit_code == 0
    assert "flowchart TD" in file.read_text("utf-8")


def test_options(tmp_path: Path) -> None:
    flow = written(tmp_path)
    assert "flowchart LR" in ivrlint("diagram", flow, "-f", "mermaid", "--direction", "right").stdout
    assert "una incidencia" not in ivrlint("diagram", flow, "--lang", "es").stdout
    assert "un corte de luz" in ivrlint("diagram", flow, "--lang", "es").stdout
    assert "no answer" not in ivrlint("diagram", flow, "--hide", "errors").stdout
    assert "(lane)" not in ivrlint("diagram", flow, "-f", "dot", "--hide", "lanes").stdout
    assert "(lane)" in ivrlint("diagram", flow, "-f", "dot").stdout
    assert "pin" not in ivrlint("diagram", flow, "--to", "gone").stdout
    assert "welcome" not in ivrlint("diagram", flow, "--from", "bill").stdout
    assert "… 7 more" in ivrlint("diagram", flow, "--depth", 0).stdout
    assert "#12171e" in ivrlint("diagram", flow, "-f", "dot", "--theme", "dark").stdout


def test_findings_on_the_picture() -> None:
    flow = ROOT / "examples/people.yaml"
    assert "zero-not-everywhere" not in ivrlint("diagram", flow, "-f", "dot").stdout
    found = ivrlint("diagram", flow, "-f", "dot", "--lint").stdout
    assert "zero-not-everywhere" in found
    assert "warning zero-not-everywhere: " in found  # the tooltip
    assert "! warning: zero-not-everywhere" in ivrlint("diagram", flow, "--lint").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--from", "advisor"], "there is no node `advisor` in this flow\n  = did you mean `adviser`?"),
        (["--to", "nowhere"], "there is no node `nowhere`"),
        (["--lang", "fr"], "there is no language `fr`"),
        (["-o", "menu.doc"], "no format has this ending"),
        (["-o", "missing/menu.txt"], "cannot be written"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], says: str) -> None:
    result = ivrlint("diagram", written(tmp_path), *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


@needs_renderer
def test_a_png_of_too_many_nodes_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivrlint.cli.diagram.READABLE", 3)
    result = ivrlint("diagram", written(tmp_path), "-o", tmp_path / "menu.png")
    assert result.exit_code == 0
    assert "too many to be read in a PNG" in result.stderr


def test_no_flow(tmp_path: Path) -> None:
    assert ivrlint("diagram", tmp_path / "none.yaml").exit_code == 2
    assert ivrlint("diagram", tmp_path).exit_code == 2
    broken = tmp_path / "broken.yaml"
    broken.write_text("[")
    assert ivrlint("diagram", broken).exit_code == 2


def test_the_command_line_loads_nothing_heavy() -> None:
    import subprocess

    code = "import sys, ivrlint.cli.main; print(sorted({'graphviz', 'networkx', 'yaml', 'json.decoder'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "networkx" not in ran.stdout
    assert "graphviz" not in ran.stdout
