"""The patterns of a menu (`digits="/^(10[01][0-9])$/"`): which numbers callers may dial there."""

from collections.abc import Iterable

from ivrlint.flow.numbers import Numbers, Span
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.freeswitch.patterns import can_be_pressed, lengths, rows
from ivrlint.platforms.numbers import any_taken, dialled
from ivrlint.platforms.xmltree import Element

Patterns = dict[str, list[Element]]  # each with its entries, which run one after the other


def possible(draft: Draft, patterns: Patterns, room: int) -> Patterns:
    """The patterns that a number of at most `room` digits may fit; the others are told as problems."""
    return {pattern: entries for pattern, entries in patterns.items() if _fits(draft, pattern, entries[0], room)}


def taken(draft: Draft, id_: str, patterns: Patterns, room: int) -> tuple[Span, tuple[Numbers, ...]]:
    """How many digits the numbers have that fit one of the patterns of menu `id_`, and which they are."""
    found = [rows(pattern, room) for pattern in patterns]
    known = None if None in found else dialled(row for each in found for row in each or ())
    if known is not None:
        return known
    digits = _span(patterns, room)
    place = next(iter(patterns.values()))[0].at("param")
    draft.loss("approximated", "entry", any_taken(digits, patterns), place, id_)
    return digits, ()


def _fits(draft: Draft, pattern: str, entry: Element, room: int) -> bool:
    if not can_be_pressed(pattern):
        message = say("nothing that callers can press fits `{pattern}`", pattern=pattern)
        draft.problem(entry.at("digits"), message, say("write a pattern of digits, such as /^(1[0-9]{{2}})$/"))
        return False
    least, _ = lengths(pattern, room)
    if least > room:
        message = say("nobody can dial {least} digits here: the menu takes {room}", least=least, room=room)
        help_ = say('write `digit-len="{least}"` at the menu', least=least)
        draft.problem(entry.at("digits"), message, help_)
    return least <= room


def _span(patterns: Iterable[str], room: int) -> Span:
    """The fewest and the most digits that fit one of the patterns."""
    spans = [lengths(pattern, room) for pattern in patterns]
    return min(least for least, _ in spans), max(most for _, most in spans)
