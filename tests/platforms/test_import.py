"""`ivrlint import`: what it writes is a flow file, and the linter says the same of it as of the original."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ivrlint.call.phone import Phone
from ivrlint.flow.model import Flow
from ivrlint.flow.read import read_flow
from ivrlint.lint.imported import findings, flow_file
from ivrlint.platforms.formats import PLATFORMS, read_any
from tests.cli.run import ivrlint
from tests.platforms.menus import ALL

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def corpus() -> Iterator[tuple[str, Path]]:
    for platform in PLATFORMS:
        yield from ((platform, file) for file in sorted((CORPUS / platform).glob("**/*")) if file.is_file())


def check_round_trip(flow: Flow) -> None:
    """The import is read without a problem, and the same is found in it: rule, node, message."""
    text = flow_file(flow)
    reading = read_flow(Path("import.yaml"), text=text)
    assert not reading.problems, (str(reading.problems[0].message), text)
    assert reading.flow is not None
    before, after = findings(flow), findings(reading.flow)
    assert before <= after
    # What stands twice at one place of the original is told once there.
    assert {(rule, message) for rule, _, message in after} == {(rule, message) for rule, _, message in before}
    assert set(reading.flow.nodes) == set(flow.nodes)
    assert flow_file(reading.flow) == flow_file(reading.flow)
    assert yaml.safe_load(text)["imported"] == (flow.origin and flow.origin.platform)


@pytest.mark.parametrize("platform", ALL)
def test_small_menus_become_flow_files(platform: str) -> None:
    name, text = ALL[platform]
    flow = read_any(Path(name), text=text).flow
    assert flow is not None
    check_round_trip(flow)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="real menus are not here")
@pytest.mark.parametrize(("platform", "file"), list(corpus()), ids=lambda value: getattr(value, "name", value)[-60:])
def test_real_menus_are_read_and_become_flow_files(platform: str, file: Path) -> None:
    flow = read_any(file, file.name, platform=platform).flow
    if flow is None or flow.origin is None or not flow.origin.call:
        pytest.skip("no phone menu")
    check_round_trip(flow)


def test_the_flow_file_says_where_it_comes_from(tmp_path: Path) -> None:
    name, text = ALL["twilio-studio"]
    (tmp_path / name).write_text(text, "utf-8")
    ran = ivrlint("import", name, "-o", "clinic.yaml", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert "clinic.json: " in ran.out
    assert "blocks of Twilio Studio" in ran.out
    written = (tmp_path / "clinic.yaml").read_text("utf-8")
    assert "imported: twilio-studio" in written
    assert "label: appointments" in written
    line = text.split("\n").index('   "name": "main_menu",')  # behind the brace that opens the block
    assert f"line {line}\n" in written
    assert ivrlint("lint", "clinic.yaml", cwd=tmp_path).status == ivrlint("lint", name, cwd=tmp_path).status


def test_a_flow_file_on_standard_output_and_a_report_beside_it(tmp_path: Path) -> None:
    name, text = ALL["freeswitch"]
    (tmp_path / name).write_text(text, "utf-8")
    ran = ivrlint("import", name, "--report", "json", "--language", "en-GB", cwd=tmp_path)
    assert yaml.safe_load(ran.out)["languages"] == ["en-GB"]
    report = json.loads(ran.err)
    assert report["platform"] == "freeswitch"
    assert {loss["kind"] for loss in report["losses"]} <= {"approximated", "left out", "not in the file"}
    assert all(loss["message"] and loss["line"] for loss in report["losses"])


def test_what_the_file_itself_does_not_say_stands_under_a_heading_and_is_not_lost(tmp_path: Path) -> None:
    text = """\
<menu name="main" greet-long="ivr/custom-8841.wav" timeout="4000" max-failures="2" max-timeouts="2">
  <entry action="menu-exec-app" digits="1" param="voicemail default shop.example 2000"/>
</menu>
"""
    (tmp_path / "shop.xml").write_text(text, "utf-8")
    told = ivrlint("import", "shop.xml", "-o", "shop.yaml", cwd=tmp_path).out.splitlines()
    heading = told.index("Not in this file: what you will have to add:")
    assert told[heading + 1].startswith("  shop.xml:1:1 menu: what the recordings say is not known")
    assert told[-1] == "shop.xml: 2 blocks of FreeSWITCH, 2 translated as they are, 0 nearly, 0 in part"
    report = json.loads(ivrlint("import", "shop.xml", "--report", "json", cwd=tmp_path).err)
    assert report["translated"] == report["blocks"] == 2
    assert report["not_in_the_file"] == sum(loss["kind"] == "not in the file" for loss in report["losses"]) > 0
    assert "not in the file: menu (line 1)" in (tmp_path / "shop.yaml").read_text("utf-8")
    told = ivrlint("lint", "shop.xml", cwd=tmp_path).out.splitlines()
    assert any(line.startswith("FreeSWITCH: 2 things that callers meet are not in the files") for line in told)


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    name, text = ALL["voicexml"]
    (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "menu.yaml").write_text("mine", "utf-8")
    ran = ivrlint("import", name, "-o", "menu.yaml", cwd=tmp_path)
    assert ran.status == 2
    assert "--force" in ran.err
    assert (tmp_path / "menu.yaml").read_text("utf-8") == "mine"
    assert ivrlint("import", name, "-o", "menu.yaml", "--force", cwd=tmp_path).status == 0
    assert (tmp_path / "menu.yaml").read_text("utf-8").startswith("ivr: 1")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("ivr: 1\nname: A\nlanguages: [en]\nstart: a\nnodes:\n  a: {type: hangup}\n", "is a flow file already"),
        ("{", ""),
    ],
)
def test_what_is_no_menu_of_a_platform_is_wrong_usage(content: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(content, "utf-8")
    ran = ivrlint("import", "a.yaml", cwd=tmp_path)
    assert ran.status == 2
    assert told in ran.err


def test_what_all_menus_do_alike_stands_once_and_small_parts_stand_in_place() -> None:
    text = """\
<include>
  <menu name="main" greet-long="say:For orders, press 1. For returns, press 2." timeout="4000" max-failures="2" max-timeouts="2">
    <entry action="menu-sub" digits="1" param="orders"/>
    <entry action="menu-exec-app" digits="2" param="voicemail default shop.example 2000"/>
  </menu>
  <menu name="orders" greet-long="say:For new orders, press 1. To go back, press 2." timeout="4000" max-failures="2" max-timeouts="2">
    <entry action="menu-exec-app" digits="1" param="voicemail default shop.example 2001"/>
    <entry action="menu-back" digits="2"/>
  </menu>
</include>
"""
    flow = read_any(Path("shop.xml"), text=text).flow
    assert flow is not None
    content = yaml.safe_load(flow_file(flow))
    assert content["listening"] == {"between_digits": "2s"}
    assert all("between_digits" not in node["listening"] for node in content["nodes"].values())
    assert content["nodes"]["main"]["options"][2]["to"]["type"] == "voicemail"
    check_round_trip(flow)


def test_numbers_to_dial_and_waiting_are_written_as_they_were() -> None:
    text = """\
<menu name="main" greet-long="say:For orders, press 1. Or dial an extension." timeout="4000" max-failures="2" digit-len="4">
  <entry action="menu-exec-app" digits="1" param="voicemail default shop.example 2000"/>
  <entry action="menu-exec-app" digits="/^(10[01][0-9])$/" param="transfer $1 XML default"/>
  <entry action="menu-exec-app" digits="/^(0[2-9][0-9][13579])$/" param="transfer $1 XML default"/>
</menu>
"""
    flow = read_any(Path("shop.xml"), text=text).flow
    assert flow is not None
    written = flow_file(flow)
    menu = yaml.safe_load(written)["nodes"]["main"]
    assert (menu["dial"]["only"], menu["waits_for"]) == (["1000-1019", "0[2-9]x[13579]"], 4)
    again = read_flow(Path("shop.yaml"), text=written).flow
    assert again is not None
    for read in (flow, again):
        station = Phone(read).stations["main"]
        assert station.waits_for == 4
        numbers = [f"{number:04}" for number in range(10000)]
        assert [number for number in numbers if station.takes(number)] == [
            number for number in numbers if re.fullmatch("10[01][0-9]|0[2-9][0-9][13579]", number)
        ]
    check_round_trip(flow)


def test_what_stands_in_a_file_beside_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "dialplan").mkdir()
    (tmp_path / "dialplan" / "default.xml").write_text(
        '<context name="default">\n<condition field="destination_number" expression="^200$">\n'
        '<action application="fifo" data="sales in"/>\n</condition>\n</context>\n'
    )
    (tmp_path / "shop.xml").write_text(
        '<menu name="main"><entry action="menu-exec-app" digits="1" param="transfer 200 XML default"/></menu>'
    )
    written = ivrlint("import", "shop.xml", cwd=tmp_path).out
    assert "# from fifo sales in, line 3 of default.xml" in written
    assert '# from menu "main", line 1\n' in written
