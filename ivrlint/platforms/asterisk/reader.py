"""A dialplan -> a Flow: the part of it that callers of a menu come through.

A node is made of the step at which callers notice something. Where a call arrives is put into a queue and made in its
turn, so that dialplans of any depth can be read.
"""

import re
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

from ivrlint.flow import model
from ivrlint.flow.model import Target
from ivrlint.flow.place import Place
from ivrlint.flow.read import Reading
from ivrlint.message import say
from ivrlint.platforms.asterisk import blocks, entries, menus, sounds
from ivrlint.platforms.asterisk.dialplan import Dialplan, Step
from ivrlint.platforms.asterisk.groups import Group, group
from ivrlint.platforms.asterisk.once import set_once
from ivrlint.platforms.asterisk.speech import Spoken, language
from ivrlint.platforms.asterisk.variables import Known
from ivrlint.platforms.asterisk.walk import Position, Walker
from ivrlint.platforms.asterisk.ways_out import GREETING
from ivrlint.platforms.draft import Draft

if TYPE_CHECKING:
    from ivrlint.flow.calendar import Hours

_Key = tuple[int, tuple[int, ...]]
_VALUES = re.compile(r"\{\w+\}|\d")


class Reader:
    """Reads one dialplan."""

    def __init__(self, draft: Draft, plan: Dialplan) -> None:
        self.draft = draft
        self.walker = Walker(plan, set_once(Walker(plan)))
        self.ids: dict[_Key, str] = {}
        self.groups: dict[_Key, Group] = {}
        self.waiting: deque[tuple[str, Position]] = deque()
        self.hours: dict[str, Hours] = {}
        self.zone: str | None = None
        self.languages: list[str] = []
        self.returning: set[Step] = set()

    def reading(self) -> Reading:
        """Read what callers of its menus come through."""
        start: dict[str | None, Target] = {}
        for number, first in entries.entries(self.walker):
            to = self.target(Position(first), first.place)
            if to is not None:
                start[number] = to
        if len(start) == 1:
            start = {None: next(iter(start.values()))}
        while self.waiting:
            id_, here = self.waiting.popleft()
            if id_ not in self.draft.nodes:
                self._make(id_, here)
        if not self.draft.nodes:
            start = self._nothing()
        self._in_order()
        spoken = next((tag for step in self.walker.plan.steps() if (tag := language(step))), None)
        languages = dict.fromkeys([spoken, *self.languages] if spoken else self.languages)
        return self.draft.reading(
            start, languages=tuple(languages), hours=self.hours, timezone=self.zone if self.hours else None
        )

    def _nothing(self) -> dict[str | None, Target]:
        """A dialplan of which callers notice nothing: they are hung up on, or wait until they hang up."""
        first = next(self.walker.plan.steps(), None)
        if first is None:
            return {}
        ends = self.walker.settle(Position(first), dict(self.walker.constants)).hangs_up
        id_ = self.draft.id(_name(first))
        to = Target("hangup", first.place) if ends else None
        self.add(model.Message(id=id_, place=first.place, name=first.place, next=to), first)
        return {None: Target(id_, first.place)}

    def _make(self, id_: str, here: Position) -> None:
        step = here.step
        if self.walker.listens(step):
            menus.menu(self, id_, here)
        else:
            blocks.MAKERS.get(step.app, blocks.talk_or_unknown)(self, id_, here)

    def _in_order(self) -> None:
        sources = {id(source): number for number, source in enumerate(self.draft.sources)}
        ordered = sorted(
            self.draft.nodes.values(), key=lambda node: (sources.get(id(node.place.source), 0), node.place.start)
        )
        self.draft.nodes = {node.id: node for node in ordered}

    # Where calls go

    def target(self, here: Position | None, place: Place, known: Known | None = None) -> Target | None:
        """Where a call comes out that goes on at `here`; None where it drops."""
        settled = self.walker.settle(here, {**self.walker.constants, **(known or {})})
        if settled.returns is not None:
            self._tell_of_return(settled.returns)
        if settled.at is None:
            return Target("hangup", place) if settled.hangs_up else None
        return Target(self.id_of(settled.at), place)

    def _tell_of_return(self, step: Step) -> None:
        if step not in self.returning:
            self.returning.add(step)
            message = say(
                "the call goes back to what called this routine, which is not in this file: it is taken to end"
            )
            self.draft.loss("not in the file", step.app, message, step.place)

    def id_of(self, here: Position) -> str:
        """The id of the node at a step; it is put into the queue when it is first asked for."""
        key = self.key(here)
        if key not in self.ids:
            self.ids[key] = self.draft.id(_name(here.step))
            self.waiting.append((self.ids[key], here))
        return self.ids[key]

    def key(self, here: Position) -> _Key:
        """What tells nodes apart: the step (of a menu, the one that makes it one), and where routines come back to."""
        stack = tuple(id(step) for step in here.stack)
        plain = (id(here.step), stack)
        if not self.walker.listens(here.step):
            return plain
        if plain not in self.groups:
            self.groups[plain] = group(self.walker, here)
        return id(self.groups[plain].key), stack

    def add(self, node: model.Node, step: Step) -> None:
        """Keep a node."""
        self.draft.add(node, f"{step.app} in [{step.context}] {step.exten}")
        prompt: model.Text | None = getattr(node, "prompt", None)
        if prompt is not None and prompt.audio and prompt.audio != GREETING and not prompt.spoken:
            message = say("what the recording says is not known: nothing can be said about its words")
            self.draft.loss("not in the file", step.app, message, prompt.place, node.id)
        elif prompt is not None and prompt.audio and sounds.words(prompt.audio.split("&")):
            message = say("what callers hear is taken from the names of the recordings: it may be said differently")
            self.draft.loss("not in the file", step.app, message, prompt.place, node.id)

    def drop(self, id_: str, step: Step) -> Target:
        """A node that says nothing and drops the call: a way that leads nowhere is a way, too."""
        end = self.draft.id(f"{id_} over")
        self.add(model.Message(id=end, place=step.place, name=step.place), step)
        return Target(end, step.place)

    def text(self, said: Spoken | None, place: Place) -> model.Text | None:
        """What is said, as a flow has it."""
        if said is None:
            return None
        words = _sentences(said.words) or sounds.words(said.files)
        if said.files and not _VALUES.sub("", words).strip():  # values between recordings, of which no words are known
            return self.draft.text(sounds.words(said.in_order), place, "&".join(said.in_order))
        return self.draft.text(words, place, "&".join(said.files) or None)

    def after(self, here: Position, known: Known | None = None) -> Target | None:
        """Where a call goes behind a step."""
        return self.target(self.walker.after(here), here.step.place, known)


def _sentences(said: tuple[str, ...]) -> str:
    """What several steps say, each a sentence of its own where it begins as one."""
    ends = [words[-1:].isalnum() and after[:1].isupper() for words, after in pairwise(said)]
    return " ".join(f"{words}." if end else words for words, end in zip(said, [*ends, False], strict=False))


def _name(step: Step) -> str:
    """`ivr-main`, `ivr-main 2`, `ivr-main 2 queue`: as the author would speak of it."""
    exten = (
        ""
        if step.exten == "s"
        else _SPECIAL.get(step.exten, step.exten.lstrip("_").replace("*", "star").replace("#", "hash"))
    )
    plain = f"{step.context} {exten}".strip()
    if step.priority == 1 or step.app in ("background", "waitexten"):
        return plain
    return f"{plain} {step.label or step.app}"


_SPECIAL = {"i": "wrong key", "t": "silence", "h": "hung up", "o": "operator", "a": "star", "e": "error"}
