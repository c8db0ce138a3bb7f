"""The flow format for editors (JSON Schema) and for people (a reference), both from the schema."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ivrlint.flow.entries import Options
from ivrlint.flow.hours import DAY_PATTERN, SPAN_PATTERN
from ivrlint.flow.kinds import Json, Key, Listing, Shape, Table
from ivrlint.flow.schema import FLOW, NODES
from ivrlint.locale import PAGES, translated
from ivrlint.locale.markdown import page
from ivrlint.message import say

_FOLDER = Path(__file__).parent
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
                            "description": str(say("One text per language.")),
                            "additionalProperties": {"type": ["string", "number"]},
                        },
                        {
                            "type": "object",
                            "description": str(say("A text and its recording.")),
                            "properties": {"text": {"$ref": "#/$defs/text"}, "audio": {"type": "string"}},
                            "additionalProperties": False,
                        },
                    ]
                },
                "phrases": {"anyOf": [*_PHRASES["anyOf"], {"type": "object", "additionalProperties": _PHRASES}]},
                "target": {
                    "anyOf": [
                        {
                            "type": "string",
                            "description": str(say("A node's id, or repeat, back, start, hangup.")),
                        },
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
        "properties": {"type": {"enum": list(types), "description": translated("What kind of node this is.", PAGES)}},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": shape}
            for name, shape in types.items()
        ],
    }


def markdown() -> str:
    """The reference of the format: a table a shape."""
    parts = [f"# {say('The flow file')}", *_table(say("Top level"), FLOW)]
    for name, shape in NODES.items():
        parts += _table(f"`type: {name}`", shape)
    for shape in _inner_shapes((FLOW, *NODES.values())):
        title = str(shape.says)
        parts += _table(title[0].upper() + title[1:], shape)
    return "\n".join([*parts, "", page(semantics()).rstrip()])


def semantics() -> str:
    """What the tables do not say, Markdown, in English."""
    return (_FOLDER / "semantics.md").read_text("utf-8")


def docs(*roots: Shape) -> Iterator[str]:
    """What these shapes, their keys and the shapes inside them are, in English."""
    for shape in (*roots, *_inner_shapes(roots)):
        yield shape.doc
        yield from (key.doc for key in shape.keys.values())


def _table(title: object, shape: Shape) -> Iterator[str]:
    head = " | ".join(map(str, (say("key"), say("what it is"), say("example"))))
    yield f"\n## {title}\n\n{translated(shape.doc, PAGES)}\n\n| {head} |\n| --- | --- | --- |"
    for key in shape.keys.values():
        needed = f" **{say('Required.')}**" if key.required else ""
        yield f"| `{key.name}` | {_cell(translated(key.doc, PAGES))}{needed} | `{_cell(key.example)}` |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _inner_shapes(roots: Iterable[Shape]) -> list[Shape]:
    """Shapes inside others, each once, in the order in which they are met."""
    found: dict[int, Shape] = {}
    waiting: list[Key] = [key for shape in roots for key in shape.keys.values()]
    while waiting:
        kind = waiting.pop(0).kind
        kind = kind.item if isinstance(kind, Listing) else kind.value if isinstance(kind, Table) else kind
        kind = kind.option if isinstance(kind, Options) else kind
        if isinstance(kind, Shape) and id(kind) not in found:
            found[id(kind)] = kind
            waiting += kind.keys.values()
    return list(found.values())
