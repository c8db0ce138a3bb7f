"""The next steps that findings offer, where they depend on what was found."""

from pathlib import Path

import pytest

from ivrlint.lint import engine
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import chosen
from tests.lint.frame import framed, reading
from tests.lint.test_pages import example

TOLD = Path(__file__).with_name("helps.txt").read_text("utf-8").split("\n")[1:-1]
MENU = "{type: menu, options: {1: {label: bills, to: adviser}, 2: {label: faults, to: adviser}}"


def helps(rule: str, piece: str) -> list[str]:
    text, _ = framed(piece)
    report = engine.lint([reading(text)], chosen(select=[rule], profile="strict"))
    return [str(finding.help) for finding in report.findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("rule", "piece", "expected"),
    [
        ("unknown-target", "nodes:\n  main: {type: message, next: advisor}\n", "did you mean `adviser`?"),
        ("unknown-target", "nodes:\n  main: {type: message, next: bakc}\n", "did you mean `back`?"),
        (
            "unknown-target",
            "start: bakc\nnodes:\n  main: {type: message}\n",
            "write the id of a node, or add that node",
        ),
        ("unknown-target", "nodes:\n  main: {type: message, next: xyz}\n", "write the id of a node, or add that node"),
        (
            "impossible-case",
            "nodes:\n  main: {type: branch, hours: office, cases: {opne: adviser, closed: adviser}}\n",
            "did you mean `open`?",
        ),
        (
            "impossible-case",
            "nodes:\n  main: {type: branch, hours: office, cases: {open: adviser, closed: adviser, opne: adviser}}\n",
            "remove it, or mend what decides",
        ),
        (
            "missing-handler",
            f"listening: ~\nnodes:\n  main: {MENU}}}\n",
            "write `then:` under `no_input`, `no_match`, here or under `listening:` at the top",
        ),
        (
            "missing-handler",
            f"listening: {{no_match: {{then: adviser}}}}\nnodes:\n  main: {MENU}}}\n",
            "write `then:` under `no_input`, here or under `listening:` at the top",
        ),
        (
            "missing-handler",
            f"listening: {{no_input: {{then: adviser}}}}\nnodes:\n  main: {MENU}}}\n",
            "write `then:` under `no_match`, here or under `listening:` at the top",
        ),
        (
            "single-option-menu",
            "nodes:\n  main: {type: menu, options: {1: {label: bills, to: adviser}}}\n",
            "lead to `adviser` at once, or offer a second option",
        ),
        (
            "no-input-too-short",
            f"nodes:\n  main: {MENU}, listening: {{no_input: {{after: 2s}}}}}}\n",
            "write `after: 6s` or more",
        ),
        (
            "speech-rate",
            "voice: {words_per_minute: 120}\nnodes:\n  main: {type: message, next: adviser}\n",
            "write `voice: {words_per_minute: 170}`",
        ),
        (
            "blaming-words",
            f"nodes:\n  main: {MENU}, listening: {{no_match: {{again: [Press 1. Invalid choice.]}}}}}}\n",
            "say it without blame, such as “not one of the choices”",
        ),
        (
            "blaming-words",
            f"nodes:\n  main: {MENU}, listening: {{no_match: {{again: [Press 1. Unauthorised entry.]}}}}}}\n",
            "say what to do now instead",
        ),
        (
            "number-format",
            "nodes:\n  main: {type: message, prompt: Call 1234567., next: adviser}\n",
            "write it in groups: 1234 567",
        ),
        (
            "number-format",
            "nodes:\n  main: {type: message, prompt: Call 12345678., next: adviser}\n",
            "write it in groups: 12 345 678",
        ),
        (
            "announced-key-missing",
            "listening: {no_input: {again: ['To hear more, press 7.'], then: adviser}, no_match: {then: adviser}}\n"
            f"nodes:\n  main: {MENU}}}\n",
            "let `7` work at `main`, where this is said too, or give `main` texts of its own",
        ),
        (
            "inconsistent-pattern",
            f"nodes:\n  main: {MENU}, prompt: 'For bills, press 1. For faults, dial 2.'}}\n",
            "use “press” throughout",
        ),
        (
            "ambiguous-labels",
            f"nodes:\n  main: {MENU}}}\n".replace("faults", "invoices"),
            "join them: both do the same",
        ),
        (
            "ambiguous-labels",
            f"nodes:\n  main: {MENU}}}\n".replace("faults, to: adviser", "invoices, to: call_back"),
            "say in each label what sets it apart, or join them",
        ),
        (
            "transfer-no-fallback",
            "nodes:\n  main: {type: transfer, queue: sales, prompt: I am putting you through.}\n",
            "say under `on:` where the call goes when nobody takes it: full, timeout",
        ),
        (
            "unknown-field",
            "nodes:\n  main: {type: branch, field: vip, cases: {yes: adviser}, else: call_back}\n",
            "fill it with an input, a look-up or `sets:`",
        ),
        (
            "no-reply-time",
            "nodes:\n  main: {type: voicemail, prompt: Leave a message., next: hangup}\n",
            "say by when, as in “within four working hours”",
        ),
    ],
)
def test_help(rule: str, piece: str, expected: str) -> None:
    assert helps(rule, piece) == [expected]


def test_a_file_that_has_lost_a_part_is_not_searched_for_every_target() -> None:
    options = ", ".join(f"{number}: {{label: option, to: advisor{number}}}" for number in range(30))
    found = helps("unknown-target", f"nodes:\n  main: {{type: menu, options: {{{options}}}}}\n")
    assert [help_.startswith("did you mean") for help_ in found] == [True] * 25 + [False] * 5


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.partition(":")[0])
def test_the_next_step_of_the_wrong_example(told: str) -> None:
    rule, _, expected = told.partition(": ")
    assert helps(rule, example(all_rules()[rule], "Wrong"))[0] == expected
