"""Numbers that a platform's patterns take -> what a `dial:` says of them."""

from collections.abc import Iterable

from ivrlint.flow.numbers import Numbers, Row, Span, ranges, written
from ivrlint.message import Message, say

_MOST = 30  # entries of `only`; nobody reads more


def dialled(rows: Iterable[Row]) -> tuple[Span, tuple[Numbers, ...]] | None:
    """How many digits the numbers of these rows have, and which they are; none where every number is one.

    None where it would take too many entries to say so.
    """
    rows = list(rows)
    if not rows:
        return None
    digits = min(map(len, rows)), max(map(len, rows))
    if ranges(rows) == [("0" * length, "9" * length) for length in range(digits[0], digits[1] + 1)]:
        return digits, ()
    only = written(rows, _MOST)
    return (digits, only) if only is not None else None


def any_taken(digits: Span, patterns: Iterable[str]) -> Message:
    """That all numbers of these lengths are taken, where it takes too many entries to say which fit the patterns."""
    return say(
        "callers may dial {digits} digits here: any are taken, though only those that fit `{pattern}` work",
        digits="-".join(str(count) for count in dict.fromkeys(digits)),
        pattern=" ".join(patterns),
    )


def led_elsewhere(pattern: str, first: str) -> Message:
    """That numbers of two patterns lead to two places, of which a flow has one: that of the first."""
    return say(
        "numbers that fit `{pattern}` lead here where those that fit `{first}` lead", pattern=pattern, first=first
    )
