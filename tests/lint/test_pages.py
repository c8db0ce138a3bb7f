"""Every rule's page: its sections are there, its wrong example shows the fault, its right one does not."""

import re

import pytest

from ivrlint.lint import engine
from ivrlint.lint.rule import FAMILIES, Rule
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import chosen
from ivrlint.lint.sources import citations
from tests.lint.frame import framed, reading

RULES = list(all_rules().values())


def example(rule: Rule, section: str) -> str:
    """The YAML of that section of the page."""
    match = re.search(rf"## {section}\n```yaml\n(.*?)```", rule.page, re.DOTALL)
    assert match, f"{rule.name} has no section `{section}` with a yaml block"
    return match[1]


def found(piece: str) -> set[str]:
    """Names of the rules that find something in a piece of a flow."""
    text, _ = framed(piece)
    report = engine.lint([reading(text)], chosen(profile="strict"))
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_wrong_example_shows_the_fault(rule: Rule) -> None:
    names = found(example(rule, "Wrong"))
    assert rule.name in names
    assert rule.name == "invalid-file" or "invalid-file" not in names


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_right_example_is_silent(rule: Rule) -> None:
    names = found(example(rule, "Right"))
    assert rule.name not in names
    assert "invalid-file" not in names


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_page_is_complete(rule: Rule) -> None:
    assert rule.family in FAMILIES
    assert rule.summary.endswith("."), "the first line is one sentence"
    for section in ("Why", "Wrong", "Right", "How to mend it"):
        assert f"## {section}\n" in rule.page
    citations(rule.sources)  # every source stands in the register


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_file_is_named_as_the_rule(rule: Rule) -> None:
    assert rule.check.__module__.rsplit(".", 2)[1:] == [rule.family, rule.name.replace("-", "_")]
