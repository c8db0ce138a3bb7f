"""Two versions of a flow in one picture: what is new, gone or changed, in every format."""

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.read import Reading, read_flow
from ivrlint.lint.difference import difference
from ivrlint.lint.settings import Settings
from ivrlint.picture import dot, mermaid, tree
from ivrlint.picture.both import compose_both
from ivrlint.picture.compose import View, compose
from ivrlint.picture.formats import Format, write
from ivrlint.picture.scene import Scene
from ivrlint.picture.themes import THEMES, Name
from tests.call.compare.frame import Json, edited, spoken
from tests.cli.run import ivrlint
from tests.cli.test_diff import NEW, OLD
from tests.picture.frame import needs_renderer, read_dot, read_drawio, read_mermaid, structure

MARKS = {
    "main": "~",
    "main/2": "",
    "billing": "~",  # its hours are others
    "bills": "",
    "shut": "",
    "(gone) claims": "-",
    "adviser": "~",
    "(start)": "",
    "hangup": "",
    "(lost)": "",
    "(anywhere)": "",
}


def read(text: str) -> Reading:
    return read_flow(Path("menu.yaml"), text=text)


def both(old: str, new: str) -> Scene:
    before, after = read(old), read(new)
    assert before.flow
    assert after.flow
    found = difference(before, after, Settings(()))
    return compose_both(FlowGraph(before.flow), FlowGraph(after.flow), found, ("old", "new"), View())


def test_boxes_and_arrows_are_marked() -> None:
    scene = both(OLD, NEW)
    assert {box.id: box.mark for box in scene.boxes} == MARKS
    marked = {(arrow.source, arrow.target, arrow.mark) for arrow in scene.arrows if arrow.mark}
    assert marked >= {("main/2", "(gone) claims", "-"), ("main/2", "hangup", "+")}
    assert not [arrow for arrow in scene.arrows if arrow.mark and {arrow.source, arrow.target} <= {"billing", "bills"}]
    assert {box.title for box in scene.boxes if box.id in ("main", "(gone) claims")} == {
        "≠ changed · Menu",
        "− gone · To a person",
    }
    assert scene.subtitle.endswith("− gone  ·  ≠ changed")


def test_the_tree_says_it_in_words() -> None:
    told = tree.document(both(OLD, NEW))
    assert "[1] − gone · a new complaint" in told
    assert "claims  − gone · To a person" in told


@needs_renderer
def test_every_format_tells_the_same_graph_and_marks_it() -> None:
    scene = both(OLD, NEW)
    assert read_dot(dot.document(scene))[0] == structure(scene)
    drawn = mermaid.document(scene)
    assert read_mermaid(drawn)[0] == structure(scene)
    (_, arrows), labels = read_drawio(write(scene, Name.light, Format.drawio).decode())
    assert arrows.total() == len(scene.arrows)
    assert any("− gone" in label for label in labels)
    gone = THEMES[Name.light].marks["-"]
    lines = [line for line in drawn.splitlines() if "Style" not in line and f"stroke:{gone.line}" in line]
    assert len(lines) == 1  # one box is gone
    assert "stroke-dasharray" in lines[0]


@needs_renderer
@pytest.mark.parametrize("theme", list(Name))
def test_the_drawing_has_a_legend_and_lines_of_their_own(theme: Name) -> None:
    svg = ET.fromstring(write(both(OLD, NEW), theme, Format.svg).decode())
    words = ["".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"+ new", "− gone", "≠ changed"} <= set(words)  # the legend
    strokes = Counter(
        (thing.get("stroke"), bool(thing.get("stroke-dasharray"))) for thing in svg.iter() if thing.get("stroke-width")
    )
    marks = THEMES[theme].marks
    assert strokes[marks["-"].line, True]
    assert strokes[marks["+"].line, False]


@given(spoken())
@settings(max_examples=40, deadline=None)
def test_the_same_flow_twice_is_drawn_as_once(flow: Json) -> None:
    text = json.dumps(flow)
    scene, menu = both(text, text), read(text).flow
    assert menu
    assert scene.marks == ()
    assert structure(scene) == structure(compose(FlowGraph(menu), View()))


@given(edited())
@settings(max_examples=60, deadline=None)
def test_nothing_is_left_out(pair: tuple[Json, Json]) -> None:
    old, new = (json.dumps(flow) for flow in pair)
    scene = both(old, new)
    for text, sign in ((old, "+"), (new, "-")):
        menu = read(text).flow
        assert menu
        whole = compose(FlowGraph(menu), View())
        assert len([box for box in scene.boxes if box.mark != sign]) >= len(whole.boxes)
        ways = [way for arrow in scene.arrows if arrow.mark != sign for way in arrow.ways]
        assert {way.key for way in ways} >= {way.key for arrow in whole.arrows for way in arrow.ways}
    ids = [box.id for box in scene.boxes] + [arrow.id for arrow in scene.arrows]
    assert len(ids) == len(set(ids))


@needs_renderer
def test_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    ran = ivrlint("diff", "old.yaml", "new.yaml", "--diagram", "both.svg", cwd=tmp_path)
    assert ran.status == 1
    assert "− gone" in (tmp_path / "both.svg").read_text("utf-8")
