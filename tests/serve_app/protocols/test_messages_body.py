"""What a body of Anthropic's messages asks for, and what is wrong with one."""

import random
from typing import Any

import pytest
from test_fuzz import replace_somewhere

from deployments.types import (
    Constraint,
    CountRequest,
    Message,
    Reasoning,
    Request,
    Sampling,
    TextPart,
    TokenCount,
    Tool,
    ToolChoice,
)
from serve_app.errors import BadRequest
from serve_app.protocols.messages import count_tokens, parse

USER = {"role": "user", "content": "Hi"}
HI = Message("user", (TextPart("Hi"),))
SCHEMA = {"type": "object", "properties": {"a": {"type": "number"}}}
ADD = {"name": "add", "description": "+", "input_schema": SCHEMA}
STOP = {"type": "custom", "name": "stop", "input_schema": {}, "strict": True}
FORMAT = {"type": "json_schema", "schema": SCHEMA}


def body(**fields: Any) -> dict[str, Any]:
    return {"max_tokens": 9, "messages": [USER], **fields}


def request(**fields: Any) -> Request:
    (only,) = parse(body(**fields), "7", 1000).requests
    return only


def test_the_least_body() -> None:
    call = parse(body(), "7", 1000)
    assert (call.model, call.capability, call.stream) == (None, "chat", False)
    assert call.requests == (Request(id="7", messages=(HI,), max_tokens=9),)


def test_all_that_a_body_may_say_about_generating() -> None:
    call = parse(body(model="fox", stream=True), "7", 1000)
    assert (call.model, call.stream) == ("fox", True)
    said = request(temperature=2, top_p=0.5, top_k=4, stop_sequences=["a", "b"], seed=3)
    assert said.sampling == Sampling(temperature=2, top_p=0.5, top_k=4, seed=3)
    assert said.stop == ("a", "b")


def test_what_means_nothing_here() -> None:
    harmless = {
        "service_tier": "auto",
        "container": "c",
        "mcp_servers": [],
        "cache_control": {"type": "ephemeral"},
        "metadata": {"user_id": "me"},
        "tools": [],
        "stop_sequences": None,
        "system": "",
        "stop": 5,
        "n": 1,
    }
    assert request(**harmless) == request()


@pytest.mark.parametrize(
    ("system", "parts"),
    [
        ("Be brief.", ("Be brief.",)),
        ([{"type": "text", "text": "a", "cache_control": {}}, {"type": "text", "text": "b"}], "ab"),
        ("x-anthropic-billing-header: v=1; cch=4f2;\nBe brief.", ("Be brief.",)),
        ([{"type": "text", "text": "x-anthropic-billing-header: v=1; cch=4f2;"}], ()),
        ([], ()),
    ],
)
def test_the_system_prompt(system: Any, parts: tuple[str, ...]) -> None:
    first = (Message("system", tuple(map(TextPart, parts))),) if parts else ()
    assert request(system=system).messages == (*first, HI)


def test_tools() -> None:
    said = request(tools=[ADD, STOP])
    assert said.tools == (Tool("add", "+", SCHEMA), Tool("stop", strict=True))
    assert said.tool_choice == ToolChoice()
    assert said.parallel_tool_calls


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("auto", ToolChoice("auto")),
        ("any", ToolChoice("required")),
        ("none", ToolChoice("none")),
        ({"type": "auto"}, ToolChoice("auto")),
        ({"type": "any"}, ToolChoice("required")),
        ({"type": "none"}, ToolChoice("none")),
        ({"type": "tool", "name": "stop"}, ToolChoice("required", ("stop",))),
    ],
)
def test_the_choice(said: Any, meant: ToolChoice) -> None:
    assert request(tools=[ADD, STOP], tool_choice=said).tool_choice == meant


def test_one_call_at_a_time() -> None:
    choice = {"type": "auto", "disable_parallel_tool_use": True}
    assert not request(tools=[ADD], tool_choice=choice).parallel_tool_calls
    assert request(tools=[ADD], tool_choice={"type": "auto"}).parallel_tool_calls


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({}, Reasoning()),
        ({"thinking": {"type": "enabled", "budget_tokens": 5}}, Reasoning(True, None, 5)),
        ({"thinking": {"type": "enabled"}}, Reasoning(True)),
        ({"thinking": {"type": "adaptive"}}, Reasoning(True)),
        ({"thinking": {"type": "disabled"}}, Reasoning(False)),
        ({"metadata": {"enable_thinking": "true"}}, Reasoning(True)),
        ({"metadata": {"enable_thinking": "False"}}, Reasoning(False)),
        ({"metadata": {"enable_thinking": True}}, Reasoning(True)),
        ({"metadata": {"enable_thinking": [1]}}, Reasoning()),
        (
            {"metadata": {"enable_thinking": True}, "thinking": {"type": "disabled"}},
            Reasoning(False),
        ),
        ({"output_config": {"effort": "low"}}, Reasoning(effort="low")),
        (
            {"output_config": {"effort": "max"}, "thinking": {"type": "adaptive"}},
            Reasoning(True, "max"),
        ),
    ],
)
def test_reasoning(said: dict[str, Any], meant: Reasoning) -> None:
    assert request(**said).reasoning == meant


@pytest.mark.parametrize(
    "said", [{"output_format": FORMAT}, {"output_config": {"format": FORMAT, "effort": None}}]
)
def test_the_format_of_the_answer(said: dict[str, Any]) -> None:
    assert request(**said).constraint == Constraint("json_schema", SCHEMA)


def test_counting() -> None:
    data = body(system="Be brief.", tools=[ADD], model="fox")
    del data["max_tokens"]
    ask = count_tokens(data, "7", 1000)
    assert (ask.model, ask.capability) == ("fox", "chat")
    assert ask.question == CountRequest(
        request=Request(
            id="7",
            messages=(Message("system", (TextPart("Be brief."),)), HI),
            tools=(Tool("add", "+", SCHEMA),),
        )
    )
    assert ask.answer("fox", TokenCount(3)) == {"input_tokens": 3}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"max_tokens": None}, "max_tokens"),
    ({"max_tokens": 0}, "max_tokens"),
    ({"max_tokens": 1.5}, "max_tokens"),
    ({"model": 5}, "model"),
    ({"stream": "yes"}, "stream"),
    ({"messages": []}, "messages"),
    ({"messages": "Hi"}, "messages"),
    ({"messages": ["Hi"]}, "messages[0]"),
    ({"messages": [{"role": "wizard", "content": "Hi"}]}, "messages[0].role"),
    ({"messages": [{"role": "tool", "content": "Hi"}]}, "messages[0].role"),
    ({"messages": [USER, {"content": "Hi"}]}, "messages[1].role"),
    ({"messages": [USER, {"role": "user"}]}, "messages[1].content"),
    ({"messages": [{"role": "user", "content": None}]}, "messages[0].content"),
    ({"system": 5}, "system"),
    ({"system": ["Hi"]}, "system[0]"),
    ({"system": [{"type": "text"}]}, "system[0].text"),
    ({"system": [{"type": "image", "text": ""}]}, "system[0].type"),
    ({"temperature": 2.1}, "temperature"),
    ({"temperature": -0.1}, "temperature"),
    ({"temperature": "0.5"}, "temperature"),
    ({"top_p": 1.1}, "top_p"),
    ({"top_k": -1}, "top_k"),
    ({"stop_sequences": "END"}, "stop_sequences"),
    ({"stop_sequences": ["a", 5]}, "stop_sequences[1]"),
    ({"stop_sequences": ["a"] * 65}, "stop_sequences"),
    ({"metadata": "me"}, "metadata"),
    ({"n": 2}, "n"),
    ({"mcp_servers": [{"type": "url"}]}, "mcp_servers"),
    ({"tools": 5}, "tools"),
    ({"tools": [5]}, "tools[0]"),
    ({"tools": [ADD, {"type": "web_search_20250305", "name": "web_search"}]}, "tools[1].type"),
    ({"tools": [{"name": "add"}]}, "tools[0].input_schema"),
    ({"tools": [{"name": "a b", "input_schema": {}}]}, "tools[0].name"),
    ({"tools": [{"input_schema": {}}]}, "tools[0].name"),
    ({"tools": [ADD, ADD]}, "tools"),
    ({"tools": [ADD], "tool_choice": 5}, "tool_choice"),
    ({"tools": [ADD], "tool_choice": "required"}, "tool_choice"),
    ({"tools": [ADD], "tool_choice": "tool"}, "tool_choice"),
    ({"tools": [ADD], "tool_choice": {}}, "tool_choice.type"),
    ({"tools": [ADD], "tool_choice": {"type": "function"}}, "tool_choice.type"),
    ({"tools": [ADD], "tool_choice": {"type": "tool"}}, "tool_choice"),
    ({"tools": [ADD], "tool_choice": {"type": "tool", "name": "stop"}}, "tool_choice"),
    ({"tool_choice": "any"}, "tool_choice"),
    ({"thinking": "enabled"}, "thinking"),
    ({"thinking": {}}, "thinking.type"),
    ({"thinking": {"type": "on"}}, "thinking.type"),
    ({"thinking": {"type": "enabled", "budget_tokens": 0}}, "thinking.budget_tokens"),
    ({"output_format": {"type": "text"}}, "output_format.type"),
    ({"output_format": {"type": "json_schema"}}, "output_format.schema"),
    ({"output_config": {"effort": 5}}, "output_config.effort"),
    ({"output_config": {"format": {"type": "json_schema"}}}, "output_config.format.schema"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_a_wrong_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse(body(**wrong), "7", 1000)
    assert refused.value.param == field
    assert refused.value.message.startswith(f"{field}: ")


@pytest.mark.parametrize("missing", ["max_tokens", "messages"])
def test_a_missing_field(missing: str) -> None:
    data = body()
    del data[missing]
    with pytest.raises(BadRequest) as refused:
        parse(data, "7", 1000)
    assert refused.value.param == missing


FULL = body(
    model="fox",
    system=[{"type": "text", "text": "a"}],
    stop_sequences=["x"],
    metadata={"enable_thinking": "true"},
    tools=[ADD],
    tool_choice={"type": "tool", "name": "add"},
    thinking={"type": "enabled", "budget_tokens": 5},
    output_config={"format": FORMAT, "effort": "low"},
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "a"},
                {
                    "type": "image",
                    "source": {"type": "base64", "media_type": "image/png", "data": ""},
                },
                {"type": "document", "source": {"type": "text", "data": "b"}},
            ],
        },
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "Hm."},
                {"type": "tool_use", "id": "1", "name": "add", "input": {"a": [1]}},
            ],
        },
        {
            "role": "user",
            "content": [
                {
                    "type": "tool_result",
                    "tool_use_id": "1",
                    "content": [{"type": "text", "text": "c"}],
                },
            ],
        },
    ],
)


def test_random_bodies() -> None:
    rng = random.Random("messages")
    parsed, refusals = 0, []
    for _ in range(3000):
        data: Any = FULL
        for _ in range(rng.randrange(1, 3)):
            data = replace_somewhere(rng, data)
        try:
            parse(data if isinstance(data, dict) else FULL, "7", 1000)
            parsed += 1
        except BadRequest as error:
            refusals.append(error)
    assert min(parsed, len(refusals)) > 200
    for error in refusals:
        assert error.param
        assert error.message.startswith(f"{error.param}: ")
