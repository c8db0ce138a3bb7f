"""A team's own words: rules on labels take them for known, for jargon, or for the same thing."""

from pathlib import Path

import pytest

from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.settings import OwnVocabulary, chosen
from tests.lint.frame import framed

MENU = """
nodes:
  main:
    type: menu
    options:
      1: {label: a QZX report, to: adviser}
      2: {label: the blue folder, to: call_back}
      3: {label: zubble prevention, to: number}
      4: {label: a flying carpet, to: adviser, sets: {topic: carpet}}
  number: {type: input, prompt: Please enter your eight digits., field: number, digits: 8, next: adviser}
"""


def found(words: OwnVocabulary) -> set[tuple[str, str]]:
    """Rules on labels that find something in the menu, with the key of the option."""
    text, before = framed(MENU)
    settings = chosen(select=["jargon", "ambiguous-labels"])._replace(words=words)
    report = engine.lint([read_flow(Path("menu.yaml"), text=text)], settings)
    return {(finding.rule, str(finding.place.line - before - 5)) for finding in report.findings}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (OwnVocabulary(), {("jargon", "1")}),
        (OwnVocabulary(acronyms=("QZX",)), set()),
        (OwnVocabulary(acronyms=("QZX",), jargon=("zubble",)), {("jargon", "3")}),
        (OwnVocabulary(acronyms=("QZX",), jargon=("Blue Folder",)), {("jargon", "2")}),
        (OwnVocabulary(acronyms=("QZX",), jargon=("fly",)), set()),
        (
            OwnVocabulary(acronyms=("QZX",), synonyms=(("blue folder", "flying carpet"),)),
            {("ambiguous-labels", "4")},
        ),
    ],
)
def test_own_words(words: OwnVocabulary, expected: set[tuple[str, str]]) -> None:
    assert found(words) == expected
