"""How answers end: whole, broken in the middle, or because the client has left."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import pytest
from http_exchange import CHAT, COMPLETIONS, Exchange, Serve, chat, eventually, refusal, sse

from deployments.types import Accepted, Event, Failed, Finished, Request, TextDelta, Usage
from serve_app.listing import Listing, ModelEntry
from serve_app.models import WatchedListing

pytestmark = pytest.mark.anyio

ENDLESS = {"name": "fox", "options": ["tokens:1000000000", "rate:1000"]}
SEVERAL = {"prompt": ["a", "b", "c"], "n": 2, "max_tokens": 1_000_000}


class Scripted(WatchedListing):
    """A model that says these batches to every request; an exception among them is raised."""

    def __init__(self, *batches: Sequence[Event] | Exception) -> None:
        super().__init__(load_wait=0)
        capabilities = frozenset({"chat", "completion"})
        self.listing = Listing(1, (ModelEntry("fox", "ready", capabilities=capabilities),))
        self.batches = batches
        self.open = 0

    async def generate(
        self, entry: ModelEntry, request: Request
    ) -> AsyncGenerator[Sequence[Event]]:
        self.open += 1
        try:
            for batch in self.batches:
                if isinstance(batch, Exception):
                    raise batch
                yield batch
        finally:
            self.open -= 1


START = [Accepted(2), TextDelta("Hello")]
END = [TextDelta(" there"), Finished("stop", usage=Usage(2, 2))]


async def test_a_scripted_answer(serve: Serve) -> None:
    models = Scripted(START, END)
    body = (await serve(models=models).post(CHAT, chat())).json()
    assert body["choices"][0]["message"]["content"] == "Hello there"
    assert models.open == 0


async def test_the_stream_ends_with_the_last_choice_even_if_the_model_goes_on(
    serve: Serve,
) -> None:
    models = Scripted(START, END, RuntimeError("read on after the end"))
    events = sse((await serve(models=models).post(CHAT, chat(stream=True))).text)
    assert all("error" not in event for event in events)


@pytest.mark.parametrize("path", ["chat/completions", "completions", "messages", "responses"])
async def test_words_that_come_with_the_failure_are_told(serve: Serve, path: str) -> None:
    body: dict[str, Any] = {"model": "fox", "stream": True, "max_tokens": 9}
    body |= chat() if path in ("chat/completions", "messages") else {}
    body |= {"prompt": "Hi"} if path == "completions" else {"input": "Hi"}
    models = Scripted([Accepted(2)], [TextDelta("Hello"), Failed("internal", "no")])
    told = (await serve(models=models).post(f"/v1/{path}", body)).text
    assert '"Hello"' in told
    assert told.index('"Hello"') < told.index('"no"')


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    "batches",
    [
        (),
        ([Failed("internal", "no")],),
        ([Accepted(2), Failed("internal", "no")],),
        (RuntimeError("secret"),),
    ],
    ids=["nothing", "failed", "failed in the first batch", "exception"],
)
async def test_what_fails_before_the_first_event_is_a_status(
    serve: Serve, stream: bool, batches: tuple[Any, ...]
) -> None:
    models = Scripted(*batches)
    response = await serve(models=models).post(CHAT, chat(stream=stream))
    assert refusal(response) == (500, None, None)
    assert "secret" not in response.text
    assert models.open == 0


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (Failed("overloaded", "busy", retry_after=7.4), 503, "overloaded"),
        (Failed("invalid_request", "bad", "stop"), 400, None),
        (Failed("unsupported", "no images", "messages"), 400, "unsupported"),
    ],
)
async def test_a_refusal_as_a_status(serve: Serve, failure: Failed, status: int, code: str) -> None:
    response = await serve(models=Scripted([failure])).post(CHAT, chat(stream=True))
    assert refusal(response) == (status, failure.param, code)
    assert response.headers.get("retry-after") == ("7" if status == 503 else None)


@pytest.mark.parametrize(
    ("ending", "message"),
    [
        ([Failed("internal", "the cable was cut")], "the cable was cut"),
        ([TextDelta("!"), Failed("internal", "the cable was cut")], "the cable was cut"),
        (RuntimeError("secret"), "the server failed on this request"),
        (ConnectionError("secret"), "the server failed on this request"),
        ([TextDelta("!")], "the model's answer ended too early"),
    ],
    ids=["failed", "failed after text", "exception", "OSError", "end without Finished"],
)
@pytest.mark.parametrize(
    ("path", "body"),
    [(CHAT, chat()), (COMPLETIONS, {"prompt": "Hi"}), (COMPLETIONS, {"prompt": ["a", "b"]})],
    ids=["chat", "completions", "several prompts"],
)
async def test_a_stream_that_breaks_ends_with_an_error_and_done(
    serve: Serve, path: str, body: dict[str, Any], ending: Any, message: str
) -> None:
    models = Scripted(START, ending)
    response = await serve(models=models).post(path, body | {"stream": True})
    assert response.status_code == 200
    *events, last = sse(response.text)
    assert "Hello" in str(events)
    assert last["error"] == {
        "message": message,
        "type": "server_error",
        "param": None,
        "code": None,
    }
    assert models.open == 0


@pytest.mark.parametrize("ending", [[Failed("internal", "no")], RuntimeError("secret")])
async def test_an_answer_that_breaks_is_a_500(serve: Serve, ending: Any) -> None:
    response = await serve(models=Scripted(START, ending)).post(CHAT, chat())
    assert refusal(response) == (500, None, None)


async def test_an_answer_that_ends_too_early_is_a_500(serve: Serve) -> None:
    response = await serve(models=Scripted(START, [TextDelta("!")])).post(CHAT, chat())
    assert response.status_code == 500


async def test_the_fake_backend_fails_in_the_middle(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["fail_after:3", "rate:500"]})
    *events, last = sse((await served.post(CHAT, chat(stream=True))).text)
    assert "The" in str(events)
    assert last["error"]["message"] == "the fake backend was told to fail"
    assert refusal(await served.post(CHAT, chat())) == (500, None, None)
    assert served.stats().running == 0


async def test_one_prompt_that_fails_ends_the_others(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["tokens:1000000000", "rate:500", "fail_after:3"]})
    *_, last = sse((await served.post(COMPLETIONS, SEVERAL | {"stream": True})).text)
    assert last["error"]["message"] == "the fake backend was told to fail"
    await eventually(lambda: served.stats().running == 0)


# --- The client leaves -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "body", "choices"),
    [(CHAT, chat(), 1), (CHAT, chat(n=2), 2), (COMPLETIONS, SEVERAL, 6)],
    ids=["one", "n", "several prompts"],
)
@pytest.mark.parametrize("messages", [0, 1, 3, 20])
async def test_a_client_that_cannot_be_sent_to_ends_its_generation(
    serve: Serve, path: str, body: dict[str, Any], choices: int, messages: int
) -> None:
    served = serve(ENDLESS)
    exchange = Exchange(served.app, path, body | {"stream": True}, leave_after=messages)
    await exchange.run()
    await eventually(lambda: served.stats().running == 0)
    assert served.stats().aborted == choices
    assert (await served.post(CHAT, chat(max_tokens=1))).status_code == 200


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("path", "body", "choices"),
    [(CHAT, chat(), 1), (CHAT, chat(n=2), 2), (COMPLETIONS, SEVERAL, 6)],
    ids=["one", "n", "several prompts"],
)
async def test_a_cancelled_request_ends_its_generation(
    serve: Serve, path: str, body: dict[str, Any], choices: int, stream: bool
) -> None:
    served = serve(ENDLESS)
    exchange = Exchange(served.app, path, body | {"stream": stream})
    task = asyncio.create_task(exchange.run())
    await eventually(lambda: served.stats().running == choices)
    await eventually(lambda: len(exchange.sent) > 20 or not stream)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await eventually(lambda: served.stats().running == 0)
    assert served.stats().aborted == choices


async def test_a_request_that_is_cancelled_while_it_waits_for_a_slot(serve: Serve) -> None:
    served = serve({**ENDLESS, "options": [*ENDLESS["options"], "parallel:1"]})
    first, second = (
        asyncio.create_task(Exchange(served.app, CHAT, chat(stream=True)).run()) for _ in range(2)
    )
    await eventually(lambda: (served.stats().running, served.stats().waiting) == (1, 1))
    second.cancel()
    await eventually(lambda: served.stats().waiting == 0)
    assert served.stats().running == 1
    first.cancel()
    await eventually(lambda: served.stats().free_slots == 1)


@pytest.mark.parametrize("messages", [1, 2])
async def test_a_client_that_leaves_is_no_error_in_the_log(
    serve: Serve, caplog: pytest.LogCaptureFixture, messages: int
) -> None:
    exchange = Exchange(serve(ENDLESS).app, CHAT, chat(stream=True), leave_after=messages)
    with caplog.at_level(logging.WARNING, logger="ray.serve"), contextlib.suppress(OSError):
        await exchange.run()
    assert [record.message for record in caplog.records] == []
