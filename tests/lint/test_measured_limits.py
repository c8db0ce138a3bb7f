"""Limits in seconds: the shortest text at which a rule speaks is the one that has just passed its limit."""

import pytest

from ivrlint.lint import engine
from ivrlint.lint.rule import Finding
from ivrlint.lint.settings import chosen
from tests.lint.frame import framed, reading

OPTIONS = "options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}"
FIRST = "options: {1: {label: '%s', to: adviser}, 2: {label: faults, to: adviser}}"
GREETING = f"nodes:\n  main: {{type: menu, prompt: '%s. {{options}}', {OPTIONS}}}\n"
LABEL = f"nodes:\n  main: {{type: menu, {FIRST}}}\n"
CLOSED = (
    "nodes:\n  open: {type: branch, hours: office, cases: {open: advisers, closed: sorry}}\n"
    "  sorry: {type: hangup, prompt: '%s'}\n"
)
LONGEST = 900


def words(length: int) -> str:
    """A text of that many letters, in words of ten."""
    return " ".join(["abcdefghij"] * (length // 10) + ["k" * (length % 10)] * (length % 10 > 0))


def found(rule: str, piece: str, severity: str) -> Finding | None:
    text, _ = framed(piece)
    report = engine.lint([reading(text)], chosen(select=[rule], profile="strict"))
    return next((one for one in report.findings if one.rule == rule and one.severity in ("error", severity)), None)


@pytest.mark.parametrize(
    ("rule", "piece", "severity", "message"),
    [
        ("long-greeting", GREETING, "warning", "a greeting of 9 s before they may choose (at most 8 s)"),
        ("long-greeting", GREETING, "error", "a greeting of 21 s before they may choose (at most 20 s)"),
        ("long-menu-prompt", LABEL, "warning", "callers listen for 21 s to hear all options (at most 20 s)"),
        ("long-menu-prompt", LABEL, "error", "callers listen for 41 s to hear all options (at most 40 s)"),
        ("late-first-option", LABEL, "warning", "the first choice is heard after 11 s (at most 10 s)"),
        ("late-first-option", LABEL, "error", "the first choice is heard after 31 s (at most 30 s)"),
        (
            "late-first-option",  # 12 s before the menu, of which 8 count
            f"nodes:\n  hello: {{type: message, prompt: '{words(197)}.', next: main}}\n{LABEL[7:]}",
            "warning",
            "the first choice is heard after 15 s (at most 10 s)",
        ),
        ("closed-message-long", CLOSED, "warning", "outside opening hours listen for 30 seconds (at most 30)"),
    ],
)
def test_the_shortest_text_that_is_too_long(rule: str, piece: str, severity: str, message: str) -> None:
    short, long = 1, LONGEST
    assert found(rule, piece % words(short), severity) is None
    while long - short > 1:
        middle = (short + long) // 2
        if found(rule, piece % words(middle), severity):
            long = middle
        else:
            short = middle
    told = found(rule, piece % words(long), severity)
    assert told is not None
    assert message in str(told.message)
