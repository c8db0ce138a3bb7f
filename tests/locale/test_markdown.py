"""Pages, translated paragraph by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint import locale
from ivrlint.lint.rules import all_rules
from ivrlint.locale import markdown
from ivrlint.locale.markdown import blocks, page

PAGE = """\
One sentence.

## Why
A paragraph that goes
over two lines.

- an item
  that goes on
- another

```yaml
nodes: {a: 1}  # Why
```
"""


def test_paragraphs_items_and_headings_are_texts_and_code_is_not() -> None:
    assert [(block.text, block.is_text) for block in blocks(PAGE)] == [
        ("One sentence.", True),
        ("Why", True),
        ("A paragraph that goes over two lines.", True),
        ("- an item that goes on\n- another", True),
        ("```yaml\nnodes: {a: 1}  # Why\n```", False),
    ]


def test_the_first_line_of_a_page_is_a_text_of_its_own() -> None:
    for rule in all_rules().values():
        first = next(blocks(rule.page))
        assert first.is_text
        assert first.text == rule.summary, rule.name


def test_in_english_a_page_stays_as_it_is() -> None:
    assert page(PAGE) == PAGE


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "_spoken", "es")
    monkeypatch.setattr(markdown, "translated", lambda text, _: {"Why": "Por qué"}.get(text, text.upper()))


@pytest.mark.usefixtures("spanish")
def test_in_another_language_code_and_the_order_of_things_stay() -> None:
    assert page(PAGE) == (
        "ONE SENTENCE.\n\n## Por qué\nA PARAGRAPH THAT GOES OVER TWO LINES.\n\n"
        "- AN ITEM THAT GOES ON\n- ANOTHER\n\n```yaml\nnodes: {a: 1}  # Why\n```"
    )


@given(st.lists(st.sampled_from(["text here", "", "## Why", "- item", "```", "| a | b |", "1. one"]), max_size=12))
def test_no_text_is_lost(lines: list[str]) -> None:
    """Whatever a page looks like, each of its words comes back, in order."""
    words = " ".join(lines).split()
    assert " ".join(block.before + block.text for block in blocks("\n".join(lines))).split() == words
