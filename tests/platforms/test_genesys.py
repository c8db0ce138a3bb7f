"""Genesys Architect: what each action of Archy's YAML becomes, in the file's own places, on anything that a file may hold."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from ivrlint.cli.main import app
from ivrlint.flow import model
from ivrlint.flow.graph import HANGUP, LOST, FlowGraph
from ivrlint.flow.place import Source
from ivrlint.flow.read import Reading
from ivrlint.platforms.formats import read_any
from ivrlint.platforms.genesys import read

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "genesys"

HEAD = """\
inboundCall:
  name: Bakery
  startUpRef: "/inboundCall/{start}"
  defaultLanguage: en-gb
  initialGreeting: {{tts: Welcome to the bakery.}}
  settingsMenu: {{repeatCount: {{lit: 2}}, menuSelectionTimeout: {{lit: {{seconds: 7}}}}}}
  settingsErrorHandling: {{errorHandling: {{disconnect: {{none: true}}}}, preHandlingAudio: {{tts: Sorry about that.}}}}
"""
MENU = """\
  menus:
    - menu:
        name: Main
        refId: Main_1
        audio: {tts: "For cakes, press 1. For bread, press 2."}
        choices:
"""


def of(text: str) -> Any:  # a test knows what its nodes are
    reading = read(Source("bakery.yaml", text))
    assert not reading.problems, [str(problem.message) for problem in reading.problems]
    assert reading.flow is not None
    return reading.flow


def task(actions: str) -> Any:
    """A flow whose start is a task with these actions, each written as a line of YAML."""
    lines = "\n".join(f"          {line}" for line in actions.strip("\n").split("\n"))
    return of(
        HEAD.format(start="tasks/task[Start_1]")
        + f"  tasks:\n    - task:\n        name: Start\n        refId: Start_1\n        actions:\n{lines}\n"
    )


def menu(choices: str, more: str = "") -> Any:
    lines = "\n".join(f"          {line}" for line in choices.strip("\n").split("\n"))
    return of(HEAD.format(start="menus/menu[Main_1]") + MENU + lines + "\n" + more)


def only(flow: model.Flow, kind: type[Any]) -> Any:
    (found,) = (node for node in flow.nodes.values() if isinstance(node, kind))
    return found


def words(text: model.Text | None) -> str:
    return next(iter(text.spoken.values())) if text else ""


def lost(flow: model.Flow) -> set[str]:
    return {edge.source for edge in FlowGraph(flow).edges() if edge.target == LOST}


def test_a_menu_says_what_it_says_and_waits_as_long_as_the_flow_does() -> None:
    flow = menu("- menuDisconnect: {name: Cakes, dtmf: digit_1}\n- menuDisconnect: {name: Bread, dtmf: digit_2}")
    main = only(flow, model.Menu)
    ears = flow.ears(main)
    assert words(main.prompt) == "For cakes, press 1. For bread, press 2."
    assert [option.key for option in main.options] == ["1", "2"]
    assert (ears.no_input.after, ears.no_input.attempts, ears.no_match.attempts) == (7.0, 2, 2)
    assert ears.no_input.then is None  # nothing is chosen, and there is no default: Architect hangs up
    assert flow.languages == ("en-GB",)
    assert flow.start[None].to == "initial_greeting"
    assert words(flow.nodes["initial_greeting"].prompt) == "Welcome to the bakery."


def test_options_stand_in_the_order_in_which_callers_hear_them() -> None:
    flow = menu("- menuDisconnect: {name: Bread, dtmf: digit_2}\n- menuDisconnect: {name: Cakes, dtmf: digit_1}")
    assert [option.key for option in only(flow, model.Menu).options] == ["1", "2"]


def test_a_menu_s_own_values_beat_those_of_the_flow_and_no_value_inherits() -> None:
    own = "        settingsMenu: {repeatCount: {lit: 5}, menuSelectionTimeout: {noValue: true}}\n"
    ears = (flow := menu("- menuDisconnect: {name: A, dtmf: star}", own)).ears(only(flow, model.Menu))
    assert (ears.no_input.attempts, ears.no_input.after) == (5, 7.0)


def test_the_default_choice_takes_those_who_do_not_choose() -> None:
    flow = menu(
        "- menuJumpToTask: {name: Cakes, refId: C_1, dtmf: digit_1, targetTaskRef: '/inboundCall/tasks/task[T_1]'}",
        "        defaultChildMenuRef: './choices/menuJumpToTask[C_1]'\n"
        "  tasks:\n    - task: {name: T, refId: T_1, actions: [{playAudio: {name: Say, audio: {tts: Cakes!}}}]}\n",
    )
    main = only(flow, model.Menu)
    assert flow.ears(main).no_input.then.to == main.options[0].to.to == "say"


def test_choices_lead_where_architect_leads_them() -> None:
    flow = menu(
        """
- menuPreviousMenu: {name: Back, dtmf: star}
- menuRepeatMenu: {name: Again, dtmf: pound}
- menuSubMenu: {name: Inner, dtmf: digit_3, audio: {tts: Inner}, choices: [{menuDisconnect: {name: Out, dtmf: digit_1}}]}
- menuPlayAudio: {name: Hours, dtmf: digit_4, audio: {tts: Nine to five.}}
- menuTransferToAcd: {name: Staff, dtmf: digit_0, targetQueue: {lit: {name: Bakers}}, preTransferAudio: {tts: One moment.}}
"""
    )
    main = flow.nodes["main"]
    to = {option.key: option.to.to for option in main.options}
    assert to == {"*": "back", "#": "repeat", "3": "inner", "4": "hours", "0": "staff"}
    assert flow.nodes["hours"].next.to == "main"
    staff = flow.nodes["staff"]
    assert (staff.queue, words(staff.prompt)) == ("Bakers", "One moment.")
    sorry = flow.nodes[staff.on["failed"].to]  # the flow's own error handling
    assert (words(sorry.prompt), sorry.next.to) == ("Sorry about that.", "hangup")


def test_a_choice_by_voice_and_a_key_that_works_in_every_menu() -> None:
    flow = of(
        HEAD.format(start="menus/menu[Main_1]")
        + "  settingsSpeechRec: {asrEnabledOnFlow: true}\n"
        + MENU
        + """\
          - menuDisconnect:
              {name: Leave, dtmf: digit_9, globalDtmf: true, speechRecTerms: {en-gb: {terms: [goodbye, leave]}}}
    - menu: {name: Other, refId: O_1, audio: {tts: Other}, choices: [{menuDisconnect: {name: Out, dtmf: digit_1}}]}
"""
    )
    (leave,) = flow.nodes["main"].options
    assert leave.says.spoken == {"en-GB": ("goodbye", "leave")}
    assert flow.ears(flow.nodes["main"]).speech
    assert [(option.key, option.silent) for option in flow.nodes["other"].options] == [("1", False), ("9", True)]


def test_a_list_of_actions_goes_on_behind_what_stands_under_an_outcome() -> None:
    flow = task(
        """
- decision: {name: Big, condition: {exp: 'Task.size == "big"'}, outputs: {yes: {actions: [{playAudio: {name: Wow, audio: {tts: Wow}}}]}}}
- playAudio: {name: Bye, audio: {tts: Goodbye.}}
- disconnect: {name: Disconnect}
"""
    )
    big = flow.nodes["big"]
    assert (big.field, big.cases["big"].to, big.otherwise.to) == ("size", "wow", "bye")
    assert flow.nodes["wow"].next.to == "bye"
    assert flow.nodes["bye"].next.to == "hangup"


def test_a_list_that_ends_drops_the_call() -> None:
    flow = task("- playAudio: {name: Hello, audio: {tts: Hello}}")
    assert lost(flow) == {"hello"}


def test_a_lookup_keeps_the_outcomes_that_the_file_leaves_out() -> None:
    flow = task(
        """
- callData: {name: Ask, category: {C: {dataAction: {D: {inputs: {a: {exp: Flow.account}}, successOutputs: {b: {var: Flow.balance}}}}}}, outputs: {success: {actions: [{playAudio: {name: Yes, audio: {exp: 'Append("It is ", Flow.balance)'}}}]}}}
- playAudio: {name: After, audio: {tts: After}}
- disconnect: {name: Disconnect}
"""
    )
    ask = flow.nodes["ask"]
    assert {name: to.to for name, to in ask.on.items()} == {"success": "yes", "error": "after", "timeout": "after"}
    assert (ask.sends, ask.sets) == (("account",), ("balance",))
    assert words(flow.nodes["yes"].prompt) == "It is {balance}"


def test_digits_are_collected_once() -> None:
    flow = task(
        """
- collectInput: {name: Pin, inputData: {var: Flow.pin}, digits: {range: {terminatingDtmf: "digit_#", min: 4, max: 6}}, inputAudio: {tts: Your number?}, noEntryTimeout: {lit: {seconds: 9}}, verificationType: numeric, outputs: {success: {actions: [{disconnect: {name: D}}]}, failure: {actions: [{playAudio: {name: No, audio: {tts: No}}}]}}}
"""
    )
    pin = flow.nodes["pin"]
    ears = flow.ears(pin)
    assert (pin.field, pin.digits, pin.terminator, pin.confirm) == ("pin", (4, 6), "#", True)
    assert (pin.next.to, ears.no_input.then.to, ears.no_match.then.to) == ("hangup", "no", "no")
    assert (ears.no_input.after, ears.no_input.attempts) == (9.0, 1)
    assert not pin.keys  # the keys of menus do not work while digits are collected


def test_hours_are_asked_for_and_not_known() -> None:
    flow = task(
        """
- evaluateScheduleGroup: {name: Open, scheduleGroup: {lit: {name: Shop}}, emergencyGroup: {noValue: true}, outputs: {closed: {actions: [{playAudio: {name: Shut, audio: {tts: Shut}}}, {disconnect: {name: D}}]}}}
- transferToAcd: {name: Staff, targetQueue: {lit: {name: Bakers}}, outputs: {failure: {actions: [{playAudio: {name: Busy, audio: {tts: Busy}}}]}}}
"""
    )
    branch = flow.nodes["open"]
    assert branch.field == "hours of Shop"
    assert {case: to.to for case, to in branch.cases.items()} == {"open": "staff", "closed": "shut", "holiday": "staff"}
    assert flow.nodes["staff"].on["failed"].to == "busy"
    (loss,) = flow.origin.losses
    assert (loss.kind, loss.place.line, loss.node) == ("not in the file", 13, "open")


@pytest.mark.parametrize(
    ("action", "kind", "goal"),
    [
        ("transferToNumber: {name: T, targetNumber: {lit: 'tel:+44 20 7946 0000'}}", model.Transfer, "+442079460000"),
        ("transferToNumber: {name: T, targetNumber: {lit: 'sip:desk@shop'}}", model.Transfer, "sip:desk@shop"),
        ("transferToUser: {name: T, targetUser: {lit: {name: Ann}}}", model.Transfer, "Ann"),
        ("transferToGroup: {name: T, targetGroup: {lit: {name: Team}}}", model.Transfer, "Team"),
        ("transferToAcd: {name: T, targetQueue: {exp: Flow.queue}}", model.Transfer, "Flow.queue"),
    ],
)
def test_transfers_keep_their_goal(action: str, kind: type, goal: str) -> None:
    flow = task(f"- {action}\n- disconnect: {{name: D}}")
    assert only(flow, kind).goal == goal
    assert only(flow, kind).on["failed"].to == "hangup"


def test_mailboxes_callbacks_and_other_flows() -> None:
    flow = task(
        """
- createCallback: {name: Ring, targetQueue: {lit: {name: Bakers}}}
- callCommonModule: {name: Shared, commonModule: {lit: {name: Survey}}}
- transferToVoicemail: {name: Box, destination: {queue: {targetQueue: {lit: {name: Bakers}}, voicemailGreeting: {tts: Speak.}}}}
"""
    )
    assert flow.nodes["ring"].queue == "Bakers"
    assert (flow.nodes["shared"].file, flow.nodes["shared"].next.to) == ("Survey", "box")
    assert (flow.nodes["box"].box, words(flow.nodes["box"].prompt)) == ("Bakers", "Speak.")
    gone = task("- transferToFlow: {name: Go, targetFlow: {name: Other}}").nodes["go"]
    assert (gone.file, gone.next.to) == ("Other", "hangup")


def test_what_is_said_around_a_mailbox() -> None:
    flow = task(
        """
- transferToVoicemail: {name: Box, preTransferAudio: {tts: One moment.}, failureTransferAudio: {tts: Sorry.}, destination: {queue: {targetQueue: {lit: {name: Bakers}}, voicemailGreeting: {exp: 'ToAudioTTS("Speak.")'}}}}
"""
    )
    assert [words(flow.nodes[id_].prompt) for id_ in ("box", "box_message", "box_failed")] == [
        "One moment.",
        "Speak.",
        "Sorry.",
    ]
    assert {edge.target for edge in FlowGraph(flow).exits["box_reached"]} == {"box_message", "box_failed"}


def test_an_action_that_nobody_knows_leads_to_what_it_names() -> None:
    flow = of(
        HEAD.format(start="menus/menu[Main_1]")
        + MENU
        + "          - choice: {dtmf: digit_1, targetTask: {ref: '/inboundCall/tasks/task[Cakes]'}}\n"
        + "  tasks:\n    - task: {name: Cakes, actions: [{playAudio: {name: Tell, audio: {tts: Cakes are out.}}}]}\n"
    )
    (option,) = flow.nodes["main"].options
    assert {name: to.to for name, to in flow.nodes[option.to.to].on.items()} == {"Cakes": "tell", "error": "hangup"}
    (loss,) = flow.origin.losses
    assert (loss.kind, loss.block) == ("left out", "choice")


def test_a_mailbox_that_cannot_be_reached() -> None:
    flow = task(
        """
- transferToVoicemail: {name: Box, preTransferAudio: {tts: One moment.}, destination: {queue: {targetQueue: {lit: {name: Bakers}}, voicemailGreeting: {tts: Speak.}}}, outputs: {failure: {actions: [{playAudio: {name: Full, audio: {tts: Our mailbox is full.}}}]}}}
- disconnect: {name: End}
"""
    )
    assert (words(flow.nodes["box"].prompt), flow.nodes["box"].next.to) == ("One moment.", "box_reached")
    asked = flow.nodes["box_reached"]
    assert ({case: to.to for case, to in asked.cases.items()}, asked.otherwise.to) == (
        {"failed": "full"},
        "box_message",
    )
    assert words(flow.nodes["box_message"].prompt) == "Speak."
    assert flow.nodes["full"].next.to == "hangup"
    assert not flow.origin.losses


def test_callers_may_dial_a_colleague() -> None:
    more = "  settingsMenu: {{listenForExtensionDialing: {{lit: {}}}, extensionDialingMaxDelay: {{lit: {{seconds: 2}}}}}}\n"
    flow, closed = (
        of(HEAD.format(start="menus/menu[Main_1]").replace("  settingsMenu", "  x") + more.format(lets) + MENU + choice)
        for lets in ("true", "false")
        for choice in ["          - menuDisconnect: {name: Bye, dtmf: digit_9}\n"]
    )
    dial = flow.nodes["main"].dial
    assert flow.nodes[dial.to.to].extension == "{extension}"
    assert flow.nodes["main"].listening.between_digits.seconds == 2
    (loss,) = flow.origin.losses
    assert (loss.kind, loss.block, flow.origin.shares[1:]) == ("not in the file", "listenForExtensionDialing", (0, 0))
    assert closed.nodes["main"].dial is None


def test_messages_that_are_the_same_are_one() -> None:
    sorry = "{actions: [{playAudio: {name: Sorry, audio: {tts: Please call again.}}}, {disconnect: {name: End}}]}"
    flow = task(
        f"""
- callData: {{name: Ask, outputs: {{success: {{actions: [{{playAudio: {{name: Good, audio: {{tts: Good.}}}}}}, {{disconnect: {{name: End}}}}]}}, failure: {sorry}, timeout: {sorry}}}}}
"""
    )
    assert {name: to.to for name, to in flow.nodes["ask"].on.items()} == {
        "success": "good",
        "error": "sorry",
        "timeout": "sorry",
    }
    assert set(flow.nodes) == {"initial_greeting", "ask", "good", "sorry"}


def test_switches_loops_and_jumps() -> None:
    flow = task(
        """
- switch: {name: Which, cases: [{case: {value: {exp: 'Flow.a == 1'}, actions: [{playAudio: {name: One, audio: {tts: One}}}]}}], default: {actions: [{playAudio: {name: Rest, audio: {tts: Rest}}}]}}
- loop: {name: Round, loopCount: {lit: 3}, outputs: {loop: {actions: [{playAudio: {name: In, audio: {tts: In}}}, {loopExit: {name: X}}]}}}
- jumpToTask: {name: J, targetTaskRef: '/inboundCall/tasks/task[Start_1]'}
"""
    )
    assert {case: to.to for case, to in flow.nodes["which"].cases.items()} == {"1": "one"}
    assert flow.nodes["which"].field == "a"
    assert flow.nodes["which"].otherwise.to == "rest"
    assert flow.nodes["one"].next.to == flow.nodes["rest"].next.to == "round"
    assert flow.nodes["round"].cases["again"].to == "in"
    assert flow.nodes["in"].next.to == flow.nodes["round"].otherwise.to == "which"


def test_a_task_that_is_called_comes_back_to_each_place_that_calls_it() -> None:
    text = HEAD.format(start="tasks/task[A_1]") + (
        "  tasks:\n"
        "    - task: {name: A, refId: A_1, actions: ["
        "{callTask: {name: First, targetTaskRef: '/inboundCall/tasks/task[B_1]'}}, {playAudio: {name: Mid, audio: {tts: Mid}}}, "
        "{callTask: {name: Second, targetTaskRef: '/inboundCall/tasks/task[B_1]'}}, {disconnect: {name: D}}]}\n"
        "    - task: {name: B, refId: B_1, actions: [{playAudio: {name: Hey, audio: {tts: Hey}}}, {endTask: {name: E}}]}\n"
    )
    flow = of(text)
    first, second = flow.nodes["first"].next.to, flow.nodes["second"].next.to
    assert first != second
    assert words(flow.nodes[first].prompt) == words(flow.nodes[second].prompt) == "Hey"
    assert (flow.nodes[first].next.to, flow.nodes[second].next.to) == ("mid", "hangup")
    assert flow.origin.blocks == 8  # the greeting, a task, its four actions, and the two of the other


def test_tasks_that_call_themselves_end() -> None:
    text = HEAD.format(start="tasks/task[A_1]") + (
        "  tasks:\n    - task: {name: A, refId: A_1, actions: ["
        "{playAudio: {name: Say, audio: {tts: Say}}}, {callTask: {name: Me, targetTaskRef: '/inboundCall/tasks/task[A_1]'}}]}\n"
    )
    assert [loss.block for loss in of(text).origin.losses] == ["callTask"]


def test_jumps_in_a_circle_and_to_nowhere() -> None:
    text = HEAD.format(start="tasks/task[A_1]") + (
        "  tasks:\n    - task: {name: A, refId: A_1, actions: [{jumpToTask: {name: J, targetTaskRef: 'tasks/task[A_1]'}}]}\n"
    )
    assert lost(of(text)) == {"initial_greeting"}
    missing = task("- jumpToMenu: {name: J, targetMenuRef: '/inboundCall/menus/menu[None_9]'}\n")
    assert lost(missing) == {"initial_greeting"}


def test_what_is_not_known_is_kept_with_all_its_ways() -> None:
    flow = task(
        """
- brandNewAction: {name: New, outputs: {maybe: {actions: [{playAudio: {name: Maybe, audio: {tts: Maybe}}}]}}}
- disconnect: {name: D}
"""
    )
    assert {name: to.to for name, to in flow.nodes["new"].on.items()} == {"maybe": "maybe", "error": "hangup"}
    (loss,) = flow.origin.losses
    assert (loss.kind, loss.block) == ("left out", "brandNewAction")


def test_templates_are_read_before_they_are_filled() -> None:
    text = (
        HEAD.format(start="menus/menu[Main_1]").replace("Bakery", "{{name}}").replace("en-gb", "{{language}}")
        + MENU.replace("For cakes, press 1. For bread, press 2.", "{{greeting}} Press 1.")
        + "          - menuTransferToAcd: {name: Go, dtmf: digit_1, targetQueue: {lit: {name: '{{prefix}}-queue'}}}\n"
    )
    flow = of(text)
    assert flow.name is None
    assert flow.languages == ()
    assert words(flow.nodes["main"].prompt) == "{greeting} Press 1."
    assert flow.nodes["go"].queue == "prefix-queue"
    assert flow.source.text == text
    assert flow.source.lines[1] == "  name: {{name}}"


def test_places_are_those_of_the_file() -> None:
    flow = menu("- menuDisconnect: {name: Cakes, dtmf: digit_1}")
    main = only(flow, model.Menu)
    lines = flow.source.lines
    assert lines[main.name.line - 1][main.name.column - 1 : main.name.end_column - 1] == "Main"
    (option,) = main.options
    assert lines[option.place.line - 1][option.place.column - 1 : option.place.end_column - 1] == "digit_1"


def test_flows_that_answer_no_call_are_read_and_no_rule_speaks_of_callers(tmp_path: Path) -> None:
    file = tmp_path / "work.yaml"
    file.write_text(
        'workflow:\n  name: Nightly\n  startUpRef: "/workflow/states/state[S_1]"\n  states:\n'
        "    - state: {name: S, refId: S_1, actions: [{sendResponse: {name: Say, messageBody: {lit: Hi}}}, {endWorkflow: {name: E}}]}\n"
    )
    reading: Any = read_any(file)
    assert not reading.flow.origin.call
    assert words(reading.flow.nodes["say"].prompt) == "Hi"


def test_lint_finds_what_is_wrong_in_the_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "bakery.yaml"
    file.write_text(
        HEAD.format(start="menus/menu[Main_1]")
        + MENU
        + "          - menuDisconnect: {name: Cakes, dtmf: digit_1}\n          - menuDisconnect: {name: Eggs, dtmf: digit_5}\n"
    )
    chosen = ("announced-key-missing", "missing-handler", "option-not-announced")
    options = [word for rule in chosen for word in ("--select", rule)]
    result = CliRunner().invoke(app, ["lint", str(file), *options])
    said = result.output.replace(f"{tmp_path}/", "")
    assert result.exit_code == 1
    assert "bakery.yaml:10:15 error missing-handler" in said
    assert "bakery.yaml:12:22 error announced-key-missing" in said
    assert "option-not-announced callers are never told that 5 is for “Eggs”" in said


# Anything at all


def settled(reading: Reading) -> None:
    """Whatever the file, its flow can be drawn as a graph, and every place is in the file."""
    assert reading.flow is not None or reading.problems
    if reading.flow is not None:
        graph = FlowGraph(reading.flow)
        assert {edge.target for edge in graph.edges()} <= {*reading.flow.nodes, HANGUP, LOST}
        last = len(reading.flow.source.lines)
        assert all(1 <= node.place.line <= last + 1 for node in reading.flow.nodes.values())


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    settled(read(Source("x.yaml", text)))
    settled(read(Source("x.yaml", "inboundCall:\n  menus:\n" + text)))


_SEED = (
    HEAD.format(start="menus/menu[Main_1]")
    + MENU
    + "          - menuTask: {name: Cakes, dtmf: digit_1, task: {actions: [{callTask: {name: C, targetTaskRef: 'tasks/task[A_1]'}}]}}\n"
    "          - menuSubMenu: {name: In, dtmf: digit_2, menu: {audio: {tts: In}, choices: []}}\n"
    "  tasks:\n    - task: {name: A, refId: A_1, actions: [{loop: {name: L, outputs: {loop: {actions: []}}}}]}\n"
)


@given(st.randoms(use_true_random=False))
def test_any_slip(chance: random.Random) -> None:
    settled(read(Source("x.yaml", slipped(_SEED, chance))))


def slipped(text: str, chance: random.Random) -> str:
    """The text with a few lines lost, doubled or mixed up, and a few signs changed."""
    lines = text.split("\n")
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(lines))
        lines[at : at + 1] = chance.choice([[], [lines[at]] * 2, [chance.choice(lines)], ["  " + lines[at]]])
        lines = lines or [""]
    letters = list("\n".join(lines))
    for _ in range(chance.randrange(4)):
        if letters:
            letters[chance.randrange(len(letters))] = chance.choice("{}[]:\"'*&#\0\t\n-9")
    return "".join(letters)


def test_hostile_files_are_told_and_do_not_hang() -> None:
    deep = "inboundCall:\n  menus: " + "[" * 5000
    bomb = "inboundCall:\n  a0: &a0 [x, x]\n" + "".join(
        f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)
    )
    twice = (
        HEAD.format(start="menus/menu[Main_1]")
        + "  name: Other\n"
        + MENU
        + "          - menuDisconnect: {name: A, dtmf: digit_1}\n"
    )
    for text in (deep, bomb, twice, "\0", "inboundCall: 5", "inboundCall: {menus: [1, {menu: 2}]}"):
        assert read(Source("x.yaml", text)).problems


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus of real files beside the project")
class TestCorpus:
    files = sorted(CORPUS.glob("*")) if CORPUS.exists() else []

    @pytest.mark.parametrize("file", files, ids=lambda file: file.stem[-40:])
    def test_every_file_is_read(self, file: Path) -> None:
        reading = read_any(file)
        assert reading.flow is not None
        assert reading.problems == ()

    def test_nearly_every_block_is_translated(self) -> None:
        origins = [
            reading.flow.origin for file in self.files if (reading := read_any(file)).flow and reading.flow.origin
        ]
        blocks = sum(origin.blocks for origin in origins)
        left_out = sum(loss.kind == "left out" for origin in origins for loss in origin.losses)
        assert left_out / blocks <= 0.05

    def test_the_keys_that_the_blueprint_never_announces_are_found(self) -> None:
        (file,) = (file for file in self.files if "SimpleFinancialIvr" in file.name)
        result = CliRunner().invoke(app, ["lint", str(file), "--select", "option-not-announced"])
        assert result.output.count("callers are never told") == 2
        assert "that 1 is for “SimpleFinancial401K”" in result.output
        assert "that 2 is for “SimpleFinancialIRA”" in result.output

    @given(st.data())
    def test_slips_in_real_files(self, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(self.files)).read_text()
        settled(read(Source("x.yaml", slipped(text, data.draw(st.randoms(use_true_random=False))))))


# Shapes that Architect refuses


def test_outcomes_that_hold_their_actions_without_the_word() -> None:
    plain = task(
        """
- decision:
    name: Where
    condition: {exp: 'Flow.country == "US"'}
    outputs:
      yes:
        - playAudio: {name: Here, audio: {tts: Hello.}}
        - disconnect: {name: End}
      no: {outputActions: [{playAudio: {name: There, audio: {tts: Not here.}}}, {disconnect: {name: Out}}]}
"""
    )
    asked = only(plain, model.Branch)
    assert {case: words(plain.nodes[to.to].prompt) for case, to in asked.cases.items()} == {"US": "Hello."}
    assert words(plain.nodes[asked.otherwise.to].prompt) == "Not here."
    assert not lost(plain)
    assert plain.origin.blocks == 7  # with the greeting and the task
    assert not plain.origin.losses


def test_a_condition_that_holds_what_is_done() -> None:
    flow = task(
        """
- decision:
    name: Where
    condition:
      if: Call.Country == "US"
      then: [{transferToAcd: {name: Staff, targetQueue: {lit: {name: Bakers}}}}]
      else: [{disconnect: {name: Out}}]
"""
    )
    asked = only(flow, model.Branch)
    assert (asked.field, asked.cases["US"].to, asked.otherwise.to) == ("Country", "staff", "hangup")
    assert flow.origin.blocks == 5


def test_actions_that_stand_where_none_are_looked_for_are_told() -> None:
    flow = menu(
        "- menuDisconnect: {name: Out, dtmf: digit_1}",
        "        actions:\n          - transferToAcd: {name: Staff}\n          - disconnect: {name: End}\n",
    )
    left_out = [(loss.kind, loss.block, loss.place.line) for loss in flow.origin.losses]
    assert [(kind, block) for kind, block, _ in left_out] == [("left out", "transferToAcd"), ("left out", "disconnect")]
    lines = flow.source.text.splitlines()
    assert [lines[line - 1].split()[1] for _, _, line in left_out] == ["transferToAcd:", "disconnect:"]
    assert flow.origin.blocks == 5


def test_words_without_the_audio_around_them() -> None:
    flow = task("- playAudio: {name: A, tts: Hello.}\n- playAudio: {name: B, holdMusic: true}\n- disconnect: {name: E}")
    assert words(flow.nodes["a"].prompt) == "Hello."
    assert [(loss.kind, loss.block) for loss in flow.origin.losses] == [("left out", "playAudio")]


def test_states_and_tasks_may_be_written_as_a_mapping() -> None:
    flow = of(
        HEAD.format(start="states/state[Open]")
        + "  states:\n    state[Open]:\n      name: Open\n      actions:\n        - playAudio: {audio: {tts: We bake.}}\n"
        + "        - disconnect: {}\n"
    )
    assert [words(node.prompt) for node in flow.nodes.values()] == ["Welcome to the bakery.", "We bake."]
    assert flow.nodes["initial_greeting"].next.to == "open_playaudio"


def test_an_outcome_may_name_the_action_that_comes_next() -> None:
    flow = task(
        """
- decision: {name: Member, condition: {exp: Flow.member}, outputs: {yes: Discount, no: Sorry}}
- playAudio: {name: Hello, audio: {tts: Hello.}}
- playAudio: {name: Discount, audio: {tts: You get a discount.}}
- disconnect: {name: Bye}
- playAudio: {name: Sorry, audio: {tts: Sorry.}}
- disconnect: {name: Over}
"""
    )
    branch = only(flow, model.Branch)
    assert (branch.field, branch.cases["true"].to, branch.otherwise.to) == ("member", "discount", "sorry")


def test_an_entry_with_an_outcome_for_each_key_is_a_menu() -> None:
    flow = task(
        """
- collectInput:
    name: Choose
    timeout: {lit: {seconds: 8}}
    outputs:
      digit_1: {actions: [{playAudio: {name: Cakes, audio: {tts: Cakes.}}}, {disconnect: {}}]}
      star: Again
      timeout: Nobody
- disconnect: {name: Over}
- playAudio: {name: Again, audio: {tts: Once more.}}
- playAudio: {name: Nobody, audio: {tts: Nobody is there.}}
- disconnect: {name: Gone}
"""
    )
    chosen = only(flow, model.Menu)
    ears = flow.ears(chosen)
    assert {option.key: option.to.to for option in chosen.options} == {"1": "cakes", "*": "again"}
    assert (ears.no_input.after, ears.no_input.then.to, ears.no_match.then.to) == (8.0, "nobody", "hangup")


def test_words_may_be_given_by_language() -> None:
    flow = task("- playAudio: {name: Hello, audio: {tts: {en-gb: Good morning., es-es: Buenos días.}}}")
    assert words(flow.nodes["hello"].prompt) == "Good morning."


def test_a_flow_may_begin_at_the_plain_name_of_a_task() -> None:
    head = HEAD.replace("/inboundCall/{start}", "{start}").format(start="Start")
    flow = of(head + "  tasks:\n    - task: {name: Start, actions: [{playAudio: {name: Hi, audio: {tts: Hi.}}}]}\n")
    assert flow.nodes["initial_greeting"].next.to == "hi"


class TestDecisions:
    """What is decided by an expression, in all shapes in which people write it."""

    SAY = "[{playAudio: {name: Early, audio: {tts: It leaves today.}}}, {disconnect: {name: Bye}}]"

    def branch(self, decision: str) -> tuple[str | None, dict[str, str], str | None]:
        flow = task(f"{decision}\n- playAudio: {{name: Late, audio: {{tts: It leaves tomorrow.}}}}\n")
        node = only(flow, model.Branch)
        return node.field, {case: to.to for case, to in node.cases.items()}, node.otherwise and node.otherwise.to

    @pytest.mark.parametrize(
        ("condition", "field", "cases", "otherwise"),
        [
            ('Task.day == "mon"', "day", {"mon": "early"}, "late"),
            ('"mon" == Task.day', "day", {"mon": "early"}, "late"),
            ("Task.day=1", "day", {"1": "early"}, "late"),
            ('ToString(Task.day) == "1"', "day", {"1": "early"}, "late"),
            ('Task.day == "sat" OR Task.day == "sun"', "day", {"sat": "early", "sun": "early"}, "late"),
            (
                'Task.day == "sat" or Flow.open == true',
                'Task.day == "sat" or Flow.open == true',
                {"yes": "early"},
                "late",
            ),
            ('Task.day != "mon"', "day", {"mon": "late"}, "early"),
            ('not (Task.day == "mon")', "day", {"mon": "late"}, "early"),
            ("Flow.isOpen", "isOpen", {"true": "early"}, "late"),
            ("!Flow.isOpen", "isOpen", {"true": "late"}, "early"),
            ("Task.tries > 2", "Task.tries > 2", {"yes": "early"}, "late"),
        ],
    )
    def test_conditions(self, condition: str, field: str, cases: dict[str, str], otherwise: str) -> None:
        decision = (
            f"- decision: {{name: Day, condition: {{exp: '{condition}'}}, outputs: {{yes: {{actions: {self.SAY}}}}}}}"
        )
        assert self.branch(decision) == (field, cases, otherwise)

    @pytest.mark.parametrize(
        "decision",
        [
            "- decision: {{name: Day, conditions: [{{if: 'Task.day == \"mon\"', then: {say}}}], else: Late}}",
            "- decision: {{name: Day, conditions: [{{condition: {{exp: 'Task.day == \"mon\"'}}, actions: {say}}}, {{else: Late}}]}}",
            "- decision: {{name: Day, conditions: [{{expression: 'Task.day == \"mon\"', then: {{actions: {say}}}}}]}}",
            "- decision: {{name: Day, condition: 'Task.day == \"mon\"', outputs: {{true: {say}, false: Late}}}}",
            "- switch: {{name: Day, evaluate: {{firstTrue: {{cases: [{{case: {{value: {{exp: 'Task.day == \"mon\"'}}, actions: {say}}}}}], default: {{actions: []}}}}}}}}",
            "- switch: {{name: Day, expression: {{exp: Task.day}}, cases: [{{case: {{value: {{lit: mon}}, actions: {say}}}}}]}}",
            "- switch: {{name: Day, value: Task.day, cases: {{mon: {{actions: {say}}}}}, default: Late}}",
        ],
    )
    def test_shapes(self, decision: str) -> None:
        assert self.branch(decision.format(say=self.SAY)) == ("day", {"mon": "early"}, "late")

    def test_conditions_of_several_fields_are_asked_in_turn(self) -> None:
        flow = task(
            f"""
- switch: {{name: Which, evaluate: {{firstTrue: {{cases: [{{case: {{value: {{exp: Flow.vip}}, actions: {self.SAY}}}}}, {{case: {{value: {{exp: 'Task.a > 3'}}, actions: {self.SAY}}}}}]}}}}}}
- playAudio: {{name: Late, audio: {{tts: Later.}}}}
"""
        )
        first, second = (node for node in flow.nodes.values() if isinstance(node, model.Branch))
        assert (first.field, list(first.cases), second.field, list(second.cases)) == (
            "vip",
            ["true"],
            "Task.a > 3",
            ["yes"],
        )
        assert first.otherwise is not None
        assert first.otherwise.to == second.id
        assert second.otherwise is not None
        assert second.otherwise.to == "late"

    def test_what_is_always_so_is_no_decision(self) -> None:
        flow = task(
            f"- decision: {{name: Ever, condition: {{lit: true}}, outputs: {{yes: {{actions: {self.SAY}}}}}}}\n"
            "- playAudio: {name: Late, audio: {tts: Later.}}\n"
        )
        assert not [node for node in flow.nodes.values() if isinstance(node, model.Branch)]
        assert flow.nodes["ever"].next.to == "early"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Please enter your PIN.", "pin"),
        ("Key in your credit card number.", "card"),
        ("Enter your order number.", None),
    ],
)
def test_what_is_asked_in_confidence(words: str, kind: str | None) -> None:
    flow = task(
        f"- collectInput: {{name: Ask, inputData: {{var: Task.it}}, digits: {{exact: {{lit: 4}}}}, inputAudio: {{tts: {words}}}}}\n"
    )
    entry = only(flow, model.Input)
    assert (entry.kind, entry.sensitive) == (kind, kind is not None)


class TestAnEntryThatIsAMenu:
    """One digit is asked for, and decisions behind it sort the keys."""

    ASK = (
        "- collectInput: {name: Ask, inputData: {var: Task.key}, digits: {exact: {lit: 1}}, "
        "inputAudio: {tts: 'For cakes, press 1. For bread, press 2.'}}\n"
    )
    CAKES = "[{playAudio: {name: Cakes, audio: {tts: Cakes.}}}, {disconnect: {name: Bye}}]"

    def test_a_switch_tells_the_keys_apart(self) -> None:
        flow = task(
            f"""{self.ASK}
- switch: {{name: Which, evaluate: {{firstTrue: {{cases: [{{case: {{value: {{exp: 'Task.key == "1"'}}, actions: {self.CAKES}}}}}, {{case: {{value: {{exp: 'Task.key == "2"'}}, actions: [{{disconnect: {{name: B}}}}]}}}}]}}}}}}
- playAudio: {{name: Sorry, audio: {{tts: Sorry.}}}}
"""
        )
        menu = only(flow, model.Menu)
        assert [(option.key, option.to.to) for option in menu.options] == [("1", "cakes"), ("2", "hangup")]
        assert flow.ears(menu).no_match.then.to == "sorry"
        assert not [node for node in flow.nodes.values() if isinstance(node, model.Branch)]

    def test_decisions_in_a_row_do_too(self) -> None:
        second = "{decision: {name: Two, condition: {exp: 'Task.key == \"2\"'}, outputs: {yes: {actions: [{disconnect: {name: B}}]}}}}"
        flow = task(
            f"""{self.ASK}
- decision: {{name: One, condition: {{exp: 'Task.key == "1"'}}, outputs: {{yes: {{actions: {self.CAKES}}}, no: {{actions: [{second}]}}}}}}
- playAudio: {{name: Sorry, audio: {{tts: Sorry.}}}}
"""
        )
        assert [option.key for option in only(flow, model.Menu).options] == ["1", "2"]

    def test_what_compares_otherwise_is_no_menu(self) -> None:
        flow = task(
            f"""{self.ASK}
- decision: {{name: One, condition: {{exp: 'Task.key == "yes"'}}, outputs: {{yes: {{actions: {self.CAKES}}}}}}}
- playAudio: {{name: Sorry, audio: {{tts: Sorry.}}}}
"""
        )
        assert only(flow, model.Input).digits == (1, 1)


def test_a_call_back_that_cannot_be_taken_leads_elsewhere() -> None:
    flow = task(
        "- createCallback: {name: Back, outputs: {failure: {actions: [{playAudio: {name: No, audio: {tts: Sorry.}}}]}}}\n"
        "- disconnect: {name: D}\n"
    )
    branch = only(flow, model.Branch)
    assert (branch.cases["failed"].to, branch.otherwise.to) == ("no", only(flow, model.Callback).id)


def test_a_bare_key_is_told_once_and_read_as_meant() -> None:
    text = HEAD.format(start="menus/menu[Main_1]") + MENU
    text += "          - menuDisconnect: {name: Cakes, dtmf: 1}\n          - menuDisconnect: {name: Bread, dtmf: '2'}\n"
    found = read(Source("bakery.yaml", text))
    assert [str(problem.help) for problem in found.problems] == ["write `digit_1`"]
    assert found.flow is not None
    assert [option.key for option in only(found.flow, model.Menu).options] == ["1", "2"]


def test_outcomes_beside_their_condition() -> None:
    flow = task(
        "- decision: {name: Vip, expression: Flow.vip, yes: [{playAudio: {name: Hi, audio: {tts: Hello.}}}], no: []}\n"
        "- disconnect: {name: D}\n"
    )
    branch = only(flow, model.Branch)
    assert (branch.field, branch.cases["true"].to, branch.otherwise.to) == ("vip", "hi", "hangup")


def test_what_comes_after_a_transfer_to_a_flow_comes_when_it_fails() -> None:
    flow = task(
        "- transferToFlow: {name: On, targetFlow: {name: Orders}}\n- playAudio: {name: Sorry, audio: {tts: Sorry.}}\n"
    )
    sub = only(flow, model.SubFlow)
    assert (sub.on["error"].to, sub.next.to) == ("sorry", "hangup")


def test_the_outcomes_of_a_lex_bot_stand_under_its_alias() -> None:
    flow = task("""
- callLexV2Bot:
    name: Bot
    lexBot:
      eu-west-1:
        Baker:
          en-gb:
            Live:
              intents: {Order: {none: true}}
              outputs:
                intents:
                  Order: {actions: [{playAudio: {name: Yes, audio: {tts: "Which cake?"}}}, {disconnect: {name: End}}]}
                failure: {actions: [{disconnect: {name: Lost}}]}
- playAudio: {name: After, audio: {tts: Goodbye.}}
""")
    bot = only(flow, model.Lookup)
    order = flow.nodes[bot.on["Order"].to]
    assert isinstance(order, model.Message)
    assert words(order.prompt) == "Which cake?"
    assert (sorted(bot.on), bot.on["error"].to) == (["Order", "error"], "hangup")
