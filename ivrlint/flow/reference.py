"""The flow format for editors (JSON Schema) and for people (a reference), both from the schema."""

import json
from collections.abc import Iterator
from pathlib import Path

from ivrlint.flow.entries import Options
from ivrlint.flow.hours import DAY_PATTERN, SPAN_PATTERN
from ivrlint.flow.kinds import Json, Key, Listing, Shape, Table
from ivrlint.flow.schema import FLOW, NODES

_SEMANTICS = Path(__file__).with_name("semantics.md")
_SPAN: Json = {"type": "string", "pattern": SPAN_PATTERN}
_PHRASES: Json = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


def json_schema() -> str:
    """JSON Schema (draft 2020-12) of a flow file, with descriptions."""
    return json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "ivrlint flow file",
            **FLOW.schema(),
            "$defs": {
                "text": {
                    "anyOf": [
                        {"type": ["string", "number"]},
                        {
                            "type": "object",
                            "description": "One text per language.",
                            "additionalProperties": {"type": ["string", "number"]},
                        },
                        {
                            "type": "object",
                            "description": "A text and its recording.",
                            "properties": {"text": {"$ref": "#/$defs/text"}, "audio": {"type": "string"}},
                            "additionalProperties": False,
                        },
                    ]
                },
                "phrases": {"anyOf": [*_PHRASES["anyOf"], {"type": "object", "additionalProperties": _PHRASES}]},
                "target": {
                    "anyOf": [
                        {"type": "string", "description": "A node's id, or repeat, back, start, hangup."},
                        {"$ref": "#/$defs/node"},
                    ]
                },
                "week": {
                    "type": "object",
                    "patternProperties": {
                        DAY_PATTERN: {"anyOf": [_SPAN, {"type": "array", "items": _SPAN}]},
                        "^x-": {},
                    },
                    "additionalProperties": False,
                },
                "node": _node(),
            },
        },
        ensure_ascii=False,
        indent=2,
    )


def _node() -> Json:
    """A node: by its type, so that an editor speaks of that type's keys only."""
    types = {name: shape.schema() for name, shape in NODES.items()}
    for name, shape in types.items():
        shape["properties"]["type"] = {"const": name, "description": shape["description"]}
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": list(types), "description": "What kind of node this is."}},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": shape}
            for name, shape in types.items()
        ],
    }


def markdown() -> str:
    """The reference of the format: a table a shape."""
    parts = ["# The flow file", *_table("Top level", FLOW)]
    for name, shape in NODES.items():
        parts += _table(f"`type: {name}`", shape)
    for shape in _inner_shapes():
        parts += _table(shape.says.capitalize(), shape)
    return "\n".join([*parts, "", _SEMANTICS.read_text("utf-8").rstrip()])


def _table(title: str, shape: Shape) -> Iterator[str]:
    yield f"\n## {title}\n\n{shape.doc}\n\n| key | what it is | example |\n| --- | --- | --- |"
    for key in shape.keys.values():
        needed = " **Required.**" if key.required else ""
        yield f"| `{key.name}` | {_cell(key.doc)}{needed} | `{_cell(key.example)}` |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _inner_shapes() -> list[Shape]:
    """Shapes inside others, each once, in the order in which they are met."""
    found: dict[int, Shape] = {}
    waiting: list[Key] = [key for shape in (FLOW, *NODES.values()) for key in shape.keys.values()]
    while waiting:
        kind = waiting.pop(0).kind
        kind = kind.item if isinstance(kind, Listing) else kind.value if isinstance(kind, Table) else kind
        kind = kind.option if isinstance(kind, Options) else kind
        if isinstance(kind, Shape) and id(kind) not in found:
            found[id(kind)] = kind
            waiting += kind.keys.values()
    return list(found.values())
