"""A scene as a DOT document for Graphviz."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from ivrlint.picture.scene import Arrow, Badge, Box, Scene, Way
from ivrlint.picture.themes import SHAPES, Look, Name, Theme
from ivrlint.picture.themes import THEMES as _THEMES

FONT = "Helvetica"
_TABLE = '<table border="0" cellborder="0" cellspacing="0" cellpadding="{padding}">{rows}</table>'
_BOLDEST = 2.6  # added to the width of an arrow that all callers of a menu take


def document(scene: Scene, theme: Name = Name.light, *, header: bool = True) -> str:
    """The scene as a text that Graphviz reads. Without a header, the title is added when all is in its place."""
    return "\n".join(Writer(scene, _THEMES[theme]).lines(header=header)) + "\n"


class Writer:
    """Writes the statements of a document."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self._scene = scene
        self._theme = theme

    def lines(self, *, header: bool) -> Iterator[str]:
        """All lines."""
        scene, theme = self._scene, self._theme
        yield f"digraph {quoted(scene.title or 'ivrlint')} {{"
        graph = {
            "rankdir": "LR" if scene.direction == "right" else "TB",
            "bgcolor": theme.paper,
            "fontname": FONT,
            "fontcolor": theme.ink,
            "pad": "0.4",
            "nodesep": "0.22",
            "ranksep": "0.55" if scene.direction == "right" else "0.6",
            "tooltip": scene.title,
        }
        yield f"  graph [{attributes(graph)}];"
        if header:
            yield f"  graph [labelloc=t labeljust=l label=<{self.header()}>];"
        yield f"  node [{attributes({'fontname': FONT, 'fontsize': '10', 'style': 'filled', 'height': '0.3'})}];"
        yield f"  edge [{attributes({'fontname': FONT, 'fontsize': '9', 'arrowsize': '0.7'})}];"
        for box in scene.boxes:
            yield f"  {quoted(box.id)} [{self.box(box)}];"
        for arrow in scene.arrows:
            yield f"  {quoted(arrow.source)} -> {quoted(arrow.target)} [{self._arrow(arrow)}];"
        yield from self._ranks()
        yield "}"

    def _ranks(self) -> Iterator[str]:
        """START stands first."""
        first = [box.id for box in self._scene.boxes if box.kind in ("start", "anywhere")]
        if len(first) > 1:
            yield f"  {{rank=same; {'; '.join(map(quoted, first))}}}"

    # Boxes

    def box(self, box: Box) -> str:
        """A box's attributes."""
        look = self._theme.kinds[box.kind]
        written: dict[str, str] = {
            **SHAPES[box.kind],
            "fillcolor": look.fill,
            "color": look.line,
            "fontcolor": look.ink,
            "penwidth": f"{look.width:g}",
            "tooltip": box.tooltip,
            "class": box.kind,
        }
        if not box.reached:
            written["style"] = f"{written.get('style', 'filled')},dashed"
        return f"label=<{_TABLE.format(padding=1, rows=''.join(self._rows(box, look)))}> {attributes(written)}"

    def _rows(self, box: Box, look: Look) -> Iterator[str]:
        kind = font(bold(text(box.title if box.kind in _ALONE else box.title.upper())), 9 if box.kind in _ALONE else 7)
        if box.seconds:
            yield _row(kind, right=font(text(box.seconds), 8))
        else:
            yield _row(kind, align="center" if box.kind in _ALONE else "left")
        ink = self._theme.ink if look.ink != "#ffffff" and box.kind in _PAPER else look.ink
        if box.name:
            yield _row(font(bold(text(box.name)), 11, ink))
        for line in box.lines:
            yield _row(font(text(line), 9, ink))
        for fact in box.facts:
            yield _row(font(text(fact), 8))
        for badge in box.badges:
            yield self._badge(badge)

    def _badge(self, badge: Badge) -> str:
        look = self._theme.severities[badge.severity]
        pill = (
            f'<table border="1" cellborder="0" cellspacing="0" cellpadding="2" style="rounded" color="{look.line}" '
            f'bgcolor="{look.fill}"><tr><td>{font(bold(text(badge.text)), 8, look.ink)}</td></tr></table>'
        )
        return f'<tr><td align="left" colspan="2">{pill}</td></tr>'

    # Arrows

    def _arrow(self, arrow: Arrow) -> str:
        stroke = self._theme.manners[arrow.manner]
        width = stroke.width + (_BOLDEST * min(arrow.share, 1.0) if arrow.manner == "caller" else 0)
        written = {
            "id": arrow.id,
            "class": arrow.manner,
            "color": stroke.line,
            "fontcolor": stroke.ink,
            "penwidth": f"{width:.2g}",
            "style": stroke.style if stroke.style != "solid" else "",
            "tooltip": arrow.tooltip,
            "labeltooltip": arrow.tooltip,
            "constraint": "false" if arrow.returns else "",
            "weight": "4" if arrow.manner == "system" else "0" if arrow.manner == "failure" else "",
        }
        rows = "".join(self._way(way) for way in arrow.ways if way.key or way.words)
        label = f"label=<{_TABLE.format(padding=1, rows=rows)}> " if rows else ""
        return label + attributes({name: value for name, value in written.items() if value})

    def _way(self, way: Way) -> str:
        cap = f"<td>{self._cap(way)}</td>" if way.key else ""
        words = text(way.words)
        if way.share is not None:
            share = f"{way.share * 100:.0f} %"
            words += font(f"{'&#160; ' if words else ''}{share}", 8, self._theme.faint)
        return f'<tr>{cap}<td align="left"{"" if cap else _WIDE}>{words or "&#160;"}</td></tr>'

    def _cap(self, way: Way) -> str:
        look = self._theme.cap
        style = "rounded,dashed" if way.faint else "rounded"
        return (
            f'<table border="1" cellborder="0" cellspacing="0" cellpadding="2" style="{style}" color="{look.line}" '
            f'bgcolor="{look.fill}"><tr><td>{font(bold(text(f" {way.key} ")), 9, look.ink)}</td></tr></table>'
        )

    # What stands above

    def header(self) -> str:
        """Title, subtitle, the findings on the whole flow."""
        scene, theme = self._scene, self._theme
        rows = [_row(font(bold(text(scene.title or "—")), 22, theme.ink))]
        rows.append(_row(font(text(scene.subtitle), 10, theme.faint)))
        if scene.badges:
            rows.append(_row(font(text(scene.words["findings"]), 9, theme.faint)))
            rows += [self._badge(badge) for badge in scene.badges]
        return _TABLE.format(padding=2, rows="".join(rows))


_ALONE = frozenset({"start", "end", "lost", "more", "anywhere"})
_PAPER = frozenset({"message", "menu", "input", "branch", "lookup", "machine", "voicemail", "callback", "flow"})
_WIDE = ' colspan="2"'


def _row(left: str, right: str = "", align: str = "left") -> str:
    if right:
        return f'<tr><td align="left">{left}</td><td align="right">{right}</td></tr>'
    return f'<tr><td align="{align}" colspan="2">{left}</td></tr>'


def text(words: str) -> str:
    """Words for an HTML-like label: nothing in them is markup, nor an escape such as `\\N`."""
    return escape(words).replace("\\", "&#92;")


def font(markup: str, size: int, colour: str = "") -> str:
    """Markup in a size and, if given, a colour."""
    return f'<font point-size="{size}"{f" color={colour!r}" if colour else ""}>{markup}</font>'.replace("'", '"')


def bold(markup: str) -> str:
    """Markup in bold."""
    return f"<b>{markup}</b>"


def quoted(words: str) -> str:
    """A quoted string in which no character means anything, whatever version of Graphviz reads it."""
    plain = words.replace("&", "&amp;").replace("\\", "&#92;").replace('"', "&quot;").replace("\n", "&#10;")
    return f'"{plain}"'


def attributes(written: Mapping[str, str]) -> str:
    """A list of attributes."""
    return " ".join(f"{name}={quoted(value)}" for name, value in written.items())


def joined(lines: Iterable[str]) -> str:
    """Lines as one text."""
    return "\n".join(lines) + "\n"
