"""A block of an Amazon Connect flow, the same for today's format and the older one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ivrlint.flow.place import Place
from ivrlint.platforms.jsontree import Value

_PATH = re.compile(r"""\$(?:\.[\w-]+|\.?\[\s*['"][^'"\]]*['"]\s*\])+""")
_STEP = re.compile(r"[\w-]+")
WORDS = ("Text", "SSML")
RECORDINGS = ("PromptId", "Media.Uri")
INPUT_TYPE = "InputType"  # what some write who want callers to speak, and Connect does not know


class Exit(NamedTuple):
    """A way out of a block: the identifier of the block where it leads, and where that is written."""

    to: str
    place: Place


class Condition(NamedTuple):
    """A way out that is taken when the block's result compares with a value."""

    operator: str
    value: Value
    exit: Exit


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `parameters` are flat ("LexV2Bot.AliasArn"); `titles` hold what the designer shows for some."""

    key: str
    type: str
    place: Place
    name: Place
    parameters: Mapping[str, Value]
    next: Exit | None
    conditions: tuple[Condition, ...]
    errors: Mapping[str, Exit]
    titles: Mapping[str, str] = field(default_factory=dict)

    def text(self, *names: str) -> str:
        """The first of these parameters that is written; '' where none is."""
        return next((value.text for name in names if (value := self.parameters.get(name)) and value.text), "")

    def error(self, *names: str) -> Exit | None:
        """Where the first of these errors leads that has a way out, else any other error."""
        return next((self.errors[name] for name in (*names, "NoMatchingError") if name in self.errors), None)

    def exits(self) -> Iterator[Exit]:
        """All ways out."""
        if self.next:
            yield self.next
        for condition in self.conditions:
            yield condition.exit
        yield from self.errors.values()


def is_pause(block: Block) -> bool:
    """Does it wait for keys that it does not keep, and say nothing? Where it has one way on, that makes a pause."""
    kept = block.text("StoreInput").lower() == "true" or block.error("InputTimeLimitExceeded") is None
    return block.type == "GetParticipantInput" and not kept and not block.text(*WORDS, *RECORDINGS).strip()


def field_of(path: str) -> str:
    """The name of a field for a path such as `$.Attributes.customerTier`: its last step."""
    steps = _STEP.findall(path)
    return re.sub(r"\W+", "_", steps[-1]) if steps else "value"


def spoken_with_fields(text: str) -> str:
    """A text whose paths (`$.External.name`) have become `{name}`."""
    return _PATH.sub(lambda match: "{" + field_of(match[0]) + "}", text) if "$" in text else text
