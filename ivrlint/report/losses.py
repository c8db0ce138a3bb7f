"""What of another platform's file a flow says, says nearly, or leaves out: for people and for machines."""

from collections.abc import Iterator
from typing import Any

from ivrlint.flow.model import Loss, Origin
from ivrlint.flow.place import Source
from ivrlint.message import Message, say, say_count
from ivrlint.platforms.formats import PLATFORMS

_KINDS = {"approximated": say("approximated"), "left out": say("left out")}
_HEADING = say("Not in this file: what you will have to add")


def losses(source: Source, origin: Origin) -> dict[str, Any]:
    """The losses of one file for machines."""
    whole, approximated, left_out = origin.shares
    return {
        "path": source.path,
        "platform": origin.platform,
        "blocks": origin.blocks,
        "translated": whole,
        "approximated": approximated,
        "left_out": left_out,
        "not_in_the_file": len(origin.missing),
        "losses": [
            {
                "kind": loss.kind,
                "block": loss.block,
                "message": str(loss.message),
                "path": loss.place.source.path,
                "line": loss.place.line,
                "column": loss.place.column,
                "node": loss.node,
            }
            for loss in origin.losses
        ],
    }


def lines(source: Source, origin: Origin) -> Iterator[str]:
    """The losses of one file for people: each with its place, what the file does not say, then how much there was."""
    for loss in origin.losses:
        if loss.kind in _KINDS:
            yield f"{_where(loss)} {_KINDS[loss.kind]} {_what(loss)}"
    if origin.missing:
        yield f"{_HEADING}:"
    for loss in origin.missing:
        yield f"  {_where(loss)} {_what(loss)}"
    yield str(_summary(source, origin))


def _where(loss: Loss) -> str:
    return f"{loss.place.source.path}:{loss.place.line}:{loss.place.column}"


def _what(loss: Loss) -> str:
    return f"{' '.join(loss.block.split())}: {loss.message}"


def _summary(source: Source, origin: Origin) -> Message:
    whole, approximated, left_out = origin.shares
    return say(
        "{path}: {blocks} of {platform}, {whole} translated as they are, {approximated} nearly, {left_out} in part",
        path=source.path,
        blocks=say_count("{count} block", "{count} blocks", origin.blocks),
        platform=PLATFORMS[origin.platform].title,
        whole=whole,
        approximated=approximated,
        left_out=left_out,
    )
