"""Responses that nobody waits for: run, followed, cancelled."""

import asyncio
from typing import Any

import pytest
from fake_models import GatedModels
from http_exchange import SENTENCE, Serve, Served, eventually, refusal
from response_exchange import (
    RESPONSES,
    become,
    cancel,
    create,
    resume,
    retrieve,
    spoken,
    stream,
    words,
)

from serve_app.listing import Listing
from serve_app.store.responses import Responses

pytestmark = pytest.mark.anyio

ENDED = ("completed", "incomplete", "failed", "cancelled")


def gated(serve: Serve, *options: str, **settings: Any) -> tuple[Served, GatedModels]:
    models = GatedModels({"name": "fox", "options": [*options]})
    return serve(models=models, **settings), models


async def start(served: Served, input: Any = "Hi", **fields: Any) -> str:
    """The id of a background response."""
    response = await create(served, input, background=True, **fields)
    assert (response["status"], response["output"]) == ("queued", [])
    assert (response["background"], response["usage"]) == (True, None)
    return str(response["id"])


async def start_in_the_middle(served: Served, models: GatedModels) -> str:
    """One that has said three words and waits for a permit."""
    id = await start(served)
    models.let(4)
    store = await served.keeper.responses()
    async with asyncio.timeout(5):
        while len(await store.events(id)) < 4:
            pass
    return id


async def test_what_has_not_ended_cannot_be_gone_on_with(serve: Serve) -> None:
    served, models = gated(serve)
    id = await start_in_the_middle(served, models)
    response = await served.post(RESPONSES, {"input": "And?", "previous_response_id": id})
    assert refusal(response) == (400, "previous_response_id", None)


async def test_what_it_costs_to_begin_is_told(serve: Serve) -> None:
    answer = await serve().post(RESPONSES, {"input": "Hi", "background": True})
    assert float(answer.headers["x-shoal-overhead-ms"]) > 0


# --- Running -------------------------------------------------------------------------------------


async def test_from_queued_to_completed(serve: Serve) -> None:
    served, models = gated(serve)
    id = await start(served)
    assert (await retrieve(served, id))["status"] == "queued"
    models.let(1)
    await become(served, id, "in_progress")
    response = await retrieve(served, id)
    assert (response["status"], response["output"]) == ("in_progress", [])
    models.open()
    await become(served, id, *ENDED)
    response = await retrieve(served, id)
    assert (response["status"], words(response)) == ("completed", SENTENCE)
    assert response["usage"]["output_tokens"] == 9
    assert response["completed_at"] >= response["created_at"]
    assert models.running == 0


async def test_a_conversation_goes_on_behind_it(serve: Serve) -> None:
    served = serve()
    first = await create(served, "a")
    id = await start(served, "b", previous_response_id=first["id"])
    await become(served, id, *ENDED)
    await create(served, "c", previous_response_id=id)
    messages = served.models.requests[-1].messages
    assert [message.text for message in messages] == ["a", SENTENCE, "b", SENTENCE, "c"]
    listed = (await served.get(f"{RESPONSES}/{id}/input_items")).json()
    assert [item["content"][0]["text"] for item in listed["data"]] == ["b"]


async def test_items_of_an_answer_are_stored(serve: Serve) -> None:
    served = serve()
    id = await start(served)
    await become(served, id, *ENDED)
    (item,) = (await retrieve(served, id))["output"]
    await create(served, [{"id": item["id"]}, {"role": "user", "content": "And?"}])
    messages = served.models.requests[-1].messages
    assert [message.text for message in messages] == [SENTENCE, "And?"]


async def test_too_few_tokens(serve: Serve) -> None:
    served = serve()
    id = await start(served, max_output_tokens=2)
    await become(served, id, *ENDED)
    response = await retrieve(served, id)
    assert (response["status"], words(response)) == ("incomplete", "The quick")
    assert (await resume(served, id))[-1]["response"] == response


async def test_the_oldest_messages_go_where_there_is_no_room(serve: Serve) -> None:
    served = serve({"name": "fox", "context_size": 10})
    turns = [{"role": "user", "content": "a" * 7}, {"role": "user", "content": "b" * 7}]
    id = await start(served, turns, truncation="auto")
    await become(served, id, *ENDED)
    assert (await retrieve(served, id))["status"] == "completed"
    assert [message.text for message in served.models.requests[-1].messages] == ["b" * 7]


async def test_a_gateway_that_closes_stops_the_model(serve: Serve) -> None:
    served, models = gated(serve)
    await start_in_the_middle(served, models)
    assert models.running == 1
    await served.keeper.close()
    assert models.running == 0


# --- Cancelling and deleting ---------------------------------------------------------------------


async def test_cancelling_stops_the_model(serve: Serve) -> None:
    served, models = gated(serve)
    id = await start_in_the_middle(served, models)
    following = asyncio.create_task(resume(served, id))
    response = await cancel(served, id)
    assert response["status"] == "cancelled"
    await eventually(lambda: models.running == 0)
    models.open()
    told = await following
    assert spoken(told) == words(response) == "The quick brown"
    assert told[-1]["type"] == "response.output_item.done"
    assert [told[-1]["item"]] == response["output"]
    assert told[-1]["item"]["status"] == "incomplete"
    assert await retrieve(served, id) == response
    assert await cancel(served, id) == response
    assert await resume(served, id) == told
    assert (await served.keeper.background())._running == {}


async def test_cancelling_before_it_runs(serve: Serve) -> None:
    served, models = gated(serve)
    id = await start(served)
    response = await cancel(served, id)
    assert (response["status"], response["output"]) == ("cancelled", [])
    await eventually(lambda: models.running == 0)
    models.open()
    assert [event["type"] for event in await resume(served, id)] == [
        "response.created",
        "response.queued",
    ]


async def test_cancelling_elsewhere_stops_the_model_here(serve: Serve) -> None:
    served, models = gated(serve)
    id = await start_in_the_middle(served, models)
    response = await cancel(serve(), id)
    await eventually(lambda: models.running == 0)
    assert (response["status"], words(response)) == ("cancelled", "The quick brown")
    assert await retrieve(served, id) == response


async def test_a_conversation_goes_on_behind_a_cancelled_one(serve: Serve) -> None:
    served, models = gated(serve)
    id = await start_in_the_middle(served, models)
    response = await cancel(served, id)
    models.open()
    (item,) = response["output"]
    await create(served, [{"id": item["id"]}, {"role": "user", "content": "And?"}])
    await create(served, "Go on", previous_response_id=id)
    asked = [[each.text for each in request.messages] for request in models.requests[1:]]
    assert asked == [["The quick brown", "And?"], ["Hi", "The quick brown", "Go on"]]


async def test_what_was_said_to_its_end_is_not_cancelled(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the end of the response is not stored yet."""
    served, models = gated(serve)
    finishing = asyncio.Event()

    async def never(*_: Any) -> None:
        finishing.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Responses, "finish", never)
    models.open()
    id = await start(served)
    await asyncio.wait_for(finishing.wait(), 5)
    response = await cancel(served, id)
    assert (response["status"], words(response)) == ("completed", SENTENCE)
    assert await retrieve(served, id) == response
    assert (await resume(served, id))[-1]["response"] == response


async def test_what_has_ended_stays_as_it_was(serve: Serve) -> None:
    served = serve()
    id = await start(served)
    await become(served, id, *ENDED)
    response = await retrieve(served, id)
    assert response["status"] == "completed"
    assert await cancel(served, id) == response
    assert await retrieve(served, id) == response


async def test_only_background_responses_are_cancelled(serve: Serve) -> None:
    served = serve()
    response = await create(served)
    answer = await served.post(f"{RESPONSES}/{response['id']}/cancel", b"")
    assert refusal(answer)[:2] == (400, "response_id")
    assert await retrieve(served, response["id"]) == response


async def test_deleting_stops_the_model(serve: Serve) -> None:
    served, models = gated(serve)
    id = await start_in_the_middle(served, models)
    following = asyncio.create_task(served.get(f"{RESPONSES}/{id}?stream=true"))
    await eventually(lambda: bool((served.keeper._background)._changed))
    answer = await served.client.delete(f"{RESPONSES}/{id}")
    assert answer.json()["deleted"] is True
    await eventually(lambda: models.running == 0)
    assert (await following).text.endswith("data: [DONE]\n\n")
    assert refusal(await served.get(f"{RESPONSES}/{id}"))[0] == 404


# --- Failing -------------------------------------------------------------------------------------


def error_of(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The error that a stream ends with, told twice."""
    assert [event["type"] for event in events[-2:]] == ["error", "response.failed"]
    error, response = events[-2]["error"], events[-1]["response"]
    assert response["status"] == "failed"
    assert response["error"] == {"code": error["code"], "message": error["message"]}
    return dict(response["error"])


async def test_a_model_that_fails(serve: Serve) -> None:
    served, models = gated(serve, "fail_after:3")
    models.open()
    events = await stream(served, background=True)
    message = "the fake backend was told to fail"
    assert error_of(events) == {"code": "server_error", "message": message}
    assert spoken(events) == "The quick brown"
    id = events[0]["response"]["id"]
    response = await retrieve(served, id)
    assert (response["status"], response["error"]["message"]) == ("failed", message)
    assert [(item["status"], words({"output": [item]})) for item in response["output"]] == [
        ("incomplete", "The quick brown")
    ]
    assert events[-1]["response"] == response
    assert await resume(served, id) == events
    assert (await cancel(served, id))["status"] == "failed"


async def test_words_that_come_together_with_a_failure(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["fail_after:3"]})
    events = await stream(served, background=True)
    assert spoken(events) == words(events[-1]["response"]) == "The quick brown"


async def test_what_the_model_refuses(serve: Serve) -> None:
    served = serve({"name": "fox", "context_size": 10})
    events = await stream(served, "x" * 20, background=True)
    assert error_of(events)["code"] == "context_length_exceeded"
    assert len(events) == 4


async def test_a_model_that_is_gone(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    served, models = gated(serve)
    add = Responses.add

    async def add_and_lose_the_model(*arguments: Any, **named: Any) -> None:
        await add(*arguments, **named)
        await models.update(Listing(2))

    monkeypatch.setattr(Responses, "add", add_and_lose_the_model)
    id = await start(served)
    await become(served, id, *ENDED)
    assert error_of(await resume(served, id))["code"] == "model_not_found"


async def test_a_bug_is_told_without_its_cause(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve()
    monkeypatch.setattr(served.models.backends["fox"], "generate", lambda request: 1 / 0)
    id = await start(served)
    await become(served, id, *ENDED)
    error = error_of(await resume(served, id))
    assert error == {"code": "server_error", "message": "the server failed on this response"}


@pytest.mark.parametrize("fields", [{"store": False}, {"input": []}, {"tool_choice": "required"}])
async def test_what_is_wrong_is_said_at_once(serve: Serve, fields: dict[str, Any]) -> None:
    served = serve()
    answer = await served.post(RESPONSES, {"input": "Hi", "background": True, **fields})
    assert refusal(answer)[0] == 400
    assert served.models.requests == []
