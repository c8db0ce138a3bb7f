"""Blocks that count rounds. What they do is told by the blocks around them: a round is passed once, a question that is
put again has so many attempts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ivrlint.platforms.connect.block import Block, Exit

_ASKS = frozenset({"GetParticipantInput", "ConnectParticipantWithLexBot"})
_SAYS = "MessageParticipant"
_AGAIN, _DONE = "ContinueLooping", "DoneLooping"
_MOST_ROUNDS = 99
_MOST_LOOPS = 40  # in a flow: each is looked at with all blocks


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a question is put, and what is said before it is put again: for each way out by which it failed, the
    messages on the way back to the question.
    """

    times: int
    said: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Unrolled:
    """The blocks of a flow without its loops; the questions that these put again; the messages said only then."""

    blocks: dict[str, Block]
    start: str
    retries: dict[str, Retry] = field(default_factory=dict)
    folded: list[Block] = field(default_factory=list)


class _Loop:
    """One loop: what lies inside it, and how calls come to it."""

    def __init__(self, block: Block, times: int, again: Exit, done: Exit, flow: Unrolled) -> None:
        self.block = block
        self.times = times
        self.again = again
        self.done = done
        self.blocks = flow.blocks
        after = {key: [exit_.to for exit_ in other.exits()] for key, other in flow.blocks.items()}
        before: dict[str, list[str]] = {key: [] for key in flow.blocks}
        for key, ahead in after.items():
            for other in ahead:
                before.setdefault(other, []).append(key)
        self.inside = _reached(again.to, after, block.key) & _reached(block.key, before)
        self.entered = flow.start == block.key or any(key not in self.inside for key in before[block.key])

    def said_on_the_way(self, key: str, to: str) -> tuple[str, ...] | None:
        """The messages between a block and another, if nothing else can happen there; None if something can."""
        said: list[str] = []
        seen: set[str] = set()
        while key != to:
            block = self.blocks.get(key)
            if block is None or key in seen or block.next is None or block.conditions or block.type in _ASKS:
                return None
            seen.add(key)
            said += [key] if block.type == _SAYS else []
            key = block.next.to
        return tuple(said)

    def questions(self) -> Iterator[tuple[Block, dict[str, tuple[str, ...]]]]:
        """The questions that are put again when they fail, with what is said then."""
        for key in self.inside:
            block = self.blocks[key]
            back = self.said_on_the_way(self.again.to, key) if block.type in _ASKS else None
            if back is not None:
                ways = {exit_.to for exit_ in (*block.errors.values(), *([block.next] if block.next else []))}
                failed = {to: said for to in ways if (said := self.said_on_the_way(to, self.block.key)) is not None}
                if failed:
                    yield block, {to: (*said, *back) for to, said in failed.items()}


def unrolled(blocks: Mapping[str, Block], start: str) -> Unrolled:
    """The flow with each loop passed once: what leads into it leads to its round, what comes back leads on."""
    flow = Unrolled(dict(blocks), start)
    for block in [block for block in blocks.values() if block.type == "Loop"][:_MOST_LOOPS]:
        count = block.text("LoopCount")
        ways = {condition.value.text: condition.exit for condition in block.conditions}
        done = ways.get(_DONE) or block.next
        if done and {exit_.to for exit_ in ways.values()} == {done.to}:
            flow.blocks[block.key] = replace(block, next=done, conditions=())  # whatever the count, it leads on
            continue
        if count.isdigit() and 0 < int(count[:4]) <= _MOST_ROUNDS and _AGAIN in ways and done:
            _unroll(_Loop(block, int(count), ways[_AGAIN], done, flow), flow)
    return flow


def _unroll(loop: _Loop, flow: Unrolled) -> None:
    questions = {block.key: said for block, said in loop.questions()}
    if not loop.entered and not questions:
        return  # it stays a block of its own
    times = loop.times if loop.entered else loop.times + 1
    for key, said in questions.items():
        ends = {loop.done.to if to == loop.block.key else to: messages for to, messages in said.items()}
        flow.retries[key] = Retry(times, ends)
    for key, block in list(flow.blocks.items()):
        if any(exit_.to == loop.block.key for exit_ in block.exits()):
            flow.blocks[key] = _redirected(block, loop)
    del flow.blocks[loop.block.key]
    if flow.start == loop.block.key:
        flow.start = loop.again.to
    if not loop.entered:
        _fold(loop, questions, flow)


def _redirected(block: Block, loop: _Loop) -> Block:
    to = loop.done.to if block.key in loop.inside else loop.again.to

    def turned(exit_: Exit) -> Exit:
        return exit_._replace(to=to) if exit_.to == loop.block.key else exit_

    return replace(
        block,
        next=turned(block.next) if block.next else None,
        conditions=tuple(condition._replace(exit=turned(condition.exit)) for condition in block.conditions),
        errors={name: turned(exit_) for name, exit_ in block.errors.items()},
    )


def _fold(loop: _Loop, questions: Mapping[str, object], flow: Unrolled) -> None:
    """Take out the messages between the loop and its question: they are said only when that is put again."""
    key = loop.again.to
    while key not in questions and key in flow.blocks:
        block = flow.blocks[key]
        if block.next is None or any(exit_.to == key for other in flow.blocks.values() for exit_ in other.exits()):
            return
        flow.folded.append(flow.blocks.pop(key))
        key = block.next.to


def _reached(first: str, steps: Mapping[str, list[str]], without: str = "") -> set[str]:
    """What these steps lead to from `first`, itself included, without passing a block."""
    seen: set[str] = set()
    waiting = [first]
    while waiting:
        key = waiting.pop()
        if key in steps and key not in seen and key != without:
            seen.add(key)
            waiting += steps[key]
    return seen
