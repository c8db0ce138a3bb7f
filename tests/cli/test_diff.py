"""`ivrlint diff` as its users meet it: what it prints, in three formats, and what it returns."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.cli.run import ROOT, Ran, ivrlint
from tests.picture.frame import HOSTILE

OLD = """\
ivr: 1
name: Acme
languages: [en]
country: GB
timezone: Europe/London
start: main
hours: {office: {mon-fri: 08:00-18:00, sat: 10:00-14:00}}
listening: {no_input: {then: adviser}, no_match: {then: adviser}}
keys: {"0": {label: speak to a person, to: adviser}, "#": {label: repeat, to: repeat}}
nodes:
  main:
    type: menu
    prompt: "Acme. {options} To speak to a person, press 0."
    options:
      1: {label: your bill, to: billing}
      2:
        label: a complaint
        to:
          type: menu
          options:
            1: {label: a new complaint, to: claims}
            2: {label: an old complaint, to: adviser}
  billing: {type: branch, hours: office, cases: {open: bills, closed: shut}}
  bills: {type: transfer, queue: billing, prompt: I am putting you through to billing., on: {full: shut}}
  shut: {type: hangup, prompt: "We are closed. Call us from Monday to Friday."}
  claims: {type: transfer, queue: claims, prompt: I am putting you through to the claims team.}
  adviser: {type: transfer, queue: advisers, prompt: I am putting you through to an adviser., on: {full: shut}}
"""
NEW = (
    OLD.replace(", sat: 10:00-14:00", "")
    .replace("to: claims}", "to: hangup}")
    .replace("  claims: {type: transfer, queue: claims, prompt: I am putting you through to the claims team.}\n", "")
    .replace("to an adviser.", "to one of our advisers.")
    .replace("no_input: {then", "no_input: {attempts: 2, then")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    return tmp_path


def diff(folder: Path, *arguments: str) -> Ran:
    return ivrlint("diff", *arguments, cwd=folder)


def test_what_people_read(folder: Path) -> None:
    ran = diff(folder, "old.yaml", "new.yaml")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.partition("\nFindings")[0].splitlines() == [
        "- old.yaml",
        "+ new.yaml",
        "",
        "Where calls can end",
        "  - 2-1  the queue `claims` can no longer be reached",
        "",
        "Where keys and answers lead",
        "  ~ 2-1  callers reached the queue `claims`, now the menu hangs up",
        "",
        "Opening hours",
        "  ~ 1  sat 10:00-14:00: callers reached the queue `billing`, now they hear “We are closed. Call us from Monday to "
        "Friday.”, then the menu hangs up",
        "",
        "What callers hear",
        "  ~ what `adviser` says (en)",
        "      I am putting you through to [-an adviser-]{+one of our advisers+}.",
        "",
        "How questions listen",
        "  ~ `main` and 1 more: callers who say nothing are asked 2 times in all (before: 3)",
    ]
    assert "- old.yaml:26 error transfer-no-fallback a caller whom nobody answers at `claims` is cut off" in ran.out


def test_nothing_new_for_callers_is_no_change(folder: Path) -> None:
    other = OLD.replace("shut", "closed_now")
    for before in ("to: adviser", "then: adviser", "  adviser:"):
        other = other.replace(before, before.replace("adviser", "person"))
    lines = other.splitlines()
    at = lines.index("nodes:")
    nodes = "\n".join(lines[at + 1 :])
    first, rest = nodes.split("  billing:")
    (folder / "same.yaml").write_text("\n".join(lines[: at + 1]) + "\n# moved\n  billing:" + rest + "\n" + first + "\n")
    ran = diff(folder, "old.yaml", "same.yaml")
    assert ran.status == 0, ran.out
    assert "Callers notice no change." in ran.out


def test_machines_read_the_same(folder: Path) -> None:
    ran = diff(folder, "old.yaml", "new.yaml", "--format", "json")
    document: dict[str, Any] = json.loads(ran.out)
    assert ran.status == 1
    assert [(change["group"], change["sign"], change["ways"]) for change in document["changes"]] == [
        ("destinations", "-", ["2-1"]),
        ("ways", "~", ["2-1"]),
        ("hours", "~", ["1"]),
        ("texts", "~", []),
        ("answers", "~", []),
    ]
    said = next(change for change in document["changes"] if change["group"] == "texts")
    texts = ["".join(p["text"] for p in said["words"] if p["sign"] in ("=", sign)) for sign in "-+"]
    assert texts == [
        "I am putting you through to an adviser.",
        "I am putting you through to one of our advisers.",
    ]
    assert [finding["rule"] for finding in document["findings"]["resolved"]] == ["transfer-no-fallback"]


def test_a_comment_on_a_pull_request(folder: Path) -> None:
    ran = diff(folder, "old.yaml", "new.yaml", "--format", "markdown")
    html = MarkdownIt("commonmark", {"html": True}).render(ran.out)
    assert "<h2>What changes for callers</h2>" in html
    assert "<strong>2-1</strong> callers reached the queue <code>claims</code>, now the menu hangs up" in html
    assert "I am putting you through to <del>an adviser</del><ins>one of our advisers</ins>." in html


def test_hostile_texts_stay_texts_in_markdown(folder: Path) -> None:
    said = json.dumps(f"@everyone see https://evil.example #1 {HOSTILE}")
    hostile = OLD.replace("I am putting you through to an adviser.", said)
    (folder / "hostile.yaml").write_text(hostile)
    ran = diff(folder, "old.yaml", "hostile.yaml", "--format", "markdown")
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": False}).parse(ran.out)
    inside = [child for token in tokens for child in token.children or ()]
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<del>", "</del>", "<ins>", "</ins>"}
    assert not [child for child in inside if child.type in ("link_open", "image")]
    assert not [token for token in tokens if token.type == "html_block"]
    shown = "".join(child.content for child in inside if child.type in ("text", "code_inline", "text_special"))
    assert " ".join(HOSTILE.split()) in shown


def test_wrong_usage(folder: Path) -> None:
    for arguments, told in (
        (("old.yaml",), "two flows are needed"),
        (("old.yaml", "new.yaml", "--git", "HEAD"), "two flows are needed"),
        (("old.yaml", "gone.yaml"), "there is no such file"),
        (("old.yaml", "new.yaml", "--diagram", "both.xyz"), "no format has this ending"),
        (("--git", "HEAD", "old.yaml"), "in no repository of git"),
    ):
        ran = diff(folder, *arguments)
        assert (ran.status, ran.out) == (2, ""), ran
        assert told in ran.err


# git


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    """A flow that includes a file and runs another, committed; then the file that it includes is edited."""
    menus = folder / "menus"
    menus.mkdir()
    text = OLD.replace("start: main", "start: main\ninclude: [parts/claims.yaml]").replace(
        "  claims: {type: transfer, queue: claims, prompt: I am putting you through to the claims team.}\n", ""
    )
    (menus / "acme menu.yaml").write_text(
        text.replace("to: adviser}", "to: {type: flow, file: sub.yaml, next: adviser}}", 1)
    )
    (menus / "sub.yaml").write_text(OLD.replace("Acme.", "Sub."))
    parts = menus / "parts"
    parts.mkdir()
    (parts / "claims.yaml").write_text(
        "nodes:\n  claims: {type: transfer, queue: claims, prompt: To the claims team.}\n"
    )
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    return folder


def test_a_revision_of_git_with_what_it_included_and_ran(repository: Path) -> None:
    file = "menus/acme menu.yaml"
    same = diff(repository, "--git", "HEAD", file)
    assert (same.status, same.err) == (0, "")
    part = repository / "menus/parts/claims.yaml"
    part.write_text(part.read_text().replace("To the claims team", "To our claims team"))
    changed = diff(repository, "--git", "HEAD", file)
    assert changed.status == 1
    assert f"- HEAD:{file}" in changed.out
    assert "To [-the-]{+our+} claims team." in changed.out
    sub = repository / "menus/sub.yaml"
    sub.write_text(sub.read_text().replace("queue: billing", "queue: accounts"))
    assert "accounts" in diff(repository, "--git", "HEAD", file).out
    inside = ivrlint("diff", "--git", "HEAD", "acme menu.yaml", cwd=repository / "menus")
    assert "accounts" in inside.out


def test_git_that_cannot_answer(repository: Path) -> None:
    ran = diff(repository, "--git", "nowhere", "menus/sub.yaml")
    assert (ran.status, "nowhere is no revision" in ran.err) == (2, True)
    (repository / "later.yaml").write_text(OLD)
    ran = diff(repository, "--git", "HEAD", "later.yaml")
    assert (ran.status, "does not exist at HEAD" in ran.err) == (2, True)
    ran = diff(repository, "--git", "--upload-pack=evil", "menus/sub.yaml")
    assert ran.status == 2


def test_a_queue_under_another_name_is_told_once(folder: Path) -> None:
    (folder / "renamed.yaml").write_text(OLD.replace("queue: claims", "queue: complaints"))
    told = json.loads(diff(folder, "old.yaml", "renamed.yaml", "-f", "json").out)["changes"]
    assert [change["message"] for change in told] == [
        "`claims`: callers are put through to the queue `complaints` (before: the queue `claims`)"
    ]


def test_real_menus_are_like_themselves() -> None:
    for file in ("menus/shop.yaml", "menus/luz-y-gas.yaml", "menus/banca.yaml"):
        assert ivrlint("diff", file, file, cwd=ROOT).status == 0
