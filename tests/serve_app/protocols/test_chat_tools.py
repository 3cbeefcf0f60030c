"""Tools in chat: what a body says of them, and how calls are told."""

import json
from typing import Any

import pytest

from deployments.types import (
    Finished,
    Message,
    Reasoning,
    ReasoningDelta,
    Request,
    TextDelta,
    TextPart,
    Tool,
    ToolCall,
    ToolCallDelta,
    ToolChoice,
)
from serve_app.protocols.chat import parse

USER = {"role": "user", "content": "Hi"}
SCHEMA = {"type": "object", "properties": {"a": {"type": "number"}}}
ADD = {"type": "function", "function": {"name": "add", "description": "+", "parameters": SCHEMA}}
STOP = {"type": "function", "function": {"name": "stop", "strict": True}}
EVENTS = (
    ReasoningDelta("Hm."),
    TextDelta("Well."),
    ToolCallDelta(0, id="call_1", name="add"),
    ToolCallDelta(0, '{"a"'),
    ToolCallDelta(0, ": 1}"),
    ToolCallDelta(1, "{}", id="call_2", name="stop"),
    Finished("tool_calls"),
)


def body(**fields: Any) -> dict[str, Any]:
    return {"messages": [USER], "tools": [ADD, STOP], **fields}


def request(**fields: Any) -> Request:
    (only,) = parse(body(**fields), "7", 1000).requests
    return only


def test_tools() -> None:
    assert request().tools == (Tool("add", "+", SCHEMA), Tool("stop", strict=True))
    assert request().parallel_tool_calls
    assert not request(parallel_tool_calls=False).parallel_tool_calls


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, ToolChoice()),
        ("auto", ToolChoice("auto")),
        ("none", ToolChoice("none")),
        ("required", ToolChoice("required")),
        ({"type": "function", "function": {"name": "add"}}, ToolChoice("required", ("add",))),
        (
            {"type": "allowed_tools", "allowed_tools": {"mode": "auto", "tools": [STOP]}},
            ToolChoice("auto", ("stop",)),
        ),
        (
            {"type": "allowed_tools", "allowed_tools": {"mode": "required", "tools": [ADD, STOP]}},
            ToolChoice("required", ("add", "stop")),
        ),
    ],
)
def test_the_choice(said: Any, meant: ToolChoice) -> None:
    assert request(tool_choice=said).tool_choice == meant


def test_calls_and_results_in_messages() -> None:
    call = {"id": "c", "type": "function", "function": {"name": "add", "arguments": "{}"}}
    messages = [
        USER,
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c", "content": "3"},
    ]
    assert request(messages=messages).messages == (
        Message("user", (TextPart("Hi"),)),
        Message("assistant", tool_calls=(ToolCall("c", "add", "{}"),)),
        Message("tool", (TextPart("3"),), tool_call_id="c"),
    )


def test_an_answer_with_calls() -> None:
    answer = parse(body(), "7", 1000).answer("m")
    answer.collect(0, EVENTS)
    (choice,) = answer.result()["choices"]
    assert choice["finish_reason"] == "tool_calls"
    assert choice["message"] == {
        "role": "assistant",
        "content": "Well.",
        "reasoning_content": "Hm.",
        "reasoning": "Hm.",
        "refusal": None,
        "tool_calls": [
            {
                "id": "call_1",
                "type": "function",
                "function": {"name": "add", "arguments": '{"a": 1}'},
            },
            {"id": "call_2", "type": "function", "function": {"name": "stop", "arguments": "{}"}},
        ],
    }


def test_an_answer_of_calls_alone_has_no_content() -> None:
    answer = parse(body(), "7", 1000).answer("m")
    answer.collect(0, EVENTS[2:3])
    assert answer.result()["choices"][0]["message"]["content"] is None


def test_a_stream_of_calls() -> None:
    answer = parse(body(stream=True), "7", 1000).answer("m")
    written = answer.chunk(0, EVENTS).decode()
    chunks = [json.loads(line[6:]) for line in written.split("\n\n") if line]
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
    assert deltas == [
        {"role": "assistant", "content": ""},
        {"reasoning_content": "Hm.", "reasoning": "Hm."},
        {"content": "Well."},
        {
            "tool_calls": [
                {
                    "index": 0,
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": "add", "arguments": ""},
                }
            ]
        },
        {"tool_calls": [{"index": 0, "function": {"arguments": '{"a"'}}]},
        {"tool_calls": [{"index": 0, "function": {"arguments": ": 1}"}}]},
        {
            "tool_calls": [
                {
                    "index": 1,
                    "id": "call_2",
                    "type": "function",
                    "function": {"name": "stop", "arguments": "{}"},
                }
            ]
        },
        {},
    ]
    assert chunks[-1]["choices"][0]["finish_reason"] == "tool_calls"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({}, Reasoning()),
        ({"reasoning_effort": "low"}, Reasoning(True, "low")),
        ({"reasoning_effort": "none"}, Reasoning(False)),
        ({"chat_template_kwargs": {"enable_thinking": True}}, Reasoning(True)),
        ({"chat_template_kwargs": {"enable_thinking": "x"}}, Reasoning()),
        (
            {"reasoning_effort": "high", "chat_template_kwargs": {"enable_thinking": False}},
            Reasoning(False, "high"),
        ),
    ],
)
def test_reasoning(said: dict[str, Any], meant: Reasoning) -> None:
    assert request(**said).reasoning == meant
    assert request(**said).template_kwargs == said.get("chat_template_kwargs", {})
