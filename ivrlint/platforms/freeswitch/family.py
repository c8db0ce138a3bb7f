"""Which menus a configuration has, and which of them call each other."""

from ivrlint.platforms.freeswitch.book import Book
from ivrlint.platforms.xmltree import Element


class Family:
    """The menus of a configuration by name; those that they call are looked up in the files beside it."""

    def __init__(self, book: Book) -> None:
        self.menus: dict[str, Element] = {}
        for menu in book.all("menu"):
            if menu.elements("entry") or menu.get("greet-long"):
                self.menus.setdefault(menu.get("name"), menu)
        self.one_a_file = len(self.menus) == 1  # others may stand in files of their own
        self._send_for_others(book)
        calls = {name: _calls(menu) for name, menu in self.menus.items()}
        self.callers = {name: [one for one in calls if name in calls[one] and one != name] for name in self.menus}
        self.entries = [name for name, callers in self.callers.items() if not callers] or list(self.menus)[:1]
        for name in self.entries:
            self.callers[name] = []  # calls begin here, whoever else leads back

    def top(self, name: str) -> str:
        """The menu at which a call began that is in this one; the first of several."""
        seen = {name}
        while self.callers[name] and self.callers[name][0] not in seen:
            name = self.callers[name][0]
            seen.add(name)
        return name

    def _send_for_others(self, book: Book) -> None:
        """Add the menus that are called and stand in other files."""
        waiting = list(self.menus.values())
        while waiting:
            for name in _calls(waiting.pop(0)):
                found = None if name in self.menus else book.menu(name)
                if found is not None:
                    self.menus[name] = found
                    book.cite(found)
                    waiting.append(found)


def called(entry: Element) -> str:
    """The menu that an entry calls, and from which callers come back; '' where it does something else."""
    action, param = entry.get("action"), entry.get("param")
    if action == "menu-exec-app":
        app, _, param = param.partition(" ")
        return param.strip() if app == "ivr" else ""
    return param if action == "menu-sub" else ""


def _calls(menu: Element) -> list[str]:
    return [name for entry in menu.elements("entry") if (name := called(entry))]
