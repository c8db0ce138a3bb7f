"""The `.po` files of a language, what they have to hold, and the catalogues that are compiled from them."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Translation
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from ivrlint.locale import FOLDER, MESSAGES, PAGES
from tests.translations.texts import LONG, Found, Text

_ALIKE = 0.85  # from here on the translation of a text that is gone is offered for a new one
_CODE = re.compile(r"`[^`\n]+`")
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes whenever they are written
_WIDTH = 116


class Entry(NamedTuple):
    """The translation of a text: nothing, one, or one a plural form."""

    said: tuple[str, ...] = ()
    fuzzy: bool = False
    comments: tuple[str, ...] = ()


Book = dict[Text, Entry]


def languages() -> list[str]:
    """The languages that have a folder."""
    return sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir() and not folder.name.startswith("_"))


def parts(language: str) -> dict[str, bytes]:
    """The `.po` files of a language by part, as they are."""
    folder = FOLDER / language
    return {file.relative_to(folder).with_suffix("").as_posix(): file.read_bytes() for file in folder.rglob("*.po")}


def read(content: bytes, language: str) -> Book:
    """What a `.po` file holds."""
    catalog = read_po(io.BytesIO(content), locale=language, ignore_obsolete=True)
    return {_text(message.id): _entry(message) for message in catalog if message.id}


def _text(id_: str | list[str] | tuple[str, ...]) -> Text:
    return (id_,) if isinstance(id_, str) else tuple(id_)


def _entry(message: Translation) -> Entry:
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    return Entry(tuple(map(str, said)) if all(said) else (), message.fuzzy, tuple(message.user_comments))


def updated(found: Iterable[Found], before: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Each part's `.po` file as it has to be: today's texts, in order, with the translations that are known.

    A text that stands in several parts is translated in the first of them.
    """
    known = {text: entry for content in before.values() for text, entry in read(content, language).items()}
    places: dict[Text, list[Found]] = {}
    for item in found:
        places.setdefault(item.text, []).append(item)
    gone = {"\0".join(text): entry for text, entry in known.items() if text not in places}
    catalogs: dict[str, Catalog] = {}
    for text, items in places.items():
        entry = known.get(text) or _guess(text, gone)
        where = list(dict.fromkeys(item.where for item in items))[:3]
        _add(catalogs.setdefault(items[0].part, _catalog(language)), text, entry, where)
    return {part: _document(catalog, language) for part, catalog in catalogs.items()}


def _guess(text: Text, gone: Mapping[str, Entry]) -> Entry:
    """The translation of a text much like this one, to be looked at."""
    near = get_close_matches("\0".join(text), gone, 1, _ALIKE)
    entry = gone[near[0]] if near else Entry()
    return entry._replace(fuzzy=True) if entry.said and len(text) == near[0].count("\0") + 1 else Entry()


def _add(catalog: Catalog, text: Text, entry: Entry, where: Iterable[str] = ()) -> None:
    one = len(text) == 1
    catalog.add(
        text[0] if one else text,
        (entry.said[0] if one else entry.said) if entry.said else None,
        flags=("fuzzy",) if entry.fuzzy else (),
        auto_comments=where,
        user_comments=entry.comments,
    )


def _catalog(language: str) -> Catalog:
    return Catalog(language, project="ivrlint", creation_date=_ANY_DAY, revision_date=_ANY_DAY, charset="utf-8")


def _document(catalog: Catalog, language: str) -> bytes:
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {get_plural(language).plural_forms}\\n"\n\n'
    )
    out = io.BytesIO()
    write_po(out, catalog, width=_WIDTH, omit_header=True)
    return head.encode() + out.getvalue()


def compiled(content: Mapping[str, bytes], language: str) -> dict[Path, bytes]:
    """The catalogues that are shipped, of the parts' `.po` files."""
    catalogs = {MESSAGES: _catalog(language), PAGES: _catalog(language)}
    for part, file in sorted(content.items()):
        for text, entry in read(file, language).items():
            if entry.said and not entry.fuzzy:
                _add(catalogs[PAGES if part.split("/")[0] in LONG else MESSAGES], text, entry)
    folder = FOLDER / language / "LC_MESSAGES"
    return {folder / f"{domain}.mo": _binary(catalog) for domain, catalog in catalogs.items()}


def _binary(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def faults(text: Text, entry: Entry, *, slots: bool) -> Iterator[str]:
    """What is wrong with a translation. `slots`: braces are slots, which must be the same."""
    if not entry.said:
        yield "is not translated"
    elif entry.fuzzy:
        yield "is marked fuzzy: look at the translation and take the mark away"
    else:
        for said in entry.said:
            yield from _misfits(text, said)
            yield from _other_slots(text, said) if slots else ()


def _misfits(text: Text, said: str) -> Iterator[str]:
    if Counter(_CODE.findall(said)) not in [Counter(_CODE.findall(original)) for original in text]:
        yield f"is translated with other code spans than {' '.join(_CODE.findall(text[-1])) or 'none'}"
    if [said[:1].isspace(), said[-1:].isspace()] != [text[-1][:1].isspace(), text[-1][-1:].isspace()]:
        yield "and its translation differ in the spaces at their ends"


def _other_slots(text: Text, said: str) -> Iterator[str]:
    """Slots that a translation leaves out or invents; the form for one may do without its number."""
    try:
        wrong = _slots(said) not in [_slots(original) for original in text]
    except ValueError as error:
        yield f"has a translation that cannot be filled: {error}"
    else:
        if wrong:
            yield f"is translated with other slots than {' '.join(sorted(_slots(text[-1]))) or 'none'}"


def _slots(text: str) -> set[str]:
    return {
        f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    }
