"""Anthropic's own client against the real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import anthropic
import pytest
from anthropic import Anthropic
from anthropic.types import Message
from conftest import Server

QUESTION = {"role": "user", "content": "Say this is a test!"}
WEATHER = {
    "name": "get_weather",
    "description": "Get the current weather in a city",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
    },
}
ASKS_FOR_WEATHER = {"role": "user", "content": "What is the weather in Paris?"}


@pytest.fixture
def claude(server: Server) -> Iterator[Anthropic]:
    with Anthropic(base_url=server.url, api_key="none", max_retries=0) as client:
        yield client


def said(client: Anthropic, *messages: Any, streamed: bool = False, **keys: Any) -> Message:
    """An answer, whole or put together from its pieces by the client."""
    keys = {"model": "demo", "max_tokens": 300, "extra_body": {"temperature": 0}, **keys}
    if not streamed:
        return client.messages.create(messages=messages, **keys)
    with client.messages.stream(messages=messages, **keys) as stream:
        return stream.get_final_message()


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_an_answer(claude: Anthropic, streamed: bool) -> None:
    answer = said(claude, QUESTION, streamed=streamed)
    [block] = answer.content
    assert block.type == "text"
    assert block.text == "this is a test!"
    assert (answer.model, answer.stop_reason) == ("demo", "end_turn")
    assert answer.usage.output_tokens > 3


def test_streamed_and_whole_say_the_same(claude: Anthropic) -> None:
    said(claude, QUESTION)  # from here on the prompt is cached
    whole, streamed = (
        said(claude, QUESTION, streamed=streamed).model_dump(exclude={"id"})
        for streamed in (False, True)
    )
    streamed_usage, whole_usage = streamed.pop("usage"), whole.pop("usage")
    assert whole == streamed
    for name in ("output_tokens", "cache_read_input_tokens", "input_tokens"):
        assert streamed_usage[name] == whole_usage[name], name


def test_counting_is_what_a_message_costs(claude: Anthropic) -> None:
    counted = claude.messages.count_tokens(model="demo", messages=[QUESTION])  # type: ignore[list-item]
    usage = said(claude, QUESTION).usage
    assert counted.input_tokens == usage.input_tokens + (usage.cache_read_input_tokens or 0)


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("choice", ["auto", "any", "tool", "none"])
def test_a_tool_is_called_and_its_result_is_told(
    claude: Anthropic, choice: str, streamed: bool
) -> None:
    wanted = {"type": choice} | ({"name": "get_weather"} if choice == "tool" else {})
    keys: dict[str, Any] = {"tools": [WEATHER], "streamed": streamed}
    first = said(claude, ASKS_FOR_WEATHER, tool_choice=wanted, **keys)
    if choice == "none":
        assert first.stop_reason == "end_turn"
        return
    assert first.stop_reason == "tool_use"
    [call] = first.content
    assert call.type == "tool_use"
    assert (call.name, call.input) == ("get_weather", {"city": "Paris"})
    result = {
        "type": "tool_result",
        "tool_use_id": call.id,
        "content": '{"temperature_c": 21}',
    }
    asked = {"role": "assistant", "content": [call.model_dump(exclude_none=True)]}
    told = said(claude, ASKS_FOR_WEATHER, asked, {"role": "user", "content": [result]}, **keys)
    [block] = told.content
    assert block.type == "text"
    assert "21" in block.text


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_thoughts_are_blocks_of_their_own(claude: Anthropic, streamed: bool) -> None:
    thinking = {"type": "enabled", "budget_tokens": 1024}
    answer = said(claude, QUESTION, thinking=thinking, streamed=streamed)
    thought, words = answer.content
    assert (thought.type, words.type) == ("thinking", "text")


def test_a_stop_sequence_is_named(claude: Anthropic) -> None:
    answer = said(claude, QUESTION, stop_sequences=["test"])
    assert (answer.stop_reason, answer.stop_sequence) == ("stop_sequence", "test")
    assert said(claude, QUESTION, max_tokens=2).stop_reason == "max_tokens"


def test_errors_in_anthropics_shape(claude: Anthropic) -> None:
    with pytest.raises(anthropic.NotFoundError, match="gpt-9"):
        said(claude, QUESTION, model="gpt-9")
    with pytest.raises(anthropic.BadRequestError, match="max_tokens"):
        said(claude, QUESTION, max_tokens=-1)
