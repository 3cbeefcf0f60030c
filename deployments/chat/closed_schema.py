"""JSON schemas whose objects have the properties that they name, and no others.

A schema that does not mention `additionalProperties` allows any, but nobody who writes one wants a
model to make some up: OpenAI demands that strict schemas exclude them, llama.cpp and xgrammar do
so on their own. What is generated is valid for the schema as it was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

COMBINING = {"not", "if", "then", "else", "dependentSchemas", "unevaluatedProperties"}
ALTERNATIVES = ("anyOf", "oneOf")
OPEN = {"additionalProperties", "patternProperties", "propertyNames", "minProperties"}
NAMED = ("properties", "$defs", "definitions")  # objects whose values are schemas
NESTED = ("items", "additionalProperties")
LISTED = ("prefixItems", "allOf", *ALTERNATIVES)

Schema = Any  # of JSON: what is no object stays what it is


def closed(schema: Schema) -> Schema:
    """A copy whose objects are closed.

    The schema itself where parts of it are combined, for one part may name what another forbids.
    """
    return schema if any(map(_combines, _parts(schema))) else _closed(schema)


def _combines(schema: dict[str, Schema]) -> bool:
    """Whether several parts of it name properties, or one demands what it does not name."""
    parts = [key for key in ("properties", "$ref", *ALTERNATIVES) if key in schema]
    unnamed = set(map(str, _list(schema, "required"))) - _dict(schema, "properties").keys()
    combined = len(parts) + len(_list(schema, "allOf")) > 1
    return combined or bool(unnamed) or not COMBINING.isdisjoint(schema)


def _closed(schema: Schema) -> Schema:
    if not isinstance(schema, dict):
        return schema
    result = dict(schema)
    for key in NAMED:
        if named := _dict(schema, key):
            result[key] = {name: _closed(each) for name, each in named.items()}
    for key in LISTED:
        if listed := _list(schema, key):
            result[key] = [_closed(each) for each in listed]
    for key in NESTED:
        if key in schema:
            result[key] = _closed(schema[key])
    if _dict(schema, "properties") and OPEN.isdisjoint(schema):
        result["additionalProperties"] = False
    return result


def _parts(schema: Schema) -> Iterator[dict[str, Schema]]:
    """The schema and all schemas in it."""
    if not isinstance(schema, dict):
        return
    yield schema
    named = [each for key in NAMED for each in _dict(schema, key).values()]
    listed = [each for key in LISTED for each in _list(schema, key)]
    for each in (*named, *listed, *(schema.get(key) for key in NESTED)):
        yield from _parts(each)


def _dict(schema: dict[str, Schema], key: str) -> dict[str, Schema]:
    value = schema.get(key)
    return value if isinstance(value, dict) else {}


def _list(schema: dict[str, Schema], key: str) -> list[Schema]:
    value = schema.get(key)
    return value if isinstance(value, list) else []
