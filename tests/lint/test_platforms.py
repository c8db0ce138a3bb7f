"""Every check that other systems make is ours too, or has a reason why not: the table in `platforms.md`."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from ivrlint.flow import tree
from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import chosen
from tests.cli.run import ROOT


class Row(NamedTuple):
    check: str
    systems: str
    here: str
    note: str


def _rows() -> list[Row]:
    text = Path(__file__).with_name("platforms.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    rows = [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines]
    return [row for row in rows if row.check != "check" and not row.check.startswith("---")]


ROWS = _rows()
READER, NONE = "reader", "–"
SMALL = 10_000

HEAD = """\
ivr: 1
name: Acme
languages: [en]
timezone: Europe/London
start: main
hours:
  office: {mon-fri: 09:00-18:00}
nodes:
"""
MAIN = HEAD + "  main: {type: message, prompt: Hello., next: hangup}\n"


def _node(text: str) -> str:
    return HEAD + f"  main: {{{text}}}\n"


SAMPLES: dict[str, str | bytes] = {
    "no start is named": MAIN.replace("start: main\n", ""),
    "the flow is empty": HEAD.replace("nodes:\n", ""),
    "a jump has no target at all": MAIN.replace("hangup", "''"),
    "two steps have one id": MAIN + "  main: {type: hangup}\n",
    "a setting is written twice": _node("type: message, prompt: Hello., next: hangup, next: main"),
    "one trigger starts two flows": MAIN.replace("main\n", "{'+442070000000': main, '+442070000000': hangup}\n"),
    "a context, list or part of the domain is defined twice": MAIN.replace("nodes", "include: [more.yaml]\nnodes"),
    "the file is larger than allowed": MAIN + "#" * SMALL,
    "a name holds signs that are not allowed": HEAD + "  main: {type: hangup}\n  a/b: {type: hangup}\n",
    "a name is a reserved word": MAIN + "  back: {type: hangup}\n",
    "includes run in a circle": MAIN.replace("nodes", "include: [round.yaml]\nnodes"),
    "an included file cannot be read": MAIN.replace("nodes", "include: [missing.yaml]\nnodes"),
    "a look-up says nothing about failure": _node("type: lookup, service: crm, on: {ok: hangup}"),
    "a check of hours does not say which": _node("type: branch, cases: {open: hangup, closed: hangup}"),
    "the last step leads on": _node("type: hangup, prompt: Goodbye., next: main"),
    "a prompt is text and something else at once": _node("type: message, prompt: {text: Hi., ssml: Hi.}, next: hangup"),
    "no queue, number or extension is set for a transfer": _node("type: transfer, prompt: One moment."),
    "a duration cannot be read": _node("type: voicemail, max: two minutes"),
    "no language is set": MAIN.replace("languages: [en]\n", ""),
    "blanks around or inside a name": HEAD + "  main: {type: hangup}\n  to the desk: {type: hangup}\n",
    "a kind of step does not exist": MAIN.replace("type: message", "type: say"),
    "a setting does not exist": MAIN.replace("prompt", "promt"),
    "a setting is missing that a step needs": _node("type: menu, options: {1: {to: main}}"),
    "a setting has no value": MAIN.replace("Hello.", ""),
    "a value is none of those allowed": MAIN.replace("nodes:", "recorded: always\nnodes:"),
    "two settings exclude each other": _node("type: transfer, queue: sales, extension: '12'"),
    "something that the flow defines is called by a wrong name": _node(
        "type: branch, hours: ofice, cases: {open: hangup, closed: hangup}"
    ),
    "a key or pattern is none that a phone can dial": _node("type: menu, options: {_X.: {label: Sales, to: main}}"),
    "a number of digits cannot be read": _node("type: input, field: order, digits: 8-4, next: main"),
    "a phone number is not international": _node("type: transfer, number: ring the desk"),
    "the name is empty": MAIN.replace("name: Acme\n", ""),
    "the file does not say what it is": MAIN.replace("ivr: 1\n", ""),
    "the file cannot be parsed": MAIN.replace("Hello.", '"Hello.'),
    "the file is not UTF-8": MAIN.replace("Hello.", "Olé.").encode("latin-1"),
    "tabs indent": MAIN.replace("  main", "\tmain"),
}


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 60
    assert len({row.check for row in ROWS}) == len(ROWS), "each check stands there once"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.check)
def test_goes_somewhere(row: Row) -> None:
    assert row.check
    assert row.systems
    if row.here == NONE:
        assert len(row.note.split()) >= 4, "why not?"
    elif row.here != READER:
        names = re.findall(r"`([a-z-]+)`", row.here)
        assert names
        assert ", ".join(f"`{name}`" for name in names) == row.here
        assert set(names) <= set(all_rules())


def test_every_reader_row_has_a_sample() -> None:
    assert {row.check for row in ROWS if row.here == READER} == set(SAMPLES)


@pytest.mark.parametrize("row", [row for row in ROWS if row.here == READER], ids=lambda row: row.check)
def test_the_reader_says_so(row: Row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_BYTES", SMALL)
    sample = SAMPLES[row.check]
    file = tmp_path / "f.yaml"
    file.write_bytes(sample if isinstance(sample, bytes) else sample.encode())
    (tmp_path / "more.yaml").write_text("hours:\n  office: {sat: 09:00-13:00}\n", "utf-8")
    (tmp_path / "round.yaml").write_text("include: [f.yaml]\n", "utf-8")
    report = engine.lint([read_flow(file)], chosen())
    said = [str(finding.message) for finding in report.findings if finding.rule == "invalid-file"]
    assert row.note
    assert any(row.note in message for message in said), said


def test_what_is_said_not_to_be_checked_is_no_rule() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(
        r"(?m)^\| `([a-z-]+)` \| (.*) \|$", text.partition("## What is not checked")[2].partition("\n## ")[0]
    )
    assert rows
    for name, reason in rows:
        assert name not in all_rules()
        assert set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", reason)) <= set(all_rules())
