"""The files that bring ivrlint into a team's CI: what their hosts accept, and what their commands do."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import ROOT, ivrlint
from tests.published import validate

FOLDER = ROOT / "examples/ci"


def read(file: Path) -> Any:
    read_ = pytest.importorskip("ruamel.yaml").YAML(typ="safe", pure=True).load  # YAML 1.2: `on` is a word
    return read_(file)


def commands(file: Path) -> list[list[str]]:
    """The arguments of each `ivrlint` that the file runs."""
    return [line.split() for line in re.findall(r"(?m)^[- ]*(?:run: )?ivrlint ([^#\n]*)", file.read_text("utf-8"))]


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (FOLDER / "github.yml", "https://json.schemastore.org/github-workflow.json"),
        (
            FOLDER / "gitlab.yml",
            "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json",
        ),
    ],
    ids=["github", "gitlab"],
)
def test_its_host_accepts_it(file: Path, schema: str) -> None:
    validate(read(file), schema)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yml")), ids=lambda file: file.name)
@pytest.mark.parametrize("flawed", [False, True])
def test_its_commands_pass_good_menus_and_stop_flawed_ones(tmp_path: Path, file: Path, flawed: bool) -> None:
    source = ROOT / ("examples/structure.yaml" if flawed else "menus/shop.yaml")
    shutil.copy(source, tmp_path / "menu.yaml")
    shutil.copy(ROOT / "menus/shop.calls.yaml", tmp_path / "menu.calls.yaml")
    lint, test = commands(file)
    assert (ivrlint(*lint, cwd=tmp_path).status == 1) is flawed
    if not flawed:
        assert ivrlint(*test, cwd=tmp_path).status == 0
        for report in re.findall(r"(?m)^ +(?:codequality|junit): (\S+)", file.read_text("utf-8")):
            assert (tmp_path / report).stat().st_size


def test_the_hooks_run_commands_that_there_are(tmp_path: Path) -> None:
    shutil.copy(ROOT / "menus/shop.yaml", tmp_path)
    shutil.copy(ROOT / "menus/shop.calls.yaml", tmp_path)
    for hook in read(ROOT / ".pre-commit-hooks.yaml"):
        program, *arguments = (str(word) for word in (*hook["entry"].split(), *hook["args"]))
        assert program == "ivrlint"
        assert ivrlint(*arguments, cwd=tmp_path).status == 0
