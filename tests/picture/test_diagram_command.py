"""`ivrlint diagram`: each format read back holds the nodes of the flow, and hostile texts stay texts."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ivrlint.flow.graph import START, FlowGraph
from ivrlint.flow.read import read_flow
from tests.cli.run import ROOT, ivrlint

MENU = ROOT / "menus/shop.yaml"
HOSTILE = """\
ivr: 1
name: "A <script>alert(1)</script> & \\"B\\""
languages: [es]
start: main
nodes:
  main:
    type: menu
    prompt: "Para «ñandú» ]]> `x` </text>, pulse 1."
    options:
      1: {label: "<b>averías</b> \\"ya\\"", to: hangup}
"""


def drawn(*arguments: str, cwd: Path = ROOT) -> str:
    ran = ivrlint("diagram", *arguments, cwd=cwd)
    assert (ran.status, ran.err) == (0, ""), ran.err
    return ran.out


def ids() -> set[str]:
    flow = read_flow(MENU).flow
    assert flow is not None
    return {id_ for id_ in FlowGraph(flow).reachable if id_ in flow.nodes}


def test_dot_has_every_node_that_a_call_comes_to() -> None:
    out = drawn(str(MENU), "--format", "dot")
    boxes = set(re.findall(r'(?m)^ *"([^"]+)" .label=', out))
    assert ids() <= boxes
    assert START in boxes


def test_mermaid_has_every_node_that_a_call_comes_to() -> None:
    out = drawn(str(MENU), "--format", "mermaid")
    assert "flowchart TD" in out
    assert ids() <= set(re.findall(r"%% n\d+: (\S+)", out))


def test_drawio_is_xml_with_every_node() -> None:
    root = ET.fromstring(drawn(str(MENU), "--format", "drawio").encode())
    words = " ".join(element.attrib.get("label", "") for element in root.iter())
    assert root.tag == "mxfile"
    for id_ in ids():
        assert id_ in words


def test_svg_is_xml_and_speaks_of_the_flow() -> None:
    root = ET.fromstring(drawn(str(MENU), "--format", "svg").encode())
    assert root.tag.endswith("svg")
    assert root.attrib["aria-label"] == "Maple and Pine"


def test_text_shows_keys_and_ways() -> None:
    out = drawn(str(MENU))
    assert "[1] tracking an order" in out


@pytest.mark.parametrize("format_", ["svg", "drawio"])
def test_hostile_texts_stay_texts(tmp_path: Path, format_: str) -> None:
    (tmp_path / "f.yaml").write_text(HOSTILE, "utf-8")
    root = ET.fromstring(drawn("f.yaml", "--format", format_, cwd=tmp_path).encode())
    assert not [element for element in root.iter() if str(element.tag).endswith("script")]


def test_png_is_a_png_of_bounded_size(tmp_path: Path) -> None:
    ran = ivrlint("diagram", str(MENU), "-o", str(tmp_path / "menu.png"), cwd=ROOT)
    assert ran.status == 0, ran.err
    data = (tmp_path / "menu.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    assert 300 < width < 20_000
    assert 300 < height < 20_000


def test_findings_are_drawn_on_request() -> None:
    fault = "callers hear 1 before they know"
    assert fault in drawn("examples/first-call.yaml", "--format", "svg", "--lint")
    assert fault not in drawn("examples/first-call.yaml", "--format", "svg")


@pytest.mark.parametrize("arguments", [("--from", "nowhere"), ("--format", "bmp"), ("-o", "menu.bmp")])
def test_wrong_usage_is_two(arguments: tuple[str, ...]) -> None:
    assert ivrlint("diagram", str(MENU), *arguments).status == 2
