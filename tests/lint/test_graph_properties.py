"""On random flows the rules about the graph say what a plain search says that was written from the file format."""

import json
import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from ivrlint.flow.graph import FlowGraph
from ivrlint.flow.read import read_flow
from ivrlint.lint import engine
from ivrlint.lint.rule import Finding
from ivrlint.lint.settings import chosen
from tests.flows import NOWHERE, flows

END, LOST = "the end", "lost"
CHOICE, SILENCE, WRONG, BY_ITSELF, BREAKDOWN, UNANSWERED = (
    "choice",
    "silence",
    "wrong",
    "itself",
    "breakdown",
    "unanswered",
)
Moves = list[tuple[str, str]]  # (why the call moves on, where to)
Move = Callable[[str, str | None], None]
OPEN_AND_CLOSED = {"office": ["open", "closed"], "never": ["closed"], "always": ["open"]}


class Plain:
    """A flow as its file describes it: nodes by id, and the moves that a call may make from each."""

    def __init__(self, text: str) -> None:
        self.flow: dict[str, Any] = json.loads(text)
        self.nodes: dict[str, dict[str, Any]] = {}
        for id_, node in self.flow["nodes"].items():
            self._take(id_, node)
        start = self.flow["start"]
        self.entries = list(start.values()) if isinstance(start, dict) else [start]
        self.dead: set[str] = set()
        self.moves = {id_: self._moves(id_, node) for id_, node in self.nodes.items()}
        self.reached = self._all_from(self.entries, lambda _: True)

    def _take(self, id_: str, node: dict[str, Any]) -> None:
        """Give an id to each node that is written in place: its owner's, a slash, the key it hangs on."""
        self.nodes[id_] = node
        for holder, key, named in _places(node):
            if isinstance(holder.get(key), dict):
                inner, holder[key] = holder[key], f"{id_}/{named}"
                while holder[key] in self.nodes:
                    holder[key] += "'"
                self._take(holder[key], inner)

    def _moves(self, id_: str, node: dict[str, Any]) -> Moves:
        moves: Moves = []

        def go(why: str, to: str | None) -> None:
            if to == "start":
                moves.extend((why, entry) for entry in self.entries)
            elif to != "back":  # where the caller has been: nothing new
                known = to if to in self.nodes else LOST
                moves.append((why, {"repeat": id_, "hangup": END}.get(to or "", known)))

        def must(why: str, to: str | None) -> None:
            if to is None:
                self.dead.add(id_)
            go(why, to)

        kind = node["type"]
        if kind in ("menu", "input"):
            self._listens(id_, node, go, must)
        elif kind == "branch":
            cases = node["cases"]
            for case in self._possible(node):
                must(BY_ITSELF, cases.get(case, node.get("else")))
        elif kind == "message":
            must(BY_ITSELF, node.get("next"))
        else:
            for outcome, to in node.get("on", {}).items():
                waited = kind == "transfer" and node.get("person") != "false" and outcome == "timeout"
                go(UNANSWERED if waited else BREAKDOWN if outcome == "error" else BY_ITSELF, to)
            for option in node.get("wait", {}).get("keys", {}).values():
                go(CHOICE, option["to"])
            if "next" in node or (kind == "flow" and not node["on"]):
                must(BY_ITSELF, node.get("next"))
        return moves

    def _listens(self, id_: str, node: dict[str, Any], go: Move, must: Move) -> None:
        own = {key: option["to"] for key, option in node.get("options", {}).items()}
        shared = {} if node.get("keys") else {key: option["to"] for key, option in self.flow["keys"].items()}
        for to in {**shared, **own}.values():
            go(CHOICE, to)
        if "dial" in node:
            go(CHOICE, node["dial"]["to"])
        elif node["type"] == "menu" and not own and not shared:
            self.dead.add(id_)
        if node["type"] == "input":
            must(CHOICE, node.get("next"))
        for why, key in ((SILENCE, "no_input"), (WRONG, "no_match")):
            everywhere = self.flow["listening"].get(key, {}).get("then")
            go(why, node.get("listening", {}).get(key, {}).get("then", everywhere))

    def _possible(self, node: dict[str, Any]) -> list[str]:
        if "split" in node:
            return [name for name, share in node["split"].items() if share != "0%"]
        return OPEN_AND_CLOSED[node["hours"]] if "hours" in node else [*node["cases"], "any other value"]

    def _all_from(self, first: Iterable[str], follows: Callable[[str], bool]) -> set[str]:
        found: set[str] = set()
        todo = [id_ for id_ in first if id_ in self.nodes]
        while todo:
            id_ = todo.pop()
            if id_ not in found:
                found.add(id_)
                todo += [to for why, to in self.moves[id_] if follows(why) and to in self.nodes]
        return found

    def after(self, id_: str, *whys: str) -> set[str]:
        """Where a call may come from a node, by one move or more of these kinds."""
        return self._all_from([to for why, to in self.moves[id_] if why in whys], lambda why: why in whys)

    def circles(self, *whys: str) -> list[set[str]]:
        """The nodes that a call comes to and can come back to by these moves, those of one circle together."""
        ahead = {id_: self.after(id_, *whys) for id_ in self.reached}
        parts = {frozenset(other for other in ahead[id_] if id_ in ahead[other]) for id_ in ahead if id_ in ahead[id_]}
        return [set(part) for part in parts]

    def depths(self) -> dict[str, int]:
        """How many menus a call has left behind when it comes to each node, at least."""
        depths: dict[str, int] = {}
        level, first = 0, list(self.entries)
        while first:
            here: set[str] = set()
            while first:
                id_ = first.pop()
                if id_ not in depths and id_ in self.nodes:
                    depths[id_] = level
                    here.add(id_)
                    if self.nodes[id_]["type"] != "menu":
                        first += [to for _, to in self.moves[id_]]
            first = [to for id_ in here if self.nodes[id_]["type"] == "menu" for _, to in self.moves[id_]]
            level += 1
        return depths

    def trapped(self) -> list[set[str]]:
        """Circles that ask callers something and that no choice of theirs leads out of."""
        ends = {"transfer", "voicemail", "callback", "flow", "hangup"}
        ways = (CHOICE, BY_ITSELF, UNANSWERED)
        out = {END, LOST, *(id_ for id_, node in self.nodes.items() if node["type"] in ends)}
        out |= {id_ for id_ in self.nodes if not any(why in ways for why, _ in self.moves[id_])}
        before = -1
        while len(out) > before:
            before = len(out)
            out |= {id_ for id_ in self.nodes if any(why in ways and to in out for why, to in self.moves[id_])}
        inside = [part for part in self.circles(*ways) if out.isdisjoint(part)]
        closed = [part for part in inside if all(self.after(id_, *ways) <= part for id_ in part)]
        return [part for part in closed if any(self.nodes[id_]["type"] in ("menu", "input") for id_ in part)]


def _places(node: dict[str, Any]) -> list[tuple[dict[str, Any], str, str]]:
    """Where a node may hold another one in place, in the order of the file: holder, key, what it is named after."""
    places: list[tuple[dict[str, Any], str, str]] = []
    for key, value in node.items():
        if key in ("options", "cases", "on"):
            places += [
                (option, "to", name) if key == "options" else (value, name, name) for name, option in value.items()
            ]
        elif key == "listening":
            places += [(retries, "then", name) for name, retries in value.items()]
        elif key == "wait":
            places += [(option, "to", name) for name, option in value["keys"].items()]
        elif key == "dial":
            places.append((value, "to", key))
        elif key in ("next", "else"):
            places.append((node, key, key))
    return places


def lint(text: str, *rules: str) -> list[Finding]:
    reading = read_flow(Path("random.yaml"), text=text)
    assert not reading.problems
    return list(engine.lint([reading], chosen(select=rules)).findings)


@given(flows())
def test_every_node_that_no_call_comes_to_is_named_once(text: str) -> None:
    messages = " ".join(str(finding.message) for finding in lint(text, "unreachable-node"))
    named = re.findall(r"`([^`]+)`", messages)
    more = sum(map(int, re.findall(r"and (\d+) more", messages)))  # of many, a few by name
    plain = Plain(text)
    unreached = plain.nodes.keys() - plain.reached
    assert len(named) == len(set(named))
    assert set(named) <= unreached
    assert len(named) + more == len(unreached)


@given(flows())
def test_dead_ends_are_where_nothing_leads_on(text: str) -> None:
    plain = Plain(text)
    assert {finding.node for finding in lint(text, "dead-end")} == plain.dead & plain.reached


@given(flows())
def test_depth_counts_the_fewest_menus(text: str) -> None:
    reading = read_flow(Path("random.yaml"), text=text)
    assert reading.flow is not None
    plain = Plain(text)
    depth = FlowGraph(reading.flow).depth
    assert {id_: depth[id_] for id_ in depth if id_ in plain.nodes} == plain.depths()


@given(flows())
def test_unknown_targets_are_found_wherever_they_stand(text: str) -> None:
    assert len(lint(text, "unknown-target")) == text.count(f'"{NOWHERE}"')


@given(flows(back=False))
@settings(max_examples=200)
def test_traps_are_circles_without_a_way_out(text: str) -> None:
    plain = Plain(text)
    order = list(plain.nodes)
    rounds = [re.fullmatch(r".*: (.*)", str(finding.message)) for finding in lint(text, "trap-loop")]
    shown = [match[1].split(" -> ") for match in rounds if match]
    stuck = [round_ for round_, match in zip(shown, rounds, strict=True) if match and "cannot get out" in match[0]]
    idle = [round_ for round_ in shown if round_ not in stuck]

    trapped = plain.trapped()
    assert [sum(part.issuperset(round_) for round_ in stuck) for part in trapped] == [1] * len(stuck)
    for round_ in stuck:
        assert is_round(plain, round_, CHOICE, BY_ITSELF, UNANSWERED)
    for round_ in idle:
        assert is_round(plain, round_, SILENCE, BY_ITSELF, BREAKDOWN) or is_round(
            plain, round_, BY_ITSELF, BREAKDOWN, UNANSWERED
        )
    for part in [*plain.circles(SILENCE, BY_ITSELF, BREAKDOWN), *plain.circles(BY_ITSELF, BREAKDOWN, UNANSWERED)]:
        assert any(not part.isdisjoint(round_) for round_ in shown)
    assert shown == sorted(shown, key=lambda round_: order.index(round_[0]))


def is_round(plain: Plain, shown: list[str], *whys: str) -> bool:
    """Does each of these nodes lead to the next by such a move, and are they written from the earliest on?"""
    order = list(plain.nodes)
    return (
        shown[0] == shown[-1] == min(shown, key=order.index)
        and len(set(shown)) == len(shown) - 1
        and all(
            (why_to := {to for why, to in plain.moves[one] if why in whys}) and other in why_to
            for one, other in pairwise(shown)
        )
    )
