"""In which row (or column) of the picture each box stands, and in which lane of rows.

A lane is how many choices a caller has made at most when the call comes there, going round nothing. Rows are counted
on from lane to lane, and each box stands in the first row behind all that lead to it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ivrlint.picture.scene import Arrow


class Standing(NamedTuple):
    """The places of boxes: the lane of each, and its row."""

    lanes: Mapping[str, int]
    rows: Mapping[str, int]


def standing(boxes: Sequence[str], arrows: Iterable[Arrow], menus: Collection[str], *, lanes: bool) -> Standing:
    """Where each box stands. An arrow that would close a round counts for nothing."""
    ahead: dict[str, list[str]] = {id_: [] for id_ in boxes}
    chosen: set[tuple[str, str]] = set()
    for arrow in arrows:
        if not arrow.returns and arrow.target not in ahead[arrow.source]:
            ahead[arrow.source].append(arrow.target)
        if arrow.manner == "caller" and arrow.source in menus:
            chosen.add((arrow.source, arrow.target))
    order = _order(boxes, ahead)
    at = {id_: number for number, id_ in enumerate(order)}
    before: dict[str, list[str]] = {id_: [] for id_ in boxes}
    for id_, targets in ahead.items():
        for target in targets:
            if at[id_] < at[target]:
                before[target].append(id_)
    lane: dict[str, int] = {}
    for id_ in order:
        passed = (lane[source] + ((source, id_) in chosen) for source in before[id_]) if lanes else ()
        lane[id_] = max(passed, default=0)
    return Standing(lane, _rows(order, before, lane))


def _rows(order: Iterable[str], before: Mapping[str, Sequence[str]], lane: Mapping[str, int]) -> dict[str, int]:
    rows: dict[str, int] = {}
    begin = 0
    by_lane: dict[int, list[str]] = {}
    for id_ in order:
        by_lane.setdefault(lane[id_], []).append(id_)
    for number in sorted(by_lane):
        for id_ in by_lane[number]:
            rows[id_] = max((rows[source] + 1 for source in before[id_]), default=begin)
            rows[id_] = max(rows[id_], begin)
        begin = max(rows[id_] for id_ in by_lane[number]) + 1
    return rows


def _order(boxes: Sequence[str], ahead: Mapping[str, Sequence[str]]) -> list[str]:
    """The boxes so that arrows lead on, except those that close a round: a walk into the depth, backwards."""
    done: list[str] = []
    seen: set[str] = set()
    for first in boxes:
        stack = [(first, False)]
        while stack:
            id_, leaving = stack.pop()
            if leaving:
                done.append(id_)
            elif id_ not in seen:
                seen.add(id_)
                stack.append((id_, True))
                stack += [(target, False) for target in reversed(ahead[id_]) if target not in seen]
    return done[::-1]
