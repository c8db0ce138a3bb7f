"""What changed for callers between two flows: plain data."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ivrlint.message import Message

Group = Literal["destinations", "ways", "hours", "lengths", "texts", "answers", "waiting", "languages", "calls"]
GROUPS: tuple[Group, ...] = (
    "destinations",  # who or what takes calls
    "ways",  # where keys, silence and answers of other systems lead
    "hours",  # when something else happens than before
    "lengths",  # presses and seconds to a destination
    "texts",  # what is said
    "answers",  # how a question listens: attempts, time-outs, digits
    "waiting",  # what a queue, a call back, a voicemail promises
    "languages",
    "calls",  # what holds for all calls
)
Sign = Literal["+", "-", "~"]


class Piece(NamedTuple):
    """Words of a text: of both versions ("="), only of the old one ("-"), only of the new one ("+")."""

    sign: Literal["=", "-", "+"]
    text: str


class Change(NamedTuple):
    """One change for callers.

    `message` tells it in a sentence, without the place where `ways` name it. `old` and `new` are ids of nodes in
    either flow, None where there is none. `ways` are what a caller does to notice, the shortest first; where many
    keys lead to the same change it is told once, and `more` counts the ways that are not named.
    """

    group: Group
    sign: Sign  # gained, lost, otherwise than before
    message: Message
    old: str | None = None
    new: str | None = None
    ways: tuple[Message, ...] = ()
    language: str | None = None  # of a text
    words: tuple[Piece, ...] = ()  # a text, word by word; joined by nothing
    more: int = 0  # further ways


class Comparison(NamedTuple):
    """All changes, in the order of GROUPS, and which node of the new flow each node of the old one became."""

    changes: tuple[Change, ...]
    pairs: Mapping[str, str]  # old id -> new id, for nodes that callers experience as the same
