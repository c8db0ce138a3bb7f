"""Comments that speak to the linter: what they cover."""

from pathlib import Path

from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.settings import chosen

HEAD = "ivr: 1\nname: Acme\nlanguages: [en]\nstart: a\nnodes:\n"
NODE = "  a:\n    type: message\n    prompt: Hello.\n"


def lint(text: str) -> tuple[list[tuple[str, int]], int]:
    report = engine.lint([read_flow(Path("f.yaml"), text=text)], chosen(["file", "dead-end"]))
    return [(finding.rule, finding.place.line) for finding in report.findings], report.silenced


def test_without_a_comment() -> None:
    assert lint(HEAD + NODE) == ([("dead-end", 6)], 0)


def test_on_its_own_line() -> None:
    assert lint(HEAD + NODE.replace("a:", "a:  # ivrlint: ignore[dead-end] the platform hangs up")) == ([], 1)


def test_above_a_node_it_covers_the_whole_node() -> None:
    assert lint(HEAD + "  # ivrlint: ignore[dead-end] the platform hangs up\n  # see there\n\n" + NODE) == ([], 1)


def test_for_the_whole_file() -> None:
    assert lint(HEAD + NODE + "# ivrlint: ignore-file[dead-end] the platform hangs up\n") == ([], 1)


def test_without_a_reason_it_is_itself_reported() -> None:
    assert lint(HEAD + NODE.replace("a:", "a:  # ivrlint: ignore[dead-end]")) == ([("unexplained-ignore", 6)], 1)


def test_one_that_silences_nothing_is_reported() -> None:
    text = HEAD + NODE.replace("Hello.", "Hello.\n    next: hangup  # ivrlint: ignore[dead-end] why not")
    assert lint(text) == ([("unused-ignore", 9)], 0)


def test_an_unknown_rule_is_reported() -> None:
    text = HEAD + NODE + "    next: hangup  # ivrlint: ignore[dead-ned] why not\n"
    assert lint(text) == ([("unused-ignore", 9)], 0)


def test_a_rule_that_did_not_run_is_not_called_unused() -> None:
    text = HEAD + NODE + "    next: hangup  # ivrlint: ignore[too-deep] three products\n"
    assert lint(text) == ([], 0)


def test_two_rules_in_one_comment() -> None:
    text = HEAD + NODE.replace("a:", "a:  # ivrlint: ignore[dead-end, too-deep] the platform hangs up")
    assert lint(text) == ([], 1)


def test_words_are_no_comment() -> None:
    text = HEAD + NODE.replace("Hello.", "'Say # ivrlint: ignore[dead-end] now'")
    assert lint(text) == ([("dead-end", 6)], 0)
