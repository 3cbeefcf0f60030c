"""Grammars of calls: what they allow is read as calls, whose arguments are as the tools demand."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import jsonschema
import pytest
from grammar_sampling import allows, matcher, sampled
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from written_calls import ADD_TOOL, WRITTEN

from deployments.chat.answer_grammar import tool_constraint
from deployments.chat.formats.known import FORMATS
from deployments.chat.grammar import grammar_of
from deployments.chat.parser import Format, Thinking
from deployments.chat.rules import UnsupportedSchema
from deployments.chat.segments import Arguments, CallBegin, Text
from deployments.types import Constraint, Request, Tool, ToolChoice

CASES = 1_000
NAMED = {format.name: format for format in FORMATS if format.calls_tools}
TOOLS = (
    ADD_TOOL,
    Tool("weather", parameters={"type": "object", "additionalProperties": False}),
)


def grammar(
    format: Format,
    tools: Sequence[Tool] = TOOLS,
    mode: str = "required",
    parallel: bool = True,
    thinking: Thinking = "never",
) -> str:
    request = Request(
        id="r",
        tools=tuple(tools),
        tool_choice=ToolChoice(mode),  # type: ignore[arg-type]
        parallel_tool_calls=parallel,
    )
    return grammar_of(tool_constraint(request, format, {}, thinking))


def read(format: Format, text: str, tools: Sequence[Tool]) -> list[tuple[str, Any]]:
    """The calls. All of the text must belong to them."""
    parser = format.parser(tools)
    said = [*parser.feed(text), *parser.finish()]
    assert not [each for each in said if isinstance(each, Text)], (text, said)
    calls: list[tuple[str, list[str]]] = []
    for each in said:
        if isinstance(each, CallBegin):
            calls.append((each.name, []))
        elif isinstance(each, Arguments):
            calls[-1][1].append(each.text)
    return [(name, json.loads("".join(pieces))) for name, pieces in calls]


def written(name: str) -> str:
    """Both calls without what a grammar leaves out; gpt-oss makes one call at a time."""
    text = WRITTEN[name].removeprefix(">>>").replace("[CALL_ID]abc123def", "")
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    return text[: text.index("<|call|>")] + "<|call|>" if name == "gpt-oss" else text


@pytest.mark.parametrize("name", NAMED)
def test_calls_as_the_family_writes_them_are_allowed(name: str) -> None:
    assert allows(grammar(NAMED[name]), written(name))


@pytest.mark.parametrize("name", NAMED)
def test_other_tools_are_not_allowed(name: str) -> None:
    text = WRITTEN[name].removeprefix(">>>")
    assert not allows(grammar(NAMED[name], [Tool("other")]), text)


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("parallel", [True, False])
def test_several_calls_only_where_they_may_be_parallel(name: str, parallel: bool) -> None:
    format, random = NAMED[name], Random(1)
    most = 0
    for _ in range(30):
        text = sampled(grammar(format, TOOLS[1:], parallel=parallel), random)
        assert text is not None
        most = max(most, len(read(format, text, TOOLS)))
    assert (most > 1) == (parallel and name != "gpt-oss")


@pytest.mark.parametrize("name", NAMED)
def test_a_thought_may_come_first(name: str) -> None:
    format = NAMED[name]
    opening, closing = format.thought
    call, gap = written(name), "\n"
    for thinking, text in (
        ("perhaps", f"{opening}Hm <b> {{}}\n{closing}{format.turn or gap}{call}"),
        ("perhaps", call),
        ("begun", f"Hm.{closing}{format.turn}{call}"),
    ):
        assert allows(grammar(format, thinking=thinking), text)  # type: ignore[arg-type]
    assert not allows(grammar(format, thinking="begun"), call.partition(closing)[0])


@pytest.mark.parametrize("name", NAMED)
def test_calls_or_an_answer_of_a_schema(name: str) -> None:
    format, wanted = NAMED[name], {"type": "object", "properties": {"x": {"enum": [1]}}}
    request = Request(id="r", tools=TOOLS, constraint=Constraint("json_schema", wanted))
    held = grammar_of(tool_constraint(request, format, {}, "never"))
    assert allows(held, written(name))
    assert allows(held, f'{format.words}{{"x": 1}}')
    assert not allows(held, f'{format.words}{{"x": 2}}')


def words() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.just({"type": "string"}),
        st.builds(lambda n: {"type": "string", "maxLength": n}, st.integers(0, 9)),
        st.sampled_from(
            [
                {"type": "string", "pattern": "^[a-c]{1,3}/?$"},
                {"type": "string", "pattern": "x-[0-9]"},
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
                {"type": "string", "format": "uuid"},
            ]
        ),
    )


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        words(),
        st.builds(
            lambda low, span: {"type": "integer", "minimum": low, "maximum": low + span},
            st.integers(-50, 50),
            st.integers(0, 99),
        ),
        st.just({"type": "number", "minimum": 0, "exclusiveMaximum": 100}),
        st.sampled_from([{"type": "boolean"}, {"type": "null"}]),
        st.builds(
            lambda values: {"enum": values},
            st.lists(
                st.sampled_from(["a", "b c", "é", 3, None, True, "<x>"]), min_size=1, unique=True
            ),
        ),
        st.sampled_from([{"const": "only"}, {"type": ["string", "null"], "maxLength": 4}]),
    )


KEYS = st.sampled_from(["x", "why", "naive", "type", "name", "n_1"])


def objects(values: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    def made(properties: dict[str, Any], required: set[str]) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": properties,
            "required": sorted(required & properties.keys()),
        }

    return st.builds(made, st.dictionaries(KEYS, values, max_size=3), st.sets(KEYS))


SCHEMAS = st.recursive(
    leaves(),
    lambda inner: st.one_of(
        objects(inner),
        st.builds(
            lambda item, least: {"type": "array", "items": item, "minItems": least, "maxItems": 3},
            inner,
            st.integers(0, 2),
        ),
        st.builds(lambda each: {"anyOf": [each, {"type": "null"}]}, inner),
    ),
    max_leaves=6,
)
ALL_VALID = settings(
    max_examples=CASES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@ALL_VALID
@given(
    format=st.sampled_from(list(NAMED.values())),
    schemas=st.lists(objects(SCHEMAS), min_size=1, max_size=3),
    seed=st.integers(0, 2**32),
    parallel=st.booleans(),
)
def test_arguments_are_always_what_the_tool_demands(
    format: Format, schemas: list[dict[str, Any]], seed: int, parallel: bool
) -> None:
    tools = [Tool(f"tool_{number}", "", schema) for number, schema in enumerate(schemas)]
    text = sampled(grammar(format, tools, parallel=parallel), Random(seed))
    event(f"ended: {text is not None}")
    if text is None:
        return
    calls = read(format, text, tools)
    assert calls
    assert parallel or len(calls) == 1
    for name, arguments in calls:
        (tool,) = (tool for tool in tools if tool.name == name)
        jsonschema.validate(arguments, dict(tool.parameters))


@ALL_VALID
@given(schema=SCHEMAS, seed=st.integers(0, 2**32))
def test_an_answer_is_always_what_its_schema_demands(schema: dict[str, Any], seed: int) -> None:
    text = sampled(grammar_of(Constraint("json_schema", schema)), Random(seed))
    event(f"ended: {text is not None}")
    if text is not None:
        jsonschema.validate(json.loads(text), schema)


TREE = {
    "type": "object",
    "properties": {"root": {"$ref": "#/$defs/node"}},
    "required": ["root"],
    "$defs": {
        "node": {
            "type": "object",
            "properties": {
                "value": {"$ref": "#/$defs/value"},
                "left": {"$ref": "#/$defs/node"},
                "right": {"$ref": "#/$defs/node"},
            },
            "required": ["value"],
        },
        "value": {"enum": [1, 2]},
    },
}


@pytest.mark.parametrize("name", NAMED)
def test_schemas_that_refer_to_themselves(name: str) -> None:
    tools, random, depths = [Tool("grow", "", TREE)], Random(1), set()
    held = grammar(NAMED[name], tools, parallel=False)
    for _ in range(60):
        text = sampled(held, random)
        if text is not None:
            ((_, arguments),) = read(NAMED[name], text, tools)
            jsonschema.validate(arguments, TREE)
            depths.add(len(str(arguments)))
    assert len(depths) > 1


@pytest.mark.parametrize("name", NAMED)
def test_a_schema_of_3000_properties(name: str) -> None:
    kinds = ("string", "integer", "boolean")
    properties = {f"p{number}": {"type": kinds[number % 3]} for number in range(3_000)}
    tool = Tool("large", "", {"type": "object", "properties": properties, "required": ["p7"]})
    matcher(grammar(NAMED[name], [tool]))


@pytest.mark.parametrize(
    ("name", "schema", "reason"),
    [
        ("glm-4.6", {"properties": {"a": {"oneOf": [{"type": "string"}] * 2}}}, "a: oneOf"),
        (
            "glm-4.6",
            {"properties": {"a": {"type": "string", "format": "idn"}}},
            "properties.a: form",
        ),
        ("gemma-4", {"properties": {"a": {"not": {}}}}, "properties.a: not"),
        ("pythonic", {"properties": {"a": {"$ref": "#/$defs/b"}}}, "properties.a: .ref"),
    ],
)
def test_what_cannot_be_held_to_is_refused(name: str, schema: dict[str, Any], reason: str) -> None:
    with pytest.raises(UnsupportedSchema, match=reason) as refused:
        grammar(NAMED[name], [TOOLS[0], Tool("odd", "", schema)])
    assert refused.value.tool == "odd"
