from typing import Any

import pytest
from pydantic import BaseModel

from deployments.chat.closed_schema import closed
from deployments.chat.grammar import grammar_of
from deployments.types import Constraint, RequestRefused

STRING = {"type": "string"}
NAME = {"type": "object", "properties": {"name": STRING}}
CLOSED = {**NAME, "additionalProperties": False}


class Address(BaseModel):
    street: str


class Person(BaseModel):
    name: str
    address: Address
    others: list[Address] = []
    more: dict[str, str] = {}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (NAME, CLOSED),
        ({"type": "array", "items": NAME}, {"type": "array", "items": CLOSED}),
        ({"anyOf": [NAME, STRING]}, {"anyOf": [CLOSED, STRING]}),
        ({"prefixItems": [NAME]}, {"prefixItems": [CLOSED]}),
        (
            {"$defs": {"a": NAME}, "$ref": "#/$defs/a"},
            {"$defs": {"a": CLOSED}, "$ref": "#/$defs/a"},
        ),
        ({"allOf": [NAME]}, {"allOf": [CLOSED]}),
        ({"properties": {"a": NAME}}, {"properties": {"a": CLOSED}, "additionalProperties": False}),
        ({"additionalProperties": NAME}, {"additionalProperties": CLOSED}),
    ],
    ids=str,
)
def test_objects_have_only_the_properties_that_are_named(schema: Any, expected: Any) -> None:
    assert closed(schema) == expected


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object"},
        {"type": "object", "properties": {}},
        {**NAME, "additionalProperties": True},
        {**NAME, "additionalProperties": STRING},
        {**NAME, "patternProperties": {"^x": STRING}},
        {**NAME, "minProperties": 2},
        {"allOf": [NAME, {"properties": {"age": {"type": "integer"}}}]},
        {**NAME, "anyOf": [{"required": ["name"]}, {"required": ["nick"]}]},
        {"items": {**NAME, "if": {}, "then": {}}},
        {"properties": {"enum": STRING}, "unevaluatedProperties": False},
        {"allOf": [NAME], "anyOf": [NAME, STRING]},
        {"$ref": "#/$defs/a", "anyOf": [NAME], "$defs": {"a": NAME}},
        {"$ref": "#/$defs/a", "required": ["age"], "$defs": {"a": NAME}},
        {**NAME, "required": ["name", "age"]},
        True,
        {"properties": 5, "items": [], "anyOf": {}},
        {"enum": [NAME], "const": NAME, "default": NAME},
    ],
    ids=str,
)
def test_others_stay_as_they_are(schema: Any) -> None:
    assert closed(schema) == schema


def test_what_was_given_is_not_changed() -> None:
    schema = {"items": {"properties": {"a": {"properties": {"b": STRING}}}}}
    closed(schema)
    assert schema == {"items": {"properties": {"a": {"properties": {"b": STRING}}}}}


def test_the_schema_of_a_pydantic_model() -> None:
    schema = closed(Person.model_json_schema())
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Address"]["additionalProperties"] is False
    assert schema["properties"]["more"]["additionalProperties"] == STRING


def test_a_schema_that_is_nested_too_deeply_is_refused() -> None:
    schema: Any = STRING
    for _ in range(100_000):
        schema = {"type": "array", "items": schema}
    with pytest.raises(RequestRefused, match="nested too deeply"):
        grammar_of(Constraint("json_schema", schema))
    while isinstance(schema, dict):  # for Python to free it without recursion
        schema = schema.pop("items", None)
