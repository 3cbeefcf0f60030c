"""What is wrong with a body of Open Responses is said with the field's name."""

import random
from typing import Any

import pytest
from test_fuzz import replace_somewhere
from test_responses import ADD, ANSWERED, ASKED, FORMAT, IMAGE, STOP, USER, request, resource

from serve_app.errors import BadRequest


def wrong(**fields: Any) -> tuple[str | None, str | None]:
    """The field at fault, and the error's code."""
    with pytest.raises(BadRequest) as raised:
        request(**fields)
    if raised.value.param is not None:
        assert raised.value.message.startswith(f"{raised.value.param}: ")
    return raised.value.param, raised.value.code


def content(*parts: Any) -> list[Any]:
    return [USER, {"type": "message", "role": "user", "content": [*parts]}]


FUNCTION = {"type": "function", "name": "add"}
ALLOWED = {"type": "allowed_tools", "tools": [FUNCTION]}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"input": None}, "input"),
    ({"input": []}, "input"),
    ({"input": 5}, "input"),
    ({"input": {}}, "input"),
    ({"input": ["Hi"]}, "input[0]"),
    ({"input": [[USER]]}, "input[0]"),
    ({"input": [USER, {}]}, "input[1]"),
    ({"input": [{"type": "web_search_call"}]}, "input[0]"),
    ({"input": [{"type": "compaction", "encrypted_content": "x"}]}, "input[0]"),
    ({"input": [{"type": 5}]}, "input[0]"),
    ({"input": [{"type": "message", "content": "Hi"}]}, "input[0].role"),
    ({"input": [{"role": "wizard", "content": "Hi"}]}, "input[0].role"),
    ({"input": [{"role": "tool", "content": "Hi"}]}, "input[0].role"),
    ({"input": [{"role": None, "content": "Hi"}]}, "input[0].role"),
    ({"input": [{"role": "user"}]}, "input[0].content"),
    ({"input": [{"role": "user", "content": None}]}, "input[0].content"),
    ({"input": [{"role": "user", "content": 5}]}, "input[0].content"),
    ({"input": content("Hi")}, "input[1].content[0]"),
    ({"input": content({"type": "input_file"})}, "input[1].content[0]"),
    ({"input": content({"text": "Hi"})}, "input[1].content[0]"),
    ({"input": content({"type": "rich_text", "text": "Hi"})}, "input[1].content[0].type"),
    ({"input": content(IMAGE, {"type": "input_text"})}, "input[1].content[1].text"),
    ({"input": content({"type": "input_text", "text": 5})}, "input[1].content[0].text"),
    ({"input": content({"type": "input_image"})}, "input[1].content[0].image_url"),
    ({"input": content(IMAGE | {"image_url": "cat.png"})}, "input[1].content[0].image_url"),
    ({"input": content(IMAGE | {"image_url": {}})}, "input[1].content[0].image_url"),
    ({"input": content(IMAGE | {"detail": "full"})}, "input[1].content[0].detail"),
    ({"input": content({"type": "refusal"})}, "input[1].content[0].refusal"),
    ({"input": [{"type": "reasoning", "summary": "Hm"}]}, "input[0].summary"),
    ({"input": [{"type": "reasoning", "content": "Hm"}]}, "input[0].content"),
    ({"input": [{"type": "reasoning", "content": [{}]}]}, "input[0].content[0].type"),
    ({"input": [ASKED | {"call_id": None}]}, "input[0].call_id"),
    ({"input": [ASKED | {"call_id": ""}]}, "input[0].call_id"),
    ({"input": [ASKED | {"call_id": "x" * 129}]}, "input[0].call_id"),
    ({"input": [ASKED | {"name": None}]}, "input[0].name"),
    ({"input": [ASKED | {"arguments": {}}]}, "input[0].arguments"),
    ({"input": [ASKED, ANSWERED | {"output": 3}]}, "input[1].output"),
    ({"input": [ASKED, ANSWERED | {"output": [{"type": "x"}]}]}, "input[1].output[0]"),
    ({"input": [ANSWERED]}, "input[0].call_id"),
    ({"input": [ANSWERED, ASKED]}, "input[0].call_id"),
    ({"input": [ASKED, ANSWERED | {"call_id": "call_2"}]}, "input[1].call_id"),
    ({"input": [{"type": "item_reference", "id": "msg_1"}]}, "input[0].id"),
    ({"input": [USER, {"id": "msg_1"}]}, "input[1].id"),
    ({"input": [{"type": "item_reference"}]}, "input[0].id"),
    ({"input": [{"type": "item_reference", "id": ""}]}, "input[0].id"),
    ({"model": 5}, "model"),
    ({"stream": "yes"}, "stream"),
    ({"stream": 1}, "stream"),
    ({"instructions": ["Be kind."]}, "instructions"),
    ({"previous_response_id": 6}, "previous_response_id"),
    ({"max_output_tokens": 0}, "max_output_tokens"),
    ({"max_output_tokens": "9"}, "max_output_tokens"),
    ({"max_tool_calls": 0}, "max_tool_calls"),
    ({"temperature": -1}, "temperature"),
    ({"temperature": "hot"}, "temperature"),
    ({"top_p": 2}, "top_p"),
    ({"presence_penalty": 3}, "presence_penalty"),
    ({"frequency_penalty": -3}, "frequency_penalty"),
    ({"top_logprobs": 21}, "top_logprobs"),
    ({"top_logprobs": -1}, "top_logprobs"),
    ({"truncation": "middle"}, "truncation"),
    ({"store": "no"}, "store"),
    ({"background": 1}, "background"),
    ({"background": True, "store": False}, "background"),
    ({"include": "everything"}, "include"),
    ({"include": ["everything"]}, "include[0]"),
    ({"service_tier": "best"}, "service_tier"),
    ({"safety_identifier": "x" * 65}, "safety_identifier"),
    ({"prompt_cache_key": "x" * 65}, "prompt_cache_key"),
    ({"user": 5}, "user"),
    ({"metadata": []}, "metadata"),
    ({"metadata": {str(number): "" for number in range(17)}}, "metadata"),
    ({"metadata": {"k" * 65: ""}}, "metadata." + "k" * 65),
    ({"metadata": {"k": "v" * 513}}, "metadata.k"),
    ({"metadata": {"k": 5}}, "metadata.k"),
    ({"reasoning": "high"}, "reasoning"),
    ({"reasoning": {"effort": "much"}}, "reasoning.effort"),
    ({"reasoning": {"summary": True}}, "reasoning.summary"),
    ({"text": "json"}, "text"),
    ({"text": {"verbosity": "loud"}}, "text.verbosity"),
    ({"text": {"format": "json"}}, "text.format"),
    ({"text": {"format": {"type": "xml"}}}, "text.format"),
    ({"text": {"format": {"type": "json_schema"}}}, "text.format.schema"),
    ({"text": {"format": FORMAT | {"schema": "{}"}}}, "text.format.schema"),
    ({"text": {"format": FORMAT | {"strict": "yes"}}}, "text.format.strict"),
    ({"text_format": {"type": "xml"}}, "text.format"),
    ({"tools": {}}, "tools"),
    ({"tools": [5]}, "tools[0]"),
    ({"tools": [{"type": "web_search"}]}, "tools[0].type"),
    ({"tools": [{"name": "add"}]}, "tools[0].type"),
    ({"tools": [ADD, {"type": "function"}]}, "tools[1].name"),
    ({"tools": [ADD | {"name": "a b"}]}, "tools[0].name"),
    ({"tools": [ADD | {"name": ""}]}, "tools[0].name"),
    ({"tools": [ADD | {"parameters": "{}"}]}, "tools[0].parameters"),
    ({"tools": [ADD | {"strict": 1}]}, "tools[0].strict"),
    ({"tools": [ADD, ADD]}, "tools"),
    ({"tool_choice": "any"}, "tool_choice"),
    ({"tool_choice": 5}, "tool_choice"),
    ({"tool_choice": "required"}, "tool_choice"),
    ({"tool_choice": FUNCTION}, "tool_choice"),
    ({"tools": [STOP], "tool_choice": FUNCTION}, "tool_choice"),
    ({"tools": [ADD], "tool_choice": {"type": "function"}}, "tool_choice.name"),
    ({"tools": [ADD], "tool_choice": {"type": "web_search"}}, "tool_choice"),
    ({"tools": [ADD], "tool_choice": {"name": "add"}}, "tool_choice"),
    ({"tools": [ADD], "tool_choice": ALLOWED | {"tools": []}}, "tool_choice.tools"),
    ({"tools": [ADD], "tool_choice": ALLOWED | {"tools": [{}]}}, "tool_choice.tools[0].type"),
    ({"tools": [ADD], "tool_choice": ALLOWED | {"mode": "any"}}, "tool_choice.mode"),
    ({"tools": [STOP], "tool_choice": ALLOWED}, "tool_choice"),
    ({"parallel_tool_calls": "no"}, "parallel_tool_calls"),
    ({"chat_template_kwargs": []}, "chat_template_kwargs"),
]
NOT_THERE: list[tuple[str, Any]] = [
    ("n", 2),
    ("n", 0),
    ("conversation", "conv_1"),
    ("conversation", {"id": "conv_1"}),
    ("prompt", {"id": "pmpt_1"}),
    ("context_management", [{"type": "compaction"}]),
]


@pytest.mark.parametrize(("fields", "param"), WRONG)
def test_a_wrong_field(fields: dict[str, Any], param: str) -> None:
    assert wrong(**fields) == (param, None)


@pytest.mark.parametrize(("name", "value"), NOT_THERE)
def test_what_there_is_not(name: str, value: Any) -> None:
    assert wrong(**{name: value}) == (name, "unsupported")


@pytest.mark.parametrize("seed", range(300))
def test_random_bodies(seed: int) -> None:
    """A request, or an error that says what is wrong; and a response that the types know."""
    rng = random.Random(seed)
    data: Any = {
        "input": [USER, *content(IMAGE), ASKED, ANSWERED, {"type": "reasoning", "summary": []}],
        "tools": [ADD, STOP],
        "tool_choice": ALLOWED,
        "text": {"format": FORMAT},
        "reasoning": {"effort": "low"},
        "metadata": {"a": "b"},
        "include": ["message.output_text.logprobs"],
    }
    for _ in range(rng.randrange(1, 4)):
        data = replace_somewhere(rng, data)
    if not isinstance(data, dict):
        return
    try:
        request(**data)
    except BadRequest:
        assert wrong(**data)[0]
    else:
        resource(**data)
