"""Every format that a picture can be written in: its name, its endings, what writes it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ivrlint.picture.themes import Name

if TYPE_CHECKING:
    from ivrlint.picture.scene import Scene


class Format(StrEnum):
    """What `diagram` can write."""

    svg = "svg"
    png = "png"
    pdf = "pdf"
    dot = "dot"
    mermaid = "mermaid"
    markdown = "markdown"
    drawio = "drawio"
    text = "text"


ENDINGS: Mapping[str, Format] = {
    ".svg": Format.svg,
    ".png": Format.png,
    ".pdf": Format.pdf,
    ".dot": Format.dot,
    ".gv": Format.dot,
    ".mmd": Format.mermaid,
    ".mermaid": Format.mermaid,
    ".md": Format.markdown,
    ".drawio": Format.drawio,
    ".txt": Format.text,
}


def by_ending(file: Path) -> Format | None:
    """The format that a file's name asks for."""
    return ENDINGS.get(file.suffix.lower())


def write(scene: "Scene", theme: Name, format_: Format) -> bytes:
    """The picture as the content of a file. Raises RendererError."""
    return _WRITERS.get(format_, _drawn(format_))(scene, theme)


def _drawn(format_: Format) -> "Callable[[Scene, Name], bytes]":
    def drawn(scene: "Scene", theme: Name) -> bytes:
        from ivrlint.picture.drawing import draw

        return draw(scene, theme, format_.value)

    return drawn


def _dot(scene: "Scene", theme: Name) -> bytes:
    from ivrlint.picture import dot

    return dot.document(scene, theme).encode()


def _mermaid(scene: "Scene", theme: Name) -> bytes:
    from ivrlint.picture import mermaid

    return mermaid.document(scene, theme).encode()


def _markdown(scene: "Scene", theme: Name) -> bytes:
    from ivrlint.picture import mermaid

    return mermaid.markdown(scene, theme).encode()


def _drawio(scene: "Scene", theme: Name) -> bytes:
    from ivrlint.picture import drawio, layout, renderer
    from ivrlint.picture.dot import Writer

    using = renderer.renderer("drawio")
    placed = layout.place(scene, Writer(scene, theme, exact=renderer.is_embedded(using)), using)
    return drawio.document(scene, theme, placed).encode()


def _text(scene: "Scene", _: Name) -> bytes:
    from ivrlint.picture import tree

    return tree.document(scene).encode()


_WRITERS: "Mapping[Format, Callable[[Scene, Name], bytes]]" = {
    Format.dot: _dot,
    Format.mermaid: _mermaid,
    Format.markdown: _markdown,
    Format.drawio: _drawio,
    Format.text: _text,
}
