"""What a reader of a foreign platform gathers on its way: nodes by readable ids, losses, problems."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ivrlint.flow import model
from ivrlint.flow.place import Place, Problem, Source
from ivrlint.flow.read import Reading
from ivrlint.message import Message

UNKNOWN = "unknown"  # the tag of nodes that stand for blocks of which nobody here knows what they do
BOT = "bot"  # the tag of questions that a bot asks: how often it asks again stands in the bot
GOES_ON = "goes-on"  # the tag of entries in the middle of what callers key, or behind what another file asks
MISHAP = "mishap"  # the tag of branches that only lead elsewhere when the platform itself fails
UNTOLD = ""  # the language of texts whose file does not say it
_LONGEST_ID = 40
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"\s+")
_FIELD = re.compile(r"\{\w+\}")
_NOT_OF_AN_ID = re.compile(r"[^\w-]+")


class Draft:
    """A flow in the making. Add nodes, losses and problems in the order of the file, then ask for the `reading`."""

    def __init__(self, platform: str, source: Source) -> None:
        self.platform = platform
        self.source = source
        self.sources = [source]  # and those of files that this one includes
        self.call = True  # False: no phone call comes here, as to what is shown on screens or answers text messages
        self.blocks = 0  # count each block of the file here, translated or not
        self.nodes: dict[str, model.Node] = {}
        self.names: dict[str, str] = {}
        self.losses: list[model.Loss] = []
        self.problems: list[Problem] = []
        self._ids: set[str] = {*model.RESERVED_TARGETS}

    def id(self, name: str) -> str:
        """A new id made of the platform's name of a block: "Main menu" -> main_menu; main_menu_2 the next time."""
        words = _NOT_OF_AN_ID.sub("_", name.strip()).strip("_-").lower()
        if len(words) > _LONGEST_ID:
            words = words[: _LONGEST_ID + 1].rpartition("_")[0] or words[:_LONGEST_ID]
        plain = words if any(sign.isalnum() for sign in words) else "node"
        id_, number = plain, 1
        while id_ in self._ids:
            number += 1
            id_ = f"{plain}_{number}"
        self._ids.add(id_)
        return id_

    def add(self, node: model.Node, block: str) -> None:
        """Keep a node; `block` is what the platform calls it, such as `gather-input-on-call "Main menu"`."""
        self.nodes[node.id] = node
        self.names[node.id] = block

    def text(
        self, words: str | None, place: Place, audio: str | None = None, language: str | None = None
    ) -> model.Text | None:
        """Words to be spoken, without SSML; None where there are neither words nor a recording.

        A variable must have become `{field}` before. `language` is a BCP 47 tag, None where the file says nothing.
        """
        said = spoken(words or "")
        if not said and not audio:
            return None
        return model.Text({language or UNTOLD: said} if said else {}, audio, place)

    def loss(
        self,
        kind: model.LossKind,
        block: str,
        message: Message,
        place: Place,
        node: str | None = None,
    ) -> None:
        """Note what a flow cannot say, says only nearly, or the file itself does not say: what it means for callers."""
        self.losses.append(model.Loss(place, kind, block, message, node))

    def problem(self, place: Place, message: Message, help_: Message | None = None) -> None:
        """Note something in the file that cannot be understood."""
        self.problems.append(Problem(place, message, help_))

    def nothing(self, place: Place, message: Message, help_: Message | None = None) -> Reading:
        """What came of a file that holds no menu: why, unless something that is wrong with it has been said already."""
        if not self.problems:
            self.problem(place, message, help_)
        return self.reading({})

    def reading(self, start: Mapping[str | None, model.Target], **values: Any) -> Reading:
        """What came of the file. `start` and `values` are those of a Flow (name, languages, hours, timezone …)."""
        if not self.nodes:
            return Reading(None, tuple(self.problems), self.source)
        flow = model.Flow(
            place=values.pop("place", None) or Place(self.source, 0, 0),
            source=self.source,
            start=dict(start),
            nodes=self._tagged(),
            sources=tuple(self.sources),
            origin=model.Origin(self.platform, tuple(self.losses), self.blocks, self.names, self.call),
            **values,
        )
        return Reading(flow, tuple(self.problems), self.source)

    def _tagged(self) -> dict[str, model.Node]:
        """The nodes, with a tag on those that only stand for what a block may do."""
        lost = {loss.node for loss in self.losses if loss.kind == "left out"}
        return {
            id_: replace(node, tags=(*node.tags, UNKNOWN))
            if id_ in lost and isinstance(node, model.Lookup | model.SubFlow)
            else node
            for id_, node in self.nodes.items()
        }


def spoken(words: str) -> str:
    """The words that are heard of a text: no SSML, no entities, no braces but those of `{fields}`."""
    plain = html.unescape(_TAG.sub(" ", words)) if "<" in words or "&" in words else words
    if "{" in plain or "}" in plain:
        fields = _FIELD.findall(plain)
        around = (re.sub(r"[{}]", "", part) for part in _FIELD.split(plain))
        plain = "".join(piece for pair in zip(around, [*fields, ""], strict=True) for piece in pair)
    return _BLANK.sub(" ", plain).strip()


def seconds(length: float, place: Place) -> model.Duration:
    """So many seconds, as a flow file would write them."""
    text = f"{length:g}s" if length >= 1 or length == 0 else f"{round(length * 1000)}ms"
    return model.Duration(float(length), False, text, place)
