"""What the graph says of a flow and what can happen on a call are the same thing."""

import json
from collections import deque

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from ivrlint.call.fuzz import faults
from ivrlint.call.machine import step
from ivrlint.call.phone import Phone
from ivrlint.call.script import opening, run, tokens
from ivrlint.call.state import Answer, Event, Finished, Key, Silence, State
from ivrlint.call.tour import covering
from ivrlint.call.world import World
from ivrlint.flow import model
from ivrlint.flow.graph import LOST, START
from tests.call.frame import OPEN, phone

Json = dict[str, object]
AUTOMATIC = frozenset({"start", "next", "case", "outcome", "no_input"})


@st.composite
def flows(draw: st.DrawFn) -> str:
    ids = [f"n{number}" for number in range(draw(st.integers(1, 6)))]
    somewhere = st.sampled_from([*ids, *ids, "repeat", "start", "hangup", "ghost", "lost"])
    chosen = st.one_of(somewhere, st.just("back"))

    def maybe(targets: st.SearchStrategy[str], key: str) -> Json:
        target = draw(targets)
        return {} if target == "lost" else {key: target}

    def option(to: st.SearchStrategy[str]) -> Json:
        return {"label": "something", **({} if (target := draw(to)) == "lost" else {"to": target})}

    def node() -> Json:
        kind = draw(st.sampled_from(["menu", "menu", "menu", "message", "input", "branch", "lookup", "transfer", "callback",
                                     "voicemail", "hangup"]))  # fmt: skip
        match kind:
            case "menu":
                keys = draw(st.lists(st.sampled_from(["1", "2", "12", "*"]), unique=True, max_size=3))
                body: Json = {"options": {key: option(chosen) for key in keys}}
            case "input":
                body = {"field": "number", "digits": 1, **maybe(somewhere, "next")}
            case "branch":
                body = {
                    "split": {"a": "50%", "b": "50%"},
                    "cases": {"a": draw(st.sampled_from(ids)), **maybe(somewhere, "b")},
                }
            case "lookup":
                body = {"on": {"ok": draw(st.sampled_from(ids)), **maybe(somewhere, "error")}}
            case "transfer":
                body = {"queue": "q", "on": maybe(somewhere, "full")}
            case "hangup":
                body = {}
            case _:
                body = maybe(somewhere, "next")
        listening = {
            "no_input": {"attempts": draw(st.integers(1, 2)), **maybe(somewhere, "then")},
            "no_match": {"attempts": draw(st.integers(1, 2)), **maybe(chosen, "then")},
        }
        return {"type": kind, **body, **({"listening": listening} if kind in ("menu", "input") else {})}

    keys = {"keys": {"0": option(chosen)}} if draw(st.booleans()) else {}
    return json.dumps({
        "ivr": 1, "name": "Random", "languages": ["en"], "country": "GB", "start": draw(st.sampled_from(ids)), **keys,
        "nodes": {id_: node() for id_ in ids},
    })  # fmt: skip


def events(state: State) -> list[Event]:
    """Everything that can happen now."""
    station = state.station
    assert station is not None
    if state.phase == "speaking":
        return [Finished()]
    if state.phase == "listening":
        return [*(Key(key) for key in "0129*"), Silence()]
    outcomes = [*station.cases, *station.outcomes]
    if station.kind == "lookup":
        outcomes.append("error")
    if station.kind == "transfer":
        outcomes += ["answered", "failed"]
    return [Answer(outcome) for outcome in outcomes]


def explore(flow: Phone) -> tuple[set[str], bool]:
    """The nodes that calls can come to, and whether one can be lost."""
    visited: set[str] = set()
    lost = False
    first, _ = opening(flow, World(at=OPEN))
    seen: set[object] = set()
    queue = deque([first])
    while queue:
        state = queue.popleft()
        lost = lost or (state.ending is not None and state.ending.outcome == "lost")
        visited |= {station.id for station in state.seen} | ({state.station.id} if state.station else set())
        # Which menus lie behind makes no difference here: `back` leads to one that has been visited.
        fields = tuple(sorted(state.fields.items()))
        key = (state.station, state.phase, state.entry, state.silences, state.misses, frozenset(state.seen), fields)
        if state.phase == "ended" or key in seen:
            continue
        seen.add(key)
        queue.extend(step(state, event)[0] for event in events(state))
    return visited, lost


@given(flows())
@settings(max_examples=300, deadline=None)
def test_a_node_is_reachable_if_and_only_if_some_caller_comes_to_it(text: str) -> None:
    flow = phone(text)
    visited, _ = explore(flow)
    assert visited == flow.graph.reachable & flow.stations.keys()


@given(flows())
@settings(max_examples=300, deadline=None)
def test_a_call_can_be_lost_if_and_only_if_the_graph_says_so(text: str) -> None:
    flow = phone(text)
    reachable = flow.graph.reachable
    ways = [edge for edge in flow.graph.edges() if edge.source in reachable]
    automatic: nx.DiGraph[str] = nx.DiGraph((edge.source, edge.target) for edge in ways if edge.kind in AUTOMATIC)
    circles = not nx.is_directed_acyclic_graph(automatic)
    broken = any(isinstance(flow.stations[id_].node, model.Broken) for id_ in reachable & flow.stations.keys())
    assert explore(flow)[1] == (circles or broken or any(edge.target == LOST for edge in ways)), automatic.edges


@given(flows())
@settings(max_examples=100, deadline=None)
def test_a_plan_exercises_all_that_can_be_reached(text: str) -> None:
    flow = phone(text)
    assert START in flow.graph.reachable
    plan = covering(flow)
    for tour in plan.tours:
        made = run(flow, tour.case.world(), tour.case.press)
        assert (made.outcome, made.ending.node) == (tour.call.outcome, tour.call.ending.node)
        assert not made.left_over
    reached = {way.target.id for tour in plan.tours for way in tour.call.ways if way.target is not None}
    assert {item.node for item in plan.missed if not item.kind} | reached >= flow.graph.reachable & flow.stations.keys()


@given(flows(), st.lists(st.sampled_from(["1", "2", "12", "0", "9", "*", "wait", "say:hm", "12#"]), max_size=12))
@settings(max_examples=200, deadline=None)
def test_every_scripted_call_comes_to_an_end_or_waits_for_its_caller(text: str, script: list[str]) -> None:
    flow = phone(text)
    deeds = tokens(",".join(script))
    made = run(flow, World(at=OPEN), deeds)
    assert made.outcome in ("transfer", "voicemail", "callback", "hangup", "lost", "still going")
    assert (made.outcome == "lost") == (made.ending.reason is not None)
    assert made.path == tuple(way.target.id for way in made.ways if way.target)
    assert list(faults(made, deeds, 1e9)) == [] or made.outcome in ("lost", "still going")
