"""What of another platform's file a flow says, says nearly, or leaves out: for people and for machines."""

from collections.abc import Iterator
from typing import Any

from ivrlint.flow.model import Origin
from ivrlint.flow.place import Source
from ivrlint.message import Message, say, say_count
from ivrlint.platforms.formats import PLATFORMS

_KINDS = {"approximated": say("approximated"), "left out": say("left out")}


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
    """The losses of one file for people: each with its place, then how much there was."""
    for loss in origin.losses:
        place = loss.place
        where = f"{place.source.path}:{place.line}:{place.column}"
        yield f"{where} {_KINDS[loss.kind]} {' '.join(loss.block.split())}: {loss.message}"
    yield str(_summary(source, origin))


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
