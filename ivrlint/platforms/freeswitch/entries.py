"""What the entries of a menu do that the engine runs one after the other when callers press a key."""

from ivrlint.platforms.freeswitch.family import called
from ivrlint.platforms.freeswitch.patterns import fits
from ivrlint.platforms.xmltree import Element


def is_run(entry: Element, key: str) -> bool:
    """Does the engine run an entry when callers press this key? A pattern takes whatever it finds a match in."""
    digits = entry.get("digits")
    return digits == key or (digits.startswith("/") and fits(digits, key))


def order(entry: Element) -> tuple[str, str]:
    """The application that an entry runs, and its argument."""
    app, _, data = (entry.get("param") if entry.get("action") == "menu-exec-app" else "").partition(" ")
    return app, data.strip()


def leads_away(entry: Element) -> bool:
    """Does an entry lead to another menu or extension, and not back to what is behind it?"""
    return transfers(entry) or bool(called(entry)) or entry.get("action") in ("menu-top", "menu-back", "menu-exit")


def transfers(entry: Element) -> bool:
    """Does an entry send the call to an extension of the dialplan?"""
    return order(entry)[0] == "transfer"


def last(entries: list[Element]) -> Element | None:
    """The entry that tells where a call goes on that has run all of a key's entries.

    The last transfer, which no menu holds up; else the first menu, which is run to its end; else the way out.
    """
    moved = [entry for entry in entries if transfers(entry)]
    menus = [entry for entry in entries if called(entry)]
    away = [entry for entry in entries if leads_away(entry)]
    return (*moved[-1:], *menus[:1], *away[-1:], None)[0]
