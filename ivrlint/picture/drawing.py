"""SVG, PNG and PDF: boxes and arrows on a sheet with a band behind each lane, title above and legend below.

Where the bands and the legend have to be is known only when the boxes have their places. For SVG the sheet is a drawing
of its own, into which the first one is put; for the others everything is drawn again, each thing at its place.
"""

import math
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from ivrlint.picture import dot, renderer
from ivrlint.picture.dot import LANE, MOST_PIXELS, PAD, ROW, Point, Writer
from ivrlint.picture.labels import attributes, bold, font, quoted, text
from ivrlint.picture.layout import Layout, place
from ivrlint.picture.metrics import Size, hull, width
from ivrlint.picture.scene import MARKS, Scene
from ivrlint.picture.themes import SHAPES, Name, Stroke, Theme, theme_of

LARGE = 500  # boxes: from here on without lanes and legend, whose places would take as long to find as all the rest
DOTS = 144  # an inch in PNG, as far as the picture does not get too large
LONGEST_SIDE = 16_000
_INCH = 72
_MARGIN = 24
_ROW = 34  # of the legend
_GAP = 18
_SAMPLE = 40  # length of an arrow in the legend
_LETTERS = 8
_MARKS = re.compile(rf"(?=<!-- (?:{re.escape(LANE)}|{re.escape(ROW)}))")  # they stand behind everything else
_LANE = re.compile(rf'<title>{re.escape(LANE)}(?P<lane>\d+)</title>\n<polygon [^>]*points="(?P<points>[^"]*)"')
_END = "</g>\n</svg>"


def draw(scene: Scene, theme: Name | Theme, format_: str) -> bytes:
    """The picture as the content of a file. Raises RendererError."""
    using = renderer.renderer(format_)
    writer = Writer(scene, theme, exact=renderer.is_embedded(using))
    if len(scene.boxes) > LARGE:
        drawn = renderer.run(dot.document(scene, theme, dots=DOTS if format_ == "png" else _INCH), format_, using)
    elif format_ == "svg":
        drawn = _on_sheet(scene, theme, writer, using)
    else:
        layout = place(scene, writer, using)
        writer.places({id_: placed.centre for id_, placed in layout.boxes.items()}, layout.lines)
        drawn = renderer.run(
            _sheet(scene, theme, writer, layout, writer.body(), format_=format_), format_, using, placed=True
        )
    return _finished(drawn.decode(), scene).encode() if format_ == "svg" else drawn


def _on_sheet(scene: Scene, theme: Name | Theme, writer: Writer, using: Path) -> bytes:
    drawn = renderer.run("\n".join(writer.marked()) + "\n", "svg", using).decode()
    layout, things = _read(drawn, scene.direction)
    sheet = renderer.run(
        _sheet(scene, theme, writer, layout, _corners(layout), format_="svg"), "svg", using, placed=True
    )
    paper, end, rest = sheet.decode().rpartition(_END)
    return f"{paper}{things}{end}{rest}".encode()


def _read(drawn: str, direction: str) -> tuple[Layout, str]:
    """How large a drawing is and where its lanes begin, and the things on it: no paper, no marks."""
    head, marks = _MARKS.split(drawn, maxsplit=1)
    paper = head[head.index("<polygon ") :]
    left, bottom, right, top = _bounds(paper.partition('points="')[2].partition('"')[0])
    lanes = {}
    for mark in _LANE.finditer(marks):
        x, y, far, high = _bounds(mark["points"])
        lanes[int(mark["lane"])] = (x + far) / 2 if direction == "right" else (y + high) / 2
    pad = 2 * PAD * _INCH
    layout = Layout(right - left - pad, top - bottom - pad, {}, {}, tuple(lanes[number] for number in sorted(lanes)))
    return layout, paper[paper.index("<!-- ") :]


def _bounds(points: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a polygon; SVG's y axis points down."""
    x, y = zip(*(map(float, point.split(",")) for point in points.split()), strict=True)
    return min(x), -max(y), max(x), -min(y)


def _corners(layout: Layout) -> Iterator[str]:
    """What keeps room for the drawing."""
    for x, y in ((0, 0), (layout.width, layout.height)):
        yield f'  "{x} {y}" [shape=point style=invis width=0 height=0 pos="{x:.2f},{y:.2f}"];'


def _sheet(
    scene: Scene, theme: Name | Theme, writer: Writer, layout: Layout, things: Iterable[str], *, format_: str
) -> str:
    """A document in which everything has its place."""
    legend = Legend(scene, theme, layout)
    bands = "".join(_bands(scene, theme, layout))
    resolution = f"{_dots(layout, legend, format_):.4g}"
    background = f"  graph [{attributes({'_background': bands + legend.strokes, 'dpi': resolution})}];"
    return "\n".join([*writer.opening(), background, *things, *legend.lines, "}"]) + "\n"


def _dots(layout: Layout, legend: "Legend", format_: str) -> float:
    if format_ != "png":
        return _INCH
    wide = max(layout.width, legend.width) + 4 * _MARGIN
    high = layout.height + legend.height + 6 * _MARGIN
    by_side = LONGEST_SIDE / max(wide, high)
    by_area = math.sqrt(MOST_PIXELS / (wide * high))
    return min(DOTS, by_side * _INCH, by_area * _INCH)


def _bands(scene: Scene, theme: Name | Theme, layout: Layout) -> Iterator[str]:
    """A surface and a name for each lane, as Graphviz's drawing operations."""
    if len(layout.lanes) < 2:  # noqa: PLR2004 - a single lane is none
        return
    look, right = theme_of(theme), scene.direction == "right"
    begins = [-_MARGIN / 2 if right else layout.height + _MARGIN / 2, *layout.lanes[1:]]
    ends = [*layout.lanes[1:], layout.width + _MARGIN / 2 if right else -_MARGIN / 2]
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        if right:
            left, bottom, wide, high = begin, -_MARGIN / 2, end - begin, layout.height + _MARGIN
            name = Point(begin + 6, layout.height + _MARGIN / 2 - 14)
        else:
            left, bottom, wide, high = -_MARGIN / 2, end, layout.width + _MARGIN, begin - end
            name = Point(left + 6, begin - 14)
        if number % 2:
            yield polygon(look.band, left, bottom, wide, high)
        yield words(look.faint, name, scene.lanes[number], 11)


def polygon(fill: str, left: float, bottom: float, wide: float, high: float) -> str:
    """A filled rectangle as a drawing operation."""
    corners = ((left, bottom), (left + wide, bottom), (left + wide, bottom + high), (left, bottom + high))
    points = " ".join(f"{x:.1f} {y:.1f}" for x, y in corners)
    return f"c {len(fill)} -{fill} C {len(fill)} -{fill} P 4 {points} "


def words(colour: str, at: Point, said: str, size: int) -> str:
    """Words as a drawing operation."""
    font_ = "Helvetica"
    length = len(said.encode())
    return (
        f"c {len(colour)} -{colour} F {size} {len(font_)} -{font_} "
        f"T {at.x:.1f} {at.y:.1f} -1 {width(said, size):.1f} {length} -{said} "
    )


class Legend:
    """One sample of each kind of box and arrow that occurs, in rows below the picture."""

    def __init__(self, scene: Scene, theme: Name | Theme, layout: Layout) -> None:
        self._scene = scene
        self._theme = theme_of(theme)
        self._most = max(layout.width, 480)
        self._x, self._y = 0.0, -_MARGIN - _ROW / 2 - 8
        self.width = 0.0
        self.lines: list[str] = []
        strokes = [self._arrow(self._theme.manners[manner], scene.words[manner]) for manner in scene.manners]
        strokes += [self._arrow(self._theme.marks[mark], scene.words[MARKS[mark]]) for mark in scene.marks]
        for kind in scene.kinds:
            self._box(kind)
        self.strokes = "".join(strokes)
        self.height = -self._y + _ROW / 2

    def _take(self, wide: float) -> Point:
        """The place of the next sample: its left end."""
        if self._x and self._x + wide > self._most:
            self._x, self._y = 0.0, self._y - _ROW
        left = self._x
        self._x += wide + _GAP
        self.width = max(self.width, self._x)
        return Point(left, self._y)

    def _box(self, kind: str) -> None:
        look, title = self._theme.kinds[kind], self._scene.words[kind]
        plain = Size(width(title, _LETTERS, bold=True), _LETTERS * 1.2 + 4)
        size = hull(SHAPES[kind]["shape"], plain)
        left = self._take(size.width)
        written = {
            **SHAPES[kind],
            "margin": "0",
            "fixedsize": "true",
            "width": f"{size.width / _INCH:.3f}",
            "height": f"{size.height / _INCH:.3f}",
            "fillcolor": look.fill,
            "color": look.line,
            "penwidth": f"{look.width:g}",
            "tooltip": title,
            "id": f"legend-{kind}",
            "pos": f"{left.x + size.width / 2:.1f},{left.y:.1f}",
        }
        label = font(bold(text(title)), _LETTERS, look.ink)
        self.lines.append(f"  {quoted(f'(legend) {kind}')} [label=<{label}> {attributes(written)}];")

    def _arrow(self, stroke: Stroke, said: str) -> str:
        left = self._take(_SAMPLE + 6 + width(said, _LETTERS))
        right = left.x + _SAMPLE
        line = stroke.line
        head = f"{right:.1f} {left.y:.1f} {right - 8:.1f} {left.y - 3:.1f} {right - 8:.1f} {left.y + 3:.1f}"
        thick = f"setlinewidth({stroke.width:g})"
        return (
            f"c {len(line)} -{line} S {len(thick)} -{thick} S {len(stroke.style)} -{stroke.style} "
            f"L 2 {left.x:.1f} {left.y:.1f} {right - 8:.1f} {left.y:.1f} S 5 -solid "
            f"C {len(line)} -{line} P 3 {head} "
            + words(self._theme.faint, Point(right + 6, left.y - 3), said, _LETTERS)
        )


def _finished(svg: str, scene: Scene) -> str:
    """With a language and a name for those who hear it read, and fonts for where there is no Helvetica."""
    name = escape(scene.title)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{name}" xml:lang="{escape(scene.language)}" ', 1).replace(
        'font-family="Helvetica,sans-Serif"', 'font-family="Helvetica,Arial,sans-serif"'
    )
