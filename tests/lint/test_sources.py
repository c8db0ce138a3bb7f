"""The register of sources: every line is whole, every id stands once, nothing unverified is cited."""

import re
from pathlib import Path

import pytest

from ivrlint.lint import sources
from ivrlint.lint.pages import page
from ivrlint.lint.rule import Faults, Rule
from ivrlint.lint.rules import all_rules
from ivrlint.lint.sources import Source, citations, register
from ivrlint.lint.study import Study

LINES = [
    line
    for line in Path(sources.__file__).with_name("sources.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
SOURCES = list(register().values())


def test_every_id_stands_once() -> None:
    assert len(LINES) == len(SOURCES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.partition(" ")[0])
def test_a_line_has_five_cells(line: str) -> None:
    cells = line.split("|")
    assert len(cells) == len(Source._fields)
    assert all(cell.strip() for cell in cells)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_source_is_graded_verified_and_told_in_a_line(source: Source) -> None:
    assert re.fullmatch(r"[A-Za-z0-9-]+", source.id)
    assert source.grade in "ABCD"
    assert source.mark in ("P", "P-abs", "D")
    assert len(source.citation) > len(source.id)
    assert source.address == "" or re.fullmatch(r"https?://\S+", source.address)


def test_only_the_texts_of_the_project_have_no_address() -> None:
    assert [source.id for source in SOURCES if not source.address] == [f"seed00{number}" for number in range(5)]


def test_citations_come_in_the_order_asked_for() -> None:
    assert [source.id for source in citations(("W1", "A1"))] == ["W1", "A1"]


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_rules_name_each_source_once(rule: Rule) -> None:
    assert len(set(rule.sources)) == len(rule.sources)
    assert set(rule.sources) <= set(register())


def test_a_page_shows_a_source_with_and_without_an_address() -> None:
    def lonely(_: Study) -> Faults:
        """Nobody answers."""
        yield from ()

    text = page(Rule("lonely", "people", "info", lonely, (), "strict", ("A4", "seed004")))
    assert "- Avaya Interactive Response guide, attendants" in text
    assert "15602.htm> (C, practice or vendor guideline; read in full)" in text
    assert re.search(r'- "Manual de Atención al Cliente.*escalation in time \(D, .*\)$', text, re.MULTILINE)
