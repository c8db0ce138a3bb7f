"""The words of boxes and arrows as HTML-like labels of Graphviz, and all that escapes what stands in them."""

from collections.abc import Iterator, Mapping
from html import escape

from ivrlint.picture.metrics import LINE, PADDING, Size, block, hull, width
from ivrlint.picture.scene import Arrow, Badge, Box, Scene, Way
from ivrlint.picture.themes import SHAPES, Look, Stroke, Theme

FONT = "Helvetica"
_KIND, _NAME, _TEXT, _FACT = 7, 11, 9, 8  # sizes of letters
_BADGE = 8
_CAP = 19.0  # height of a key cap
_TABLE = '<table border="0" cellborder="0" cellspacing="0" cellpadding="{padding}">{rows}</table>'
_PILL = (
    '<table border="1" cellborder="0" cellspacing="0" cellpadding="{padding}" style="{style}" color="{line}" '
    'bgcolor="{fill}"><tr><td>{words}</td></tr></table>'
)
ALONE = frozenset({"start", "end", "lost", "more", "anywhere"})  # kinds whose title is all they say


class Labels:
    """Writes the labels of a scene in a theme."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme
        self._boxes: dict[str, tuple[str, Size]] = {}
        self._arrows: dict[str, str] = {}

    # Boxes

    def box(self, box: Box, look: Look) -> tuple[str, Size]:
        """A box's label, and how large its shape has to be."""
        found = self._boxes.get(box.id)
        if found is None:
            lid = _LID if SHAPES[box.kind]["shape"] == "cylinder" else ""
            label = _TABLE.format(padding=1, rows=lid + "".join(self._rows(box, look)))
            found = self._boxes[box.id] = label, hull(SHAPES[box.kind]["shape"], block(_lines(box)))
        return found

    def _rows(self, box: Box, look: Look) -> Iterator[str]:
        alone = box.kind in ALONE
        title = bold(text(box.title if alone else box.title.upper()))
        size = _TEXT if alone else _KIND
        if box.seconds:
            yield _row(font(title, size), font(f"&#160;&#160;{text(box.seconds)}", _FACT))
        else:
            yield _row(font(title, size), align="center" if alone else "left")
        ink = self._theme.ink if look.paper else look.ink
        if box.name:
            yield _row(font(bold(text(box.name)), _NAME, ink))
        for line in box.lines:
            yield _row(font(text(line), _TEXT, ink))
        for fact in box.facts:
            yield _row(font(text(fact), _FACT))
        for badge in box.badges:
            yield _row(self.badge(badge))

    def badge(self, badge: Badge) -> str:
        """A badge as a small table."""
        look = self._theme.severities[badge.severity]
        words = font(bold(text(badge.text)), _BADGE, look.ink)
        return _PILL.format(padding=2, style="rounded", line=look.line, fill=look.fill, words=words)

    # Arrows

    def arrow(self, arrow: Arrow, stroke: Stroke) -> str:
        """An arrow's label, '' where it has no words."""
        found = self._arrows.get(arrow.id)
        if found is None:
            rows = "".join(self._way(way, stroke) for way in arrow.ways if way.key or way.words)
            found = self._arrows[arrow.id] = _TABLE.format(padding=1, rows=rows) if rows else ""
        return found

    def room(self, arrow: Arrow) -> Size:
        """The room that an arrow's label takes, roughly."""
        rows = [way for way in arrow.ways if way.key or way.words]
        return Size(
            max(map(_across, rows), default=0), sum(_CAP if way.key else _TEXT * LINE + PADDING for way in rows)
        )

    def _way(self, way: Way, stroke: Stroke) -> str:
        cap = f"<td>{self._cap(way)}</td>" if way.key else ""
        words = font(text(way.words), _TEXT, stroke.ink) if way.words else ""
        if way.share is not None:
            share = f"{way.share * 100:.0f} %"
            words += font(f"{'&#160; ' if words else ''}{share}", _FACT, self._theme.faint)
        words = f"&#160;{words}" if cap else words
        return f'<tr>{cap}<td align="left"{"" if cap else _BOTH}>{words or "&#160;"}</td></tr>'

    def _cap(self, way: Way) -> str:
        look = self._theme.cap
        words = font(bold(text(f" {way.key} ")), _TEXT, look.ink)
        style = "rounded,dashed" if way.faint else "rounded"
        return _PILL.format(padding=2, style=style, line=look.line, fill=look.fill, words=words)

    # What stands above

    def header(self) -> str:
        """Title, subtitle, the findings on the whole flow."""
        scene, theme = self._scene, self._theme
        rows = [_row(font(bold(text(scene.title or "—")), 22, theme.ink))]
        rows.append(_row(font(text(scene.subtitle), 10, theme.faint)))
        if scene.badges:
            rows.append(_row(font(text(scene.words["findings"]), 9, theme.faint)))
            rows += [_row(self.badge(badge)) for badge in scene.badges]
        rows.append(f'<tr><td{_BOTH} height="14"></td></tr>')
        return _TABLE.format(padding=2, rows="".join(rows))


_QUOTED = str.maketrans({"&": "&amp;", "\\": "\\\\", '"': "&quot;", "\n": "&#10;"})
_BOTH = ' colspan="2"'
_LID = f'<tr><td{_BOTH} height="10"></td></tr>'  # a cylinder's, on which nothing is written


def _lines(box: Box) -> Iterator[tuple[float, float]]:
    """How wide and how high each line of a box is."""
    alone = box.kind in ALONE
    size = _TEXT if alone else _KIND
    seconds = width(box.seconds, _FACT) + 14 if box.seconds else 0
    yield width(box.title if alone else box.title.upper(), size, bold=True) + seconds, _FACT if seconds else size
    if box.name:
        yield width(box.name, _NAME, bold=True), _NAME
    yield from ((width(line, _TEXT), _TEXT) for line in box.lines)
    yield from ((width(fact, _FACT), _FACT) for fact in box.facts)
    yield from ((width(badge.text, _BADGE, bold=True) + 8, _BADGE + 6) for badge in box.badges)


def _across(way: Way) -> float:
    """How wide a row of an arrow's label is."""
    cap = width(f" {way.key} ", _TEXT, bold=True) + 10 if way.key else 0
    share = width(f"  {way.share * 100:.0f} %", _FACT) if way.share is not None else 0
    return cap + width(way.words, _TEXT) + share + 6


def _row(left: str, right: str = "", align: str = "left") -> str:
    if right:
        return f'<tr><td align="left">{left}</td><td align="right">{right}</td></tr>'
    return f'<tr><td align="{align}"{_BOTH}>{left}</td></tr>'


def text(words: str) -> str:
    """Words for an HTML-like label: nothing in them is markup.

    A backslash stands alone in its tags: with the letter behind it, it would stand for the name of the node.
    """
    return escape(words).replace("\\", "<font>&#92;</font>")


def font(markup: str, size: float, colour: str = "") -> str:
    """Markup in a size and, if given, a colour."""
    return f'<font point-size="{size:g}"' + (f' color="{colour}"' if colour else "") + f">{markup}</font>"


def bold(markup: str) -> str:
    """Markup in bold."""
    return f"<b>{markup}</b>"


def quoted(words: str) -> str:
    """A quoted string in which no character but a backslash (an escape, here doubled) means anything to Graphviz."""
    return f'"{words.translate(_QUOTED)}"'


def name(words: str) -> str:
    """A quoted name of a graph, in which backslashes are no escapes but are shown doubled."""
    return quoted(words).replace("\\\\", "&#92;")


def tip(words: str) -> str:
    """Words for a tooltip, in which Graphviz replaces backslashes twice."""
    return words.replace("\\", "\\\\")


def attributes(written: Mapping[str, str]) -> str:
    """A list of attributes."""
    return " ".join(f"{name}={quoted(value)}" for name, value in written.items())
