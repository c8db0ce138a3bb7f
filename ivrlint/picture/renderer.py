"""Graphviz at work: its layout, and what it draws. `graphviz-pure`, which comes with ivrlint, or an installed `dot`."""

import shutil
import sys
import sysconfig
from functools import cache
from pathlib import Path

from ivrlint.message import Message, say

EMBEDDED = "graphviz-pure"
INSTALLED = "dot"
_INSTALL = say("install Graphviz (https://graphviz.org/download, `apt-get install graphviz`, `brew install graphviz`)")


class RendererError(Exception):
    """There is no program that can draw this, or it failed."""

    def __init__(self, message: Message, help_: Message) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help_


@cache
def program(name: str) -> Path | None:
    """Where that program is: beside the Python that runs, or on the PATH."""
    beside = (sysconfig.get_path("scripts"), str(Path(sys.executable).parent))
    found = next((path for folder in beside if (path := shutil.which(name, path=folder))), None) or shutil.which(name)
    return Path(found) if found else None


def renderer(format_: str) -> Path:
    """The program that draws a format. The embedded one draws alike everywhere, but no PDF. Raises RendererError."""
    found = (program(EMBEDDED) if format_ != "pdf" else None) or program(INSTALLED)
    if found is None:
        raise RendererError(
            say("{format} needs Graphviz's `dot`, which is not installed", format=format_.upper()),
            say("{install}, or write SVG and print it from a browser", install=_INSTALL)
            if format_ == "pdf"
            else _INSTALL,
        )
    return found


def is_embedded(using: Path) -> bool:
    """Is it the program that comes with ivrlint, whose fonts are always the same?"""
    return using.stem == EMBEDDED


def run(source: str, format_: str, using: Path, *, placed: bool = False) -> bytes:
    """What Graphviz makes of a DOT document. `placed`: its nodes have their positions. Raises RendererError."""
    import graphviz
    from graphviz.backend import dot_command

    dot_command.DOT_BINARY = using
    try:
        drawn: bytes = graphviz.pipe(
            "neato" if placed else "dot", format_, source.encode(), neato_no_op=2 if placed else None, quiet=True
        )
    except graphviz.ExecutableNotFound as error:
        raise RendererError(say("{file}: cannot be run", file=using), say("is it executable?")) from error
    except graphviz.CalledProcessError as error:
        told = (error.stderr or b"").decode(errors="replace").strip().splitlines()
        raise RendererError(
            say(
                "{program} could not draw this ({why})", program=using.name, why=told[-1] if told else error.returncode
            ),
            say("`--depth`, `--from` or `--to` make the picture smaller"),
        ) from error
    return drawn
