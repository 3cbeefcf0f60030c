"""Responses over HTTP: owners, retention, refusals and truncation."""

import time
from typing import Any

import pytest
from fake_models import GatedModels
from http_exchange import SENTENCE, Exchange, Serve, eventually, refusal
from response_exchange import RESPONSES, become, create, retrieve, spoken, stream, words
from test_asgi_responses import CALL, RESULT, asked, refused

from deployments.types import Failed, Message, TextPart
from serve_app.store.keeper import DAY
from serve_app.store.responses import Responses

pytestmark = pytest.mark.anyio


# --- Deleting, owners, retention -----------------------------------------------------------------


async def test_a_deleted_response_is_gone(serve: Serve) -> None:
    served = serve()
    response = await create(served)
    path = f"{RESPONSES}/{response['id']}"
    answer = await served.client.delete(path)
    assert answer.json() == {"id": response["id"], "object": "response", "deleted": True}
    for gone in (
        await served.client.delete(path),
        await served.get(path),
        await served.get(path + "/input_items"),
    ):
        assert refusal(gone)[0] == 404
    reference = [{"id": response["output"][0]["id"]}]
    assert (await refused(served, input=reference))[:2] == (400, "input[0].id")


async def test_each_key_has_responses_of_its_own(serve: Serve) -> None:
    served = serve(api_keys=("mine", "yours"))
    answer = await served.post(RESPONSES, {"input": "Hi"}, authorization="Bearer mine")
    response = answer.json()
    path = f"{RESPONSES}/{response['id']}"
    assert (await served.get(path, authorization="Bearer mine")).json() == response
    assert (await served.get(path, x_api_key="mine")).json() == response
    assert refusal(await served.get(path))[0] == 401

    async def theirs(method: str, path: str, body: Any = None) -> tuple[int, str | None]:
        headers = {"authorization": "Bearer yours"}
        answer = await served.client.request(method, path, json=body, headers=headers)
        return refusal(answer)[:2]

    missing = (404, "response_id")
    assert await theirs("GET", path) == missing
    assert await theirs("GET", f"{path}/input_items") == missing
    assert await theirs("POST", f"{path}/cancel") == missing
    assert await theirs("DELETE", path) == missing
    previous = {"input": "Hi", "previous_response_id": response["id"]}
    assert await theirs("POST", RESPONSES, previous) == (404, "previous_response_id")
    reference = {"input": [{"id": response["output"][0]["id"]}]}
    assert await theirs("POST", RESPONSES, reference) == (400, "input[0].id")
    assert (await served.get(path, authorization="Bearer mine")).json() == response


async def test_what_nobody_used_is_deleted_in_its_time(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(retention_days=2)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 1.9 * DAY)
    kept = await create(served)
    monkeypatch.setattr(time, "time", lambda: now - 2.1 * DAY)
    old, used = await create(served), await create(served)
    monkeypatch.setattr(time, "time", lambda: now)
    await create(served, previous_response_id=used["id"])

    later = serve(retention_days=2)
    await later.keeper.start()
    await become(served, old["id"], None)
    await retrieve(later, kept["id"])
    await retrieve(later, used["id"])


# --- What the model refuses ----------------------------------------------------------------------

SMALL = {"name": "fox", "context_size": 10}


@pytest.mark.parametrize("fields", [{}, {"stream": True}, {"store": False}])
async def test_too_long_an_input(serve: Serve, fields: dict[str, Any]) -> None:
    answer = await serve(SMALL).post(RESPONSES, {"input": "x" * 10, **fields})
    assert refusal(answer) == (400, "input", "context_length_exceeded")


@pytest.mark.parametrize(
    ("param", "message", "told"),
    [
        ("messages", "messages: too many", ("input", "input: too many")),
        ("messages[3].content[0]", "messages[3].content[0]: bad", ("input", "input: bad")),
        ("messages", "no such thing", ("input", "no such thing")),
        ("tools[0]", "tools[0]: bad", ("tools[0]", "tools[0]: bad")),
        (None, "messages: what", (None, "messages: what")),
    ],
)
async def test_errors_speak_of_the_input(
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    param: str | None,
    message: str,
    told: tuple[str | None, str],
) -> None:
    served = serve()

    async def refuse(*_: Any) -> Any:
        yield [Failed("invalid_request", message, param)]

    monkeypatch.setattr(served.models, "generate", refuse)
    for streamed in (False, True):
        answer = await served.post(RESPONSES, {"input": "Hi", "stream": streamed})
        assert refusal(answer)[:2] == (400, told[0])
        assert answer.json()["error"]["message"] == told[1]


async def test_a_failure_behind_the_first_words(serve: Serve) -> None:
    models = GatedModels({"name": "fox", "options": ["fail_after:3"]})
    models.open()
    served = serve(models=models)
    events = await stream(served)
    assert spoken(events) == "The quick brown"
    assert [event["type"] for event in events[-2:]] == ["error", "response.failed"]
    response = events[-1]["response"]
    assert response["error"]["message"] == "the fake backend was told to fail"
    assert await retrieve(served, response["id"]) == response


async def test_a_failure_before_anything_is_sent(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["fail_after:3"]})
    assert refusal(await served.post(RESPONSES, {"input": "Hi"})) == (500, None, None)


async def test_a_client_that_leaves_frees_its_slot(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["tokens:100000"]})
    exchange = Exchange(served.app, RESPONSES, {"input": "Hi", "stream": True}, leave_after=9)
    await exchange.run()
    await eventually(lambda: served.stats().running == 0)
    assert served.stats().aborted == 1


async def test_without_a_database_there_are_answers_that_are_not_stored(serve: Serve) -> None:
    served = serve(database_url="mysql://host/shoal")
    assert words(await create(served, store=False)) == SENTENCE
    assert refusal(await served.post(RESPONSES, {"input": "Hi"})) == (503, None, "no_database")
    for path in ("/resp_1", "/resp_1/input_items"):
        answer = await served.get(RESPONSES + path)
        assert refusal(answer) == (503, None, "no_database")
        assert answer.headers["retry-after"] == "10"
    background = await served.post(RESPONSES, {"input": "Hi", "background": True})
    assert refusal(background) == (503, None, "no_database")


async def test_a_response_that_cannot_be_stored(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve()
    monkeypatch.setattr(Responses, "add", lambda *_, **__: 1 / 0)
    assert refusal(await served.post(RESPONSES, {"input": "Hi"})) == (500, None, None)
    answer = await served.post(RESPONSES, {"input": "Hi", "stream": True})
    *_, error, failed, done, rest = answer.text.split("\n\n")
    assert error.startswith("event: error\n")
    assert failed.startswith("event: response.failed\n")
    assert (done, rest) == ("data: [DONE]", "")
    monkeypatch.undo()


# --- Truncation ----------------------------------------------------------------------------------

ROOM = {"name": "fox", "context_size": 20}  # the fake backend's tokens are bytes


def turns(*texts: str) -> list[dict[str, Any]]:
    roles = ("user", "assistant")
    return [{"role": roles[number % 2], "content": text} for number, text in enumerate(texts)]


@pytest.mark.parametrize("fields", [{}, {"stream": True}])
async def test_the_oldest_messages_go_where_there_is_no_room(
    serve: Serve, fields: dict[str, Any]
) -> None:
    served = serve(ROOM)
    body = {"input": turns("aaaaaaa", "bbbbbbb", "ccccccc"), "instructions": "s"} | fields
    assert (await refused(served, **body))[2] == "context_length_exceeded"
    answer = await served.post(RESPONSES, {**body, "truncation": "auto"})
    assert answer.status_code == 200
    assert [text for _, text in asked(served)] == ["s", "bbbbbbb", "ccccccc"]


async def test_all_stay_where_there_is_room(serve: Serve) -> None:
    served = serve(ROOM)
    await create(served, turns("aaa", "bbb", "ccc"), truncation="auto")
    assert [text for _, text in asked(served)] == ["aaa", "bbb", "ccc"]


async def test_room_is_kept_for_the_answer(serve: Serve) -> None:
    served = serve(ROOM)
    await create(served, turns("aaaa", "bbbb", "cccc"), truncation="auto", max_output_tokens=9)
    assert [text for _, text in asked(served)] == ["bbbb", "cccc"]


@pytest.mark.parametrize(
    "input", ["x" * 30, turns("a", "b", "x" * 30), [{"role": "system", "content": "x" * 30}]]
)
async def test_what_is_too_long_alone(serve: Serve, input: Any) -> None:
    served = serve(ROOM)
    refused_as = await refused(served, input=input, truncation="auto")
    assert refused_as == (400, "input", "context_length_exceeded")
    assert [message.text for message in served.models.requests[-1].messages] == ["x" * 30]


async def test_a_result_does_not_stay_without_its_call(serve: Serve) -> None:
    served = serve(ROOM)
    items = [*turns("aaaaaaaaaaaaaaaa"), CALL, RESULT, *turns("bbbbbbbbbbbbbbbbbb")]
    await create(served, items, truncation="auto")
    assert served.models.requests[-1].messages == (
        Message("user", (TextPart("bbbbbbbbbbbbbbbbbb"),)),
    )
