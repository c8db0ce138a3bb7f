"""The format's own semantics: where a call goes, what it says, how it ends."""

from pathlib import Path

import pytest

from ivrlint.call.machine import step
from ivrlint.call.phone import Phone
from ivrlint.call.script import opening, run, tokens
from ivrlint.call.state import Finished, Key, Silence
from ivrlint.call.world import World
from ivrlint.flow.read import read_flow
from tests.call.frame import OPEN, call, flow, heard, phone

KEYS = 'keys: {"0": {label: a person, to: two}, "#": {label: repeat, to: repeat}, "*": {label: back, to: back}, "9": {label: start, to: start}}'
MENUS = """\
  main: {type: menu, prompt: Main., return_prompt: Main again., options: {1: {label: a, to: a}}}
  a: {type: menu, prompt: Menu A., options: {1: {label: b, to: b}}}
  b: {type: menu, prompt: Menu B., options: {1: {label: main, to: main}, 2: {label: one, to: one}}}
"""


@pytest.mark.parametrize(
    ("press", "path"),
    [
        ("1,1,*", "main a b a"),
        ("1,1,*,*", "main a b a main"),
        ("1,1,*,*,*", "main a b a main main"),  # at the first menu, back repeats it
        ("1,1,1,*", "main a b main b"),  # forward to a menu passed before: back is the one before it on the call
        ("1,1,9", "main a b main"),
        ("1,1,9,*", "main a b main main"),  # start has cleared the stack
        ("#,1", "main main a"),
        ("1,0", "main a two"),
    ],
)
def test_back_start_and_repeat(press: str, path: str) -> None:
    assert " ".join(call(flow(MENUS, KEYS), press).path) == path


def test_the_return_prompt_is_spoken_when_a_menu_is_come_back_to_or_repeated() -> None:
    said = heard(call(flow(MENUS, KEYS), "#,1,*,1,1,1"))
    assert said == ["Main.", "Main again.", "Menu A.", "Main again.", "Menu A.", "Menu B.", "Main again."]


def test_repeat_keeps_the_counters_and_any_other_way_resets_them() -> None:
    assert call(flow(MENUS, KEYS), "5,#,5,#,5").ending.node == "wrong"
    assert call(flow(MENUS, KEYS), "5,5,1,*,5,5").outcome == "still going"


def test_a_language_holds_for_the_rest_of_the_call() -> None:
    nodes = (
        "  main: {type: menu, prompt: {en: Hello., es: Hola.}, options: {8: {label: {en: Spanish, es: español}, to: next, language: es}}}\n"
        "  next: {type: message, prompt: {en: One., es: Uno.}, next: one}\n"
    )
    made = call(flow(nodes), "8")
    assert (heard(made)[1], made.language) == ("Uno.", "es")
    assert heard(call(flow(nodes), language="es"))[0] == "Hola."


def test_options_are_announced_in_the_languages_own_pattern() -> None:
    nodes = '  main: {type: menu, prompt: "{options} Bye.", options: {1: {label: billing, to: one}, 2: {label: x, to: two, silent: true}}}\n'
    assert heard(call(flow(nodes)))[0] == "For billing, press 1. Bye."


CONFIRM = "  main: {type: input, prompt: Number?, field: number, digits: 4, confirm: true, next: one, listening: {no_input: {then: two}}}\n"


@pytest.mark.parametrize(
    ("press", "node", "number"),
    [
        ("1234,1", "one", "1234"),
        ("1234,2,5678,1", "one", "5678"),
        ("1234,wait,wait,wait", "two", "1234"),  # silence after the last attempt: the input's then
        ("1234,7,7,7", "wrong", "1234"),
        ("1234,7,1", "one", "1234"),
        ("12341", "one", "1234"),
    ],
)
def test_an_input_is_confirmed(press: str, node: str, number: str) -> None:
    made = call(flow(CONFIRM), press)
    assert (made.ending.node, made.fields["number"]) == (node, number)
    assert "You entered 1 2 3 4. If that is right, press 1. To change it, press 2." in heard(made)


CALLBACK = "  main: {type: callback, prompt: We call you., confirm_number: true, queue: q}\n"


@pytest.mark.parametrize(
    ("press", "caller", "outcome", "number"),
    [
        ("1", "07700900999", "callback", "07700900999"),
        ("2,0612345678#,1", "07700900999", "callback", "0612345678"),
        ("wait,wait,wait", "07700900999", "callback", "07700900999"),  # the caller's own number is kept
        ("2,wait,wait,wait", "07700900999", "callback", "07700900999"),
        ("5,5,5", "07700900999", "callback", "07700900999"),
        ("0612345678#,1", "", "callback", "0612345678"),  # withheld: the number is asked for
        ("wait,wait,wait", "", "lost", None),
    ],
)
def test_a_callback_confirms_its_number(press: str, caller: str, outcome: str, number: str | None) -> None:
    made = call(flow(CALLBACK), press, caller=caller)
    assert (made.outcome, made.fields.get("callback_number")) == (outcome, number)


@pytest.mark.parametrize(
    ("nodes", "outcome", "node", "target"),
    [
        ("  main: {type: callback, prompt: We call., queue: q}", "callback", "main", "q"),
        ("  main: {type: callback, prompt: We call., next: hangup}", "callback", "main", None),
        ("  main: {type: callback, prompt: We call., next: one}", "hangup", "one", None),
        ("  main: {type: voicemail, prompt: Speak., box: claims}", "voicemail", "main", "claims"),
        ("  main: {type: message, prompt: Bye., next: hangup}", "hangup", "main", None),
        ('  main: {type: transfer, extension: "204"}', "transfer", "main", "204"),
        ("  main: {type: transfer, queue: q, on: {full: one}}", "transfer", "main", "q"),
    ],
)
def test_endings(nodes: str, outcome: str, node: str, target: str | None) -> None:
    assert call(flow(nodes + "\n")).ending[:3] == (outcome, node, target)


LOSSES = [
    ("main: {type: message, prompt: Hello.}", "", "`main` has no `next` (flow.yaml:12)"),
    ("main: {type: message, prompt: Hello., next: ghost}", "", "`ghost` is not a node of this flow (flow.yaml:12)"),
    ("main: {type: menu, prompt: Hm., options: {1: {label: x}}}", "1", "the option `1` of `main` has no `to` (flow.yaml:12)"),
    ("main: {type: input, prompt: Hm., field: f, digits: 1}", "1", "`main` has no `next` (flow.yaml:12)"),
    ("main: {type: branch, field: kind, cases: {a: one}}", "", "`main` has no case `else` and no `else` (flow.yaml:12)"),
    ("main: {type: lookup, service: crm, on: {ok: one}}", "", "`main` says nothing about the outcome `error` (flow.yaml:12)"),
    ("main: {type: wrong}", "", "`main` could not be read (flow.yaml:12)"),
    ("main: {type: flow, file: missing.yaml}", "", "the flow `missing.yaml` that `main` runs cannot be read (flow.yaml:12)"),
    ("main: {type: message, prompt: Round., next: main}", "",
     "the call comes to `main` again and again without the caller doing anything (flow.yaml:12)"),
]  # fmt: skip


@pytest.mark.parametrize(("node", "press", "reason"), LOSSES, ids=[node for node, _, _ in LOSSES])
def test_a_lost_call_says_what_is_missing_and_where(node: str, press: str, reason: str) -> None:
    made = call(flow(f"  {node}\n"), press, lookups={"crm": "error"})
    assert (made.outcome, str(made.ending.reason)) == ("lost", reason)


def test_silence_that_leads_in_a_circle_is_lost_and_a_key_breaks_the_circle() -> None:
    nodes = (
        "  main: {type: menu, prompt: A., options: {1: {label: x, to: one}}, listening: {no_input: {attempts: 1, then: b}}}\n"
        "  b: {type: menu, prompt: B., options: {1: {label: x, to: one}}, listening: {no_input: {attempts: 1, then: main}}}\n"
    )
    assert call(flow(nodes), "wait,wait").outcome == "lost"
    assert call(flow(nodes), "wait,5,wait,1").ending.node == "one"


def test_digits_of_a_sensitive_input_are_shown_nowhere() -> None:
    nodes = (
        "  main: {type: input, prompt: PIN?, field: pin, digits: 4, sensitive: true, next: said}\n"
        '  said: {type: message, prompt: "You said {pin}.", next: one}\n'
    )
    made = call(flow(nodes), "98*,9876")
    assert made.fields == {"pin": "••••"}
    assert "98" not in str(made.document()["transcript"])
    assert call(flow(nodes), fields={"pin": "9876"}).fields == {"pin": "••••"}


def test_fields_are_filled_in_and_decide() -> None:
    nodes = (
        "  main: {type: menu, prompt: Hm., options: {1: {label: firm, to: hello, sets: {kind: firm}}, 2: {label: other, to: hello}}}\n"
        '  hello: {type: message, prompt: "Hello {name}.", next: choose}\n'
        "  choose: {type: branch, field: kind, cases: {firm: one}, else: two}\n"
    )
    made = call(flow(nodes), "1", fields={"name": "Ana"})
    assert (heard(made)[1], made.ending.node) == ("Hello Ana.", "one")
    assert (heard(call(flow(nodes), "2"))[1], call(flow(nodes), "2").ending.node) == ("Hello {name}.", "two")


@pytest.mark.parametrize(
    ("outcome", "node"),
    [("open", "one"), ("done", "two"), ("", "three"), ("transfer", "adviser")],
)
def test_a_flow_that_runs_another_one(tmp_path: Path, outcome: str, node: str) -> None:
    ends = {"": "{type: hangup, prompt: Bye.}", "transfer": "{type: transfer, queue: q}"}
    inner = ends.get(outcome, f"{{type: hangup, outcome: {outcome}}}")
    head = "ivr: 1\nname: X\nlanguages: [en]\ncountry: GB\n"
    (tmp_path / "inner.yaml").write_text(f"{head}start: adviser\nnodes: {{adviser: {inner}}}\n")
    outer = tmp_path / "outer.yaml"
    outer.write_text(
        f"{head}start: main\nnodes:\n  main: {{type: flow, file: inner.yaml, on: {{open: one, done: two}}, next: three}}\n"
        "  one: {type: hangup}\n  two: {type: hangup}\n  three: {type: hangup}\n"
    )
    read = read_flow(outer).flow
    assert read is not None
    assert run(Phone(read), World(at=OPEN), ()).ending.node == node


def test_a_flow_that_runs_itself_for_ever_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "self.yaml"
    file.write_text(
        "ivr: 1\nname: X\nlanguages: [en]\ncountry: GB\nstart: a\nnodes: {a: {type: flow, file: self.yaml, next: hangup}}\n"
    )
    read = read_flow(file).flow
    assert read is not None
    assert run(Phone(read), World(at=OPEN), ()).outcome == "lost"


def test_speech_is_understood_where_a_menu_listens_to_it() -> None:
    nodes = (
        "  main: {type: menu, prompt: What is it?, listening: {speech: true}, options: {\n"
        "    bill: {label: my bill, says: [an invoice], to: one}, fault: {label: a fault, to: two}}}\n"
    )
    assert call(flow(nodes), "say:MY BILL!").ending.node == "one"
    assert call(flow(nodes), "say:I have an invoice here").ending.node == "one"
    assert call(flow(nodes), "say:hm,say:hm,say:hm").ending.node == "wrong"
    assert call(flow(nodes.replace("true", "false")), "say:my bill").outcome == "still going"


def test_keys_that_work_while_waiting() -> None:
    nodes = "  main: {type: transfer, queue: q, wait: {max: 3m, prompt: Press 1 for a call., keys: {1: {label: call me, to: one}}}, on: {timeout: two}}\n"
    assert call(flow(nodes), "1", queues={"q": "waiting"}).ending.node == "one"
    assert "Press 1 for a call." in heard(call(flow(nodes), "1", queues={"q": "waiting"}))
    assert "Press 1 for a call." not in heard(call(flow(nodes)))
    made = call(flow(nodes), queues={"q": "timeout"})
    assert (made.ending.node, made.seconds > 180) == ("two", True)


def test_steps_are_pure() -> None:
    state, _ = opening(phone(flow(MENUS, KEYS)), World(at=OPEN))
    before = tuple(state)
    assert step(state, Key("1")) == step(state, Key("1"))
    assert step(state, Silence())[0].clock > state.clock
    assert tuple(state) == before
    assert step(state, Finished())[0].left == 0


def test_left_over_keys_are_told() -> None:
    made = call(flow(MENUS, KEYS), "0,1,wait")
    assert [str(token) for token in made.left_over] == ["1", "wait"]
    assert "left over when the call ended: 1, wait" in made.transcript[-1].text


def test_words_of_a_script() -> None:
    assert [str(token) for token in tokens("1, 12#,wait,say:well, yes,hangup")] == [
        "1",
        "12#",
        "wait",
        "say:well, yes",
        "hangup",
    ]
