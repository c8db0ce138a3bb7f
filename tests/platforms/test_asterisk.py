"""Asterisk: what a dialplan does to its callers, as the engine does it, on anything that a file may hold."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from ivrlint.call.phone import Phone
from ivrlint.call.script import run, tokens
from ivrlint.call.world import World
from ivrlint.cli.main import app
from ivrlint.flow import model
from ivrlint.flow.graph import HANGUP, LOST, FlowGraph
from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.platforms.asterisk import hours, read, sounds
from ivrlint.platforms.asterisk.dialplan import matches
from ivrlint.platforms.asterisk.expressions import arguments, truth, value
from ivrlint.platforms.draft import GOES_ON, UNKNOWN
from ivrlint.platforms.formats import read_any
from ivrlint.platforms.labels import labelled
from ivrlint.platforms.languages import in_languages

if TYPE_CHECKING:
    import random

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "asterisk"


def of(text: str) -> Any:  # a test knows what its nodes are
    reading = read(Source("extensions.conf", text))
    assert not reading.problems, [str(problem.message) for problem in reading.problems]
    assert reading.flow is not None
    return reading.flow


def menu(rest: str, wait: str = "WaitExten(6)") -> Any:
    """A menu with these lines behind it."""
    return of(f"[shop]\nexten => s,1,Answer()\n same => n(again),Background(which)\n same => n,{wait}\n{rest}\n")


def only(flow: model.Flow, kind: type[Any]) -> Any:
    (found,) = (node for node in flow.nodes.values() if isinstance(node, kind))
    return found


def options(flow: model.Flow) -> dict[str, str | None]:
    return {option.key: option.to and option.to.to for option in only(flow, model.Menu).options}


def on(node: model.Transfer) -> dict[str, str]:
    return {name: to.to for name, to in node.on.items()}


# Menus


def test_a_menu_is_what_waits_for_an_extension() -> None:
    flow = menu(
        "exten => 1,1,Queue(cakes)\n same => n,Hangup()\nexten => *,1,Goto(s,again)\nexten => #,1,Hangup()\n"
        "exten => i,1,Playback(wrong)\n same => n,Hangup()\nexten => t,1,Queue(anyone)\nexten => h,1,NoOp(over)"
    )
    shop = only(flow, model.Menu)
    ears = flow.ears(shop)
    assert shop.prompt.audio == "which"
    assert options(flow) == {"1": "shop_1", "*": "shop", "#": "hangup"}
    assert (ears.no_input.after, ears.no_input.attempts, ears.no_input.then.to) == (6.0, 1, "shop_silence")
    assert (ears.no_match.attempts, ears.no_match.then.to) == (1, "shop_wrong_key")
    assert flow.start[None].to == "shop"


ONCE = """
[bakery]
exten => s,1,Set(OTHER=ovens)
 same => n,{between}
 same => n,Background(which)
 same => n,WaitExten(5)
exten => 1,1,Goto(${{OTHER}},7,1)
exten => 2,1,Goto(cellar,s,1)
[cellar]
exten => s,1,Background(wine)
 same => n,WaitExten(5)
exten => 5,1,Goto(${{OTHER}},8,1)
"""


@pytest.mark.parametrize(
    ("between", "files"),
    [
        ("Answer()", {"ovens,7", "ovens,8"}),
        ("NoOp(OTHER is ${OTHER})", {"ovens,7", "ovens,8"}),
        ("AGI(where.agi)", {"OTHER,7,1", "OTHER,8,1"}),  # a program may set anything
        ("Read(OTHER,which)", {"OTHER,7,1", "OTHER,8,1"}),
        ("Set(OTHER=${CALLERID(num)})", {"OTHER,7,1", "OTHER,8,1"}),
        ("GotoIf($[${HOUR}>20]?cellar,s,1)", {"ovens,7", "ovens,8"}),
    ],
)
def test_what_is_set_once_before_it_is_read_is_filled_in(between: str, files: set[str]) -> None:
    flow = of(ONCE.format(between=between))
    assert {node.file for node in flow.nodes.values() if isinstance(node, model.SubFlow)} == files


def test_what_some_calls_set_is_not_known() -> None:
    flow = of(ONCE.format(between="Answer()").replace("s,1,Set", "s,1,GotoIf($[${VIP}]?cellar,s,1)\n same => n,Set"))
    files = {node.file for node in flow.nodes.values() if isinstance(node, model.SubFlow)}
    assert files == {"OTHER,7,1", "OTHER,8,1"}


def test_without_i_and_t_the_call_drops() -> None:
    ears = (flow := menu("exten => 1,1,Hangup()")).ears(only(flow, model.Menu))
    assert ears.no_input.then is None
    assert ears.no_match.then is None


def test_a_priority_behind_wait_exten_beats_t() -> None:
    flow = of("[shop]\nexten => s,1,Background(which)\nexten => s,2,WaitExten(4)\nexten => s,3,Queue(staff)\n"
              "exten => 1,1,Hangup()\nexten => t,1,Hangup()\n")  # fmt: skip
    assert flow.nodes[flow.ears(flow.nodes["shop"]).no_input.then.to].queue == "staff"


def test_times_come_from_the_steps_before() -> None:
    flow = menu("exten => 1,1,Hangup()\nexten => 12,1,Hangup()", "WaitExten()")
    assert flow.ears(only(flow, model.Menu)).between_digits == 5.0
    flow = of("[shop]\nexten => s,1,Set(TIMEOUT(digit)=2)\n same => n,Set(TIMEOUT(response)=8)\n"
              " same => n,Background(which)\n same => n,WaitExten()\nexten => 1,1,Hangup()\nexten => 12,1,Hangup()\n")  # fmt: skip
    ears = flow.ears(only(flow, model.Menu))
    assert (ears.between_digits, ears.no_input.after) == (2.0, 8.0)


@pytest.mark.parametrize(("fallthrough", "after"), [("yes", 0.0), ("no", 10.0)])
def test_a_menu_that_does_not_wait(fallthrough: str, after: float) -> None:
    flow = of(
        f"[general]\nautofallthrough={fallthrough}\n[shop]\nexten => s,1,Background(which)\nexten => 1,1,Hangup()\n"
    )
    ears = flow.ears(only(flow, model.Menu))
    assert (ears.no_input.after, ears.no_input.then) == (after, None)


def test_a_background_with_something_else_behind_it_only_speaks() -> None:
    flow = menu("exten => 1,1,Background(bye)\n same => n,Hangup()")
    assert flow.nodes["shop_1"].prompt.audio == "bye"
    assert flow.nodes["shop_1"].type == "message"


def test_options_come_from_included_contexts_and_the_nearest_wins() -> None:
    flow = menu("include => more\nexten => 1,1,Queue(own)\n[more]\nexten => 1,1,Queue(other)\nexten => 2,1,Queue(two)")
    assert options(flow) == {"1": "shop_1", "2": "more_2"}
    assert flow.nodes["shop_1"].queue == "own"


def test_extensions_and_patterns_in_a_menu() -> None:
    flow = menu("exten => 201,1,Dial(SIP/201)\nexten => _[3-5],1,Queue(some)\nexten => _1XX,1,Dial(SIP/${EXTEN})\n"
                "exten => _X,1,Playback(wrong)\n same => n,Goto(s,again)\nexten => _s-.,1,Hangup()")  # fmt: skip
    shop = only(flow, model.Menu)
    assert [(option.key, option.silent) for option in shop.options] == [
        ("201", True),
        ("3", False),
        ("4", False),
        ("5", False),
    ]
    assert shop.dial.digits == (3, 3)
    assert flow.nodes[shop.dial.to.to].extension == "{extension}"
    assert flow.ears(shop).no_match.then.to == "shop_x"


def test_an_option_that_switches_the_language() -> None:
    flow = menu("exten => 1,1,Set(CHANNEL(language)=es)\n same => n,Queue(es)\nexten => 2,1,Queue(en)")
    assert [option.language for option in only(flow, model.Menu).options] == ["es", None]


# Tries


@given(st.integers(1, 6), st.sampled_from([">=", ">", "="]), st.booleans())
def test_counters_say_how_often_a_question_is_put(limit: int, operator: str, speaks: bool) -> None:
    """The handler counts up and leaves when the counter is so high: as a call would, by hand."""
    flow = menu(
        "exten => 1,1,Hangup()\nexten => t,1,Set(tries=$[${tries}+1])\n"
        f" same => n,GotoIf($[${{tries}}{operator}{limit}]?out,1)\n"
        + (" same => n,Playback(hello)\n" if speaks else "")
        + " same => n,Goto(s,again)\nexten => out,1,Queue(staff)\nexten => i,1,Goto(s,again)"
    )
    expected = next(
        number
        for number in range(1, 20)
        if {">=": number >= limit, ">": number > limit, "=": number == limit}[operator]
    )
    no_input = flow.ears(only(flow, model.Menu)).no_input
    assert no_input.attempts == expected
    assert flow.nodes[no_input.then.to].queue == "staff"
    assert [text.audio for text in no_input.again] == ["hello&which"] * (expected - 1) * speaks


def test_a_counter_that_is_set_back_each_time_never_ends() -> None:
    flow = of("[shop]\nexten => s,1,Set(tries=0)\n same => n,Background(which)\n same => n,WaitExten(5)\n"
              "exten => 1,1,Hangup()\nexten => t,1,Set(tries=$[${tries}+1])\n same => n,GotoIf($[${tries}>2]?out,1)\n"
              " same => n,Goto(s,1)\nexten => out,1,Queue(staff)\n")  # fmt: skip
    no_input = flow.ears(flow.nodes["shop"]).no_input
    assert (no_input.attempts, no_input.then.to) == (1, "shop_silence_gotoif")
    assert flow.nodes["shop_silence_gotoif"].otherwise.to == "shop"


def test_a_question_that_is_written_out_again_is_one_question() -> None:
    flow = of("[shop]\nexten => s,1,Background(which)\n same => n,WaitExten(5)\n same => n,Background(which)\n"
              " same => n,WaitExten(5)\n same => n,Playback(bye)\n same => n,Hangup()\nexten => 1,1,Queue(one)\n")  # fmt: skip
    no_input = flow.ears(only(flow, model.Menu)).no_input
    assert no_input.attempts == 2
    assert flow.nodes[no_input.then.to].prompt.audio == "bye"


def test_endless_tries_are_drawn_as_they_are() -> None:
    flow = menu("exten => 1,1,Hangup()\nexten => i,1,Playback(wrong)\n same => n,Goto(s,again)")
    no_match = flow.ears(only(flow, model.Menu)).no_match
    assert (no_match.attempts, no_match.then.to) == (1, "shop_wrong_key")
    assert flow.nodes["shop_wrong_key"].next.to == "shop"


FREEPBX = """\
[ivr-1] ; written by FreePBX
include => ivr-1-custom
exten => s,1,Set(TIMEOUT_LOOPCOUNT=0)
exten => s,n,Set(INVALID_LOOPCOUNT=0)
exten => s,n,GotoIf($["${CHANNEL(state)}" = "Up"]?skip)
exten => s,n,Answer
exten => s,n,Wait(1)
exten => s,n(skip),Set(IVR_MSG=custom/which)
exten => s,n(start),Set(TIMEOUT(digit)=3)
exten => s,n,ExecIf($["${IVR_MSG}" != ""]?Background(${IVR_MSG}))
exten => s,n,WaitExten(10,)
exten => 1,1(ivrsel-1),Goto(ext-queues,700,1)
exten => 2,1,Macro(user-callerid,)
exten => 2,n,Goto(from-did-direct,201,1)
exten => 3,1,Goto(ext-local,vmu203,1)
exten => i,1,Set(INVALID_LOOPCOUNT=$[${INVALID_LOOPCOUNT}+1])
exten => i,n,GotoIf($[${INVALID_LOOPCOUNT} > 2]?final)
exten => i,n,Set(IVR_MSG=wrong&custom/which)
exten => i,n,Goto(s,start)
exten => i,n(final),Playback(sorry)
exten => i,n,Goto(app-blackhole,hangup,1)
exten => t,1,Macro(hangupcall,)
"""


def test_freepbx() -> None:
    flow = of(FREEPBX)
    main = only(flow, model.Menu)
    ears = flow.ears(main)
    assert main.prompt.audio == "custom/which"
    assert [flow.nodes[to].type for to in options(flow).values()] == ["transfer", "transfer", "voicemail"]
    assert [flow.nodes[to].goal for to in list(options(flow).values())[:2]] == ["700", "201"]
    assert flow.nodes[options(flow)["3"]].box == "203"
    assert ears.no_input.then.to == "hangup"
    assert ears.no_match.attempts == 3
    assert [text.audio for text in ears.no_match.again] == ["wrong&custom/which"] * 2
    sorry = flow.nodes[ears.no_match.then.to]
    assert (sorry.prompt.audio, sorry.next.to) == ("sorry", "hangup")


# Read


def test_a_read_with_single_keys_behind_it_is_a_menu() -> None:
    flow = of('[shop]\nexten => s,1,Read(key,which,1,,2,7)\n same => n,GotoIf($["${key}"="1"]?one)\n'
              ' same => n,GotoIf($[${key} = 2]?two)\n same => n,GotoIf($["${key}"=""]?none)\n same => n,Playback(wrong)\n'
              " same => n,Hangup()\n same => n(one),Queue(one)\n same => n,Hangup()\n same => n(two),Queue(two)\n"
              " same => n,Hangup()\n same => n(none),Queue(none)\n")  # fmt: skip
    shop = only(flow, model.Menu)
    ears = flow.ears(shop)
    assert {key: flow.nodes[to].queue for key, to in options(flow).items()} == {"1": "one", "2": "two"}
    assert (ears.no_input.after, ears.no_input.attempts) == (7.0, 2)
    assert flow.nodes[ears.no_input.then.to].queue == "none"
    assert flow.nodes[ears.no_match.then.to].prompt.audio == "wrong"


def test_a_read_that_goes_to_the_extension_that_is_keyed() -> None:
    flow = of("[shop]\nexten => s,1,Read(key,which,1)\n same => n,Goto(key-${key},1)\n"
              "exten => key-1,1,Queue(one)\nexten => key-2,1,Queue(two)\nexten => _key-!,1,Playback(wrong)\n")  # fmt: skip
    assert set(options(flow)) == {"1", "2"}


def test_a_read_of_a_number_is_an_entry() -> None:
    flow = of("[shop]\nexten => s,1,Read(ACCOUNT,number,8,,1,6)\n same => n,Playback(thanks)\n same => n,Hangup()\n")
    entry = only(flow, model.Input)
    assert (entry.field, entry.digits, entry.terminator) == ("account", (1, 8), "#")
    assert entry.next.to == flow.ears(entry).no_input.then.to == "shop_playback"


# Who takes the call


@pytest.mark.parametrize(
    ("dial", "goal"),
    [
        ("Dial(PJSIP/201,20)", {"extension": "201"}),
        ("Dial(SIP/trunk/442079460000,20)", {"number": "442079460000"}),
        ("Dial(PJSIP/+442079460000@trunk)", {"number": "+442079460000"}),
        ("Dial(${BOSS},20)", {"extension": "300"}),
        ("Dial(SIP/ann&SIP/bob,20)", {"queue": "ann"}),
        ("Dial(PJSIP/${WHO})", {"extension": "{who}"}),
    ],
)
def test_who_is_dialled(dial: str, goal: dict[str, str]) -> None:
    flow = of(f"[globals]\nBOSS=SIP/300\n[in]\nexten => s,1,Playback(hi)\n same => n,{dial}\n same => n,Hangup()\n")
    transfer = only(flow, model.Transfer)
    assert {name: getattr(transfer, name) for name in goal} == goal
    assert on(transfer) == {"busy": "hangup", "no_answer": "hangup", "failed": "hangup"}


def test_dial_goes_on_as_its_status_says() -> None:
    flow = of("[in]\nexten => s,1,Playback(hi)\n same => n,Dial(SIP/201,20)\n same => n,Goto(s-${DIALSTATUS},1)\n"
              "exten => s-BUSY,1,Voicemail(201,b)\nexten => s-NOANSWER,1,Voicemail(201,u)\nexten => _s-.,1,Goto(s-NOANSWER,1)\n")  # fmt: skip
    assert on(only(flow, model.Transfer)) == {
        "busy": "in_s-busy",
        "no_answer": "in_s-noanswer",
        "failed": "in_s-noanswer",
    }
    assert flow.nodes["in_s-busy"].box == "201"


def test_a_dial_with_nothing_behind_it_says_nothing_of_what_then() -> None:
    flow = of("[in]\nexten => s,1,Playback(hi)\n same => n,Dial(SIP/201,20)\n")
    assert on(only(flow, model.Transfer)) == {}


def test_a_queue_lets_go_only_when_it_has_a_limit() -> None:
    text = "[in]\nexten => s,1,Playback(hi)\n same => n,Queue(staff,t{})\n same => n,Hangup()\n"
    assert on(only(of(text.format("")), model.Transfer)) == {"full": "hangup"}
    limited = only(of(text.format(",,,90")), model.Transfer)
    assert on(limited) == {"timeout": "hangup", "full": "hangup"}
    assert limited.wait.max.seconds == 90


def test_scripts_and_what_is_not_known_are_kept() -> None:
    flow = of(
        "[in]\nexten => s,1,Playback(hi)\n same => n,AGI(check.agi,${X})\n same => n,Frobnicate(1)\n same => n,Queue(a)\n"
    )
    assert [(loss.kind, loss.block, loss.place.line) for loss in flow.origin.losses] == [
        ("not in the file", "playback", 2),
        ("not in the file", "agi", 3),
        ("left out", "frobnicate", 4),
    ]
    assert flow.nodes["in_agi"].on["error"].to == "in_frobnicate"
    assert flow.nodes["in_frobnicate"].on["error"].to == "in_queue"


def test_texts_for_a_voice() -> None:
    flow = of('[in]\nexten => s,1,Festival(Good morning)\n same => n,AGI(googletts.agi,"Please hold, ${NAME}",en)\n'
              " same => n,SayDigits(${NUMBER})\n same => n,Queue(a)\n")  # fmt: skip
    message = only(flow, model.Message)
    assert next(iter(message.prompt.spoken.values())) == "Good morning. Please hold, {name} {number}"


# Ways


def test_hours_and_conditions_in_a_row() -> None:
    flow = of("[in]\nexten => s,1,GotoIfTime(9:00-17:59,mon-thu,*,*?open)\n same => n,GotoIfTime(9:00-13:00|fri|*|*?open)\n"
              " same => n,GotoIfTime(*,*,25,dec,Europe/Madrid?xmas)\n same => n,Playback(shut)\n same => n,Hangup()\n"
              " same => n(open),Queue(staff)\n same => n,Hangup()\n same => n(xmas),Playback(merry)\n")  # fmt: skip
    first = flow.nodes[flow.start[None].to]
    assert flow.nodes[first.cases["open"].to].queue == "staff"
    week = flow.hours[first.hours].week
    assert week[:5] == (((540, 1080),),) * 4 + (((540, 780),),)
    assert week[5:] == ((), ())
    date = flow.nodes[first.cases["closed"].to]
    assert (date.field, date.otherwise.to) == ("date 25 dec", "in_playback")


def test_conditions_that_nobody_notices_are_not_there() -> None:
    flow = of(
        '[in]\nexten => s,1,GotoIf($["${CHANNEL(state)}"="Up"]?skip)\n same => n,Answer\n same => n(skip),Playback(hi)\n'
    )
    assert list(flow.nodes) == ["in_skip"]


def test_branches_keep_both_ways() -> None:
    flow = of('[in]\nexten => s,1,GotoIf($["${VIP}"="yes"]?vip:plain)\n same => n(vip),Queue(vip)\n same => n,Hangup()\n'
              " same => n(plain),ExecIf($[${X}>3]?Playback(long):Playback(short))\n same => n,Queue(plain)\n")  # fmt: skip
    branch = flow.nodes["in"]
    assert (branch.field, branch.cases["yes"].to, branch.otherwise.to) == ("vip", "in_vip", "in_plain")
    plain = flow.nodes["in_plain"]
    ways = [flow.nodes[to.to] for to in (plain.cases["yes"], plain.otherwise)]
    assert [way.prompt.audio for way in ways] == ["long", "short"]
    assert {way.next.to for way in ways} == {"in_queue"}


def test_routines_come_back_and_silent_ones_are_passed_over() -> None:
    flow = of("[in]\nexten => s,1,Gosub(quiet,s,1)\n same => n,Gosub(say,s,1(hi))\n same => n,Macro(tell,x)\n same => n,Queue(a)\n"
              "[quiet]\nexten => s,1,Set(X=1)\n same => n,Return()\n[say]\nexten => s,1,Playback(hello)\n same => n,Return()\n"
              "[macro-tell]\nexten => s,1,Playback(news)\n")  # fmt: skip
    first = flow.nodes[flow.start[None].to]
    second = flow.nodes[first.next.to]
    assert (first.prompt.audio, second.prompt.audio) == ("hello", "news")
    assert flow.nodes[second.next.to].queue == "a"


def test_while_goes_round_and_ends() -> None:
    flow = of(
        "[in]\nexten => s,1,While($[${N}<3])\n same => n,Playback(again)\n same => n,EndWhile\n same => n,Queue(a)\n"
    )
    loop = flow.nodes["in"]
    assert flow.nodes[loop.cases["yes"].to].next.to == "in"
    assert flow.nodes[loop.otherwise.to].queue == "a"


def test_ways_out_of_the_file_and_to_nowhere() -> None:
    flow = menu("exten => 1,1,Goto(elsewhere,s,1)\nexten => 2,1,Goto(s,nowhere)\nexten => 3,1,Goto(${WHERE},1)")
    graph = FlowGraph(flow)
    assert flow.nodes["shop_1"].file == "elsewhere,s"
    assert [edge.target for edge in graph.exits["shop_2"]] == [LOST]
    assert flow.nodes["shop_3"].file == "WHERE,1"
    assert flow.nodes["shop_3"].tags == (UNKNOWN,)  # a person, a menu, a bell: nothing is claimed of it
    assert {(loss.kind, loss.node) for loss in flow.origin.losses} >= {
        ("not in the file", "shop_1"),
        ("left out", "shop_3"),
    }


def test_only_numbers_that_lead_to_a_menu_are_entries() -> None:
    flow = of("[in]\nexten => 100,1,Goto(shop,s,1)\nexten => 200,1,Read(x,y,1)\n[lines]\nexten => _2XX,1,Dial(SIP/${EXTEN})\n"
              "exten => *97,1,VoiceMailMain()\n[asked]\nexten => s,1,Read(ok,accept,1)\n same => n,Return()\n"
              "[shop]\nexten => s,1,Background(which)\n same => n,WaitExten(5)\nexten => 1,1,Dial(SIP/9,20,U(asked))\n")  # fmt: skip
    assert {number: to.to for number, to in flow.start.items()} == {"100": "shop", "200": "in_200"}


# The file


def test_lines_in_all_their_ways(tmp_path: Path) -> None:
    (tmp_path / "more.conf").write_text("[more]\nexten => s,1,Queue(more)\n")
    file = tmp_path / "extensions.conf"
    file.write_text(
        "#include more.conf\n[base](!)\nexten => 9,1,Goto(more,s,1)\n"
        ";-- [not]\nexten => s,1,Queue(not) --;\n"
        "[shop](base)\nexten=s,1,Background(which) ; a remark\nexten => s,n,WaitExten,5\n"
        "exten => 1,1,Playback,bye\\; now\nexten => 1,n+101(far),Hangup\nexten => 1,hint,SIP/1\n"
        "exten => 2/5551234,1,Hangup\nswitch => IAX2/other\nignorepat => 9\n"
    )
    reading: Any = read_any(file)
    assert reading.problems == ()
    assert options(reading.flow) == {"9": "more", "1": "shop_1", "2": "hangup"}
    assert reading.flow.nodes["shop_1"].prompt.audio == "bye\\; now"
    assert reading.flow.nodes["shop_1"].next is None  # 102 is no next priority of 1
    assert reading.flow.nodes["more"].place.source.path.endswith("more.conf")


def test_what_asterisk_cannot_read_is_told() -> None:
    reading = read(Source("x.conf", "[a]\nexten => s,1,Queue(a)\nthis is nothing\nexten => s\nsame => what\n"))
    assert [problem.place.line for problem in reading.problems] == [3, 4, 5]
    assert reading.flow is not None


def test_places_are_those_of_the_file() -> None:
    flow = menu("exten => 1,1,Queue(a)")
    (option,) = only(flow, model.Menu).options
    assert (option.place.line, only(flow, model.Menu).name.line, flow.nodes["shop_1"].place.line) == (5, 3, 5)


def test_lint_finds_what_is_wrong_in_the_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "extensions.conf"
    file.write_text("[shop]\nexten => s,1,Background(which)\n same => n,WaitExten(6)\nexten => 1,1,Queue(a)\n")
    result = CliRunner().invoke(
        app, ["lint", str(file), "--select", "missing-handler", "--select", "transfer-no-fallback"]
    )
    assert result.exit_code == 1
    assert "extensions.conf:2:1 error missing-handler" in result.output
    assert "extensions.conf:4:1 error transfer-no-fallback" in result.output


# Against brute force


@given(st.from_regex(r"_[0-9XNZ*#]{0,4}[.!]?", fullmatch=True), st.text("0123456789*#", max_size=6))
def test_patterns_match_as_regular_expressions_do(pattern: str, number: str) -> None:
    sets = {"X": "[0-9]", "N": "[2-9]", "Z": "[1-9]", ".": ".+", "!": ".*", "*": r"\*", "#": "#"}
    assert matches(pattern, number) == bool(re.fullmatch("".join(sets.get(sign, sign) for sign in pattern[1:]), number))


_sums = st.recursive(
    st.integers(0, 50).map(str),
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda parts: f"({' '.join(parts)})"),
    max_leaves=6,
)


@given(_sums, st.sampled_from(["=", "!=", "<", ">", "<=", ">="]), _sums)
def test_expressions_come_out_as_python_has_them(left: str, operator: str, right: str) -> None:
    expected = eval(f"{left} {'==' if operator == '=' else operator} {right}")  # noqa: S307 - only sums of whole numbers
    assert value(f"{left} {operator} {right}") == str(int(expected))
    assert truth(f"$[{left} {operator} {right}]", {}) is expected


@given(st.lists(st.text('ab"$', max_size=4).filter(lambda word: word.count('"') % 2 == 0), min_size=1, max_size=4))
def test_arguments_are_cut_at_commas_outside_of_brackets(words: list[str]) -> None:
    nested = [f"f({word},{word})" if number % 2 else word for number, word in enumerate(words)]
    assert arguments(",".join(nested)) == nested


_clock = st.tuples(st.integers(0, 23), st.integers(0, 59))


@given(_clock, _clock, st.integers(0, 6), st.integers(0, 6), st.integers(0, 7 * 24 * 60 - 1))
def test_times_hold_when_asterisk_says_so(
    start: tuple[int, int], end: tuple[int, int], first: int, last: int, minute: int
) -> None:
    """A range may go past midnight or past Sunday; the minute at the end belongs to it only as :59 (we round to the hour)."""
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    text = f"{start[0]}:{start[1]:02}-{end[0]:02}:{end[1]:02},{days[first]}-{days[last]},*,*"
    found = hours.times(text)
    assert found is not None
    now = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(minutes=minute)  # a Monday
    clock, begins, ends = now.hour * 60 + now.minute, start[0] * 60 + start[1], end[0] * 60 + end[1]
    ends -= ends % 60 != 59
    on_day = first <= now.weekday() <= last if first <= last else not last < now.weekday() < first
    if (begins, ends) == (begins, begins - 1):
        return  # from a minute to itself: a minute to Asterisk, a day or nothing to us
    in_time = begins <= clock <= ends if begins <= ends + 1 else clock >= begins or clock <= ends
    made = hours.hours("x", Place(Source("x", ""), 0, 0), found)
    assert made.is_open(now) == (on_day and in_time)


# Anything at all


def settled(reading: Reading) -> None:
    """Whatever the file, its flow can be drawn as a graph, and every place is in the file."""
    assert reading.flow is not None or reading.problems
    if reading.flow is not None:
        graph = FlowGraph(reading.flow)
        assert {edge.target for edge in graph.edges()} <= {*reading.flow.nodes, HANGUP, LOST}
        last = len(reading.flow.source.lines)
        assert all(1 <= node.place.line <= last for node in reading.flow.nodes.values())


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    settled(read(Source("x.conf", text)))
    settled(read(Source("x.conf", "[a]\nexten => s,1," + text)))


_APPS = [
    "Background(a)", "WaitExten(3)", "Playback(b)", "Read(k,c,1)", "Goto(s,1)", "Goto(${k},1)", "Goto(b,s,1)", "GotoIf($[${n}>2]?1,1)",
    'GotoIf($["${k}"="1"]?x:y)', "Set(n=$[${n}+1])", "Gosub(b,s,1)", "Return()", "Macro(m)", "While($[${n}<3])", "EndWhile()",
    "ExecIf($[${n}]?Goto(s,1))", "GotoIfTime(9:00-8:00,sat-mon,*,*?s,1)", "Dial(SIP/1)", "Queue(q,,,,5)", "Hangup()", "Odd(1)",
]  # fmt: skip
_line = st.tuples(st.sampled_from(["s", "1", "2", "_X", "_X.", "i", "t", "x"]), st.sampled_from(_APPS))


@given(st.lists(_line, max_size=14), st.lists(_line, max_size=6), st.lists(_line, max_size=3))
def test_any_dialplan(
    first: list[tuple[str, str]], second: list[tuple[str, str]], third: list[tuple[str, str]]
) -> None:
    text = ""
    for name, lines in (("a", first), ("b", second), ("macro-m", third)):
        seen: set[str] = set()
        text += f"[{name}]\ninclude => b\n"
        for exten, what in sorted(lines, key=lambda line: line[0]):
            text += f"exten => {exten},{'n' if exten in seen else '1'},{what}\n"
            seen.add(exten)
    settled(read(Source("x.conf", text)))


@pytest.mark.parametrize(
    ("steps", "leads"), [("Hangup()", "hangup"), ("Goto(s,1)", LOST), ("Set(X=1)", LOST), ("NoOp()", LOST)]
)
def test_a_dialplan_of_which_nobody_notices_anything(steps: str, leads: str) -> None:
    flow = of(f"[in]\nexten => s,1,{steps}\n")
    assert [edge.target for edge in FlowGraph(flow).exits["in"]] == [leads]


def test_big_files_do_not_hang() -> None:
    lines = [
        f"[c{n}]\nexten => s,1,Background(m)\n same => n,WaitExten(3)\nexten => 1,1,Goto(c{n + 1},s,1)\n"
        for n in range(1000)
    ]
    assert len(of("".join(lines)).nodes) == 1001
    deep = "[a]\nexten => s,1," + "ExecIf(1?" * 3000 + "\n" + "same => n,GotoIf($[" + "(" * 3000 + "]?x)\n"
    settled(read(Source("x.conf", deep)))
    chain = (
        "[a]\n"
        + "".join(f"exten => s,{'n' if n else 1},GotoIf($[${{X{n}}}]?e,1)\n" for n in range(1000))
        + "exten => e,1,Queue(a)\n"
    )
    settled(read(Source("x.conf", chain)))
    for hostile in (
        "x" * 21_000_000,
        "[a]\nexten => s,1,Playback(" + "x&" * 50_000,
        "\0" * 99,
        "[a]\nexten => s,1,Goto(s,1",
    ):
        settled(read(Source("x.conf", hostile)))


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus of real files beside the project")
class TestCorpus:
    files = sorted(CORPUS.glob("*")) if CORPUS.exists() else []

    @pytest.mark.parametrize("file", files, ids=lambda file: file.stem[-40:])
    def test_every_file_is_read_and_nearly_every_block_is_translated(self, file: Path) -> None:
        reading: Any = read_any(file)
        assert reading.problems == ()
        assert sum(loss.kind == "left out" for loss in reading.flow.origin.losses) <= 0.1 * reading.flow.origin.blocks

    def test_the_share_of_blocks_that_are_translated(self) -> None:
        origins = [
            reading.flow.origin for file in self.files if (reading := read_any(file)).flow and reading.flow.origin
        ]
        left_out = sum(loss.kind == "left out" for origin in origins for loss in origin.losses)
        assert left_out <= 0.05 * sum(origin.blocks for origin in origins)

    @given(st.data())
    def test_slips_in_real_files(self, data: st.DataObject) -> None:
        lines = data.draw(st.sampled_from(self.files)).read_text().split("\n")
        chance: random.Random = data.draw(st.randoms(use_true_random=False))
        for _ in range(chance.randrange(5)):
            at = chance.randrange(len(lines))
            letters = list(lines[at]) or [" "]
            letters[chance.randrange(len(letters))] = chance.choice('()[]{}$,;?:"=>\0n1')
            lines[at] = "".join(letters)
        settled(read(Source("x.conf", "\n".join(lines))))


def test_a_read_without_a_time_of_its_own_waits_as_the_channel_does() -> None:
    flow = of(
        "[shop]\nexten => s,1,Set(TIMEOUT(response)=20)\n same => n,Set(TIMEOUT(digit)=4)\n"
        " same => n,Read(ACCOUNT,number)\n same => n,Hangup()\n"
    )
    ears = flow.ears(only(flow, model.Input))
    assert (ears.no_input.after, ears.between_digits) == (20.0, 4.0)


def test_a_value_between_recordings_leaves_their_words_unknown() -> None:
    flow = of(
        "[shop]\nexten => s,1,SayDigits(${number})\n same => n,Playback(is-that-right)\n same => n,Noop()\n"
        " same => n,WaitExten(6)\nexten => 1,1,Queue(sales)\n"
    )
    heard = [node.prompt for node in flow.nodes.values() if isinstance(node, model.Menu) and node.prompt]
    assert [(text.audio, text.spoken) for text in heard] == [("{number}&is-that-right", {})]


# What is said before a WaitExten, and keys that are none


def test_words_right_before_a_wait_exten_are_what_the_menu_says() -> None:
    flow = of(
        "[shop]\nexten => s,1,Answer()\n same => n(again),Playback(which)\n same => n,Set(TIMEOUT(digit)=3)\n"
        ' same => n,AGI(googletts.agi,"Pulse 1 para ventas.",es)\n same => n,WaitExten(6)\n'
        "exten => 1,1,Queue(sales)\nexten => t,1,Goto(s,again)\n"
    )
    shop = only(flow, model.Menu)
    assert (shop.prompt.audio, list(shop.prompt.spoken.values())) == ("which", ["Pulse 1 para ventas."])
    assert not flow.ears(shop).barge_in  # Asterisk loses the keys that are pressed meanwhile
    assert flow.languages == ("es",)


def test_words_into_which_calls_come_from_elsewhere_stay_apart() -> None:
    flow = of(
        "[shop]\nexten => s,1,Playback(news)\n same => n(again),Set(x=1)\n same => n,WaitExten(6)\n"
        "exten => 1,1,Queue(sales)\nexten => t,1,Goto(s,again)\n"
    )
    assert only(flow, model.Menu).prompt is None
    assert only(flow, model.Message).prompt.audio == "news"


def test_keys_that_only_bring_the_question_back_are_wrong_keys() -> None:
    flow = menu("exten => 1,1,Queue(cakes)\nexten => _[02-9],1,Playback(wrong)\n same => n,Goto(s,again)")
    ears = flow.ears(only(flow, model.Menu))
    assert options(flow) == {"1": "shop_1"}
    assert (ears.no_match.attempts, ears.no_match.then.to) == (1, "shop_02-9")


def test_keys_that_bring_the_question_back_are_wrong_ones_too_where_others_have_a_handler() -> None:
    flow = menu(
        "exten => 1,1,Queue(cakes)\nexten => _[2-9],1,Playback(wrong)\n same => n,Goto(s,again)\n"
        "exten => i,1,Playback(wrong)\n same => n,Goto(s,again)"
    )
    assert options(flow) == {"1": "shop_1"}


def test_where_only_some_keys_bring_the_question_back_the_others_drop_the_call() -> None:
    flow = menu("exten => 1,1,Queue(cakes)\nexten => _[2-9#],1,Goto(s,again)")
    assert options(flow) == {"1": "shop_1", **dict.fromkeys("23456789#", "shop")}
    assert [option.key for option in only(flow, model.Menu).options if not option.silent] == ["1"]
    assert flow.ears(only(flow, model.Menu)).no_match.then is None


def test_a_key_that_is_announced_to_repeat_is_an_option_whatever_pattern_it_is_in() -> None:
    flow = labelled(
        in_languages(
            of(
                "[shop]\nexten => s,1,Answer()\n"
                ' same => n(again),AGI(googletts.agi,"Para tartas, pulse 1. Para repetir, pulse almohadilla.",es,any)\n'
                " same => n,WaitExten(6)\nexten => 1,1,Queue(cakes)\nexten => _[02-9#],1,Goto(s,again)\n"
            )
        )
    )
    found = {option.key: option for option in only(flow, model.Menu).options}
    assert (found["#"].to.to, found["#"].label.spoken, found["#"].silent) == ("shop_again", {"es": "repetir"}, False)
    assert "0" not in found


def test_recordings_that_are_called_by_what_they_say_are_read() -> None:
    flow = of(
        "[shop]\nexten => s,1,Background(press-1&or&press-2&or&press-3)\n same => n,WaitExten(6)\n"
        "exten => 1,1,Queue(cakes)\nexten => 2,1,Queue(bread)\n"
    )
    prompt = only(flow, model.Menu).prompt
    assert (list(prompt.spoken.values()), prompt.audio) == (
        ["Press 1 or press 2 or press 3."],
        "press-1&or&press-2&or&press-3",
    )
    assert "what callers hear is taken from the names of the recordings" in str(flow.origin.losses[0].message)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ("to-cancel&press-star", "To cancel press *."),
        ("press-1&to-listen-to-it&press-2&to-change", "Press 1 to listen to it. Press 2 to change."),
        ("vm-press&digits/1&or&vm-press&digits/2", "Press 1 or press 2."),
        ("press-1&my-own-words", ""),
        ("goodbye", ""),
        ("digits/1&digits/2", ""),
    ],
)
def test_the_names_of_recordings(files: str, words: str) -> None:
    assert sounds.words(files.split("&")) == words


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_sentence_in_quotes_is_what_is_said_commas_and_all(quote: str) -> None:
    flow = of(
        f"[shop]\nexten => s,1,Background({quote}For cakes, press 1, for bread, press 2{quote})\n"
        " same => n,WaitExten(6)\nexten => 1,1,Queue(cakes)\n"
    )
    assert list(only(flow, model.Menu).prompt.spoken.values()) == ["For cakes, press 1, for bread, press 2"]


def test_a_background_is_a_menu_where_its_keys_can_be_pressed_nowhere_else() -> None:
    flow = of(
        "[shop]\nexten => s,1,Background(welcome)\n same => n,Background(which)\n same => n,Queue(anyone)\n"
        "exten => 1,1,Queue(cakes)\nexten => 2,1,Queue(bread)\n"
    )
    ears = flow.ears(only(flow, model.Menu))
    assert only(flow, model.Menu).prompt.audio == "welcome&which"
    assert options(flow) == {"1": "shop_1", "2": "shop_2"}
    assert (ears.no_input.after, ears.no_input.then.to) == (0.0, "shop_queue")


def test_values_that_are_read_out_tell_no_language() -> None:
    said = "".join(f" same => n,SayNumber(${{value_of_part_{part}}})\n" for part in range(6))
    flow = of(f"[shop]\nexten => s,1,Background(which)\n same => n,WaitExten(6)\nexten => 1,1,Answer()\n{said}")
    assert in_languages(flow).languages == ("en",)


def test_a_context_that_is_misspelt_is_told_and_read_as_it_is_meant() -> None:
    text = (
        "[shop]\nexten => s,1,Background(which)\n same => n,WaitExten(6)\nexten => 1,1,Goto(after sales,s,1)\n"
        "exten => 2,1,Goto(elsewhere,s,1)\n[after-sales]\nexten => s,1,Queue(repairs)\n"
    )
    reading = read(Source("extensions.conf", text))
    assert [(str(problem.message), str(problem.help)) for problem in reading.problems] == [
        ("no context is called `after sales`: the call drops here", "did you mean `after-sales`?")
    ]
    assert reading.flow is not None
    nodes: Any = reading.flow.nodes
    assert (nodes["shop_1"].next.to, nodes["shop_2"].file) == ("after-sales", "elsewhere,s")


def test_an_extension_that_its_context_lacks_is_a_wrong_one() -> None:
    flow = menu(
        "exten => 1,1,Goto(shop,42,1)\nexten => 2,1,Goto(bare,42,1)\nexten => i,1,Playback(wrong)\n[bare]\nexten => s,1,Hangup()"
    )
    assert options(flow)["1"] == "shop_wrong_key"
    (edge,) = FlowGraph(flow).exits["shop_2"]
    assert edge.target == LOST


def test_a_jump_that_names_no_extension_stays_in_its_own() -> None:
    flow = menu("exten => 1,1,Playback(news)\n same => n,Goto(,1)")
    assert flow.nodes["shop_1"].next.to == "shop_1"


def test_a_return_to_what_called_the_file_is_no_drop() -> None:
    flow = of("[after-dial]\nexten => s,1,Playback(thanks)\n same => n,Return()\n")
    assert only(flow, model.Message).next.to == "hangup"
    assert ("not in the file", "return") in {(loss.kind, loss.block) for loss in flow.origin.losses}


def test_what_asterisk_does_itself_is_over_when_callers_come_out_of_it() -> None:
    flow = menu("exten => 1,1,VoiceMailMain()\nexten => 2,1,Playback(vm-goodbye)\nexten => 3,1,Playback(news)")
    assert flow.nodes["shop_1"].next.to == flow.nodes["shop_2"].next.to == "hangup"
    assert flow.nodes["shop_3"].next is None


def test_numbers_lead_where_the_closest_pattern_leads() -> None:
    lines = "exten => _XXX,1,Queue(all)\nexten => _2XX,1,Dial(SIP/${EXTEN})\nexten => _20[12],1,Queue(boss)"
    flow = menu(f"exten => 1,1,Queue(cakes)\n{lines}")
    dial = only(flow, model.Menu).dial
    assert (dial.digits, dial.only, dial.to.to) == ((3, 3), (), "shop_dialled")
    boss = flow.nodes["shop_dialled"]
    assert (boss.field, {value: to.to for value, to in boss.cases.items()}) == (
        "extension", {"201": "shop_20_12", "202": "shop_20_12"},
    )  # fmt: skip
    others = flow.nodes[boss.otherwise.to]
    assert (others.field, others.cases["yes"].to, others.otherwise.to) == ("extension in 2xx", "shop_2xx", "shop_xxx")


def test_the_patterns_of_the_context_come_before_those_that_it_includes() -> None:
    flow = menu("include => more\nexten => _[1-9]XX,1,Queue(own)\n[more]\nexten => _2XX,1,Hangup()")
    branch = flow.nodes["shop_dialled"]
    assert (branch.cases["yes"].to, branch.otherwise.to) == ("shop_1-9_xx", "hangup")


def test_which_numbers_may_be_dialled_is_told_where_not_all_are() -> None:
    def told(patterns: str) -> list[str]:
        losses = menu(f"exten => 1,1,Queue(cakes)\n{patterns}").origin.losses
        return [str(loss.message) for loss in losses if loss.kind == "approximated"]

    assert told("exten => _XXX,1,Dial(SIP/${EXTEN})") == []
    assert told("exten => _2XX,1,Dial(SIP/${EXTEN})\nexten => _3XXX,1,Dial(SIP/${EXTEN})") == []
    assert told("exten => _2XX,1,Dial(SIP/${EXTEN})\nexten => _3XXX,1,Queue(other)") == []
    apart = "\n".join(f"exten => _{n}[13]X{n},1,Dial(SIP/${{EXTEN}})" for n in range(10, 50))
    (message,) = told(apart)
    assert "6 digits" in message
    assert "`_10[13]X10 _11[13]X11 " in message


@pytest.mark.parametrize(
    ("patterns", "texts"),
    [
        (["_1XX"], ["1xx"]),
        (["_[1-5]XXX"], ["1000-5999"]),
        (["_NXX"], ["200-999"]),
        (["_ZXX", "_0XX"], []),
        (["_NXXNXXXXXX"], ["[2-9]xx[2-9]xxxxxx"]),
        (["_2XX", "_3XXX"], ["2xx", "3xxx"]),
        (["_20[135-7]"], ["201", "203", "205-207"]),
        (["_0XX!"], ["0xx"]),
        (["_9X."], ["9" + "x" * more for more in range(2, 10)]),
    ],
)
def test_patterns_take_the_numbers_that_fit_them(patterns: list[str], texts: list[str]) -> None:
    flow = menu("\n".join(f"exten => {each},1,Dial(SIP/${{EXTEN}})" for each in patterns))
    assert [each.text for each in only(flow, model.Menu).dial.only] == texts
    assert not [loss for loss in flow.origin.losses if loss.kind != "not in the file"]


PLACES = st.lists(st.sampled_from(["X", "Z", "N", "1", "7", "[13-5]", "[02]"]), min_size=2, max_size=3).map("".join)


@given(st.lists(PLACES, min_size=1, max_size=3, unique=True))
@settings(deadline=None)
def test_a_menu_takes_the_numbers_that_asterisk_takes(patterns: list[str]) -> None:
    flow = menu("\n".join(f"exten => _{each},1,Dial(SIP/${{EXTEN}})" for each in patterns))
    dial = only(flow, model.Menu).dial
    fits = [
        each.replace("X", "[0-9]").replace("Z", "[1-9]").replace("N", "[2-9]") for each in patterns
    ]  # as the handbook says
    for number in ("".join(digits) for length in (1, 2, 3, 4) for digits in product("0123456789", repeat=length)):
        assert dial.takes(number) == any(re.fullmatch(each, number) for each in fits), (number, patterns)


def test_codes_with_a_star_are_options_and_many_of_them_are_told() -> None:
    flow = menu("exten => _*8[69],1,Queue(back)\nexten => _*XXX,1,Queue(codes)")
    assert [(option.key, option.silent) for option in only(flow, model.Menu).options] == [("*86", True), ("*89", True)]
    assert [str(loss.message) for loss in flow.origin.losses if loss.kind == "left out"] == [
        "numbers with * or # that fit `_*XXX` are not taken here"
    ]


def test_only_keys_with_which_an_extension_begins_wait() -> None:
    flow = menu("exten => 2,1,Queue(two)\nexten => 3,1,Queue(three)\nexten => _2XX,1,Dial(SIP/${EXTEN})")
    for press, seconds in (("2", 5.0), ("3", 0.0), ("245", 0.0)):
        call = run(Phone(flow), World(), tokens(press))
        assert round(call.seconds - call.listening, 2) == seconds


def test_any_key_that_a_read_of_a_number_takes_leads_on() -> None:
    flow = of("[shop]\nexten => s,1,Read(code,which,4)\n same => n,Queue(cakes)\n")
    entry = only(flow, model.Input)
    assert entry.listening.no_match.then == entry.next


def test_calls_come_in_where_they_are_only_sent_on() -> None:
    flow = of(
        "[main]\nexten => s,1,Background(which)\n same => n,WaitExten(6)\nexten => 1,1,Queue(a)\n"
        "[help]\nexten => s,1,Background(how)\n same => n,WaitExten(6)\nexten => 1,1,Queue(b)\nexten => 9,1,Goto(main,s,1)\n"
        "[inbound]\nexten => s,1,GotoIfTime(9:00-17:00,mon-fri,*,*?main,s,1)\n same => n,Playback(closed)\n same => n,Hangup()\n"
    )
    assert set(flow.start) == {"inbound", "help"}


def test_a_key_that_asks_again_and_counts_repeats_the_menu() -> None:
    flow = of(
        "[shop]\nexten => s,1,Set(N=0)\n same => n(again),Set(N=$[${N}+1])\n same => n,GotoIf($[${N}>3]?over)\n"
        " same => n,Background(which)\n same => n,WaitExten(6)\n same => n(over),Playback(later)\n same => n,Hangup()\n"
        "exten => 0,1,Goto(s,again)\nexten => 1,1,Queue(cakes)\n"
    )
    assert options(flow)["0"] == "repeat"
    assert not [node for node in flow.nodes.values() if isinstance(node, model.Branch)]
    assert [str(loss.message) for loss in flow.origin.losses if loss.kind == "approximated"] == [
        "key 0 puts the question 3 times at most: here callers may press it for ever"
    ]


@pytest.mark.parametrize(("keys", "barge_in"), [(",fr,any", True), (",fr", False), ("", False), (',fr,""', False)])
def test_a_voice_that_a_key_interrupts_is_no_wall(keys: str, barge_in: bool) -> None:
    flow = of(
        f'[shop]\nexten => s,1,AGI(googletts.agi,"Gâteaux : tapez 1"{keys})\n same => n,WaitExten()\nexten => 1,1,Queue(cakes)\n'
    )
    assert only(flow, model.Menu).listening.barge_in is barge_in


def test_a_background_at_the_end_takes_keys_whatever_is_set_behind_it() -> None:
    text = "[shop]\nexten => s,1,Background(which)\n same => n,{0}\nexten => 1,1,Queue(cakes)\nexten => t,1,Queue(anyone)\n"
    now = only(of(text.format("Set(x=1)")), model.Menu).listening.no_input
    assert (now.after.seconds, now.then) == (0, None)
    once = only(of(text.format("ResponseTimeout(15)")), model.Menu).listening.no_input
    assert (once.after.seconds, once.then.to) == (15, "shop_silence")
    gone = of(text.format("Hangup()"))
    assert not [node for node in gone.nodes.values() if isinstance(node, model.Menu)]


def test_an_answer_that_keeps_a_loop_going_leaves_every_other_key_a_way_on() -> None:
    flow = of(
        "[shop]\nexten => s,1,Set(MORE=1)\n same => n,While($[${MORE} = 1])\n same => n,Playback(which)\n"
        " same => n,Read(MORE)\n same => n,EndWhile\n same => n,Queue(cakes)\n"
    )
    asked = only(flow, model.Input)
    branch = flow.nodes[asked.next.to]
    assert (branch.field, set(branch.cases)) == ("more", {"1"})
    assert isinstance(flow.nodes[branch.otherwise.to], model.Transfer)


@pytest.mark.parametrize(
    ("words", "tag", "ends"),
    [("Thank you, goodbye.", "en", True), ("Your balance is 5.", "en", False), ("Au revoir !", "fr", True)],
)
def test_nothing_behind_a_spoken_goodbye_hangs_up(words: str, tag: str, ends: bool) -> None:
    flow = menu(f'exten => 1,1,AGI(googletts.agi,"{words}",{tag})')
    to = flow.nodes["shop_1"].next
    assert (to is not None and to.to == "hangup") is ends


# Lines that Asterisk takes otherwise than they were meant


def told(text: str) -> tuple[Any, list[str]]:
    reading = read(Source("extensions.conf", text))
    return reading.flow, [f"{problem.place.line}: {problem.message}" for problem in reading.problems]


def test_a_bare_word_that_is_no_application_ends_the_call() -> None:
    lines = "exten => 8,1,Playback(bye)\n same => n,Start\n same => n,Background(more)\n same => n,WaitExten(5)\n"
    flow, problems = told(f"[shop]\n{lines}exten => 9,1,Read(number,which,4)\n same => n,Queue(cakes)\n")
    assert problems == ["3: Asterisk has no application `Start`: the call ends here"]
    assert {type(node).__name__ for node in flow.nodes.values()} == {"Input", "Transfer"}  # 9 is no key of 8's menu


@pytest.mark.parametrize("line", ["CallRecorder(${EXTEN})", "Swift(hello)", "ReadExten(number,which)", "Flash"])
def test_applications_of_modules_and_of_asterisk_itself_are_taken_as_they_are(line: str) -> None:
    assert told(f"[shop]\nexten => s,1,Background(which)\n same => n,{line}\n same => n,Queue(cakes)\n")[1] == []


@pytest.mark.parametrize(
    ("written", "app"), [("Dail(SIP/9)", "dial"), ("Plyback(hi)", "playback"), ("Hangupp", "hangup")]
)
def test_a_misspelt_application_is_read_as_meant(written: str, app: str) -> None:
    text = f"[shop]\nexten => s,1,Background(which)\n same => n,{written}\n"
    reading = read(Source("extensions.conf", text))
    (problem,) = reading.problems
    assert str(problem.message) == f"Asterisk has no application `{written.partition('(')[0]}`: the call ends here"
    assert str(problem.help) == f"did you mean `{app}`?"


def test_a_priority_that_is_taken_is_told_but_for_lines_for_some_callers() -> None:
    twice = "[shop]\nexten => 1,1,Answer()\nexten => 1,2,Queue(cakes)\nexten => 1,2,Queue(bread)\n"
    assert told(twice)[1] == ["4: `1` has a priority 2 already: Asterisk leaves this line out"]
    assert told(twice.replace("exten => 1,2,Queue(bread)", "exten => 1/555,2,Queue(bread)"))[1] == []


@pytest.mark.parametrize(
    ("lines", "asks"),
    [
        ("Read(digit,,1)\n same => n,Return(${digit})", False),  # who calls this is in another file
        ("Read(digit,,1)\n same => n,Set(number=${number}${digit})\n same => n,Dial(SIP/${number})", False),
        ("Read(number,,4)\n same => n,Dial(SIP/${number})", True),
    ],
)
def test_an_entry_in_the_middle_of_dialling_asks_for_nothing(lines: str, asks: bool) -> None:
    found = only(of(f"[dialling]\nexten => s,1,{lines}\n"), model.Input)
    assert (GOES_ON not in found.tags) is asks


def test_a_key_that_begins_a_number_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "extensions.conf"
    path.write_text(
        "[shop]\nexten => s,1,Background(which)\n same => n,WaitExten(6)\nexten => 1,1,Queue(cakes)\n"
        "exten => 3,1,Queue(bread)\nexten => _1XX,1,Dial(SIP/${EXTEN})\n"
    )
    result = CliRunner().invoke(app, ["lint", str(path), "--select", "slow-keys"])
    assert "extensions.conf:4:10 info slow-keys callers who press 1 hear nothing for 5 s" in result.output
    assert "press 3" not in result.output


# What routines are given, blocks of conditions, numbers that go on to another context


def test_routines_know_what_they_are_given() -> None:
    flow = of(
        "[shop]\nexten => s,1,Background(which)\n same => n,WaitExten(6)\n"
        "exten => 1,1,Gosub(queue,s,1(cakes,60))\n same => n,Hangup()\n"
        "exten => 2,1,Gosub(queue,s,1(bread,90))\n same => n,Hangup()\n"
        "exten => 3,1,Macro(ring,200)\n"
        "[queue]\nexten => s,1,Queue(${ARG1},,,,${ARG2})\n same => n,Return()\n"
        "[macro-ring]\nexten => s,1,Dial(SIP/${ARG1})\n"
    )
    queues = {
        node.queue: node.wait.max.seconds
        for node in flow.nodes.values()
        if isinstance(node, model.Transfer) and node.wait and node.wait.max
    }
    assert queues == {"cakes": 60, "bread": 90}
    assert [node.extension for node in flow.nodes.values() if isinstance(node, model.Transfer) and not node.wait] == [
        "200"
    ]


def test_of_calls_that_cannot_be_told_apart_only_what_they_share_is_known() -> None:
    flow = menu(
        "exten => 1,1,Macro(ring,200,20)\nexten => 2,1,Macro(ring,300,20)\n"
        "[macro-ring]\nexten => s,1,Playback(${ARG2})\n same => n,Dial(SIP/${ARG1})\n"
    )
    assert only(flow, model.Transfer).extension == "{arg1}"
    assert only(flow, model.Message).prompt.audio == "20"


IF = """\
[shop]
exten => s,1,Read(key,which,1)
 same => n,If($["${key}"="1"])
 same => n,Queue(cakes)
 same => n,ElseIf($["${key}"="2"])
 same => n,If($["${vip}"="yes"])
 same => n,Queue(bread)
 same => n,EndIf()
 same => n,Else()
 same => n,Playback(wrong)
 same => n,EndIf()
 same => n,Goto(s,1)
"""


def test_blocks_of_if_lead_where_they_hold() -> None:
    flow = of(IF)
    assert options(flow) == {"1": "shop_queue", "2": "shop_if"}
    assert only(flow, model.Menu).listening.no_match.then.to == "shop_playback"
    vip = flow.nodes["shop_if"]
    assert (vip.field, vip.cases["yes"].to, vip.otherwise.to) == ("vip", "shop_queue_2", "shop")
    assert on(flow.nodes["shop_queue"])["full"] == "shop"  # the other sides are passed over
    assert flow.nodes["shop_playback"].next.to == "shop"


def test_a_loop_may_be_begun_again_before_its_end() -> None:
    flow = of(
        "[shop]\nexten => s,1,Set(n=0)\n same => n,While($[${n} < 2])\n same => n,Set(n=$[${n}+1])\n"
        " same => n,Playback(hello)\n same => n,ContinueWhile()\n same => n,Playback(never)\n same => n,EndWhile()\n"
        " same => n,Queue(cakes)\n"
    )
    said = [node.prompt for node in flow.nodes.values() if isinstance(node, model.Message)]
    assert [prompt and prompt.audio for prompt in said] == ["hello"]


def test_a_number_goes_on_to_the_pattern_that_takes_all_of_its_kind() -> None:
    rest = "exten => 1,1,Queue(cakes)\nexten => _2XX,1,Goto({},${{EXTEN}},1)\n[desks]\nexten => _[2-3]XX,1,Dial(SIP/${{EXTEN}})\n"
    assert only(menu(rest.format("desks")), model.Menu).dial.to.to == "desks_2-3_xx"
    split = menu(rest.format("desks") + "exten => _2[0-4]X,1,Queue(boss)\n")
    assert isinstance(split.nodes[only(split, model.Menu).dial.to.to], model.SubFlow)  # some lead here, some there
    away = menu(rest.format("from-internal"))
    assert away.nodes[only(away, model.Menu).dial.to.to].file == "from-internal,{extension}"
    assert not [loss for loss in away.origin.losses if loss.kind == "left out"]


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("Dial(SIP/9,20,tg)", "shop_2"),
        ("Dial(SIP/9,20,L(60000)T)", None),
        ("Queue(cakes,c)", "shop_2"),
        ("Queue(cakes,t)", None),
    ],
)
def test_a_call_that_was_answered_goes_on_where_an_option_says_so(line: str, done: str | None) -> None:
    flow = of(f"[shop]\nexten => 9,1,{line}\n same => n,Goto(2,1)\nexten => 2,1,Playback(survey)\n")
    assert on(only(flow, model.Transfer)).get("done") == done


def test_values_and_recordings_are_said_in_the_order_of_the_file() -> None:
    lines = "SayNumber(3)", "Playback(port)", "SayNumber(${PORT})", "Playback(beep)"
    flow = menu("exten => 1,1,NoOp()\n" + "".join(f" same => n,{line}\n" for line in lines) + " same => n,Hangup()")
    assert only(flow, model.Message).prompt.audio == "3&port&{port}&beep"


def test_a_menu_inside_a_key_listens_to_that_key_too() -> None:
    flow = menu("exten => 1,1,Queue(cakes)\nexten => 2,1,Background(more)\n same => n,WaitExten(6)")
    keys = {id_: [option.key for option in node.options] for id_, node in flow.nodes.items() if node.type == "menu"}
    assert keys == {"shop": ["1", "2"], "shop_2": ["1", "2"]}


def test_a_read_of_which_any_other_key_is_an_answer() -> None:
    text = "[shop]\nexten => s,1,Read(key,next-or-star,1)\n same => n,GotoIf($[${key} = 1]?1,1)\n"
    flow = of(text + " same => n,Queue(anyone)\nexten => 1,1,Goto(s,1)\n")
    dial = only(flow, model.Menu).dial
    assert (options(flow), dial.digits, dial.to.to) == ({"1": "shop"}, (1, 1), "shop_queue")
    assert only(of(text + " same => n,Playback(wrong)\n same => n,Goto(s,1)\n"), model.Menu).dial is None


def test_a_read_whose_number_is_only_compared_is_an_entry() -> None:
    flow = of(
        "[shop]\nexten => s,1,Read(day,which-day)\n same => n,GotoIf($[{${day} > 7} | {${day} < 1}]?s,1)\n"
        " same => n,Queue(anyone)\n"
    )
    assert only(flow, model.Input).field == "day"
    assert flow.ears(only(flow, model.Input)).no_input.then.to == "shop_queue"  # no sum: it does not hold


@pytest.mark.parametrize(
    ("expression", "comes"),
    [("{5 > 7} | {5 < 1}", "0"), ("{9 > 7}", "1"), (" > 7", None), ("7 =", None), ('"" = ""', "1"), ("2 - 3", "-1")],
)
def test_expressions_as_asterisk_reads_them(expression: str, comes: str | None) -> None:
    assert value(expression) == comes


def test_what_stands_behind_the_last_bracket_is_left_out() -> None:
    assert only(
        of("[shop]\nexten => s,1,Playback(news) # in Spanish\n same => n,Hangup()"), model.Message
    ).prompt.audio == ("news")


@pytest.mark.parametrize("script", ["${VOICE}", "/opt/voices/googletts.agi", "text-to-speech.php"])
def test_scripts_that_speak_are_known_by_their_name_wherever_it_stands(script: str) -> None:
    flow = of(
        f'[globals]\nVOICE=/opt/googletts.agi\n[shop]\nexten => s,1,AGI({script},"We are closed.",en)\n same => n,Hangup()'
    )
    assert list(only(flow, model.Message).prompt.spoken.values()) == ["We are closed."]


def test_words_that_offer_keys_which_are_not_there_are_a_menu() -> None:
    said = (
        "[shop]\nexten => 400,1,Festival(For cakes press 1)\n same => n,WaitExten(5)\n{}[desk]\nexten => s,1,Queue(x)\n"
    )
    flow = of(said.format(""))
    assert (only(flow, model.Menu).options, flow.start[None].to) == ((), "shop_400")
    other = of(said.format("include => elsewhere\n"))  # its keys may be there
    assert not [node for node in other.nodes.values() if node.type == "menu"]


def test_a_priority_that_an_extension_lacks_is_that_of_a_pattern() -> None:
    flow = of(
        "[shop]\nexten => 1234,1,Playback(one)\n same => n,Playback(two)\n"
        "exten => _X.,1,Playback(not-heard)\n same => n,Playback(nor-this)\n same => n,Queue(three)\n"
    )
    assert flow.nodes["shop_1234"].next.to == "shop_x_queue"


def test_words_of_several_steps_are_sentences_of_their_own() -> None:
    flow = of(
        "[shop]\nexten => s,1,Festival(We are closed)\n same => n,Festival(Please call again)\n same => n,Hangup()"
    )
    assert list(only(flow, model.Message).prompt.spoken.values()) == ["We are closed. Please call again"]


def test_keys_that_recordings_offer_are_a_menu_wherever_they_lead() -> None:
    flow = of(
        "[shop]\nexten => s,1,Read(key,press-1&or&press-2&or&press-3,1)\n same => n,GotoIf($[${key} < 4]?on:1)\n"
        " same => n(on),Queue(anyone)\n"
    )
    assert {"1", "2", "3"} <= options(flow).keys()


def test_a_jump_from_an_included_context_stays_in_the_one_that_includes_it() -> None:
    keys = "include => keys\nexten => 1,1,Goto(other,s,1)\n{}[keys]\nexten => *,1,Goto(s,1)"
    assert options(menu(keys.format("")))["*"] == "shop"
    flow = menu(keys.format("[other]\ninclude => keys\nexten => s,1,Background(more)\n same => n,WaitExten(6)\n"))
    (star,) = {option.to.to for node in flow.nodes.values() if node.type == "menu" for option in node.options[-1:]}
    assert flow.nodes[star].type == "flow"  # the call tells which of the two it is
