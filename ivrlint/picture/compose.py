"""A flow, and what the user wants to see of it -> a scene."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ivrlint.flow.graph import ELSE, FAILURE_KINDS, Edge, FlowGraph
from ivrlint.flow.model import Branch, Input, Menu
from ivrlint.flow.numbers import KEYS
from ivrlint.lint.rule import Finding
from ivrlint.picture.boxes import Boxes, by_node
from ivrlint.picture.choice import Choice, Drawn, Limits, choose
from ivrlint.picture.ranks import standing
from ivrlint.picture.scene import ANYWHERE, WAY, Arrow, Direction, Manner, Scene, Way
from ivrlint.picture.wording import clean, short, wording

LABEL = 34  # characters of a label on an arrow
_PLAIN = Limits()


class View(NamedTuple):
    """How a picture is to be drawn."""

    language: str | None = None
    limits: Limits = _PLAIN
    direction: Direction = "down"
    lanes: bool = True
    drawn: date | None = None


def compose(graph: FlowGraph, view: View, findings: Sequence[Finding] = ()) -> Scene:
    """The scene of a flow."""
    language = view.language or graph.flow.language
    words = wording(language)
    choice = choose(graph, view.limits)
    boxes = Boxes(graph, language, words, findings)
    arrows = tuple(_Arrows(graph, boxes, words).arrows(choice))
    menus = {id_ for id_, node in graph.flow.nodes.items() if isinstance(node, Menu)} | {ANYWHERE}
    order = _in_order(graph, choice)
    lanes, rows = standing(order, arrows, menus, lanes=view.lanes)
    return Scene(
        title=clean(graph.flow.name or ""),
        subtitle=_subtitle(graph, language, view, words),
        language=language,
        words=words,
        direction=view.direction,
        boxes=tuple(boxes.box(id_, (lanes[id_], rows[id_]), choice.cut) for id_ in order),
        arrows=arrows,
        lanes=tuple(lane_name(number, words) for number in range(max(lanes.values(), default=0) + 1)),
        badges=by_node(finding for finding in findings if finding.node is None).get(None, ()),
    )


def lane_name(number: int, words: Mapping[str, str]) -> str:
    """The name of a lane: how many choices callers have made when they come there."""
    return words.get(f"lane_{number}", words["lane_n"]).format(count=number)


def _in_order(graph: FlowGraph, choice: Choice) -> list[str]:
    """The nodes as the file writes them, those that only pictures have at the end."""
    order = {id_: number for number, id_ in enumerate(graph.exits)}
    return sorted(choice.lanes, key=lambda id_: (order.get(id_, len(order)), id_))


def _subtitle(graph: FlowGraph, language: str, view: View, words: Mapping[str, str]) -> str:
    flow, limits = graph.flow, view.limits
    parts = [
        clean(flow.description or ""),
        language,
        words["reviewed"].format(date=flow.reviewed.isoformat()) if flow.reviewed else "",
        words["drawn"].format(date=view.drawn.isoformat()) if view.drawn else "",
        words["from"].format(node=limits.begin) if limits.begin else "",
        words["to"].format(node=limits.to) if limits.to else "",
    ]
    return "  ·  ".join(filter(None, parts))


class _Arrows:
    """Makes arrows: ways of one manner between the same two boxes share one."""

    def __init__(self, graph: FlowGraph, boxes: Boxes, words: Mapping[str, str]) -> None:
        self._graph = graph
        self._boxes = boxes
        self._words = words

    def arrows(self, choice: Choice) -> list[Arrow]:
        together: dict[tuple[str, str, Manner], list[Drawn]] = {}
        for way in choice.drawn:
            together.setdefault((way.source, way.target, way.manner), []).append(way)
        return [
            self._arrow(number, ways, (key[0], key[1]) in choice.returning)
            for number, (key, ways) in enumerate(together.items(), 1)
        ]

    def _arrow(self, number: int, drawn: list[Drawn], returns: bool) -> Arrow:
        first = drawn[0]
        ways = list(dict.fromkeys(self._way(way) for way in drawn))
        words = [(way.key + " " + way.words).strip() for way in ways]
        tooltip = "\n".join([f"{first.source} → {first.target}", *filter(None, words)])
        if first.manner != "caller":
            ways = _joined(ways)
        ways = [way._replace(words=short(way.words, LABEL)) for way in ways]
        return Arrow(f"{WAY}{number}", first.source, first.target, first.manner, tuple(ways), returns, tooltip)

    def _way(self, drawn: Drawn) -> Way:
        edge = drawn.edge
        option = edge.option
        if option is not None:
            numeral = all(char in KEYS for char in edge.key)
            label = self._boxes.label(option)
            return Way(
                edge.key if numeral else "", label if numeral else label or edge.key, option.share, option.silent
            )
        if edge.kind in FAILURE_KINDS:
            return Way("", self._failure(drawn))
        return self._by_itself(edge)

    def _by_itself(self, edge: Edge) -> Way:
        node = self._graph.flow.nodes.get(edge.source)
        match edge.kind:
            case "dial":
                only = ", ".join(each.text for each in node.dial.only) if isinstance(node, Menu) and node.dial else ""
                return Way("", ": ".join(filter(None, (self._words["extension"], only))))
            case "entered":
                return Way("", (isinstance(node, Input) and node.field) or self._words["entered"])
            case "case":
                share = node.split.get(edge.key) if isinstance(node, Branch) and node.split else None
                return Way("", self._words["else"] if edge.key == ELSE else clean(edge.key), share)
            case _:
                return Way("", clean(edge.key))

    def _failure(self, drawn: Drawn) -> str:
        words = self._words["silence" if drawn.edge.kind == "no_input" else "wrong"]
        node = self._graph.flow.nodes[drawn.edge.source]
        ears = self._graph.ears(node)
        attempts = (ears.no_input if drawn.edge.kind == "no_input" else ears.no_match).attempts
        if drawn.source == ANYWHERE or attempts < 1:
            return words
        return f"{words} ×{attempts}"


def _joined(ways: list[Way]) -> list[Way]:
    """Ways without keys and shares on one line, as long as it is short."""
    plain = [way.words for way in ways if way.words and way.share is None]
    line = " · ".join(plain)
    if len(line) > LABEL:
        return [way for way in ways if way.words]
    return [*([Way("", line)] if line else []), *(way for way in ways if way.share is not None)]
