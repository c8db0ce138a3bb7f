"""`ivrlint lint --watch` on a real terminal: quick, clean, and not to be thrown by what is half written."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import ROOT, ivrlint

pexpect = pytest.importorskip("pexpect")
pytest.importorskip("watchfiles")
QUICK = 5.0  # seconds; ten times what it takes on a machine that does nothing else


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "menus/shop.yaml", tmp_path / "menu.yaml")
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Any]:
    running = []

    def begin(*arguments: str) -> Any:
        child = pexpect.spawn(
            sys.executable, ["-m", "ivrlint", "lint", "--watch", *arguments], cwd=folder, encoding="utf-8", timeout=QUICK,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}, dimensions=(50, 200),
        )  # fmt: skip
        running.append(child)
        child.expect("Watching for changes", timeout=30)
        time.sleep(0.5)  # the watch begins after the first run
        return child

    yield begin
    for child in running:
        child.close(force=True)


def replace(file: Path, old: str, new: str) -> None:
    """As editors save: another file takes the place of this one."""
    fresh = file.with_suffix(".new")
    fresh.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    fresh.replace(file)


@pytest.mark.parametrize("arguments", [(".",), ("menu.yaml",)])
def test_lints_again_on_a_clean_screen(start: Any, folder: Path, arguments: tuple[str, ...]) -> None:
    child = start(*arguments)
    replace(folder / "menu.yaml", "start: ", "start: x")
    child.expect(r"\x1b\[2J")
    child.expect("unknown-target")
    child.expect("Watching for changes")
    replace(folder / "menu.yaml", "start: x", "start: ")
    child.expect("No problems in 1 file")


def test_sees_new_files_and_configurations_and_waits_out_their_faults(start: Any, folder: Path) -> None:
    child = start(".")
    shutil.copy(ROOT / "examples/structure.yaml", folder / "more.yaml")
    child.expect("in 2 files")
    (folder / ".ivrlint.yaml").write_text("profil: core\n", "utf-8")
    child.expect("did you mean `profile`")
    (folder / ".ivrlint.yaml").write_text("ignore: [structure]\n", "utf-8")
    child.expect("in 2 files")


def test_what_it_writes_itself_is_no_change(start: Any, folder: Path) -> None:
    child = start(".", "-f", "json", "-o", "found.json", "-f", "text")
    with pytest.raises(pexpect.TIMEOUT):
        child.expect("Watching for changes", timeout=1.5)
    assert (folder / "found.json").exists()


def test_ctrl_c_ends_it_without_a_word(start: Any) -> None:
    child = start(".")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "Traceback" not in child.before


def test_standard_input_cannot_be_watched() -> None:
    ran = ivrlint("lint", "--watch", "-", stdin="ivr: 1\n")
    assert ran.status == 2
    assert "not standard input" in ran.err
