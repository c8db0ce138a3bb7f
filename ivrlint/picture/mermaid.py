"""A scene as Mermaid, which GitHub, GitLab and many editors draw."""

import json
import re
from collections.abc import Iterator, Mapping

from ivrlint.picture.scene import MORE, Arrow, Box, Mark, Scene, Way
from ivrlint.picture.themes import THEMES, Name, Stroke

# What means something to Mermaid, to Markdown within it or to HTML, wherever it stands; and what begins a list.
_SPECIAL = re.compile(r"[\"#&<>`\\;*_~|{}\[\]()$%]|^[-+]|^\d+(?=[.)])|:(?=//)|(?<=www)\.")
_SHAPES: Mapping[str, tuple[str, str]] = {
    "start": ("([", "])"),
    "end": ("((", "))"),
    "lost": ("(((", ")))"),
    "anywhere": ("(", ")"),
    "message": ("(", ")"),
    "menu": ("[", "]"),
    "input": ("[/", "/]"),
    "branch": ("{{", "}}"),
    "lookup": ("[(", ")]"),
    "transfer": ("([", "])"),
    "machine": ("([", "])"),
    "voicemail": (">", "]"),
    "callback": (">", "]"),
    "flow": ("[[", "]]"),
    "hangup": ("[\\", "/]"),
    "broken": ("[", "]"),
    "more": ("(", ")"),
}
_ARROWS = {"caller": "==>", "system": "-->", "failure": "-.->"}


def document(scene: Scene, theme: Name = Name.light) -> str:
    """The scene as a text that Mermaid draws."""
    return "\n".join(_lines(scene, theme)) + "\n"


def markdown(scene: Scene, theme: Name = Name.light) -> str:
    """The same as a block of Markdown."""
    return f"```mermaid\n{document(scene, theme)}```\n"


def _lines(scene: Scene, theme: Name) -> Iterator[str]:
    colours = THEMES[theme]
    names = {box.id: f"n{number}" for number, box in enumerate(scene.boxes, 1)}
    yield "---"
    yield f"title: {json.dumps(' · '.join(filter(None, (scene.title, scene.subtitle))), ensure_ascii=False)}"
    yield "---"
    yield f"flowchart {'LR' if scene.direction == 'right' else 'TD'}"
    for badge in scene.badges:
        yield f"  %% {badge.severity} {badge.rule}"
    for box in scene.boxes:
        before, after = _SHAPES[box.kind]
        comment = f"  %% {names[box.id]}: {box.id.removeprefix(MORE)}"
        yield comment
        yield f'  {names[box.id]}{before}"{_box(box)}"{after}:::{_class(box.kind)}'
    for arrow in scene.arrows:
        label = "<br/>".join(map(_way, (way for way in arrow.ways if way.key or way.words)))
        words = f'|"{label}"|' if label else ""
        yield f"  {names[arrow.source]} {_ARROWS[arrow.manner]}{words} {names[arrow.target]}"
    for kind in sorted({box.kind for box in scene.boxes}):
        look = colours.kinds[kind]
        style = f"fill:{look.fill},stroke:{look.line},stroke-width:{look.width:g}px,color:{look.ink}"
        yield f"  classDef {_class(kind)} {style}"
    failures = [str(number) for number, arrow in enumerate(scene.arrows) if _is_failure(arrow)]
    if failures:
        yield f"  linkStyle {','.join(failures)} stroke:{colours.manners['failure'].line},stroke-width:1px"
    for mark in scene.marks:
        yield from _marked(scene, names, mark, colours.marks[mark])


def _is_failure(arrow: Arrow) -> bool:
    return arrow.manner == "failure" and not arrow.mark


def _marked(scene: Scene, names: Mapping[str, str], mark: Mark, stroke: Stroke) -> Iterator[str]:
    """How what is new, gone or changed is drawn."""
    look = f"stroke:{stroke.line},stroke-width:{stroke.width:g}px{_DASHES.get(stroke.style, '')}"
    boxes = [names[box.id] for box in scene.boxes if box.mark == mark]
    arrows = [str(number) for number, arrow in enumerate(scene.arrows) if arrow.mark == mark]
    yield from (f"  style {box} {look}" for box in boxes)
    if arrows:
        yield f"  linkStyle {','.join(arrows)} {look}"


_DASHES = {"dashed": ",stroke-dasharray:8 4", "dotted": ",stroke-dasharray:2 3"}


def _class(kind: str) -> str:
    return f"{kind}Box"  # `end` and others are words of Mermaid's own


def _box(box: Box) -> str:
    title = " · ".join(filter(None, (box.title, box.seconds)))
    lines = [_small(title), f"<b>{text(box.name)}</b>" if box.name else "", *map(text, box.lines)]
    lines += [_small(fact) for fact in box.facts]
    lines += [f"<b>{text(f'{badge.severity}: {badge.text}')}</b>" for badge in box.badges]
    return "<br/>".join(filter(None, lines))


def _small(words: str) -> str:
    return f"<small>{text(words)}</small>"


def _way(way: Way) -> str:
    share = f"{way.share * 100:.0f} %" if way.share is not None else ""
    said = " · ".join(filter(None, (text(way.words), text(share))))
    return " ".join(filter(None, (f"<b>{text(way.key)}</b>" if way.key else "", said)))


def text(words: str) -> str:
    """Words in which nothing means anything to Mermaid."""
    return _SPECIAL.sub(lambda found: "".join(f"#{ord(char)};" for char in found[0]), words)
