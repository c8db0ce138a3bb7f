"""FreeSWITCH: each construct of its menus as a caller meets it, and files as they are in the wild."""

import re
import textwrap
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.call.phone import Phone
from ivrlint.call.script import run, tokens
from ivrlint.call.world import World
from ivrlint.flow import model
from ivrlint.flow.graph import HANGUP, LOST, START, FlowGraph
from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.lint.engine import lint
from ivrlint.lint.settings import chosen
from ivrlint.platforms.formats import read_any, recognised
from ivrlint.platforms.freeswitch import read
from ivrlint.platforms.freeswitch.patterns import lengths, plain, rows, single_keys
from ivrlint.platforms.labels import labelled
from ivrlint.platforms.languages import in_languages
from tests.cli.run import ivrlint

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "freeswitch"


def menu(entries: str = "", name: str = "main", **attributes: str) -> str:
    written = " ".join(f'{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<menu name="{name}" {written}>\n{textwrap.dedent(entries)}\n</menu>'


def reading(*menus: str, at: Path | None = None) -> Reading:
    text = "<include>\n" + "\n".join(menus) + "\n</include>"
    if at is not None:
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8")
    return read(Source(str(at or "menus.xml"), text, at or Path("menus.xml")))


def flow(*menus: str, at: Path | None = None) -> model.Flow:
    found = reading(*menus, at=at)
    assert found.flow is not None
    assert not found.problems
    return labelled(in_languages(found.flow))


def ways(flow: model.Flow, id_: str) -> dict[str, str]:
    """Where each key of a menu leads, and what runs out."""
    return {edge.key or edge.kind: edge.target for edge in FlowGraph(flow).exits[id_]}


def nodes(flow: model.Flow) -> Any:
    """A test knows what its nodes are."""
    return flow.nodes


def losses(flow: model.Flow) -> list[str]:
    assert flow.origin is not None
    return [str(loss.message) for loss in flow.origin.losses]


def shown(place: Place) -> str:
    line = place.source.lines[place.line - 1]
    return line[place.column - 1 : place.end_column - 1]


# Menus


def test_a_menu_listens_as_the_engine_does() -> None:
    found = flow(
        menu('<entry action="menu-top" digits="9"/>', timeout="8000", inter_digit_timeout="1500", max_failures="2")
    )
    ears = found.ears(found.nodes["main"])
    assert (ears.no_input.after, ears.between_digits, ears.barge_in, ears.speech) == (8.0, 1.5, True, False)
    assert (ears.no_match.attempts, ears.no_input.attempts) == (2, 2)


def test_what_is_not_written_is_what_the_engine_takes() -> None:
    found = flow(menu('<entry action="menu-top" digits="9"/>', timeout="0"))
    ears = found.ears(found.nodes["main"])
    assert (ears.no_input.after, ears.between_digits) == (10.0, 5.0)
    assert (ears.no_match.attempts, ears.no_input.attempts) == (3, 3)


def test_a_call_whose_attempts_run_out_drops_where_nothing_is_said() -> None:
    found = flow(menu('<entry action="menu-top" digits="9"/>'))
    assert ways(found, "main") == {"9": "main", "no_input": LOST, "no_match": LOST}


def test_a_call_leaves_the_first_menu_with_its_exit_sound() -> None:
    found = flow(menu('<entry action="menu-exit" digits="9"/>', exit_sound="say:Bye now"))
    assert ways(found, "main") == {"9": "main_exit", "no_input": "main_exit", "no_match": "main_exit"}
    leave = found.nodes["main_exit"]
    assert isinstance(leave, model.Hangup)
    assert leave.prompt is not None
    assert leave.prompt.spoken == {"en": "Bye now"}


def test_exec_on_max_runs_an_application() -> None:
    found = flow(
        menu(
            '<entry action="menu-top" digits="9"/>',
            exec_on_max_timeouts="hangup",
            exec_on_max_failures="callcenter help@default",
        )
    )
    assert ways(found, "main") == {"9": "main", "no_input": HANGUP, "no_match": "help"}


def test_greetings_are_prompts_and_the_short_one_is_heard_again() -> None:
    found = flow(
        menu(
            '<entry action="menu-top" digits="1"/>',
            greet_long="say:Welcome. For this again, press 1.",
            greet_short="say:For this again, press 1.",
            invalid_sound="say:Sorry.",
        )
    )
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert node.prompt is not None
    assert node.return_prompt is not None
    assert node.prompt.spoken["en"] == "Welcome. For this again, press 1."
    assert node.return_prompt.spoken["en"] == "For this again, press 1."
    ears = found.ears(node)
    assert [text.spoken["en"] for text in ears.no_input.again] == ["For this again, press 1."]
    assert [text.spoken["en"] for text in ears.no_match.again] == ["Sorry. For this again, press 1."]
    assert [option.label and option.label.spoken["en"] for option in node.options] == ["this again"]


def test_sub_menus_come_back_and_go_to_the_top() -> None:
    found = flow(
        menu('<entry action="menu-sub" digits="1" param="inner"/>', exit_sound="say:Bye"),
        menu(
            """
            <entry action="menu-back" digits="1"/>
            <entry action="menu-sub" digits="2" param="deep"/>
            <entry action="menu-sub" digits="9" param="inner"/>
            <entry action="menu-exit" digits="0"/>
            """,
            "inner",
        ),
        menu('<entry action="menu-top" digits="*"/>\n<entry action="menu-back" digits="#"/>', "deep"),
    )
    assert {number: target.to for number, target in found.start.items()} == {None: "main"}
    assert ways(found, "main")["1"] == "inner"
    # At its limits the engine leaves a sub menu for the menu that called it.
    assert ways(found, "inner") == {
        "1": "main", "2": "deep", "9": "inner", "0": "main_exit", "no_input": "main", "no_match": "main",
    }  # fmt: skip
    assert ways(found, "deep") == {"*": "main", "#": "inner", "no_input": "inner", "no_match": "inner"}


def test_back_at_the_first_menu_ends_the_menu() -> None:
    assert ways(flow(menu('<entry action="menu-back" digits="1"/>')), "main")["1"] == HANGUP


def test_a_sub_menu_that_is_not_there_drops_the_call() -> None:
    found = flow(menu('<entry action="menu-sub" digits="1" param="gone"/>'), menu("", "other", greet_long="say:Hello"))
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert node.options[0].to is not None
    assert (node.options[0].to.to, shown(node.options[0].to.place)) == ("gone", "gone")
    assert ways(found, "main")["1"] == LOST


def test_a_menu_of_another_file_is_looked_up_beside_this_one(tmp_path: Path) -> None:
    beside = tmp_path / "ivr_menus" / "billing.xml"
    beside.parent.mkdir()
    back = menu('<entry action="menu-back" digits="9"/>', "billing")
    beside.write_text(f"<include>{back}</include>")
    found = flow(menu('<entry action="menu-sub" digits="1" param="billing"/>'), at=tmp_path / "ivr_menus" / "main.xml")
    assert ways(found, "main")["1"] == "billing"
    assert ways(found, "billing") == {"9": "main", "no_input": "main", "no_match": "main"}
    assert [source.file for source in found.sources[1:]] == [beside]


def test_the_only_menu_of_a_file_may_call_one_that_is_not_here() -> None:
    found = flow(menu('<entry action="menu-sub" digits="1" param="gone"/>'))
    assert ways(found, "main")["1"] == "menu_gone"
    assert ways(found, "menu_gone") == {"next": "main"}
    assert "the menu `gone` is in another file, which is not here: callers are taken to come back" in losses(found)


@pytest.mark.parametrize("call", ['action="menu-sub" param="inner"', 'action="menu-exec-app" param="ivr inner"'])
@pytest.mark.parametrize("back", ['action="menu-sub" param="main"', 'action="menu-exec-app" param="ivr main"'])
def test_menus_that_call_each_other_come_back_however_they_do_it(call: str, back: str) -> None:
    found = flow(
        menu(f'<entry {call} digits="1"/>', exit_sound="say:Bye"),
        menu(f'<entry action="menu-back" digits="9"/><entry {back} digits="0"/>', "inner"),
    )
    assert {number: target.to for number, target in found.start.items()} == {None: "main"}
    assert ways(found, "inner") == {"9": "main", "0": "main", "no_input": "main", "no_match": "main"}
    assert ways(found, "main") == {"1": "inner", "no_input": "main_exit", "no_match": "main_exit"}


def test_variables_are_filled_in_wherever_they_stand() -> None:
    found = flow(
        '<X-PRE-PROCESS cmd="set" data="length=4"/><X-PRE-PROCESS cmd="set" data="patience=7000"/>',
        menu(
            r'<entry action="menu-exec-app" param="transfer $1 XML default" digits="/^(\d{$${length}})$/"/>',
            digit_len="$${length}",
            timeout="$${patience}",
        ),
    )
    dial = nodes(found)["main"].dial
    assert (dial.digits, dial.only) == ((4, 4), ())
    assert found.ears(found.nodes["main"]).no_input.after == 7.0


def test_a_length_that_is_set_elsewhere_has_room_for_what_the_patterns_take() -> None:
    found = flow(
        menu(
            r'<entry action="menu-exec-app" param="transfer $1 XML default" digits="/^(\d{3,5})$/"/>',
            digit_len="$${unknown}",
        )
    )
    assert nodes(found)["main"].dial.digits == (3, 5)


def test_a_pattern_that_no_key_fits_is_told_as_such() -> None:
    found = reading(menu('<entry action="menu-top" digits="/^(/d{length})$/"/>', digit_len="4"))
    assert [str(problem.message) for problem in found.problems] == [
        "nothing that callers can press fits `/^(/d{length})$/`"
    ]


def test_codes_with_a_star_are_options_of_their_own() -> None:
    found = flow(
        menu(
            r"""
            <entry action="menu-exec-app" param="transfer *555 XML default" digits="/^[\*]5[5]5$/"/>
            <entry action="menu-exec-app" param="transfer $1 XML default" digits="/^(2\d{2})$/"/>
            """,
            digit_len="4",
        )
    )
    main = nodes(found)["main"]
    assert [(option.key, option.silent) for option in main.options] == [("*555", True)]
    assert [entry.text for entry in main.dial.only] == ["2xx"]
    assert ways(found, "main")["*555"] != ways(found, "main")["dial"]


@pytest.mark.parametrize(
    ("dial", "goal"),
    [
        ("{codec=PCMA,PCMU}sofia/gateway/carrier/34911222333", "34911222333"),
        ("{caller=${number},codec=PCMA}[leg_timeout=20]user/1004@${domain}", "1004"),
        ("[leg_timeout=20,codec=PCMU]user/1004,user/1005", "1004"),
        ("{a=b|c}user/1004|user/1005", "1004"),
        ("user/${extension}", "{extension}"),
    ],
)
def test_settings_in_front_of_a_dial_string_are_no_part_of_it(dial: str, goal: str) -> None:
    found = flow(menu(f'<entry action="menu-exec-app" digits="1" param="bridge {dial}"/>'))
    node = nodes(found)[ways(found, "main")["1"]]
    assert (node.extension or node.number) == goal


def test_the_only_extension_of_a_number_is_taken_where_its_context_is_not_here(tmp_path: Path) -> None:
    plan = tmp_path / "dialplan" / "default" / "10-queue.xml"
    plan.parent.mkdir(parents=True)
    plan.write_text(
        '<include><extension name="queue"><condition field="destination_number" expression="^(5001)$">'
        '<action application="fifo" data="support@${domain_name} in"/></condition></extension></include>'
    )
    entries = '<entry action="menu-exec-app" digits="1" param="transfer 5001 XML pbx.example.org"/>'
    entries += '<entry action="menu-exec-app" digits="2" param="transfer 5009 XML pbx.example.org"/>'
    found = flow(menu(entries), at=tmp_path / "ivr_menus" / "main.xml")
    assert ways(found, "main")["1"] == "support"
    assert ways(found, "main")["2"] == "extension_5009"
    assert any("the context `pbx.example.org` is not here" in loss for loss in losses(found))


def test_menus_that_no_other_calls_are_entries() -> None:
    found = flow(
        menu('<entry action="menu-top" digits="1"/>', "one"), menu('<entry action="menu-top" digits="1"/>', "two")
    )
    assert {name: target.to for name, target in found.start.items()} == {"one": "one", "two": "two"}


def test_places_point_into_the_file() -> None:
    found = flow(menu('<entry action="menu-exec-app" digits="1" param="hangup"/>', greet_long="say:Hello"))
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert node.prompt is not None
    assert shown(node.name).startswith('<menu name="main"')
    assert shown(node.prompt.place) == "say:Hello"
    assert shown(node.options[0].place) == "1"
    assert node.options[0].to is not None
    assert shown(node.options[0].to.place) == "hangup"
    assert (node.place.line, node.place.end_line) == (2, 4)


# Entries


@pytest.mark.parametrize(
    ("param", "node"),
    [
        ("transfer 1234 XML default", model.SubFlow),
        ("bridge user/1001@example.org", model.Transfer),
        ("callcenter sales@default", model.Transfer),
        ("fifo support in", model.Transfer),
        ("conference team@default", model.Transfer),
        ("deflect sip:help@example.org", model.Transfer),
        ("voicemail default example.org 1001", model.Voicemail),
        ("voicemail check default example.org", model.SubFlow),
        ("record /tmp/x.wav 60", model.Voicemail),
        ("playback say:Hello", model.Message),
        ("speak flite|slt|Hello there", model.Message),
        ("lua hello.lua", model.SubFlow),
        ("echo", model.SubFlow),
        ("no_such_thing at all", model.SubFlow),
        ("play_and_get_digits 4 4 3 5000 # say:Number say:Wrong account \\d+", model.Input),
        ("read 1 5 say:Number account 5000 #", model.Input),
    ],
)
def test_applications_become_nodes(param: str, node: type) -> None:
    found = flow(menu(f'<entry action="menu-exec-app" digits="1" param="{param}"/>'))
    assert type(found.nodes[ways(found, "main")["1"]]) is node


@pytest.mark.parametrize("param", ["answer", "set a=b", "sleep 500", "playback silence_stream://500"])
def test_what_callers_do_not_notice_leads_back_to_the_menu(param: str) -> None:
    assert ways(flow(menu(f'<entry action="menu-exec-app" digits="1" param="{param}"/>')), "main")["1"] == "main"


@pytest.mark.parametrize(
    ("dial", "goal"),
    [
        ("user/1001@$${domain}", {"extension": "1001"}),
        ("{a=b}[c=d]sofia/gateway/carrier/+34911234567", {"number": "+34911234567"}),
        ("sofia/internal/help@example.org", {"queue": "help@example.org"}),
        ("sofia/gateway/x/${target}", {"number": "{target}"}),
        ("group/sales@example.org", {"queue": "sales@example.org"}),
    ],
)
def test_whom_a_bridge_calls(dial: str, goal: dict[str, str]) -> None:
    found = flow(menu(f'<entry action="menu-exec-app" digits="1" param="bridge {dial}"/>'))
    node = found.nodes[ways(found, "main")["1"]]
    assert isinstance(node, model.Transfer)
    assert {key: getattr(node, key) for key in ("queue", "number", "extension") if getattr(node, key)} == goal
    assert not node.on  # the engine hangs up when nobody answers


def test_digits_that_are_asked_for() -> None:
    line = "play_and_get_digits 4 8 2 6000 # say:Your number? say:Wrong. account ^\\d+$ 1500 9 XML default"
    found = flow(menu(f'<entry action="menu-exec-app" digits="1" param="{line.replace("Your number?", "Number")}"/>'))
    node = found.nodes["account"]
    assert isinstance(node, model.Input)
    ears = found.ears(node)
    assert (node.field, node.digits, node.terminator) == ("account", (4, 8), "#")
    assert (ears.no_input.after, ears.between_digits, ears.no_input.attempts) == (6.0, 1.5, 2)
    assert [text.spoken["en"] for text in ears.no_match.again] == ["Wrong. Number"]
    assert ways(found, "account") == {"entered": "main", "no_input": "extension_9", "no_match": "extension_9"}


def test_a_pin_stands_before_the_menu_and_never_stops_anybody() -> None:
    found = flow(menu('<entry action="menu-top" digits="1"/>', pin="1234", pin_file="say:Your PIN"))
    gate = found.nodes["main"]
    assert isinstance(gate, model.Input)
    assert (gate.digits, gate.kind, gate.sensitive) == ((4, 4), "pin", True)
    assert ways(found, "main") == dict.fromkeys(("entered", "no_input", "no_match"), "main_menu")
    assert isinstance(found.nodes["main_menu"], model.Menu)


def test_entries_of_one_key_run_in_a_row() -> None:
    found = flow(
        menu(
            """
            <entry action="menu-play-sound" digits="1" param="say:First"/>
            <entry action="menu-exec-app" digits="1" param="set a=b"/>
            <entry action="menu-play-sound" digits="1" param="say:Second"/>
            """
        )
    )
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert [option.key for option in node.options] == ["1"]
    assert (ways(found, "main")["1"], ways(found, "first")["next"], ways(found, "second")["next"]) == (
        "first",
        "second",
        "main",
    )


def test_patterns_are_extensions_or_keys() -> None:
    found = flow(
        menu(
            """
            <entry action="menu-exec-app" digits="/^([1-3])$/" param="transfer 20$1 XML default"/>
            <entry action="menu-exec-app" digits="/^(10[01][0-9])$/" param="transfer $1 XML default"/>
            """,
            digit_len="4",
        )
    )
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert [option.key for option in node.options] == ["1", "2", "3"]
    assert node.dial is not None
    assert (node.dial.digits, node.dial.to and node.dial.to.to) == ((4, 4), "extension")
    assert [numbers.text for numbers in node.dial.only] == ["1000-1019"]
    assert not any("only those that fit" in message or "every key" in message for message in losses(found))


def test_room_for_more_digits_makes_every_key_slow() -> None:
    entry = '<entry action="menu-exec-app" digits="{}" param="hangup"/>'
    slow = menu(entry.format(1), digit_len="4", inter_digit_timeout="2000")
    (finding,) = told_slow(slow)
    assert "callers who press 1 hear nothing for 2 s: the menu waits for 4 keys" in finding
    assert nodes(flow(slow))["main"].waits_for == 4
    for room, press, seconds in ((4, "1", 2.0), (4, "1#", 0.0), (1, "1", 0.0)):
        quiet = menu(entry.format(1), digit_len=str(room), inter_digit_timeout="2000")
        call = run(Phone(flow(quiet)), World(), tokens(press))
        assert (call.outcome, round(call.seconds - call.listening, 2)) == ("hangup", seconds)
    assert not told_slow(menu(entry.format(1)))
    assert not told_slow(menu(entry.format(11) + entry.format(12)))


def told_slow(text: str) -> list[str]:
    findings = lint([reading(text)], chosen(select=["slow-keys"])).findings
    return [str(finding.message) for finding in findings]


def transfers(*patterns: str, to: str = "$1 XML default") -> str:
    return "".join(f'<entry action="menu-exec-app" digits="/{each}/" param="transfer {to}"/>' for each in patterns)


def test_patterns_that_do_the_same_are_taken_together() -> None:
    found = flow(menu(transfers(r"^(1\d\d)$", "^([45]0[01])$", r"^(77\d\d)$"), digit_len="4"))
    dial = nodes(found)["main"].dial
    assert (dial.digits, [each.text for each in dial.only]) == ((3, 4), ["1xx", "400-401", "500-501", "77xx"])
    assert not any("numbers that fit" in message or "any are taken" in message for message in losses(found))


def test_patterns_that_lead_elsewhere_lead_there() -> None:
    entries = transfers(r"^(1\d\d)$") + transfers(r"^(20[12])$", to="900 XML default")
    found = flow(menu(entries, digit_len="3"))
    assert [each.text for each in nodes(found)["main"].dial.only] == ["1xx", "201-202"]
    assert ways(found, "main")["dial"] == "main_dialled"
    assert ways(found, "main_dialled") == {"201": "extension_900", "202": "extension_900", "else": "extension"}


def test_of_patterns_that_take_a_number_the_last_transfer_counts() -> None:
    play = '<entry action="menu-play-sound" digits="/^(\\d+)$/" param="say:No"/>'
    found = flow(menu(transfers(r"^(\d{3})$") + transfers(r"^(1\d\d)$", to="900 XML default") + play, digit_len="3"))
    assert ways(found, "main_dialled") == {"yes": "extension_900", "else": "main_dialled_else"}
    assert nodes(found)["main_dialled"].field == "extension in 1xx"
    assert nodes(found)["main_dialled_else"].field == "extension in xxx"
    assert ways(found, "main_dialled_else") == {"yes": "extension", "else": "no"}


def test_a_pattern_takes_single_keys_of_other_entries_too() -> None:
    sub = '<entry action="menu-sub" digits="1" param="inner"/>'
    pattern = transfers(r"^(\d+)$")
    for entries in (sub + pattern, pattern + sub):
        found = reading(menu(entries, digit_len="4"), menu("", "inner", greet_long="say:Hello"))
        assert found.flow is not None
        assert ways(found.flow, "main")["1"] == "extension"
        (problem,) = found.problems
        message = r"`/^(\d+)$/` takes 1, too, and transfers callers who press it: this does nothing"
        assert (str(problem.message), shown(problem.place)) == (message, "1")


def test_what_a_pattern_does_beside_an_entry_of_its_own_does_not_stop_it() -> None:
    log = r'<entry action="menu-exec-app" digits="/^(\d)$/" param="log INFO $1"/>'
    found = flow(menu(log + '<entry action="menu-exec-app" digits="1" param="hangup"/>'))
    assert (ways(found, "main")["1"], ways(found, "main")["2"]) == (HANGUP, "main")
    later = flow(
        menu(transfers(r"^(\d)$") + '<entry action="menu-exec-app" digits="1" param="transfer 900 XML default"/>')
    )
    assert ways(later, "main")["1"] == "extension_900"  # of two transfers the last one counts


def test_patterns_that_are_not_understood_take_any_numbers() -> None:
    found = flow(menu(transfers(r"^(\d)\1\d$"), digit_len="3"))
    assert (nodes(found)["main"].dial.digits, nodes(found)["main"].dial.only) == ((3, 3), ())
    assert any("any are taken" in message for message in losses(found))


PIECES = st.sampled_from(
    ["1", "2", r"\d", ".", "[12]", "[0-35]", "[^1]", "(1|23)", "(?:0|1)", r"(\d|12)", "^", "$", r"[\d]", "(1(2|3))"]
)
TIMES = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,}", "{0,2}", "??"])


@given(st.lists(st.tuples(PIECES, TIMES), max_size=4), st.booleans(), st.booleans(), st.integers(1, 3))
def test_a_pattern_takes_the_numbers_that_fit_it(
    pieces: list[tuple[str, str]], begins: bool, ends: bool, room: int
) -> None:
    pattern = "^" * begins + "".join(p + (t if p not in "^$" else "") for p, t in pieces) + "$" * ends
    found = rows(f"/{pattern}/", room)
    assert found is not None
    numbers = ["".join(digits) for length in range(1, room + 1) for digits in product("0123456789", repeat=length)]
    taken = {"".join(digits) for row in found for digits in product(*row)}
    assert taken == {number for number in numbers if re.search(pattern, number)}, pattern


@pytest.mark.parametrize(
    ("entry", "message", "help_"),
    [
        ('action="menu-exec-app" digits="4" param="5000 XML default"', "no application `5000`", "transfer 5000 XML"),
        (
            'action="menu-exec-app" digits="4" param="transfert 5000 XML default"',
            "no application `transfert`",
            "`transfer`",
        ),
        ('action="menu-exec-api" digits="4" param="x"', "knows no action `menu-exec-api`", "menu-exec-app"),
        (
            'action="menu-exec-app" digits="/^(1\\d\\d)$/" param="transfer $1"',
            "nobody can dial 3 digits",
            'digit-len="3"',
        ),
        ('action="menu-exit" digits="4a"', "cannot press `4a`", "digits"),
    ],
)
def test_what_the_engine_cannot_do_is_a_problem(entry: str, message: str, help_: str) -> None:
    found = reading(menu(f"<entry {entry}/>", exit_sound="say:Bye"))
    assert [(message in str(problem.message), help_ in str(problem.help)) for problem in found.problems] == [
        (True, True)
    ]
    if "no application" in message:  # the menu ends for them
        assert found.flow is not None
        assert ways(found.flow, "main")["4"] == "main_exit"


# Files


def test_included_files_and_variables(tmp_path: Path) -> None:
    (tmp_path / "vars.xml").write_text('<X-PRE-PROCESS cmd="set" data="desk=2000"/>', encoding="utf-8")
    inner = tmp_path / "ivr_menus" / "inner.xml"
    reading(menu('<entry action="menu-exec-app" digits="1" param="transfer $${desk} XML default"/>'), at=inner)
    outer = tmp_path / "autoload_configs" / "ivr.conf.xml"
    outer.parent.mkdir()
    outer.write_text(
        '<configuration name="ivr.conf"><menus>\n'
        '<X-PRE-PROCESS cmd="include" data="../ivr_menus/*.xml"/>\n'
        '<X-PRE-PROCESS cmd="include" data="gone/*.xml"/>\n'
        "</menus></configuration>",
        encoding="utf-8",
    )
    found = read_any(outer, shown_as="autoload_configs/ivr.conf.xml").flow
    assert found is not None
    assert [source.path for source in found.sources] == ["autoload_configs/ivr.conf.xml", "ivr_menus/inner.xml"]
    assert "extension_2000" in found.nodes
    assert losses(found)[0] == "the included file `gone/*.xml` is not there: what it holds is not known"


def test_files_that_include_each_other_are_read_once(tmp_path: Path) -> None:
    for name, other in (("a.xml", "b.xml"), ("b.xml", "a.xml")):
        text = f'<X-PRE-PROCESS cmd="include" data="{other}"/>'
        (tmp_path / name).write_text(text + menu('<entry action="menu-top" digits="1"/>', name[0]), encoding="utf-8")
    found = read_any(tmp_path / "a.xml").flow
    assert found is not None
    assert list(found.nodes) == ["a", "b"]


PHRASES = """\
<include><macro name="hello"><input pattern="(.*)"><match>
  <action function="play-file" data="ivr/ivr-welcome_to_our_shop.wav"/>
  <action function="play-file" data="silence_stream://500"/>
  <action function="play-file" data="ivr/ivr-to_hear_our_hours.wav"/>
  <action function="play-file" data="ivr/ivr-please.wav"/>
  <action function="play-file" data="voicemail/vm-press.wav"/>
  <action function="play-file" data="digits/1.wav"/>
  <action function="play-file" data="misc/misc-information_about_prices.wav"/>
  <action function="play-file" data="digits/star.wav"/>
  <action function="speak-text" data="Thank you, ${caller_name}."/>
</match></input></macro></include>
"""


def test_phrases_are_told_by_the_names_of_recordings(tmp_path: Path) -> None:
    (tmp_path / "lang" / "en").mkdir(parents=True)
    (tmp_path / "lang" / "en" / "shop.xml").write_text(PHRASES, encoding="utf-8")
    found = flow(
        menu('<entry action="menu-top" digits="1"/>', greet_long="phrase:hello"), at=tmp_path / "ivr" / "a.xml"
    )
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert node.prompt is not None
    assert node.prompt.spoken == {
        "en": "Welcome to our shop. To hear our hours, please press 1. For information about prices, press star. "
        "Thank you, {caller_name}."
    }
    assert [option.label and option.label.spoken["en"] for option in node.options] == ["hear our hours"]
    assert "names of the recordings" in losses(found)[0]


def test_recordings_of_another_language_are_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "lang" / "es").mkdir(parents=True)
    (tmp_path / "lang" / "es" / "shop.xml").write_text(PHRASES, encoding="utf-8")
    found = flow(menu('<entry action="menu-top" digits="1"/>', greet_long="phrase:hello"), at=tmp_path / "a.xml")
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert node.prompt is not None
    assert (node.prompt.spoken, node.prompt.audio) == ({}, "phrase:hello")
    assert "not known" in losses(found)[0]


def test_the_dialplan_beside_tells_what_happens(tmp_path: Path) -> None:
    (tmp_path / "dialplan").mkdir()
    (tmp_path / "dialplan" / "default.xml").write_text(
        """\
        <context name="default">
          <extension name="sales"><condition field="destination_number" expression="^20(0\\d)$">
            <action application="answer"/>
            <action application="set" data="continue_on_fail=true"/>
            <action application="bridge" data="user/1001@example.org"/>
            <action application="voicemail" data="default example.org 1001"/>
          </condition></extension>
          <extension name="again"><condition field="destination_number" expression="^3000$">
            <action application="ivr" data="main"/>
          </condition></extension>
        </context>
        """,
        encoding="utf-8",
    )
    found = flow(
        menu(
            '<entry action="menu-exec-app" digits="1" param="transfer 2001 XML default"/>\n'
            '<entry action="menu-exec-app" digits="2" param="transfer 3000 XML default"/>\n'
            '<entry action="menu-exec-app" digits="3" param="transfer 2001 XML other"/>'
        ),
        at=tmp_path / "ivr_menus" / "main.xml",
    )
    goals = ways(found, "main")
    assert (goals["2"], goals["3"]) == ("main", "extension_2001")
    desk = found.nodes[goals["1"]]
    assert isinstance(desk, model.Transfer)
    assert desk.extension == "1001"
    assert {outcome: type(found.nodes[to.to]).__name__ for outcome, to in desk.on.items()} == dict.fromkeys(
        ("busy", "no_answer", "failed"), "Voicemail"
    )
    assert desk.place.source.path.endswith("default.xml")


def test_files_of_phrases_alone_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "phrases.xml"
    path.write_text(PHRASES, encoding="utf-8")
    assert recognised(path.read_bytes()) == "freeswitch"
    found = read_any(path)
    assert (found.flow, found.problems) == (None, ())


# Patterns


@pytest.mark.parametrize(
    ("pattern", "span"),
    [
        (r"/^(10[01][0-9])$/", (4, 4)),
        (r"/^(\d{3,5})$/", (3, 5)),
        (r"/^9?(\d+)$/", (1, 8)),
        (r"/^(?:1\d|2\d\d)$/", (2, 3)),
        (r"/^((?!^(1|2)$)\d{2,4})$/", (2, 4)),
        (r"/^[0-9]$/", (1, 1)),
        ("/(/", (1, 1)),
    ],
)
def test_how_many_digits_a_pattern_takes(pattern: str, span: tuple[int, int]) -> None:
    assert lengths(pattern, 8) == span


@given(st.from_regex(r"\A/\^(?:[0-9]|\[[0-9]{1,3}\]|\\d|\(\\d\{[1-3]\}\)|[1-9]\?){1,4}\$/\Z"), st.data())
def test_what_fits_a_pattern_has_its_length(pattern: str, data: st.DataObject) -> None:
    least, most = lengths(pattern, 12)
    digits = data.draw(st.from_regex(plain(pattern).replace(r"\d", "[0-9]"), fullmatch=True)).rstrip("\n")
    assert least <= max(len(digits), 1) <= most
    assert single_keys(pattern) == (
        [key for key in "0123456789*#" if re.search(plain(pattern), key)] if most == 1 else []
    )


# In the wild


def test_lint_finds_what_callers_suffer_from(tmp_path: Path) -> None:
    path = tmp_path / "shop.xml"
    path.write_text(
        "<include>\n"
        + menu(
            '<entry action="menu-exec-app" digits="1" param="transfer 450 XML default"/>\n'
            '<entry action="menu-exec-app" digits="2" param="5000 XML default"/>',
            greet_long="say:For sales, press 1. For faults, press 2. For the office, press 4.",
        )
        + "\n</include>",
        encoding="utf-8",
    )
    ran = ivrlint("lint", "--format", "concise", str(path), cwd=tmp_path)
    assert ran.status == 1
    said = {re.sub(r".*shop\.xml:(\d+):\d+: \w+: .*\[([\w-]+)\]", r"\1 \2", line) for line in ran.out.splitlines()}
    assert {"2 missing-handler", "2 announced-key-missing", "4 invalid-file"} <= said


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")) if CORPUS.exists() else [], ids=lambda path: path.name[-40:])
def test_real_files_are_read(path: Path) -> None:
    found = read_any(path, platform="freeswitch")
    if found.flow is not None:
        assert found.flow.origin is not None
        whole, nearly, left_out = found.flow.origin.shares
        assert left_out <= max(1, 0.05 * (whole + nearly + left_out))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_the_demo_forgets_an_application() -> None:
    path = next(CORPUS.glob("*ivr_menus__new_demo_ivr.xml"))
    problems = read_any(path).problems
    assert [(problem.place.line, shown(problem.place)) for problem in problems] == [(22, "5000 XML default")]


@given(st.text("<>menuntry=\"'/$1{}%& \n-|", max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    for content in (text, menu(text), menu(f'<entry action="menu-exec-app" digits="1" param="{text}"/>')):
        read_any(Path("x.xml"), text=content, platform="freeswitch")


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
@given(st.data())
def test_real_files_cut_and_shuffled_are_read(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(_TEXTS))
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    mutated = data.draw(st.sampled_from([text[:start] + text[end:], text[:end] + text[start:], text[start:end] * 3]))
    found = read_any(Path("x.xml"), text=mutated, platform="freeswitch")
    if found.flow is not None:
        FlowGraph(found.flow)


_TEXTS = [path.read_text("utf-8", "replace")[:6000] for path in sorted(CORPUS.glob("*"))] if CORPUS.exists() else [""]


def test_a_source_without_a_file_is_read() -> None:
    assert Source("-", "").file is None
    assert flow(menu('<entry action="menu-top" digits="1"/>', greet_long="phrase:hello")).nodes


# The way into a menu, and what files hold that no XML parser takes


def test_the_dialplan_leads_into_a_menu_and_goes_on_behind_it(tmp_path: Path) -> None:
    folder = tmp_path / "dialplan"
    folder.mkdir()
    (folder / "default.xml").write_text(
        '<context name="default"><extension name="5000"><condition field="destination_number" expression="^5000$">'
        '<action application="answer"/><action application="playback" data="custom/welcome.wav"/>'
        '<action application="ivr" data="main"/><action application="voicemail" data="default $${domain} 100"/>'
        "</condition></extension></context>"
    )
    found = flow(menu('<entry action="menu-exit" digits="1"/>'), at=tmp_path / "ivr_menus" / "main.xml")
    (first,) = FlowGraph(found).exits[START]
    assert isinstance(nodes(found)[first.target], model.Message)
    assert nodes(found)[first.target].next.to == "main"
    assert ways(found, "main") == {"1": "voicemail_100", "no_input": "voicemail_100", "no_match": "voicemail_100"}
    assert not any("after the menu" in message for message in losses(found))


def test_a_neighbour_with_menus_of_its_own_is_not_the_dialplan_of_this_one(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_text(
        f"<document>{menu(name='other')}<condition field='destination_number' expression='^1000$'>"
        "<action application='bridge' data='user/1000'/></condition></document>"
    )
    found = flow(
        menu('<entry action="menu-exec-app" digits="1" param="transfer 1000 XML default"/>'), at=tmp_path / "a.xml"
    )
    assert [node.type for node in nodes(found).values()] == ["menu", "flow"]


def test_an_ampersand_in_an_address_is_taken_for_itself() -> None:
    found = flow(menu('<entry action="menu-exec-app" digits="1" param="socket h:1/play?a=1&file=2 async"/>'))
    (program,) = (node for node in nodes(found).values() if isinstance(node, model.SubFlow))
    assert program.file == "h:1/play?a=1&file=2 async"


def test_only_recordings_of_freeswitch_itself_are_called_by_what_they_say() -> None:
    for name in (
        "ivr/ivr-welcome.wav",
        "/usr/share/sounds/ivr/incoming.wav",
        "ivr/support_welcome.wav",
        "ivr-menu.wav",
    ):
        unknown = flow(menu('<entry action="menu-top" digits="9"/>', greet_long=name))
        assert nodes(unknown)["main"].prompt.spoken == {}
    stock = flow(menu('<entry action="menu-top" digits="9"/>', greet_long="ivr/ivr-to_repeat_these_options.wav"))
    assert nodes(stock)["main"].prompt.spoken == {"en": "To repeat these options."}


@pytest.mark.parametrize(
    ("pattern", "any_"),
    [(r"^(\d{4})$", True), ("^([0-9][0-9][0-9])$", True), (r"^\d{2,5}$", True), (r"^(10\d\d)$", False)],
)
def test_a_pattern_that_takes_any_digits_needs_no_list_of_numbers(pattern: str, any_: bool) -> None:
    found = flow(menu(transfers(pattern), digit_len="5"))
    assert (nodes(found)["main"].dial.only == ()) == any_
    assert not any("only those that fit" in message for message in losses(found))


def test_a_conference_is_no_person_and_a_mailbox_speaks_itself() -> None:
    found = flow(
        menu(
            """
            <entry action="menu-exec-app" digits="1" param="conference sales@default"/>
            <entry action="menu-exec-app" digits="2" param="voicemail default shop.example 100"/>
            <entry action="menu-exec-app" digits="3" param="playback local_stream://radio"/>
            """
        )
    )
    assert not nodes(found)["conference_sales"].person
    assert nodes(found)["voicemail_100"].prompt.audio
    assert any(isinstance(node, model.Message) and "radio" in str(node.prompt) for node in nodes(found).values())


@pytest.mark.parametrize(
    ("conditions", "queue"),
    [
        ([(r"^1\d+$", "pattern"), ("^1000$", "number")], "pattern"),
        ([("^1000$", "number"), (r"^1\d+$", "pattern")], "number"),
        ([("^(2000)$", "other"), ("(", "broken"), (r"^1\d+$", "pattern")], "pattern"),
    ],
)
def test_the_first_condition_that_fits_takes_a_number(
    conditions: list[tuple[str, str]], queue: str, tmp_path: Path
) -> None:
    (tmp_path / "dialplan").mkdir()
    (tmp_path / "dialplan" / "default.xml").write_text(
        "<context name='default'>"
        + "".join(
            f"<condition field='destination_number' expression='{expression}'>"
            f"<action application='fifo' data='{name}@default in'/></condition>"
            for expression, name in conditions
        )
        + "</context>"
    )
    entries = '<entry action="menu-exec-app" digits="1" param="transfer 1000 XML default"/>'
    found = flow(menu(entries), at=tmp_path / "ivr_menus" / "main.xml")
    assert [node.queue for node in nodes(found).values() if isinstance(node, model.Transfer)] == [queue]


def test_what_leads_away_waits_until_all_entries_of_its_key_have_run() -> None:
    found = flow(
        menu("""
            <entry action="menu-exec-app" digits="1" param="transfer 2000 XML public"/>
            <entry action="menu-exec-app" digits="1" param="playback say:One moment."/>
            <entry action="menu-sub" digits="2" param="other"/>
            <entry action="menu-exec-app" digits="2" param="lua count.lua"/>
        """),
        menu(name="other"),
    )
    graph = FlowGraph(found)
    first, second = (ways(found, "main")[key] for key in "12")
    behind = [edge.target for edge in graph.exits[first]]
    assert [getattr(nodes(found)[id_], "file", None) for id_ in behind] == ["2000 XML public"]
    assert (nodes(found)[second].file, [edge.target for edge in graph.exits[second]]) == ("count.lua", ["menu_other"])


def test_digits_that_go_nowhere_are_not_asked_for() -> None:
    app = "play_and_get_digits 1 1 1 1000 # say:Good&#32;morning."
    found = flow(menu(f'<entry action="menu-exec-app" digits="1" param="{app}"/>'))
    node = nodes(found)[ways(found, "main")["1"]]
    assert isinstance(node, model.Message)


def test_a_file_without_menus_is_told_so_but_not_one_of_phrases() -> None:
    def told(text: str) -> list[str]:
        found = read(Source("some.xml", text, Path("some.xml")))
        assert found.flow is None
        return [str(problem.message) for problem in found.problems]

    assert told('<include><extension name="a"><condition/></extension></include>') == [
        "this file of FreeSWITCH has no menu"
    ]
    assert told('<include><macro name="a"><input><match/></input></macro></include>') == []
    assert told('<configuration name="ivr.conf"><menus/></configuration>') == []


@pytest.mark.parametrize("order", ["set continue_on_fail=true", "export continue_on_fail=USER_BUSY", "answer"])
def test_a_bridge_of_a_menu_goes_on_where_an_entry_before_it_says_so(order: str) -> None:
    keys = [order, "bridge user/1001", "voicemail default x 1001"]
    found = flow(menu("".join(f'<entry action="menu-exec-app" digits="1" param="{param}"/>' for param in keys)))
    failed = nodes(found)["extension_1001"].on.get("no_answer")
    assert (failed and failed.to) == (None if order == "answer" else "voicemail_1001")


def test_the_dialplan_may_have_said_so_before_the_menu() -> None:
    dialplan = (
        '<extension><condition field="destination_number" expression="^5000$">'
        '<action application="set" data="continue_on_fail=true"/><action application="ivr" data="main"/>'
        "</condition></extension>"
    )
    found = flow(menu('<entry action="menu-exec-app" digits="1" param="bridge user/1001"/>'), dialplan)
    assert nodes(found)["extension_1001"].on["busy"].to == "main"


def test_a_room_of_a_conference_may_be_what_callers_dial() -> None:
    found = flow(menu(r'<entry action="menu-exec-app" digits="/^(3\d\d)$/" param="conference $1@a"/>', digit_len="3"))
    assert nodes(found)["conference_extension"].queue == "conference {extension}"


def test_what_stands_under_later_conditions_of_an_extension_is_run() -> None:
    dialplan = (
        '<extension><condition field="destination_number" expression="^700$"/>'
        '<condition wday="2-6" hour="9-17"><action application="playback" data="say:We are here."/>'
        '<anti-action application="playback" data="say:We are not."/></condition></extension>'
        '<extension><condition field="destination_number" expression="^800$"/></extension>'
    )
    keys = "".join(
        f'<entry action="menu-exec-app" digits="{key}" param="transfer {key}00 XML default"/>' for key in "78"
    )
    found = flow(menu(keys), dialplan)
    assert ways(found, "main")["7"] == "we_are_here"
    assert ways(found, "main")["8"] == HANGUP
    assert losses(found).count("what stands under this condition is taken to happen on every call") == 1


def test_applications_that_stand_in_the_argument_itself() -> None:
    found = flow(
        menu(
            """
            <entry action="menu-exec-app" digits="1"
              param="execute_extension limit:'hash in ivr',set:continue_on_fail=true,bridge:user/1004,hangup inline"/>
            """,
        )
    )
    transfer: Any = found.nodes[ways(found, "main")["1"]]
    assert (transfer.extension, {to.to for to in transfer.on.values()}) == ("1004", {"hangup"})
    assert not any("execute_extension" in loss for loss in losses(found))


def test_a_dialplan_that_asks_by_itself_is_told_so(tmp_path: Path) -> None:
    action = '<action application="play_and_get_digits" data="1 1 3 5000 # which.wav wrong.wav key 1"/>'
    file = tmp_path / "dialplan.xml"
    file.write_text(f'<include><extension name="ask"><condition>{action}</condition></extension></include>')
    (problem,) = read_any(file).problems
    assert "what a dialplan of FreeSWITCH asks by itself is not read here" in str(problem.message)
