"""Twilio Studio: what each widget becomes, what is lost, and that nothing in a file makes the reader fail."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow import model
from ivrlint.flow.graph import LOST, FlowGraph
from ivrlint.flow.model import Flow
from ivrlint.flow.place import Source
from ivrlint.flow.read import Reading, read_flow
from ivrlint.lint.imported import flow_file
from ivrlint.platforms.finish import finished
from ivrlint.platforms.formats import read_any, recognised
from ivrlint.platforms.twilio import read
from ivrlint.platforms.twilio.templates import heard
from tests.cli.run import ivrlint
from tests.platforms.asked import losses, to, understood

Json = dict[str, Any]
Way = tuple[str, str | None] | tuple[str, str, str, str]
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "twilio-studio"
FILES = sorted(CORPUS.glob("*.json")) if CORPUS.is_dir() else []


def way(event: str, to: str | None, kind: str = "", value: str = "") -> Json:
    found: Json = {"event": event} | ({"next": to} if to else {})
    if kind:
        found["conditions"] = [{"friendly_name": "f", "arguments": ["a"], "type": kind, "value": value}]
    return found


def widget(name: str, kind: str, *ways: Way, **properties: Any) -> Json:
    return {
        "name": name,
        "type": kind,
        "transitions": [way(*one) for one in ways],
        "properties": {**properties, "offset": {"x": 0, "y": 0}},
    }


def export(*widgets: Json, **entries: str) -> str:
    events = ("incomingMessage", "incomingCall", "incomingConversationMessage", "incomingRequest", "incomingParent")
    first = entries or {"incomingCall": widgets[0]["name"]}
    trigger = widget("Trigger", "trigger", *((event, first.get(event)) for event in events))
    top = {"description": "A line", "states": [trigger, *widgets], "initial_state": "Trigger"}
    return json.dumps(top, indent=1)


def reading(text: str) -> Reading:
    return finished(read(Source("line.json", text)))


def flow(*widgets: Json, **entries: str) -> Flow:
    return understood(reading(export(*widgets, **entries)))


def gather(name: str, keys: str | None, *more: Way, **properties: Any) -> Json:
    return widget(name, "gather-input-on-call", ("keypress", keys), *more, **properties)


def split(name: str, of: str, other: str | None, *matches: tuple[str, str, str]) -> Json:
    return widget(
        name,
        "split-based-on",
        ("noMatch", other),
        *(("match", to, kind, value) for kind, value, to in matches),
        input=of,
    )


DIGITS = "{{widgets.menu.Digits}}"
BYE = widget("bye", "say-play", ("audioComplete", None), say="Goodbye.")
AGENT = widget("agent", "send-to-flex", ("callComplete", None), ("failedToEnqueue", "bye"), workflow="WW1")


class TestWhatStudioRefuses:
    def test_keys_in_the_gather_itself_are_told_once_and_read_as_meant(self) -> None:
        menu = gather(
            "menu", None, ("timeout", "bye"), say="For sales, press 1. For news, press 2.", number_of_digits=1
        )
        menu["transitions"] = [
            {"event": "keypress", "conditions": [{"friendly_name": key, "arguments": [key]}], "next": to_}
            for key, to_ in (("1", "agent"), ("2", "bye"))
        ] + menu["transitions"][1:]
        text = export(menu, AGENT, BYE)
        found = reading(text)
        assert found.flow is not None
        read_ = found.flow.nodes["menu"]
        assert isinstance(read_, model.Menu)
        assert [(option.key, to(option.to)) for option in read_.options] == [("1", "agent"), ("2", "bye")]
        (problem,) = found.problems
        assert str(problem.message) == "Twilio Studio knows no way out of this shape, and refuses the flow"
        assert "`keypress`" in str(problem.help)
        assert text.splitlines()[problem.place.line :][0].strip() == '"friendly_name": "1",'

    def test_names_of_other_engines_are_told_and_read_as_meant(self) -> None:
        found = reading(export(gather("menu", "bye", ("noInput", "bye"), say="Press any key.", num_digits=1), BYE))
        assert [(str(problem.message), str(problem.help)) for problem in found.problems] == [
            ("Twilio Studio knows no `noInput` here", "write `timeout`"),
            ("Twilio Studio knows no `num_digits` here", "write `number_of_digits`"),
        ]
        assert found.flow is not None
        menu = found.flow.nodes["menu"]
        assert isinstance(menu, model.Menu)
        assert menu.dial is not None
        assert menu.dial.digits == (1, 1)
        assert to(found.flow.ears(menu).no_input.then) == "bye"

    @pytest.mark.parametrize("condition", [{"value": "1"}, {"type": "equal_to"}, {"arguments": ["{{x}}"]}, "1"])
    def test_a_condition_that_is_no_comparison(self, condition: object) -> None:
        sorts = split("keys", "{{flow.variables.tier}}", "bye")
        sorts["transitions"].append({"event": "match", "next": "agent", "conditions": [condition]})
        (problem,) = reading(export(sorts, AGENT, BYE)).problems
        assert str(problem.help) == "write `type`, `arguments` and `value`"

    def test_a_comparison_in_one_text_is_read_as_meant(self) -> None:
        sorts = split("sorts", "{{flow.variables.tier}}", "bye")
        tests = [
            '{{flow.variables.tier}} == "gold"',
            "{{flow.variables.tier}} == 2",
            "tier is odd",
            {"type": "equal_to"},
        ]
        targets = ("agent", "bye", "news", "jokes")
        sorts["transitions"] += [
            {"event": "match", "next": to_, "conditions": [test]} for test, to_ in zip(tests, targets, strict=True)
        ]
        others = [widget(name, "say-play", ("audioComplete", "bye"), say="News.") for name in ("news", "jokes")]
        found = reading(export(sorts, AGENT, BYE, *others))
        assert len(found.problems) == 1
        assert found.flow is not None
        branch = found.flow.nodes["sorts"]
        assert isinstance(branch, model.Branch)
        assert {case: to(target) for case, target in branch.cases.items()} == {"gold": "agent", "2": "bye"}
        assert {"news", "jokes"} <= FlowGraph(found.flow).reachable

    def test_keys_in_one_text_are_options(self) -> None:
        menu = gather("menu", None, ("timeout", "bye"), say="For sales, press 1. For news, press 2.")
        menu["transitions"] = [
            {"event": "keypress", "conditions": [key], "next": to_} for key, to_ in (("1", "agent"), ("2", "bye"))
        ] + menu["transitions"][1:]
        found = reading(export(menu, AGENT, BYE))
        assert found.flow is not None
        read_ = found.flow.nodes["menu"]
        assert isinstance(read_, model.Menu)
        assert [(option.key, to(option.to)) for option in read_.options] == [("1", "agent"), ("2", "bye")]

    def test_a_comparison_that_needs_no_value(self) -> None:
        sorts = split("keys", "{{flow.variables.tier}}", "bye")
        sorts["transitions"].append({"event": "match", "next": "agent", "conditions": [{"type": "is_blank"}]})
        branch = flow(sorts, AGENT, BYE).nodes["keys"]
        assert isinstance(branch, model.Branch)
        assert [to(target) for target in branch.cases.values()] == ["agent"]

    @pytest.mark.parametrize("missing", ["name", "type"])
    def test_a_widget_without_name_or_type_is_told(self, missing: str) -> None:
        (problem,) = reading(export(AGENT, BYE, {key: AGENT[key] for key in AGENT if key != missing})).problems
        assert str(problem.message) == f"`{missing}` is missing here: nothing of this is read"


class TestListening:
    def menu(self, **properties: Any) -> Flow:
        asks = gather("menu", "keys", ("timeout", "bye"), **properties)
        hello = widget("hello", "say-play", ("audioComplete", "menu"), say="For sales, press 1.")
        return flow(hello, asks, split("keys", DIGITS, "bye", ("equal_to", "1", "agent")), AGENT, BYE)

    @pytest.mark.parametrize(
        ("properties", "told"),
        [
            ({}, "every key works only 5 s after it was pressed, or with #: Studio waits for more digits"),
            (
                {"timeout": 3, "finish_on_key": "*"},
                "every key works only 3 s after it was pressed, or with *: Studio waits for more digits",
            ),
            (
                {"number_of_digits": 2, "stop_gather": False},
                "every key works only 5 s after it was pressed: Studio waits for more digits",
            ),
            ({"number_of_digits": 1}, None),
        ],
    )
    def test_a_gather_that_waits_for_more_digits_is_slow(self, properties: Json, told: str | None) -> None:
        origin = self.menu(**properties).origin
        assert origin is not None
        assert [str(loss.message) for loss in origin.losses] == ([told] if told else [])

    @pytest.mark.parametrize(("words", "barge_in"), [({}, False), ({"say": "Please choose."}, True)])
    def test_keys_count_only_while_the_gather_itself_speaks(self, words: Json, barge_in: bool) -> None:
        found = self.menu(number_of_digits=1, **words)
        assert found.ears(found.nodes["menu"]).barge_in is barge_in

    @pytest.mark.parametrize(("properties", "beep"), [({}, True), ({"play_beep": "false"}, False)])
    def test_a_recording_begins_with_a_beep(self, properties: Json, beep: bool) -> None:
        box = flow(widget("box", "record-voicemail", ("recordingComplete", "bye"), **properties), BYE).nodes["box"]
        assert isinstance(box, model.Voicemail)
        assert (box.prompt is not None and box.prompt.audio == "beep") is beep


class TestWhatIsListenedFor:
    """A gather listens for what leads on: keys, words, or both."""

    def ears(self, *ways: Way) -> tuple[bool, bool]:
        found = flow(widget("ask", "gather-input-on-call", *ways, ("timeout", "bye"), say="Your number?"), AGENT, BYE)
        node = found.nodes["ask"]
        assert isinstance(node, model.Input)
        assert not losses(found)
        return node.digits is not None, found.ears(node).speech

    def test_keys(self) -> None:
        assert self.ears(("keypress", "agent"), ("speech", None)) == (True, False)

    def test_words(self) -> None:
        assert self.ears(("keypress", None), ("speech", "agent")) == (False, True)

    def test_both(self) -> None:
        assert self.ears(("keypress", "agent"), ("speech", "agent")) == (True, True)


class TestAsking:
    def test_a_gather_and_the_split_of_its_digits_are_a_menu(self) -> None:
        found = flow(
            gather("menu", "keys", ("speech", None), ("timeout", None), say="For sales, press 1.", timeout=7),
            split("keys", DIGITS, "bye", ("equal_to", "1", "agent"), ("matches_any_of", "2, 3", "bye")),
            AGENT,
            BYE,
        )
        menu = found.nodes["menu"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, to(option.to)) for option in menu.options] == [("1", "agent"), ("2", "bye"), ("3", "bye")]
        assert menu.options[0].label is not None
        assert menu.options[0].label.spoken == {"en": "sales"}
        ears = found.ears(menu)
        assert (ears.no_input.after, ears.no_input.attempts, ears.no_input.then) == (7, 1, None)
        assert to(ears.no_match.then) == "bye"
        assert "keys" not in found.nodes
        assert [edge.kind for edge in FlowGraph(found).exits["menu"] if edge.target == LOST] == ["no_input"]

    def test_a_split_that_more_than_one_widget_leads_to_is_kept(self) -> None:
        found = flow(
            gather("menu", "keys", ("timeout", "again"), say="Press 1."),
            widget("again", "set-variables", ("next", "keys")),
            split("keys", DIGITS, "bye", ("equal_to", "1", "bye")),
            BYE,
        )
        assert isinstance(found.nodes["menu"], model.Menu)
        assert isinstance(found.nodes["keys"], model.Branch)

    def test_what_callers_say_joins_the_key_that_leads_there(self) -> None:
        speech = split("words", "{{widgets.menu.SpeechResult}}", "bye", ("contains", "sales", "agent"))
        found = flow(
            gather("menu", "keys", ("speech", "words"), ("timeout", "bye"), say="For sales, press 1, or say sales."),
            split("keys", DIGITS, "bye", ("equal_to", "1", "agent")),
            speech,
            AGENT,
            BYE,
        )
        menu = found.nodes["menu"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, option.says and list(option.says.spoken.values())) for option in menu.options] == [
            ("1", [("sales",)])
        ]
        assert "words" not in found.nodes

    def test_digits_that_nothing_sorts_are_an_entry(self) -> None:
        found = flow(
            gather(
                "number", "bye", ("timeout", "bye"), say="Enter your 8 digits.", number_of_digits=8, finish_on_key="*"
            ),
            BYE,
        )
        entry = found.nodes["number"]
        assert isinstance(entry, model.Input)
        assert (entry.field, entry.digits, entry.terminator, to(entry.next)) == ("number_Digits", (8, 8), "*", "bye")

    @pytest.mark.parametrize(
        ("properties", "terminator"),
        [({}, "#"), ({"finish_on_key": ""}, None), ({"stop_gather": False, "finish_on_key": "#"}, None)],
    )
    def test_the_key_that_ends_an_entry(self, properties: Json, terminator: str | None) -> None:
        entry = flow(gather("n", "bye", ("timeout", "bye"), say="Your number?", **properties), BYE).nodes["n"]
        assert isinstance(entry, model.Input)
        assert entry.terminator == terminator

    def test_one_key_that_something_else_tells_apart(self) -> None:
        found = flow(gather("any", "bye", ("timeout", "bye"), say="Press any key.", number_of_digits=1), BYE)
        menu = found.nodes["any"]
        assert isinstance(menu, model.Menu)
        assert menu.dial is not None
        assert (menu.dial.digits, to(menu.dial.to)) == ((1, 1), "bye")

    def test_speech_that_leads_where_silence_leads_is_not_wanted(self) -> None:
        found = flow(gather("n", "agent", ("speech", "bye"), ("timeout", "bye"), say="Your number?"), AGENT, BYE)
        entry = found.nodes["n"]
        assert isinstance(entry, model.Input)
        assert to(entry.next) == "agent"
        assert not found.ears(entry).speech

    def test_speech_alone_is_an_open_question(self) -> None:
        said = "{{widgets.right.SpeechResult}}"
        found = flow(
            gather("right", None, ("speech", "words"), ("timeout", "bye"), say="Is this correct?"),
            split("words", said, "bye", ("contains", "Yes", "agent"), ("contains", "No", "bye")),
            AGENT,
            BYE,
        )
        menu = found.nodes["right"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, to(option.to)) for option in menu.options] == [("yes", "agent"), ("no", "bye")]
        assert found.ears(menu).speech
        assert set(found.nodes) == {"right", "agent", "bye"}

    def test_an_answer_by_voice_is_no_entry_of_digits(self) -> None:
        found = flow(gather("why", None, ("speech", "bye"), ("timeout", "bye"), say="Tell us why you call."), BYE)
        entry = found.nodes["why"]
        assert isinstance(entry, model.Input)
        assert (entry.digits, entry.terminator, to(entry.next)) == (None, None, "bye")
        assert (found.ears(entry).speech, to(found.ears(entry).no_match.then)) == (True, "bye")

    def test_whatever_is_keyed_goes_the_way_on(self) -> None:
        found = flow(gather("n", "agent", ("timeout", None), say="Your number?"), AGENT, BYE)
        assert to(found.ears(found.nodes["n"]).no_match.then) == "agent"


class TestWords:
    def test_a_text_said_several_times(self) -> None:
        node = flow(widget("hi", "say-play", ("audioComplete", "bye"), say="We are closed.", loop=2), BYE).nodes["hi"]
        assert isinstance(node, model.Message)
        assert node.prompt is not None
        assert node.prompt.spoken == {"en": "We are closed. We are closed."}

    def test_words_that_another_system_gives(self) -> None:
        node = flow(widget("hi", "say-play", ("audioComplete", None), say="{{widgets.find.parsed.words}}."))
        hangup = node.nodes["hi"]
        assert isinstance(hangup, model.Hangup)
        assert hangup.prompt is not None
        assert (hangup.prompt.spoken, hangup.prompt.audio) == ({}, "{words}.")
        assert losses(node) == [("not in the file", "say-play")]

    def test_words_that_stand_in_for_others(self) -> None:
        text = "{{flow.data.words | default: 'Press 1 to stop.'}}"
        found = flow(gather("menu", "bye", ("timeout", "bye"), say=text), BYE)
        entry = found.nodes["menu"]
        assert isinstance(entry, model.Menu)
        assert entry.prompt is not None
        assert entry.prompt.spoken == {"en": "Press 1 to stop."}
        assert ("not in the file", "gather-input-on-call") in losses(found)

    def test_digits_that_are_spelt_out_are_those_that_were_keyed(self) -> None:
        spelt = "{%- assign all = widgets.code.Digits | split: '' -%}{%- for one in all -%}{{ one }} {%- endfor -%}"
        assert heard(spelt).text.strip() == "{code_Digits}"


class TestOthers:
    def test_the_last_words_end_the_call(self) -> None:
        found = flow(widget("hi", "say-play", ("audioComplete", "bye"), say="Hello {{contact.name}}."), BYE)
        hi, bye = found.nodes["hi"], found.nodes["bye"]
        assert isinstance(hi, model.Message)
        assert isinstance(bye, model.Hangup)
        assert hi.prompt is not None
        assert (hi.prompt.spoken, to(hi.next)) == ({"en": "Hello {name}."}, "bye")

    def test_a_recording_and_a_repeated_text(self) -> None:
        found = flow(widget("hi", "say-play", ("audioComplete", None), play="https://x/hi.mp3", loop=3))
        hi = found.nodes["hi"]
        assert isinstance(hi, model.Hangup)
        assert hi.prompt is not None
        assert (hi.prompt.spoken, hi.prompt.audio) == ({}, "https://x/hi.mp3")
        assert losses(found) == [("approximated", "say-play")]

    def test_a_split_by_a_variable(self) -> None:
        found = flow(
            split("tier", "{{flow.variables.tier}}", "bye", ("equal_to", "gold", "agent"), ("regex", "^g", "agent")),
            AGENT,
            BYE,
        )
        node = found.nodes["tier"]
        assert isinstance(node, model.Branch)
        assert (node.field, list(node.cases), to(node.otherwise)) == ("tier", ["gold"], "tier_else")
        second = found.nodes["tier_else"]
        assert isinstance(second, model.Branch)
        assert (second.field, list(second.cases), to(second.otherwise)) == ("tier regex ^g", ["yes"], "bye")
        assert losses(found) == []

    def test_tests_are_made_in_their_order(self) -> None:
        tests = (("greater_than", "17", "agent"), ("equal_to", "3", "bye"), ("is_blank", "Is Blank", "bye"))
        found = flow(split("age", "{{flow.variables.age}}", None, *tests), AGENT, BYE)
        asked = [(node.field, list(node.cases)) for node in found.nodes.values() if isinstance(node, model.Branch)]
        assert asked == [("age > 17", ["yes"]), ("age", ["3"]), ("age is blank", ["yes"])]

    @pytest.mark.parametrize(
        ("kind", "failed"), [("run-function", "fail"), ("make-http-request", "failed"), ("send-message", "failed")]
    )
    def test_another_system(self, kind: str, failed: str) -> None:
        done = "sent" if kind == "send-message" else "success"
        node = flow(widget("ask", kind, (done, "bye"), (failed, None), url="https://x.twil.io/find"), BYE).nodes["ask"]
        assert isinstance(node, model.Lookup)
        assert {name: target.to for name, target in node.on.items()} == {"ok": "bye", "error": "hangup"}
        assert node.service in ("find", "text message")

    def test_fields_are_set(self) -> None:
        node = flow(
            widget(
                "set", "set-variables", ("next", "bye"), variables=[{"key": "tier", "value": "{{trigger.call.From}}"}]
            ),
            BYE,
        ).nodes["set"]
        assert isinstance(node, model.Message)
        assert (node.sets, node.prompt) == ({"tier": "{From}"}, None)

    @pytest.mark.parametrize(
        ("properties", "number", "queue"),
        [
            ({"noun": "number", "to": "+34 900 123 456"}, "+34900123456", None),
            ({"noun": "number", "to": "{{flow.variables.branch}}"}, "{branch}", None),
            ({"noun": "sip", "to": "sip:desk@acme.example"}, None, "sip:desk@acme.example"),
        ],
    )
    def test_a_call_that_is_connected(self, properties: Json, number: str | None, queue: str | None) -> None:
        node = flow(widget("out", "connect-call-to", ("callCompleted", "bye"), **properties), BYE).nodes["out"]
        assert isinstance(node, model.Transfer)
        assert (node.number, node.queue) == (number, queue)
        assert {name: target.to for name, target in node.on.items()} == dict.fromkeys(
            ("no_answer", "busy", "failed"), "bye"
        )

    def test_agents(self) -> None:
        found = flow(AGENT, BYE, widget("q", "enqueue-call", ("callComplete", None), queue_name="Support"))
        agent, queue = found.nodes["agent"], found.nodes["q"]
        assert isinstance(agent, model.Transfer)
        assert isinstance(queue, model.Transfer)
        assert (agent.queue, to(agent.on["failed"])) == ("agent", "bye")
        assert (queue.queue, queue.on) == ("Support", {})

    def test_a_voicemail_with_its_ends(self) -> None:
        found = flow(
            widget("box", "record-voicemail", ("recordingComplete", None), ("noAudio", "bye"), max_length=120), BYE
        )
        box = found.nodes["box"]
        assert isinstance(box, model.Voicemail)
        assert box.max is not None
        assert box.max.seconds == 120
        assert {edge.target for edge in FlowGraph(found).exits[to(box.next) or ""]} == {"bye", "hangup"}

    def test_other_flows(self) -> None:
        found = flow(
            widget("sub", "run-subflow", ("completed", "code"), ("failed", "bye"), flow_sid="FW1"),
            widget("code", "add-twiml-redirect", ("return", "bot"), url="https://x.twil.io/talk"),
            widget("bot", "connect-virtual-agent", ("return", None), ("fail", "bye"), connector="helper"),
            BYE,
        )
        ways = {id_: (node.file, to(node.next)) for id_, node in found.nodes.items() if isinstance(node, model.SubFlow)}
        assert ways == {"sub": ("FW1", "code"), "code": ("https://x.twil.io/talk", "bot"), "bot": ("helper", "hangup")}

    def test_a_card_is_asked_for(self) -> None:
        node = flow(widget("pay", "capture-payments", ("success", "bye"), ("maxFailedAttempts", None)), BYE).nodes[
            "pay"
        ]
        assert isinstance(node, model.Input)
        assert (node.kind, node.sensitive) == ("card", True)

    def test_what_callers_cannot_notice_is_passed_by(self) -> None:
        found = flow(widget("rec", "record-call", ("success", "bye"), ("failed", "bye"), record_call=True), BYE)
        assert found.start[None].to == "bye"
        assert found.recorded

    def test_an_unknown_widget_keeps_all_its_ways(self) -> None:
        found = flow(widget("new", "just-invented", ("a", "bye"), ("b", "agent"), ("c", None)), AGENT, BYE)
        assert {edge.target for edge in FlowGraph(found).exits["new"]} == {"bye", "agent", "hangup"}
        assert losses(found) == [("left out", "just-invented")]


class TestNumbersThatAreChecked:
    """A right answer, such as a PIN, is no choice of which callers are told."""

    @pytest.mark.parametrize(
        ("said", "properties", "values"),
        [
            ("Please enter your PIN.", {"number_of_digits": 4}, ["4711"]),
            ("Enter the month your card will expire.", {"number_of_digits": 2}, ["11"]),
            ("Please enter the last digits of your card.", {"number_of_digits": 4}, ["4711", "0"]),
            ("Which branch? Enter its number.", {}, ["2001", "2002"]),
        ],
    )
    def test_an_entry_and_a_decision(self, said: str, properties: Json, values: list[str]) -> None:
        tests = [("equal_to", value, "bye") for value in values]
        found = flow(gather("menu", "check", say=said, **properties), split("check", DIGITS, "menu", *tests), BYE)
        entry, check = found.nodes["menu"], found.nodes["check"]
        assert isinstance(entry, model.Input)
        assert isinstance(check, model.Branch)
        assert entry.digits == ((properties["number_of_digits"],) * 2 if properties else (1, 20))
        assert {value: target.to for value, target in check.cases.items()} == dict.fromkeys(values, "bye")
        assert to(check.otherwise) == "menu"

    @pytest.mark.parametrize(
        ("said", "properties", "values"),
        [
            ("For sales, dial 101. For support, dial 102.", {"number_of_digits": 3}, ["101", "102"]),
            ("For sales, press 1. For the fax, press 12.", {}, ["1", "12"]),
            ("For sales, press 1.", {}, ["1", "911"]),
            ("", {"number_of_digits": 2}, ["1", "2", "10"]),
        ],
    )
    def test_choices(self, said: str, properties: Json, values: list[str]) -> None:
        tests = [("equal_to", value, "bye") for value in values]
        found = flow(gather("menu", "check", say=said, **properties), split("check", DIGITS, None, *tests), BYE)
        node = found.nodes["menu"]
        assert isinstance(node, model.Menu)
        assert [option.key for option in node.options] == values


class TestWaysThatLeadNowhere:
    def test_a_key_that_is_taken_and_drops_the_call(self) -> None:
        found = flow(
            gather("menu", "keys", say="For sales, press 1. For nothing, press 2."),
            split("keys", DIGITS, "menu", ("equal_to", "1", "bye"), ("equal_to", "2", "")),
            BYE,
        )
        (edge,) = (edge for edge in FlowGraph(found).exits["menu"] if edge.key == "2")
        assert edge.target == "menu_2"
        assert [edge.target for edge in FlowGraph(found).exits["menu_2"]] == [LOST]
        assert not read_flow(Path("import.yaml"), text=flow_file(found)).problems

    def test_a_decision_whose_way_drops_the_call(self) -> None:
        found = flow(split("tier", "{{flow.variables.tier}}", "bye", ("equal_to", "gold", "")), BYE)
        node = found.nodes["tier"]
        assert isinstance(node, model.Branch)
        assert [edge.target for edge in FlowGraph(found).exits[node.cases["gold"].to]] == [LOST]


class TestWhatIsSaid:
    def test_other_words_lead_elsewhere_than_other_keys(self) -> None:
        words = split("words", "{{widgets.menu.SpeechResult}}", "sorry", ("equal_to", "sales", "bye"))
        found = flow(
            gather("menu", "keys", ("speech", "words"), say="Press 1 or say sales."),
            split("keys", DIGITS, "menu", ("equal_to", "1", "bye")),
            words,
            widget("sorry", "say-play", ("audioComplete", "menu"), say="Sorry."),
            BYE,
        )
        assert {edge.key: edge.target for edge in FlowGraph(found).exits["menu"]}["speech"] == "sorry"
        assert "sorry" in FlowGraph(found).reachable
        assert found.ears(found.nodes["menu"]).speech
        assert not read_flow(Path("import.yaml"), text=flow_file(found)).problems

    def test_the_same_where_words_are_told_apart_by_keys_only(self) -> None:
        found = flow(
            gather("menu", "keys", ("speech", "words"), say="Press 1."),
            split("keys", DIGITS, "menu", ("equal_to", "1", "bye")),
            split("words", "{{widgets.menu.SpeechResult}}", "sorry", ("equal_to", "1", "bye")),
            widget("sorry", "say-play", ("audioComplete", "menu"), say="Sorry."),
            BYE,
        )
        assert found.ears(found.nodes["menu"]).speech
        assert not read_flow(Path("import.yaml"), text=flow_file(found)).problems


class TestCallsThatTheFlowMakes:
    def test_nobody_is_on_the_line_who_did_not_answer(self) -> None:
        found = flow(
            widget("dial", "make-outgoing-call-v2", ("answered", "bye"), ("busy", "text"), ("noAnswer", "text")),
            widget("text", "send-message", ("sent", None), ("failed", None), body="We called you."),
            BYE,
            incomingRequest="dial",
        )
        assert set(found.nodes) == {"dial", "bye"}
        assert [edge.target for edge in FlowGraph(found).exits["dial"]] == ["bye"]
        assert losses(found) == [("left out", "make-outgoing-call-v2")]


class TestWrittenByHand:
    def test_names_of_twiml(self) -> None:
        text = export(
            gather("menu", "keys", say="For sales, press 1.", numDigits=1, finishOnKey="*"),
            split("keys", "{{Digits}}", "menu", ("equal_to", "1", "bye")),
            BYE,
        )
        found = reading(text)
        assert [str(problem.message) for problem in found.problems] == [
            "Twilio Studio knows no `numDigits` here",
            "Twilio Studio knows no `finishOnKey` here",
        ]
        assert found.flow is not None
        node = found.flow.nodes["menu"]
        assert isinstance(node, model.Menu)
        assert [option.key for option in node.options] == ["1"]

    def test_any_key_where_nobody_looks_at_it(self) -> None:
        found = flow(
            widget("ask", "say-play", ("audioComplete", "any"), say="Press any key to go back."),
            gather("any", "bye", ("timeout", "bye")),
            BYE,
        )
        node = found.nodes["any"]
        assert isinstance(node, model.Menu)
        assert node.dial is not None


class TestFiles:
    def test_widgets_for_messages_are_no_part_of_the_call(self) -> None:
        text = widget("text", "send-and-wait-for-reply", ("incomingMessage", None), body="Hi")
        found = flow(BYE, text, incomingCall="bye", incomingMessage="text")
        assert list(found.nodes) == ["bye"]
        assert losses(found) == [("left out", "trigger")]
        assert found.origin is not None
        assert found.origin.blocks == 2

    def test_a_flow_for_messages_only_is_no_call(self) -> None:
        found = flow(widget("text", "send-message", ("sent", None)), incomingMessage="text")
        assert found.origin is not None
        assert not found.origin.call
        assert found.start[None].to == "text"

    def test_a_flow_with_several_entries(self) -> None:
        found = flow(BYE, AGENT, incomingCall="bye", incomingRequest="agent", incomingParent="agent")
        assert {entry: target.to for entry, target in found.start.items()} == {
            "incomingCall": "bye",
            "incomingRequest": "agent",
        }

    def test_a_trigger_that_leads_nowhere_hangs_up(self) -> None:
        found = flow(BYE, incomingNothing="bye")
        assert isinstance(found.nodes[found.start[None].to], model.Hangup)

    def test_what_the_api_wraps_around_a_flow(self) -> None:
        text = json.dumps({"friendly_name": "Main line", "definition": export(BYE)})
        assert recognised(text.encode()) == "twilio-studio"
        found = reading(text).flow
        assert found is not None
        assert (found.name, list(found.nodes)) == ("Main line", ["bye"])

    def test_two_widgets_of_one_name_are_a_problem(self) -> None:
        found = reading(export(BYE, BYE))
        assert [str(problem.message) for problem in found.problems] == [
            "two widgets are called `bye`; only the first one is read"
        ]

    @pytest.mark.parametrize("text", ["[]", "{}", '{"states": 3}', '"x"', "", '{"definition": "{"}'])
    def test_what_is_no_flow_is_a_problem(self, text: str) -> None:
        found = read(Source("line.json", text))
        assert found.flow is None
        assert found.problems or "states" in text

    def test_lint_finds_the_time_out_that_leads_nowhere(self, tmp_path: Path) -> None:
        menu = gather("menu", "keys", ("timeout", None), say="For sales, press 1.")
        keys = split("keys", DIGITS, "menu", ("equal_to", "1", "agent"))
        (tmp_path / "line.json").write_text(export(menu, keys, AGENT, BYE), "utf-8")
        ran = ivrlint("lint", "line.json", "--format", "json", cwd=tmp_path)
        found = [
            finding["message"] for finding in json.loads(ran.out)["findings"] if finding["rule"] == "missing-handler"
        ]
        assert ran.status == 1
        assert found == ["the call drops at `menu` when a caller stays silent: no `then` says where it goes"]


@pytest.mark.parametrize(
    ("template", "said", "chosen"),
    [
        ("Hello {{ widgets.ask.parsed.first-name | capitalize }}!", "Hello {first_name}!", False),
        ("{% if open %}We are open.{% elsif late %}Late.{% else %}Closed.{% endif %} Bye.", "We are open. Bye.", True),
        ("{% case why %} {% when 'a' %}Holiday.{% when 'b' %}Storm.{% endcase %}", "Holiday.", True),
        ("{% assign x = 1 %}{% capture y %}no{% endcapture %}Hi.", "Hi.", False),
        ("Half {% if a %}open", "Half open", True),
    ],
)
def test_templates_as_they_are_heard(template: str, said: str, chosen: bool) -> None:
    text, had_choices, _ = heard(template)
    assert (" ".join(text.split()), had_choices) == (said, chosen)


# Whatever a file holds

texts = st.sampled_from(["a", "b", "c", "1", "#", "", DIGITS, "{{widgets.a.Digits}}", "{% if %}", "é", "\0", "9" * 30])
types = st.sampled_from(
    [
        "trigger",
        "gather-input-on-call",
        "split-based-on",
        "say-play",
        "set-variables",
        "run-function",
        "connect-call-to",
        "send-to-flex",
        "record-voicemail",
        "capture-payments",
        "record-call",
        "run-subflow",
        "make-outgoing-call",
        "odd",
    ]
)
names = st.sampled_from(
    ["say", "play", "input", "loop", "timeout", "number_of_digits", "to", "variables", "max_length"]
)
events = st.sampled_from(["keypress", "speech", "timeout", "noMatch", "match", "success", "next", "incomingCall", ""])
odd = st.recursive(
    texts | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
tests = st.fixed_dictionaries(
    {"type": st.sampled_from(["equal_to", "contains", "matches_any_of", "x"]), "value": texts}
)
ways = st.fixed_dictionaries(
    {"event": events, "next": texts | st.none(), "conditions": st.lists(tests, max_size=2) | odd}
)
states = st.fixed_dictionaries(
    {
        "name": texts,
        "type": types,
        "transitions": st.lists(ways, max_size=4) | odd,
        "properties": st.dictionaries(names, odd, max_size=3) | odd,
    }
)


@given(st.lists(states, max_size=8), texts)
def test_never_raises(widgets: list[Json], first: str) -> None:
    found = reading(json.dumps({"states": widgets, "initial_state": first}))
    if found.flow is not None:
        FlowGraph(found.flow).exits  # noqa: B018 - walks every node
        assert found.flow.origin is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[-40:])
class TestCorpus:
    def test_is_recognised_and_read_without_loss(self, path: Path) -> None:
        found = read_any(path)
        assert recognised(path.read_bytes()) == "twilio-studio"
        assert found.flow is not None
        assert not found.problems
        assert not [kind for kind, _ in losses(found.flow) if kind == "left out"]

    def test_nothing_that_is_cut_or_changed_makes_the_reader_fail(self, path: Path) -> None:
        text = path.read_text("utf-8")
        chance = random.Random(path.name)  # noqa: S311 - not for secrets
        for _ in range(30):
            at = chance.randrange(len(text) + 1)
            sign = chance.choice('{}[]",:\\\0é1')
            for broken in (text[:at], text[:at] + sign + text[at + 1 :]):
                read(Source("broken.json", broken))


def test_exports_of_the_first_year() -> None:
    states = [
        {"type": "InitialState", "name": "Trigger", "sid": "FF1", "transitions": [way("incomingCall", "FF2")]},
        {
            "type": "Gather",
            "name": "ask",
            "sid": "FF2",
            "properties": {"say": "Press 1.", "number_of_digits": 1},
            "transitions": [way("keypress", "FF3"), {"event": "timeout", "next": None}],
        },
        {"type": "EnqueueCall", "name": "line", "sid": "FF3", "properties": {"queue_name": "sales"}, "transitions": []},
    ]
    text = json.dumps({"description": "A New Flow", "states": states})
    assert recognised(text.encode()) == "twilio-studio"
    found = reading(text)
    assert found.flow is not None
    assert not found.problems
    assert to(found.flow.start[None]) == "ask"
    assert [type(node) for node in found.flow.nodes.values()] == [model.Menu, model.Transfer]


class TestInConfidence:
    """What a gather asks for in confidence is marked as such; where the call is recorded, nothing hides it."""

    def entry(self, words: str, *more: Json, language: str = "en-US") -> model.Input:
        ask = gather("ask", "first", ("timeout", "bye"), say=words, language=language, number_of_digits=4)
        first = more[0]["name"] if more else "agent"
        ask["transitions"][0]["next"] = first
        node = flow(ask, *more, AGENT, BYE).nodes["ask"]
        assert isinstance(node, model.Input)
        return node

    @pytest.mark.parametrize(
        ("words", "language", "kind"),
        [
            ("Welcome. Please enter your PIN.", "en-US", "pin"),
            ("Enter your four-digit access code, then press pound.", "en-GB", "pin"),
            ("Enter the 16 digits of your credit card.", "en-US", "card"),
            ("Introduzca el número de su tarjeta.", "es-ES", "card"),
            ("Por favor, ingrese su clave secreta.", "es-MX", "pin"),
            ("Enter your PIN of the lift.", "en-US", "pin"),
            ("Forgot your PIN? Hold the line. Please enter your account number.", "en-US", None),
            ("Enter the number of your library card.", "en-US", None),
        ],
    )
    def test_the_words_tell(self, words: str, language: str, kind: str | None) -> None:
        entry = self.entry(words, language=language)
        assert (entry.kind, entry.sensitive) == (kind, kind is not None)

    def test_a_recording_keeps_it(self) -> None:
        record = widget("tape", "record-call", ("success", "agent"), ("failed", "agent"), record_call=True)
        entry = self.entry("Please enter your PIN.", record)
        assert (entry.kind, entry.sensitive) == ("pin", False)


class TestBetweenAGatherAndItsSplit:
    def test_a_variable_may_hold_what_was_pressed(self) -> None:
        found = flow(
            gather("menu", "keep", ("timeout", "menu"), say="For sales, press 1. For news, press 2."),
            widget(
                "keep",
                "set-variables",
                ("next", "keys"),
                variables=[{"key": "choice", "value": DIGITS}, {"key": "line", "value": "main"}],
            ),
            split("keys", "{{flow.variables.choice}}", "menu", ("equal_to", "1", "agent"), ("equal_to", "2", "bye")),
            AGENT,
            BYE,
        )
        menu = found.nodes["menu"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, to(option.to), dict(option.sets)) for option in menu.options] == [
            ("1", "agent", {"choice": "1", "line": "main"}),
            ("2", "bye", {"choice": "2", "line": "main"}),
        ]
        assert {"keep", "keys"}.isdisjoint(found.nodes)

    def test_a_variable_that_others_set_too_is_no_part_of_a_menu(self) -> None:
        found = flow(
            gather("menu", "keep", ("timeout", "keep"), say="For sales, press 1."),
            widget("keep", "set-variables", ("next", "keys"), variables=[{"key": "choice", "value": DIGITS}]),
            split("keys", "{{flow.variables.choice}}", "menu", ("equal_to", "1", "agent")),
            AGENT,
            BYE,
        )
        assert {"keep", "keys"} <= set(found.nodes)

    @pytest.mark.parametrize("asked", ["{{ widgets.menu.Digits | strip }}", "{{widgets.menu.Digits | default: '0' }}"])
    def test_filters_change_nothing(self, asked: str) -> None:
        found = flow(
            gather("menu", "keys", ("timeout", "menu"), say="For sales, press 1. For news, press 2."),
            split("keys", asked, "menu", ("equal_to", "1", "agent"), ("equal_to", "2", "bye")),
            AGENT,
            BYE,
        )
        menu = found.nodes["menu"]
        assert isinstance(menu, model.Menu)
        assert [option.key for option in menu.options] == ["1", "2"]

    def test_words_of_one_comparison_are_one_option(self) -> None:
        found = flow(
            gather("menu", None, ("speech", "words"), ("timeout", "bye"), say="How can we help?"),
            split(
                "words",
                "{{widgets.menu.SpeechResult}}",
                "bye",
                ("matches_any_of", "sales, buy", "agent"),
                ("regex", "(?i)help|technical support", "bye"),
                ("not_equal_to", "no", "agent"),
            ),
            AGENT,
            BYE,
        )
        menu = found.nodes["menu"]
        assert isinstance(menu, model.Menu)
        told = [(option.key, option.says and [*option.says.spoken.values()], option.silent) for option in menu.options]
        assert told == [
            ("sales", [("buy",)], False),
            ("help", [("technical support",)], False),
            ("not-equal-to-no", None, True),
        ]

    def test_a_question_by_voice_takes_whatever_is_said(self) -> None:
        found = flow(gather("why", None, ("speech", "agent"), ("timeout", "bye"), say="How can I help?"), AGENT, BYE)
        assert to(found.ears(found.nodes["why"]).no_match.then) == "agent"


def test_a_split_that_only_asks_whether_a_key_was_pressed() -> None:
    found = flow(
        gather("menu", "any", ("timeout", "agent"), say="To leave a message, press any key."),
        split("any", DIGITS, "agent", ("is_not_blank", "", "bye")),
        AGENT,
        BYE,
    )
    menu = found.nodes["menu"]
    assert isinstance(menu, model.Menu)
    assert menu.dial is not None
    assert menu.dial.digits == (1, 1)


def test_keys_that_are_offered_and_that_nobody_reads_all_lead_on() -> None:
    words = "Your taxi comes at ten. Press 1 to confirm or 2 to repeat."
    found = flow(gather("menu", "agent", ("timeout", "bye"), say=words), AGENT, BYE)
    menu = found.nodes["menu"]
    assert isinstance(menu, model.Menu)
    assert [(option.key, to(option.to)) for option in menu.options] == [("1", "agent"), ("2", "agent")]
    assert menu.dial is not None
    assert to(menu.dial.to) == "agent"


@pytest.mark.parametrize(
    ("words", "language"), [("To hear our hours, press any key.", "en-US"), ("Pulse cualquier tecla.", "es-ES")]
)
def test_any_key_that_is_asked_for_and_that_nobody_reads(words: str, language: str) -> None:
    found = flow(gather("menu", "agent", ("timeout", "bye"), say=words, language=language), AGENT, BYE)
    menu = found.nodes["menu"]
    assert isinstance(menu, model.Menu)
    assert menu.dial is not None
    assert (menu.options, menu.dial.digits) == ((), (1, 1))


def test_an_entry_beside_a_key_stays_one() -> None:
    words = "Please enter your account number, or press 0."
    found = flow(gather("menu", "agent", ("timeout", "bye"), say=words), AGENT, BYE)
    assert isinstance(found.nodes["menu"], model.Input)


def test_keys_that_a_message_offers_before_a_silent_widget() -> None:
    found = flow(
        widget("hi", "say-play", ("audioComplete", "menu"), say="For news, press 1."),
        gather("menu", "agent", ("timeout", "bye")),
        AGENT,
        BYE,
    )
    menu = found.nodes["menu"]
    assert isinstance(menu, model.Menu)
    assert [option.key for option in menu.options] == ["1"]


def test_keys_that_lead_where_silence_leads_are_not_wanted() -> None:
    found = flow(
        gather("why", "sorry", ("speech", "agent"), ("timeout", "sorry"), say="How can I help?"),
        widget("sorry", "say-play", ("audioComplete", "why"), say="Please tell me."),
        AGENT,
    )
    entry = found.nodes["why"]
    assert isinstance(entry, model.Input)
    assert (entry.digits, entry.field, to(entry.next)) == (None, "why_SpeechResult", "agent")


@pytest.mark.parametrize(("other", "ends"), [(None, "sales"), ("again", None)])
def test_a_second_split_of_digits_that_the_first_has_sorted(other: str | None, ends: str | None) -> None:
    found = flow(
        gather("menu", "first", ("timeout", "bye"), say="For sales, press 1. For news, press 2."),
        split("first", DIGITS, other, ("equal_to", "1", "again"), ("equal_to", "2", "again")),
        widget("again", "say-play", ("audioComplete", "second"), say="Thank you."),
        split("second", DIGITS, None, ("equal_to", "2", "bye"), ("equal_to", "1", "sales")),
        widget("sales", "send-to-flex", ("callComplete", None), ("failedToEnqueue", "bye"), workflow="WW1"),
        BYE,
    )
    branch = found.nodes["second"]
    assert isinstance(branch, model.Branch)
    assert to(branch.otherwise) == ends


@pytest.mark.parametrize(
    ("old", "kind"),
    [
        ("Branch", model.Branch),
        ("ConnectCaller", model.Transfer),
        ("DialSubflow", model.SubFlow),
        ("DialV2", model.Message),
        ("Message", model.Lookup),
        ("SetVariables", model.Message),
        ("Webhook", model.Lookup),
    ],
)
def test_the_names_of_widgets_of_the_first_years(old: str, kind: type[model.Node]) -> None:
    found = flow(widget("one", old, ("answered", "bye"), to="+15550100", url="https://a.example/b"), BYE)
    assert type(found.nodes["one"]) is kind
    assert "left out" not in dict(losses(found))


def test_an_event_of_the_trigger_by_another_name() -> None:
    whole = json.loads(export(BYE))
    whole["states"][0]["transitions"] = [way("incoming", "bye")]
    found = reading(json.dumps(whole))
    (problem,) = found.problems
    assert str(problem.help) == "write `incomingCall`"
    assert found.flow is not None
    assert found.flow.start[None].to == "bye"
