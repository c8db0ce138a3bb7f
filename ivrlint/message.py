"""What the product says to a person: a sentence with slots, kept apart from what fills them.

Keeping both apart lets the sentence be translated, and lets a baseline recognise a finding whose
numbers have changed.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """A template with `{slots}` and the values that fill them."""

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format_map(self.values)


def say(template: str, /, **values: object) -> Message:
    """Build the message `template` with its slots filled from `values`."""
    return Message(template, values)
