"""What a picture shows: everything once, and nothing that the graph does not hold."""

import json
from typing import Any

import pytest
from hypothesis import given

from ivrlint.flow.graph import HANGUP, LOST, START, FlowGraph
from ivrlint.picture.choice import Limits, choose
from ivrlint.picture.compose import View, compose
from ivrlint.picture.scene import ANYWHERE, Scene
from tests.cli.calls import FLOW
from tests.flows import flows
from tests.picture.frame import flow_of, scene_of, structure


def ids(scene: Scene) -> set[str]:
    return {box.id for box in scene.boxes}


def way(scene: Scene, source: str, target: str) -> list[str]:
    return [
        " ".join(filter(None, (way.key, way.words)))
        for arrow in scene.arrows
        if (arrow.source, arrow.target) == (source, target)
        for way in arrow.ways
    ]


def test_every_node_and_what_holds_everywhere_is_drawn_once() -> None:
    scene = scene_of()
    assert ids(scene) == {*flow_of().nodes, START, LOST, ANYWHERE}
    assert way(scene, ANYWHERE, "adviser") == ["0 speak to a person", "no answer · wrong key"]
    assert not way(scene, "main", "adviser")


def test_everything_at_each_question_on_demand() -> None:
    scene = scene_of(everywhere=True)
    assert ANYWHERE not in ids(scene)
    assert way(scene, "main", "adviser") == ["0 speak to a person", "no answer ×3 · wrong key ×3"]
    graph = FlowGraph(flow_of())
    assert set(structure(scene)[1]) == {(edge.source, edge.target) for edge in graph.edges()}


def test_without_errors() -> None:
    scene = scene_of(errors=False)
    assert {arrow.manner for arrow in scene.arrows} == {"caller", "system"}
    assert way(scene, "bill", "adviser") == ["ok"]


def test_ways_of_one_manner_share_an_arrow() -> None:
    text = FLOW.replace("to: pin}", "to: bill}")
    assert way(scene_of(text), "main", "bill") == ["1 a power cut", "2 your bill"]


@pytest.mark.parametrize(("language", "label"), [("en", "1 a power cut"), ("es", "1 un corte de luz")])
def test_in_either_language(language: str, label: str) -> None:
    scene = scene_of(language=language)
    assert way(scene, "main", "pin") == [label]
    [menu] = [box for box in scene.boxes if box.id == "main"]
    assert menu.title == {"en": "Menu", "es": "Menú"}[language]
    [start] = [box for box in scene.boxes if box.kind == "start"]
    assert start.title == {"en": "The call comes in", "es": "Entra la llamada"}[language]


def test_facts() -> None:
    boxes = {box.id: box for box in scene_of().boxes}
    assert boxes["pin"].facts == ("4 digits → pin", "never read back")
    assert boxes["adviser"].facts == ("office", "mon-fri 08:00–20:00", "dates of their own: 1")
    assert boxes["bill"].facts == ("crm",)
    assert boxes["welcome"].lines == ("Welcome to Acme.",)
    assert boxes["welcome"].seconds == "1 s"


def test_as_deep_as_wanted() -> None:
    scene = scene_of(depth=0)
    assert ids(scene) == {START, ANYWHERE, "welcome", "main", "… main", "… (anywhere)"}
    more = {box.id: box.title for box in scene.boxes if box.kind == "more"}
    assert more == {"… main": "… 7 more", "… (anywhere)": "… 3 more"}


def test_from_a_node() -> None:
    assert ids(scene_of(begin="bill")) == {"bill", "gone", "adviser", "adviser/open", "call_back", LOST}


def test_only_the_ways_that_lead_to_a_node() -> None:
    assert ids(scene_of(to="gone")) == {START, "welcome", "main", "bill", "gone"}
    assert ANYWHERE in ids(scene_of(to="call_back"))


def test_a_way_back_is_no_way_there() -> None:
    text = FLOW.replace("No hay factura.}", "No hay factura.}, next: main")
    scene = scene_of(text, to="pin")
    assert ids(scene) == {START, "welcome", "main", "pin"}
    [back] = [arrow for arrow in scene_of(text).arrows if arrow.source == "gone"]
    assert back.returns


def test_what_no_call_comes_to_stands_beside_the_rest() -> None:
    scene = scene_of(FLOW + "  alone: {type: message, prompt: {en: Nobody hears this.}, next: hangup}\n")
    [alone] = [box for box in scene.boxes if box.id == "alone"]
    assert not alone.reached
    assert "no call comes here" in alone.facts
    assert HANGUP in ids(scene)


def test_lanes_count_choices() -> None:
    lanes = {box.id: box.stands[0] for box in scene_of().boxes}
    assert lanes["main"] == 0
    assert lanes["pin"] == lanes["bill"] == lanes["call_back"] == 1


@given(flows())
def test_any_flow_can_be_drawn(text: str) -> None:
    graph = FlowGraph(flow_of(text))
    for limits in _LIMITS:
        scene = compose(graph, View(limits=limits))
        boxes = {box.id: box for box in scene.boxes}
        assert len(boxes) == len(scene.boxes)
        for arrow in scene.arrows:
            assert {arrow.source, arrow.target} <= boxes.keys()
        if limits == Limits(everywhere=True):
            drawn = {(arrow.source, arrow.target) for arrow in scene.arrows}
            assert drawn == {(edge.source, edge.target) for edge in graph.edges()}
            assert set(graph.flow.nodes) <= boxes.keys()


_LIMITS = [
    Limits(),
    Limits(everywhere=True),
    Limits(errors=False),
    Limits(depth=0),
    Limits(begin="n0"),
    Limits(to="n0"),
    Limits(depth=1, begin="n0", errors=False, everywhere=True),
]


@given(flows())
def test_a_node_is_on_a_way_to_itself_and_the_rest_leads_there(text: str) -> None:
    graph = FlowGraph(flow_of(text))
    for goal in graph.flow.nodes:
        choice = choose(graph, Limits(to=goal, everywhere=True))
        assert (goal in choice.lanes) == (goal in graph.reachable)
        leading = {way.source for way in choice.drawn}
        assert all(id_ in leading or id_ in (goal, START) for id_ in choice.lanes)


def test_a_chain_of_thousands() -> None:
    nodes: dict[str, Any] = {f"n{number}": {"type": "message", "next": f"n{number + 1}"} for number in range(3000)}
    flow = {"ivr": "1", "name": "A", "languages": ["en"], "start": "n0", "nodes": nodes}
    assert max(box.stands[1] for box in scene_of(json.dumps(flow)).boxes) == 3001


def test_numbers_that_may_be_dialled_stand_on_their_arrow() -> None:
    scene = scene_of(
        "ivr: 1\nname: A\nlanguages: [en]\ncountry: GB\nstart: main\nnodes:\n"
        "  main: {type: menu, options: {}, dial: {only: [1000-1019, 3xx], to: there}}\n"
        "  there: {type: transfer, extension: '{extension}'}\n"
    )
    assert way(scene, "main", "there") == ["an extension: 1000-1019, 3xx"]
