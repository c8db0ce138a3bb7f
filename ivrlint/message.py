"""What the product says to a person: a sentence with slots, kept apart from what fills them.

Keeping both apart lets the sentence be translated, and lets a baseline recognise a finding whose
numbers have changed.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import NamedTuple

from ivrlint.locale import ENGLISH, spoken, translated, translated_count


class Message(NamedTuple):
    """A template with `{slots}` and the values that fill them; `plural` where the slot `count` decides."""

    template: str
    values: Mapping[str, object]
    plural: str = ""

    def __str__(self) -> str:
        """The message in the language that is spoken."""
        template = self._translated()
        return template.format_map(self.values) if spoken() == ENGLISH else _filled(template, self.values)

    def _translated(self) -> str:
        if self.plural:
            return translated_count(self.template, self.plural, self._count)
        return translated(self.template)

    @property
    def english(self) -> str:
        """The message as it is known whatever language is spoken: what baselines and fingerprints are made of."""
        template = self.plural if self.plural and self._count != 1 else self.template
        return template.format_map({name: _english(value) for name, value in self.values.items()})

    @property
    def _count(self) -> int:
        count = self.values["count"]
        return count if isinstance(count, int) else 0


class _Number(float):
    """A number as people of the language that is spoken write it, with a decimal comma perhaps."""

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(".", str(_POINT)[1:2])


def _filled(template: str, values: Mapping[str, object]) -> str:
    """The template with its slots filled; in `code` numbers stay as files write them."""
    numbers = {name: _Number(value) if isinstance(value, float) else value for name, value in values.items()}
    pieces = template.split("`")
    return "`".join(piece.format_map(values if at % 2 else numbers) for at, piece in enumerate(pieces))


def _english(value: object) -> object:
    return value.english if isinstance(value, Message) else value


def say(template: str | Message, /, **values: object) -> Message:
    """Build the message `template` with its slots filled from `values`.

    A message whose slots are still empty may be written once, as a constant, and filled where it is said.
    """
    if isinstance(template, Message):
        return template._replace(values={**template.values, **values})
    return Message(template, values)


_POINT = say("0.5")  # translated with the sign that the language puts before tenths


def say_count(one: str, many: str, /, count: int, **values: object) -> Message:
    """Build the message `one` or `many`, whichever fits `count`, which fills the slot `{count}`."""
    return Message(one, {"count": count, **values}, many)


def either(names: Iterable[object]) -> object:
    """The names with “or” between them, for a slot; '' without any."""
    named = list(names)
    return reduce(lambda some, other: say("{some} or {other}", some=some, other=other), named) if named else ""
