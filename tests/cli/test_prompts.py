"""`ivrlint prompts`: the recording script in every format, read back by what its readers use."""

import csv
import json
import os
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from ivrlint.report.prompts import xlsx
from tests.cli.run import ROOT, ivrlint
from tests.picture.frame import HOSTILE

FLOW = """\
ivr: 1
name: Acme
languages: [en, es]
country: GB
start: main
nodes:
  main:
    type: menu
    prompt: {en: "Hello. {options}", es: "Hola. {options}"}
    options:
      1: {label: {en: billing, es: facturación}, to: bills}
      2: {label: {en: faults, es: averías}, to: faults}
  bills: {type: transfer, queue: bills, prompt: {en: "{name}, we connect you to billing now.", es: "Le pasamos, {name}."}}
  faults: {type: transfer, queue: faults, prompt: {en: We connect you to faults now., es: Le pasamos con averías.}}
  formula: {type: hangup, prompt: {en: "=1+1|2", es: "@SUM(A1)"}}
"""


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    (tmp_path / "menu.yaml").write_text(FLOW)
    return tmp_path / "menu.yaml"


def test_what_people_read(flow: Path) -> None:
    ran = ivrlint("prompts", str(flow), "--lang", "en")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "en",
        "  main  3.6 s  audio/en/main.wav · no; the name is proposed",
        "      Hello. For billing, press 1. For faults, press 2.",
        "      heard at main",
        "  bills  2.2 s  audio/en/bills.wav · no; the name is proposed",
        "      [name], we connect you to billing now.",
        "      heard at bills",
        "  faults  1.6 s  audio/en/faults.wav · no; the name is proposed",
        "      We connect you to faults now.",
        "      heard at faults",
        "  formula  1.2 s  audio/en/formula.wav · no; the name is proposed",
        "      =1+1|2",
        "      heard at formula (no call comes there)",
        "",
        "4 texts, 0:09; 0 recorded, 0 named but not there",
    ]


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(flow: Path) -> None:
    out = flow.with_name("script.csv")
    assert ivrlint("prompts", str(flow), "-o", str(out)).status == 0
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [(row["id"], row["language"]) for row in rows] == [
        (id_, language) for language in ("en", "es") for id_ in ("main", "bills", "faults", "formula")
    ]
    assert rows[4]["text"] == "Hola. Para facturación, pulse 1. Para averías, pulse 2."
    assert [row["text"] for row in rows if row["id"] == "formula"] == ["'=1+1|2", "'@SUM(A1)"]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]


def test_a_workbook_with_a_sheet_for_each_language(flow: Path) -> None:
    out = flow.with_name("script.xlsx")
    assert ivrlint("prompts", str(flow), "-o", str(out)).status == 0
    book = load_workbook(out)
    assert book.sheetnames == ["en", "es"]
    head, *rows = list(book["es"].iter_rows(values_only=True))
    assert head == ("id", "language", "text", "file", "recorded", "seconds", "heard at", "much like")
    assert [row[0] for row in rows] == ["main", "bills", "faults", "formula"]
    cells = [cell for row in book["en"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}  # texts, never formulas
    assert {cell.value for cell in cells} >= {"=1+1|2", "[name], we connect you to billing now."}
    assert 1 < rows[0][5] < 6
    assert book["en"].freeze_panes == "B2"


def test_hostile_texts_in_every_format(tmp_path: Path) -> None:
    said = {"type": "hangup", "prompt": HOSTILE + " \u0007"}
    text = {"ivr": "1", "name": "x", "languages": ["en"], "country": "GB", "start": "a|b", "nodes": {"ab": said}}
    text["start"] = "ab"
    file = tmp_path / "menu.yaml"
    file.write_text(json.dumps(text))
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .parse(ivrlint("prompts", str(file), "-f", "markdown").out)
    )
    inside = [child for token in html for child in token.children or ()]
    assert not [child for child in inside if child.type in ("html_inline", "link_open", "image", "strong_open")]
    assert len([token for token in html if token.type == "td_open"]) == 7
    out = tmp_path / "script.xlsx"
    assert ivrlint("prompts", str(file), "-o", str(out)).status == 0
    assert "<script>" in load_workbook(BytesIO(out.read_bytes()))["en"]["C2"].value


def test_markdown_is_a_table_for_each_language(flow: Path) -> None:
    ran = ivrlint("prompts", str(flow), "-f", "markdown")
    html = MarkdownIt("commonmark").enable("table").render(ran.out)
    assert html.count("<table>") == 2
    assert "<td>=1+1|2</td>" in html
    assert "<td><code>audio/es/main.wav</code></td>" in html


def test_wrong_usage(flow: Path) -> None:
    for arguments, told in (
        (("--lang", "fr"), "has no language `fr`"),
        (("-o", "script.doc"), "no format has this ending"),
        (("-o", "nowhere/script.csv"), "cannot be written"),
    ):
        ran = ivrlint("prompts", str(flow), *arguments, cwd=flow.parent)
        assert (ran.status, told in ran.err) == (2, True), ran
    assert ivrlint("prompts", str(flow.with_name("gone.yaml"))).status == 2


def test_without_the_library_the_extra_is_named(flow: Path) -> None:
    (flow.parent / "xlsxwriter.py").write_text("raise ImportError('not here')\n")
    path = f"{flow.parent}{os.pathsep}{ROOT}"
    ran = ivrlint("prompts", str(flow), "-o", str(flow.with_name("s.xlsx")), PYTHONPATH=path)
    assert ran.status == 2
    assert "ivrlint[xlsx]" in ran.err
    assert str(xlsx.NoWorkbooksError.message) in ran.err
