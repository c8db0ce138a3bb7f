"""`ivrlint lint --fix`, `--fix-unsafe` and `--diff`: what they write, print and return."""

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.cli.run import ROOT, ivrlint

SAID = "Press 1 for bills. Press 2 for faults. Press 3 for letters."
MENDED = "For bills, press 1. For faults, press 2. For letters, press 3."
FLOW = f"""\
ivr: 1
name: Acme  # as callers say it
languages: [en]
start: main
keys: {{"0": {{label: an adviser, to: adviser}}, "*": {{label: go back, to: back}}}}
listening:
  no_input: {{after: 6s, attempts: 3, again: [Which one may it be?], then: adviser}}
  no_match: {{attempts: 3, again: [Invalid option. Please choose again.], then: adviser}}
nodes:
  main:
    type: menu
    prompt: {SAID}  # 🙂 sung
    options:
      1: {{label: bills, to: adviser}}
      2: {{label: faults, to: adviser}}
      3: {{label: letters, to: adviser}}
  adviser: {{type: transfer, queue: a, prompt: I am putting you through., on: {{full: hangup}}}}
"""
RULES = ("--select", "key-before-label", "--select", "blaming-words")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flow.yaml").write_text(FLOW, "utf-8")
    return tmp_path


def text(folder: Path, name: str = "flow.yaml") -> str:
    return (folder / name).read_bytes().decode("utf-8")


def test_lint_tells_what_could_be_fixed_and_changes_nothing(folder: Path) -> None:
    ran = ivrlint("lint", *RULES, cwd=folder)
    assert "flow.yaml:12:13 warning key-before-label [*] callers hear 1 before they know" in ran.out
    assert "warning blaming-words callers hear" in ran.out
    assert ran.out.endswith("Found 2 warnings in 1 file.\n[*] 1 fixable with `--fix`, 1 more with `--fix-unsafe`.\n")
    assert text(folder) == FLOW


def test_fix_mends_what_is_safe_and_tells_what_is_left(folder: Path) -> None:
    ran = ivrlint("lint", "--fix", *RULES, "--fail-on", "warning", cwd=folder)
    assert text(folder) == FLOW.replace(SAID, MENDED)
    assert "key-before-label" not in ran.out
    assert ran.out.endswith("Found 1 warning in 1 file (1 fixed).\n1 fixable with `--fix-unsafe`.\n")
    assert ran.status == 1
    again = ivrlint("lint", "--fix", *RULES, cwd=folder)
    assert text(folder) == FLOW.replace(SAID, MENDED)
    assert "fixed)" not in again.out


def test_fix_unsafe_mends_the_rest_too(folder: Path) -> None:
    ran = ivrlint("lint", "--fix-unsafe", *RULES, "--fail-on", "warning", cwd=folder)
    assert text(folder) == FLOW.replace(SAID, MENDED).replace("Invalid option.", "That option is not on this menu.")
    assert (ran.status, ran.out) == (0, "No problems in 1 file (2 fixed).\n")


def test_diff_only_shows(folder: Path) -> None:
    ran = ivrlint("lint", "--diff", *RULES, cwd=folder)
    assert (ran.status, ran.err) == (1, "Would fix 1 finding.\n")
    assert text(folder) == FLOW
    assert f"-    prompt: {SAID}  # 🙂 sung\n+    prompt: {MENDED}  # 🙂 sung\n" in ran.out
    done = subprocess.run(["patch", "-p1"], cwd=folder, input=ran.out, text=True, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert text(folder) == FLOW.replace(SAID, MENDED)
    ran = ivrlint("lint", "--diff", *RULES, cwd=folder)
    assert (ran.status, ran.out, ran.err) == (0, "", "Nothing to fix.\n")


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
def test_a_diff_with_carriage_returns_and_without_a_last_line_end_can_be_applied(folder: Path) -> None:
    content = (FLOW.replace("\n", "\r\n") + "  last: {type: message, prompt: Call 900123456., next: hangup}").encode()
    (folder / "flow.yaml").write_bytes(content)
    command = [sys.executable, "-m", "ivrlint", "lint", "--diff", "--profile", "strict"]
    shown = subprocess.run(command, cwd=folder, check=False, capture_output=True, env={"PYTHONPATH": str(ROOT)})
    copy = folder / "copy"
    copy.mkdir()
    (copy / "flow.yaml").write_bytes(content)
    done = subprocess.run(["patch", "--binary", "-p1"], cwd=copy, input=shown.stdout, check=False, capture_output=True)
    assert done.returncode == 0, done.stdout
    ivrlint("lint", "--fix", "--profile", "strict", cwd=folder)
    fixed = (folder / "flow.yaml").read_bytes()
    assert (copy / "flow.yaml").read_bytes() == fixed
    assert fixed.endswith(b"900 123 456., next: hangup}")
    assert fixed.count(b"\r\n") == fixed.count(b"\n") == content.count(b"\n")


def test_mode_link_and_byte_order_mark_are_kept(folder: Path) -> None:
    file = folder / "flow.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + FLOW.encode())
    file.chmod(0o640)
    (folder / "link.yaml").symlink_to(file)
    ivrlint("lint", "--fix", *RULES, "link.yaml", cwd=folder)
    assert file.read_bytes() == b"\xef\xbb\xbf" + FLOW.replace(SAID, MENDED).encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert (folder / "link.yaml").is_symlink()


def test_standard_input_goes_mended_to_standard_output(folder: Path) -> None:
    ran = ivrlint("lint", "-", "--fix", *RULES, "--stdin-name", "flow.yaml", stdin=FLOW, cwd=folder)
    assert ran.out == FLOW.replace(SAID, MENDED)
    assert "blaming-words" in ran.err
    assert text(folder) == FLOW, "the name is only a name"
    again = ivrlint("lint", "-", "--fix", *RULES, stdin=ran.out, cwd=folder)
    assert again.out == ran.out
    diff = ivrlint("lint", "-", "--diff", *RULES, stdin=FLOW, cwd=folder)
    assert (diff.status, f"+    prompt: {MENDED}" in diff.out) == (1, True)


def test_what_cannot_be_read_passes_through(folder: Path) -> None:
    ran = ivrlint("lint", "-", "--fix", stdin="ivr: [1\n", cwd=folder)
    assert ran.out == "ivr: [1\n"
    assert ran.status == 1


def test_what_a_baseline_knows_is_not_fixed(folder: Path) -> None:
    base = ("--baseline", "known.json")
    ivrlint("lint", *RULES, *base, "--write-baseline", cwd=folder)
    ran = ivrlint("lint", *RULES, *base, "--fix-unsafe", cwd=folder)
    assert text(folder) == FLOW
    assert ran.out == "No problems in 1 file (2 known from the baseline).\n"


def test_what_a_comment_silences_is_not_fixed(folder: Path) -> None:
    (folder / "flow.yaml").write_text(FLOW.replace("# 🙂 sung", "# ivrlint: ignore[key-before-label] sung"), "utf-8")
    before = text(folder)
    ivrlint("lint", *RULES, "--fix", cwd=folder)
    assert text(folder) == before


@pytest.fixture
def restless(folder: Path) -> Iterator[Path]:
    """A flow that somebody saves all the time."""
    path, done = folder / "restless.yaml", Event()

    def save() -> None:
        number = 0
        while number == 0 or not done.is_set():
            number += 1
            (folder / "restless.new").write_text(f"{FLOW}# saved {number} times\n", "utf-8")
            (folder / "restless.new").replace(path)

    saving = Thread(target=save)
    saving.start()
    while not path.exists():
        pass
    yield path
    done.set()
    saving.join()


def test_a_file_that_changes_meanwhile_is_left_alone_and_the_others_are_mended(folder: Path, restless: Path) -> None:
    ran = ivrlint("lint", "--fix", restless.name, "flow.yaml", "--select", "key-before-label", cwd=folder)
    assert (ran.status, "restless.yaml: has changed since it was read" in ran.err) == (2, True)
    assert SAID in text(folder, restless.name)
    assert text(folder) == FLOW.replace(SAID, MENDED)


@pytest.mark.parametrize(
    "options", [("--diff", "--baseline", "b.json", "--write-baseline"), ("--diff", "--watch"), ("--fix", "--watch")]
)
def test_what_does_not_go_together(folder: Path, options: tuple[str, ...]) -> None:
    assert ivrlint("lint", *options, cwd=folder).status == 2


def test_rules_and_explain_say_what_can_be_fixed() -> None:
    listed = ivrlint("rules").out
    assert "key-before-label              warning  [*]  " in listed
    assert "no-repeat                     warning  [!]  " in listed
    rules = {rule["name"]: rule["fixes"] for rule in json.loads(ivrlint("rules", "-f", "json").out)}
    assert (rules["key-before-label"], rules["no-repeat"], rules["dead-end"]) == ("safe", "unsafe", "never")
    assert "`ivrlint lint --fix` can mend it" in ivrlint("explain", "key-before-label").out
    assert "`ivrlint lint --fix-unsafe` can mend it" in ivrlint("explain", "no-repeat").out
    assert "can mend it" not in ivrlint("explain", "dead-end").out


def test_machine_formats_carry_the_edits(folder: Path) -> None:
    (folder / "flow.yaml").write_text(FLOW.replace("Acme", "Ácme 🙂"), "utf-8")
    ivrlint(
        "lint",
        *RULES,
        "-f",
        "json",
        "-o",
        "a.json",
        "-f",
        "sarif",
        "-o",
        "a.sarif",
        "-f",
        "rdjson",
        "-o",
        "a.rd",
        cwd=folder,
    )
    lines = text(folder).split("\n")
    found = {one["rule"]: one for one in json.loads(text(folder, "a.json"))["findings"]}
    fix = found["key-before-label"]["fix"]
    assert (fix["safe"], found["blaming-words"]["fix"]["safe"]) == (True, False)
    for edit in sorted(fix["edits"], key=lambda edit: -edit["column"]):
        assert edit["line"] == edit["end_line"] == 12
        line = lines[11]
        lines[11] = line[: edit["column"] - 1] + edit["text"] + line[edit["end_column"] - 1 :]
    assert lines[11] == f"    prompt: {MENDED}  # 🙂 sung"
    results = {one["ruleId"]: one for one in json.loads(text(folder, "a.sarif"))["runs"][0]["results"]}
    [change] = results["key-before-label"]["fixes"][0]["artifactChanges"]
    assert [one["insertedContent"]["text"] for one in change["replacements"]] == [edit["text"] for edit in fix["edits"]]
    assert change["replacements"][0]["deletedRegion"]["startColumn"] == fix["edits"][0]["column"]
    assert change["artifactLocation"]["uri"] == "flow.yaml"
    diagnostics = {one["code"]["value"]: one for one in json.loads(text(folder, "a.rd"))["diagnostics"]}
    [suggestion] = diagnostics["blaming-words"]["suggestions"]
    [edit] = found["blaming-words"]["fix"]["edits"]
    assert (suggestion["text"], suggestion["range"]["start"]["line"]) == (edit["text"], edit["line"])
