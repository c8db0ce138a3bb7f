"""FreeSWITCH: the menus of `ivr.conf.xml` and `ivr_menus/`, their phrases, and what the dialplan does with a call."""

from ivrlint.flow.place import Source
from ivrlint.flow.read import Reading
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.freeswitch.menus import Menus


def read(source: Source) -> Reading:
    """Read a configuration file with the files that it includes; phrases and dialplan are looked up beside it."""
    draft = Draft("freeswitch", source)
    menus = Menus(Book(source, draft), draft)
    return draft.reading(menus.build())
