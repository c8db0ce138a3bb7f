"""What changed for callers between two flows: for people, for machines, for a pull request."""

from collections.abc import Mapping
from typing import NamedTuple

from ivrlint.call.compare.change import Change, Group
from ivrlint.lint.difference import Difference
from ivrlint.message import Message, say

TITLES: Mapping[Group, Message] = {
    "destinations": say("Where calls can end"),
    "ways": say("Where keys and answers lead"),
    "hours": say("Opening hours"),
    "lengths": say("Presses and seconds to get there"),
    "texts": say("What callers hear"),
    "answers": say("How questions listen"),
    "waiting": say("Waiting and promises"),
    "languages": say("Languages"),
    "calls": say("All calls"),
}
NO_CHANGE = say("Callers notice no change.")
GAINED, RESOLVED = say("Findings gained"), say("Findings resolved")


class Compared(NamedTuple):
    """A difference, and what the two flows are called."""

    old: str
    new: str
    difference: Difference


def by_group(difference: Difference) -> Mapping[Group, list[Change]]:
    """The changes under each heading that has any, in their order."""
    found: dict[Group, list[Change]] = {}
    for change in difference.changes:
        found.setdefault(change.group, []).append(change)
    return found


def ways(change: Change) -> Message | None:
    """The ways of a change in a line: `1-2, 3-1 (and 4 more)`; None where it has none."""
    if not change.ways:
        return None
    named = say("{ways}", ways=", ".join(map(str, change.ways)))
    return say("{ways} (and {count} more)", ways=named, count=change.more) if change.more else named
