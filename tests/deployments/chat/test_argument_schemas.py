"""Odd schemas of tools: read, or refused, in bounded time."""

import json
from random import Random
from typing import Any

import jsonschema
import pytest
from grammar_sampling import matcher, sampled
from test_call_grammars import NAMED, grammar, read

from deployments.chat.argument_schemas import (
    UnsupportedKeyword,
    arguments_of,
    readable_arguments,
    searched,
)
from deployments.chat.rules import UnsupportedSchema
from deployments.types import Tool

READ = ("glm-4.6", "qwen3-coder", "kimi-k3", "gemma-4", "pythonic", "minimax-m3")
"""Formats whose arguments are not written as JSON."""


def of(schema: Any, **more: Any) -> Tool:
    return Tool("f", "", {"type": "object", "properties": {"x": schema}, "required": ["x"], **more})


BOMB = {"anyOf": [{"$ref": "#/$defs/n"}, {"$ref": "#/$defs/n"}]}
BOMBS = {f"n{i}": {"anyOf": [{"$ref": f"#/$defs/n{i + 1}"}] * 10} for i in range(30)}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "tool",
    [
        of({"$ref": "#/$defs/n"}, **{"$defs": {"n": BOMB}}),
        of({"$ref": "#/$defs/n0"}, **{"$defs": BOMBS | {"n30": {"type": "null"}}}),
    ],
    ids=["in itself", "in each other"],
)
def test_references_that_multiply_end(name: str, tool: Tool) -> None:
    readable_arguments(tool)
    if "n0" in str(tool.parameters):
        assert grammar(NAMED[name], [tool])
    else:
        with pytest.raises(UnsupportedSchema):
            grammar(NAMED[name], [tool])


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "schema",
    [
        {"enum": 5}, {"enum": None}, {"type": 5}, {"type": None}, {"type": [5]}, {"type": "text"},
        {"anyOf": 5}, {"oneOf": None}, {"allOf": "x"}, {"type": "string", "format": []},
        {"type": "string", "format": {}}, {"type": "string", "pattern": 5},
        {"type": "string", "minLength": -1}, {"type": "string", "maxLength": "3"},
        {"type": "array", "minItems": "1"}, {"type": "array", "maxItems": None},
        {"type": "array", "minItems": 3, "maxItems": 2}, {"$ref": 5}, {"$ref": "http://a/b"},
        {"$ref": "#/nowhere"}, {"type": "object", "properties": []},
        {"type": "object", "required": "x"}, {"type": "object", "required": [5]}, "x", 5, [],
        {"type": "object", "not": {}}, {"type": "object", "properties": {"a": {"if": {}}}},
        {"$ref": "#/properties/x", "minLength": 5}, False,
    ],
    ids=json.dumps,
)  # fmt: skip
def test_what_makes_no_sense_is_refused(name: str, schema: Any) -> None:
    with pytest.raises(UnsupportedSchema):
        grammar(NAMED[name], [of(schema)])
    readable_arguments(of(schema))


UNIONS = [
    {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "integer", "minimum": 10}]},
    {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "array", "items": {"const": "a"}}]},
    {"enum": ["1", 2, None, "null", "a\nb", "\nc", "true"]},
    {"type": "array", "items": {"type": "integer"}, "maxItems": 1},
    {"type": "array", "items": {"type": "array", "items": {"type": "boolean"}}, "minItems": 2},
    {"type": "string", "pattern": "^(asc|desc)$"},
    {"type": "string", "allOf": [{"maxLength": 3}]},
    {"type": ["string", "integer"], "enum": ["a", 1, None]},
    {"oneOf": [{"type": "string", "maxLength": 2}, {"type": "integer"}]},
    {"type": "object", "additionalProperties": {"type": "integer"}},
    {"type": "object", "required": ["q"]},
    {
        "type": "object",
        "properties": {"a": {"const": None}, "b": {"type": "integer", "multipleOf": 3}},
    },
    {"type": "object", "properties": {"enum": {"enum": [{"$ref": "#/a"}]}}},
]


@pytest.mark.parametrize("name", [*READ, "hermes", "minicpm-5", "deepseek-v4"])
@pytest.mark.parametrize("schema", UNIONS, ids=json.dumps)
def test_what_is_written_is_read_as_what_was_demanded(name: str, schema: Any) -> None:
    random, tool = Random(1), of(schema)
    held, ended = grammar(NAMED[name], [tool], parallel=False), 0
    for _ in range(25):
        text = sampled(held, random)
        if text is not None:
            ((_, arguments),) = read(NAMED[name], text, [tool])
            jsonschema.validate(arguments, dict(tool.parameters))
            ended += 1
    assert ended > 5 or "required" in schema  # of which anything may come: words without end


@pytest.mark.parametrize("name", READ)
def test_many_optional_arguments(name: str) -> None:
    properties = {f"p{number}": {"type": "integer"} for number in range(300)}
    matcher(grammar(NAMED[name], [Tool("f", "", {"type": "object", "properties": properties})]))


@pytest.mark.parametrize("key", ["a-b", "a b", "a.b", "", "$x", 'a" type="string', "a>b", "é"])
@pytest.mark.parametrize("name", READ)
def test_names_that_cannot_be_written_are_refused(name: str, key: str) -> None:
    schema = {"type": "object", "properties": {key: {"type": "integer"}}, "required": [key]}
    tool = Tool("f", "", schema)
    try:
        held = grammar(NAMED[name], [tool], parallel=False)
    except UnsupportedSchema:
        return
    text = sampled(held, Random(2))
    assert text is None or list(read(NAMED[name], text, [tool])[0][1]) == [key]


def test_a_tool_that_is_called_as_everybody() -> None:
    with pytest.raises(UnsupportedSchema, match="everybody"):
        grammar(NAMED["functionary-3.2"], [Tool("all")])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^a/b$", r"(a\/b)"),
        (r"^[\\/]$", r"([\\\/])"),
        ("^[|]$", "([|])"),
        ("a", r"(.|\n)*(a)(.|\n)*"),
    ],
)
def test_patterns_of_schemas(pattern: str, expected: str) -> None:
    assert searched(pattern) == expected


def test_members_that_others_refer_to() -> None:
    tool = of({"$ref": "#/properties/y"}, **{"additionalProperties": False})
    tool = Tool("f", "", {**tool.parameters, "properties": {
        "x": {"$ref": "#/properties/y"}, "y": {"type": "string", "maxLength": 2}
    }})  # fmt: skip
    x, y = (arguments_of(tool).member(name) for name in "xy")
    assert x.is_words
    assert y.is_words
    with pytest.raises(UnsupportedKeyword):
        arguments_of(of({"$ref": "#/properties/z"}))
