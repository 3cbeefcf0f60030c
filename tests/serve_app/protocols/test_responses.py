"""What a body of Open Responses asks for, and what is wrong with one."""

from typing import Any

import pytest
from response_transcript import check_response

from deployments.types import (
    Constraint,
    Message,
    Reasoning,
    Request,
    Sampling,
    TextPart,
    Tool,
    ToolChoice,
)
from serve_app.protocols.response_answer import ResponseAnswer
from serve_app.protocols.responses import UNSAID, ResponsesBody, Stored, call, parse

NOTHING = Stored()
HI = Message("user", (TextPart("Hi"),))
SCHEMA = {"type": "object", "properties": {"a": {"type": "number"}}}
ADD = {"type": "function", "name": "add", "description": "+", "parameters": SCHEMA, "strict": True}
STOP = {"type": "function", "name": "stop"}
FORMAT = {"type": "json_schema", "name": "sum", "schema": SCHEMA}
USER = {"role": "user", "content": "Hi"}
ASKED = {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": "{}"}
ANSWERED = {"type": "function_call_output", "call_id": "call_1", "output": "3"}
IMAGE = {"type": "input_image", "image_url": "data:image/png;base64,aGk="}

DEFAULTS = {
    "id": "resp_7",
    "object": "response",
    "created_at": 1000,
    "completed_at": None,
    "status": "in_progress",
    "incomplete_details": None,
    "model": "fox",
    "previous_response_id": None,
    "instructions": None,
    "output": [],
    "error": None,
    "tools": [],
    "tool_choice": "auto",
    "truncation": "disabled",
    "parallel_tool_calls": True,
    "text": {"format": {"type": "text"}},
    "top_p": 1.0,
    "presence_penalty": 0.0,
    "frequency_penalty": 0.0,
    "top_logprobs": 0,
    "temperature": 1.0,
    "reasoning": {"effort": None, "summary": None},
    "usage": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "store": True,
    "background": False,
    "service_tier": "default",
    "metadata": {},
    "safety_identifier": None,
    "prompt_cache_key": None,
    "user": None,
}


def body(**fields: Any) -> ResponsesBody:
    return parse({"input": "Hi", **fields})


def request(stored: Stored = NOTHING, **fields: Any) -> Request:
    (only,) = call(body(**fields), stored, "7", 1000).requests
    return only


def resource(usual: Sampling = UNSAID, **fields: Any) -> dict[str, Any]:
    """The response to a body, before there is an answer; the libraries' types know it."""
    answer = call(body(**fields), Stored(), "7", 1000, usual).answer("fox")
    assert isinstance(answer, ResponseAnswer)
    told = answer.response
    check_response(told)
    return told


# --- What is asked of the model ------------------------------------------------------------------


def test_the_least_body() -> None:
    made = call(body(), Stored(), "7", 1000)
    assert (made.model, made.capability, made.stream) == (None, "chat", False)
    assert made.requests == (Request(id="7", messages=(HI,)),)


def test_whom_it_asks_and_how_it_answers() -> None:
    made = call(body(model="fox", stream=True), Stored(), "7", 1000)
    assert (made.model, made.stream) == ("fox", True)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"temperature": 0.5, "top_p": 0.25}, {"sampling": Sampling(temperature=0.5, top_p=0.25)}),
        (
            {"presence_penalty": 1, "frequency_penalty": -1, "seed": 3, "top_k": 4, "min_p": 0.5},
            {
                "sampling": Sampling(
                    presence_penalty=1, frequency_penalty=-1, seed=3, top_k=4, min_p=0.5
                )
            },
        ),
        ({"max_output_tokens": 5}, {"max_tokens": 5}),
        ({"stop": ["a", "b"]}, {"stop": ("a", "b")}),
        ({"priority": 3}, {"priority": 3}),
        ({"chat_template_kwargs": {"a": 1}}, {"template_kwargs": {"a": 1}}),
        ({"top_logprobs": 3}, {"logprobs": 3}),
        ({"top_logprobs": 0}, {}),
        ({"include": ["message.output_text.logprobs"]}, {"logprobs": 0}),
        ({"include": ["message.output_text.logprobs"], "top_logprobs": 2}, {"logprobs": 2}),
        ({"include": ["reasoning.encrypted_content"]}, {}),
        ({"reasoning": {"effort": "none"}}, {"reasoning": Reasoning(enabled=False)}),
        ({"reasoning": {"effort": "xhigh"}}, {"reasoning": Reasoning(True, "xhigh")}),
        ({"reasoning": {"summary": "auto"}}, {}),
        ({"reasoning": {}}, {}),
        ({"text": {"format": {"type": "text"}, "verbosity": "low"}}, {}),
        (
            {"text": {"format": {"type": "json_object"}}},
            {"constraint": Constraint("json_object")},
        ),
        ({"text": {"format": FORMAT}}, {"constraint": Constraint("json_schema", SCHEMA)}),
        (
            {"text": {"format": FORMAT | {"strict": False}}},
            {"constraint": Constraint("json_schema", SCHEMA)},
        ),
        ({"text_format": FORMAT}, {"constraint": Constraint("json_schema", SCHEMA)}),
        ({"text_format": FORMAT, "text": {"format": {"type": "text"}}}, {}),
        ({"grammar": 'root ::= "a"'}, {"constraint": Constraint("gbnf", 'root ::= "a"')}),
        ({"max_tool_calls": 2}, {"max_tool_calls": 2}),
        ({"max_tool_calls": 1}, {"max_tool_calls": 1, "parallel_tool_calls": False}),
        ({"parallel_tool_calls": False}, {"parallel_tool_calls": False}),
        ({"parallel_tool_calls": True}, {}),
    ],
)
def test_a_parameter(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    assert request(**fields) == Request(**{"id": "7", "messages": (HI,), **expected})


@pytest.mark.parametrize(
    "fields",
    [
        {"truncation": "auto"},
        {"store": False},
        {"background": True},
        {"background": True, "store": True},
        {"background": False, "store": False},
        {"metadata": {"a": "b"}},
        {"metadata": {"k" * 64: "v" * 512} | {str(number): "" for number in range(15)}},
        {"service_tier": "flex"},
        {"safety_identifier": "me"},
        {"prompt_cache_key": "k"},
        {"user": "me"},
        {"stream_options": {"include_obfuscation": False}},
        {"n": 1},
        {"context_management": []},
        {"max_tokens": 5},
        {"unknown": [1]},
    ],
)
def test_what_means_nothing_to_the_model(fields: dict[str, Any]) -> None:
    assert request(**fields) == request()


def test_null_is_as_if_it_was_not_said() -> None:
    fields = [*ResponsesBody.model_fields, "conversation", "prompt", "text_format", "unknown"]
    nulls: dict[str, Any] = dict.fromkeys(set(fields) - {"input"})
    assert request(**nulls) == request()
    assert resource(**nulls) == resource()


def test_tools() -> None:
    said = request(tools=[ADD, STOP], tool_choice="required")
    assert said.tools == (Tool("add", "+", SCHEMA, strict=True), Tool("stop"))
    assert said.tool_choice == ToolChoice("required")


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        (None, ToolChoice("auto")),
        ("auto", ToolChoice("auto")),
        ("none", ToolChoice("none")),
        ("required", ToolChoice("required")),
        ({"type": "function", "name": "add"}, ToolChoice("required", ("add",))),
        (
            {"type": "allowed_tools", "tools": [{"type": "function", "name": "stop"}]},
            ToolChoice("auto", ("stop",)),
        ),
        (
            {
                "type": "allowed_tools",
                "mode": "required",
                "tools": [{"type": "function", "name": name} for name in ("stop", "add")],
            },
            ToolChoice("required", ("stop", "add")),
        ),
    ],
)
def test_the_choice_of_a_tool(choice: Any, chosen: ToolChoice) -> None:
    assert request(tools=[ADD, STOP], tool_choice=choice).tool_choice == chosen


def test_instructions_stand_before_all_else() -> None:
    stored = Stored(history=[{"type": "message", "role": "developer", "content": "Be brief."}])
    said = request(stored, instructions="Be kind.", previous_response_id="resp_6").messages
    assert said == (
        Message("system", (TextPart("Be kind."),)),
        Message("developer", (TextPart("Be brief."),)),
        HI,
    )


def test_what_was_said_before_is_enough() -> None:
    stored = Stored(history=[ASKED | {"id": "fc_1"}, ANSWERED | {"id": "fco_1"}])
    for nothing in (None, []):
        said = request(stored, input=nothing, previous_response_id="resp_6").messages
        assert said is not None
        assert [message.role for message in said] == ["assistant", "tool"]


def test_the_input_may_answer_a_call_of_before() -> None:
    stored = Stored(history=[ASKED])
    said = request(stored, input=[ANSWERED], previous_response_id="resp_6").messages
    assert said is not None
    assert said[1] == Message("tool", (TextPart("3"),), name="add", tool_call_id="call_1")


# --- What the response says of it ----------------------------------------------------------------


def test_what_is_left_unsaid() -> None:
    assert resource() == DEFAULTS


def test_the_model_has_its_own_way_of_sampling() -> None:
    usual = Sampling(temperature=0.25, top_p=0.5, presence_penalty=1.5, frequency_penalty=0.5)
    told = resource(usual, top_p=0.75)
    assert (told["temperature"], told["top_p"]) == (0.25, 0.75)
    assert (told["presence_penalty"], told["frequency_penalty"]) == (1.5, 0.5)


def test_zero_is_said() -> None:
    usual = Sampling(temperature=0.25, top_p=0.5, presence_penalty=1.5)
    told = resource(usual, temperature=0, top_p=0, presence_penalty=0)
    assert (told["temperature"], told["top_p"], told["presence_penalty"]) == (0, 0, 0)


def test_what_was_said_is_told() -> None:
    said = {
        "instructions": "Be kind.",
        "previous_response_id": "resp_6",
        "truncation": "auto",
        "parallel_tool_calls": False,
        "top_p": 0.5,
        "presence_penalty": 1.0,
        "frequency_penalty": -1.0,
        "top_logprobs": 4,
        "temperature": 0.25,
        "reasoning": {"effort": "low", "summary": "concise"},
        "max_output_tokens": 9,
        "max_tool_calls": 2,
        "store": False,
        "metadata": {"a": "b"},
        "safety_identifier": "me",
        "prompt_cache_key": "k",
        "user": "you",
    }
    assert resource(**said) == DEFAULTS | said
    assert resource(background=True) == DEFAULTS | {"background": True}
    assert resource(service_tier="flex") == DEFAULTS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ({"format": {"type": "json_object"}}, {"format": {"type": "json_object"}}),
        ({"verbosity": "high"}, {"format": {"type": "text"}, "verbosity": "high"}),
        (
            {"format": FORMAT | {"description": "+"}},
            {"format": FORMAT | {"description": "+", "strict": True}},
        ),
        (
            {"format": {"type": "json_schema", "schema": SCHEMA, "strict": False}},
            {"format": FORMAT | {"name": "answer", "description": None, "strict": False}},
        ),
    ],
)
def test_text_as_it_is_told(text: dict[str, Any], told: dict[str, Any]) -> None:
    assert resource(text=text)["text"] == told


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("required", "required"),
        ({"type": "function", "name": "add"}, {"type": "function", "name": "add"}),
        (
            {"type": "allowed_tools", "tools": [{"type": "function", "name": "add"}]},
            {
                "type": "allowed_tools",
                "tools": [{"type": "function", "name": "add"}],
                "mode": "auto",
            },
        ),
    ],
)
def test_tools_as_they_are_told(choice: Any, told: Any) -> None:
    response = resource(tools=[ADD, STOP], tool_choice=choice)
    left_unsaid = {"description": None, "parameters": None, "strict": None}
    assert response["tools"] == [ADD, STOP | left_unsaid]
    assert response["tool_choice"] == told
