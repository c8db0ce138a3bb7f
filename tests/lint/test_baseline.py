"""A baseline: known findings pass, new ones fail, mended ones are told."""

from pathlib import Path

import pytest

from tests.cli.run import ivrlint

OLD = """\
ivr: 1
name: Acme
languages: [en]
start: hello
nodes:
  hello: {type: message, prompt: Hello.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD, "utf-8")
    assert ivrlint("lint", "--baseline", "known.json", "--write-baseline", cwd=tmp_path).status == 0
    return tmp_path


def test_an_old_menu_adopts_the_linter_today(folder: Path) -> None:
    ran = ivrlint("lint", "--baseline", "known.json", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert "known from the baseline" in ran.out


def test_a_new_fault_fails_alone_though_lines_have_moved(folder: Path) -> None:
    text = "# a comment more\n" + OLD.replace(
        "Hello.}", "Hello.}\n  more: {type: message, prompt: More., next: nowhere}"
    )
    (folder / "old.yaml").write_text(text.replace("start: hello", 'start: {"1004": hello, "1005": more}'), "utf-8")
    ran = ivrlint("lint", "--baseline", "known.json", "--select", "structure", "-f", "concise", cwd=folder)
    assert ran.status == 1
    assert [line.split("[")[-1] for line in ran.out.splitlines()[:-1]] == ["unknown-target]"]


def test_what_is_mended_is_told_and_pruned(folder: Path) -> None:
    (folder / "old.yaml").write_text(OLD.replace("Hello.", "Goodbye from Acme., next: hangup"), "utf-8")
    assert "dead-end no longer finds" in ivrlint("lint", "--baseline", "known.json", cwd=folder).out
    assert "dead-end no longer" not in ivrlint("lint", "--baseline", "known.json", "--prune-baseline", cwd=folder).out
    assert "dead-end" not in (folder / "known.json").read_text("utf-8")


def test_what_did_not_run_is_not_called_mended(folder: Path) -> None:
    assert "no longer" not in ivrlint("lint", "--baseline", "known.json", "--ignore", "dead-end", cwd=folder).out


@pytest.mark.parametrize("content", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}'])
def test_what_is_no_baseline_is_wrong_usage(folder: Path, content: str) -> None:
    (folder / "other.json").write_text(content, "utf-8")
    ran = ivrlint("lint", "--baseline", "other.json", cwd=folder)
    assert ran.status == 2
    assert "not a baseline" in ran.err
