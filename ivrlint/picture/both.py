"""Two versions of a flow in one scene: what is new, gone or changed is marked by colour, line and a word."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ivrlint.flow.graph import HANGUP, LOST, START, FlowGraph
from ivrlint.flow.model import Menu
from ivrlint.lint.difference import Difference
from ivrlint.picture.compose import View, compose, lane_name
from ivrlint.picture.ranks import standing
from ivrlint.picture.scene import ANYWHERE, MARKS, WAY, Arrow, Box, Mark, Scene, Way

_OWN = (START, HANGUP, LOST, ANYWHERE)
_GONE = "(gone) "  # before the id of a box that only the old flow has


def compose_both(old: FlowGraph, new: FlowGraph, difference: Difference, names: tuple[str, str], view: View) -> Scene:
    """The scene of both flows, whose difference has been found; `names` is what they are called."""
    pairs, changed = difference.pairs, difference.changed
    known = {**_unseen(old, new, pairs), **pairs, **{id_: id_ for id_ in _OWN}}
    view = view._replace(language=view.language or new.flow.language)
    before, after = compose(old, view), compose(new, view)
    boxes = list(_boxes(before, after, known, changed))
    arrows = tuple(_arrows(before, after, known))
    menus = {box.id for box in boxes if box.kind == Menu.type} | {ANYWHERE}
    lanes, rows = standing([box.id for box in boxes], arrows, menus, lanes=view.lanes)
    words = after.words
    legend = [
        words[name]
        for mark, name in MARKS.items()
        if mark in {box.mark for box in boxes} | {arrow.mark for arrow in arrows}
    ]
    return replace(
        after,
        subtitle="  ·  ".join([words["before"].format(old=names[0], new=names[1]), after.subtitle, *legend]),
        boxes=tuple(replace(box, stands=(lanes[box.id], rows[box.id])) for box in boxes),
        arrows=arrows,
        lanes=tuple(lane_name(number, words) for number in range(max(lanes.values(), default=0) + 1)),
    )


def _unseen(old: FlowGraph, new: FlowGraph, pairs: Mapping[str, str]) -> dict[str, str]:
    """Nodes that no call comes to are known again by their ids."""
    taken = set(pairs.values())
    return {
        id_: id_
        for id_ in old.flow.nodes
        if id_ in new.flow.nodes and id_ not in pairs and id_ not in taken and id_ not in old.reachable
    }


def _boxes(before: Scene, after: Scene, known: Mapping[str, str], changed: Collection[str]) -> Iterator[Box]:
    was = {known[box.id]: box for box in before.boxes if box.id in known}
    there = {box.id for box in after.boxes}
    for box in after.boxes:
        old = was.get(box.id)
        mark: Mark = "~" if box.id in changed or (old is not None and _drawn(old) != _drawn(box)) else ""
        yield _marked(box, "+" if old is None and box.id not in _OWN else mark, after.words)
    for box in before.boxes:
        if known.get(box.id) not in there:
            gone = box if box.id in _OWN else replace(box, id=_GONE + box.id)
            yield _marked(gone, "" if box.id in _OWN else "-", after.words)


def _drawn(box: Box) -> object:
    """What a box shows besides its id, with which the tooltip begins."""
    return box.kind, box.lines, box.facts, box.seconds, box.tooltip.partition("\n")[2]


def _marked(box: Box, mark: Mark, words: Mapping[str, str]) -> Box:
    return replace(box, mark=mark, title=f"{words[MARKS[mark]]} · {box.title}") if mark else box


def _arrows(before: Scene, after: Scene, known: Mapping[str, str]) -> Iterator[Arrow]:
    there = {box.id for box in after.boxes}

    def named(id_: str) -> str:
        same = known.get(id_)
        return same if same is not None and (same in there or same in _OWN) else _GONE + id_

    was = {(named(arrow.source), named(arrow.target), arrow.manner): arrow for arrow in before.arrows}
    is_ = {(arrow.source, arrow.target, arrow.manner): arrow for arrow in after.arrows}
    number = 0
    for ends in {**is_, **was}:
        for arrow in _compared(was.get(ends), is_.get(ends), after.words):
            number += 1
            yield replace(arrow, id=f"{WAY}{number}", source=ends[0], target=ends[1])


def _compared(old: Arrow | None, new: Arrow | None, words: Mapping[str, str]) -> Iterator[Arrow]:
    """The arrows from one box to another: what both flows have, what is new, what is gone."""
    if old is None or new is None:
        if new is not None:
            yield from _part(new, new.ways, "+", words)
        if old is not None:
            yield from _part(old, old.ways, "-", words)
        return
    if not (old.ways or new.ways):
        yield new
        return
    before, after = {_known(way): way for way in old.ways}, {_known(way): way for way in new.ways}
    yield from _part(new, tuple(way for key, way in after.items() if key in before), "", words)
    yield from _part(new, tuple(way for key, way in after.items() if key not in before), "+", words)
    yield from _part(old, tuple(way for key, way in before.items() if key not in after), "-", words)


def _known(way: Way) -> str:
    return way.key or way.words


def _part(arrow: Arrow, ways: tuple[Way, ...], mark: Mark, words: Mapping[str, str]) -> Iterator[Arrow]:
    if not ways and (arrow.ways or not mark):
        return
    if mark:
        sign = words[MARKS[mark]]
        ways = tuple(
            way._replace(words=f"{sign} · {way.words}" if way.words else sign) for way in ways or (Way("", ""),)
        )
    yield replace(arrow, ways=ways, mark=mark)
