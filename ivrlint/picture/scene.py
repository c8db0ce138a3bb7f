"""What a picture shows: boxes and arrows as plain data. All decisions are made before; a format only writes.

The ids of boxes are those of the graph, with two more: ANYWHERE stands for every menu and input, so that keys and
failures that are the same everywhere are drawn once, and `… id` stands for what a cut picture leaves out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

ANYWHERE = "(anywhere)"
MORE = "… "
WAY = "way:"  # an arrow's id begins with it; no node's id holds a colon

Manner = Literal["caller", "system", "failure"]
Mark = Literal["", "+", "-", "~"]  # beside an older flow: nothing new, new, gone, changed
Direction = Literal["right", "down"]
DIRECTIONS: tuple[Direction, ...] = ("right", "down")


class Badge(NamedTuple):
    """Findings of one rule on one box."""

    severity: str
    rule: str
    times: int
    messages: tuple[str, ...]

    @property
    def text(self) -> str:
        """The badge's words."""
        return self.rule if self.times == 1 else f"{self.rule} ×{self.times}"


class Way(NamedTuple):
    """One line on an arrow: a key cap (or ''), words, and the share of callers who go that way."""

    key: str
    words: str
    share: float | None = None
    faint: bool = False  # the key is not announced


@dataclass(frozen=True, slots=True)
class Box:
    """A node."""

    id: str
    kind: str  # a type of node, or machine, start, end, lost, anywhere, more
    title: str  # the kind in words
    name: str
    lines: tuple[str, ...] = ()  # the first words that a caller hears
    facts: tuple[str, ...] = ()
    seconds: str = ""
    stands: tuple[int, int] = (0, 0)  # lane and row, from 0
    badges: tuple[Badge, ...] = ()
    tooltip: str = ""
    reached: bool = True
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One or more ways from a box to another that are of one manner."""

    id: str
    source: str
    target: str
    manner: Manner
    ways: tuple[Way, ...]
    returns: bool  # to where every such call has been
    tooltip: str
    mark: Mark = ""

    @property
    def share(self) -> float:
        """The part of the callers who go this way, 0 where it is not known."""
        return sum(way.share or 0 for way in self.ways)


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture, ready to be written in a format."""

    title: str
    subtitle: str
    language: str
    words: Mapping[str, str]
    direction: Direction
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[str, ...]  # the name of each lane, by number
    badges: tuple[Badge, ...] = ()  # findings that belong to no box

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of boxes that occur, in the order of a call; what explains itself is left out."""
        there = {box.kind for box in self.boxes}
        return tuple(kind for kind in KINDS if kind in there)

    @property
    def manners(self) -> tuple[Manner, ...]:
        """The manners of arrows that occur."""
        there = {arrow.manner for arrow in self.arrows}
        return tuple(manner for manner in MANNERS if manner in there)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that occur."""
        there = {box.mark for box in self.boxes} | {arrow.mark for arrow in self.arrows}
        return tuple(mark for mark in MARKS if mark in there)


KINDS = (
    "message",
    "menu",
    "input",
    "branch",
    "lookup",
    "transfer",
    "machine",
    "callback",
    "voicemail",
    "flow",
    "hangup",
    "broken",
)
MANNERS: tuple[Manner, ...] = ("caller", "system", "failure")
MARKS: Mapping[Mark, str] = {"+": "added", "-": "removed", "~": "changed"}  # and what they are called
