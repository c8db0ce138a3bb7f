"""XML text -> a tree of elements that know their place. No entities, no DTD, no network.

What stands before the root and means nothing to a menu (the declaration, a DTD, the code of a page that
a server fills in) is blanked out, sign by sign, so that every place stays where it is. A file that is
not well-formed is read up to where it breaks.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from string import ascii_letters, digits
from typing import Any
from xml.parsers import expat

from ivrlint.flow.place import Place, Problem, Source, packed
from ivrlint.message import say

MAX_SIGNS = 20_000_000
MAX_DEPTH = 100
MAX_PIECES = 500_000

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,1000}(?:\[[^\]]{0,100000}\]\s{0,100})?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_BARE = re.compile(r"&(?!(?:[A-Za-z]{2,30}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_AMPERSAND = "\ue026"  # stands for a bare `&` while the text is read
_FILLER = "\u2060"  # stands for nothing, where a sign takes less room than its entity
_SERVED = (("<%", "%>"), ("<?php", "?>"), ("<?=", "?>"), *((f"<?{space}", "?>") for space in " \t\n"))
_WORD = re.compile(r"[A-Za-z_]\w*")
_SAYS = re.compile(  # a call of a function with a text or a variable: in a prompt it says that
    r"""(?:^|;)\s*(?!if\b|for|while\b|require|include|header\b)\w+\s*\("""
    r"""(?P<said>[^'"$()]*(?:'[^']*'|"[^"]*"|\$\w+))"""
)
_PROMPT = re.compile(r"<(/?)prompt\b")
_OF_NAMES = ascii_letters + digits + "_-.:"
_ATTRIBUTE = re.compile(r"""\s*([^\s=<>"'/]{1,200})\s*=\s*("[^"]*"|'[^']*')""")
_LONGEST_TAG = 20_000
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f￾￿\ud800-\udfff]")
_CANNOT = say("this is not well-formed XML; what follows is not read")
_EXPLAINED = {
    "mismatched tag": (
        say("this closes a tag that is not open here; what follows is not read"),
        say("close every tag, the last one that was opened first"),
    ),
    "duplicate attribute": (say("this attribute is written twice; what follows is not read"), say("keep one of them")),
    "not well-formed (invalid token)": (_CANNOT, say("in texts write `&amp;` for `&` and `&lt;` for `<`")),
}


class Words(Place):
    """A piece of text between tags."""

    __slots__ = ("value",)

    def __init__(self, source: Source, start: int, value: str) -> None:
        super().__init__(source, start, start + 1)
        self.value = value


class Element(Place):
    """An element from its opening tag to its closing one; prefixes of names are left out but for `xml:`."""

    __slots__ = ("_found", "attributes", "pieces", "tag", "tag_end")

    def __init__(self, source: Source, start: int, tag: str, attributes: dict[str, str]) -> None:
        super().__init__(source, start, start)
        self.tag = tag
        self.attributes = attributes
        self.tag_end = start  # of its opening tag, when first asked for
        self.pieces: list[Element | Words] = []
        self._found: dict[tuple[str, ...], tuple[Element, ...]] = {}  # asked of a document once for each dialog

    def fill(self, pieces: "list[Element | Words]") -> None:
        """Put other pieces inside."""
        self.pieces = pieces
        self._found.clear()

    def get(self, name: str, otherwise: str = "") -> str:
        """An attribute without the space around it; `otherwise` where it is not written or empty."""
        return self.attributes.get(name, "").strip() or otherwise

    @property
    def called(self) -> str:
        """The tag, and the name that somebody has given to the element: `field "account"`."""
        name = self.get("id") or self.get("name")
        return f'{self.tag} "{name}"' if name else self.tag

    def elements(self, *tags: str) -> "tuple[Element, ...]":
        """The elements directly inside, of these tags (of any, where none is said); asked once all are read."""
        found = self._found.get(tags)
        if found is None:
            elements = (piece for piece in self.pieces if isinstance(piece, Element))
            found = self._found[tags] = tuple(piece for piece in elements if not tags or piece.tag in tags)
        return found

    def walk(self) -> Iterator["Element"]:
        """This element and all that stand inside, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.elements())

    def text(self) -> str:
        """All words inside, those of inner elements included."""
        return " ".join(piece.value if isinstance(piece, Words) else piece.text() for piece in self.pieces)

    def at(self, name: str) -> Place:
        """Where the value of an attribute stands; the opening tag where it is not written."""
        return self._attributes().get(name, self.head)

    @property
    def head(self) -> Place:
        """The opening tag, up to the end of its first line."""
        line = (self.start >> 28) + 1
        start = (self.start & ((1 << 28) - 1)) + 1
        shown = self.source.lines[line - 1]
        end = shown.find(">", start)
        return Place(self.source, self.start, packed(line - 1, end + 1 if end >= 0 else len(shown)))

    def _attributes(self) -> dict[str, Place]:
        source = self.source
        start = source.offset(self.start)
        tag = source.text[start : start + _LONGEST_TAG]
        places: dict[str, Place] = {}
        at = len(tag) - len(tag.lstrip("<").lstrip(_OF_NAMES))
        while found := _ATTRIBUTE.match(tag, at):
            at = found.end()
            begin, end = (source.position(start + edge) for edge in (found.start(2) + 1, at - 1))
            places[found[1]] = Place(source, begin, max(end, begin + 1))
        return places


class Tree:
    """What a text holds: an element around all roots, and what is wrong."""

    def __init__(self, source: Source) -> None:
        self.root = Element(source, 0, "", {})
        self.problems: list[Problem] = []
        self.code: list[tuple[int, str]] = []  # that a server runs to fill in parts of the page, and its positions

    @property
    def served(self) -> bool:
        """Does a server fill in parts of the page?"""
        return bool(self.code)


class _StopError(Exception):
    """A limit was met; carries what is to be said."""


def grow(source: Source, *, bare_ampersands: bool = False) -> Tree:
    """Read `source` into a tree. Never raises on any text; what is wrong stands in `problems`.

    bare_ampersands: the platform takes a `&` that begins no entity for itself, as in addresses of the web.
    """
    tree = Tree(source)
    if len(source.text) > MAX_SIGNS:
        message = say("the file is larger than {limit} million characters", limit=MAX_SIGNS // 1_000_000)
        tree.problems.append(Problem(Place(source, 0, 1), message, say("split it into several files")))
        return tree
    text = "\n".join(source.lines)
    plain = text
    for opening, closing in _SERVED:
        plain = _without_code(plain, opening, closing, tree)
    tree.code.sort()
    plain = _without_first(_DOCTYPE, _without_first(_DECLARATION, plain))
    plain = _NOT_XML.sub(" ", _ENTITY.sub(_sign, plain))
    if bare_ampersands:
        plain = _BARE.sub(_AMPERSAND, plain)
    builder = _Builder(tree, source)
    try:
        builder.feed(plain)
    except expat.ExpatError as error:
        tree.problems.append(_explained(source, error))
    except _StopError as stop:
        tree.problems.append(Problem(builder.here(), stop.args[0], stop.args[1]))
    builder.close()
    return tree


class _Builder:
    """Expat's events make the tree. An element of our own stands around all, so that several roots are fine."""

    def __init__(self, tree: Tree, source: Source) -> None:
        self.source = source
        self.stack = [tree.root]
        self.pieces = 0
        self.parser: Any = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._words

    def feed(self, text: str) -> None:
        self.parser.Parse("<_>\n", False)
        self.parser.Parse(text, False)
        self.parser.Parse("</_>", True)

    def close(self) -> None:
        """Ends what was left open where reading stopped."""
        end = max(self.here().start, 0)
        for element in self.stack:
            element.end = max(element.end, end)

    def here(self) -> Place:
        start = self._start()
        return Place(self.source, start, start + 1)

    def _start(self) -> int:
        return packed(max(self.parser.CurrentLineNumber - 2, 0), self.parser.CurrentColumnNumber)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._count()
        if self.parser.CurrentLineNumber == 1:
            return  # the element of our own
        if len(self.stack) > MAX_DEPTH:
            raise _StopError(say("nested deeper than {limit} levels", limit=MAX_DEPTH), say("the rest is not read"))
        plain = {key: _as_written(value) for key, value in attributes.items()}
        element = Element(self.source, self._start(), name.rpartition(":")[2], plain)
        self.stack[-1].pieces.append(element)
        self.stack.append(element)

    def _close(self, name: str) -> None:
        if len(self.stack) > 1:
            element = self.stack.pop()
            start = self._start()
            element.end = max(start + len(name) + 3, element.start + 1)

    def _words(self, value: str) -> None:
        value = _as_written(value)
        if value.strip():
            self._count()
            self.stack[-1].pieces.append(Words(self.source, self._start(), value))

    def _count(self) -> None:
        self.pieces += 1
        if self.pieces > MAX_PIECES:
            raise _StopError(say("more than {limit} elements", limit=MAX_PIECES), say("split it into several files"))


def _as_written(value: str) -> str:
    return value.replace(_FILLER, "").replace(_AMPERSAND, "&")


def _explained(source: Source, error: expat.ExpatError) -> Problem:
    what = expat.ErrorString(error.code)
    line, column = max(error.lineno - 2, 0), error.offset
    last = len(source.lines) - 1
    message, help_ = _EXPLAINED.get(what, (_CANNOT, say("check the tags and quotes before this place")))
    if line > last or (line == last and column >= len(source.lines[last])):
        line, column = last, max(len(source.lines[last]) - 1, 0)
        message, help_ = say("the file ends before all its tags are closed"), say("close every tag")
    start = packed(line, column)
    return Problem(Place(source, start, start + 1), message, help_)


def _without_first(pattern: "re.Pattern[str]", text: str) -> str:
    """The text without the first thing that begins like the pattern, if the rest of it fits, too."""
    start = text.find(pattern.pattern.partition("\\b")[0].replace("\\", ""))
    found = pattern.match(text, start) if start >= 0 else None
    return text[:start] + _blank(found[0]) + text[found.end() :] if found else text


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _sign(found: "re.Match[str]") -> str:
    """The sign of an entity of HTML, in as much room: files use them without declaring them."""
    if found[1] in _OWN_ENTITIES:
        return found[0]
    sign: str = html5.get(f"{found[1]};", "")
    return sign.ljust(found.end() - found.start(), _FILLER)


def _without_code(text: str, opening: str, closing: str, tree: Tree) -> str:
    """The text with code that a server runs blanked out, or as the field that it prints."""
    pieces, at, line, begun = [], 0, 0, 0
    speaks = False  # does a prompt stand open here?
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        end += len(closing)
        line += text.count("\n", at, start)
        begun = max(begun, text.rfind("\n", at, start) + 1)
        for found in _PROMPT.finditer(text, at, start):
            speaks = not found[1]
        code = text[start + len(opening) : end - len(closing)]
        tree.code.append((packed(line, start - begun), code))
        pieces += [text[at:start], _stand_in(text[start:end], opening, code.strip(), speaks=speaks)]
        line += text.count("\n", start, end)
        begun = max(begun, text.rfind("\n", start, end) + 1)
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _stand_in(code: str, opening: str, inner: str, *, speaks: bool) -> str:
    """`<%= name %>` -> `{name}    `, in as many signs; in a prompt also `<?php say("sales") ?>` -> `{sales}  `."""
    prints = opening == "<?=" or (opening == "<%" and inner.startswith("=")) or inner.startswith("echo ")
    words: list[str] = _WORD.findall(inner) if prints else []
    said = _SAYS.search(inner) if speaks and not prints else None
    if said is not None:
        words = ["_".join(_WORD.findall(said["said"]))]
    if not words or not words[-1] or "\n" in code:
        return _blank(code)
    return ("{" + words[-1][: len(code) - 2] + "}").ljust(len(code))
