"""JSON schemas of bodies, from the models that validate them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

PLACE = "#/components/schemas/"
FULL_NAMES = {
    "serve_app__protocols__content__": "Chat",
    "serve_app__protocols__chat_tools__": "Chat",
    "serve_app__protocols__response_items__": "Response",
    "serve_app__protocols__response_tools__": "Response",
}
"""pydantic calls classes of the same name by their modules; what stands before the name instead."""

Schema = dict[str, Any]


class _Plain(GenerateJsonSchema):
    """Without titles that repeat a field's name, and without defaults that say nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) is None:
            del made["default"]
        return made

    def tagged_union_schema(self, schema: Any) -> JsonSchemaValue:
        """Any of them: what chooses may look at more than the `type`."""
        made = super().tagged_union_schema(schema)
        made["anyOf"] = made.pop("oneOf")
        return made


def body_schemas(bodies: Iterable[type[BaseModel]]) -> dict[str, Schema]:
    """By their names, with those that they refer to."""
    wanted = [*bodies]
    _, made = models_json_schema(
        [(body, "validation") for body in wanted],
        by_alias=True,
        ref_template=PLACE + "{model}",
        schema_generator=_Plain,
    )
    text = orjson.dumps(made["$defs"]).decode()
    for full, short in FULL_NAMES.items():
        text = text.replace(full, short)
    return _used({body.__name__ for body in wanted}, orjson.loads(text))


def ref(name: str) -> Schema:
    return {"$ref": PLACE + name}


def _used(names: set[str], schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """Of the schemas those with these names, and all that they refer to."""
    seen: set[str] = set()
    while names:
        seen |= names
        names = {name for each in names for name in _references(schemas[each])} - seen
    return {name: schemas[name] for name in sorted(seen)}


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].removeprefix(PLACE)
        schema = [*schema.values()]
    if isinstance(schema, list):
        for each in schema:
            yield from _references(each)
