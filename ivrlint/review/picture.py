"""The picture of a flow for the page: drawn once, coloured by the page's style, its boxes known by their nodes."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

from ivrlint.picture.drawing import draw
from ivrlint.picture.scene import Scene
from ivrlint.picture.themes import THEMES, Look, Name, Stroke, Theme

_SVG = "http://www.w3.org/2000/svg"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_CODE = re.compile(r"#f([0-9a-f]{3})0f")  # a colour that stands for one of the theme's
_FONT = "Helvetica,Arial,sans-serif"
_USUAL = {"font-family": _FONT, "text-anchor": "start", f"{_XML}space": "preserve"}  # said once, in the style
_PLACES = frozenset({"d", "points", "x", "y", "cx", "cy", "rx", "ry"})
_NUMBER = re.compile(r"-?\d+\.\d+")
_CURVES = re.compile(r"M\S+,\S+C[-\d., ]+")


class Picture(NamedTuple):
    """An SVG whose colours are variables, and what these are in each theme."""

    svg: str
    colours: Mapping[Name, Mapping[str, str]]


def picture(scene: Scene) -> Picture:
    """The picture of a scene. Raises RendererError."""
    colours = list(dict.fromkeys(zip(*(_colours(THEMES[name]) for name in Name), strict=True)))
    codes = {together: f"#f{number:03x}0f" for number, together in enumerate(colours)}
    together = zip(*(_colours(THEMES[name]) for name in Name), strict=True)
    drawn = draw(scene, _coded(THEMES[Name.light], iter([codes[colour] for colour in together])), "svg")
    variables = {
        name: {f"--c{number}": colour[at] for number, colour in enumerate(colours)} for at, name in enumerate(Name)
    }
    return Picture(_finished(drawn.decode(), scene), variables)


class _Reversed(Look):
    """A look whose words keep their own ink, whatever code it has."""

    __slots__ = ()

    @property
    def paper(self) -> bool:
        return False


def _colours(theme: Theme) -> Iterator[str]:
    """All colours of a theme, in an order that is the same for each."""
    yield from (theme.paper, theme.band, theme.ink, theme.faint)
    for look in (theme.cap, *(theme.kinds[kind] for kind in sorted(theme.kinds))):
        yield from (look.fill, look.line, look.ink)
    for manner in sorted(theme.manners):
        yield from (theme.manners[manner].line, theme.manners[manner].ink)
    for severity in sorted(theme.severities):
        look = theme.severities[severity]
        yield from (look.fill, look.line, look.ink)


def _coded(theme: Theme, codes: Iterator[str]) -> Theme:
    """The theme with each colour replaced by the next code."""
    paper, band, ink, faint = (next(codes) for _ in range(4))
    return theme._replace(
        paper=paper,
        band=band,
        ink=ink,
        faint=faint,
        cap=_look(theme.cap, codes),
        kinds={kind: _look(theme.kinds[kind], codes) for kind in sorted(theme.kinds)},
        manners={manner: _stroke(theme.manners[manner], codes) for manner in sorted(theme.manners)},
        severities={severity: _look(theme.severities[severity], codes) for severity in sorted(theme.severities)},
    )


def _look(look: Look, codes: Iterator[str]) -> Look:
    kind = Look if look.paper else _Reversed
    return kind(next(codes), next(codes), next(codes), look.width)


def _stroke(stroke: Stroke, codes: Iterator[str]) -> Stroke:
    return stroke._replace(line=next(codes), ink=next(codes))


def _finished(svg: str, scene: Scene) -> str:
    """The SVG as a part of a page: without comments, links and tooltips of its own; boxes know their nodes."""
    root = ET.fromstring(svg)  # noqa: S314 - what we have drawn ourselves
    for name in ("role", "aria-label"):
        root.attrib.pop(name, None)
    root.attrib["width"], root.attrib["height"] = root.attrib["viewBox"].split()[2:]
    _Cleaner(scene).clean(root)
    ET.register_namespace("", _SVG)
    text = ET.tostring(root, "unicode")
    return _CODE.sub(lambda code: f"var(--c{int(code[1], 16)})", text)


class _Cleaner:
    """Takes out what a page does not need, and says which groups are which boxes and arrows."""

    def __init__(self, scene: Scene) -> None:
        self._boxes = {box.id for box in scene.boxes}
        self._arrows = {arrow.id: arrow for arrow in scene.arrows}

    def clean(self, element: ET.Element) -> None:
        """Clean an element and all in it."""
        kept: list[ET.Element] = []
        for child in list(element):
            self.clean(child)
            kind = child.tag.removeprefix(f"{{{_SVG}}}")
            if kind == "title":
                self._name(element, child.text or "")
            elif kind == "a" or (kind == "g" and not child.get("class")):
                kept += child
            elif kind != "text" or (child.text or "").strip():
                kept.append(child)
        element[:] = _joined(kept)
        element.tail = None
        if len(element):
            element.text = None
        _shorten(element.attrib)

    def _name(self, group: ET.Element, title: str) -> None:
        kinds = (group.get("class") or "").split()
        id_ = group.attrib.pop("id", "")
        arrow = self._arrows.get(title if "node" in kinds else id_.rstrip("ab"))
        if arrow is not None and (arrow.manner in kinds or "edge" in kinds):
            group.set("data-from", arrow.source)
            group.set("data-to", arrow.target)
        elif "node" in kinds and title in self._boxes:
            group.set("data-node", title)


def _joined(shapes: list[ET.Element]) -> Iterator[ET.Element]:
    """A surface and its outline, which Graphviz draws one after the other, as one shape."""
    before: ET.Element | None = None
    for shape in shapes:
        if before is not None and _is_outline(shape, before):
            before.attrib.update({name: value for name, value in shape.attrib.items() if name != "fill"})
        else:
            yield shape
            before = shape


def _is_outline(shape: ET.Element, surface: ET.Element) -> bool:
    bare = surface.get("stroke") == "none" and shape.get("fill") == "none"
    return bare and shape.get("d", "") == surface.get("d")


def _shorten(attributes: dict[str, str]) -> None:
    """Leave out what is usual, and more than a tenth of a point of any place."""
    for name, value in _USUAL.items():
        if attributes.get(name) == value:
            del attributes[name]
    for name in _PLACES & attributes.keys():
        attributes[name] = _NUMBER.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), attributes[name])
    if _CURVES.fullmatch(attributes.get("d", "")):
        attributes["d"] = _straightened(attributes["d"])


def _straightened(path: str) -> str:
    """The path with its straight pieces as lines: Graphviz writes the sides of rounded boxes as curves."""
    begin, _, curves = path.partition("C")
    points = curves.split()
    written, here = [begin], begin.removeprefix("M")
    for first, second, end in zip(points[::3], points[1::3], points[2::3], strict=True):
        straight = first == here and second == end
        if not straight:
            written.append(f"C{first} {second} {end}")
        elif end != here:
            written.append(f"L{end}")
        here = end
    return "".join(written)
