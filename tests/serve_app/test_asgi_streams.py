from typing import Any

import pytest
from http_exchange import CHAT, COMPLETIONS, SENTENCE, Exchange, Serve, chat, refusal, sse

pytestmark = pytest.mark.anyio


def text_of(events: list[dict[str, Any]], index: int = 0) -> str:
    choices = [choice for event in events for choice in event["choices"]]
    return "".join(
        choice["delta"].get("content", "") if "delta" in choice else choice["text"]
        for choice in choices
        if choice["index"] == index
    )


def reasons_of(events: list[dict[str, Any]]) -> list[tuple[int, str]]:
    choices = [choice for event in events for choice in event["choices"]]
    return sorted((c["index"], c["finish_reason"]) for c in choices if c["finish_reason"])


async def test_chat_stream(serve: Serve) -> None:
    response = await serve().post(CHAT, chat(stream=True))
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-cache"
    assert "content-length" not in response.headers
    events = sse(response.text)
    assert {event["object"] for event in events} == {"chat.completion.chunk"}
    assert len({event["id"] for event in events}) == 1
    assert all("usage" not in event for event in events)
    assert events[0]["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    assert text_of(events) == SENTENCE
    assert reasons_of(events) == [(0, "stop")]
    assert events[-1]["choices"][0]["delta"] == {}


async def test_completion_stream(serve: Serve) -> None:
    response = await serve().post(COMPLETIONS, {"prompt": "Hi", "stream": True, "max_tokens": 3})
    events = sse(response.text)
    assert {event["object"] for event in events} == {"text_completion"}
    assert text_of(events) == "The quick brown"
    assert reasons_of(events) == [(0, "length")]


@pytest.mark.parametrize(("path", "body"), [(CHAT, chat()), (COMPLETIONS, {"prompt": "Hi"})])
async def test_usage_comes_last_and_alone(serve: Serve, path: str, body: dict[str, Any]) -> None:
    wanted = {"stream": True, "stream_options": {"include_usage": True}}
    *events, last = sse((await serve().post(path, body | wanted)).text)
    assert last["choices"] == []
    assert last["usage"]["prompt_tokens"] == 2
    assert last["usage"]["completion_tokens"] == 9
    assert last["usage"]["total_tokens"] == 11
    assert events
    assert all(event["usage"] is None for event in events)


async def test_streams_of_n_answers(serve: Serve) -> None:
    events = sse((await serve().post(CHAT, chat(n=3, stream=True))).text)
    assert [text_of(events, index) for index in range(3)] == [SENTENCE] * 3
    assert reasons_of(events) == [(0, "stop"), (1, "stop"), (2, "stop")]
    openings = [event for event in events if "role" in event["choices"][0]["delta"]]
    assert sorted(event["choices"][0]["index"] for event in openings) == [0, 1, 2]


async def test_streams_of_several_prompts(serve: Serve) -> None:
    body = {"prompt": ["a", "bcd"], "n": 2, "stream": True, "max_tokens": 2}
    body |= {"stream_options": {"include_usage": True}}
    *events, last = sse((await serve().post(COMPLETIONS, body)).text)
    assert [text_of(events, index) for index in range(4)] == ["The quick"] * 4
    assert reasons_of(events) == [(index, "length") for index in range(4)]
    assert last["usage"]["prompt_tokens"] == 4
    assert last["usage"]["completion_tokens"] == 8


async def test_text_comes_back_unharmed(serve: Serve) -> None:
    text = 'Zürich "日本語" \\ 👍🏽\u2028</s>'
    served = serve({"name": "fox", "options": [f"text:{text}"]})
    response = await served.post(CHAT, chat())
    assert response.json()["choices"][0]["message"]["content"] == text
    assert text_of(sse((await served.post(CHAT, chat(stream=True))).text)) == text


async def test_words_arrive_one_by_one(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["rate:200", "tokens:5"]})
    exchange = Exchange(served.app, CHAT, chat(stream=True))
    await exchange.run()
    words = [chunk for chunk in exchange.chunks if b'"content":' in chunk]
    assert len(words) == 5
    assert [message["more_body"] for message in exchange.sent[1:-1]] == [True] * (
        len(exchange.chunks) - 1
    )
    assert exchange.sent[-1]["more_body"] is False
    assert exchange.chunks[-1].endswith(b"data: [DONE]\n\n")
    assert text_of(sse(b"".join(exchange.chunks))) == "The quick brown fox jumps"


@pytest.mark.parametrize("stream", [False, True])
async def test_a_refusal_is_a_status(serve: Serve, stream: bool) -> None:
    served = serve({"name": "fox", "options": ["error:not today"]})
    response = await served.post(CHAT, chat(stream=stream))
    assert refusal(response) == (400, None, None)
    assert response.json()["error"]["message"] == "not today"


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("path", [CHAT, COMPLETIONS])
async def test_a_prompt_that_is_too_long(serve: Serve, path: str, stream: bool) -> None:
    served = serve({"name": "fox", "context_size": 100})
    body = chat("x" * 150) if path == CHAT else {"prompt": "x" * 150}
    response = await served.post(path, body | {"stream": stream})
    status, _, code = refusal(response)
    assert (status, code) == (400, "context_length_exceeded")
    message = response.json()["error"]["message"]
    assert "150" in message
    assert "100" in message
    assert (await served.post(path, chat() | {"prompt": "Hi"})).status_code == 200


async def test_a_chat_that_is_too_long_names_its_messages(serve: Serve) -> None:
    response = await serve().post(CHAT, chat("x" * 5000))
    assert refusal(response) == (400, "messages", "context_length_exceeded")


async def test_a_completion_that_is_too_long_names_its_prompt(serve: Serve) -> None:
    response = await serve().post(COMPLETIONS, {"prompt": "x" * 5000})
    assert refusal(response) == (400, "prompt", "context_length_exceeded")


@pytest.mark.parametrize("stream", [False, True])
async def test_one_prompt_of_several_that_is_too_long(serve: Serve, stream: bool) -> None:
    served = serve()
    body = {"prompt": ["short", "x" * 5000], "stream": stream}
    status, _, code = refusal(await served.post(COMPLETIONS, body))
    assert (status, code) == (400, "context_length_exceeded")
