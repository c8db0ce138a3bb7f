"""What the tests of pictures share: a flow, one with hostile texts, scenes of them, and formats read back."""

import json
import re
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.model import Flow
from ivrlint.flow.read import read_flow
from ivrlint.picture import renderer
from ivrlint.picture.choice import Limits
from ivrlint.picture.compose import View, compose
from ivrlint.picture.scene import Scene
from tests.cli.calls import FLOW

Structure = tuple[set[str], Counter[tuple[str, str]]]

HOSTILE = '<script>alert("1")</script> ]]> \'q\' & &lt; \\N \\" %x% `t` #35; {n} [b] *s* _u_ | ;é ñ €'
SHOWN = " ".join(HOSTILE.split())

needs_renderer = pytest.mark.skipif(
    not (renderer.program(renderer.EMBEDDED) or renderer.program(renderer.INSTALLED)),
    reason="neither graphviz-pure nor dot is installed",
)
needs_dot = pytest.mark.skipif(not renderer.program(renderer.INSTALLED), reason="PDF needs Graphviz's dot")


def flow_of(text: str = FLOW) -> Flow:
    flow = read_flow(Path("menu.yaml"), "menu.yaml", text).flow
    assert flow is not None
    return flow


def scene_of(text: str = FLOW, language: str | None = None, **limits: Any) -> Scene:
    return compose(FlowGraph(flow_of(text)), View(language, Limits(**limits), drawn=date(2026, 11, 22)))


def hostile() -> str:
    """A flow in which every text is hostile."""
    said = {"en": HOSTILE}
    return json.dumps(
        {
            "ivr": "1",
            "name": HOSTILE,
            "description": HOSTILE,
            "languages": ["en"],
            "country": "GB",
            "start": "main",
            "nodes": {
                "main": {
                    "type": "menu",
                    "prompt": said,
                    "note": HOSTILE,
                    "options": {
                        "1": {"label": said, "to": "look"},
                        "2": {"label": said, "to": "person", "share": "30%"},
                    },
                },
                "look": {"type": "lookup", "service": HOSTILE, "on": {"ok": "end", "error": "person"}},
                "person": {"type": "transfer", "queue": HOSTILE, "prompt": said, "on": {"failed": "end"}},
                "end": {"type": "hangup", "prompt": said, "outcome": HOSTILE},
            },
        }
    )


def structure(scene: Scene) -> Structure:
    """The boxes, and how many arrows lead from where to where."""
    return {box.id for box in scene.boxes}, Counter((arrow.source, arrow.target) for arrow in scene.arrows)


def read_dot(document: str) -> tuple[Structure, dict[str, str]]:
    """A DOT document as Graphviz reads it, an arrow's label and its two halves put together; labels by name."""
    using = renderer.renderer("dot")
    read = json.loads(renderer.run(document, "json0", using))
    things = [thing for thing in read["objects"] if not re.match(r"\((lane|row)\) ", thing["name"]) and "pos" in thing]
    names = {thing["_gvid"]: thing["name"] for thing in read["objects"]}
    labels = {thing["name"]: thing.get("label", "") for thing in things}
    halves: dict[str, list[str]] = {}
    arrows: Counter[tuple[str, str]] = Counter()
    for edge in read["edges"]:
        if "id" not in edge:
            continue
        source, target = names[edge["tail"]], names[edge["head"]]
        if edge["id"].endswith("a"):
            halves.setdefault(target, ["", ""])[0] = source
        elif edge["id"].endswith("b"):
            halves.setdefault(source, ["", ""])[1] = target
        else:
            arrows[source, target] += 1
    arrows.update((source, target) for source, target in halves.values())
    return ({name for name in labels if name not in halves}, arrows), labels


def read_mermaid(document: str) -> tuple[Structure, list[str]]:
    """The structure of a Mermaid document, and its labels as Mermaid shows them, without markup."""
    ids = dict(re.findall(r"^  %% (n\d+): (.*)$", document, re.MULTILINE))
    boxes = re.findall(r'^  (n\d+)\W+"(.*)"\W+:::(\w+)$', document, re.MULTILINE)
    named = {name: ("… " if kind == "moreBox" else "") + ids[name] for name, _, kind in boxes}
    arrows = re.findall(r'^  (n\d+) (?:==>|-->|-\.->)(?:\|"(.*)"\|)? (n\d+)$', document, re.MULTILINE)
    labels = [label for _, label, _ in boxes] + [label for _, label, _ in arrows]
    drawn = Counter((named[source], named[target]) for source, _, target in arrows)
    return (set(named.values()), drawn), [shown(label) for label in labels]


def shown(label: str) -> str:
    """A label of Mermaid as it is shown."""
    plain = re.sub(r"<[^>]+>", " ", label)
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), plain)


def read_drawio(document: str) -> tuple[Structure, list[str]]:
    """The structure of a draw.io file, and its labels as HTML shows them."""
    root = ET.fromstring(document.split("\n", 1)[1])
    boxes: dict[str, str] = {}
    arrows: Counter[tuple[str, str]] = Counter()
    labels = []
    cells = [(holder, holder.find("mxCell")) for holder in root.iter("UserObject")]
    for holder, cell in cells:
        assert cell is not None
        labels.append(unescape(re.sub(r"<[^>]+>", " ", holder.get("label", ""))))
        if holder.get("id", "").startswith("box"):
            boxes[holder.get("id", "")] = holder.get("tooltip", "").split("\n")[0]
    for _, cell in cells:
        if cell is not None and cell.get("edge"):
            arrows[boxes[cell.get("source", "")], boxes[cell.get("target", "")]] += 1
    return (set(boxes.values()), arrows), labels
