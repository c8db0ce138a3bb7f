"""JSON with places: the same values as the standard library's parser, places that hold, and no crash on anything."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ivrlint.flow.place import Source
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence, Tree
from ivrlint.platforms import jsontree

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
layouts = st.sampled_from([None, 0, 1, "\t"])


def grown(text: str) -> Tree:
    return jsontree.grow(Source("menu.json", text))


def plain(piece: Piece | None) -> Any:
    if isinstance(piece, Scalar):
        return json.loads(piece.value) if piece.plain else piece.value
    if isinstance(piece, Sequence):
        return [plain(item) for item in piece.items]
    assert isinstance(piece, Mapping)
    return {key.value: plain(value) for key, value in piece.pairs}


def written(piece: Piece) -> str:
    """The text that stands at a piece's place."""
    source = piece.source
    return source.text[source.offset(piece.start) : source.offset(piece.end)]


def pieces(piece: Piece) -> list[Piece]:
    inner = [part for pair in piece.pairs for part in pair] if isinstance(piece, Mapping) else []
    inner = piece.items if isinstance(piece, Sequence) else inner
    return [piece, *(deeper for part in inner for deeper in pieces(part))]


def said(text: str) -> list[str]:
    return [f"{problem.place.line}:{problem.place.column} {problem.message}" for problem in grown(text).problems]


@given(values, layouts, st.booleans())
def test_reads_what_json_reads(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    tree = grown(text)
    assert not tree.problems
    assert plain(tree.root) == json.loads(text)


@given(values, layouts)
def test_each_piece_stands_where_it_says(value: Any, indent: Any) -> None:
    tree = grown(json.dumps(value, indent=indent, ensure_ascii=False))
    assert tree.root is not None
    for piece in pieces(tree.root):
        assert json.loads(written(piece)) == plain(piece)


@given(values, layouts)
def test_json_inside_a_json_string_has_the_places_of_the_file(value: Any, indent: Any) -> None:
    outer = grown(json.dumps({"Content": json.dumps(value, indent=indent)}))
    content = jsontree.down(outer.root, "Content")
    assert isinstance(content, Scalar)
    tree = jsontree.inner(content)
    assert not tree.problems
    assert plain(tree.root) == value
    assert tree.root is not None
    for piece in pieces(tree.root):
        if isinstance(piece, Scalar) and not piece.plain:
            assert json.loads(json.loads(f'"{written(piece)}"')) == piece.value


@example("00")  # no number of JSON
@given(st.text(alphabet='{}[]:,"\\ \n\tau10-.e$'))
def test_never_raises(text: str) -> None:
    tree = grown(text)
    try:
        value = json.loads(text)
    except ValueError:
        assert tree.problems or "$" in text or "{{" in text
    else:
        assert plain(tree.root) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1 the file holds no JSON"),
        ('{"a": 1,}', "1:9 a `,` stands before this `}`"),
        ('{"a": 1\n "b": 2}', "2:2 a `,` is missing before this"),
        ('{"a" 1}', "1:6 a `:` is missing after the key `a`"),
        ('{"a": [1}', "1:9 this `}` closes nothing that is open"),
        ('{"a": [1', "1:7 what is opened here is never closed: a `]` is missing"),
        ('{"a": "b', "1:7 a text is opened here and never closed"),
        ('{"a": "b\nc"}', "1:9 a line break or control character stands in a text"),
        ('{"a": "\\q"}', "1:8 an unknown `\\` sequence stands in a text"),
        ('{"a": 1, "a": 2}', "1:10 the key `a` stands twice here; only the last one counts"),
        ("{a: 1}", "1:2 `a` must be a text in double quotes"),
        ("{1: 1}", "1:2 `1` must be a text in double quotes"),
        ("{true: 1}", "1:2 `true` must be a text in double quotes"),
        ('{"a": 007}', "1:7 `007` must be a text in double quotes"),
        ('{"a": }', "1:2 `a` has no value"),
        ("{} {}", "1:4 the JSON is over here, and more text follows"),
        ("[" * 101, "1:101 nested deeper than 100 levels"),
    ],
)
def test_tells_what_is_wrong(text: str, message: str) -> None:
    assert said(text)[0] == message


def test_reads_over_small_slips() -> None:
    assert plain(grown('{"a": [1 2,], "b": "x\ny",}').root) == {"a": [1, 2], "b": "x\ny"}


def test_the_last_of_two_equal_keys_counts() -> None:
    assert plain(grown('{"a": 1, "b": 3, "a": 2}').root) == {"a": 2, "b": 3}


def test_placeholders_that_are_still_to_be_filled_are_texts() -> None:
    tree = grown('{"queue": ${queue_arn}, "flow": {{ flow }}}')
    assert not tree.problems
    assert [jsontree.word(jsontree.down(tree.root, key)) for key in ("queue", "flow")] == ["${queue_arn}", "{{ flow }}"]


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsontree, "MAX_CHARACTERS", 10)
    assert grown("[" + "1," * 10 + "1]").root is None


def test_stops_after_so_many_problems() -> None:
    assert len(grown("[" + "," * 500 + "]").problems) == jsontree.MAX_PROBLEMS


@pytest.mark.parametrize("comment", ['/* keys, sales: "1" */', "// for sales, press 1\n", "/* one */ // two\n /**/"])
def test_comments_are_told_once_and_read_over(comment: str) -> None:
    text = f'{{"a": [1, {comment} 2], "b": "no // comment /* here */"}} {comment}'
    assert plain(grown(text).root) == {"a": [1, 2], "b": "no // comment /* here */"}
    assert said(text) == ["1:11 JSON has no comments"]


def test_a_comment_that_never_ends() -> None:
    assert said('{"a": 1 /* and')[0] == "1:9 JSON has no comments"
