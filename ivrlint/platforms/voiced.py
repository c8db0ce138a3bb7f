"""Names of options that are reached by voice."""

from collections.abc import Iterable, Iterator

from ivrlint.flow.model import Option
from ivrlint.flow.numbers import KEYS


def voiced(words: Iterable[str], joint: str) -> str:
    """A name for what callers say: "Page 1" -> page_1. One that began with a digit would look like a key: option_1."""
    plain = ("".join(sign for sign in word.lower() if sign.isalnum()) for word in words)
    name = joint.join(word for word in plain if word)
    return f"option{joint}{name}" if name[:1].isdigit() else name


def told_apart(options: Iterable[Option]) -> Iterator[Option]:
    """The options; names of a menu that are alike though the words are not get a number: go_back, go_back_2."""
    meant: dict[str, frozenset[str]] = {}
    for option in options:
        words = frozenset(said.casefold() for said in option.label.spoken.values()) if option.label else frozenset()
        name, number = option.key, 1
        while name.strip(KEYS) and meant.setdefault(name, words) != words:
            number += 1
            name = f"{option.key}_{number}"
        yield option._replace(key=name)
