"""Which platform a file is of, how all commands read it, and what is said of what was lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow import entries
from ivrlint.flow.model import Menu
from ivrlint.lint.engine import flow_files
from ivrlint.lint.rules import all_rules
from ivrlint.platforms.formats import OWN, PLATFORMS, read_any, recognised
from tests.cli.run import ivrlint
from tests.platforms.menus import ALL, ASTERISK, FREESWITCH, TWILIO, VOICEXML

OWN_FLOW = "ivr: 1\nname: Acme\nlanguages: [en]\nstart: bye\nnodes:\n  bye: {type: hangup, prompt: Goodbye.}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of menus of all platforms, one of our own, and files that are something else."""
    for name, text in ALL.values():
        (tmp_path / name).write_text(text, "utf-8")
    others = {
        "package.json": '{"name": "site", "version": "1.0.0", "scripts": {"start": "node ."}, "states": []}',
        "tsconfig.json": '{"compilerOptions": {"modules": ["a"], "types": []}}',
        "settings.yaml": "server:\n  port: 80\n",
        "pom.xml": '<project><modules><module name="menu"/></modules></project>',
        "nginx.conf": "server { listen 80; }\n",
        "sip.conf": "[general]\ncontext=office\n",
        "state.json": '{"Comment": "a state machine", "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}',
    }
    for name, text in others.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "own.yaml").write_text(OWN_FLOW, "utf-8")
    return tmp_path


@pytest.mark.parametrize("platform", ALL)
def test_a_file_is_recognised_by_its_content(platform: str) -> None:
    text = ALL[platform][1]
    assert recognised(text.encode()) == platform
    assert recognised(b"\xef\xbb\xbf" + text.encode()) == platform
    assert recognised(text.encode("utf-16")) == platform


def test_our_own_format_comes_first() -> None:
    assert recognised(OWN_FLOW.encode()) == OWN
    assert recognised(b'{"ivr": 1, "states": [], "initial_state": "x"}') == OWN
    assert recognised(b"name: something else\n") is None


@given(st.binary(max_size=300))
def test_any_bytes_may_be_looked_at(data: bytes) -> None:
    assert recognised(data) in (None, OWN, *PLATFORMS)


def test_a_folder_that_mixes_formats(folder: Path) -> None:
    assert [file.name for file in flow_files([folder])] == sorted([name for name, _ in ALL.values()] + ["own.yaml"])


def test_lint_reads_all_of_a_folder_and_says_what_was_lost(folder: Path) -> None:
    ran = ivrlint("lint", ".", "--format", "json", cwd=folder)
    told = json.loads(ran.out)
    assert ran.status == 1
    assert told["files"] == len(ALL) + 1
    assert {file["platform"] for file in told["imported"]} == set(ALL)
    for file in told["imported"]:
        assert file["translated"] + file["approximated"] + file["left_out"] == file["blocks"] > 0
    text = ivrlint("lint", "shop.xml", cwd=folder).out
    assert "FreeSWITCH: 2 things that callers meet are not in the files" in text
    (folder / "shop.xml").write_text(ALL["freeswitch"][1].replace("transfer 1000 XML default", "echo", 1), "utf-8")
    assert "FreeSWITCH: 3 blocks, of which 1 read nearly and 0 in part" in ivrlint("lint", "shop.xml", cwd=folder).out


def test_help_speaks_of_the_flow_file_and_nothing_is_fixed(folder: Path) -> None:
    before = (folder / "clinic.json").read_text("utf-8")
    ran = ivrlint("lint", "clinic.json", "--fix", cwd=folder)
    assert "in a flow file: " in ran.out
    assert (folder / "clinic.json").read_text("utf-8") == before


@pytest.mark.parametrize("platform", ALL)
def test_platform_is_forced_by_name(platform: str, tmp_path: Path) -> None:
    text = ALL[platform][1]
    file = tmp_path / "menu.txt"
    file.write_text(text, "utf-8")
    flow = read_any(file, platform=platform).flow
    assert flow is not None
    assert flow.origin is not None
    assert flow.origin.platform == platform
    assert ivrlint("lint", "menu.txt", "--from", platform, "--fail-on", "never", cwd=tmp_path).status == 0


def test_an_unknown_platform_is_wrong_usage(folder: Path) -> None:
    ran = ivrlint("lint", "clinic.json", "--from", "twillio", cwd=folder)
    assert ran.status == 2
    assert "did you mean `twilio-studio`?" in ran.err


@pytest.mark.parametrize("command", ["simulate --press 1", "diagram", "paths", "fuzz -n 20", "score"])
def test_every_command_reads_other_platforms(command: str, folder: Path) -> None:
    name, *arguments = command.split()
    ran = ivrlint(name, "averias.vxml", *arguments, cwd=folder)
    assert ran.status in (0, 1), ran.err
    assert ran.out


def test_calls_are_made_to_the_file_beside_them(folder: Path) -> None:
    calls = "calls:\n  - name: faults\n    steps:\n      - press: 1\n    ends: hangup\n"
    (folder / "averias.calls.yaml").write_text(calls, "utf-8")
    ran = ivrlint("test", "averias.vxml", cwd=folder)
    assert "cannot be read" not in ran.err + ran.out


def test_standard_input_may_be_of_a_platform() -> None:
    ran = ivrlint("lint", "-", "--format", "json", stdin=TWILIO)
    assert json.loads(ran.out)["imported"][0]["platform"] == "twilio-studio"


def test_a_baseline_holds_for_other_platforms(folder: Path) -> None:
    first = ivrlint("lint", "clinic.json", "--baseline", "known.json", "--write-baseline", cwd=folder)
    assert first.status == 0
    assert "known from the baseline" in first.out
    (folder / "clinic.json").write_text(
        "\n\n" + TWILIO.replace("For billing, press 3.", "For nothing, press 9."), "utf-8"
    )
    second = ivrlint("lint", "clinic.json", "--baseline", "known.json", cwd=folder)
    assert "press 9" in second.out
    assert "announced-key-missing" in second.out


def test_comments_in_other_files_silence_nothing(tmp_path: Path) -> None:
    (tmp_path / "extensions.conf").write_text("; ivrlint: ignore-file[failure-hangs-up] x\n" + ASTERISK, "utf-8")
    assert "silenced" not in ivrlint("lint", "extensions.conf", cwd=tmp_path).out


def test_rules_say_only_needs_that_some_platform_lacks() -> None:
    lacking = frozenset[str]().union(*(platform.cannot_say for platform in PLATFORMS.values()))
    needed = {need for rule in all_rules().values() for need in rule.needs}
    assert needed == lacking


@pytest.mark.parametrize("platform", ALL)
def test_rules_that_need_what_a_platform_cannot_say_stay_silent(platform: str, tmp_path: Path) -> None:
    name, text = ALL[platform]
    (tmp_path / name).write_text(text, "utf-8")
    ran = ivrlint("lint", name, "--profile", "strict", "--format", "json", cwd=tmp_path)
    found = {finding["rule"] for finding in json.loads(ran.out)["findings"]}
    assert found.isdisjoint(
        rule.name for rule in all_rules().values() if not PLATFORMS[platform].cannot_say.isdisjoint(rule.needs)
    )
    assert found.isdisjoint({"stale-review", "no-traffic-data", "no-greeting-id", "no-sla"})


def test_the_format_knows_the_platforms_by_the_same_names() -> None:
    assert set(entries.origin.values) == set(PLATFORMS)


def test_labels_are_what_the_prompt_announces(tmp_path: Path) -> None:
    menus = {"shop.xml": (FREESWITCH, ["orders", "returns"]), "a.vxml": (VOICEXML, ["averías", "facturas"])}
    for name, (text, labels) in menus.items():
        flow = read_any(tmp_path / name, text=text).flow
        assert flow is not None
        [menu] = [node for node in flow.nodes.values() if isinstance(node, Menu)]
        assert [option.label.in_language(flow.language) for option in menu.options if option.label] == labels


def test_the_language_is_told_or_guessed(tmp_path: Path) -> None:
    spanish = FREESWITCH.replace(
        "For orders, press 1. For returns, press 2.", "Para pedidos, pulse 1. Para cambios, pulse 2."
    )
    spanish = spanish.replace("That is no option.", "Esa no es una de las opciones.")

    def language(text: str, wanted: str | None = None) -> str:
        flow = read_any(tmp_path / "menu.xml", text=text, language=wanted).flow
        assert flow is not None
        return flow.language

    assert language(VOICEXML) == "es-ES"
    assert language(spanish) == "es"
    assert language(FREESWITCH) == "en"
    assert language(FREESWITCH, "pt") == "pt"
    german = "Wenn Sie eine Bestellung aufgeben wollen, dann druecken Sie bitte die Eins."
    assert language(FREESWITCH.replace("For orders, press 1. For returns, press 2.", german)) == "und"


def test_options_that_lead_to_another_language_switch_to_it(tmp_path: Path) -> None:
    text = """\
<vxml xmlns="http://www.w3.org/2001/vxml" version="2.1">
  <menu id="first"><prompt>Welcome to the water works. For our services in English, press 1. Para español, pulse 2.</prompt>
    <choice dtmf="1" next="#en"/><choice dtmf="2" next="#es"/></menu>
  <menu id="en"><prompt>For leaks, please press 1. To speak to us about your bill, press 2.</prompt>
    <choice dtmf="1" next="#bye"/><choice dtmf="2" next="#bye"/></menu>
  <menu id="es"><prompt>Para averías en su calle, pulse 1. Para hablar de su factura, pulse 2.</prompt>
    <choice dtmf="1" next="#adios"/><choice dtmf="2" next="#adios"/></menu>
  <form id="bye"><block><prompt>Goodbye.</prompt><disconnect/></block></form>
  <form id="adios"><block><prompt>Adiós.</prompt><disconnect/></block></form>
</vxml>
"""
    flow = read_any(tmp_path / "two.vxml", text=text).flow
    assert flow is not None
    assert flow.languages == ("en", "es")
    menus = {id_: node for id_, node in flow.nodes.items() if isinstance(node, Menu)}
    assert [option.language for option in menus["first"].options] == [None, "es"]
    assert all(option.label and list(option.label.spoken) == ["es"] for option in menus["es"].options)
    said = {
        text
        for node in flow.nodes.values()
        if (prompt := getattr(node, "prompt", None))
        for text in prompt.spoken.items()
    }
    assert ("es", "Adiós.") in said
    assert ("en", "Goodbye.") in said


class TestNothingToJudge:
    """A file that somebody names is never passed over in silence."""

    NOTHING = '{"Version": "2019-10-30", "StartAction": "a", "Actions": []}'
    MESSAGES = """\
{"states": [{"name": "Trigger", "type": "trigger", "transitions": [{"event": "incomingMessage", "next": "reply"}]},
 {"name": "reply", "type": "send-message", "transitions": [], "properties": {"body": "Hello"}}],
 "initial_state": "Trigger"}
"""

    def test_named_or_piped_it_is_a_problem_and_in_a_folder_it_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "empty.json").write_text(self.NOTHING, "utf-8")
        for ran in (
            ivrlint("lint", "empty.json", cwd=tmp_path),
            ivrlint("lint", "-", cwd=tmp_path, stdin=self.NOTHING),
        ):
            assert ran.status == 1
            assert "no phone menu can be read in this file" in ran.out
        assert ivrlint("lint", ".", cwd=tmp_path).status == 0

    def test_what_no_caller_hears_is_not_called_free_of_problems(self, tmp_path: Path) -> None:
        (tmp_path / "sms.json").write_text(self.MESSAGES, "utf-8")
        ran = ivrlint("lint", "sms.json", cwd=tmp_path)
        assert ran.status == 0
        assert ran.out.splitlines()[-2:] == [
            "Twilio Studio: 1 file is no phone menu: its problems are told, and no rules run",
            "Nothing to judge in 1 file.",
        ]


@pytest.mark.parametrize(("name", "text"), [("a.xml", "<include/>"), ("a.conf", "[one]\ntwo=3\n"), ("-", "\n<html/>")])
def test_what_no_platform_is_recognised_in_and_is_no_yaml_is_told_so(name: str, text: str, tmp_path: Path) -> None:
    reading = read_any(tmp_path / name, text=text)
    assert reading.flow is None
    (problem,) = reading.problems
    assert str(problem.message) == "nothing in this file is a menu of a platform that ivrlint reads"
    assert "Asterisk, FreeSWITCH, VoiceXML are read, and flow files of YAML" in str(problem.help)


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a"])
def test_what_may_be_a_flow_file_is_read_as_one(name: str, tmp_path: Path) -> None:
    (problem,) = read_any(tmp_path / name, text="hello").problems
    assert str(problem.message) == "this is not a flow file: it must be a mapping with `ivr: 1`"
