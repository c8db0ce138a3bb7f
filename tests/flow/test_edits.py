"""Edits keep a file's layout: whatever the style of a text or a mapping, only what is meant changes."""

import re
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow.edits import at, edited, in_order, is_shared, reworded, with_pair, without_comment
from ivrlint.flow.place import Place, Source
from ivrlint.flow.spelling import Change, quoted, spelling
from ivrlint.flow.suggest import one_slip
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence, grow

WORDS = st.sampled_from(
    [
        "press",
        "1",
        "pulse",
        "número",
        "🙂",
        "it's",
        '"now"',
        "a: b",
        "# no",
        "{options}",
        "[x]",
        "-",
        "back\\slash",
        "naïve,",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


def plain(words: str, _indent: str) -> str:
    return words


def double(words: str, indent: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace(" ", f"\n{indent}", 1) + '"'


def escaped(words: str, _indent: str) -> str:
    return (
        '"'
        + "".join(
            f"\\U{ord(sign):08x}" if sign.isalpha() else sign for sign in words.replace("\\", "").replace('"', "")
        )
        + '"'
    )


def single(words: str, indent: str) -> str:
    return "'" + words.replace("'", "''").replace(" ", f"\n\n{indent}", 1) + "'"


def literal(words: str, indent: str) -> str:
    return f"|  # why\n{indent}{words}\n\n{indent}  more of it"


def folded(words: str, indent: str) -> str:
    return f">-\n{indent}" + words.replace(" ", f"\n{indent}") + f"\n\n{indent}a second paragraph\n{indent}  indented"


def kept(words: str, indent: str) -> str:
    return f"|+\n{indent}{words}\n\n"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Documents in which a text stands in some style, in a block or in `{…}`, with comments and neighbours."""
    words = draw(TEXTS)
    line_end = draw(LINE_ENDS)
    anchor = draw(st.sampled_from(["", "&name "]))
    if draw(st.booleans()):
        style = draw(st.sampled_from([plain, double, escaped, single, literal, folded, kept]))
        text = f"# 🙂 top\nbefore: [1, 2]  # one\nprompt: {anchor}{style(words, '  ')}\nafter: 'x'  # two\n"
    else:
        style = draw(st.sampled_from([plain, double, single, escaped]))
        text = f"# 🙂 top\nnode: {{before: 1, prompt: {anchor}{style(words, '    ')}, after: [x]}}  # two\n"
    return text.replace("\n", line_end)


def scalars(piece: Piece | None) -> Iterator[Scalar]:
    if isinstance(piece, Mapping):
        for key, value in piece.pairs:
            yield key
            yield from scalars(value)
    elif isinstance(piece, Sequence):
        for item in piece.items:
            yield from scalars(item)
    elif piece is not None:
        yield piece


def values(text: str) -> list[str]:
    return [event.value for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent)]


@given(documents())
def test_every_style_of_text_is_understood(text: str) -> None:
    tree = grow(Source("x", text))
    if not tree.problems:
        for scalar in filter(lambda scalar: scalar.value, scalars(tree.root)):
            known = spelling(scalar)
            assert known is not None, scalar.value
            assert len(known.spans) == len(scalar.value)


LITERAL = "prompt: |  # why\n  1\n\n    more of it\nafter: 'x'\n"
KEPT = "prompt: |+\n  1\n\n\nafter: 'x'\n"
FOLDED = "prompt: >-\n  one\n  two\n\n  three\nafter: 'x'\n"


@pytest.mark.parametrize(
    ("text", "change", "value"),
    [
        (LITERAL, Change(0, 1, "press"), "press\n\n  more of it\n"),
        (LITERAL, Change(5, 9, "less"), "1\n\n  less of it\n"),
        (LITERAL, Change(2, 2, "press"), None),  # in the empty line
        (LITERAL, Change(0, 3, "press"), None),  # in place of the ends of lines
        (KEPT, Change(4, 4, "a: b"), None),  # behind the last empty line
        (KEPT, Change(0, 4, "press"), None),  # in place of the last line's end
        (FOLDED, Change(4, 7, "2"), "one 2\nthree"),
        (FOLDED, Change(3, 4, ", "), "one, two\nthree"),
        (FOLDED, Change(7, 8, " "), None),
    ],
)
def test_words_in_blocks_keep_their_indentation(text: str, change: Change, value: str | None) -> None:
    scalar = next(scalar for scalar in scalars(grow(Source("x", text)).root) if "\n" in scalar.value)
    edits = reworded(scalar, [change])
    assert (values(edited(text, edits))[1] if edits else None) == value


@given(documents(), TEXTS, st.data())
def test_other_words_are_all_that_changes(text: str, new: str, data: st.DataObject) -> None:
    source = Source("x", text)
    tree = grow(source)
    if tree.problems:
        return  # the words made no YAML
    pieces = [scalar for scalar in scalars(tree.root) if scalar.value]
    number = data.draw(st.integers(0, len(pieces) - 1))
    scalar = pieces[number]
    start = data.draw(st.integers(0, len(scalar.value)))
    end = data.draw(st.integers(start, len(scalar.value)))
    edits = reworded(scalar, [Change(start, end, new)])
    if edits is None:
        return
    after = edited(text, edits)
    wanted = [piece.value for piece in scalars(tree.root)]
    at_ = [piece is scalar for piece in scalars(tree.root)].index(True)
    wanted[at_] = scalar.value[:start] + new + scalar.value[end:]
    if not _is_odd(wanted[at_], scalar.value):
        assert values(after) == wanted, after
        assert re.findall(r"# (?:🙂 top|one|two|why)", after) == re.findall(r"# (?:🙂 top|one|two|why)", text)
        outside = [
            line for number, line in enumerate(text.split("\n"), 1) if not scalar.line <= number <= scalar.end_line
        ]
        left = after.split("\n")
        assert [line for line in outside if line in left] == outside


def _is_odd(value: str, before: str) -> bool:
    """Spaces at the edge of a line, which YAML folds or takes for indentation."""
    old = before.split("\n")
    return not value or any(line != line.strip() and line not in old for line in value.split("\n"))


@given(TEXTS)
def test_a_quoted_text_reads_as_itself_anywhere(words: str) -> None:
    written = quoted(words)
    assert yaml.safe_load(f"k: {{a: [{written}], b: 1}}")["k"]["a"] in ([words], [yaml.safe_load(written)])
    assert values(f"k: {{a: {written}, b: 1}}\n")[2] == words
    assert values(f"k: {written}\n")[1] == words


MAPPINGS = [
    "m:\n  a: 1\n  b: {x: 1}  # two\n\nz: 1\n",
    "m: {a: 1, b: {x: 1}}  # two\nz: 1\n",
    "m: {\n  a: 1,\n  b: {x: 1},  # two\n}\nz: 1\n",
    "m: {\n  a: 1,\n  b: {x: 1}\n}\nz: 1\n",
    "m: &name\n  a: 1\n  b: |\n    text\n    more\n\n# comment\nz: 1\n",
    "m:\n  a: 1\n  b: |+\n    text\n\nz: 1\n",
    "m:\n  a: &x 1\n  b: *x\nz: 1\n",
    "m: {a: &x 1, b: *x}\nz: 1\n",
    "m:\n- a: 1\n  b: 2\nz: 1\n",
    "m:\n  a: 1\n  b:\n    c:\n      - 1\n      - d: 2  # deep\nz: 1\n",
    "m: {}\nz: 1\n",
    "z: 1\nm:\n  a: 1\n  b: 🙂 # no line end",
]


def mapping_of(text: str) -> Mapping:
    tree = grow(Source("x", text))
    assert isinstance(tree.root, Mapping)
    found = tree.root.get("m")
    found = found.items[0] if isinstance(found, Sequence) else found
    assert isinstance(found, Mapping)
    return found


@given(st.sampled_from(MAPPINGS), LINE_ENDS, st.sampled_from([None, "a"]))
def test_one_more_pair(text: str, line_end: str, behind: str | None) -> None:
    text = text.replace("\n", line_end)
    edit = with_pair(mapping_of(text), "new: {x: y}", behind)
    assert edit
    after = edited(text, [edit])
    mapping = mapping_of(after)
    keys = [key.value for key, _ in mapping.pairs]
    assert sorted(keys) == sorted([*(key.value for key, _ in mapping_of(text).pairs), "new"])
    data, before = yaml.safe_load(after), yaml.safe_load(text)
    grown, small = ((item["m"][0] if isinstance(item["m"], list) else item["m"]) for item in (data, before))
    assert grown == {**small, "new": {"x": "y"}}
    assert data["z"] == before["z"]
    assert [
        line for line in text.splitlines() if "#" in line and line not in after.splitlines()
    ] == [] or line_end in text


def test_one_more_pair_is_refused_where_pairs_are_merged() -> None:
    assert with_pair(mapping_of("m: {<<: {a: 1}, b: 2}\n"), "new: 1") is None
    assert with_pair(mapping_of("m:\n  <<: {a: 1}\n  b: 2\n"), "new: 1") is None


@given(st.permutations(range(4)), LINE_ENDS, st.booleans())
def test_pairs_in_another_order(order: list[int], line_end: str, block: bool) -> None:
    lines = ["  3: {a: x}  # three", "  # about one\n  1:\n    a: y  # deep", "\n  2: |\n    text", "  x-y: z"]
    text = (
        "m:\n" + "\n".join(lines) + "\nz: 1\n"
        if block
        else "m: {3: {a: x}, 1: {a: y}, 2: text, x-y: z}  # three\nz: 1\n"
    )
    text = text.replace("\n", line_end)
    before = mapping_of(text)
    edits = in_order(before, order)
    assert edits is not None
    after = edited(text, edits)
    mapping = mapping_of(after)
    names = [key.value for key, _ in before.pairs]
    assert [key.value for key, _ in mapping.pairs] == [names[number] for number in order]
    assert yaml.safe_load(after) == yaml.safe_load(text)
    assert sorted(re.findall("#.*", after)) == sorted(re.findall("#.*", text))
    if block:
        assert re.search(r"  # about one\r?\n  1:", after), "a comment stays above its pair"
        assert "3: {a: x}  # three" in after


def test_pairs_with_anchors_keep_their_order() -> None:
    assert in_order(mapping_of("m: {a: &x 1, b: *x}\n"), [1, 0]) is None
    assert in_order(mapping_of("m:\n  a: &x {b: 1}\n  b: *x\n"), [1, 0]) is None


@given(LINE_ENDS)
def test_comments_taken_out(line_end: str) -> None:
    text = "a: 1  # one\n# two\nb: '#'  # three\n# four".replace("\n", line_end)
    source = Source("x", text)
    for comment, left in (
        ("# one", "a: 1\n# two\nb: '#'  # three\n# four"),
        ("# two", "a: 1  # one\nb: '#'  # three\n# four"),
        ("# three", "a: 1  # one\n# two\nb: '#'\n# four"),
        ("# four", "a: 1  # one\n# two\nb: '#'  # three"),
    ):
        start = text.index(comment)
        place = Place(source, source.position(start), source.position(start + len(comment)))
        assert edited(text, [without_comment(place)]) == left.replace("\n", line_end)


@given(st.text("ab\r\n🙂é", max_size=30), st.data())
def test_places_and_offsets_agree(text: str, data: st.DataObject) -> None:
    source = Source("x", text)
    offset = data.draw(st.integers(0, len(text)))
    assert source.offset(source.position(offset)) == offset
    place = at(source, offset, len(text), "").place
    assert source.lines[place.line - 1][: place.column - 1] == text[:offset].replace("\r\n", "\n").replace(
        "\r", "\n"
    ).split("\n")[-1] or text[:offset].endswith("\r")


def test_what_aliases_repeat_is_known() -> None:
    tree = grow(Source("x", "a: &x {k: text}\nb: *x\nc: &y other\n"))
    by_value = {scalar.value: scalar for scalar in scalars(tree.root)}
    assert is_shared(by_value["text"])
    assert not is_shared(by_value["other"])


@given(st.text("abc", min_size=3, max_size=6), st.lists(st.text("abc", min_size=2, max_size=7), max_size=6))
def test_one_slip(word: str, known: list[str]) -> None:
    def near(name: str) -> bool:
        out = {word[:i] + word[i + 1 :] for i in range(len(word))}
        wrong = {word[:i] + sign + word[i + 1 :] for i in range(len(word)) for sign in "abc"}
        more = {word[:i] + sign + word[i:] for i in range(len(word) + 1) for sign in "abc"}
        swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
        return name != word and name in out | wrong | more | swapped

    found = [name for name in known if near(name)]
    assert one_slip(word, known) == (found[0] if len(found) == 1 else None)
