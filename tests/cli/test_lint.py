"""`ivrlint lint`: what it prints, what it returns, what it leaves alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import ROOT, ivrlint

GOOD = """\
ivr: 1
name: Acme
languages: [en]
timezone: Europe/London
start: hello
hours: {office: {mon-fri: 09:00-17:00}}
nodes:
  hello: {type: message, prompt: This is Acme., next: desk}
  desk: {type: branch, hours: office, cases: {open: sales}, else: later}
  sales:
    type: transfer
    queue: sales
    prompt: I am putting you through to sales.
    wait: {announces: [position], every: 45s, max: 2m, target: {answer: 20s, share: 80%}}
    on: {full: call, timeout: call}
  call:
    type: callback
    prompt: We will call you back within four working hours and text you.
    confirm_number: true
    call_within: 4wh
    confirms_by: sms
    attempts: 3
    queue: sales
    next: hangup
  later: {type: message, prompt: We are open from 9 to 5 from Monday to Friday; you can write to us., next: hangup}
"""
BAD = GOOD.replace("to us., next: hangup", "to us.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "bad.yml").write_text(BAD, "utf-8")
    (tmp_path / "broken.yaml").write_text(GOOD.replace("Acme\n", '"Acme\n'), "utf-8")
    (tmp_path / "other.yaml").write_text("services: {web: {image: nginx}}\n", "utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden/hidden.yaml").write_text(BAD, "utf-8")
    return tmp_path


def test_text_shows_place_line_caret_and_next_step(folder: Path) -> None:
    ran = ivrlint("lint", "bad.yml", cwd=folder)
    assert ran.status == 1
    assert (
        ran.out
        == """\
bad.yml:25:3 error dead-end the call drops after `later`: it has no `next`
  25 |   later: {type: message, prompt: We are open from 9 to 5 from Monday to Friday; you can write to us.}
     |   ^^^^^
  = add `next:` with a node's id, or `next: hangup` where the call is over

Found 1 error in 1 file.
"""
    )


def test_a_folder_is_searched_for_flow_files(folder: Path) -> None:
    ran = ivrlint("lint", "--format", "json", cwd=folder)
    report = json.loads(ran.out)
    assert report["files"] == 3
    assert {finding["path"] for finding in report["findings"]} == {"bad.yml", "broken.yaml"}
    assert ran.status == 1


def test_bad_yaml_keeps_no_other_file_from_being_linted(folder: Path) -> None:
    report = json.loads(ivrlint("lint", "-f", "json", cwd=folder).out)
    assert ("bad.yml", "dead-end") in {(finding["path"], finding["rule"]) for finding in report["findings"]}
    assert ("broken.yaml", "invalid-file") in {(finding["path"], finding["rule"]) for finding in report["findings"]}


def test_json_is_one_object_of_the_promised_form(folder: Path) -> None:
    report = json.loads(ivrlint("lint", "bad.yml", "-f", "json", cwd=folder).out)
    [finding] = report.pop("findings")
    assert report == {"version": 1, "files": 1, "errors": 1, "warnings": 0, "infos": 0, "fixed": 0}
    assert {key: value for key, value in finding.items() if key not in ("help", "fix", "sources")} == {
        "rule": "dead-end",
        "severity": "error",
        "message": "the call drops after `later`: it has no `next`",
        "path": "bad.yml",
        "line": 25,
        "column": 3,
        "end_line": 25,
        "end_column": 8,
        "node": "later",
    }
    assert finding["help"].startswith("add `next:`")
    assert all(isinstance(source, str) for source in finding["sources"])


def test_clean_files_say_so(folder: Path) -> None:
    assert ivrlint("lint", "good.yaml", cwd=folder) == (0, "No problems in 1 file.\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lint", "missing.yaml"), "missing.yaml: there is no such file or folder"),
        (("lint", "--select", "ded-end"), "did you mean `dead-end`?"),
        (("lint", ".hidden/none"), "there is no such file or folder"),
        (("lint", "--fail-on", "nothing"), "'nothing' is not one of"),
        (("explain", "ded-end"), "did you mean `dead-end`?"),
        (("lnit",), "No such command"),
    ],
)
def test_wrong_usage_is_two(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = ivrlint(*arguments, cwd=folder)
    assert (ran.status, said in ran.err) == (2, True), ran


def test_nothing_to_lint_is_no_success(tmp_path: Path) -> None:
    ran = ivrlint("lint", cwd=tmp_path)
    assert ran.status == 2
    assert "no flow files in ." in ran.err


def test_standard_input(folder: Path) -> None:
    ran = ivrlint("lint", "-", "--stdin-name", "menus/new.yaml", cwd=folder, stdin=BAD)
    assert ran.status == 1
    assert ran.out.startswith("menus/new.yaml:25:3 error dead-end")


def test_standard_input_that_is_not_utf8(folder: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ivrlint", "lint", "-", "-f", "concise"],
        cwd=folder,
        input=BAD.replace("sales", "s\u00e1les").encode("latin-1"),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert ran.returncode == 1, ran.stderr
    assert b"this line is not UTF-8" in ran.stdout


def test_a_configuration_that_is_not_utf8_is_wrong_usage(folder: Path) -> None:
    (folder / ".ivrlint.yaml").write_bytes("ignore: [l\u00e1bels]\n".encode("latin-1"))
    ran = ivrlint("lint", "bad.yml", cwd=folder)
    assert ran.status == 2
    assert "this line is not UTF-8" in ran.err


def test_a_terminal_that_knows_few_signs(folder: Path) -> None:
    (folder / "caf\u00e9.yml").write_text(BAD, "utf-8")
    ran = ivrlint("lint", "caf\u00e9.yml", "-f", "concise", cwd=folder, PYTHONIOENCODING="ascii")
    assert ran.status == 1
    assert ran.out.startswith("caf?.yml:")


def test_select_and_ignore(folder: Path) -> None:
    assert ivrlint("lint", "bad.yml", "--ignore", "dead-end", cwd=folder).status == 0
    assert ivrlint("lint", "bad.yml", "--select", "keys", cwd=folder).status == 0
    assert ivrlint("lint", "bad.yml", "--select", "structure", cwd=folder).status == 1


def test_fail_on(folder: Path) -> None:
    silenced = BAD.rstrip() + "  # ivrlint: ignore[dead-end]\n"
    (folder / "warning.yaml").write_text(silenced, "utf-8")
    assert ivrlint("lint", "warning.yaml", cwd=folder).status == 0
    assert ivrlint("lint", "warning.yaml", "--fail-on", "warning", cwd=folder).status == 1
    assert ivrlint("lint", "bad.yml", "--fail-on", "never", cwd=folder).status == 0


def test_colour_only_where_it_is_wanted(folder: Path) -> None:
    assert "\x1b[" not in ivrlint("lint", "bad.yml", cwd=folder).out
    assert "\x1b[" in ivrlint("lint", "bad.yml", cwd=folder, FORCE_COLOR="1").out
    assert "\x1b[" not in ivrlint("lint", "bad.yml", cwd=folder, FORCE_COLOR="1", NO_COLOR="1").out


def test_output_depends_on_nothing_but_the_files() -> None:
    outputs = {
        ivrlint("lint", *paths, "--profile", "strict", cwd=ROOT, PYTHONHASHSEED=seed).out
        for seed in ("0", "1", "2")
        for paths in (("menus", "examples"), ("examples", "menus", "menus"))
    }
    assert len(outputs) == 1


def test_a_fault_of_ivrlint_itself_is_told_as_such(folder: Path) -> None:
    (folder / "sitecustomize.py").write_text(
        "import ivrlint.lint.engine as engine\ndef fail(*_): raise KeyError('surprise')\nengine.lint_each = fail\n",
        "utf-8",
    )
    ran = ivrlint("lint", "good.yaml", cwd=folder, PYTHONPATH=f"{folder}:{ROOT}")
    assert ran.status == 3
    assert "a fault of ivrlint itself: KeyError: 'surprise'" in ran.err
    assert "Traceback" not in ran.err


def test_start_is_cheap() -> None:
    code = (
        "import sys; sys.argv = ['ivrlint', '--version']; import os; os._exit = lambda status: "
        "print(sorted({'networkx', 'rich', 'yaml', 'pydantic'} & set(sys.modules)));"
        "from ivrlint.cli.main import main; main()"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False).stdout
    assert out.splitlines()[-1] == "[]"


def test_a_pipe_that_is_closed_is_no_fault() -> None:
    command = f"{sys.executable} -m ivrlint rules | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""


def test_version_and_help() -> None:
    assert ivrlint("--version").out.startswith("ivrlint 0.")
    assert "Find what will go wrong for callers." in ivrlint("lint", "--help").out


def test_explain_tells_why_and_where_from() -> None:
    page = ivrlint("explain", "too-many-options").out
    assert "## Why" in page
    assert "## Sources" in page
    assert "- `warn`: 5" in page


def test_rules_are_listed_for_machines() -> None:
    rules = json.loads(ivrlint("rules", "-f", "json").out)
    by_name = {rule["name"]: rule for rule in rules}
    assert by_name["too-many-options"]["limits"] == {"warn": 5, "error": 9}
    assert by_name["dead-end"]["severity"] == "error"


def test_schema_for_editors_and_for_people() -> None:
    assert json.loads(ivrlint("schema").out)["title"] == "ivrlint flow file"
    assert "## `type: menu`" in ivrlint("schema", "-f", "markdown").out


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_long_run_shows_on_a_terminal_how_far_it_is_and_leaves_no_trace(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    text = (ROOT / "menus/hospital.yaml").read_text("utf-8")
    for number in range(60):
        (tmp_path / f"menu{number}.yaml").write_text(text, "utf-8")
    child = pexpect.spawn(
        sys.executable, ["-m", "ivrlint", "lint", "."], cwd=tmp_path, encoding="utf-8", timeout=90,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}, dimensions=(30, 120),
    )  # fmt: skip
    child.expect(r"linting.*/60")
    child.expect(r"\x1b\[2K")  # the bar's line is emptied
    child.expect("No problems in 60 files")
    assert "/60" not in child.after + child.read()
