"""OpenAI's own client speaks Open Responses with the real server, whatever dies."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
import ray
from conftest import Server, wait_until
from openai import AsyncOpenAI, OpenAI
from openai.types.responses import Response
from pydantic import BaseModel
from websockets.sync.client import connect

from serve_app.serve_apps import app_name

QUESTION = "Say this is a test!"
WEATHER = {
    "type": "function",
    "name": "get_weather",
    "description": "Get the current weather in a city",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
    },
}
ASKS_FOR_WEATHER = "What is the weather in Paris?"


class Person(BaseModel):
    name: str
    age: int


def said(client: OpenAI, *, streamed: bool = False, **keys: Any) -> Response:
    """An answer, whole or put together from its pieces by the client."""
    keys = {"model": "demo", "temperature": 0, **keys}
    if not streamed:
        return client.responses.create(**keys)
    with client.responses.stream(**keys) as stream:
        return stream.get_final_response()


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_an_answer(client: OpenAI, streamed: bool) -> None:
    answer = said(client, input=QUESTION, streamed=streamed)
    assert answer.output_text == "this is a test!"
    assert (answer.status, answer.model) == ("completed", "demo")
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.input_tokens + answer.usage.output_tokens


def test_streamed_and_whole_say_the_same(client: OpenAI) -> None:
    both = [said(client, input=QUESTION, streamed=streamed) for streamed in (False, True)]
    whole, streamed = (
        answer.model_dump(exclude={"id", "created_at", "completed_at", "output"}) for answer in both
    )
    for each in (whole, streamed):
        each["usage"].pop("input_tokens_details")  # the second one's prompt is cached
    assert whole == streamed
    assert both[0].output_text == both[1].output_text


def test_a_conversation_goes_on_over_several_hops(client: OpenAI) -> None:
    first = said(client, input="My name is Emma.")
    second = said(client, input="Thank you.", previous_response_id=first.id)
    third = said(client, input="What is my name?", previous_response_id=second.id)
    assert "Emma" in third.output_text
    assert client.responses.retrieve(third.id) == third
    [asked] = client.responses.input_items.list(third.id).data
    assert asked.content[0].text == "What is my name?"  # type: ignore[union-attr]
    client.responses.delete(third.id)
    with pytest.raises(openai.NotFoundError):
        client.responses.retrieve(third.id)


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize(
    "choice", ["auto", "required", {"type": "function", "name": "get_weather"}, "none"], ids=str
)
def test_a_tool_is_called_and_its_result_is_told(
    client: OpenAI, choice: Any, streamed: bool
) -> None:
    first = said(
        client, input=ASKS_FOR_WEATHER, tools=[WEATHER], tool_choice=choice, streamed=streamed
    )
    if choice == "none":
        assert first.output_text
        return
    [call] = first.output
    assert call.type == "function_call"
    assert json.loads(call.arguments) == {"city": "Paris"}
    result = {
        "type": "function_call_output",
        "call_id": call.call_id,
        "output": '{"temperature_c": 21}',
    }
    told = said(
        client,
        input=[result],
        tools=[WEATHER],
        previous_response_id=first.id,
        streamed=streamed,
    )
    assert "21" in told.output_text


def test_thoughts_are_items_of_their_own(client: OpenAI) -> None:
    answer = said(client, input=QUESTION, reasoning={"effort": "low"})
    thought, words = answer.output
    assert (thought.type, words.type) == ("reasoning", "message")
    assert thought.content[0].text  # type: ignore[union-attr, index]
    assert answer.usage is not None
    assert answer.usage.output_tokens_details.reasoning_tokens > 3
    quiet = said(client, input=QUESTION, reasoning={"effort": "none"})
    assert [item.type for item in quiet.output] == ["message"]


def test_an_answer_becomes_a_pydantic_model(client: OpenAI) -> None:
    answer = client.responses.parse(
        model="demo",
        input="Emma is 34 years old. Give me name and age as JSON.",
        text_format=Person,
        temperature=0,
    )
    assert answer.output_parsed == Person(name="Emma", age=34)


def test_what_was_cut_off_is_incomplete(client: OpenAI) -> None:
    answer = said(client, input="Tell me a story about a lighthouse.", max_output_tokens=16)
    assert answer.status == "incomplete"
    assert answer.incomplete_details is not None
    assert answer.incomplete_details.reason == "max_output_tokens"


def test_the_asynchronous_client(server: Server) -> None:
    async def talk() -> tuple[str, str]:
        async with AsyncOpenAI(base_url=f"{server.url}/v1", api_key="none") as client:
            keys: dict[str, Any] = {"model": "demo", "input": QUESTION, "temperature": 0}
            whole = await client.responses.create(**keys)
            async with client.responses.stream(**keys) as stream:
                streamed = await stream.get_final_response()
            return whole.output_text, streamed.output_text

    assert asyncio.run(talk()) == ("this is a test!",) * 2


def test_a_websocket(server: Server) -> None:
    url = server.url.replace("http", "ws", 1) + "/v1/responses"
    with connect(url) as socket:
        for text in (QUESTION, "Say hello!"):
            said = {"type": "response.create", "model": "demo", "input": text, "temperature": 0}
            socket.send(json.dumps(said))
            events = [json.loads(socket.recv())]
            while events[-1]["type"] != "response.completed":
                events.append(json.loads(socket.recv()))
            assert [event["sequence_number"] for event in events] == list(range(len(events)))
            assert events[-1]["response"]["output"][0]["type"] == "message"


@pytest.fixture
def slow(server: Server) -> Iterator[list[str]]:
    """A model that says 120 words in six seconds; the words."""
    options = ["tokens:120", "rate:20", "parallel:64"]
    path = server.write_model({"name": "slow", "backend": "fake", "options": options})
    server.wait_for_state("slow", "ready")
    sentence = "The quick brown fox jumps over the lazy dog.".split()
    yield (sentence * 14)[:120]
    path.unlink()
    wait_until(lambda: not server.entry("slow"), "it is gone")


def test_a_background_response_is_followed_cancelled_and_stays_so(
    server: Server, client: OpenAI, slow: list[str]
) -> None:
    response = client.responses.create(model="slow", input="Hi", background=True)
    assert response.status == "queued"
    wait_until(
        lambda: client.responses.retrieve(response.id).status == "in_progress", "it has begun"
    )
    cancelled = client.responses.cancel(response.id)
    assert cancelled.status == "cancelled"
    wait_until(lambda: server.stats("slow").running == 0, "the model has stopped", 5)
    assert client.responses.retrieve(response.id) == cancelled
    said = cancelled.output_text.split()
    assert said == slow[: len(said)]


def test_gateways_that_close_let_their_background_responses_go(
    server: Server, client: OpenAI, slow: list[str]
) -> None:
    ids = [client.responses.create(model="slow", input="Hi", background=True).id for _ in range(5)]
    wait_until(lambda: server.stats("slow").generated_tokens > 50, "they have begun")
    ray.get([gateway.perform_graceful_shutdown.remote() for gateway in replicas("#Gateway#")])
    with sqlite3.connect(server.models.parent / "responses.db") as database:
        left = f"SELECT status, holder FROM responses WHERE id IN ({','.join('?' * len(ids))})"
        assert database.execute(left, ids).fetchall() == [("in_progress", None)] * len(ids)
    database.close()
    kill_the_gateways()
    wait_until(lambda: server.entry("slow").get("state") == "ready", "a gateway answers", 60)

    def all_completed() -> bool:
        return all(client.responses.retrieve(id).status == "completed" for id in ids)

    wait_until(all_completed, "all are completed", 60)
    for id in ids:
        assert client.responses.retrieve(id).output_text.split() == slow
        numbers = [e.sequence_number for e in client.responses.retrieve(id, stream=True)]
        assert numbers == list(range(len(numbers)))


def test_background_responses_survive_all_gateways(
    server: Server, client: OpenAI, slow: list[str]
) -> None:
    ids = [client.responses.create(model="slow", input="Hi", background=True).id for _ in range(20)]
    seen = []
    with pytest.raises((openai.APIError, httpx.TransportError, ConnectionError)):  # noqa: PT012
        for event in client.responses.retrieve(ids[0], stream=True):
            seen.append(event)
            if len(seen) == 30:
                kill_the_gateways()
        raise ConnectionError("the stream ended with its gateway")
    wait_until(lambda: server.entry("slow").get("state") == "ready", "a gateway answers", 60)

    def all_completed() -> bool:
        return all(client.responses.retrieve(id).status == "completed" for id in ids)

    wait_until(all_completed, "all are completed", 60)
    for id in ids:
        assert client.responses.retrieve(id).output_text.split() == slow
    last = seen[-1].sequence_number
    seen += client.responses.retrieve(ids[0], stream=True, starting_after=last)
    assert [event.sequence_number for event in seen] == list(range(len(seen)))
    words = [event.delta for event in seen if event.type == "response.output_text.delta"]
    assert "".join(words).split() == slow
    assert seen[-1].type == "response.completed"


def test_background_responses_survive_their_model(
    server: Server, client: OpenAI, slow: list[str]
) -> None:
    ids = [client.responses.create(model="slow", input="Hi", background=True).id for _ in range(5)]
    wait_until(lambda: server.stats("slow").generated_tokens > 100, "they have begun")
    kill(f"#{app_name('slow')}#")

    def all_completed() -> bool:
        return all(client.responses.retrieve(id).status == "completed" for id in ids)

    wait_until(all_completed, "all are completed", 60)
    for id in ids:
        assert client.responses.retrieve(id).output_text.split() == slow


def kill_the_gateways() -> None:
    kill("#Gateway#")


def kill(part: str) -> None:
    for replica in replicas(part):
        ray.kill(replica)


def replicas(part: str) -> list[Any]:
    """Those whose actors' names have this in them."""
    return [
        ray.get_actor(actor["name"], namespace=actor["namespace"])
        for actor in ray.util.list_named_actors(all_namespaces=True)
        if part in f"#{actor['name'].partition('::')[2]}"
    ]
