"""Fixes: every example whose finding carries one is mended by it, and nothing else of the file changes."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.model import Menu
from ivrlint.flow.read import Reading, read_flow
from ivrlint.flow.spelling import changed
from ivrlint.flow.tree import Mapping
from ivrlint.language.announced import announced
from ivrlint.language.milder import blameless, without_filler
from ivrlint.language.turning import label_first
from ivrlint.lint import engine
from ivrlint.lint.fixes import value_of
from ivrlint.lint.mend import Mended, fixes_of, mend
from ivrlint.lint.rule import Fault, Faults, Finding, Rule
from ivrlint.lint.rules import all_rules
from ivrlint.lint.settings import chosen
from ivrlint.message import say
from tests.flows import flows
from tests.lint.frame import framed, reading
from tests.lint.test_pages import example

STRICT = chosen(profile="strict")
RULES = [rule for rule in all_rules().values() if rule.fixes != "never"]


def examples(rule: Rule) -> Iterator[str]:
    """Every flow that is written about a rule: those of its page, those of its literate file."""
    yield example(rule, "Wrong")
    yield example(rule, "Right")
    for file in (Path(__file__).parent / "rules").rglob(f"{rule.name}.md"):
        yield from re.findall(r"```yaml\n(.*?)```", file.read_text("utf-8"), re.DOTALL)


def found(read: Reading, rule: str | None = None) -> list[Finding]:
    return [one for one in engine.lint([read], STRICT).findings if rule is None or one.rule == rule]


def mended(read: Reading, *, rule: str | None = None, unsafe: bool = True) -> tuple[str, Mended]:
    """The text of a flow after its fixes (those of one rule), and what was done."""

    def wanted(findings: Iterable[Finding]) -> list[Finding]:
        return [one for one in findings if (rule is None or one.rule == rule) and fixes_of(one, unsafe=unsafe)]

    done = mend([(read, STRICT)], wanted)
    return done.readings[0][0].source.text, done


def told(finding: Finding) -> tuple[str | None, str]:
    return finding.node, str(finding.message)


def ways(read: Reading) -> list[tuple[str, str, str, str]]:
    assert read.flow
    return sorted((edge.source, edge.target, edge.kind, edge.key) for edge in FlowGraph(read.flow).edges())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_a_fix_writes_is_clean_of_its_rule(rule: Rule) -> None:
    seen: set[bool] = set()
    for piece in examples(rule):
        text, _ = framed(piece)
        before = reading(text)
        with_fix = [one for one in found(before, rule.name) if one.fix]
        if not with_fix:
            continue
        seen |= {one.fix.safe for one in with_fix if one.fix}
        after, done = mended(before, rule=rule.name)
        left = found(done.readings[0][0], rule.name)
        assert not [one for one in left if one.fix], after
        assert not {told(one) for one in with_fix} & {told(one) for one in left}, after
        assert sum(done.fixed.values()) >= 1
    assert seen, "no example of this rule carries a fix"
    assert (rule.fixes == "safe") == (True in seen), "the rule says of its fixes what they are"


@pytest.mark.parametrize(
    "rule", [rule for rule in all_rules().values() if rule.fixes == "never"], ids=lambda rule: rule.name
)
def test_a_rule_that_fixes_says_so(rule: Rule) -> None:
    for piece in examples(rule):
        assert not [one for one in found(reading(framed(piece)[0]), rule.name) if one.fix]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_fixes_keep_the_ways_of_calls_the_comments_and_other_lines(rule: Rule) -> None:
    for piece in examples(rule):
        text, _ = framed(piece)
        before = reading(text)
        fixes = [one.fix for one in found(before, rule.name) if one.fix]
        after, done = mended(before, rule=rule.name)
        if {fix.touches for fix in fixes} == {"words"}:
            assert ways(done.readings[0][0]) == ways(before)
        if rule.family != "file":
            assert comments(after) == comments(text)
        again, _ = mended(done.readings[0][0], rule=rule.name)
        assert again == after, "fixing twice changes nothing"


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"(?m)(?<=\s)# (?!warning|error|info).*$", text))


@given(flows(), st.booleans())
def test_fixes_of_any_flow_come_to_an_end_and_keep_it_readable(text: str, unsafe: bool) -> None:
    before = reading(text)
    after, done = mended(before, unsafe=unsafe)
    again = done.readings[0][0]
    assert len(again.problems) <= len(before.problems)
    assert mended(again, unsafe=unsafe)[0] == after
    if not unsafe:
        assert ways(again) == ways(before)


STYLES = {
    "plain": "prompt: {}",
    "single": "prompt: '{}'",
    "double": 'prompt: "{}"',
    "folded": "prompt: >-\n      Acme 🙂.\n      {}",
    "literal": "prompt: |  # as the phone says it\n      Acme 🙂.\n      {}\n",
    "by language": 'prompt: {{en: "{}"}}',
    "recorded": 'prompt:\n      audio: main.wav\n      text: "{}"',
    "anchored": 'return_prompt: &said "{}"\n    prompt: *said',
    "written once, with an anchor": 'prompt: &said "{}"',
}
MENU = """\
# 🙂 línea principal
nodes:
  # the first menu
  main:  # ¿qué?
    type: menu
    {prompt}
    options:
      1: {{label: bills, to: adviser}}  # uno
      # the second
      2: {{label: "faults", to: call_back}}
      3: {{label: a new contract, to: adviser}}
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("style", STYLES)
def test_a_prompt_is_mended_in_its_style(style: str, line_end: str) -> None:
    words = "Press 1 for bills, press 2 for faults, or press 3 for a new contract."
    text = framed(MENU.format(prompt=STYLES[style].format(words)))[0].replace("\n", line_end)
    after, _ = mended(reading(text), rule="key-before-label", unsafe=False)
    if style in ("recorded", "anchored"):
        assert after == text, "callers would go on hearing the recording; an alias says the same elsewhere"
        return
    new = "For bills, press 1; for faults, press 2; for a new contract, press 3."
    assert after == text.replace(f"{words}", new) or (style == "plain" and after == text.replace(words, new))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_prompt_over_several_lines_goes_on_standing_over_several(line_end: str) -> None:
    prompt = "prompt: >-\n      Press 1 for bills, press 2\n      for faults, or press 3 for\n      a new contract."
    text = framed(MENU.format(prompt=prompt))[0].replace("\n", line_end)
    after, done = mended(reading(text), rule="key-before-label")
    assert max(len(line) for line in after.splitlines() if "press" in line) < 80
    assert len(after.splitlines()) >= len(text.splitlines()) - 2
    flow = done.readings[0][0].flow
    assert flow
    menu = flow.nodes["main"]
    assert isinstance(menu, Menu)
    assert menu.prompt
    assert menu.prompt.spoken["en"] == "For bills, press 1; for faults, press 2; for a new contract, press 3."


def test_options_move_with_their_comments() -> None:
    text = framed(MENU.format(prompt='prompt: "{options}"'))[0]
    text = text.replace("      1:", "      9:").replace("      2:", "      1:").replace("      9:", "      2:")
    after, _ = mended(reading(text), rule="keys-out-of-order", unsafe=False)
    assert (
        """\
    options:
      # the second
      1: {label: "faults", to: call_back}
      2: {label: bills, to: adviser}  # uno
      3: {label: a new contract, to: adviser}
"""
        in after
    )


def test_options_with_shares_move_only_on_request() -> None:
    text = framed(MENU.format(prompt='prompt: "{options}"'))[0].replace("to: call_back}", "to: call_back, share: 30%}")
    text = text.replace("      1:", "      9:").replace("      2:", "      1:").replace("      9:", "      2:")
    assert mended(reading(text), rule="keys-out-of-order", unsafe=False)[0] == text
    assert mended(reading(text), rule="keys-out-of-order", unsafe=True)[0] != text


def test_what_comments_silence_is_not_fixed() -> None:
    prompt = "prompt: Press 1 for bills. Press 2 for faults. Press 3 for a new contract.  # ivrlint: ignore[key-before-label] as sung"
    text = framed(MENU.format(prompt=prompt))[0]
    assert mended(reading(text), rule="key-before-label")[0] == text


def test_a_fix_that_would_do_harm_is_not_made() -> None:
    """A rule's fix that makes the file unreadable, or leads calls elsewhere without saying so, is given up."""

    def harmful(menu: Menu, _study: object) -> Faults:
        assert isinstance(menu.written, Mapping)
        for new, touches in ((": [", "shape"), ("hangup", "words"), ("hangup", "ways")):
            target = menu.options[0].to
            assert target
            fix = value_of(target.place, new, say("harm"), safe=True, touches=touches)  # type: ignore[arg-type]
            if new == ": [" and fix:
                fix = fix._replace(edits=(fix.edits[0]._replace(text=new),))
            yield Fault(target.place, say("{new} {touches}", new=new, touches=touches), fix=fix)

    rule_ = Rule("harmful", "keys", "error", harmful, (Menu,), "core", (), fixes="safe")
    text = framed(MENU.format(prompt='prompt: "{options}"'))[0]
    settings = STRICT._replace(rules=(rule_,))
    done = mend([(reading(text), settings)], lambda findings: [one for one in findings if one.fix])
    after = done.readings[0][0].source.text
    assert after == text.replace("bills, to: adviser", "bills, to: hangup"), "only the one that said so"
    assert done.fixed == {"harmful": 1}


def test_an_included_file_is_fixed_in_its_own_file(tmp_path: Path) -> None:
    said = "Press 1 for bills. Press 2 for faults. Press 3 for letters."
    head = "ivr: 1\nname: Acme\nlanguages: [en]\nstart: main\ninclude: [part.yaml]\nnodes: {}\n"
    part = f"nodes:\n  main:\n    type: menu\n    prompt: {said}\n    options: {{1: {{label: bills, to: main}}}}\n"
    (tmp_path / "one.yaml").write_text(head, "utf-8")
    (tmp_path / "two.yaml").write_text(head, "utf-8")
    (tmp_path / "part.yaml").write_text(part, "utf-8")
    flows_ = [(read_flow(tmp_path / name), STRICT) for name in ("one.yaml", "two.yaml")]
    done = mend(flows_, lambda findings: [one for one in findings if one.fix and one.rule == "key-before-label"])
    assert {Path(source.path).name: text for source, text in done.files.items()} == {
        "part.yaml": part.replace(said, "For bills, press 1. For faults, press 2. For letters, press 3.")
    }
    assert (tmp_path / "part.yaml").read_text("utf-8") == part, "nothing is written here"


def test_a_file_that_is_not_utf_8_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    text = framed(MENU.format(prompt="prompt: Press 1 for bills. Press 2 for faults. Press 3 for cañas."))[0]
    file.write_bytes(text.encode("latin-1", "replace"))
    assert not mend([(read_flow(file), STRICT)], lambda findings: [one for one in findings if one.fix]).files


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Invalid option. Try again.", "en", "That option is not on this menu. Try again."),
        ("Sorry, that is not a valid option.", "en", "Sorry, that option is not on this menu."),
        ("You failed to enter your number.", "en", "We still need you to enter your number."),
        ("¡Opción incorrecta! Pulse 1 o 2.", "es", "¡Esa opción no está en este menú! Pulse 1 o 2."),
        ("Lo siento, no ha pulsado ninguna tecla.", "es", "Lo siento, no hemos recibido respuesta."),
        ("The invalid thing you typed is wrong.", "en", "The invalid thing you typed is wrong."),
    ],
)
def test_blame_is_taken_out(text: str, language: str, expected: str) -> None:
    assert changed(text, blameless(text, language)) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Your call is important to us. For bills, press 1.", "en", "For bills, press 1."),
        ("For bills, press 1. Please listen carefully.", "en", "For bills, press 1."),
        ("Your call is important to us.", "en", "Your call is important to us."),
        (
            "Your call is important to us, so press 1 for bills.",
            "en",
            "Your call is important to us, so press 1 for bills.",
        ),
    ],
)
def test_filler_is_left_out(text: str, language: str, expected: str) -> None:
    assert changed(text, without_filler(text, language)) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Please press 1 for bills, 2 for faults and 3 if you want to move home.",
            "en",
            "For bills, please press 1; for faults, 2; if you want to move home, 3.",
        ),
        ("Press one for sales or two for support.", "en", "For sales, press one; for support, two."),
        (
            "Marque el 1 si desea facturas; marque el 2 para PIN perdido.",
            "es",
            "Si desea facturas, marque el 1; para PIN perdido, marque el 2.",
        ),
        ("Press 1 or 2 for bills, press 3 for faults.", "en", "For bills, press 1 or 2; for faults, press 3."),
        ("1: bills. 2: faults.", "en", "1: bills. 2: faults."),
        ("For bills, press 1; for faults, press 2.", "en", "For bills, press 1; for faults, press 2."),
    ],
)
def test_labels_come_first(text: str, language: str, expected: str) -> None:
    assert changed(text, label_first(text, language)) == expected


@given(
    st.lists(
        st.sampled_from(["bills", "power cuts", "a new contract", "an adviser", "letters"]),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    st.sampled_from([". Press", ", press", "; press", ", or press"]),
)
def test_labels_first_says_the_same_keys(labels: list[str], joint: str) -> None:
    text = (
        "Press "
        + joint.removeprefix(".").join(f" {key} for {label}" for key, label in enumerate(labels, 1)).strip()
        + "."
    )
    new = changed(text, label_first(text, "en"))
    assert [(offer.key, offer.label) for offer in announced(new, "en")] == [
        (str(key), label) for key, label in enumerate(labels, 1)
    ]
    assert all(offer.label_first for offer in announced(new, "en"))


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# ivrlint: ignore[dead-end, no-person] why", "# ivrlint: ignore[no-person] why"),
        ("# ivrlint: ignore[no-person, dead-end] why", "# ivrlint: ignore[no-person] why"),
        ("# ivrlint: ignore[no-person,dead-end,no-hours] why", "# ivrlint: ignore[no-person] why"),
        ("# kept # ivrlint: ignore[dead-end] why", "# kept"),
        ("# ivrlint: ignore[ded-end] why", ""),
        ("# ivrlint: ignore[no-persn] why", "# ivrlint: ignore[no-person] why"),
    ],
)
def test_what_a_comment_silences_in_vain_is_taken_out_of_it(comment: str, left: str) -> None:
    text = "ivr: 1\nname: Acme\nlanguages: [en]\nstart: main  {}\nnodes:\n  main: {{type: message, prompt: Hello., next: hangup}}\n"
    after, _ = mended(
        reading(text.format(comment).replace("{{", "{").replace("}}", "}")), rule="unused-ignore", unsafe=False
    )
    assert after.split("\n")[3] == f"start: main  {left}".rstrip()
