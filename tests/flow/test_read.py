"""Flow files -> Flow: included files, nodes in place, what is inherited, and never an exception."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ivrlint.flow import model, reference
from ivrlint.flow.read import read_flow
from ivrlint.flow.schema import FLOW, NODES

SMALL = """\
ivr: 1
name: Acme
languages: [en]
start: main
listening:
  no_input: {after: 7s, attempts: 2, again: [Again?], then: bye}
keys: {"0": {label: a person, to: {type: transfer, queue: people}}}
nodes:
  main:
    type: menu
    options:
      1:
        label: bills
        to:
          type: menu
          options: {1: {label: paying, to: bye}, 01: {label: asking, to: {type: hangup}}}
          listening: {no_input: {then: {type: hangup}}}
  ask:
    type: branch
    field: segment
    cases: {business: {type: hangup}}
    else: {type: hangup}
  bye: {type: hangup}
"""


def flow_of(text: str) -> model.Flow:
    reading = read_flow(Path("f.yaml"), text=text)
    assert [str(problem.message) for problem in reading.problems] == []
    assert reading.flow is not None
    return reading.flow


def test_nodes_in_place_are_named_after_what_they_hang_on() -> None:
    assert list(flow_of(SMALL).nodes) == [
        "keys/0",
        "main",
        "main/1",
        "main/1/01",
        "main/1/no_input",
        "ask",
        "ask/business",
        "ask/else",
        "bye",
    ]


def test_a_node_inherits_what_it_does_not_say() -> None:
    flow = flow_of(SMALL)
    ears = flow.ears(flow.nodes["main/1"])
    assert (ears.no_input.after, ears.no_input.attempts, len(ears.no_input.again)) == (7.0, 2, 1)
    assert ears.no_input.then is not None
    assert ears.no_input.then.to == "main/1/no_input"
    assert (ears.no_match.attempts, ears.no_match.then) == (3, None)
    assert (ears.barge_in, ears.between_digits, ears.speech) == (True, 3.0, False)


def test_included_files_join_the_flow(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "main.yaml").write_text(
        "ivr: 1\nname: A\nlanguages: [en]\nstart: a\ninclude: [parts/one.yaml]\nnodes:\n  a: {type: message, next: b}\n"
    )
    (tmp_path / "parts/one.yaml").write_text("include: [two.yaml]\nnodes:\n  b: {type: message, next: c}\n")
    (tmp_path / "parts/two.yaml").write_text("nodes:\n  c: {type: hangup}\n")
    reading = read_flow(tmp_path / "main.yaml")
    assert reading.problems == ()
    assert reading.flow is not None
    assert list(reading.flow.nodes) == ["a", "b", "c"]
    assert reading.flow.nodes["c"].place.source.path == str(tmp_path / "parts/two.yaml")


def test_an_include_cycle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "ivr: 1\nname: A\nlanguages: [en]\nstart: a\ninclude: b.yaml\nnodes:\n  a: {type: hangup}\n"
    )
    (tmp_path / "b.yaml").write_text("include: [a.yaml]\nnodes:\n  b: {type: hangup}\n")
    reading = read_flow(tmp_path / "a.yaml")
    assert [str(problem.message) for problem in reading.problems] == [
        "`a.yaml` includes itself: a.yaml -> b.yaml -> a.yaml"
    ]


def test_an_id_of_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "ivr: 1\nname: A\nlanguages: [en]\nstart: a\ninclude: b.yaml\nnodes:\n  a: {type: hangup}\n"
    )
    (tmp_path / "b.yaml").write_text("nodes:\n  a: {type: hangup}\n")
    [problem] = read_flow(tmp_path / "a.yaml").problems
    assert problem.place.source.path.endswith("b.yaml")
    assert "a.yaml:7:3" in str(problem.message)


def test_a_file_that_is_not_utf8_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(
        "ivr: 1\nname: Averías\nlanguages: [es]\nstart: a\nnodes:\n  a: {type: hangup}\n".encode("latin-1")
    )
    reading = read_flow(file)
    assert [(p.place.line, str(p.message)) for p in reading.problems] == [(2, "this line is not UTF-8")]
    assert reading.flow is not None


def test_a_byte_order_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    reading = read_flow(file)
    assert reading.problems == ()


@given(st.binary(max_size=300))
def test_any_bytes_give_a_reading(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    read_flow(Path("f.yaml"), text=text)


_words = st.sampled_from(
    [
        *FLOW.keys,
        *(key for shape in NODES.values() for key in shape.keys),
        *NODES,
        "main",
        "1",
        "*",
        "es",
        "repeat",
        "6s",
        "30%",
        "09:00-18:00",
        "mon-fri",
        "",
        "true",
        "x-a",
        "no_input",
        "then",
    ]
)
_values = st.recursive(
    _words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=4), max_leaves=30
)


@given(st.dictionaries(_words, _values, max_size=8))
def test_any_yaml_of_known_words_gives_a_reading(data: object) -> None:
    reading = read_flow(Path("f.yaml"), text=json.dumps({"ivr": 1, "nodes": {"main": data}, **data}))  # type: ignore[dict-item]
    for problem in reading.problems:
        assert str(problem.message)
        assert problem.help is None or str(problem.help)


def test_the_model_has_every_key_of_the_schema() -> None:
    for type_, shape in NODES.items():
        [maker] = [m for m in model.Node.__args__ if m.type == type_]
        known = set(maker.__dataclass_fields__)
        assert {key.attribute for key in shape.keys.values()} - {"type"} <= known


def test_the_json_schema_knows_every_key() -> None:
    schema = json.loads(reference.json_schema())
    assert set(schema["properties"]) == set(FLOW.keys)
    types = {part["if"]["properties"]["type"]["const"]: part["then"] for part in schema["$defs"]["node"]["allOf"]}
    for type_, shape in NODES.items():
        assert set(types[type_]["properties"]) == set(shape.keys)


def test_every_key_is_described_with_an_example_that_reads() -> None:
    for shape in (FLOW, *NODES.values()):
        for key in shape.keys.values():
            assert key.doc.endswith((".", "…")), key.name
            assert key.example, key.name
