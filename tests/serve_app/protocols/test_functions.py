"""Functions in chat: what came before tools."""

from typing import Any

import pytest
from http_exchange import sse

from deployments.types import (
    Finished,
    Message,
    Request,
    TextDelta,
    TextPart,
    Tool,
    ToolCall,
    ToolCallDelta,
    ToolChoice,
)
from serve_app.errors import BadRequest
from serve_app.protocols.chat import parse

USER = {"role": "user", "content": "Hi"}
SCHEMA = {"type": "object", "properties": {"a": {"type": "number"}}}
ADD = {"name": "add", "description": "+", "parameters": SCHEMA}
STOP = {"name": "stop"}
TOOL = {"type": "function", "function": STOP}
EVENTS = (
    TextDelta("Well."),
    ToolCallDelta(0, id="call_1", name="add"),
    ToolCallDelta(0, '{"a"'),
    ToolCallDelta(0, ": 1}"),
    ToolCallDelta(1, "{}", id="call_2", name="stop"),
    Finished("tool_calls"),
)


def body(**fields: Any) -> dict[str, Any]:
    return {"messages": [USER], "functions": [ADD, STOP], **fields}


def request(**fields: Any) -> Request:
    (only,) = parse(body(**fields), "7", 1000).requests
    return only


def test_functions_are_tools() -> None:
    assert request().tools == (Tool("add", "+", SCHEMA), Tool("stop"))
    assert not request().parallel_tool_calls
    assert not request(parallel_tool_calls=True).parallel_tool_calls
    assert request(functions=[]) == request(functions=None)
    assert request(functions=[]).parallel_tool_calls


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, ToolChoice()),
        ("auto", ToolChoice("auto")),
        ("none", ToolChoice("none")),
        ({"name": "add"}, ToolChoice("required", ("add",))),
    ],
)
def test_the_choice(said: Any, meant: ToolChoice) -> None:
    assert request(function_call=said).tool_choice == meant


def test_a_choice_beside_tools_is_theirs() -> None:
    tools = request(functions=None, tools=[TOOL], tool_choice="required", function_call="none")
    assert tools.tool_choice == ToolChoice("required")


def test_calls_and_results_in_messages() -> None:
    messages = [
        USER,
        {"role": "assistant", "content": None, "function_call": {"name": "add", "arguments": "{}"}},
        {"role": "function", "name": "add", "content": "3"},
        {"role": "assistant", "function_call": {"name": "stop", "arguments": "{}"}},
        {"role": "assistant", "function_call": {"name": "add", "arguments": ""}},
        {"role": "function", "name": "add", "content": "4"},
        {"role": "function", "name": "stop", "content": "5"},
        {"role": "function", "name": "other", "content": "6"},
    ]
    assert request(messages=messages).messages == (
        Message("user", (TextPart("Hi"),)),
        Message("assistant", tool_calls=(ToolCall("call_1", "add", "{}"),)),
        Message("tool", (TextPart("3"),), name="add", tool_call_id="call_1"),
        Message("assistant", tool_calls=(ToolCall("call_3", "stop", "{}"),)),
        Message("assistant", tool_calls=(ToolCall("call_4", "add", ""),)),
        Message("tool", (TextPart("4"),), name="add", tool_call_id="call_4"),
        Message("tool", (TextPart("5"),), name="stop", tool_call_id="call_3"),
        Message("tool", (TextPart("6"),), name="other"),
    )


def test_an_answer_with_a_call() -> None:
    answer = parse(body(), "7", 1000).answer("m")
    answer.collect(0, EVENTS)
    (choice,) = answer.result()["choices"]
    assert choice["finish_reason"] == "function_call"
    assert choice["message"] == {
        "role": "assistant",
        "content": "Well.",
        "function_call": {"name": "add", "arguments": '{"a": 1}'},
        "refusal": None,
    }


def test_an_answer_of_a_call_alone_has_no_content() -> None:
    answer = parse(body(), "7", 1000).answer("m")
    answer.collect(0, EVENTS[1:2])
    message = answer.result()["choices"][0]["message"]
    assert (message["content"], message["function_call"]["name"]) == (None, "add")


def test_an_answer_without_a_call() -> None:
    answer = parse(body(), "7", 1000).answer("m")
    answer.collect(0, [TextDelta("Hello"), Finished("stop")])
    (choice,) = answer.result()["choices"]
    assert choice["message"] == {"role": "assistant", "content": "Hello", "refusal": None}
    assert choice["finish_reason"] == "stop"


def test_a_stream_with_a_call() -> None:
    answer = parse(body(stream=True), "7", 1000).answer("m")
    choices = [chunk["choices"][0] for chunk in sse(answer.chunk(0, EVENTS) + answer.end())]
    assert [choice["delta"] for choice in choices] == [
        {"role": "assistant", "content": ""},
        {"content": "Well."},
        {"function_call": {"name": "add", "arguments": ""}},
        {"function_call": {"arguments": '{"a"'}},
        {"function_call": {"arguments": ": 1}"}},
        {},
    ]
    assert [choice["finish_reason"] for choice in choices] == [None] * 5 + ["function_call"]


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"functions": 5}, "functions"),
        ({"functions": [5]}, "functions[0]"),
        ({"functions": [{}]}, "functions[0].name"),
        ({"functions": [{"name": "a b"}]}, "functions[0].name"),
        ({"functions": [{"name": "a", "parameters": 5}]}, "functions[0].parameters"),
        ({"functions": [STOP, STOP]}, "functions"),
        ({"tools": [TOOL]}, "functions"),
        ({"function_call": 5}, "function_call"),
        ({"function_call": "required"}, "function_call"),
        ({"function_call": {}}, "function_call.name"),
        ({"function_call": {"name": 5}}, "function_call.name"),
        ({"function_call": {"name": "wolf"}}, "function_call"),
        ({"functions": [], "function_call": {"name": "add"}}, "function_call"),
        ({"messages": [{"role": "function", "content": "3"}]}, "messages"),
        ({"messages": [{"role": "function", "name": "add"}]}, "messages"),
        (
            {"messages": [USER, {"role": "assistant", "function_call": {"name": "add"}}]},
            "messages[1].function_call.arguments",
        ),
        (
            {
                "messages": [
                    {"role": "assistant", "function_call": {"name": "add", "arguments": "{}"}}
                ],
                "continue_final_message": True,
            },
            "continue_final_message",
        ),
    ],
)
def test_wrong_fields(wrong: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        request(**wrong)
    assert refused.value.param == param
