"""Text -> tree: as written, with places, with limits; the same with both of PyYAML's parsers."""

import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ivrlint.flow import tree as tree_module
from ivrlint.flow.place import Source
from ivrlint.flow.tree import Mapping, Piece, Scalar, Sequence, grow


def plain(piece: Piece | None) -> object:
    """A tree as plain data, for comparison."""
    if isinstance(piece, Mapping):
        return {key.value: plain(value) for key, value in piece.pairs}
    if isinstance(piece, Sequence):
        return [plain(item) for item in piece.items]
    return piece.value if piece else None


def read(text: str) -> tuple[object, list[str]]:
    grown = grow(Source("t.yaml", text))
    return plain(grown.root), [str(problem.message) for problem in grown.problems]


def test_scalars_stay_as_written() -> None:
    text = "a: 1\nb: 01\nc: no\nd: on\ne: 09:00\nf: 2026-01-01\ng: 0x10\nh: ~\n"
    assert read(text) == (
        {"a": "1", "b": "01", "c": "no", "d": "on", "e": "09:00", "f": "2026-01-01", "g": "0x10", "h": "~"},
        [],
    )


def test_places_count_from_one_in_code_points() -> None:
    root = grow(Source("t.yaml", "a: ñandú\n📞: {llamada: «sí»}\n")).root
    assert isinstance(root, Mapping)
    key, value = root.pairs[1]
    assert isinstance(value, Mapping)
    said = value.pairs[0][1]
    assert (key.line, key.column, said.line, said.column, said.end_column) == (2, 1, 2, 14, 18)


def test_merge_keys_give_way_to_what_is_written() -> None:
    assert read("base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\nboth: {<<: [*b, {z: 4}]}\n") == (
        {"base": {"x": "1", "y": "2"}, "own": {"x": "1", "y": "3"}, "both": {"x": "1", "y": "2", "z": "4"}},
        [],
    )


def test_an_alias_bomb_is_refused() -> None:
    bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(12)
    )
    began = time.perf_counter()
    _, problems = read(bomb)
    assert problems == ["aliases expand to more than 2000000 pieces"]
    assert time.perf_counter() - began < 2


def test_an_anchor_cannot_hold_itself() -> None:
    assert read("a: &a [*a]\n")[1] == ["`*a` refers to an anchor that is not defined above"]


@pytest.mark.parametrize("text", ["[" * 50_000 + "]" * 50_000, "a: " + "{a: " * 20_000, "- " * 20_000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert read(text)[1][0] == "nested deeper than 100 levels"


def test_a_second_document_is_not_read() -> None:
    assert read("a: 1\n---\nb: 2\n") == ({"a": "1"}, ["a second YAML document begins here; only the first is read"])


@given(st.text(alphabet=st.sampled_from("ab:{}[],&*#!|>-'\"\\%@` \n\té📞\u2028\ufeff0123"), max_size=60))
@example("*: 1")
@example("a: |\n  \t*: x")
@example("%YAML 1.1\n--- \n")
@example("? [a]\n: b")
@example("!!binary x: y")
def test_any_text_gives_a_tree_or_problems(text: str) -> None:
    grown = grow(Source("t.yaml", text))
    for problem in grown.problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert str(problem.message)


@given(st.text(max_size=200))
def test_any_unicode_gives_a_tree_or_problems(text: str) -> None:
    grow(Source("t.yaml", text))


TEXTS = [
    "a: 1\n*: {b: c}\n",
    "a:\n\tb: 1\n",
    "a: [1, {b: 'c'}]\nd: |\n  e\n  f\n",
    "a: &x {b: 1}\nc: {<<: *x}\n",
    "a: b: c\n",
    'a: "b\n',
    "{a: [}\n",
    "a: 1\r\nb: 2\r\n",
    "é: «ñ»\n",
    "- 1\n- 2\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_parsers_read_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_it() -> object:
        grown = grow(Source("t.yaml", text))
        return plain(grown.root), [(p.place.line, p.place.column, str(p.message)) for p in grown.problems]

    fast = all_of_it()
    monkeypatch.setattr(tree_module, "_Loader", yaml.SafeLoader)
    assert all_of_it() == fast


def test_scalar_spans_hold_the_text() -> None:
    source = Source("t.yaml", "a: hello\nb: [x, 'y z']\n")
    root = grow(source).root
    assert isinstance(root, Mapping)
    value = root.pairs[0][1]
    assert isinstance(value, Scalar)
    assert source.lines[value.line - 1][value.column - 1 : value.end_column - 1] == "hello"
