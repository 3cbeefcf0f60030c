"""Anthropic's messages over HTTP, also through Anthropic's own client."""

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import anthropic
import httpx
import httpx2
import pytest
from anthropic.types import MessageParam, RawMessageStreamEvent
from http_exchange import SENTENCE, Exchange, Serve, Served, chat

pytestmark = pytest.mark.anyio

MESSAGES = "/v1/messages"
HI: list[MessageParam] = [{"role": "user", "content": "Hi"}]


def body(**fields: Any) -> dict[str, Any]:
    return chat() | {"max_tokens": 20} | fields


def refusal(response: httpx.Response) -> tuple[int, str]:
    """Status and type of an answer that must be an error in Anthropic's shape."""
    told = response.json()
    assert (set(told), told["type"]) == ({"type", "error"}, "error")
    assert set(told["error"]) == {"type", "message"}
    assert told["error"]["message"]
    return response.status_code, told["error"]["type"]


@contextlib.asynccontextmanager
async def client(served: Served, key: str = "none") -> AsyncIterator[anthropic.AsyncAnthropic]:
    transport = httpx2.ASGITransport(served.app, raise_app_exceptions=False)
    async with (
        httpx2.AsyncClient(transport=transport) as http_client,
        anthropic.AsyncAnthropic(
            api_key=key, base_url="http://shoal", http_client=http_client, max_retries=0
        ) as opened,
    ):
        yield opened


@pytest.mark.parametrize("path", [MESSAGES, "/messages", "/v1/engines/fox/messages"])
async def test_a_message(serve: Serve, path: str) -> None:
    response = await serve().post(path, body())
    assert response.status_code == 200
    told = response.json()
    assert told["id"].startswith("msg_")
    assert (told["type"], told["model"]) == ("message", "fox")
    assert told["content"] == [{"type": "text", "text": SENTENCE}]
    assert (told["usage"]["input_tokens"], told["usage"]["output_tokens"]) == (2, 9)


@pytest.mark.parametrize("path", ["/v1/messages/count_tokens", "/messages/count_tokens"])
async def test_counting(serve: Serve, path: str) -> None:
    response = await serve().post(path, chat("four"))
    assert (response.status_code, response.json()) == (200, {"input_tokens": 4})


async def test_the_client_gets_a_message(serve: Serve) -> None:
    async with client(serve()) as opened:
        message = await opened.messages.create(model="fox", max_tokens=3, messages=HI)
    (block,) = message.content
    assert block.type == "text"
    assert block.text == "The quick brown"
    assert message.stop_reason == "max_tokens"
    assert message.usage.output_tokens == 3


async def test_the_client_gets_a_stream(serve: Serve) -> None:
    async with (
        client(serve()) as opened,
        opened.messages.stream(
            model="fox", max_tokens=20, messages=HI, stop_sequences=[" over"]
        ) as stream,
    ):
        words = [text async for text in stream.text_stream]
        message = await stream.get_final_message()
    assert "".join(words) == "The quick brown fox jumps"
    assert len(words) > 1
    assert (message.stop_reason, message.stop_sequence) == ("stop_sequence", " over")
    assert message.usage.input_tokens == 2


async def test_the_client_counts_tokens(serve: Serve) -> None:
    async with client(serve()) as opened:
        counted = await opened.messages.count_tokens(model="fox", messages=HI, system="Be brief.")
    assert counted.input_tokens == len("Be brief.\nHi")


async def test_the_client_shows_its_key(serve: Serve) -> None:
    served = serve(api_keys=["secret"])
    async with client(served, "secret") as opened:
        await opened.messages.create(model="fox", max_tokens=1, messages=HI)
    async with client(served, "wrong") as opened:
        with pytest.raises(anthropic.AuthenticationError, match="API key"):
            await opened.messages.create(model="fox", max_tokens=1, messages=HI)


async def test_errors_as_the_client_sees_them(serve: Serve) -> None:
    async with client(serve(strict_model_names=True)) as opened:
        with pytest.raises(anthropic.BadRequestError, match="max_tokens: "):
            await opened.messages.create(model="fox", max_tokens=0, messages=HI)
        with pytest.raises(anthropic.NotFoundError, match="no model 'wolf'"):
            await opened.messages.create(model="wolf", max_tokens=1, messages=HI)


async def read(stream: AsyncIterator[RawMessageStreamEvent], note: Callable[[str], None]) -> None:
    async for event in stream:
        note(event.type)


async def test_a_stream_that_breaks(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["rate:200", "fail_after:3"]})
    types: list[str] = []
    async with client(served) as opened:
        stream = await opened.messages.create(model="fox", max_tokens=9, messages=HI, stream=True)
        with pytest.raises(anthropic.APIStatusError, match="told to fail"):
            await read(aiter(stream), types.append)
    assert types == [
        "message_start",
        "content_block_start",
        *["content_block_delta"] * 3,
    ]
    assert refusal(await served.post(MESSAGES, body())) == (500, "api_error")


async def test_errors(serve: Serve) -> None:
    served = serve(api_keys=["secret"], max_body_mb=0.001)
    secret = {"x_api_key": "secret"}
    assert refusal(await served.post(MESSAGES, body())) == (401, "authentication_error")
    assert refusal(await served.get(MESSAGES, **secret)) == (405, "invalid_request_error")
    assert refusal(await served.post(f"{MESSAGES}/x", {}, **secret)) == (404, "not_found_error")
    for path in (MESSAGES, "/messages", f"{MESSAGES}/count_tokens"):
        assert refusal(await served.post(path, {}, **secret)) == (400, "invalid_request_error")
        assert refusal(await served.post(path, b"{", **secret)) == (400, "invalid_request_error")
    large = await served.post(MESSAGES, body(system="x" * 2000), **secret)
    assert refusal(large) == (413, "request_too_large")
    assert (await served.post(MESSAGES, body(), **secret)).status_code == 200


async def test_a_prompt_that_is_too_long(serve: Serve) -> None:
    response = await serve().post(MESSAGES, body(system="x" * 5000))
    assert refusal(response) == (400, "invalid_request_error")
    assert "5003" in response.json()["error"]["message"]


async def test_the_stream_ends_with_its_last_event(serve: Serve) -> None:
    exchange = Exchange(serve().app, MESSAGES, body(stream=True))
    await exchange.run()
    written = b"".join(exchange.chunks)
    names = [line.removeprefix(b"event: ") for line in written.splitlines()[::3]]
    assert names[:3] == [b"message_start", b"ping", b"content_block_start"]
    assert names[-3:] == [b"content_block_stop", b"message_delta", b"message_stop"]
    assert b"DONE" not in written
    assert exchange.sent[-1]["more_body"] is False


async def test_addresses_in_arguments_are_no_images(serve: Serve) -> None:
    served = serve()
    arguments = {"type": "image", "source": {"type": "url", "url": "http://127.0.0.1:1/x"}}
    call = {"type": "tool_use", "id": "1", "name": "draw", "input": arguments}
    outcome = {"type": "tool_result", "tool_use_id": "1", "content": "done"}
    messages = [
        *HI,
        {"role": "assistant", "content": [call]},
        {"role": "user", "content": [outcome]},
    ]
    assert (await served.post(MESSAGES, body(messages=messages))).status_code == 200
    (request,) = served.models.requests
    assert request.messages[1].tool_calls[0].arguments == (
        '{"type":"image","source":{"type":"url","url":"http://127.0.0.1:1/x"}}'
    )


async def test_an_address_in_a_result_is_an_image(serve: Serve) -> None:
    source = {"type": "url", "url": "http://127.0.0.1:1/x"}
    outcome = {"type": "tool_result", "content": [{"type": "image", "source": source}]}
    response = await serve().post(MESSAGES, body(messages=[{"role": "user", "content": [outcome]}]))
    assert refusal(response) == (400, "invalid_request_error")
    where = "messages[0].content[0].content[0].source.url"
    assert response.json()["error"]["message"].startswith(f"{where}: ")
