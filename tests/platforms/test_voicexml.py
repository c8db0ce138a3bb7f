"""VoiceXML: each construct as a caller meets it, and documents as they are in the wild."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow import model
from ivrlint.flow.graph import HANGUP, LOST, FlowGraph
from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.platforms.formats import read_any, recognised
from ivrlint.platforms.labels import labelled
from ivrlint.platforms.languages import in_languages
from ivrlint.platforms.voicexml import read
from ivrlint.platforms.voicexml.conditions import holds, only_equals
from ivrlint.platforms.voicexml.grammars import grammar_of
from ivrlint.platforms.xmltree import grow
from tests.cli.run import ivrlint

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "voicexml"


def reading(body: str, at: Path | None = None, **attributes: str) -> Reading:
    written = " ".join(f'{"xml:lang" if key == "lang" else key}="{value}"' for key, value in attributes.items())
    text = f'<vxml version="2.1" {written}>\n{body}\n</vxml>'
    if at is not None:
        at.write_text(text, encoding="utf-8")
    return read(Source(str(at or "doc.vxml"), text, at or Path("doc.vxml")))


def flow(body: str, at: Path | None = None, **attributes: str) -> model.Flow:
    found = reading(body, at, **attributes)
    assert found.flow is not None
    assert not found.problems
    return labelled(in_languages(found.flow))


def ways(flow: model.Flow, id_: str) -> dict[str, str]:
    """Where each key of a node leads, and what runs out."""
    return {edge.key or edge.kind: edge.target for edge in FlowGraph(flow).exits[id_]}


def words(text: model.Text | None) -> str | None:
    return next(iter(text.spoken.values()), "") if text else None


def losses(flow: model.Flow) -> list[str]:
    assert flow.origin is not None
    return [str(loss.message) for loss in flow.origin.losses]


def shown(place: Place) -> str:
    line = place.source.lines[place.line - 1]
    return line[place.column - 1 : place.end_column - 1]


# Menus


def test_a_menu() -> None:
    found = flow(
        """
        <menu id="main">
          <property name="timeout" value="4s"/><property name="inputmodes" value="dtmf"/>
          <prompt bargein="false">For sales, press 1. For faults, press 2.</prompt>
          <choice dtmf="1" next="#sales"/><choice dtmf="2" next="#gone"/>
          <noinput count="1">Are you there? <reprompt/></noinput>
          <noinput count="2"><goto next="#sales"/></noinput>
          <nomatch>No such key.</nomatch>
        </menu>
        <form id="sales"><block>Hello. <disconnect/></block></form>
        """
    )
    assert {number: target.to for number, target in found.start.items()} == {None: "main"}
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert [(option.key, words(option.label)) for option in node.options] == [("1", "sales"), ("2", "faults")]
    ears = found.ears(node)
    assert (ears.no_input.after, ears.barge_in, ears.speech, ears.no_input.attempts) == (4.0, False, False, 2)
    assert [words(text) for text in ears.no_input.again] == ["Are you there? For sales, press 1. For faults, press 2."]
    assert [words(text) for text in ears.no_match.again] == ["No such key."]
    # A platform asks for ever where no handler leads elsewhere.
    assert ways(found, "main") == {"1": "sales", "2": LOST, "no_input": "sales", "no_match": "main"}
    assert ways(found, "sales") == {"next": HANGUP}


def test_choices_without_keys_are_numbered_or_spoken() -> None:
    body = '<menu {}><prompt><enumerate/></prompt><choice next="#a">used cars</choice><choice dtmf="9" next="#a">help</choice></menu>'
    body += '<form id="a"><block>Yes.</block></form>'
    numbered, spoken = (flow(body.format(extra)).nodes["doc"] for extra in ('dtmf="true"', ""))
    assert isinstance(numbered, model.Menu)
    assert isinstance(spoken, model.Menu)
    assert [option.key for option in numbered.options] == ["1", "9"]
    assert [(option.key, words(option.label)) for option in spoken.options] == [
        ("used_cars", "used cars"),
        ("9", "help"),
    ]
    assert words(spoken.prompt) == "{options}"


def test_events_of_choices_and_links() -> None:
    found = flow(
        """
        <link next="#desk"><grammar mode="dtmf">0</grammar></link>
        <catch event="sorry"><prompt>Not yet.</prompt><exit/></catch>
        <menu id="main"><prompt>Press 1.</prompt><choice dtmf="1" event="sorry"/><choice dtmf="2" event="nothing"/></menu>
        <form id="desk"><transfer dest="tel:+34-911-234-567"><prompt>One moment.</prompt></transfer></form>
        """
    )
    assert [(option.key, option.to and option.to.to, option.silent) for option in found.keys] == [("0", "desk", True)]
    assert ways(found, "main")["1"] == "not_yet"
    assert ways(found, "main")["2"] == HANGUP  # an event that nobody catches ends the call
    assert ways(found, "main")["0"] == "desk"


# Fields

CHOICE = """
<form id="main"><field name="choice">
  <grammar mode="dtmf" root="r"><rule id="r"><one-of>
    <item>1 <tag>out = 'sales';</tag></item><item>2</item><item>#</item></one-of></rule></grammar>
  <prompt count="1">For sales, press 1. For faults, press 2.</prompt>
  <prompt count="2">Sales is 1, faults is 2.</prompt>
  <filled>
    <if cond="choice == 'sales'">Sales. <goto next="#end"/>
    <elseif cond="choice == '2' || choice == '3'"/><goto next="#end"/>
    <else/><clear/></if>
  </filled>
  <noinput><reprompt/></noinput>
</field></form>
<form id="end"><block>Bye.</block></form>
"""


def test_a_field_that_takes_a_few_keys_is_a_menu() -> None:
    found = flow(CHOICE)
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert ways(found, "main") == {"1": "sales", "2": "end", "#": "main", "no_input": "main", "no_match": "main"}
    assert [words(text) for text in found.ears(node).no_input.again] == ["Sales is 1, faults is 2."]
    assert shown(node.options[0].place).startswith("<item>")


def test_keys_that_nobody_mentions_lead_on() -> None:
    body = """<form id="main"><field name="x" type="digits?length=1"><prompt>1 or any other key.</prompt>
      <filled><if cond="x == '1'"><goto next="#one"/></if><goto next="#other"/></filled></field></form>
      <form id="one"><block>One.</block></form><form id="other"><block>Other.</block></form>"""
    assert ways(flow(body), "main") == {"1": "one", "no_input": "main", "no_match": "other"}
    again = body.replace('<goto next="#other"/>', "<clear/>")
    assert ways(flow(again), "main") == {"1": "one", "no_input": "main", "no_match": "main"}


def test_options_of_a_field_and_what_they_say() -> None:
    found = flow(
        """<form><field name="car"><prompt>Which? <enumerate/></prompt>
        <option dtmf="1" value="n">new cars</option><option dtmf="2" value="u">used cars</option>
        <filled>You chose <value expr="car"/>. <if cond="car == 'n'"><exit/></if></filled></field>
        <block>Used cars it is.</block></form>"""
    )
    node = found.nodes["car"]
    assert isinstance(node, model.Menu)
    assert [words(option.label) for option in node.options] == ["new cars", "used cars"]
    assert (ways(found, "car")["1"], ways(found, "car")["2"]) == ("you_chose_n", "you_chose_u")
    assert (ways(found, "you_chose_n")["next"], ways(found, "you_chose_u")["next"]) == (HANGUP, "car_block")


def test_a_field_that_takes_a_number_is_an_input() -> None:
    found = flow(
        """<form id="who"><property name="termchar" value="*"/><property name="interdigittimeout" value="1500ms"/>
        <field name="account" type="digits?minlength=4;maxlength=8"><prompt>Your number?</prompt>
        <filled><if cond="account == '0000'">Really? <clear namelist="account"/></if></filled></field>
        <field name="when" type="date"><prompt>When?</prompt></field></form>"""
    )
    node, date = found.nodes["who"], found.nodes["when"]
    assert isinstance(node, model.Input)
    assert isinstance(date, model.Input)
    assert (node.field, node.digits, node.terminator, found.ears(node).between_digits) == ("account", (4, 8), "*", 1.5)
    assert (date.digits, date.kind) == ((8, 8), "date")
    assert ways(found, "who")["entered"] == "if_account"
    assert ways(found, "if_account") == {"0000": "really", "else": "when"}
    assert ways(found, "really")["next"] == "who"


def test_a_grammar_that_stands_elsewhere_takes_anything() -> None:
    found = flow(
        """<form><field name="city"><grammar src="http://example.org/cities.grxml"/><prompt>Which city?</prompt>
        <filled><if cond="city == 'Madrid'"><exit/></if></filled></field><block>Not there.</block></form>"""
    )
    assert type(found.nodes["city"]) is model.Input
    assert found.ears(found.nodes["city"]).speech
    assert losses(found) == ["what callers may press or say here stands in another file: anything is taken"]
    assert found.origin is not None
    assert found.origin.shares[1:] == (0, 0)  # nothing was lost: it is not in the document


def test_a_grammar_that_stands_elsewhere_takes_what_the_document_asks_for() -> None:
    found = flow(
        """<form><field name="what"><grammar src="main.grxml"/>
        <prompt>For sales, press 1 or say sales. To check an order, press 2.</prompt>
        <filled><if cond="what == 'sales' || what == '1'">Sales. <exit/><elseif cond="what == '2'"/>Orders. <exit/></if></filled>
        </field></form>"""
    )
    node = found.nodes["what"]
    assert isinstance(node, model.Menu)
    assert [(option.key, words(option.label)) for option in node.options] == [("1", "sales"), ("2", "check an order")]
    assert node.options[0].says is not None
    assert ways(found, "what")["2"] == "orders"


def test_a_grammar_that_stands_beside_the_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "keys.grxml").write_text(
        '<grammar mode="dtmf" root="r"><rule id="r"><one-of><item>1</item><item>2</item></one-of></rule></grammar>'
    )
    (tmp_path / "towns.jsgf").write_text("#JSGF V1.0; grammar towns; public <town> = Madrid | Toledo;")
    body = """<form><field name="{name}"><grammar src="{file}"/><prompt>Which?</prompt>
    <filled><if cond="{name} == '1'">One.</if> That was <value expr="{name}"/>.</filled></field></form>"""
    keys, towns = (
        flow(body.format(name="field", file=file), tmp_path / "main.vxml").nodes["field"]
        for file in ("keys.grxml", "towns.jsgf")
    )
    assert isinstance(keys, model.Menu)
    assert isinstance(towns, model.Menu)
    assert [option.key for option in keys.options] == ["1", "2"]
    assert [option.key for option in towns.options] == ["madrid", "toledo"]


@pytest.mark.parametrize(
    ("field", "keys", "phrases", "digits"),
    [
        ('<field type="boolean"/>', {"1": "true", "2": "false"}, {}, None),
        ('<field type="boolean?y=7;n=9"/>', {"7": "true", "9": "false"}, {}, None),
        ('<field type="digits?length=5"/>', {}, {}, (5, 5)),
        ('<field><grammar src="builtin:dtmf/digits?minlength=2;maxlength=3"/></field>', {}, {}, (2, 3)),
        ('<field><grammar mode="dtmf">1 | 2 | *</grammar></field>', {"1": "1", "2": "2", "*": "*"}, {}, None),
        (
            "<field><grammar>#ABNF 1.0; root $m; $m = sales | used cars;</grammar></field>",
            {},
            {"sales": "sales", "used cars": "used cars"},
            None,
        ),
        (
            '<field><grammar>[ (sales dtmf-1) {&lt;c "s">} (help dtmf-star) {&lt;c "h">} ]</grammar></field>',
            {"1": "s", "*": "h"},
            {"sales": "s", "help": "h"},
            None,
        ),
        (
            '<field><grammar mode="dtmf" root="a"><rule id="a"><item repeat="4-6"><ruleref uri="#d"/></item></rule>'
            '<rule id="d"><one-of><item>0</item><item>1</item><item>2</item></one-of></rule></grammar></field>',
            {},
            {},
            (4, 6),
        ),
        (
            '<field><grammar mode="dtmf"><rule id="a"><one-of><item>1 2</item><item>*</item></one-of></rule></grammar></field>',
            {"12": "12", "*": "*"},
            {},
            None,
        ),
        (
            '<field><grammar root="a"><rule id="a"><item repeat="0-1">the</item><one-of><item>red <tag>"r"</tag></item>'
            "<item>blue</item></one-of></rule></grammar></field>",
            {},
            {"red": "r", "the red": "r", "blue": "blue", "the blue": "the blue"},
            None,
        ),
    ],
)
def test_grammars(field: str, keys: dict[str, str], phrases: dict[str, str], digits: tuple[int, int] | None) -> None:
    found = grammar_of(grow(Source("x", field)).root.elements()[0])
    assert (found.keys, found.phrases, found.digits) == (keys, phrases, digits)


# Conditions


@given(st.sampled_from(["a", "b"]), st.sampled_from(["1", "2"]), st.data())
def test_conditions_are_those_of_the_language(name: str, value: str, data: st.DataObject) -> None:
    atoms = [f"{name} == '{value}'", f'{name} != "{value}"', f"dialog.{name}==={value}"]
    parts = data.draw(st.lists(st.sampled_from(atoms), min_size=1, max_size=3))
    sign = data.draw(st.sampled_from(["||", "&&"]))
    for known in ("1", "2", "3"):
        truths = [known == value, known != value, known == value]
        want = [truths[atoms.index(part)] for part in parts]
        assert holds(f" {sign} ".join(parts), {name: known}) is (any(want) if sign == "||" else all(want))


@pytest.mark.parametrize(
    ("condition", "known", "told"),
    [
        ("x", {"x": "true"}, True),
        ("!x", {"x": "true"}, False),
        ("x == y", {"x": "1"}, None),
        ("f(x) > 2", {"x": "1"}, None),
        ("x == '1' || unknown", {"x": "1"}, True),
        ("x == '1' && unknown", {"x": "2"}, False),
        ("x == '1' && unknown", {"x": "1"}, None),
        ("false", {}, False),
        ("", {}, None),
    ],
)
def test_what_can_be_told_beforehand(condition: str, known: dict[str, str], told: bool | None) -> None:
    assert holds(condition, known) is told


def test_conditions_that_only_compare() -> None:
    assert only_equals("a == '1' || a == \"2\"") == ("a", ["1", "2"])
    assert only_equals("a == '1' || b == '2'") is None
    assert only_equals("a != '1'") is None


def test_decisions_that_cannot_be_told_keep_every_way() -> None:
    found = flow(
        """<form id="main"><block>
        <if cond="Date.now() &gt; 5">Late. <exit/><elseif cond="x == '1'"/>One.<else/>Else.</if>And on.
        </block></form>"""
    )
    assert ways(found, "main") == {"true": "late", "else": "if_x_1"}
    assert ways(found, "if_x_1") == {"true": "one", "else": "else"}
    first, second = found.nodes["main"], found.nodes["if_x_1"]
    assert isinstance(first, model.Branch)
    assert isinstance(second, model.Branch)
    assert (first.field, second.field) == ("Date.now() > 5", "x == '1'")
    assert (ways(found, "late")["next"], ways(found, "one")["next"], ways(found, "else")["next"]) == (
        HANGUP,
        "and_on",
        "and_on",
    )
    assert not losses(found)


def test_forgetting_counts_behind_what_follows() -> None:
    body = """<form><field name="pin" type="digits?length=4"><prompt>PIN?</prompt>
      <filled><if cond="pin == '0000'">No. <clear namelist="pin"/>{}</if></filled></field></form>"""
    assert ways(flow(body.format("")), "no") == {"next": "pin"}
    assert ways(flow(body.format("<exit/>")), "no") == {"next": HANGUP}


# Other parts


def test_transfers() -> None:
    found = flow(
        """<catch event="error.connection"><prompt>No line.</prompt></catch>
        <form id="desk"><transfer name="t" dest="tel:+34911234567" bridge="true"><prompt>One moment.</prompt>
          <filled><if cond="t == 'busy'">Busy.<elseif cond="t == 'noanswer'"/><goto next="#message"/></if></filled>
        </transfer></form>
        <form id="message"><record name="m" maxtime="90s"><prompt>Speak now.</prompt></record>
          <block><submit next="/save" namelist="m"/></block></form>
        <form id="blind"><transfer destexpr="'tel:' + number"/></form>"""
    )
    desk, blind, box = found.nodes["desk"], found.nodes["blind"], found.nodes["message"]
    assert isinstance(desk, model.Transfer)
    assert isinstance(blind, model.Transfer)
    assert isinstance(box, model.Voicemail)
    assert (desk.number, words(desk.prompt), blind.number) == ("+34911234567", "One moment.", "{number}")
    assert {outcome: to.to for outcome, to in desk.on.items()} == {
        "busy": "busy",
        "no_answer": "message",
        "failed": "no_line",
    }
    assert box.max is not None
    assert (box.max.seconds, box.next and box.next.to) == (90.0, "save")
    assert "what callers meet at `/save` is not here: the call is taken to end" in losses(found)


def test_nobody_answers_and_nothing_is_written() -> None:
    desk = flow('<form><transfer name="t" dest="tel:112" bridge="true"/></form>').nodes["t"]
    assert isinstance(desk, model.Transfer)
    assert not desk.on


def test_subdialogs_come_back_to_who_called_them() -> None:
    found = flow(
        """<form id="main"><subdialog name="one" src="#ask"><filled>Back one.</filled></subdialog>
        <subdialog name="two" src="#ask"><filled>Back two.</filled></subdialog>
        <subdialog name="far" src="http://example.org/x.vxml"/></form>
        <form id="ask"><block>Asked. <return/></block></form>"""
    )
    start = found.start[None].to
    assert ways(found, start) == {"next": "back_one"}
    second = ways(found, "back_one")["next"]
    assert second != start
    assert ways(found, second) == {"next": "back_two"}
    assert isinstance(found.nodes[ways(found, "back_two")["next"]], model.SubFlow)
    assert FlowGraph(found).reachable >= set(found.nodes)


def test_subdialogs_that_call_themselves_end() -> None:
    found = flow('<form id="a"><subdialog name="s" src="#a"/><block>Done.</block></form>')
    assert 2 < len(found.nodes) < 30


def test_requests_to_systems() -> None:
    found = flow(
        """<form id="main"><block><data name="d" src="http://example.org/"/>There.</block>
        <object name="o" classid="builtin://thing"/></form>
        <catch event="error">Something broke.</catch>"""
    )
    data, thing = found.nodes["main"], found.nodes["o"]
    assert isinstance(data, model.Lookup)
    assert isinstance(thing, model.Lookup)
    assert (data.service, ways(found, "main")) == ("http://example.org/", {"ok": "there", "error": "something_broke"})
    assert (thing.service, ways(found, "o")["error"]) == ("builtin://thing", "something_broke")


def test_parts_that_are_visited_by_name_or_under_a_condition() -> None:
    found = flow(
        """<form id="main">
        <field name="menu"><grammar mode="dtmf">1 {help} | 2 {other}</grammar><prompt>1 or 2.</prompt>
          <filled><goto expritem="menu"/></filled></field>
        <transfer name="help" dest="tel:1234" expr="false"/>
        <block name="other" cond="vip">For you only.</block>
        <block>The end.</block></form>"""
    )
    assert (ways(found, "main")["1"], ways(found, "main")["2"]) == ("help", "other")
    assert ways(found, "other") == {"true": "other_block", "else": "main_block"}
    branch = found.nodes["other"]
    assert isinstance(branch, model.Branch)
    assert branch.field == "vip"
    assert not losses(found)


def test_a_question_in_the_middle_of_content_and_names_of_blocks() -> None:
    found = flow(
        """<form><block><menu><prompt>Press 1.</prompt><choice dtmf="1" next="#late"/></menu></block>
        <block name="late">Late.</block></form>"""
    )
    assert ways(found, found.start[None].to)["1"] == "late"


def test_silent_circles_are_kept() -> None:
    found = flow(
        '<form id="a"><block><goto next="#b"/></block></form><form id="b"><block><goto next="#a"/></block></form>'
    )
    start = found.start[None].to
    assert start in found.nodes
    assert HANGUP not in FlowGraph(found).reachable


def test_unknown_elements_are_told() -> None:
    found = flow('<form id="a"><block><vendor:thing/>Hello.</block></form>')
    assert losses(found) == ["what `<thing>` does is not known: the call is taken to go on after it"]
    assert found.origin is not None
    assert found.origin.shares == (2, 0, 1)


# Speech


def test_what_is_said() -> None:
    found = flow(
        """<form id="a"><block><prompt>Hello <emphasis>you</emphasis> <value expr="'dear ' + name"/>,
        <audio src="a.wav">it is <say-as interpret-as="time"><value expr="app.now"/></say-as></audio>.
        <prompt xml:lang="es">Hola.</prompt></prompt></block></form>""",
        lang="en-GB",
    )
    node = found.nodes["a"]
    assert isinstance(node, model.Message)
    assert node.prompt is not None
    assert node.prompt.spoken == {"en-GB": "Hello you dear {name}, it is {now}.", "es": "Hola."}
    assert node.prompt.audio == "a.wav"
    assert found.languages == ("en-GB", "es")


def test_what_is_no_language_is_none() -> None:
    node = flow('<form id="a"><block><prompt xml:lang="text">Hello.</prompt></block></form>', lang="en-GB").nodes["a"]
    assert isinstance(node, model.Message)
    assert node.prompt is not None
    assert node.prompt.spoken == {"en-GB": "Hello."}


def test_recordings_without_words_make_a_question_unknown() -> None:
    found = flow(
        '<menu id="m"><prompt><audio src="a.wav"/> <value expr="x"/></prompt><choice dtmf="1" next="#m"/></menu>'
    )
    node = found.nodes["m"]
    assert isinstance(node, model.Menu)
    assert node.prompt is not None
    assert (node.prompt.spoken, node.prompt.audio) == ({}, "a.wav")
    assert losses(found) == ["what the recordings say is not known: nothing can be said about their words"]


def test_prompts_that_change_from_time_to_time_without_any_handler() -> None:
    found = flow(
        """<form><field name="ph" type="phone"><prompt count="1">What is your number?</prompt>
        <prompt count="2">Please say your number.</prompt><prompt count="3">I need your number.</prompt></field></form>"""
    )
    ears = found.ears(found.nodes["ph"])
    assert [words(text) for text in ears.no_input.again] == ["Please say your number.", "I need your number."]
    assert ways(found, "ph")["no_input"] == "ph"  # and so on for ever


def test_of_prompts_under_conditions_the_first_is_taken() -> None:
    found = flow(
        """<form><field name="to" type="digits"><prompt cond="tries &lt; 3">Who is it for?</prompt>
        <prompt cond="tries &gt;= 3">Say one name at a time.</prompt></field></form>"""
    )
    node = found.nodes["to"]
    assert isinstance(node, model.Input)
    assert words(node.prompt) == "Who is it for?"
    assert losses(found) == ["which of these prompts callers hear is decided on the call: the first one is taken"]


def test_what_a_prompt_decides_or_lists_is_told() -> None:
    found = flow(
        """<form id="a"><block><prompt>You owe <if cond="late">a fee<else/>nothing</if>.
        <foreach item="one" array="all"><value expr="one"/></foreach></prompt></block></form>"""
    )
    assert [words(getattr(node, "prompt", None)) for node in found.nodes.values()] == ["You owe a fee. {one}"]
    assert found.origin is not None
    assert [(loss.kind, loss.block) for loss in found.origin.losses] == [
        ("approximated", "prompt"),
        ("approximated", "foreach"),
    ]


# Of older documents, and of those that platforms take though the language does not


def test_keys_of_the_first_version() -> None:
    found = flow(
        """<form><field name="what"><prompt>What now?</prompt>
        <grammar>read [again] {read} reply [to the sender] {reply}</grammar><dtmf>1 {read} | 2 {reply}</dtmf>
        <nomatch>To hear it again, press 1.</nomatch>
        <filled><if cond="what == 'read'">Here it is.<else/>Speak now.</if></filled></field></form>"""
    )
    node = found.nodes["what"]
    assert isinstance(node, model.Menu)
    assert [(option.key, words(option.label)) for option in node.options] == [("1", "hear it again"), ("2", "reply")]
    assert [option.says and option.says.spoken for option in node.options] == [{"en": ("read",)}, {"en": ("reply",)}]


def test_a_code_that_is_asked_for_is_an_entry() -> None:
    found = flow('<form><field name="ok"><dtmf>1 2 3</dtmf><prompt>Press one two three.</prompt></field></form>')
    node = found.nodes["ok"]
    assert isinstance(node, model.Input)
    assert node.digits == (3, 3)


def test_a_question_of_yes_or_no_says_so() -> None:
    body = '<form><field name="ok" type="boolean"><prompt>{}</prompt><filled><if cond="ok">Fine.</if></filled></field></form>'
    english, spanish = (
        flow(body.format(prompt)).nodes["ok"]
        for prompt in ("Is that right?", "¿Es correcta la información que nos ha dado usted?")
    )
    assert isinstance(english, model.Menu)
    assert isinstance(spanish, model.Menu)
    assert [(option.key, words(option.label)) for option in english.options] == [("1", "yes"), ("2", "no")]
    assert [words(option.label) for option in spanish.options] == ["sí", "no"]


def test_parts_of_forms_in_the_middle_of_content() -> None:
    read_ = reading(
        """<form id="a"><block>One moment.
        <transfer name="t" dest="tel:+34911234567" bridge="true"><filled><if cond="t == 'busy'">Busy.</if></filled></transfer>
        Goodbye.</block></form>"""
    )
    found = read_.flow
    assert found is not None
    assert [str(problem.message) for problem in read_.problems] == ["`<transfer>` has no place in a `<block>`"]
    assert ways(found, "a") == {"next": "t"}
    transfer = found.nodes["t"]
    assert isinstance(transfer, model.Transfer)
    assert transfer.number == "+34911234567"
    assert ways(found, "t")["busy"] == "busy"
    assert ways(found, "busy")["next"] == "goodbye"


def test_what_has_no_place_in_a_form_is_told() -> None:
    found = flow('<form id="a"><record name="r"/><throw event="bye"/></form>')
    assert found.origin is not None
    assert [(loss.kind, loss.block) for loss in found.origin.losses] == [("left out", "throw")]


def test_a_recording_of_nothing() -> None:
    found = flow(
        """<form id="a"><record name="r"><prompt>Speak.</prompt><noinput>Nothing heard.</noinput></record>
        <block>Thank you.</block></form>"""
    )
    assert ways(found, "a") == {"next": "a_heard"}
    assert ways(found, "a_heard") == {"no": "nothing_heard", "else": "a_block"}
    assert ways(found, "nothing_heard") == {"next": "a"}


def test_a_document_that_others_build_on_is_no_phone_menu(tmp_path: Path) -> None:
    (tmp_path / "root.vxml").write_text(
        '<vxml version="2.1"><var name="x"/><catch event="bye">Bye.<exit/></catch></vxml>'
    )
    linted = ivrlint("lint", "root.vxml", cwd=tmp_path)
    assert (linted.status, "Nothing to judge" in linted.out) == (0, True)
    imported = ivrlint("import", "root.vxml", cwd=tmp_path)
    assert (imported.status, "is no phone menu" in imported.err) == (2, True)


def test_words_beside_recordings_count_where_they_tell_all_keys() -> None:
    body = """<menu id="m"><prompt><audio src="a.wav"/> For sales, press 1. {}</prompt>
    <choice dtmf="1" next="#m"/><choice dtmf="2" next="#m"/></menu>"""
    partly, all_ = (flow(body.format(more)).nodes["m"] for more in ("", "For faults, press 2."))
    assert isinstance(partly, model.Menu)
    assert isinstance(all_, model.Menu)
    assert not words(partly.prompt)
    assert words(all_.prompt) == "For sales, press 1. For faults, press 2."
    assert [words(option.label) for option in all_.options] == ["sales", "faults"]


# Documents


def test_documents_that_lead_to_each_other(tmp_path: Path) -> None:
    reading(
        '<form id="desk"><transfer dest="tel:123"/></form><form id="x"><block>Unseen.</block></form>',
        tmp_path / "desk.vxml",
    )
    reading(
        '<property name="bargein" value="false"/><noinput count="2"><goto next="desk.vxml"/></noinput>',
        tmp_path / "root.vxml",
    )
    found = flow(
        """<menu id="m"><prompt>Press 1.</prompt><choice dtmf="1" next="desk.vxml#desk"/>
        <choice dtmf="2" next="desk.vxml#nowhere"/><choice dtmf="3" next="later.jsp?x=1"/></menu>""",
        tmp_path / "main.vxml",
        application="root.vxml",
    )
    goals = ways(found, "m")
    assert (goals["1"], goals["2"], goals["no_input"]) == ("desk", LOST, "desk")
    later = found.nodes[goals["3"]]
    assert isinstance(later, model.SubFlow)
    assert later.file == "later.jsp?x=1"
    assert not found.ears(found.nodes["m"]).barge_in
    assert {source.file and source.file.name for source in found.sources} == {"main.vxml", "root.vxml", "desk.vxml"}
    assert "unseen" not in found.nodes
    assert found.nodes["desk"].place.source.path.endswith("desk.vxml")


def test_dialogs_that_nobody_leads_to_are_kept() -> None:
    found = flow('<form id="a"><block>A.</block></form><form id="b"><block>B.</block></form>')
    assert set(found.nodes) == {"a", "b"}
    assert "b" not in FlowGraph(found).reachable


def test_a_page_that_a_server_fills_in() -> None:
    text = '<%@ page import="x" %>\n\n<?xml version="1.0"?>\n<vxml><form id="a"><block>Hi <%= user.name %>!</block></form></vxml>'
    found = read_any(Path("a.jsp"), text=text)
    assert recognised(text.encode()) == "voicexml"
    assert found.flow is not None
    assert not found.problems
    assert [words(getattr(node, "prompt", None)) for node in found.flow.nodes.values()] == ["Hi {name}!"]
    assert losses(found.flow) == ["a server fills in parts of this page: what it puts there is not known"]


def test_a_call_may_begin_at_any_dialog_that_a_server_sends() -> None:
    text = '<vxml><% if (news) { %><form id="news"><block><submit next="more.jsp"/></block></form><% } %><menu id="end"><choice dtmf="1" next="#end"/></menu></vxml>'
    found = read_any(Path("a.jsp"), text=text).flow
    assert found is not None
    start = found.nodes[found.start[None].to]
    assert isinstance(start, model.Branch)
    assert [case.to for case in start.cases.values()] == ["more"]
    assert start.otherwise is not None
    assert start.otherwise.to == "end"


def test_a_document_without_dialogs_is_a_problem() -> None:
    found = reading("")
    assert found.flow is None
    assert [str(problem.message) for problem in found.problems] == [
        "this document has neither a form nor a menu: the call ends at once"
    ]


# In the wild


def test_lint_finds_what_callers_suffer_from(tmp_path: Path) -> None:
    reading(
        """<menu id="main"><prompt>For sales, press 1. For faults, press 3.</prompt>
        <choice dtmf="1" next="#desk"/><choice dtmf="2" next="#desk"/></menu>
        <form id="desk"><transfer name="t" dest="tel:+34911234567" bridge="true"/></form>""",
        tmp_path / "shop.vxml",
    )
    ran = ivrlint("lint", "--format", "concise", str(tmp_path / "shop.vxml"), cwd=tmp_path)
    assert ran.status == 1
    said = {re.sub(r".*shop\.vxml:(\d+):\d+: \w+: .*\[([\w-]+)\]", r"\1 \2", line) for line in ran.out.splitlines()}
    assert {"2 announced-key-missing", "2 trap-loop", "3 option-not-announced", "4 transfer-no-fallback"} <= said


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")) if CORPUS.exists() else [], ids=lambda path: path.name[-40:])
def test_real_files_are_read(path: Path) -> None:
    found = read_any(path)
    assert found.flow is not None or "neither a form nor a menu" in str(found.problems[0].message)
    if found.flow is not None:
        assert found.flow.origin is not None
        assert found.flow.origin.shares[2] == 0
        assert not found.problems


_PARTS = [
    "<form id='a'>", "</form>", "<menu id='m'>", "</menu>", "<field name='f'>", "</field>", "<filled>", "</filled>",
    "<block>", "</block>", "<goto next='#a'/>", "<goto nextitem='f'/>", "<if cond='f'>", "<else/>", "</if>", "<clear/>",
    "<choice dtmf='1' next='#m'/>", "<noinput count='2'>", "</noinput>", "<reprompt/>", "<prompt>x</prompt>",
    "<subdialog src='#a'>", "</subdialog>", "<return/>", "<throw event='noinput'/>", "<grammar>1|2</grammar>",
    "<transfer dest='tel:1'/>", "<link next='#a'><grammar>0</grammar></link>", "<catch>", "</catch>", "<exit/>",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PARTS), max_size=25))
def test_no_heap_of_elements_is_too_odd(parts: list[str]) -> None:
    found = read_any(Path("x.vxml"), text=f"<vxml>{''.join(parts)}</vxml>")
    if found.flow is not None:
        graph = FlowGraph(found.flow)
        assert all(edge.target in {*found.flow.nodes, HANGUP, LOST} for edge in graph.edges())


@st.composite
def _nested(draw: st.DrawFn, depth: int = 3) -> str:
    """Well-formed documents that go round in circles."""
    inner = "".join(draw(st.lists(_nested(depth - 1), max_size=2))) if depth else ""
    return draw(
        st.sampled_from(
            [
                f"<form id='a'><field name='f'><grammar mode='dtmf'>1|2</grammar><filled>{inner}</filled></field></form>",
                f"<form id='b'><block>{inner}<goto next='#a'/></block><subdialog name='s' src='#b'/></form>",
                f"<menu id='m'><choice dtmf='1' next='#a'/><choice dtmf='2' event='help'/><catch>{inner}</catch></menu>",
                f"<if cond='f == 1'>{inner}<elseif cond='f'/>{inner}<else/><clear/></if>",
                f"<catch event='noinput nomatch' count='2'>{inner}<throw event='nomatch'/></catch>",
            ]
        )
    )


@given(st.lists(_nested(), min_size=1, max_size=4))
def test_documents_that_go_round_in_circles_are_read(parts: list[str]) -> None:
    found = read_any(Path("x.vxml"), text=f"<vxml>{''.join(parts)}</vxml>")
    if found.flow is not None:
        nowhere = {"hangup", "a"}  # "#a" is told as an unknown target where nothing is called so
        assert all(target.to in found.flow.nodes.keys() | nowhere for target in found.flow.start.values())
        FlowGraph(found.flow)


def test_a_block_that_forgets_itself_goes_round() -> None:
    found = flow('<form id="a"><block>Again. <clear/></block></form>')
    assert ways(found, "a") == {"next": "a"}
    assert "b" in flow('<form id="b"><block><clear/></block></form>').nodes


def test_dialogs_that_call_themselves_over_and_over_are_read() -> None:
    calls = "".join(f"<subdialog name='s{n}' src='#f'/>" for n in range(300))
    assert len(flow(f"<form id='f'>{calls}</form>").nodes) < 5000


def test_large_documents_take_little_time() -> None:
    fields = "".join(
        f"<form id='f{n}'><field name='x'><grammar mode='dtmf'>1|2|3</grammar><filled>"
        + "".join(f"<if cond='x == {key}'><goto next='#f{(n * 7 + key) % 400}'/></if>" for key in (1, 2, 3))
        + "</filled></field></form>"
        for n in range(400)
    )
    found = flow(fields)
    assert len(found.nodes) == 400


def test_many_decisions_in_a_row_do_not_multiply() -> None:
    steps = "".join(f"<if cond='a{n}'>Yes {n}.<else/>No {n}.</if>" for n in range(30))
    assert len(flow(f"<form id='f'><block>{steps}</block></form>").nodes) < 100


# What a server may leave out


def served(body: str, head: str = "") -> model.Flow:
    found = read_any(Path("page.jsp"), text=f'<vxml version="2.1">{head}<form id="main">{body}</form></vxml>')
    assert found.flow is not None
    assert not found.problems
    return found.flow


ASKED = '<field name="day"><prompt>Today is 1.</prompt><option dtmf="1">today</option><option dtmf="2">later</option></field>'


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<% if (bad) { %>", "<% } %>"),
        ("<%\n for (int i = 0; i < n; i++) { // {\n%>", "<% } %>"),
        ("<?php if ($bad && f('{')): ?>", "<?php endif; ?>"),
        ("<? if ($bad) { ?>", "<? } ?>"),
    ],
)
def test_a_part_that_a_server_may_leave_out_is_a_branch_with_both_ways(begin: str, end: str) -> None:
    found = served(f"{begin}<block>Sorry. <disconnect/></block>{end}{ASKED}")
    assert ways(found, "main") == {"true": "main_block", "else": "day"}
    assert ways(found, "main_block") == {"next": HANGUP}
    assert "day" in FlowGraph(found).reachable


def test_code_that_leaves_nothing_out_makes_no_branch() -> None:
    found = served(f"<% String a = b(); if (c) {{ d(); }} %><block>Hello. </block><% try {{ %>{ASKED}<% }} %>")
    assert ways(found, "main") == {"next": "day"}
    assert not [node for node in found.nodes.values() if isinstance(node, model.Branch)]


def test_one_of_two_parts_is_sent() -> None:
    found = served(
        "<block>Hello.</block><% if (a) { %><block>One.</block><block>And more.</block><% } else { %>"
        "<block>Two.</block><% } %><block>Bye.</block>"
    )
    said = {id_: words(getattr(node, "prompt", None)) for id_, node in found.nodes.items()}
    after = {said[id_]: set(ways(found, id_).values()) for id_ in found.nodes}
    named = {said: id_ for id_, said in said.items() if said}
    branch = ways(found, "main")["next"]
    assert ways(found, branch) == {"true": named["One."], "else": named["Two."]}
    assert after["One."] == {named["And more."]}
    assert after["And more."] == after["Two."] == {named["Bye."]}


def test_ways_of_a_server_inside_of_each_other() -> None:
    found = served(
        "<% if (a) { %><block>One.</block><% if (b) { %><block>Two.</block><% } %><% } %><block>Bye.</block>"
    )
    heard = set()
    waiting = [("main", "")]
    while waiting:
        at, so_far = waiting.pop()
        if at == HANGUP:
            heard.add(so_far.strip())
            continue
        more = words(getattr(found.nodes[at], "prompt", None)) or ""
        waiting += [(to, f"{so_far} {more}") for to in ways(found, at).values()]
    assert {" ".join(said.split()) for said in heard} == {"Bye.", "One. Bye.", "One. Two. Bye."}


def test_a_part_of_a_block_that_a_server_may_leave_out() -> None:
    found = served(
        '<block>Hello.\n<% if (a) { %>\nSorry. <exit/>\n<% } else if (b) { %><goto next="#more"/><% } %> Bye.</block>',
        '<form id="more"><block>More.</block></form>',
    )
    assert {
        words(getattr(found.nodes[id_], "prompt", None)) for id_ in FlowGraph(found).reachable & found.nodes.keys()
    } >= {
        "Hello.",
        "Sorry.",
        "More.",
        "Bye.",
    }


@given(st.lists(st.sampled_from(["{", "}", "if (a) {", "} else {", "else:", "endif;", "for (;;):", "'", '"', "x"])))
def test_no_code_of_a_server_is_too_odd(pieces: list[str]) -> None:
    body = "".join(f"<% {piece} %><block>{number}.</block>" for number, piece in enumerate(pieces))
    found = read_any(Path("page.jsp"), text=f"<vxml><form>{body}<block>End.</block></form></vxml>").flow
    assert found is not None
    said = {words(getattr(found.nodes[id_], "prompt", None)) for id_ in FlowGraph(found).reachable & found.nodes.keys()}
    assert "End." in said
    assert {f"{number}." for number in range(len(pieces))} <= said


def test_words_that_a_function_of_the_server_says() -> None:
    found = served(
        "<block><prompt><?php pause(); say('your-events'); pause() ?></prompt><?php log('seen') ?></block>"
        "<block><prompt>Now <?php $x = said('no'); ?>go.</prompt></block>"
    )
    assert [words(getattr(node, "prompt", None)) for node in found.nodes.values()] == ["{your_events}", "Now go."]


def test_options_without_anything_done_for_them_are_still_a_menu() -> None:
    found = served(ASKED)
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert [option.key for option in node.options] == ["1", "2"]


def test_options_that_only_the_server_knows() -> None:
    found = served(
        '<field name="long"><prompt>Say <enumerate/></prompt><% for (int n : all) { %>'
        '<option dtmf="<%= n %>"><%= n %> days</option><% } %><noinput>Again: <enumerate/></noinput></field>'
    )
    node = found.nodes["main"]
    assert isinstance(node, model.Input)
    assert node.digits is None
    assert words(node.prompt) == "Say {long_options}"
    assert [words(text) for text in found.ears(node).no_input.again] == ["Again: {long_options}"]
    assert "what callers may press or say here is not told in this document: anything is taken" in losses(found)


def test_a_list_of_phrases_in_nuance_s_notation() -> None:
    grammar = "<field><grammar type='text/gsl'><![CDATA[ [ (c s e) maybe\n (i t) ] ]]></grammar></field>"
    element = next(element for element in grow(Source("a", grammar)).root.walk() if element.tag == "field")
    found = grammar_of(element)
    assert list(found.phrases) == ["c s e", "maybe", "i t"]
    assert not found.unknown
    body = grammar.replace("<field>", "<field name='dept'><prompt>Which one?</prompt>")
    assert losses(flow(f"<form>{body}</form>")) == [
        "the words that callers may say here are not kept: anything is taken"
    ]


# Where a form simply ends


@pytest.mark.parametrize(
    ("block", "end"),
    [
        ("You chose sales.", LOST),
        ("You chose sales. Goodbye.", HANGUP),
        ("Thank you.", HANGUP),
        ("You chose sales. <exit/>", HANGUP),
        ("<audio src='sales.wav'/>", HANGUP),  # it may say goodbye
        ("<value expr='answer'/>", HANGUP),
        ("<prompt xml:lang='fi'>Valitsit myynnin.</prompt>", HANGUP),  # of a language without word lists
    ],
)
def test_a_form_that_simply_ends_is_a_dead_end_but_behind_a_goodbye(block: str, end: str) -> None:
    found = flow(f'<form id="a"><block>{block}</block></form>', lang="en")
    assert ways(found, "a") == {"next": end}


def test_a_question_after_which_nothing_comes_is_a_dead_end() -> None:
    found = flow(
        """<form id="a"><field name="k"><prompt>For sales, press 1. For faults, press 2.</prompt>
        <option dtmf="1" value="s"/><option dtmf="2" value="f"/>
        <filled><if cond="k == 's'"><goto next="#b"/></if></filled></field></form>
        <form id="b"><field name="n" type="digits?length=4"><prompt>Your number?</prompt></field></form>"""
    )
    assert ways(found, "a")["2"] == "a_end"
    assert ways(found, "a_end") == {"next": LOST}
    assert ways(found, "b")["entered"] == LOST


def test_a_decision_at_the_end_of_a_form_drops_those_for_whom_nothing_is_written() -> None:
    body = """<form id="a"><block>{}</block><block><if cond="late"><goto next="#b"/></if></block></form>
    <form id="b"><block>Bye.</block></form>"""
    assert ways(flow(body.format("We look it up.")), "a_block")["else"] == LOST
    assert ways(flow(body.format("Goodbye.")), "a_block")["else"] == HANGUP
    assert ways(flow(body.format("<audio src='x.wav'/>")), "a_block")["else"] == HANGUP


def test_a_dialog_that_comes_back_does_not_drop_the_call() -> None:
    found = flow(
        """<form id="a"><subdialog name="s" src="#ask"><filled>Thanks, bye.</filled></subdialog></form>
        <form id="ask"><block>Asked.</block></form>"""
    )
    assert LOST not in {edge.target for edge in FlowGraph(found).edges()}


def test_a_part_that_another_document_does_not_have_is_missing_even_where_a_node_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "buy.vxml").write_text('<vxml version="2.1"><form id="list"><block>Bye.</block></form></vxml>')
    (tmp_path / "sell.vxml").write_text('<vxml version="2.1"><form id="form2"><block>Bye.</block></form></vxml>')
    found = flow(
        """<menu id="main"><prompt>To buy, press 1. To sell, press 2.</prompt>
        <choice dtmf="1" next="buy.vxml#list"/><choice dtmf="2" next="sell.vxml#list"/><choice dtmf="3" next="#list"/></menu>""",
        tmp_path / "main.vxml",
    )
    assert ways(found, "main") == {"1": "list", "2": LOST, "3": LOST, "no_input": "main", "no_match": "main"}
    node = found.nodes["main"]
    assert isinstance(node, model.Menu)
    assert [option.to and option.to.to for option in node.options] == ["list", "sell.vxml#list", "#list"]


# Words


def test_prompts_one_after_the_other_are_sentences() -> None:
    found = flow(
        """<form id="a"><block><prompt>Welcome to the <emphasis>City</emphasis> library</prompt>
        <audio src="x.wav">For books, press <audio>1</audio></audio><prompt>To renew a loan press</prompt>
        <prompt>2</prompt> <s>Or stay</s> <exit/></block></form>"""
    )
    node = found.nodes["a"]
    assert isinstance(node, model.Message)
    assert words(node.prompt) == "Welcome to the City library. For books, press 1. To renew a loan press 2. Or stay"


def test_a_question_that_is_only_put_again_is_not_written_twice() -> None:
    body = """<form><field name="k"><prompt>For sales, press 1.</prompt><option dtmf="1" value="1"/><option dtmf="2"/>
    <noinput>{}<reprompt/></noinput><noinput count="2"><exit/></noinput></field></form>"""
    plain, more = (flow(body.format(said)) for said in ("", "Sorry."))
    again = [[words(text) for text in each.ears(each.nodes["k"]).no_input.again] for each in (plain, more)]
    assert again == [[], ["Sorry. For sales, press 1."]]
    assert all(each.ears(each.nodes["k"]).no_input.attempts == 2 for each in (plain, more))


def test_texts_that_all_say_their_language_add_no_other() -> None:
    found = flow(
        """<form><block><prompt xml:lang="es-es">Hola, pulse 1.</prompt><prompt xml:lang="en-us">Press 2. Bye.</prompt>
        </block></form>"""
    )
    assert found.languages == ("es-es", "en-us")


# Links


def test_an_event_of_a_link_is_handled_where_the_caller_is() -> None:
    found = flow(
        """<link event="help"><grammar mode="dtmf">0</grammar></link>
        <link event="event.bye"><grammar mode="dtmf">9</grammar></link>
        <catch event="event.bye">Goodbye.<exit/></catch>
        <menu id="a"><prompt>For sales, press 1.</prompt><choice dtmf="1" next="#b"/><help>Sales is 1.</help></menu>
        <menu id="b"><prompt>For cars, press 1.</prompt><choice dtmf="1" next="#a"/></menu>"""
    )
    assert ways(found, "a")["0"] == "sales_is_1"
    assert ways(found, "sales_is_1") == {"next": "a"}
    assert ways(found, "b")["0"] == "b"  # the platform's own help puts the question again
    assert {ways(found, id_)["9"] for id_ in ("a", "b")} == {"goodbye"}
    assert [words(option.label) for option in found.keys] == ["help", "bye"]


# What platforms refuse


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            '<form id="a"><block><prompt>Again. <goto next="a"/></prompt></block></form>',
            "`<goto>` has no place in a `<prompt>`: nobody is led anywhere by it",
        ),
        (
            '<form><block>Hi. <field name="x"><option dtmf="1"/><option dtmf="2"/></field></block></form>',
            "`<field>` has no place in a `<block>`",
        ),
        (
            "<form><block><if cond='a'>One.</if><else>Two.</else></block></form>",
            "`<else>` stands outside of its `<if>`",
        ),
        (
            "<form><field name='x'><grammar root='all'><rule id='1'>1</rule></grammar></field></form>",
            "the grammar has no rule `all`: platforms refuse it",
        ),
    ],
)
def test_what_no_platform_takes_is_told(body: str, told: str) -> None:
    found = reading(body)
    assert found.flow is not None
    assert [str(problem.message) for problem in found.problems] == [told]


def test_branches_behind_their_if_and_a_grammar_without_its_root_are_read_as_meant() -> None:
    found = reading(
        """<form id="a"><field name="x"><prompt>For sales, press 1. For faults, press 2.</prompt>
        <grammar root="all"><rule id="one">1</rule><rule id="two">2</rule></grammar>
        <filled><if cond="x == '1'">Sales. <exit/></if>
        <elseif cond="x == '2'">Faults. <exit/></elseif> Neither. <exit/></filled></field></form>"""
    ).flow
    assert found is not None
    assert {key: ways(found, "a")[key] for key in "12"} == {"1": "sales", "2": "faults"}
    empty = reading(
        """<form id="a"><block><if cond="x == '1'">One. <exit/></if><else/>Other. <exit/></block></form>"""
    ).flow
    assert empty is not None
    assert ways(empty, "a") == {"1": "one", "else": "other"}


BAKED = {"1": "bread", "2": "cake"}


@pytest.mark.parametrize(
    ("field", "keys", "phrases", "digits"),
    [
        (
            '<grammar><![CDATA[ [ [dtmf-1 sales (sales ?department)] {<what "s">} [dtmf-2 faults]{<what "f">} ] ]]></grammar>',
            {"1": "s", "2": "f"},
            {"sales": "s", "sales department": "s", "faults": "f"},
            None,
        ),
        ("<grammar>[dtmf-0 help~0.001]</grammar>", {"0": "0"}, {"help": "help"}, None),
        ("<grammar>[ Yes_Rule dtmf-1 ]</grammar>", {"1": "1"}, {}, None),
        ("<grammar type='application/grammar+regex'>[0-9][0-9]\\d{2,3}</grammar>", {}, {}, (4, 5)),
        ("<grammar type='application/grammar+regex'>[0-9]+</grammar>", {}, {}, (1, 30)),
        ("<grammar>[1 | one] {'bread'} [2|two] {'cake'}</grammar>", BAKED, {"one": "bread", "two": "cake"}, None),
    ],
)
def test_grammars_of_other_notations(
    field: str, keys: dict[str, str], phrases: dict[str, str], digits: tuple[int, int] | None
) -> None:
    found = grammar_of(grow(Source("x", f"<field>{field}</field>")).root.elements()[0])
    assert (found.keys, found.phrases, found.digits) == (keys, phrases, digits)


def test_a_question_that_offers_keys_is_a_menu_even_where_nothing_is_done_for_them() -> None:
    found = flow(
        """<form id="a"><field name="k"><prompt>For sales, press 1. For faults, press 2.</prompt>
        <grammar>[ [dtmf-1 sales] [dtmf-2 faults] ]</grammar><filled>Thank you.</filled></field></form>"""
    )
    assert isinstance(found.nodes["a"], model.Menu)


def test_a_misspelt_limit_is_the_one_that_was_meant() -> None:
    found = grammar_of(grow(Source("x", '<field type="digits?lenght=4"/>')).root.elements()[0])
    assert found.digits == (4, 4)


def test_words_that_only_a_number_or_their_end_tells_apart_are_options_of_their_own() -> None:
    said = ["Page 1", "Page 2", "take me back to the first page", "take me back to the last page", "3 pages more"]
    choices = "".join(f'<choice next="#p{at}">{words}</choice>' for at, words in enumerate(said))
    forms = "".join(f'<form id="p{at}"><block>Here. <exit/></block></form>' for at in range(len(said)))
    node = flow(f"<menu><prompt>Where to? <enumerate/></prompt>{choices}</menu>{forms}").nodes["doc"]
    assert isinstance(node, model.Menu)
    assert [option.key for option in node.options] == [
        "page_1",
        "page_2",
        "take_me_back_to",
        "take_me_back_to_2",
        "option_3_pages_more",
    ]
    assert [words(option.label) for option in node.options] == said


def test_what_is_copied_into_another_variable_is_read_back() -> None:
    found = flow(
        """<form id="ask"><field name="typed" type="digits?length=6"><prompt>Your order number, please.</prompt>
        <filled><assign name="order" expr="typed"/><goto next="#check"/></filled></field></form>
        <menu id="check"><prompt>That was <value expr="order"/>. If so, press 1; to change it, press 2.</prompt>
        <choice dtmf="1" next="#over"/><choice dtmf="2" next="#ask"/></menu>
        <form id="over"><block>Thank you, goodbye. <exit/></block></form>"""
    )
    copied = found.nodes["set_order"]
    assert isinstance(copied, model.Message)
    assert copied.sets == {"order": "{typed}"}
    assert "set_order" in ways(found, "ask").values()
    assert ways(found, "set_order") == {"next": "check"}


@pytest.mark.parametrize(("told", "seconds"), [("", None), ('<property name="timeout" value="6s"/>', 6.0)])
def test_a_time_that_nobody_wrote_is_left_to_the_platform(told: str, seconds: float | None) -> None:
    found = flow(
        f"""<form id="a">{told}<field name="n" type="digits"><prompt>Your card number?</prompt></field></form>"""
    )
    node = found.nodes["a"]
    assert isinstance(node, model.Input)
    assert node.listening is not None
    after = node.listening.no_input.after
    assert (after and after.seconds) == seconds


# What is done when several parts are filled, and answers that a document gives itself


TRIP = """<form id="trip">
  <field name="town" type="digits?length=3"><prompt>Which town?</prompt></field>
  <field name="day" type="digits?length=2"><prompt>Which day?</prompt></field>
  <filled {}><prompt>Town {{}} on that day.</prompt></filled>
  <field name="sure" type="boolean"><prompt>Shall I book it?</prompt><filled><goto next="#end"/></filled></field>
</form>
<form id="end"><block>Goodbye.</block></form>"""


@pytest.mark.parametrize(
    ("attributes", "before"),
    [
        ('namelist="town day"', ["day"]),
        ('mode="any" namelist="town day"', ["town", "day"]),
        ('namelist="town"', ["town"]),
        ('mode="all"', []),  # behind the last question, which leads away by itself
    ],
)
def test_what_a_form_does_when_some_parts_are_filled(attributes: str, before: list[str]) -> None:
    found = flow(TRIP.format(attributes))
    ids = {"town": "trip"}
    said = [id_ for id_, node in found.nodes.items() if (words(getattr(node, "prompt", None)) or "").startswith("Town")]
    leading = {edge.source for edge in FlowGraph(found).edges() if edge.target in said}
    assert leading == {ids.get(name, name) for name in before}


def test_what_a_form_does_for_one_question_tells_its_keys_apart() -> None:
    found = flow(
        """<form id="main"><field name="wish"><prompt>For sales, press 1. For repairs, press 2.</prompt>
        <option dtmf="1" value="s"/><option dtmf="2" value="r"/></field>
        <filled namelist="wish"><if cond="wish == 's'"><goto next="#a"/></if><goto next="#b"/></filled></form>
        <form id="a"><block>Sales. Goodbye.</block></form><form id="b"><block>Repairs. Goodbye.</block></form>"""
    )
    assert {key: to for key, to in ways(found, "main").items() if key in "12"} == {"1": "a", "2": "b"}


@pytest.mark.parametrize(("handler", "to"), [("'none'", "next"), ("undefined", "ask"), ("", "ask")])
def test_a_handler_that_answers_for_the_caller_leads_on(handler: str, to: str) -> None:
    found = flow(
        f"""<form id="ask"><field name="mark" type="digits?length=1"><prompt>Which mark?</prompt>
        <noinput count="1">Please press a key.</noinput>
        <noinput count="2"><prompt>Never mind.</prompt><assign name="mark" expr="{handler}"/></noinput></field>
        <block name="next">Thank you, goodbye.</block></form>"""
    )
    menu = found.nodes["ask"]
    target = ways(found, "ask")["no_input"]
    said = found.nodes[target]
    if to == "next":
        assert found.ears(menu).no_input.attempts == 2
        assert words(getattr(said, "prompt", None)) == "Never mind."
        assert ways(found, target)["next"] == "next"
    else:
        assert target == "ask"


def test_an_open_question_that_is_given_up() -> None:
    found = flow(
        """<form id="ask"><initial name="all"><prompt>Where to, and when?</prompt>
        <catch event="nomatch noinput"><assign name="all" expr="true"/></catch></initial>
        <field name="town" type="digits?length=3"><prompt>Which town?</prompt></field></form>"""
    )
    assert {ways(found, "ask")[kind] for kind in ("no_input", "no_match")} == {"town"}


def test_a_key_instead_of_a_number() -> None:
    digits = "".join(f"<item>{digit}</item>" for digit in range(10))
    found = flow(
        f"""<form id="ask"><field name="account"><prompt>Enter the six digits, or press star.</prompt>
        <grammar mode="dtmf" root="a"><rule id="a"><one-of><item repeat="6"><one-of>{digits}</one-of></item>
        <item>*</item></one-of></rule></grammar>
        <filled><if cond="account == '*'"><goto next="#desk"/></if><prompt>It is <value expr="account"/>.</prompt>
        <exit/></filled></field></form><form id="desk"><block>Goodbye.</block></form>"""
    )
    menu = found.nodes["ask"]
    assert isinstance(menu, model.Menu)
    assert menu.dial is not None
    assert (menu.dial.digits, ways(found, "ask")["*"]) == ((6, 6), "desk")
    assert words(getattr(found.nodes[ways(found, "ask")["dial"]], "prompt", None)) == "It is {extension}."


def test_any_mark_is_dialled() -> None:
    found = flow(
        """<form id="ask"><field name="mark" type="digits?length=1"><prompt>Give us a mark.</prompt>
        <filled><if cond="mark &gt; 5"><clear namelist="mark"/></if></filled></field><block>Goodbye.</block></form>"""
    )
    menu = found.nodes["ask"]
    assert isinstance(menu, model.Menu)
    assert (menu.options, menu.dial and menu.dial.digits) == ((), (1, 1))


def test_letters_of_a_grammar_are_an_abbreviation() -> None:
    found = flow(
        """<form id="ask"><field name="unit"><prompt>Which unit?</prompt>
        <grammar type="text/gsl">[(c s e) (i t) (human resources)]</grammar>
        <filled><submit next="x.jsp"/></filled></field></form>"""
    )
    menu = found.nodes["ask"]
    assert isinstance(menu, model.Menu)
    assert [words(option.label) for option in menu.options] == ["CSE", "IT", "human resources"]


def test_an_event_that_a_root_document_handles_which_is_not_here() -> None:
    body = """
        <form><field name="town"><grammar src="towns.jsgf"/><prompt>Which town?</prompt>
          <noinput><throw event="help_towns"/></noinput></field><block>Goodbye. <exit/></block></form>
    """
    found = flow(body, application="root.vxml")
    (silence,) = [edge.target for edge in FlowGraph(found).exits["town"] if edge.kind == "no_input"]
    node = found.nodes[silence]
    assert isinstance(node, model.SubFlow)
    assert node.file == "root.vxml help_towns"
    assert any("`root.vxml` is not here" in loss for loss in losses(found))
    assert ways(flow(body), "town")["no_input"] == HANGUP


def test_a_grammar_in_xml_that_stands_in_a_cdata_section() -> None:
    found = flow(
        """
        <form><field name="room"><prompt>Kitchen or garden?</prompt>
          <grammar><![CDATA[<grammar root="it"><rule id="it"><one-of><item>kitchen</item><item>garden</item></one-of></rule>
          </grammar>]]></grammar>
          <filled><if cond="room == 'kitchen'"><goto next="#kitchen"/><else/><goto next="#garden"/></if></filled>
        </field></form>
        <form id="kitchen"><block>It smells of cake. Goodbye. <exit/></block></form>
        <form id="garden"><block>It rains. Goodbye. <exit/></block></form>
        """
    )
    (menu,) = [node for node in found.nodes.values() if isinstance(node, model.Menu)]
    assert [option.key for option in menu.options] == ["kitchen", "garden"]
