"""What the texts of a node tell callers to press."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ivrlint.flow.model import Menu, Option, Place, Text, Transfer
from ivrlint.language.announced import Announcement, announced

OPTIONS = "{options}"


class Telling(NamedTuple):
    """A text as it is written in one language, with the keys that it announces itself.

    What `{options}` stands for comes on top where `generated` is true.
    """

    language: str
    text: str
    announced: tuple[Announcement, ...]
    place: Place
    generated: bool


def tellings(texts: Iterable[Text | None]) -> tuple[Telling, ...]:
    """Those texts that are there, one telling for each language."""
    return tuple(Telling(language, text, announced(text, language), written.place, OPTIONS in text)
                 for written in texts if written is not None for language, text in written.spoken.items())


def own_texts(node: object) -> Sequence[Text | None]:
    """The texts of a node in which it may announce keys."""
    if isinstance(node, Menu):
        return (node.prompt, node.return_prompt)
    if isinstance(node, Transfer):
        return (node.prompt, node.wait.prompt if node.wait else None)
    return (getattr(node, "prompt", None),)


def heard_order(menu: Menu, telling: Telling) -> list[tuple[str, Option | None]]:
    """The keys in the order in which the prompt offers them, those of `{options}` with their option."""
    if not telling.generated:
        return [(offer.key, None) for offer in telling.announced]
    at = telling.text.index(OPTIONS)
    listed: list[tuple[str, Option | None]] = [(option.key, option) for option in menu.options if not option.silent]
    return [*((offer.key, None) for offer in telling.announced if offer.start < at), *listed,
            *((offer.key, None) for offer in telling.announced if offer.start >= at)]
