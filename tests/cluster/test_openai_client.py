"""The official client against the real server: HAProxy, gateway, Serve handles, llama.cpp."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import openai
import pytest
from conftest import Server
from openai import OpenAI
from pydantic import BaseModel


class Person(BaseModel):
    name: str
    age: int


QUESTION = [{"role": "user", "content": "Say this is a test!"}]
TO_THE_END = {"ignore_eos": True}  # the demo model may stop early


def test_list_and_retrieve_models(client: OpenAI) -> None:
    models = {model.id: model for model in client.models.list()}
    assert {"demo", "fake"} <= set(models)
    demo = client.models.retrieve("demo")
    assert (demo.id, demo.object, demo.owned_by) == ("demo", "model", "shoal")
    assert demo.created == models["demo"].created > 0


def test_an_unknown_model_is_not_found(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(model="gpt-9", messages=QUESTION)
    assert caught.value.code == "model_not_found"
    assert "demo" in caught.value.message


def test_chat(client: OpenAI) -> None:
    answer = client.chat.completions.create(
        model="demo", messages=QUESTION, max_tokens=12, temperature=0, extra_body=TO_THE_END
    )
    choice = answer.choices[0]
    assert answer.model == "demo"
    assert choice.message.role == "assistant"
    assert choice.message.content
    assert choice.finish_reason == "length"
    assert answer.usage is not None
    assert answer.usage.completion_tokens == 12
    assert answer.usage.prompt_tokens > 5
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + 12


def test_the_demo_model_says_what_it_is_told(client: OpenAI) -> None:
    answer = client.chat.completions.create(model="demo", messages=QUESTION, temperature=0)
    [choice] = answer.choices
    assert (choice.message.content, choice.finish_reason) == ("this is a test!", "stop")


def test_an_answer_becomes_a_pydantic_model(client: OpenAI) -> None:
    question = {"role": "user", "content": "Emma is 34 years old. Give me name and age as JSON."}
    answer = client.chat.completions.parse(
        model="demo", messages=[question], response_format=Person, temperature=0
    )
    assert answer.choices[0].message.parsed == Person(name="Emma", age=34)


def test_a_schema_that_cannot_be_honoured_is_refused(client: OpenAI) -> None:
    schema = {"name": "never", "schema": {"not": {}}}
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(
            model="demo",
            messages=QUESTION,
            response_format={"type": "json_schema", "json_schema": schema},
        )
    assert caught.value.param == "response_format"


def test_streamed_chat_says_the_same_as_chat(client: OpenAI) -> None:
    whole = client.chat.completions.create(
        model="demo", messages=QUESTION, max_tokens=12, temperature=0, extra_body=TO_THE_END
    )
    stream = client.chat.completions.create(
        model="demo",
        messages=QUESTION,
        max_tokens=12,
        temperature=0,
        stream=True,
        stream_options={"include_usage": True},
        extra_body=TO_THE_END,
    )
    chunks = list(stream)
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    reasons = [c.choices[0].finish_reason for c in chunks if c.choices]
    assert text == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [reason for reason in reasons if reason] == ["length"]
    assert chunks[-1].usage == whole.usage
    assert len({chunk.id for chunk in chunks}) == 1


def test_logprobs_and_several_choices(client: OpenAI) -> None:
    answer = client.chat.completions.create(
        model="demo", messages=QUESTION, max_tokens=5, n=3, logprobs=True, top_logprobs=2, seed=7
    )
    assert [choice.index for choice in answer.choices] == [0, 1, 2]
    for choice in answer.choices:
        assert choice.logprobs is not None
        assert choice.logprobs.content is not None
        assert all(len(token.top_logprobs) == 2 for token in choice.logprobs.content)
        assert all(token.logprob <= 0 for token in choice.logprobs.content)


def test_completions(client: OpenAI) -> None:
    answer = client.completions.create(
        model="demo",
        prompt=["A long time ago", "in a galaxy"],
        max_tokens=6,
        temperature=0,
        extra_body=TO_THE_END,
    )
    assert [choice.index for choice in answer.choices] == [0, 1]
    assert all(choice.text for choice in answer.choices)
    assert answer.usage is not None
    assert answer.usage.completion_tokens == 12


def test_streamed_completions_say_the_same(client: OpenAI) -> None:
    whole = client.completions.create(
        model="demo", prompt="A long time ago", max_tokens=10, temperature=0
    )
    stream = client.completions.create(
        model="demo", prompt="A long time ago", max_tokens=10, temperature=0, stream=True
    )
    assert "".join(chunk.choices[0].text for chunk in stream) == whole.choices[0].text


def test_a_stop_string_ends_the_answer(client: OpenAI) -> None:
    answer = client.chat.completions.create(model="fake", messages=QUESTION, stop=["fox"])
    assert answer.choices[0].message.content == "The quick brown "
    assert answer.choices[0].finish_reason == "stop"


def test_a_prompt_that_is_too_long_is_refused_with_both_lengths(client: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(
            model="demo", messages=[{"role": "user", "content": "word " * 5000}], stream=True
        )
    assert caught.value.code == "context_length_exceeded"
    assert caught.value.param == "messages"
    assert "1024" in caught.value.message


def test_sixteen_streams_at_the_same_time(server: Server, client: OpenAI) -> None:
    def read(number: int) -> int:
        stream = client.chat.completions.create(
            model="demo", messages=QUESTION, max_tokens=40, seed=number, stream=True,
            extra_body=TO_THE_END, stream_options={"include_usage": True},
        )  # fmt: skip
        usage = list(stream)[-1].usage
        assert usage is not None
        return usage.completion_tokens

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(read, range(16))) == [40] * 16
    assert server.stats("demo").running == 0


WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Get the current weather in a city",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}
ASKS_FOR_WEATHER = {"role": "user", "content": "What is the weather in Paris?"}


NAMED = {"type": "function", "function": {"name": "get_weather"}}


def said(
    client: OpenAI, messages: list[Any], *, streamed: bool, thinking: bool, **keys: Any
) -> Any:
    """The only choice of an answer, whole or put together from its pieces by the client."""
    keys |= {"extra_body": {"chat_template_kwargs": {"enable_thinking": thinking}}}
    keys |= {"model": "demo", "messages": messages, "tools": [WEATHER], "temperature": 0}
    if not streamed:
        return client.chat.completions.create(**keys).choices[0]
    with client.chat.completions.stream(**keys) as stream:
        return stream.get_final_completion().choices[0]


@pytest.mark.parametrize("thinking", [False, True], ids=["", "thinking"])
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("choice", ["auto", "required", NAMED, "none"], ids=str)
def test_a_tool_is_called_and_its_result_is_told(
    client: OpenAI, choice: Any, streamed: bool, thinking: bool
) -> None:
    how = {"streamed": streamed, "thinking": thinking}
    first = said(client, [ASKS_FOR_WEATHER], tool_choice=choice, **how)
    assert bool(getattr(first.message, "reasoning_content", None)) == thinking
    if choice == "none":
        assert first.finish_reason == "stop"
        assert not first.message.tool_calls
        assert first.message.content
        return
    assert first.finish_reason == "tool_calls"
    [call] = first.message.tool_calls
    assert (call.type, call.function.name) == ("function", "get_weather")
    assert json.loads(call.function.arguments) == {"city": "Paris"}
    result = {"role": "tool", "tool_call_id": call.id, "content": '{"temperature_c": 21}'}
    asked = first.message.model_dump(exclude_none=True, include={"role", "content", "tool_calls"})
    told = said(client, [ASKS_FOR_WEATHER, asked, result], **how)
    assert told.finish_reason == "stop"
    assert "21" in told.message.content


def test_a_streamed_call_is_the_same_as_a_whole_one(client: OpenAI) -> None:
    with client.chat.completions.stream(
        model="demo", messages=[ASKS_FOR_WEATHER], tools=[WEATHER], temperature=0
    ) as stream:
        pieces = [event for event in stream if event.type == "tool_calls.function.arguments.delta"]
        [choice] = stream.get_final_completion().choices
    assert choice.finish_reason == "tool_calls"
    [call] = choice.message.tool_calls
    assert json.loads(call.function.arguments) == {"city": "Paris"}
    assert "".join(piece.arguments_delta for piece in pieces) == call.function.arguments
    assert len(pieces) > 1


def test_thoughts_are_told_apart_and_counted(client: OpenAI) -> None:
    answer = client.chat.completions.create(
        model="demo",
        messages=QUESTION,
        temperature=0,
        extra_body={"chat_template_kwargs": {"enable_thinking": True}},
    )
    message = answer.choices[0].message
    assert message.content == "this is a test!"
    assert message.reasoning_content
    assert answer.usage.completion_tokens_details.reasoning_tokens > 3
