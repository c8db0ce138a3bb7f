"""SVG, PNG and PDF: the scene with all its places known, a band behind each lane, title above and legend below."""

import math
from collections.abc import Iterator
from html import escape

from ivrlint.picture import dot, renderer
from ivrlint.picture.dot import MOST_PIXELS, Point, Writer
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


def draw(scene: Scene, theme: Name | Theme, format_: str) -> bytes:
    """The picture as the content of a file. Raises RendererError."""
    using = renderer.renderer(format_)
    if len(scene.boxes) > LARGE:
        drawn = renderer.run(dot.document(scene, theme, dots=DOTS if format_ == "png" else _INCH), format_, using)
    else:
        writer = Writer(scene, theme, exact=renderer.is_embedded(using))
        layout = place(scene, writer, using)
        source = "\n".join(_lines(scene, theme, writer, layout, format_)) + "\n"
        drawn = renderer.run(source, format_, using, placed=True)
    return _finished(drawn.decode(), scene).encode() if format_ == "svg" else drawn


def _lines(scene: Scene, theme: Name | Theme, writer: Writer, layout: Layout, format_: str) -> Iterator[str]:
    writer.places({id_: placed.centre for id_, placed in layout.boxes.items()}, layout.lines)
    yield from writer.opening()
    legend = Legend(scene, theme, layout)
    bands = "".join(_bands(scene, theme, layout))
    resolution = f"{_dots(layout, legend, format_):.4g}"
    yield f"  graph [{attributes({'_background': bands + legend.strokes, 'dpi': resolution})}];"
    yield from writer.body()
    yield from legend.lines
    yield "}"


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
