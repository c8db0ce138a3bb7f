"""A scene as a tree for a terminal or an e-mail. A box that several ways lead to is told once."""

from collections.abc import Iterator
from typing import NamedTuple

from ivrlint.picture.scene import Arrow, Box, Scene

_WORDS = 60  # characters of what a caller hears


class _Step(NamedTuple):
    arrow: Arrow | None
    id: str
    before: str  # what stands left of the branch
    last: bool
    only: bool  # nothing else leads on: told below, not further in


def document(scene: Scene) -> str:
    """The scene as lines of text."""
    return "\n".join(_Tree(scene).lines()) + "\n"


class _Tree:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._boxes = {box.id: box for box in scene.boxes}
        self._exits: dict[str, list[Arrow]] = {box.id: [] for box in scene.boxes}
        for arrow in scene.arrows:
            self._exits[arrow.source].append(arrow)
        self._seen: set[str] = set()

    def lines(self) -> Iterator[str]:
        yield self._scene.title
        yield self._scene.subtitle
        for badge in self._scene.badges:
            yield f"! {badge.severity}: {badge.text}"
        led_to = {arrow.target for arrow in self._scene.arrows if arrow.target != arrow.source}
        roots = [box.id for box in self._scene.boxes if box.id not in led_to]
        for root in (*roots, *self._boxes):
            if root not in self._seen:
                yield ""
                yield from self._from(root)

    def _from(self, root: str) -> Iterator[str]:
        """A box and all that it leads to; a single way on is told below, not further in."""
        stack = [_Step(None, root, "", last=True, only=True)]
        while stack:
            step = stack.pop()
            again = step.id in self._seen
            self._seen.add(step.id)
            box = self._boxes[step.id]
            yield self._line(step, box, again=again)
            inside = step.before + ("" if step.only else "   " if step.last else "│  ")
            if again:
                continue
            yield from (f"{inside}  ! {badge.severity}: {badge.text}" for badge in box.badges)
            exits = self._exits[step.id]
            steps = [
                _Step(arrow, arrow.target, inside, last=number == len(exits), only=len(exits) == 1)
                for number, arrow in enumerate(exits, 1)
            ]
            stack += reversed(steps)

    def _line(self, step: _Step, box: Box, *, again: bool) -> str:
        branch = "" if step.arrow is None else step.before + ("↓ " if step.only else "└─ " if step.last else "├─ ")
        way = _ways(step.arrow) if step.arrow else ""
        if again:
            return f"{branch}{way}→ {box.name or box.title} ({self._scene.words['see']})"
        words = " ".join(box.lines)
        words = words if len(words) <= _WORDS else words[:_WORDS].rstrip(" …") + "…"
        facts = ", ".join(box.facts)
        parts = [box.name, box.title, box.seconds, facts, f"“{words}”" if words else ""]
        return f"{branch}{way}{'  '.join(filter(None, parts))}"


def _ways(arrow: Arrow) -> str:
    told = []
    for way in arrow.ways:
        share = f"({way.share * 100:.0f} %)" if way.share is not None else ""
        told.append(" ".join(filter(None, (f"[{way.key}]" if way.key else "", way.words, share))))
    words = " / ".join(filter(None, told))
    return f"{words} ─ " if words else ""
