"""Which queue, voice and entry of digits are known when a call comes to a block."""

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from ivrlint.platforms.connect.block import Block
from ivrlint.platforms.voices import language_of

_MANY = 3  # so many queues or languages are as good as any number


class Setting(NamedTuple):
    """What blocks before may have set; '' where a way leads past all of them.

    queues, languages: by name; entries: the blocks that stored what the caller keyed last.
    """

    queues: frozenset[str]
    languages: frozenset[str]
    entries: frozenset[str]


_NOTHING = Setting(*[frozenset({""})] * 3)


def settings(blocks: Mapping[str, Block], start: str, queue_of: Mapping[str, str]) -> dict[str, Setting]:
    """What is set at each block that a call can come to. `queue_of`: the name of the queue that a block sets."""
    found = {start: _NOTHING} if start in blocks else {}
    waiting = deque(found)
    while waiting:
        key = waiting.popleft()
        after = _after(blocks[key], found[key], queue_of)
        for exit_ in blocks[key].exits():
            if exit_.to not in blocks:
                continue
            before = found.get(exit_.to)
            joined = after if before is None else Setting(*map(_joined, before, after))
            if joined != before:
                found[exit_.to] = joined
                waiting.append(exit_.to)
    return found


def voice(block: Block) -> str | None:
    """The language that a block makes the voice speak from then on; None where it sets none or one not known."""
    if block.type == "UpdateContactTextToSpeechVoice":
        return language_of(block.text("TextToSpeechVoice"))
    if block.type == "UpdateContactData":
        return block.text("LanguageCode").partition("-")[0] or None
    return None


def records_callers(block: Block) -> bool:
    """Does a block have callers recorded?"""
    if block.type == "UpdateContactRecordingBehavior":
        said = (value.text for name, value in block.parameters.items() if "RecordedParticipants" in name)
        return (
            any(text in ("Customer", "Both", "All") for text in said)
            or block.text("RecordingBehaviorOption") == "Enable"
        )
    return False


def _after(block: Block, before: Setting, queue_of: Mapping[str, str]) -> Setting:
    if block.key in queue_of:
        return before._replace(queues=frozenset({queue_of[block.key]}))
    if block.text("StoreInput").lower() == "true":
        return before._replace(entries=frozenset({block.key}))
    if language := voice(block):
        return before._replace(languages=frozenset({language}))
    return before


def _joined(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    return one if len(one) >= _MANY else frozenset(sorted(one | other)[:_MANY])
