from typing import Any

import pytest
from http_exchange import chat

from deployments.types import Continuation, Message, Reasoning, Request, Sampling, TextPart
from serve_app.errors import BadRequest
from serve_app.protocols.call import Call
from serve_app.protocols.chat import parse


def call(**fields: Any) -> Call:
    return parse(chat() | fields, "7", 1000)


def request(**fields: Any) -> Request:
    (only,) = call(**fields).requests
    return only


def test_the_least_body() -> None:
    parsed = call()
    assert (parsed.model, parsed.capability, parsed.stream) == (None, "chat", False)
    user = Message("user", (TextPart("Hi"),))
    assert parsed.requests == (Request(id="7", messages=(user,)),)


def test_all_that_a_body_may_say_about_generating() -> None:
    said = request(
        n=2,
        max_tokens=5,
        stop=["a", "b"],
        seed=3,
        temperature=0,
        top_p=0.5,
        top_k=4,
        min_p=0.1,
        presence_penalty=-2,
        frequency_penalty=2,
        repeat_penalty=1.1,
        logit_bias={"50": -100, "7": 1.5},
        ignore_eos=True,
    )
    assert (said.n, said.max_tokens, said.stop, said.ignore_eos) == (2, 5, ("a", "b"), True)
    assert said.sampling == Sampling(
        seed=3,
        temperature=0,
        top_p=0.5,
        top_k=4,
        min_p=0.1,
        presence_penalty=-2,
        frequency_penalty=2,
        repeat_penalty=1.1,
        logit_bias=((50, -100.0), (7, 1.5)),
    )


def test_what_is_not_said_is_left_to_the_model() -> None:
    assert request().sampling == Sampling()
    assert request(temperature=None, logit_bias={}).sampling == Sampling()
    assert (request().max_tokens, request().stop, request().n) == (None, (), 1)


def test_the_newer_name_of_max_tokens_wins() -> None:
    assert request(max_tokens=5, max_completion_tokens=7).max_tokens == 7


def test_one_stop_string() -> None:
    assert request(stop="end").stop == ("end",)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, None),
        ({"logprobs": False}, None),
        ({"logprobs": True}, 0),
        ({"logprobs": True, "top_logprobs": 3}, 3),
        ({"logprobs": True, "top_logprobs": 0}, 0),
    ],
)
def test_logprobs(fields: dict[str, Any], expected: int | None) -> None:
    assert request(**fields).logprobs == expected


def test_messages_of_every_role() -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "developer", "content": [{"type": "text", "text": "a"}]},
        {"role": "user", "content": [{"type": "text", "text": "b"}, {"type": "text", "text": "c"}]},
        {"role": "assistant", "content": None, "reasoning_content": "hm"},
        {"role": "user", "content": "", "name": "Ada"},
        {"role": "tool", "content": "rain", "tool_call_id": "1"},
    ]
    assert request(messages=messages).messages == (
        Message("system", (TextPart("Be brief."),)),
        Message("developer", (TextPart("a"),)),
        Message("user", (TextPart("b"), TextPart("c"))),
        Message("assistant", (), reasoning="hm"),
        Message("user", (TextPart(""),), name="Ada"),
        Message("tool", (TextPart("rain"),), tool_call_id="1"),
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({}, None),
        ({"continue_final_message": True}, True),
        ({"continue_final_message": False}, False),
        ({"continue_final_message": "content"}, "content"),
        ({"add_generation_prompt": False}, True),
        ({"add_generation_prompt": True}, False),
        ({"add_generation_prompt": False, "continue_final_message": True}, True),
    ],
)
def test_going_on_with_the_last_message(said: dict[str, Any], meant: Continuation | None) -> None:
    messages = [{"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}]
    assert request(messages=messages, **said).continue_final_message == meant


@pytest.mark.parametrize(
    ("last", "said", "field"),
    [
        ("user", {"continue_final_message": True}, "continue_final_message"),
        ("user", {"add_generation_prompt": False}, "add_generation_prompt"),
        ("assistant", {"continue_final_message": "reasoning_content"}, "continue_final_message"),
        ("assistant", {"continue_final_message": "thought"}, "continue_final_message"),
        (
            "assistant",
            {"continue_final_message": True, "add_generation_prompt": True},
            "add_generation_prompt",
        ),
    ],
)
def test_what_cannot_go_on(last: str, said: dict[str, Any], field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        request(messages=[{"role": last, "content": "y"}], **said)
    assert refused.value.param == field


def test_how_thoughts_are_told() -> None:
    assert request(reasoning_format="none").reasoning == Reasoning(format="none")
    with pytest.raises(BadRequest, match="deepseek-legacy"):
        request(reasoning_format="tags")


def test_values_that_ask_for_nothing_are_no_unsupported_fields() -> None:
    harmless = {"tools": [], "functions": [], "response_format": {"type": "text"}}
    assert request(**harmless, modalities=["text"], grammar="") == request()
