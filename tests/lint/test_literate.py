"""The literate tests: Markdown files whose YAML snippets carry the findings that are expected of them.

`tests/lint/rules/<family>/<rule>.md` is about one rule. In each snippet a comment `# error: [rule]`
(or warning, info), with a part of the message after it if one likes, stands on the line of a
finding; a line without one has none of that rule. A snippet is completed by `frame`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivrlint.lint import engine
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import chosen
from tests.lint.frame import framed, reading

HERE = Path(__file__).parent / "rules"
NAME_NO_NODE = ("invalid-file", "missing-recording", "unused-ignore", "unexplained-ignore")
_EXPECTED = re.compile(r"# (error|warning|info): \[([\w-]+)\] ?(.*?)(?= # (?:error|warning|info): |$)")


def snippets() -> Iterator[object]:
    for file in sorted(HERE.rglob("*.md")):
        title = ""
        for heading, snippet in re.findall(
            r"^#+ ([^\n]+)$|```yaml\n(.*?)```", file.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            title = heading or title
            if snippet:
                yield pytest.param(file.stem, snippet, id=f"{file.stem}: {title}")


@pytest.mark.parametrize(("rule", "snippet"), list(snippets()))
def test_snippet(rule: str, snippet: str) -> None:
    text, before = framed(snippet)
    report = engine.lint([reading(text)], chosen(profile="strict"))
    got = sorted(
        (finding.place.line - before, finding.severity, finding.rule, str(finding.message))
        for finding in report.findings
        if finding.rule in (rule, "invalid-file")
    )
    want = sorted(
        (number, *match) for number, line in enumerate(snippet.split("\n"), 1) for match in _EXPECTED.findall(line)
    )
    assert [finding[:3] for finding in got] == [finding[:3] for finding in want], got
    for finding, expected in zip(got, want, strict=True):
        assert expected[3] in finding[3]
    for one in report.findings:
        if one.rule == rule and rule not in NAME_NO_NODE:
            node = _node_around(text, one.place.line)
            assert not node or one.node == node or str(one.node).startswith(f"{node}/")


def _node_around(text: str, line: int) -> str:
    """The node in which a line of a flow stands, '' outside of them."""
    before = text.split("\n")[:line]
    start = before.index("nodes:") if "nodes:" in before else line
    ids = [match[1] for told in before[start:] if (match := re.match(r"""  "?([\w-]+)"?:""", told))]
    return ids[-1] if ids else ""


def test_every_rule_has_near_misses() -> None:
    """Each rule has a literate file with at least three snippets beside its page's two."""
    for name in all_rules():
        files = list(HERE.rglob(f"{name}.md"))
        assert files, f"{name} has no literate test"
        assert files[0].read_text("utf-8").count("```yaml") >= 3, f"{name}: at least three snippets"
