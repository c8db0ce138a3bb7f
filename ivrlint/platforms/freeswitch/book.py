"""The files of a FreeSWITCH configuration: what is included, variables, phrases, and the dialplan beside the menus."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ivrlint.flow.place import Source
from ivrlint.message import say
from ivrlint.platforms.draft import Draft
from ivrlint.platforms.formats import beside
from ivrlint.platforms.xmltree import Element, Tree, grow

_PREPROCESS = "X-PRE-PROCESS"
_VARIABLE = re.compile(r"\$\$\{([\w.-]+)\}")
_SINGLE = re.compile(r"\^\(?([0-9]+)\)?\$")
_MOST_FILES = 300
_LEVELS = 3  # how many folders up the neighbours of a menu file may stand
_LARGEST = 2_000_000


class _Way(NamedTuple):
    """A condition of the dialplan: its place among all, the context it stands in, and which numbers it takes."""

    rank: int
    condition: Element
    context: str
    pattern: "re.Pattern[str]"

    def holds_in(self, context: str) -> bool:
        return self.context in ("", context)


class Book:
    """All that a menu file says, and what its neighbours say about it, read when it is asked for."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self._draft = draft
        self._texts: dict[Path, Source | None] = {source.file.resolve(): None} if source.file else {}
        self._trees: dict[Source, Tree] = {}
        self._joined: set[Source] = {source}
        self.variables: dict[str, str] = {}
        tree = grow(source, bare_ampersands=True)
        draft.problems += tree.problems
        self.roots = [tree.root, *self._included(tree.root)]
        self._fill(self.roots)

    def all(self, tag: str) -> Iterator[Element]:
        """The elements of that tag in the file and in the files that it includes."""
        return (element for root in self.roots for element in root.walk() if element.tag == tag)

    def filled(self, text: str) -> str:
        """A text with the variables that are known before a call put in."""
        values = {**self._of_the_system, **self.variables} if "$${" in text else {}
        return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)

    def phrase(self, name: str) -> tuple[Element, str | None] | None:
        """The macro of that name and its language, where that is told; the default language's if there are several."""
        found = self._phrases.get(name, [])
        default = self.filled("$${default_language}")
        return min(found, key=lambda macro: (macro[1] != default, macro[1] != "en")) if found else None

    def way_to(self, menu: str) -> Element | None:
        """The condition of the dialplan whose actions lead callers to that menu."""
        return self._ways.get(menu)

    def menu(self, name: str) -> Element | None:
        """The menu of that name in a file beside this one."""
        return self._neighbours.get(name)

    def only(self, number: str, context: str) -> Element | None:
        """The one extension of that number, whatever context it stands in, where none of `context` is here."""
        found = self._numbers[0].get(number, ())
        known = {of for _, of in self._dialplan}
        return found[0].condition if len(found) == 1 and context not in known else None

    def extension(self, number: str, context: str) -> Element | None:
        """The condition of the dialplan that a call to `number` meets: the first that fits."""
        plain, patterns = self._numbers
        fitting = [way for way in plain.get(number, ()) if way.holds_in(context)][:1]
        last = fitting[0].rank if fitting else len(self._dialplan)
        for way in patterns:
            if way.rank > last:
                break
            if way.holds_in(context) and way.pattern.search(number):
                return way.condition
        return fitting[0].condition if fitting else None

    def together(self, condition: Element) -> list[Element]:
        """A condition and those behind it in its extension: the engine runs what stands under all of them."""
        return self._behind.get(id(condition), [condition])

    # Files

    def _included(self, root: Element) -> list[Element]:
        """The roots of the files that this one includes, and of those that they include."""
        found: list[Element] = []
        for order in root.walk():
            if order.tag != _PREPROCESS:
                continue
            name, _, value = order.get("data").partition("=")
            if order.get("cmd") == "set":
                self.variables[name.strip()] = self.filled(value.strip())
            elif order.get("cmd") == "include":
                found += self._include(order)
        return found

    def _fill(self, roots: list[Element]) -> None:
        """Put the variables into all attributes, as FreeSWITCH does before it reads anything."""
        for root in roots:
            for element in root.walk():
                for key, value in element.attributes.items():
                    if "$${" in value:
                        element.attributes[key] = self.filled(value)

    def _include(self, order: Element) -> list[Element]:
        pattern = self.filled(order.get("data"))
        paths = _matching(order.source.file.parent, pattern) if order.source.file else []
        if not paths:
            self._draft.blocks += 1
            message = say("the included file `{file}` is not there: what it holds is not known", file=pattern)
            self._draft.loss("left out", _PREPROCESS, message, order.at("data"))
        roots: list[Element] = []
        for path in paths:
            root = self._tree(path)
            if root is not None and root.source not in self._joined:
                self._joined.add(root.source)
                self.cite(root)
                self._draft.problems += self._trees[root.source].problems
                roots += [root, *self._included(root)]
        return roots

    def _tree(self, path: Path, mark: str = "") -> Element | None:
        """What stands in another file; None where it cannot be read or `mark` does not stand in it."""
        key = path.resolve()
        if key not in self._texts:
            self._texts[key] = _read(path, self._draft.source) if len(self._texts) < _MOST_FILES else None
        source = self._texts[key]
        if source is None or mark not in source.text:
            return None
        if source not in self._trees:
            self._trees[source] = grow(source, bare_ampersands=True)
        return self._trees[source].root

    def cite(self, element: Element) -> None:
        """Note that something in another file is used."""
        if element.source not in self._draft.sources:
            self._draft.sources.append(element.source)

    def _near(self, mark: str, *patterns: str) -> list[Element]:
        """The roots of neighbouring files in which `mark` stands; patterns as seen from this folder and those above."""
        folder, roots = self._draft.source.file and self._draft.source.file.parent, []
        for _ in range(_LEVELS):
            if folder is None:
                break
            paths = [path for pattern in patterns for path in _matching(folder, pattern)]
            roots += [root for path in paths if (root := self._tree(path, mark)) is not None]
            folder = folder.parent if folder.parent != folder else None
        return roots

    # What stands in them

    @cached_property
    def _of_the_system(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for root in self._near(_PREPROCESS, "vars.xml"):
            for order in root.walk():
                name, equals, value = order.get("data").partition("=")
                if order.tag == _PREPROCESS and order.get("cmd") == "set" and equals:
                    values.setdefault(name.strip(), value.strip())
        return values

    @cached_property
    def _phrases(self) -> dict[str, list[tuple[Element, str | None]]]:
        phrases: dict[str, list[tuple[Element, str | None]]] = {}
        for root in [*self.roots, *self._near("<macro", "lang/*/*.xml", "lang/*/*/*.xml", "*.xml")]:
            for macro, language in _spoken_in(root, _folder_of_language(root.source)):
                phrases.setdefault(macro.get("name"), []).append((macro, language))
        return phrases

    @cached_property
    def _neighbours(self) -> dict[str, Element]:
        menus: dict[str, Element] = {}
        for root in self._near("<menu", "*.xml", "ivr_menus/*.xml", "autoload_configs/ivr.conf.xml"):
            for element in root.walk():
                if element.tag == "menu" and element.elements("entry") and element.get("name") not in menus:
                    menus[element.get("name")] = element
        self._fill(list(menus.values()))
        return menus

    @cached_property
    def _dialplan(self) -> list[tuple[Element, str]]:
        near = self._near("destination_number", "dialplan/*.xml", "dialplan/*/*.xml", "*.xml")
        near = [root for root in near if all(element.tag != "menu" for element in root.walk())]  # those have their own
        return [found for root in [*self.roots, *near] for found in _conditions(root, _context_of_folder(root.source))]

    @cached_property
    def _behind(self) -> dict[int, list[Element]]:
        roots = {id(root): root for root in [*self.roots, *(tree.root for tree in self._trees.values())]}
        extensions = (each for root in roots.values() for each in root.walk() if each.tag == "extension")
        written = (extension.elements("condition") for extension in extensions)
        return {id(each): list(found[at:]) for found in written for at, each in enumerate(found)}

    @cached_property
    def _numbers(self) -> tuple[dict[str, list["_Way"]], list["_Way"]]:
        """The conditions that ask for a number: those that take a single one by that number, and all others."""
        plain: dict[str, list[_Way]] = {}
        patterns: list[_Way] = []
        for rank, (condition, context) in enumerate(self._dialplan):
            expression = self.filled(condition.get("expression", "^$"))
            if condition.get("field") != "destination_number":
                continue
            try:
                way = _Way(rank, condition, context, re.compile(expression))
            except re.error:
                continue
            single = _SINGLE.fullmatch(expression)
            if single:
                plain.setdefault(single[1], []).append(way)
            else:
                patterns.append(way)
        return plain, patterns

    @cached_property
    def _ways(self) -> dict[str, Element]:
        """By menu: the first condition that runs it."""
        ways: dict[str, Element] = {}
        for condition, _ in self._dialplan:
            for action in condition.elements("action"):
                if action.get("application") == "ivr":
                    ways.setdefault(self.filled(action.get("data")), condition)
        return ways


def _read(path: Path, source: Source) -> Source | None:
    try:
        return beside(path, source) if path.stat().st_size < _LARGEST else None
    except OSError:
        return None


def _matching(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern, which may be absolute or lead upwards; in order."""
    whole = Path(pattern)
    if whole.is_absolute():
        folder, pattern = Path(whole.anchor), str(whole.relative_to(whole.anchor))
    while pattern.startswith("../"):
        folder, pattern = folder / "..", pattern[3:]
    try:
        return sorted(path for path in folder.glob(pattern) if path.is_file())[:_MOST_FILES] if pattern else []
    except (ValueError, OSError, NotImplementedError):
        return []


def _spoken_in(root: Element, language: str | None) -> Iterator[tuple[Element, str | None]]:
    """The macros below, each with the language around it."""
    for element in root.elements():
        inner = element.get("name") if element.tag == "language" else language
        if element.tag == "macro":
            yield element, inner
        else:
            yield from _spoken_in(element, inner)


def _conditions(root: Element, context: str) -> Iterator[tuple[Element, str]]:
    """The conditions of a dialplan, each with the name of its context."""
    for element in root.elements():
        inner = element.get("name") if element.tag == "context" else context
        if element.tag == "condition":
            yield element, inner
        yield from _conditions(element, inner)


def _folder_of_language(source: Source) -> str | None:
    """`en` for a file under `lang/en/`."""
    parts = source.file.parts if source.file else ()
    return next((parts[at + 1] for at in range(len(parts) - 2, -1, -1) if parts[at] == "lang"), None)


def _context_of_folder(source: Source) -> str:
    """`default` for a file under `dialplan/default/`: it is included from there."""
    parts = source.file.parts if source.file else ()
    return parts[-2] if len(parts) > 2 and parts[-3] == "dialplan" else ""  # noqa: PLR2004
