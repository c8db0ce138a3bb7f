"""FreeSWITCH: the menus of `ivr.conf.xml` and `ivr_menus/`, their phrases, and what the dialplan does with a call."""

from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import Reading
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.freeswitch.menus import Menus
from ivrlint.platforms.xmltree import Element


def read(source: Source) -> Reading:
    """Read a configuration file with the files that it includes; phrases and dialplan are looked up beside it."""
    draft = Draft("freeswitch", source)
    book = Book(source, draft)
    if not any(map(_is_read, book.roots)):
        return draft.nothing(
            Place(source, 0, 1),
            say("this file of FreeSWITCH has no menu"),
            say("menus are `<menu>` elements with `<entry>`; the dialplan is read beside them"),
        )
    return draft.reading(Menus(book, draft).build())


def _is_read(root: Element) -> bool:
    """Does it hold menus, phrases, or the place where menus are included?"""
    return any(each.tag in ("menu", "menus", "macro", "macros", "configuration") for each in root.walk())
