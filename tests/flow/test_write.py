"""What is written is read back as the same flow."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ivrlint.flow.emit import Entry, Pairs, emitted
from ivrlint.flow.model import Broken, Flow
from ivrlint.flow.place import Place, Source
from ivrlint.flow.read import read_flow
from ivrlint.flow.tree import Mapping, Scalar, Sequence, grow
from ivrlint.flow.write import written
from ivrlint.lint import engine
from tests.flows import flows

ROOT = Path(__file__).parents[2]
FILES = engine.flow_files([ROOT / "menus", ROOT / "examples"])
_OF_THE_FILE = ("source", "sources", "directives")


def without_places(piece: Any) -> Any:
    """What a piece of the model says, without where."""
    if isinstance(piece, Place | Source):
        return None
    if is_dataclass(piece) and not isinstance(piece, type):
        said = {field.name: without_places(getattr(piece, field.name)) for field in fields(piece)}
        return type(piece).__name__, {name: value for name, value in said.items() if name not in _OF_THE_FILE}
    if isinstance(piece, dict):
        return {key: without_places(value) for key, value in piece.items()}
    if isinstance(piece, tuple):
        return tuple(map(without_places, piece))
    return piece


def read(text: str) -> Flow:
    flow = read_flow(Path("written.yaml"), text=text).flow
    assert flow is not None
    return flow


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_menus_are_written_as_they_were_read(file: Path) -> None:
    flow = read_flow(file).flow
    if flow is None or any(isinstance(node, Broken) for node in flow.nodes.values()):
        pytest.skip("not a whole flow")
    text = written(flow)
    assert without_places(read(text)) == without_places(flow)
    assert written(read(text)) == text


@given(flows())
@settings(max_examples=300, deadline=None)
def test_random_flows_are_written_as_they_were_read(text: str) -> None:
    flow = read(text)
    assert without_places(read(written(flow))) == without_places(flow)


values: st.SearchStrategy[Any] = st.recursive(
    st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(), inner, max_size=3).map(
            lambda each: Pairs.of(
                Entry(key, value, ("why: {x}",) * (len(key) % 2), "beside") for key, value in each.items()
            )
        )
    ),
    max_leaves=12,
)


def plain(value: Any) -> Any:
    if isinstance(value, Pairs):
        return {entry.key: plain(entry.value) for entry in value}
    return [plain(item) for item in value] if isinstance(value, list) else value


def grown(piece: Any) -> Any:
    if isinstance(piece, Mapping):
        return {key.value: grown(value) for key, value in piece.pairs}
    return [grown(item) for item in piece.items] if isinstance(piece, Sequence) else piece.value


@given(
    st.dictionaries(st.text(), values, min_size=1, max_size=4),
    st.text(alphabet="ab #:*,'\"-{}[]&!|>%@`?\n\t ñ😀\u2028", max_size=200),
)
@settings(max_examples=400, deadline=None)
def test_whatever_is_emitted_is_read_by_us_and_by_others(content: dict[str, Any], more: str) -> None:
    pairs = Pairs.of(Entry(key, value) for key, value in {**content, "more": more}.items())
    text = emitted(pairs)
    assert yaml.load(text, yaml.SafeLoader) == plain(pairs)
    tree = grow(Source("x", text))
    assert not tree.problems
    assert isinstance(tree.root, Mapping)
    assert isinstance(tree.root.pairs[0][0], Scalar)
    if "<<" not in text:
        assert grown(tree.root) == plain(pairs)
