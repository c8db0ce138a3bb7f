"""Every format tells the same structure and the same words, whatever these are."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.read import read_flow
from ivrlint.picture import dot, drawing, mermaid, renderer, tree
from ivrlint.picture.compose import View, compose
from ivrlint.picture.formats import ENDINGS, Format, by_ending, write
from ivrlint.picture.scene import ANYWHERE, DIRECTIONS, MORE, Scene
from ivrlint.picture.themes import SHAPES, THEMES, Name
from ivrlint.picture.wording import clean, wording
from tests.cli.run import ROOT
from tests.picture.frame import (
    HOSTILE,
    hostile,
    needs_dot,
    needs_renderer,
    read_dot,
    read_drawio,
    read_mermaid,
    scene_of,
    structure,
)

MENUS = sorted(path for path in (ROOT / "menus").glob("*.yaml") if not path.name.endswith(".calls.yaml"))


def scene_of_menu(path: Path) -> Scene:
    flow = read_flow(path).flow
    assert flow
    return compose(FlowGraph(flow), View())


@pytest.mark.parametrize("scene", [scene_of(), scene_of(depth=0), scene_of(hostile())])
def test_mermaid_tells_the_same_graph(scene: Scene) -> None:
    told, _ = read_mermaid(mermaid.document(scene))
    assert told == structure(scene)


@needs_renderer
@pytest.mark.parametrize("scene", [scene_of(), scene_of(depth=0), scene_of(hostile())])
def test_dot_and_drawio_tell_the_same_graph(scene: Scene) -> None:
    assert read_dot(dot.document(scene))[0] == structure(scene)
    (boxes, arrows), _ = read_drawio(write(scene, Name.light, Format.drawio).decode())
    assert arrows.total() == len(scene.arrows)
    assert len(boxes) == len(scene.boxes)


@pytest.mark.parametrize("path", MENUS, ids=lambda path: path.stem)
def test_real_menus_in_mermaid_and_text(path: Path) -> None:
    scene = scene_of_menu(path)
    assert read_mermaid(mermaid.document(scene))[0] == structure(scene)
    text = tree.document(scene)
    assert all(box.name in text for box in scene.boxes)


def test_the_tree() -> None:
    assert tree.document(scene_of(errors=False)).splitlines() == [
        "Acme",
        "en  ·  drawn 2026-11-22",
        "",
        "The call comes in",
        "↓ welcome  Message  1 s  “Welcome to Acme.”",
        "↓ main  Menu  3 s",
        "├─ [1] a power cut ─ pin  Asks for digits  1 s  4 digits → pin, never read back  “Please enter your PIN.”",
        "│  ↓ pin ─ adviser  Decides  office, mon-fri 08:00–20:00, dates of their own: 1",
        "│  ├─ open ─ adviser/open  To a person  1 s  advisers  “One moment.”",
        "│  └─ closed ─ call_back  Call back  1 s  advisers  “We will call you.”",
        "└─ [2] your bill ─ bill  Asks a system  crm",
        "   ├─ ok ─ → adviser (see above)",
        "   └─ none ─ gone  Message  1 s  “There is no bill.”",
        "      ↓ The call is lost",
        "",
        "At every question",
        "↓ [0] speak to a person ─ → adviser (see above)",
    ]


# Hostile texts


def test_hostile_words_in_mermaid() -> None:
    document = mermaid.document(scene_of(hostile()))
    _, labels = read_mermaid(document)
    assert sum(HOSTILE[:25] in label for label in labels) >= 4
    assert "<script" not in document.partition("\nflowchart")[2]
    assert not re.search(r"^title:.*\n(?!---)", document, re.MULTILINE)


@needs_renderer
def test_hostile_words_in_drawio() -> None:
    _, labels = read_drawio(write(scene_of(hostile()), Name.light, Format.drawio).decode())
    assert sum("<script>alert(" in label for label in labels) >= 5
    assert any("]]>" in label and "\\N" in label for label in labels)


@needs_renderer
def test_hostile_words_in_svg() -> None:
    svg = drawing.draw(scene_of(hostile()), Name.light, "svg").decode()
    root = ET.fromstring(svg)
    assert root.get("aria-label") == HOSTILE
    assert next(element.text for element in root.iter() if element.tag.endswith("}title")) == HOSTILE
    texts = [text for element in root.iter() if element.tag.endswith("}text") and (text := element.text)]
    assert "".join(texts).count(HOSTILE) == 2  # title and subtitle
    assert "".join(texts).count("]]> 'q' & &lt; \\N") == 5  # and each box that speaks
    tips = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("}title")]
    assert any(HOSTILE in tip for tip in tips)
    assert not [element for element in root.iter() if element.tag.endswith("script")]


def test_what_cannot_be_shown_is_left_out() -> None:
    assert clean("a\x07b\x1b[31m\tc\n\u202ed\ud800e\ufffe  f") == "a\ufffdb\ufffd[31m c d\ufffde\ufffd f"


# Drawn


@needs_renderer
@pytest.mark.parametrize("theme", Name)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_svg_holds_every_word(theme: Name, direction: str) -> None:
    flow = read_flow(ROOT / "menus/clinic.yaml").flow
    assert flow
    scene = compose(FlowGraph(flow), View(direction="right" if direction == "right" else "down"))
    svg = drawing.draw(scene, theme, "svg").decode()
    texts = {element.text for element in ET.fromstring(svg).iter() if element.tag.endswith("}text")}
    assert {scene.title, *scene.lanes} <= texts
    assert {box.name for box in scene.boxes if box.name} <= texts
    assert {way.words for arrow in scene.arrows for way in arrow.ways if way.words} <= texts
    assert {scene.words[kind] for kind in scene.kinds} <= texts  # the legend
    assert "xlink:title" in svg


@needs_renderer
def test_the_same_bytes_every_time() -> None:
    assert drawing.draw(scene_of(), Name.light, "svg") == drawing.draw(scene_of(), Name.light, "svg")


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@needs_renderer
def test_png() -> None:
    width, height = size_of(drawing.draw(scene_of(), Name.light, "png"))
    assert 600 < width < 3000
    assert 600 < height < 4000


@needs_renderer
def test_png_is_never_huge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_PIXELS", 200_000)
    width, height = size_of(drawing.draw(scene_of(), Name.light, "png"))
    assert 100_000 < width * height <= 220_000
    monkeypatch.setattr(drawing, "LARGE", 3)
    monkeypatch.setattr(dot, "MOST_PIXELS", 200_000)
    width, height = size_of(drawing.draw(scene_of(), Name.light, "png"))
    assert 20_000 < width * height <= 220_000


@needs_renderer
def test_a_large_picture_has_no_lanes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "LARGE", 3)
    svg = drawing.draw(scene_of(), Name.light, "svg").decode()
    assert "Welcome to Acme." in svg
    assert "before any choice" not in svg


@needs_dot
def test_pdf() -> None:
    pdf = drawing.draw(scene_of(), Name.light, "pdf")
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_pdf_without_dot_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "program", lambda name: None if name == "dot" else Path(name))
    with pytest.raises(renderer.RendererError) as error:
        drawing.draw(scene_of(), Name.light, "pdf")
    assert "dot" in str(error.value.message)
    assert "apt-get install graphviz" in str(error.value.help)


# Data


def test_every_kind_has_a_shape_a_look_and_words() -> None:
    for theme in THEMES.values():
        assert theme.kinds.keys() == SHAPES.keys()
    for language in ("en", "es"):
        assert SHAPES.keys() <= wording(language).keys()
    assert wording("en").keys() == wording("es").keys()
    assert wording("de") == wording("en")
    assert wording("es-MX") == wording("es")


@pytest.mark.parametrize("theme", Name)
def test_words_can_be_read(theme: Name) -> None:
    for look in (*THEMES[theme].kinds.values(), THEMES[theme].cap, *THEMES[theme].severities.values()):
        assert _contrast(look.ink, look.fill) >= 4.5, look
    for stroke in THEMES[theme].manners.values():
        assert _contrast(stroke.ink, THEMES[theme].band) >= 4.5, stroke
        assert _contrast(stroke.line, THEMES[theme].paper) >= 3, stroke


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_endings() -> None:
    assert by_ending(Path("a.SVG")) is Format.svg
    assert by_ending(Path("a.doc")) is None
    assert set(ENDINGS.values()) == set(Format)
    assert ANYWHERE != MORE


def test_the_picture_in_the_readme() -> None:
    file = ROOT / "examples/first-call.svg"
    flow = read_flow(ROOT / "examples/first-call.yaml").flow
    assert flow
    svg = file.read_text("utf-8")
    assert len(svg) < 60_000
    texts = {element.text for element in ET.fromstring(svg).iter() if element.tag.endswith("}text")}
    assert {flow.name, *flow.nodes} <= texts


@needs_renderer
def test_a_node_may_be_called_as_an_arrow_is() -> None:
    nodes = {"way1": {"type": "menu", "options": {"1": {"label": "on", "to": "way2"}}}, "way2": {"type": "hangup"}}
    scene = scene_of(json.dumps({"ivr": "1", "name": "Ways", "languages": ["en"], "start": "way1", "nodes": nodes}))
    assert read_dot(dot.document(scene))[0] == structure(scene)
