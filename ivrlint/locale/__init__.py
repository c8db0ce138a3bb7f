"""The language in which the product speaks to its user: English as written in the code, others by catalogues.

A catalogue is compiled from the `.po` files of a language's folder (`python -m tests.translations --write`).
Nothing is loaded for English. What callers hear in a menu has nothing to do with it.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

FOLDER = Path(__file__).parent
ENGLISH = "en"
MESSAGES, PAGES = "ivrlint", "ivrlint-pages"  # the domains: short texts at once, long ones when they are read
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts
_NO_LANGUAGE = ("C", "POSIX")
_ALL_BUT_LANGUAGE = re.compile(r"[-_.@].*", re.DOTALL)

_spoken = ENGLISH


class UnknownLanguageError(Exception):
    """There are no messages in this language."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that have messages, English first."""
    found = sorted(file.parents[1].name for file in FOLDER.glob(f"*/LC_MESSAGES/{MESSAGES}.mo"))
    return (ENGLISH, *found)


def spoken() -> str:
    """The language in which messages are now."""
    return _spoken


def speak(language: str) -> None:
    """Say everything in this language from now on. Raises UnknownLanguageError."""
    global _spoken  # noqa: PLW0603 - the language of a process, as in gettext itself
    if language not in languages():
        raise UnknownLanguageError(language)
    _spoken = language
    os.environ["LANGUAGE"] = language  # for the few words that come from libraries by gettext
    if language != ENGLISH:
        import gettext

        gettext.bindtextdomain(MESSAGES, str(FOLDER))
        gettext.textdomain(MESSAGES)


def preferred(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, as gettext reads it; English where there is none of those."""
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    if base(locale) in _NO_LANGUAGE:
        return ENGLISH
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    return next((base(name) for name in wanted if base(name) in languages()), ENGLISH)


def base(locale: str) -> str:
    """`es` of `es_MX.UTF-8@euro` or `es-MX`."""
    return _ALL_BUT_LANGUAGE.sub("", locale)


def translated(text: str, domain: str = MESSAGES) -> str:
    """The text in the language that is spoken; as it is where there is no translation."""
    return text if _spoken == ENGLISH or not text else _catalogue(_spoken, domain).gettext(text)


def translated_count(one: str, many: str, count: int) -> str:
    """The text of these two that fits so many, in the language that is spoken."""
    if _spoken == ENGLISH:
        return one if count == 1 else many
    return _catalogue(_spoken, MESSAGES).ngettext(one, many, count)


@cache
def _catalogue(language: str, domain: str) -> "GNUTranslations":
    from gettext import GNUTranslations

    with (FOLDER / language / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
        return GNUTranslations(file)
