"""A scene as a file of draw.io (diagrams.net): every box and arrow can be moved and edited there."""

from collections.abc import Iterator, Mapping
from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ivrlint.picture.dot import Point
from ivrlint.picture.layout import Layout
from ivrlint.picture.scene import Arrow, Box, Scene, Way
from ivrlint.picture.themes import THEMES, Name, Theme, stroke_of

_SHAPES: Mapping[str, str] = {
    "start": "ellipse",
    "end": "shape=mxgraph.flowchart.terminator",
    "lost": "ellipse;shape=doubleEllipse",
    "anywhere": "rounded=1;dashed=1",
    "message": "rounded=1",
    "menu": "rounded=0",
    "input": "shape=parallelogram;perimeter=parallelogramPerimeter;fixedSize=1;size=12",
    "branch": "shape=hexagon;perimeter=hexagonPerimeter2;fixedSize=1;size=16",
    "lookup": "shape=cylinder3;boundedLbl=1;backgroundOutline=1;size=9",
    "transfer": "shape=step;perimeter=stepPerimeter;fixedSize=1;size=14",
    "machine": "shape=step;perimeter=stepPerimeter;fixedSize=1;size=14",
    "voicemail": "shape=card;size=12",
    "callback": "shape=note;size=12",
    "flow": "shape=process;size=0.05",
    "hangup": "rounded=1;arcSize=50",
    "broken": "rounded=0;dashed=1",
    "more": "rounded=1;dashed=1",
}
_DASHES = {"dashed": "dashed=1;", "dotted": "dashed=1;dashPattern=1 3;"}
_TOP = 90  # room for the title
_NEAR = "-0.75"  # where on an arrow its words stand: -1 is its beginning, 1 its end


def document(scene: Scene, theme: Name, layout: Layout) -> str:
    """The scene as a draw.io file, laid out as in the other formats."""
    file = Element("mxfile", {"host": "ivrlint", "type": "device"})
    diagram = SubElement(file, "diagram", {"id": "flow", "name": scene.title or "IVR"})
    model = SubElement(
        diagram,
        "mxGraphModel",
        {
            "grid": "1",
            "gridSize": "10",
            "tooltips": "1",
            "connect": "1",
            "arrows": "1",
            "page": "0",
            "background": THEMES[theme].paper,
        },
    )
    root = SubElement(model, "root")
    SubElement(root, "mxCell", {"id": "0"})
    SubElement(root, "mxCell", {"id": "1", "parent": "0"})
    _Cells(root, scene, THEMES[theme], layout).write()
    indent(file)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(file, encoding="unicode") + "\n"


class _Cells:
    """Writes the cells of a diagram."""

    def __init__(self, root: Element, scene: Scene, theme: Theme, layout: Layout) -> None:
        self._root = root
        self._scene = scene
        self._theme = theme
        self._layout = layout
        self._ids = {box.id: f"box{number}" for number, box in enumerate(scene.boxes, 1)}

    def write(self) -> None:
        self._bands()
        self._title()
        for box in self._scene.boxes:
            self._box(box)
        for arrow in self._scene.arrows:
            self._arrow(arrow)

    def _cell(self, id_: str, label: str, style: str, tooltip: str = "", **attributes: str) -> Element:
        holder = SubElement(self._root, "UserObject", {"id": id_, "label": label})
        if tooltip:
            holder.set("tooltip", tooltip)
        return SubElement(holder, "mxCell", {"style": style, "parent": "1", **attributes})

    def _rectangle(self, cell: Element, x: float, y: float, width: float, height: float) -> None:
        numbers = {"x": x, "y": y, "width": width, "height": height}
        written = {name: f"{value:.1f}" for name, value in numbers.items()}
        SubElement(cell, "mxGeometry", {**written, "as": "geometry"})

    def _title(self) -> None:
        scene = self._scene
        label = f'<font style="font-size: 22px"><b>{text(scene.title)}</b></font><br>{text(scene.subtitle)}'
        badges = "".join(f"<br><b>{text(f'{badge.severity}: {badge.text}')}</b>" for badge in scene.badges)
        style = f"text;html=1;align=left;verticalAlign=top;strokeColor=none;fillColor=none;fontColor={self._theme.ink};"
        told = "\n".join(message for badge in scene.badges for message in badge.messages)
        self._rectangle(self._cell("title", label + badges, style, told, vertex="1"), 0, 0, 600, _TOP - 20)

    def _bands(self) -> None:
        layout, right = self._layout, self._scene.direction == "right"
        if not layout.lanes:
            return
        begins = [0.0 if right else layout.height, *layout.lanes[1:]]
        ends = [*layout.lanes[1:], layout.width if right else 0.0]
        for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
            fill = self._theme.band if number % 2 else "none"
            style = (
                f"rounded=0;html=1;strokeColor=none;fillColor={fill};align=left;verticalAlign=top;spacingLeft=6;"
                f"fontSize=11;fontColor={self._theme.faint};"
            )
            cell = self._cell(f"lane{number}", text(self._scene.lanes[number]), style, vertex="1")
            if right:
                self._rectangle(cell, begin, _TOP, end - begin, layout.height)
            else:
                self._rectangle(cell, 0, self._y(begin), layout.width, begin - end)

    def _y(self, y: float) -> float:
        """Graphviz counts upwards, draw.io downwards."""
        return self._layout.height - y + _TOP

    def _box(self, box: Box) -> None:
        look = self._theme.kinds[box.kind]
        style = (
            f"{_SHAPES[box.kind]};html=1;whiteSpace=wrap;fillColor={look.fill};strokeColor={look.line};"
            f"fontColor={look.ink};strokeWidth={look.width:g};fontFamily=Helvetica;fontSize=9;"
        )
        if box.mark:
            stroke = self._theme.marks[box.mark]
            style += f"strokeColor={stroke.line};strokeWidth={stroke.width:g};{_DASHES.get(stroke.style, '')}"
        cell = self._cell(self._ids[box.id], "<br>".join(_lines(box)), style, box.tooltip, vertex="1")
        placed = self._layout.boxes[box.id]
        left, top = placed.centre.x - placed.width / 2, self._y(placed.centre.y) - placed.height / 2
        self._rectangle(cell, left, top, placed.width, placed.height)

    def _arrow(self, arrow: Arrow) -> None:
        stroke = stroke_of(self._theme, arrow.manner, arrow.mark)
        style = (
            f"html=1;curved=1;endArrow=block;endSize=5;strokeColor={stroke.line};strokeWidth={stroke.width:g};"
            f"fontColor={stroke.ink};fontFamily=Helvetica;fontSize=9;labelBackgroundColor={self._theme.paper};"
            + _DASHES.get(stroke.style, "")
        )
        label = "<br>".join(_way(way) for way in arrow.ways if way.key or way.words)
        ends = {"source": self._ids[arrow.source], "target": self._ids[arrow.target]}
        cell = self._cell(arrow.id, label, style, arrow.tooltip, edge="1", **ends)
        geometry = SubElement(cell, "mxGeometry", {"relative": "1", "x": _NEAR, "as": "geometry"})
        points = SubElement(geometry, "Array", {"as": "points"})
        for point in self._bends(arrow):
            SubElement(points, "mxPoint", {"x": f"{point.x:.1f}", "y": f"{self._y(point.y):.1f}"})

    def _bends(self, arrow: Arrow) -> Iterator[Point]:
        """The points that the arrow passes, without its ends."""
        if arrow.id in self._layout.lines:
            yield from _knots(self._layout.lines[arrow.id])
            return
        first, second = (self._layout.lines.get(f"{arrow.id}{part}", "") for part in "ab")
        yield from _knots(first)
        yield self._layout.boxes[arrow.id].centre
        yield from _knots(second)


def _knots(spline: str) -> Iterator[Point]:
    """The points on a spline of Graphviz, without its ends and without those that only pull at it."""
    points = [point for point in spline.split() if point[0] not in "es"]
    for point in points[3:-1:3]:
        x, y = map(float, point.split(",")[:2])
        yield Point(x, y)


def _lines(box: Box) -> Iterator[str]:
    yield f"<small>{text('  ·  '.join(filter(None, (box.title, box.seconds))))}</small>"
    if box.name:
        yield f"<b>{text(box.name)}</b>"
    yield from map(text, box.lines)
    yield from (f"<small>{text(fact)}</small>" for fact in box.facts)
    yield from (f"<b>{text(f'{badge.severity}: {badge.text}')}</b>" for badge in box.badges)


def _way(way: Way) -> str:
    share = f"{way.share * 100:.0f} %" if way.share is not None else ""
    said = "  ·  ".join(filter(None, (text(way.words), share)))
    return " ".join(filter(None, (f"<b>{text(way.key)}</b>" if way.key else "", said)))


def text(words: str) -> str:
    """Words for a label, which is HTML; `%` begins a placeholder of draw.io."""
    return escape(words).replace("%", "&#37;")
