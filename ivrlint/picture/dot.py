"""A scene as a DOT document for Graphviz: to be laid out, or with every place given.

An arrow with words is written as two edges with the words as a node between them, so that a key stands next to the
menu in which it is pressed: Graphviz would put an edge's label in its middle, far from both ends.
"""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ivrlint.picture.labels import FONT, Labels, attributes, name, quoted, tip
from ivrlint.picture.metrics import SLANTED, Size
from ivrlint.picture.scene import Arrow, Box, Scene
from ivrlint.picture.themes import SHAPES, Look, Name, Stroke, Theme, stroke_of, theme_of

LANE = "(lane) "
ROW = "(row) "
MOST_PIXELS = 40_000_000
PAD = 0.4  # inches of paper around everything
_BOLDEST = 2.4  # added to the width of an arrow that all callers of a menu take
_INCH = 72
_UNSEEN = "style=invis"


class Point(NamedTuple):
    """A place on the picture, in points; y points up."""

    x: float
    y: float


def document(scene: Scene, theme: Name | Theme = Name.light, *, dots: int | None = None) -> str:
    """The scene as a text that Graphviz lays out.

    With `dots` an inch it asks for a picture of at most MOST_PIXELS, and for less care where there are thousands.
    """
    lines = list(Writer(scene, theme).lines())
    if dots is not None:
        side = math.isqrt(MOST_PIXELS) / dots
        lines.insert(1, f'  graph [nslimit=1 mclimit=0.3 dpi={dots} size="{side:.1f},{side:.1f}"];')
    return "\n".join(lines) + "\n"


class Writer:
    """Writes the statements of a document.

    `exact`: everything is as large as we think, as for a renderer whose fonts we know. That takes half the time.
    """

    def __init__(self, scene: Scene, theme: Name | Theme, *, exact: bool = False) -> None:
        self._scene = scene
        self._theme = theme_of(theme)
        self._labels = Labels(scene, self._theme)
        self._at: Mapping[str, Point] = {}
        self._along: Mapping[str, str] = {}
        self._bare = False
        self._exact = exact
        self._row = {box.id: box.stands[1] for box in scene.boxes}

    def places(self, at: Mapping[str, Point], along: Mapping[str, str]) -> None:
        """Say where boxes and labels, and along which splines arrows are to be drawn."""
        self._at, self._along = at, along

    def lines(self) -> Iterator[str]:
        """All lines of a document that is yet to be laid out."""
        yield from self._document(_UNSEEN)

    def bare(self) -> Iterator[str]:
        """The lines of a document of which only the places are wanted."""
        self._bare = True
        yield from self._document(_UNSEEN, headed=False)
        self._bare = False

    def marked(self) -> Iterator[str]:
        """The lines of a document without what stands above, in whose drawing the beginnings of lanes can be found."""
        yield from self._document("style=filled color=transparent fillcolor=transparent", headed=False)

    def _document(self, mark: str, *, headed: bool = True) -> Iterator[str]:
        """`mark` is the look of what stands where a lane begins."""
        yield from self.opening(headed=headed)
        yield from self.body()
        yield from self._ranks(mark)
        yield "}"

    def opening(self, *, headed: bool = True) -> Iterator[str]:
        """What holds for the whole graph."""
        right = self._scene.direction == "right"
        yield f"digraph {name(self._scene.title or 'ivrlint')} {{"
        written = {
            "rankdir": "LR" if right else "TB",
            "bgcolor": self._theme.paper,
            "fontname": FONT,
            "pad": f"{PAD:g}",
            "nodesep": "0.16" if right else "0.2",
            "ranksep": "0.3" if right else "0.32",
            "tooltip": tip(self._scene.title),
        }
        yield f"  graph [{attributes(written)}];"
        if headed:
            yield f"  graph [labelloc=t labeljust=l label=<{self._labels.header()}>];"
        yield f"  node [{attributes({'fontname': FONT, 'fontsize': '10', 'style': 'filled', 'height': '0.3'})}];"
        yield f"  edge [{attributes({'fontname': FONT, 'fontsize': '9', 'arrowsize': '0.7'})}];"

    def body(self) -> Iterator[str]:
        """The boxes and the arrows."""
        for box in self._scene.boxes:
            yield f"  {quoted(box.id)} [{self.box(box)}{self._place(box.id)}];"
        for arrow in self._scene.arrows:
            yield from self._arrow(arrow)

    def box(self, box: Box) -> str:
        """A box's attributes."""
        look = self._theme.kinds[box.kind]
        label, size = self._labels.box(box, look)
        written = dict(SHAPES[box.kind])
        if self._exact or written["shape"] in SLANTED:
            written |= _fixed(size)
        if not self._bare:
            written |= {**self._paint(box, look, written.get("style", "filled")), **self._told(box.tooltip, box.kind)}
        return self._label(label) + attributes(written)

    def _paint(self, box: Box, look: Look, style: str) -> dict[str, str]:
        line, width = look.line, look.width
        if not box.reached:
            style += ",dashed"
        if box.mark:
            stroke = self._theme.marks[box.mark]
            line, width, style = stroke.line, stroke.width, f"{style},{stroke.style}"
        return {
            "fillcolor": look.fill,
            "color": line,
            "fontcolor": look.ink,
            "penwidth": f"{width:g}",
            "style": style,
        }

    def _arrow(self, arrow: Arrow) -> Iterator[str]:
        stroke = stroke_of(self._theme, arrow.manner, arrow.mark)
        ours = self._told(arrow.tooltip, arrow.manner)
        written = {} if self._bare else {**_line(arrow, stroke), **ours}
        back = {"constraint": "false"} if self._row[arrow.target] <= self._row[arrow.source] else {}
        label = self._labels.arrow(arrow, stroke)
        if not label:
            weight = {"weight": "3"} if arrow.manner == "system" and not back else {}
            yield self._edge(arrow.source, arrow.target, arrow.id, {**written, **back, **weight})
            return
        room = _fixed(self._labels.room(arrow)) if self._exact else {}
        plain = {"shape": "none", "margin": "0", "height": "0", "width": "0", "style": "", **ours, **room}
        yield f"  {quoted(arrow.id)} [{self._label(label)}{attributes(plain)}{self._place(arrow.id)}];"
        yield self._edge(arrow.source, arrow.id, f"{arrow.id}a", {**written, "arrowhead": "none", "weight": "4"})
        yield self._edge(arrow.id, arrow.target, f"{arrow.id}b", {**written, **back})

    def _label(self, label: str) -> str:
        return 'label="" ' if self._bare and self._exact else f"label=<{label}> "

    def _told(self, tooltip: str, kind: str) -> dict[str, str]:
        return {} if self._bare else {"tooltip": tip(tooltip), "class": kind}

    def _edge(self, source: str, target: str, id_: str, written: Mapping[str, str]) -> str:
        along = f' pos="{self._along[id_]}"' if id_ in self._along else ""
        return f"  {quoted(source)} -> {quoted(target)} [{attributes({'id': id_, **written})}{along}];"

    def _place(self, id_: str) -> str:
        point = self._at.get(id_)
        return f' pos="{point.x:.2f},{point.y:.2f}"' if point else ""

    def _ranks(self, look: str) -> Iterator[str]:
        """What keeps every box and every label in its row: a mark for each row, and one after the other.

        `look` is that of a mark where a lane begins.
        """
        rows: dict[tuple[int, int], list[str]] = {}
        begins: dict[int, int] = {}
        for box in self._scene.boxes:
            lane, row = box.stands
            rows.setdefault((row, 0), []).append(box.id)
            begins[lane] = min(row, begins.get(lane, row))
        for arrow in self._scene.arrows:
            if self._labels.arrow(arrow, stroke_of(self._theme, arrow.manner, arrow.mark)):
                rows.setdefault((self._row[arrow.source], 1), []).append(arrow.id)
        if len(begins) > 1:
            rows.update({(row, -1): [f"{LANE}{lane}"] for lane, row in begins.items()})
        before = ""
        for at in sorted(rows):
            begins_lane = at[1] < 0
            mark = rows[at][0] if begins_lane else f"{ROW}{at[0]}.{at[1]}"
            seen = f"shape=box {look} height=0.22" if begins_lane else "shape=plain style=invis height=0.1"
            yield f'  {quoted(mark)} [{seen} label="" width=0.1];'
            yield f"  {{rank=same; {'; '.join(map(quoted, dict.fromkeys([mark, *rows[at]])))}}}"
            if before:
                yield f"  {quoted(before)} -> {quoted(mark)} [style=invis];"
            before = mark


def _line(arrow: Arrow, stroke: Stroke) -> dict[str, str]:
    width = stroke.width + (_BOLDEST * min(arrow.share, 1.0) if arrow.manner == "caller" else 0)
    style = {"style": stroke.style} if stroke.style != "solid" else {}
    return {"color": stroke.line, "penwidth": f"{width:.2g}", **style}


def _fixed(size: Size) -> dict[str, str]:
    return {"fixedsize": "true", "width": _inches(size.width), "height": _inches(size.height)}


def _inches(points: float) -> str:
    return f"{points / _INCH:.3f}"
