"""Where Graphviz puts the boxes and arrows of a scene, as numbers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ivrlint.picture import renderer
from ivrlint.picture.dot import LANE, ROW, Point, Writer
from ivrlint.picture.scene import Scene


class Placed(NamedTuple):
    """A box: its centre and its size, in points. The y axis points up."""

    centre: Point
    width: float
    height: float


class Layout(NamedTuple):
    """The places of all that is drawn."""

    width: float
    height: float
    boxes: Mapping[str, Placed]  # by id; labels of arrows stand under the arrow's id
    lines: Mapping[str, str]  # the two parts of an arrow, by id: a spline as Graphviz writes it
    lanes: tuple[float, ...]  # where each lane begins


def place(scene: Scene, writer: Writer, using: Path) -> Layout:
    """The layout of a scene. Raises RendererError."""
    source = "\n".join(writer.bare()) + "\n"
    found: dict[str, Any] = json.loads(renderer.run(source, "json0", using))
    _, _, width, height = map(float, found["bb"].split(","))
    boxes = {
        thing["name"]: _placed(thing)
        for thing in found.get("objects", ())
        if "pos" in thing and not thing["name"].startswith(ROW)
    }
    lines = {thing["id"]: thing["pos"] for thing in found.get("edges", ()) if "pos" in thing and "id" in thing}
    lanes = [boxes.pop(name).centre for name in sorted(filter(_is_lane, boxes), key=_number)]
    across = scene.direction == "right"
    return Layout(width, height, boxes, lines, tuple(point.x if across else point.y for point in lanes))


def _is_lane(name: str) -> bool:
    return name.startswith(LANE)


def _number(name: str) -> int:
    return int(name.removeprefix(LANE))


def _placed(thing: Mapping[str, str]) -> Placed:
    x, y = map(float, thing["pos"].split(",")[:2])
    inch = 72
    return Placed(Point(x, y), float(thing["width"]) * inch, float(thing["height"]) * inch)
