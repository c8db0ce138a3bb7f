"""Amazon Connect: what each block becomes, what is lost, and that nothing in a file makes the reader fail."""

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
from ivrlint.flow.read import Reading
from ivrlint.lint.imported import flow_file
from ivrlint.lint.rounds import Rounds
from ivrlint.platforms.connect import read
from ivrlint.platforms.draft import BOT, MISHAP
from ivrlint.platforms.finish import finished
from ivrlint.platforms.formats import read_any, recognised
from tests.cli.run import ivrlint
from tests.platforms.asked import losses, to, understood

Json = dict[str, Any]
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "amazon-connect"
FILES = sorted(CORPUS.glob("*.json")) if CORPUS.is_dir() else []


def block(key: str, kind: str, next_: str | None = None, **more: Any) -> Json:
    """A block; `on` maps keys to blocks, `errors` errors to blocks, the rest are parameters."""
    ways: Json = {"NextAction": next_} if next_ else {}
    if "on" in more:
        conditions = more.pop("on").items()
        ways["Conditions"] = [
            {"NextAction": to, "Condition": {"Operator": "Equals", "Operands": [key]}} for key, to in conditions
        ]
    if "errors" in more:
        ways["Errors"] = [{"ErrorType": kind, "NextAction": to} for kind, to in more.pop("errors").items()]
    return {"Identifier": key, "Type": kind, "Parameters": more, "Transitions": ways}


def export(*blocks: Json, **metadata: Any) -> str:
    top = {"Version": "2019-10-30", "StartAction": blocks[0]["Identifier"], "Metadata": metadata}
    return json.dumps({**top, "Actions": [*blocks, block("bye", "DisconnectParticipant")]}, indent=1)


def reading(text: str) -> Reading:
    return finished(read(Source("menu.json", text)))


def flow(*blocks: Json, **metadata: Any) -> Flow:
    return understood(reading(export(*blocks, **metadata)))


MENU = block(
    "main menu",
    "GetParticipantInput",
    "bye",
    on={"1": "sales", "2": "bye"},
    errors={"InputTimeLimitExceeded": "sorry", "NoMatchingCondition": "bye", "NoMatchingError": "bye"},
    Text="For sales, press 1. To end the call, press 2.",
    StoreInput="False",
    InputTimeLimitSeconds="7",
)
SALES = block("sales", "TransferContactToQueue", errors={"QueueAtCapacity": "sorry", "NoMatchingError": "bye"})
SORRY = block("sorry", "MessageParticipant", "bye", Text="Sorry, please call again.")


class TestWhatConnectRefuses:
    def refused(self, **ways: Any) -> Reading:
        asks = block("main menu", "GetParticipantInput", "bye", Text="For sales, press 1.")
        asks["Transitions"] |= ways
        return reading(export(asks, SALES, SORRY))

    def test_a_key_beside_its_condition_is_told_once_and_read_as_meant(self) -> None:
        found = self.refused(
            Conditions=[
                {"Condition": "Equals", "Value": key, "NextAction": to_}
                for key, to_ in (("1", "sales"), ("2", "sorry"))
            ]
        )
        assert found.flow is not None
        menu = found.flow.nodes["main_menu"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, to(option.to)) for option in menu.options] == [("1", "sales"), ("2", "sorry")]
        (problem,) = found.problems
        assert str(problem.message) == "Amazon Connect knows no way out of this shape, and refuses the flow"
        assert '"Operands": ["1"]' in str(problem.help)

    @pytest.mark.parametrize(
        "ways",
        [
            {"Conditions": [{"NextAction": "sales"}]},
            {"Conditions": ["1"]},
            {"Conditions": {"1": "sales"}},
            {"Errors": [{"Error": "NoMatchingError", "NextAction": "sales"}]},
            {"Errors": "sales"},
        ],
    )
    def test_ways_out_that_are_none(self, ways: Json) -> None:
        (problem,) = self.refused(**ways).problems
        assert str(problem.message).startswith("Amazon Connect knows no way out of this shape")

    @pytest.mark.parametrize("ways", [{"Conditions": None, "Errors": None}, {"Conditions": [], "Errors": []}, {}])
    def test_no_ways_out_are_no_fault(self, ways: Json) -> None:
        assert not self.refused(**ways).problems

    def test_blocks_by_name_are_told_and_read_as_meant(self) -> None:
        top = json.loads(export(MENU, SALES, SORRY))
        named = {action.pop("Identifier"): action for action in top["Actions"]}
        found = reading(json.dumps(top | {"Actions": named}))
        (problem,) = found.problems
        assert str(problem.message) == "Amazon Connect wants a list of blocks here, and refuses the flow"
        assert found.flow is not None
        assert {"main_menu", "sales", "sorry"} <= FlowGraph(found.flow).reachable

    def test_the_two_ways_of_a_comparison_by_their_names(self) -> None:
        asks = block("is it over", "CheckAttribute", Attribute="$.External.over", Value="yes")
        asks["Transitions"] = {"True": "sorry", "False": "sales"}
        found = reading(export(asks, SALES, SORRY))
        assert len(found.problems) == 1
        assert found.flow is not None
        branch = found.flow.nodes["is_it_over"]
        assert isinstance(branch, model.Branch)
        assert (branch.field, {case: to(target) for case, target in branch.cases.items()}, to(branch.otherwise)) == (
            "over",
            {"yes": "sorry"},
            "sales",
        )

    @pytest.mark.parametrize("name", ["InputTimedOut", "TimeoutError"])
    def test_an_error_of_another_name(self, name: str) -> None:
        asks = block("name", "GetParticipantInput", "sales", Text="Your number?", errors={name: "sorry"})
        found = reading(export(asks, SALES, SORRY))
        (problem,) = found.problems
        assert str(problem.help) == "write `InputTimeLimitExceeded`"
        assert found.flow is not None
        assert to(found.flow.ears(found.flow.nodes["name"]).no_input.then) == "sorry"

    def test_a_block_in_the_place_of_its_identifier(self) -> None:
        whole = json.loads(export(SALES, SORRY))
        whole["StartAction"] = SALES
        found = reading(json.dumps(whole))
        (problem,) = found.problems
        assert str(problem.help) == "write `sales`"
        assert found.flow is not None
        assert found.flow.start[None].to == "sales"

    def test_a_condition_that_lists_what_it_compares(self) -> None:
        check = block("check", "CheckSomething", "sales")
        check["Transitions"]["Conditions"] = [{"NextAction": "sorry", "Condition": {"StringEquals": ["$.x", "no"]}}]
        found = reading(export(check, SALES, SORRY))
        assert len(found.problems) == 1
        assert found.flow is not None
        branch = found.flow.nodes["check"]
        assert isinstance(branch, model.Branch)
        assert ({case: to(way) for case, way in branch.cases.items()}, to(branch.otherwise)) == (
            {"no": "sorry"},
            "sales",
        )

    @pytest.mark.parametrize("missing", ["Identifier", "Type"])
    def test_a_block_without_name_or_type_is_told(self, missing: str) -> None:
        broken = {key: value for key, value in SORRY.items() if key != missing}
        (problem,) = reading(export(block("hi", "MessageParticipant", "bye", Text="Hello."), broken)).problems
        assert str(problem.message) == f"`{missing}` is missing here: nothing of this is read"


class TestAsking:
    def test_a_menu_with_labels_from_its_prompt(self) -> None:
        menu = flow(MENU, SALES, SORRY).nodes["main_menu"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, option.label and option.label.spoken, to(option.to)) for option in menu.options] == [
            ("1", {"en": "sales"}, "sales"),
            ("2", {"en": "end the call"}, "bye"),
        ]

    def test_failures_are_those_of_the_engine(self) -> None:
        found = flow(MENU, SALES, SORRY)
        ears = found.ears(found.nodes["main_menu"])
        assert (ears.no_input.after, ears.no_input.attempts, to(ears.no_input.then)) == (7, 1, "sorry")
        assert (ears.no_match.attempts, to(ears.no_match.then)) == (1, "bye")

    def test_a_time_out_that_leads_nowhere_drops_the_call(self) -> None:
        found = flow(block("menu", "GetParticipantInput", "bye", on={"1": "bye"}, Text="Press 1."))
        lost = [edge.kind for edge in FlowGraph(found).exits["menu"] if edge.target == LOST]
        assert lost == ["no_input"]
        assert to(found.ears(found.nodes["menu"]).no_match.then) == "bye"  # no error is told apart: all else goes on

    def test_places_are_those_of_the_file(self) -> None:
        text = export(MENU, SALES, SORRY)
        found = reading(text).flow
        assert found is not None
        menu = found.nodes["main_menu"]
        assert isinstance(menu, model.Menu)
        assert menu.prompt is not None
        assert '"For sales' in text.splitlines()[menu.prompt.place.line - 1]
        assert text.splitlines()[menu.options[0].place.line - 1].strip() == '"1"'
        assert text.splitlines()[menu.name.line - 1].strip() == '"Identifier": "main menu",'

    def test_stored_digits_are_an_entry_that_silence_passes(self) -> None:
        validation = {"CustomValidation": {"MaximumLength": "8"}}
        found = flow(
            block(
                "number",
                "GetParticipantInput",
                "keep",
                errors={"NoMatchingError": "bye"},
                SSML="<speak>Enter your number, then <break/> press #.</speak>",
                StoreInput="True",
                InputValidation=validation,
                InputEncryption={"EncryptionKeyId": "k"},
            ),
            block("keep", "UpdateContactAttributes", "bye", Attributes={"accountNumber": "$.StoredCustomerInput"}),
        )
        works, node = found.nodes["number_works"], found.nodes["number"]
        assert isinstance(works, model.Branch)
        assert (to(works.cases["no"]), to(works.otherwise), works.tags) == ("bye", "number", (MISHAP,))
        assert isinstance(node, model.Input)
        assert node.prompt is not None
        assert node.prompt.spoken == {"en": "Enter your number, then press #."}
        assert (node.field, node.digits, node.terminator, node.sensitive) == ("accountNumber", (1, 8), "#", True)
        assert node.listening is not None
        assert to(node.listening.no_input.then) == "keep"
        assert to(node.listening.no_match.then) == "keep"

    def test_a_number_of_digits_that_the_prompt_says_is_exact(self) -> None:
        validation = {"CustomValidation": {"MaximumLength": "8"}}
        text = "Please enter the 8 digits of your number."
        node = flow(block("n", "GetParticipantInput", "bye", Text=text, StoreInput="True", InputValidation=validation))
        entry = node.nodes["n"]
        assert isinstance(entry, model.Input)
        assert entry.digits == (8, 8)

    def test_a_stored_key_that_is_compared_is_a_menu(self) -> None:
        found = flow(
            block("ask", "GetParticipantInput", "which", Text="For sales, press 1.", StoreInput="True"),
            block(
                "which",
                "Compare",
                ComparisonValue="$.StoredCustomerInput",
                on={"1": "sales", "Timeout": "sorry"},
                errors={"NoMatchingCondition": "bye"},
            ),
            SALES,
            SORRY,
        )
        menu = found.nodes["ask"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, to(option.to)) for option in menu.options] == [("1", "sales")]
        assert menu.listening is not None
        assert (to(menu.listening.no_input.then), to(menu.listening.no_match.then)) == ("sorry", "bye")
        assert "which" not in found.nodes

    def test_a_bot_with_keys_in_its_prompt(self) -> None:
        bot = block(
            "bot",
            "ConnectParticipantWithLexBot",
            "bye",
            Text="Say billing or press 1. Say new order or press 2.",
            on={"BillingIntent": "sales", "NewOrderIntent": "bye"},
            errors={"NoMatchingCondition": "bye", "NoMatchingError": "bye"},
        )
        menu = flow(bot, SALES, SORRY).nodes["bot"]
        assert isinstance(menu, model.Menu)
        assert [option.key for option in menu.options] == ["1", "2"]
        assert menu.listening is not None
        assert menu.listening.speech

    def test_an_open_bot_is_reached_by_voice(self) -> None:
        bot = block(
            "bot",
            "ConnectParticipantWithLexBot",
            "bye",
            Text="How may I help you?",
            on={"CheckBalance": "sales"},
            errors={"NoMatchingError": "bye"},
        )
        found = flow(bot, SALES, SORRY)
        menu = found.nodes["bot"]
        assert isinstance(menu, model.Menu)
        assert [option.key for option in menu.options] == ["check-balance"]
        assert menu.tags == (BOT,)
        assert losses(found) == [("not in the file", "ConnectParticipantWithLexBot")]

    @pytest.mark.parametrize(
        ("said", "values", "is_menu"),
        [
            ("Please enter your PIN.", ["4711"], False),
            ("Please enter your PIN.", ["4711", "0"], False),
            ("For sales, press 1. For faults, press 2.", ["1", "2"], True),
            ("For sales, dial 101. For faults, dial 102.", ["101", "102"], True),
            ("", ["1", "2", "10"], True),
        ],
    )
    def test_stored_numbers_that_are_right_answers_are_no_choices(
        self, said: str, values: list[str], is_menu: bool
    ) -> None:
        of = flow(
            block("ask", "GetParticipantInput", "check", Text=said, StoreInput="True", MaxDigits="4"),
            block(
                "check",
                "Compare",
                on=dict.fromkeys(values, "bye"),
                errors={"NoMatchingCondition": "ask"},
                ComparisonValue="$.StoredCustomerInput",
            ),
        )
        assert isinstance(of.nodes["ask"], model.Menu) == is_menu
        assert isinstance(of.nodes["ask"], model.Input) != is_menu


class TestLoops:
    LOOP = block("loop", "Loop", LoopCount="2", on={"ContinueLooping": "menu", "DoneLooping": "sales"})

    def test_a_loop_before_a_menu_counts_its_attempts(self) -> None:
        failed = {"InputTimeLimitExceeded": "hm", "NoMatchingCondition": "loop", "NoMatchingError": "bye"}
        found = flow(
            self.LOOP,
            block("menu", "GetParticipantInput", "bye", on={"1": "sales"}, errors=failed, Text="For sales, press 1."),
            block("hm", "MessageParticipant", "loop", Text="I heard nothing."),
            SALES,
            SORRY,
        )
        ears = found.ears(found.nodes["menu"])
        assert found.start[None].to == "menu"
        assert (ears.no_input.attempts, to(ears.no_input.then)) == (2, "hm")
        assert [text.spoken["en"] for text in ears.no_input.again] == ["I heard nothing. For sales, press 1."]
        assert (ears.no_match.attempts, to(ears.no_match.then)) == (2, "sales")
        hm = found.nodes["hm"]
        assert isinstance(hm, model.Message)
        assert to(hm.next) == "sales"
        assert "loop" not in found.nodes

    def test_a_loop_behind_a_failure_adds_to_the_first_attempt(self) -> None:
        found = flow(
            block(
                "menu", "GetParticipantInput", "bye", on={"1": "sales"}, errors={"NoMatchingError": "loop"}, Text="A?"
            ),
            block("loop", "Loop", LoopCount="2", on={"ContinueLooping": "hm", "DoneLooping": "bye"}),
            block("hm", "MessageParticipant", "menu", Text="Once more."),
            SALES,
            SORRY,
        )
        ears = found.ears(found.nodes["menu"])
        assert (ears.no_input.attempts, to(ears.no_input.then)) == (3, "bye")
        assert [text.spoken["en"] for text in ears.no_input.again] == ["Once more. A?"]
        assert {"loop", "hm"}.isdisjoint(found.nodes)

    def test_a_loop_behind_a_key_has_two_ways_and_no_other(self) -> None:
        found = flow(
            block("menu", "GetParticipantInput", "bye", on={"1": "loop"}, errors={"NoMatchingError": "bye"}, Text="A?"),
            block("loop", "Loop", LoopCount="2", on={"ContinueLooping": "menu", "DoneLooping": "sales"}),
            SALES,
            SORRY,
        )
        loop = found.nodes["loop"]
        assert isinstance(loop, model.Branch)
        assert ({case: way.to for case, way in loop.cases.items()}, to(loop.otherwise)) == (
            {"continue_looping": "menu"},
            "sales",
        )

    def test_a_question_without_words_and_with_one_way_on_is_a_pause(self) -> None:
        ways = dict.fromkeys(("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"), "sorry")
        found = flow(block("wait", "GetParticipantInput", errors=ways, Text="", InputTimeLimitSeconds="5"), SORRY)
        assert found.start[None].to == "sorry"

    def test_keys_of_a_question_without_options_are_wrong_ones(self) -> None:
        ways = dict.fromkeys(("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"), "sorry")
        found = flow(block("wait", "GetParticipantInput", errors=ways, Text="Are you there?"), SORRY)
        assert {edge.target for edge in FlowGraph(found).exits["wait"]} == {"sorry"}

    def test_a_loop_of_messages_is_passed_once(self) -> None:
        found = flow(
            block("loop", "Loop", LoopCount="3", on={"ContinueLooping": "wait", "DoneLooping": "bye"}),
            block("wait", "MessageParticipant", "loop", Text="Please hold."),
        )
        wait = found.nodes["wait"]
        assert isinstance(wait, model.Message)
        assert (found.start[None].to, to(wait.next)) == ("wait", "bye")

    def test_a_loop_that_is_counted_elsewhere_is_kept(self) -> None:
        found = flow(
            block("loop", "Loop", LoopCount="$.Attributes.n", on={"ContinueLooping": "sorry", "DoneLooping": "bye"}),
            SORRY,
        )
        assert isinstance(found.nodes["loop"], model.Branch)
        assert losses(found) == [("approximated", "Loop")]

    @pytest.mark.parametrize(("failed", "target"), [("menu", "menu"), ("bye", "loop")])
    def test_a_loop_of_which_every_round_leads_to_one_place_is_passed_by(self, failed: str, target: str) -> None:
        ways = dict.fromkeys(("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"), "bye")
        both = {"ContinueLooping": "menu", "DoneLooping": "menu"}
        found = flow(
            block("menu", "GetParticipantInput", errors=ways, on={"1": "bye", "#": "loop"}, Text="Press 1 or #."),
            block("loop", "Loop", LoopCount="2", on=both, errors={"NoMatchingError": failed}),
        )
        menu = found.nodes["menu"]
        assert isinstance(menu, model.Menu)
        assert [to(option.to) for option in menu.options] == ["bye", target]
        assert target == "menu" or found.nodes["loop"].tags == (MISHAP,)
        assert losses(found) == []


class TestDeciding:
    def test_closed_callers_go_on_where_nothing_else_is_written_for_them(self) -> None:
        hours = block(
            "hours", "CheckHoursOfOperation", "sales", on={"True": "sales"}, errors={"NoMatchingError": "sorry"}
        )
        branch = flow(hours, SALES, SORRY).nodes["hours"]
        assert isinstance(branch, model.Branch)
        assert to(branch.otherwise) == "sales"

    def test_a_comparison(self) -> None:
        node = flow(
            block(
                "tier",
                "Compare",
                ComparisonValue="$.Attributes.customerTier",
                on={"gold": "sales"},
                errors={"NoMatchingCondition": "bye"},
            ),
            SALES,
            SORRY,
        ).nodes["tier"]
        assert isinstance(node, model.Branch)
        assert (node.field, {case: to.to for case, to in node.cases.items()}) == ("customerTier", {"gold": "sales"})
        assert to(node.otherwise) == "bye"

    def test_hours_that_are_kept_elsewhere_may_be_open_or_closed(self) -> None:
        arn = "arn:aws:connect:eu-west-1:1:instance/i/operating-hours/office"
        asked = block("open", "CheckHoursOfOperation", HoursOfOperationId=arn, on={"True": "sales", "False": "sorry"})
        found = flow(asked, SALES, SORRY)
        node = found.nodes["open"]
        assert isinstance(node, model.Branch)
        assert (node.field, list(node.cases)) == ("hours of office", ["open", "closed"])
        assert losses(found) == [("not in the file", "CheckHoursOfOperation")]

    def test_shares_of_the_calls(self) -> None:
        shares = block("ab", "DistributeByPercentage", errors={"NoMatchingCondition": "bye"})
        shares["Transitions"]["Conditions"] = [
            {"NextAction": "sorry", "Condition": {"Operator": "NumberLessThan", "Operands": ["31"]}},
        ]
        node = flow(shares, SORRY).nodes["ab"]
        assert isinstance(node, model.Branch)
        assert node.split == {"a": 0.3, "rest": 0.7}

    def test_a_function_with_its_failure(self) -> None:
        arn = "arn:aws:lambda:eu-west-1:1:function:find-customer"
        node = flow(
            block(
                "ask",
                "InvokeLambdaFunction",
                "bye",
                LambdaFunctionARN=arn,
                LambdaInvocationAttributes={"number": "$.StoredCustomerInput"},
                errors={"NoMatchingError": "sorry"},
            ),
            SORRY,
        ).nodes["ask"]
        assert isinstance(node, model.Lookup)
        assert (node.service, node.sends) == ("find-customer", ("number",))
        assert {name: to.to for name, to in node.on.items()} == {"ok": "bye", "error": "sorry"}

    def test_an_unknown_block_keeps_all_its_ways(self) -> None:
        found = flow(block("new", "JustInvented", "bye", on={"yes": "sales"}, errors={"Odd": "sorry"}), SALES, SORRY)
        ways = {edge.target for edge in FlowGraph(found).exits["new"]}
        assert ways == {"bye", "sales", "sorry"}
        assert losses(found) == [("left out", "JustInvented")]


class TestHandingOver:
    def test_a_queue_is_the_one_that_was_set_before(self) -> None:
        arn = "arn:aws:connect:eu-west-1:1:instance/i/queue/9f2d"
        found = flow(
            block("set", "UpdateContactTargetQueue", "sales", QueueId=arn, errors={"NoMatchingError": "sales"}),
            SALES,
            SORRY,
            ActionMetadata={"set": {"parameters": {"QueueId": {"displayName": "Sales team"}}}},
        )
        sales = found.nodes["sales"]
        assert isinstance(sales, model.Transfer)
        assert (sales.queue, {name: to.to for name, to in sales.on.items()}) == (
            "Sales team",
            {"full": "sorry", "failed": "bye"},
        )
        assert found.start[None].to == "sales"

    @pytest.mark.parametrize(
        ("dialled", "number"), [("+34 900 123 456", "+34900123456"), ("$.Attributes.branch", "{branch}")]
    )
    def test_a_number(self, dialled: str, number: str) -> None:
        node = flow(
            block(
                "out",
                "TransferParticipantToThirdParty",
                "bye",
                ThirdPartyPhoneNumber=dialled,
                errors={"CallFailed": "bye"},
            )
        ).nodes["out"]
        assert isinstance(node, model.Transfer)
        assert (node.number, list(node.on)) == (number, ["failed"])

    def test_a_call_back(self) -> None:
        node = flow(block("later", "CreateCallbackContact", "bye", MaximumConnectionAttempts="3")).nodes["later"]
        assert isinstance(node, model.Callback)
        assert (node.attempts, to(node.next)) == (3, "bye")

    def test_another_flow_never_comes_back_and_a_module_does(self) -> None:
        found = flow(
            block("module", "InvokeFlowModule", "other", FlowModuleId="arn:aws:x:flow-module/m1"),
            block(
                "other",
                "TransferToFlow",
                "bye",
                ContactFlowId="arn:aws:x/contact-flow/f1",
                errors={"NoMatchingError": "bye"},
            ),
        )
        module, other = found.nodes["module"], found.nodes["other"]
        assert isinstance(module, model.SubFlow)
        assert isinstance(other, model.SubFlow)
        assert (module.file, to(module.next)) == ("m1", "other")
        assert (other.file, to(other.next), to(other.on["error"])) == ("f1", "hangup", "bye")

    def test_what_callers_hear_while_they_wait(self) -> None:
        node = flow(
            block(
                "wait",
                "MessageParticipantIteratively",
                "bye",
                Messages=[{"Text": "Please hold."}, {"Text": "Thank you."}],
                InterruptFrequencySeconds="20",
                on={"MessagesInterrupted": "sorry"},
            ),
            SORRY,
        ).nodes["wait"]
        assert isinstance(node, model.Transfer)
        assert node.wait is not None
        assert node.wait.prompt is not None
        assert node.wait.every is not None
        assert (node.wait.prompt.spoken, node.wait.every.seconds) == ({"en": "Please hold. Thank you."}, 20)
        assert {name: to.to for name, to in node.on.items()} == {"timeout": "sorry"}


class TestSaying:
    def test_variables_become_fields(self) -> None:
        text = "Hello $.Customer.FirstName, you have $.External['open-cases'] cases."
        node = flow(block("hi", "MessageParticipant", "bye", Text=text)).nodes["hi"]
        assert isinstance(node, model.Message)
        assert node.prompt is not None
        assert node.prompt.spoken == {"en": "Hello {FirstName}, you have {open_cases} cases."}

    def test_words_that_come_on_the_call_are_unknown(self) -> None:
        found = flow(block("hi", "MessageParticipant", "bye", Text="$.External.greeting"))
        node = found.nodes["hi"]
        assert isinstance(node, model.Message)
        assert node.prompt is not None
        assert (node.prompt.spoken, node.prompt.audio) == ({}, "{greeting}")
        assert losses(found) == [("not in the file", "MessageParticipant")]

    def test_a_recording_has_the_name_that_the_designer_shows(self) -> None:
        node = flow(
            block("hi", "MessageParticipant", "bye", PromptId="arn:aws:connect:x:instance/i/prompt/8e1"),
            ActionMetadata={"hi": {"parameters": {"PromptId": {"displayName": "welcome.wav"}}}},
        ).nodes["hi"]
        assert isinstance(node, model.Message)
        assert node.prompt is not None
        assert node.prompt.audio == "welcome.wav"

    def test_a_voice_tells_the_language(self) -> None:
        found = flow(
            block("language", "GetParticipantInput", "bye", on={"1": "en", "2": "es"}, Text="Press 1. Pulse 2."),
            block("en", "UpdateContactTextToSpeechVoice", "hello", TextToSpeechVoice="Joanna"),
            block("es", "UpdateContactTextToSpeechVoice", "hola", TextToSpeechVoice="Lupe"),
            block("hello", "MessageParticipant", "bye", Text="Hello."),
            block("hola", "MessageParticipant", "bye", Text="Hola."),
        )
        menu, hola = found.nodes["language"], found.nodes["hola"]
        assert isinstance(menu, model.Menu)
        assert isinstance(hola, model.Message)
        assert hola.prompt is not None
        assert [(option.language, to(option.to)) for option in menu.options] == [("en", "hello"), ("es", "hola")]
        assert hola.prompt.spoken == {"es": "Hola."}
        assert set(found.languages) == {"en", "es"}

    def test_what_callers_cannot_notice_is_passed_by(self) -> None:
        found = flow(
            block("log", "UpdateFlowLoggingBehavior", "hi"), block("hi", "MessageParticipant", "bye", Text="Hi.")
        )
        assert found.start[None].to == "hi"
        assert "log" not in found.nodes
        assert losses(found) == []

    def test_what_fails_another_way_is_kept(self) -> None:
        found = flow(block("set", "UpdateContactTargetQueue", "bye", errors={"NoMatchingError": "sorry"}), SORRY)
        assert {edge.target for edge in FlowGraph(found).exits["set"]} == {"bye", "sorry"}

    def test_blocks_that_lead_round_and_round_do_not_hang_the_reader(self) -> None:
        found = flow(block("a", "TagContact", "b"), block("b", "TagContact", "a"))
        assert set(found.nodes) == {"a", "b", "bye"}

    def test_ids_that_tell_nothing_are_replaced(self) -> None:
        key = "12345678-1234-1234-1234-123456789060"
        found = flow(block(key, "MessageParticipant", "bye", Text="Welcome to Acme Energy, good morning."))
        assert list(found.nodes) == ["welcome_to_acme_energy", "bye"]


class TestFiles:
    def test_what_tools_wrap_around_a_flow(self) -> None:
        inside = export(block("hi", "MessageParticipant", "bye", Text="Hello."))
        wrapped = json.dumps(
            {"ContactFlow": {"Name": "Main line", "Type": "CONTACT_FLOW", "Content": inside}}, indent=1
        )
        found = reading(wrapped).flow
        assert found is not None
        hi = found.nodes["hi"]
        assert isinstance(hi, model.Message)
        assert hi.prompt is not None
        assert found.name == "Main line"
        place = hi.prompt.place
        assert wrapped[place.source.offset(place.start) : place.source.offset(place.end)] == '\\"Hello.\\"'

    def test_a_part_of_a_call_comes_back(self) -> None:
        text = json.dumps({"Name": "q", "Type": "CUSTOMER_QUEUE", "Content": json.loads(export(SORRY))})
        found = reading(text).flow
        assert found is not None
        bye = found.nodes["bye"]
        assert isinstance(bye, model.Hangup)
        assert bye.outcome == "done"

    def test_pages_on_a_screen_are_no_call(self) -> None:
        found = flow(block("page", "ShowView", "bye", on={"Next": "bye"}))
        assert found.origin is not None
        assert not found.origin.call

    def test_the_older_format(self) -> None:
        text = json.dumps(
            {
                "modules": [
                    {
                        "id": "menu",
                        "type": "GetUserInput",
                        "target": "Digits",
                        "branches": [
                            {
                                "condition": "Evaluate",
                                "conditionType": "Equals",
                                "conditionValue": "1",
                                "transition": "q",
                            },
                            {"condition": "Timeout", "transition": "bye"},
                            {"condition": "NoMatch", "transition": "bye"},
                            {"condition": "Error", "transition": "bye"},
                        ],
                        "parameters": [
                            {"name": "Text", "value": "For sales, press 1.", "namespace": None},
                            {"name": "TextToSpeechType", "value": "text"},
                            {"name": "Timeout", "value": "8"},
                            {"name": "MaxDigits", "value": "1"},
                        ],
                    },
                    {
                        "id": "q",
                        "type": "SetQueue",
                        "branches": [{"condition": "Success", "transition": "t"}],
                        "parameters": [{"name": "Queue", "value": "arn", "resourceName": "Sales"}],
                    },
                    {
                        "id": "t",
                        "type": "Transfer",
                        "target": "Queue",
                        "branches": [{"condition": "AtCapacity", "transition": "v"}],
                        "parameters": [],
                    },
                    {
                        "id": "v",
                        "type": "PlayPrompt",
                        "branches": [{"condition": "Success", "transition": "bye"}],
                        "parameters": [{"name": "Text", "value": "greeting", "namespace": "External"}],
                    },
                    {"id": "bye", "type": "Disconnect", "branches": [], "parameters": []},
                ],
                "version": "1",
                "type": "contactFlow",
                "start": "menu",
            }
        )
        assert recognised(text.encode()) == "amazon-connect"
        found = reading(text).flow
        assert found is not None
        menu, queue, v = (found.nodes[id_] for id_ in ("menu", "t", "v"))
        assert isinstance(menu, model.Menu)
        assert isinstance(queue, model.Transfer)
        assert isinstance(v, model.Message)
        assert v.prompt is not None
        assert [(option.key, to(option.to)) for option in menu.options] == [("1", "t")]
        ears = found.ears(menu)
        assert (ears.no_input.after, to(ears.no_input.then), to(ears.no_match.then)) == (8, "bye", "bye")
        assert (queue.queue, to(queue.on["full"])) == ("Sales", "v")
        assert v.prompt.audio == "{greeting}"

    def test_two_blocks_of_one_name_are_a_problem(self) -> None:
        found = reading(export(SORRY, SORRY))
        assert [str(problem.message) for problem in found.problems] == [
            "two blocks are called `sorry`; only the first one is read"
        ]

    @pytest.mark.parametrize("text", ["[]", "{}", '{"Actions": 3}', '"x"', "", '{"Content": "{"}'])
    def test_what_is_no_flow_is_a_problem(self, text: str) -> None:
        found = read(Source("menu.json", text))
        assert found.flow is None
        assert found.problems or "Actions" in text

    def test_lint_finds_what_callers_will_experience(self, tmp_path: Path) -> None:
        menu = block("menu", "GetParticipantInput", on={"1": "bye"}, Text="For sales, press 1. For help, press 2.")
        (tmp_path / "flow.json").write_text(export(menu), "utf-8")
        ran = ivrlint("lint", "flow.json", "--format", "json", cwd=tmp_path)
        rules = {(finding["rule"], finding["node"]) for finding in json.loads(ran.out)["findings"]}
        assert ran.status == 1
        assert {("missing-handler", "menu"), ("announced-key-missing", "menu")} <= rules


# Whatever a file holds

texts = st.sampled_from(
    ["a", "b", "c", "1", "#", "", "$.Attributes.x", "{{x}}", "<speak>x</speak>", "é", "\0", "9" * 30]
)
types = st.sampled_from(
    [
        "GetParticipantInput",
        "ConnectParticipantWithLexBot",
        "Compare",
        "Loop",
        "MessageParticipant",
        "MessageParticipantIteratively",
        "CheckHoursOfOperation",
        "DistributeByPercentage",
        "UpdateContactTargetQueue",
        "TransferContactToQueue",
        "TransferParticipantToThirdParty",
        "TransferToFlow",
        "InvokeLambdaFunction",
        "UpdateContactAttributes",
        "TagContact",
        "Odd",
    ]
)
names = st.sampled_from(
    ["Text", "StoreInput", "LoopCount", "QueueId", "Messages", "ComparisonValue", "MaxDigits", "Attributes"]
)
odd = st.recursive(
    texts | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
conditions = st.fixed_dictionaries(
    {
        "NextAction": texts,
        "Condition": st.fixed_dictionaries({"Operator": texts, "Operands": st.lists(texts, max_size=2)}),
    }
)
actions = st.fixed_dictionaries(
    {
        "Identifier": texts,
        "Type": types,
        "Parameters": st.dictionaries(names, odd, max_size=3) | odd,
        "Transitions": st.fixed_dictionaries(
            {
                "NextAction": texts,
                "Conditions": st.lists(conditions, max_size=3) | odd,
                "Errors": st.lists(st.fixed_dictionaries({"ErrorType": texts, "NextAction": texts}), max_size=2) | odd,
            }
        )
        | odd,
    }
)


@given(st.lists(actions, max_size=8), texts)
def test_never_raises_and_every_way_that_is_written_is_kept(blocks: list[Json], start: str) -> None:
    found = reading(json.dumps({"StartAction": start, "Actions": blocks}))
    if found.flow is not None:
        FlowGraph(found.flow).exits  # noqa: B018 - walks every node
        assert found.flow.origin is not None
        assert found.flow.origin.blocks == len({action["Identifier"] for action in blocks})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[-40:])
class TestCorpus:
    def test_is_recognised_and_read(self, path: Path) -> None:
        data = path.read_bytes()
        found = read_any(path)
        assert not found.problems
        assert b'"Content"' in data or recognised(data) == "amazon-connect"
        assert found.flow is not None or b'"Actions": []' in data

    def test_nothing_that_is_cut_or_changed_makes_the_reader_fail(self, path: Path) -> None:
        text = path.read_text("utf-8")
        chance = random.Random(path.name)  # noqa: S311 - not for secrets
        for _ in range(10):
            at = chance.randrange(len(text) + 1)
            sign = chance.choice('{}[]",:\\\0é1')
            for broken in (text[:at], text[:at] + sign + text[at + 1 :]):
                read(Source("broken.json", broken))


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_nearly_all_blocks_are_translated() -> None:
    origins = [found.origin for path in FILES if (found := read_any(path).flow) and found.origin]
    left_out = sum(len({loss.place.start for loss in origin.losses if loss.kind == "left out"}) for origin in origins)
    assert left_out <= 0.05 * sum(origin.blocks for origin in origins)


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_finds_the_keys_without_a_branch_that_are_known() -> None:
    known = next(path for path in FILES if path.name.endswith("ecommerce_inbound.json"))
    ran = ivrlint("lint", str(known), "--format", "json")
    findings = json.loads(ran.out)["findings"]
    told = [finding["message"] for finding in findings if finding["rule"] == "announced-key-missing"]
    assert [f"press {key}" in message for key, message in zip("12349", told, strict=True)] == [True] * 5


class TestMishaps:
    """What happens when Connect itself fails stands in the flow, where callers cannot choose it."""

    def test_a_prompt_that_cannot_be_played(self) -> None:
        of = flow(
            block("hello", "MessageParticipant", "bye", Text="Hello.", errors={"NoMatchingError": "sorry"}),
            block("sorry", "MessageParticipant", "bye", Text="Something went wrong."),
        )
        works = of.nodes["hello_works"]
        assert isinstance(works, model.Branch)
        assert of.start[None].to == "hello_works"
        assert ({case: way.to for case, way in works.cases.items()}, to(works.otherwise)) == ({"no": "sorry"}, "hello")
        assert works.tags == (MISHAP,)
        assert losses(of) == []

    def test_one_way_whatever_happens(self) -> None:
        of = flow(block("hello", "MessageParticipant", "bye", Text="Hello.", errors={"NoMatchingError": "bye"}))
        assert set(of.nodes) == {"hello", "bye"}

    def test_a_menu_whose_errors_are_all_told_apart(self) -> None:
        errors = {"InputTimeLimitExceeded": "bye", "NoMatchingCondition": "bye", "NoMatchingError": "sorry"}
        of = flow(block("menu", "GetParticipantInput", on={"1": "bye"}, errors=errors, Text="Press 1."), SORRY)
        assert {edge.target for edge in FlowGraph(of).exits["menu_works"]} == {"sorry", "menu"}

    def test_a_menu_whose_error_branch_takes_wrong_keys_too(self) -> None:
        errors = {"InputTimeLimitExceeded": "bye", "NoMatchingError": "sorry"}
        of = flow(block("menu", "GetParticipantInput", on={"1": "bye"}, errors=errors, Text="Press 1."), SORRY)
        assert "menu_works" not in of.nodes
        assert to(of.ears(of.nodes["menu"]).no_match.then) == "sorry"

    def test_an_entry_that_is_stored_takes_silence_for_an_answer(self) -> None:
        errors = {"NoMatchingError": "sorry", "InputTimeLimitExceeded": "sorry"}
        of = flow(
            block("ask", "GetParticipantInput", "bye", errors=errors, Text="Your number?", StoreInput="True"), SORRY
        )
        assert {edge.target for edge in FlowGraph(of).exits["ask_works"]} == {"sorry", "ask"}

    def test_a_call_back(self) -> None:
        of = flow(block("later", "CreateCallbackContact", "bye", errors={"NoMatchingError": "sorry"}), SORRY)
        assert isinstance(of.nodes["later"], model.Callback)
        assert isinstance(of.nodes["later_works"], model.Branch)


@pytest.mark.parametrize(
    ("kind", "end", "outcome"),
    [
        ("contactFlow", "EndFlowExecution", None),
        ("contactFlow", "EndFlowModuleExecution", "done"),
        ("customerQueue", "EndFlowExecution", "done"),
        ("contactFlow", "DisconnectParticipant", None),
    ],
)
def test_the_end_of_a_flow_that_callers_enter_ends_the_call(kind: str, end: str, outcome: str | None) -> None:
    of = flow(block("hello", "MessageParticipant", "end", Text="Hello."), block("end", end), type=kind)
    last = of.nodes["end"]
    assert isinstance(last, model.Hangup)
    assert last.outcome == outcome


class TestWrittenByHand:
    """Types as tools and people write them who do not export from the designer."""

    @pytest.mark.parametrize("kind", ["StoreCustomerInput", "StoreUserInput"])
    def test_an_entry(self, kind: str) -> None:
        of = flow(block("ask", kind, "bye", Text="Enter your number."))
        assert isinstance(of.nodes["ask"], model.Input)
        assert losses(of) == []

    @pytest.mark.parametrize(
        ("kind", "node_type"),
        [
            ("TransferToQueue", model.Transfer),
            ("TransferContactToFlow", model.SubFlow),
            ("PlayPrompt", model.Message),
            ("ConnectParticipantWithAgenticCX", model.SubFlow),
            ("EvaluateDataTableValues", model.Lookup),
            ("AuthenticateParticipant", model.Lookup),
        ],
    )
    def test_other_types(self, kind: str, node_type: type[model.Node]) -> None:
        assert isinstance(flow(block("it", kind, "bye", Text="Hello.")).nodes["it"], node_type)

    def test_a_question_for_words_without_a_bot(self) -> None:
        found = reading(
            export(
                block(
                    "ask", "GetParticipantInput", "bye", Text="How can we help?", StoreInput="True", InputType="Speech"
                )
            )
        )
        assert [str(problem.message) for problem in found.problems] == ["Amazon Connect knows no `InputType` here"]
        assert found.flow is not None
        node = found.flow.nodes["ask"]
        assert isinstance(node, model.Input)
        assert (node.digits, node.terminator, found.flow.ears(node).speech) == (None, None, True)

    @pytest.mark.parametrize("kind", ["SetEventHook", "SetCallBackNumber", "UpdateContactTTSVoice"])
    def test_what_callers_do_not_notice(self, kind: str) -> None:
        of = flow(block("it", kind, "bye"))
        assert losses(of) == []
        assert set(of.nodes) <= {"it", "bye"}

    def test_a_question_that_a_bot_hears(self) -> None:
        bot = {"LexV2Bot": {"AliasArn": "arn:aws:lex:x:1:bot-alias/b/a"}}
        of = flow(
            block("ask", "GetParticipantInput", "bye", on={"Sales": "sales"}, Text="What is it about?", **bot),
            SALES,
            SORRY,
        )
        assert of.nodes["ask"].tags == (BOT,)


def test_comparisons_that_are_no_values_are_asked_in_order() -> None:
    age = block("age", "Compare", ComparisonValue="$.Attributes.age", errors={"NoMatchingCondition": "bye"})
    age["Transitions"]["Conditions"] = [
        {"NextAction": "sales", "Condition": {"Operator": "NumberGreaterThan", "Operands": ["64"]}},
        {"NextAction": "sorry", "Condition": {"Operator": "NumberGreaterThan", "Operands": ["17"]}},
    ]
    of = flow(age, SALES, SORRY)
    first = of.nodes["age"]
    assert isinstance(first, model.Branch)
    assert to(first.cases["yes"]) == "sales"
    second = of.nodes[to(first.otherwise) or ""]
    assert isinstance(second, model.Branch)
    assert (to(second.cases["yes"]), to(second.otherwise)) == ("sorry", "bye")
    assert losses(of) == []


def test_a_page_that_agents_see_is_a_branch_with_its_words_in_a_note() -> None:
    of = flow(
        block(
            "page",
            "ShowView",
            "bye",
            on={"Next": "sales"},
            ViewResource={"Id": "arn:aws:connect:us-east-1:aws:view/cards"},
            ViewData={"Heading": "What next?"},
        ),
        SALES,
        SORRY,
    )
    page = of.nodes["page"]
    assert isinstance(page, model.Branch)
    assert "What next?" in (page.note or "")
    assert losses(of) == []


class TestConstants:
    """A comparison with what has just been set goes one way only."""

    def after(self, operator: str, operand: str, *, sets: str = "1", **more: Any) -> str | None:
        """Where a call goes that comes to a comparison of `round`, which was set to `sets` right before."""
        puts = block("puts", "UpdateContactAttributes", "asks", Attributes={"round": sets}, **more)
        asks = block(
            "asks",
            "Compare",
            on={operand: "sorry"},
            errors={"NoMatchingCondition": "sales"},
            ComparisonValue="$.Attributes.round",
        )
        asks["Transitions"]["Conditions"][0]["Condition"] = {"Operator": operator, "Operands": [operand]}
        node = flow(puts, asks, SALES, SORRY).nodes["puts"]
        assert isinstance(node, model.Message)
        return to(node.next)

    @pytest.mark.parametrize(
        ("operator", "operand", "comes_to"),
        [
            ("NumberLessThan", "2", "sorry"),
            ("NumberLessThan", "1", "sales"),
            ("NumberGreaterOrEqualTo", "1", "sorry"),
            ("Equals", "1", "sorry"),
            ("Equals", "2", "sales"),
            ("TextContains", "1", "asks"),
            ("Equals", "$.Attributes.most", "asks"),
            ("NumberLessThan", "two", "asks"),
        ],
    )
    def test_decides(self, operator: str, operand: str, comes_to: str) -> None:
        assert self.after(operator, operand) == comes_to

    def test_not_what_is_filled_in_or_set_for_another_call(self) -> None:
        assert self.after("Equals", "1", sets="$.External.round") == "asks"
        assert self.after("Equals", "1", TargetContact="Related") == "asks"

    def test_a_counter_that_is_set_back_each_time_holds_the_silent(self, tmp_path: Path) -> None:
        failures = {"InputTimeLimitExceeded": "puts", "NoMatchingCondition": "puts", "NoMatchingError": "puts"}
        menu = block("menu", "GetParticipantInput", on={"1": "sales"}, errors=failures, Text="For sales, press 1.")
        puts = block(
            "puts", "UpdateContactAttributes", "asks", Attributes={"round": "1"}, errors={"NoMatchingError": "bye"}
        )
        asks = block("asks", "Compare", on={"1": "menu"}, ComparisonValue="$.Attributes.round")
        asks["Transitions"]["Errors"] = [{"ErrorType": "NoMatchingCondition", "NextAction": "sorry"}]
        sales = block("sales", "TransferContactToQueue", errors={"NoMatchingError": "bye"})
        (tmp_path / "flow.json").write_text(export(menu, puts, asks, sales, SORRY), "utf-8")
        ran = ivrlint("lint", "flow.json", "--format", "json", cwd=tmp_path)
        told = {finding["rule"] for finding in json.loads(ran.out)["findings"]}
        assert {"trap-loop", "unreachable-node"} <= told


class TestBotsAndNumbers:
    BOT = "ConnectParticipantWithLexBot"

    def bot(self, other: str) -> Flow:
        ways = {"Sales": "sales", "AMAZON.FallbackIntent": "sorry"}
        errors = {"NoMatchingCondition": other, "NoMatchingError": other}
        return flow(block("bot", self.BOT, on=ways, errors=errors, Text="How can I help?"), SALES, SORRY)

    def test_what_a_bot_does_not_understand_is_no_wish(self) -> None:
        menu = self.bot("sorry").nodes["bot"]
        assert isinstance(menu, model.Menu)
        assert [option.key for option in menu.options] == ["sales"]
        assert menu.listening
        assert menu.listening.no_match.then
        assert menu.listening.no_match.then.to == "sorry"

    def test_other_intents_keep_their_way(self) -> None:
        menu = self.bot("bye").nodes["bot"]
        assert isinstance(menu, model.Menu)
        assert [(option.key, option.silent, option.to and option.to.to) for option in menu.options] == [
            ("sales", False, "sales"),
            ("other-intents", True, "bye"),
        ]

    def test_a_number_that_is_compared_is_no_key(self) -> None:
        asks = block("ask", "GetParticipantInput", "cmp", Text="How did we do, from 1 to 5?", StoreInput="True")
        asks["Parameters"]["InputValidation"] = {"CustomValidation": {"MaximumLength": "1"}}
        compares = block(
            "cmp", "Compare", errors={"NoMatchingCondition": "ask"}, ComparisonValue="$.StoredCustomerInput"
        )
        condition = {"Operator": "NumberLessOrEqualTo", "Operands": ["5"]}
        compares["Transitions"]["Conditions"] = [{"NextAction": "sorry", "Condition": condition}]
        found = flow(asks, compares, SORRY)
        menu = found.nodes["ask"]
        assert isinstance(menu, model.Menu)
        assert (menu.options, menu.dial and menu.dial.to and menu.dial.to.to) == ((), "cmp")

    def test_a_longer_number_beside_a_key(self) -> None:
        asks = block("ask", "GetParticipantInput", "cmp", Text="Enter the extension, or press 0.", StoreInput="True")
        asks["Parameters"]["InputValidation"] = {"CustomValidation": {"MaximumLength": "4"}}
        errors = {"NoMatchingCondition": "sorry"}
        compares = block("cmp", "Compare", on={"0": "bye"}, errors=errors, ComparisonValue="$.StoredCustomerInput")
        menu = flow(asks, compares, SORRY).nodes["ask"]
        assert isinstance(menu, model.Menu)
        assert [option.key for option in menu.options] == ["0"]
        assert menu.dial
        assert (menu.dial.digits, menu.dial.to and menu.dial.to.to) == ((1, 4), "sorry")


def test_a_queue_may_answer_the_next_time_round() -> None:
    asks = block(
        "ask",
        "GetParticipantInput",
        on={"1": "bye"},
        errors={"InputTimeLimitExceeded": "sales", "NoMatchingCondition": "sales", "NoMatchingError": "sales"},
        Text="To end the call, press 1. For a person, stay on the line.",
        StoreInput="False",
    )
    queue = block("sales", "TransferContactToQueue", errors={"QueueAtCapacity": "ask", "NoMatchingError": "ask"})
    assert Rounds(FlowGraph(flow(asks, queue))).silent == []


def test_a_block_that_becomes_two_nodes_is_named_once() -> None:
    says = block("hi", "MessageParticipant", "main menu", errors={"NoMatchingError": "bye"}, Text="Welcome.")
    written = flow_file(flow(says, MENU, SALES, SORRY))
    assert written.count("# from MessageParticipant “Welcome.”") == 1
