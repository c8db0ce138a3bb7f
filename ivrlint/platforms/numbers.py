"""Numbers that a platform's patterns take -> what a `dial:` says of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from ivrlint.flow.model import Target
from ivrlint.flow.numbers import Numbers, Row, Span, ranges, written
from ivrlint.message import Message, say
from ivrlint.platforms.deciding import YES, Test, branches
from ivrlint.platforms.draft import Draft

_MOST = 30  # entries of `only`; nobody reads more
_FEW = 12  # numbers that a branch has a case for each
_NAMED = 3  # entries that name the numbers of a test
_DIALLED = "extension"  # the field of what callers have dialled


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


class Way(NamedTuple):
    """A pattern, the numbers that it takes (None where it says more than we understand), and where they lead."""

    pattern: str
    rows: Sequence[Row] | None
    to: Target

    @property
    def tests(self) -> Iterator[Test]:
        """What tells that callers have dialled one of them: the number itself where they are few."""
        each = list(self._each()) if self.rows and sum(prod(map(len, row)) for row in self.rows) <= _FEW else []
        if each:
            return (Test(_DIALLED, number, self.to) for number in each)
        names = written(self.rows, _NAMED) if self.rows else None
        told = ", ".join(name.text for name in names) if names else self.pattern
        return iter([Test(f"{_DIALLED} in {told}", YES, self.to)])

    def _each(self) -> Iterator[str]:
        return ("".join(digits) for row in self.rows or () for digits in product(*row))


def decided(draft: Draft, id_: str, ways: Sequence[Way], block: str) -> Target:
    """Where callers of menu `id_` come who dial: to one place, or to branches that decide by the number.

    `ways` stand in the order in which the platform tries them; the last one needs no test.
    """
    *tried, last = ways
    if all(way.to.to == last.to.to for way in tried):
        return last.to
    first = draft.id(f"{id_} dialled")
    tests = [test for way in tried for test in way.tests]
    for branch in branches(draft, first, _DIALLED, tests, last.to, place=last.to.place, name=last.to.place):
        draft.add(branch, block)
    return Target(first, last.to.place)
