"""XML with places: against the standard library's parser, and against files that mean harm."""

import xml.etree.ElementTree as ET
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow.place import Place, Source
from ivrlint.platforms.xmltree import MAX_DEPTH, MAX_SIGNS, Element, Tree, Words, grow

_names = st.text("abcxyz", min_size=1, max_size=3)
_words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=12)


def read(text: str) -> Tree:
    return grow(Source("menu.xml", text))


def shown(place: Place) -> str:
    """The text that a place spans, on its first line."""
    line = place.source.lines[place.line - 1]
    return line[place.column - 1 : place.end_column - 1 if place.end_line == place.line else None]


@st.composite
def documents(draw: st.DrawFn, depth: int = 3) -> ET.Element:
    element = ET.Element(draw(_names), draw(st.dictionaries(_names, _words, max_size=3)))
    element.text = draw(_words)
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        child = draw(documents(depth - 1))
        child.tail = draw(_words)
        element.append(child)
    return element


def plain(element: ET.Element | Element) -> object:
    """Tag, attributes, words and children of either kind of tree, spaces apart."""
    if isinstance(element, Element):
        said = "".join(piece.value for piece in element.pieces if isinstance(piece, Words))
        return element.tag, element.attributes, "".join(said.split()), [plain(inner) for inner in element.elements()]
    said = "".join([element.text or "", *(child.tail or "" for child in element)])
    return element.tag, element.attrib, "".join(said.split()), [plain(child) for child in element]


@given(documents())
def test_it_reads_what_the_standard_library_reads(document: ET.Element) -> None:
    text = ET.tostring(document, "unicode")
    tree = read(text)
    assert not tree.problems
    assert [plain(element) for element in tree.root.elements()] == [plain(ET.fromstring(text))]


@given(documents(), st.text(" \n\t", max_size=5))
def test_places_point_at_what_they_name(document: ET.Element, before: str) -> None:
    for element in read(before + ET.tostring(document, "unicode")).root.walk():
        if not element.tag:
            continue
        assert shown(element.head).startswith(f"<{element.tag}")
        for name, value in element.attributes.items():
            if value and not set(value) & set("&<>\"'\n\t\r"):
                assert shown(element.at(name)) == value


def test_attributes_on_other_lines_have_their_places() -> None:
    element = read('<a one="1"\n   two = \'zwei\'\n\tthree="x > y"/>').root.elements()[0]
    assert [(element.at(name).line, shown(element.at(name))) for name in ("one", "two", "three")] == [
        (1, "1"),
        (2, "zwei"),
        (3, "x > y"),
    ]
    assert element.at("none").start == element.head.start


def test_declarations_several_roots_and_entities_of_html_are_fine() -> None:
    text = '<?xml version="1.0" encoding="latin1"?>\n<!DOCTYPE a SYSTEM "http://x/y.dtd">\n<a>caf&eacute;</a>\n<b/>'
    tree = read(text)
    assert not tree.problems
    assert [(element.tag, element.line) for element in tree.root.elements()] == [("a", 3), ("b", 4)]
    assert tree.root.elements()[0].text().replace(" ", "") == "café"


def test_code_of_a_server_becomes_a_field_and_moves_nothing() -> None:
    tree = read('<%@ page x="y" %>\n<a src="<%= request.name %>.wav"><% if (a < b) { %><b/><% } %></a>')
    assert tree.served
    assert not tree.problems
    element = tree.root.elements()[0]
    assert element.get("src").replace(" ", "") == "{name}.wav"
    assert element.elements("b")[0].head.column == tree.root.source.lines[1].index("<b/>") + 1


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<a>\n<b></a>", 2, "closes a tag"),
        ("<a>\n  R&D\n</a>", 2, "not well-formed"),
        ('<a b="1" b="2"/>', 1, "twice"),
        ("<a>\n<b/>", 2, "ends before all its tags"),
        ("\n" + "<a>" * (MAX_DEPTH + 1), 2, "nested deeper"),
    ],
)
def test_what_is_wrong_is_told_where_it_is(text: str, line: int, message: str) -> None:
    problems = read(text).problems
    assert [(problem.place.line, message in str(problem.message)) for problem in problems] == [(line, True)]


def test_what_stands_before_a_mistake_is_read() -> None:
    assert [element.tag for element in read("<a><b/><c></a>").root.walk()] == ["", "a", "b", "c"]


def test_entities_cannot_grow_and_files_cannot_be_fetched() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    start = monotonic()
    tree = read(f'<!DOCTYPE x [<!ENTITY a0 "ha">{bomb}]><x>&a11;</x>')
    assert tree.root.text().strip() == ""
    secret = read('<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]><x>&s;</x>')
    assert secret.root.text().strip() == ""
    assert monotonic() - start < 1


@pytest.mark.parametrize(
    "text", ["", "\0", "<a>\0</a>", "\ud800", "<a>\ud800\uffff</a>", "]]>", "<!DOCTYPE", "<%", "&"]
)
def test_odd_signs_never_raise(text: str) -> None:
    assert read(text).root.tag == ""


def test_what_is_too_large_is_not_read() -> None:
    tree = read("<a/>" + " " * MAX_SIGNS)
    assert [str(problem.message) for problem in tree.problems] == ["the file is larger than 20 million characters"]
    assert not tree.root.pieces


@pytest.mark.parametrize(
    "piece", ["<%", "<?php ", "<!DOCTYPE ", "<!DOCTYPE a[", "<?xml ", '<a b="', "<a b='\"", "<![CDATA[", "<!--", "&a;"]
)
def test_repeated_beginnings_take_no_time(piece: str) -> None:
    start = monotonic()
    for element in read(piece * 20_000).root.walk():
        assert element.at("b") is not None
    assert monotonic() - start < 2


@given(st.text("<>&;/='\"ab \n%?![]-", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    tree = read(text)
    for element in list(tree.root.walk())[1:]:
        assert element.end > element.start
        assert element.at("a").end > element.at("a").start
