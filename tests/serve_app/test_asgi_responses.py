"""Responses over HTTP: created, stored, gone on with, listed, deleted."""

import time
from typing import Any

import pytest
from fake_models import GatedModels
from http_exchange import SENTENCE, Exchange, Serve, Served, eventually, refusal
from response_exchange import RESPONSES, become, create, retrieve, spoken, stream, words

from deployments.types import Failed, Message, TextPart
from serve_app.overhead import HEADER
from serve_app.store.keeper import DAY
from serve_app.store.responses import Responses

pytestmark = pytest.mark.anyio

CALL = {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": "{}"}
RESULT = {"type": "function_call_output", "call_id": "call_1", "output": "3"}
IMAGE = {"type": "input_image", "image_url": "data:image/png;base64,aGk=", "detail": "low"}


def asked(served: Served, request: int = -1) -> list[tuple[str, str]]:
    """Who said what in the prompt of a request."""
    return [(message.role, message.text) for message in served.models.requests[request].messages]


async def refused(served: Served, **body: Any) -> tuple[int, str | None, str | None]:
    return refusal(await served.post(RESPONSES, body))


# --- Creating and retrieving ---------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/v1/responses", "/responses"])
async def test_a_response(serve: Serve, path: str) -> None:
    served = serve()
    answer = await served.post(path, {"input": "Hi", "model": "fox"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    response = answer.json()
    assert (response["status"], response["model"]) == ("completed", "fox")
    assert words(response) == SENTENCE
    assert response["usage"]["input_tokens"] == 2
    assert response["usage"]["output_tokens"] == 9
    assert abs(response["created_at"] - time.time()) < 60
    assert (await served.get(f"{path}/{response['id']}")).json() == response


async def test_a_stream_is_stored_as_it_ended(serve: Serve) -> None:
    served = serve()
    events = await stream(served)
    assert events[0]["type"] == "response.created"
    assert events[-1]["type"] == "response.completed"
    assert spoken(events) == SENTENCE
    assert await retrieve(served, events[0]["response"]["id"]) == events[-1]["response"]


async def test_too_few_tokens(serve: Serve) -> None:
    served = serve()
    response = await create(served, max_output_tokens=2)
    assert response["status"] == "incomplete"
    assert response["incomplete_details"] == {"reason": "max_output_tokens"}
    assert words(response) == "The quick"
    assert await retrieve(served, response["id"]) == response


async def test_every_response_has_an_id_of_its_own(serve: Serve) -> None:
    served = serve()
    ids = {(await create(served))["id"] for _ in range(3)}
    assert len(ids) == 3


async def test_another_process_finds_it(serve: Serve) -> None:
    response = await create(serve())
    assert await retrieve(serve(), response["id"]) == response


@pytest.mark.parametrize("streamed", [False, True])
async def test_what_is_not_to_be_stored(serve: Serve, streamed: bool) -> None:
    served = serve()
    if streamed:
        response = (await stream(served, store=False))[-1]["response"]
    else:
        response = await create(served, store=False)
    assert (response["store"], response["status"]) == (False, "completed")
    assert refusal(await served.get(f"{RESPONSES}/{response['id']}"))[0] == 404
    previous = await refused(served, input="Hi", previous_response_id=response["id"])
    assert previous == (404, "previous_response_id", None)


async def test_what_it_costs_is_told(serve: Serve) -> None:
    served = serve()
    answer = await served.post(RESPONSES, {"input": "Hi"})
    assert 0 < float(answer.headers[HEADER]) < 10_000


async def test_a_model_that_does_not_exist(serve: Serve) -> None:
    served = serve({"name": "a"}, {"name": "b"})
    assert await refused(served, input="Hi") == (400, "model", "model_required")
    assert await refused(served, input="Hi", model="c") == (404, "model", "model_not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/resp_1"),
        ("GET", "/resp_1?stream=true"),
        ("GET", "/resp_1/input_items"),
        ("POST", "/resp_1/cancel"),
        ("DELETE", "/resp_1"),
        ("GET", "/%00"),
        ("GET", "/%ED%A0%80"),
    ],
)
async def test_a_response_that_does_not_exist(serve: Serve, method: str, path: str) -> None:
    answer = await serve().client.request(method, RESPONSES + path)
    assert refusal(answer) == (404, "response_id", None)


async def test_references_to_nothing(serve: Serve) -> None:
    served = serve()
    assert (await refused(served, input="Hi", previous_response_id="resp_1"))[:2] == (
        404,
        "previous_response_id",
    )
    reference = [{"type": "item_reference", "id": "msg_1\0"}]
    assert (await refused(served, input=reference))[:2] == (400, "input[0].id")
    assert served.models.requests == []


# --- Going on ------------------------------------------------------------------------------------


async def test_a_conversation(serve: Serve) -> None:
    served = serve({"name": "fox", "options": ["text:Yes"]})
    first = await create(served, "a", instructions="Be kind.")
    second = (await stream(served, "b", previous_response_id=first["id"]))[-1]["response"]
    third = await create(served, "c", previous_response_id=second["id"], instructions="Be brief.")
    assert third["previous_response_id"] == second["id"]
    assert asked(served) == [
        ("system", "Be brief."),
        ("user", "a"),
        ("assistant", "Yes"),
        ("user", "b"),
        ("assistant", "Yes"),
        ("user", "c"),
    ]
    await create(served, "d", previous_response_id=first["id"])
    assert asked(served) == [("user", "a"), ("assistant", "Yes"), ("user", "d")]


async def test_a_conversation_goes_on_in_another_process(serve: Serve) -> None:
    one, two = serve(), serve()
    first = await create(one, "a")
    second = await create(two, "b", previous_response_id=first["id"])
    await create(one, "c", previous_response_id=second["id"])
    assert [text for _, text in asked(one)] == ["a", SENTENCE, "b", SENTENCE, "c"]


async def test_a_conversation_with_a_deleted_link(serve: Serve) -> None:
    served = serve()
    first = await create(served, "a")
    second = await create(served, "b", previous_response_id=first["id"])
    await served.client.delete(f"{RESPONSES}/{first['id']}")
    previous = await refused(served, input="c", previous_response_id=second["id"])
    assert previous == (404, "previous_response_id", None)


async def test_items_are_referred_to(serve: Serve) -> None:
    served = serve()
    response = await create(served, [CALL, RESULT])
    (said,) = response["output"]
    listed = (await served.get(f"{RESPONSES}/{response['id']}/input_items?order=asc")).json()
    call, result = (item["id"] for item in listed["data"])
    await create(served, [{"id": call}, {"type": "item_reference", "id": result}, said, "x"][:3])
    messages = served.models.requests[-1].messages
    assert [message.role for message in messages] == ["assistant", "tool", "assistant"]
    second = await create(served, [{"id": said["id"]}, {"role": "user", "content": "And?"}])
    assert asked(served) == [("assistant", SENTENCE), ("user", "And?")]
    await create(served, "Go on.", previous_response_id=second["id"])
    assert [text for _, text in asked(served)] == [SENTENCE, "And?", SENTENCE, "Go on."]


async def test_a_thought_and_a_call_go_back_to_the_model_as_one_message(serve: Serve) -> None:
    served = serve()
    thought = {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Hm"}]}
    first = await create(served, ["Hi", thought, CALL, RESULT][1:])
    await create(served, "So?", previous_response_id=first["id"])
    message = served.models.requests[-1].messages[0]
    assert (message.role, message.reasoning, len(message.tool_calls)) == ("assistant", "Hm", 1)


async def test_images_are_stored(serve: Serve) -> None:
    served = serve()
    first = await create(served, [{"role": "user", "content": [IMAGE]}])
    before = served.models.requests[-1].messages
    await create(served, "What?", previous_response_id=first["id"])
    assert served.models.requests[-1].messages[0] == before[0]


async def test_a_message_whose_type_is_null(serve: Serve) -> None:
    served = serve()
    message = {"type": None, "role": "user", "content": "Hi", "id": "msg_1"}
    first = await create(served, [message])
    await create(served, "So?", previous_response_id=first["id"])
    assert asked(served)[0] == ("user", "Hi")


async def test_an_item_is_what_it_says_beside_a_reference_to_its_id(serve: Serve) -> None:
    served = serve()
    id = (await create(served))["output"][0]["id"]
    changed = {"type": "message", "role": "user", "content": "changed", "id": id}
    first = await create(served, [{"id": id}, changed])
    assert asked(served) == [("assistant", SENTENCE), ("user", "changed")]
    await create(served, "So?", previous_response_id=first["id"])
    assert asked(served)[:2] == [("assistant", SENTENCE), ("user", "changed")]


# --- Items of the input --------------------------------------------------------------------------


async def items_of(served: Served, id: str, **query: Any) -> dict[str, Any]:
    answer = await served.client.get(f"{RESPONSES}/{id}/input_items", params=query)
    assert answer.status_code == 200
    listed: dict[str, Any] = answer.json()
    assert listed["object"] == "list"
    assert listed["first_id"] == (listed["data"][0]["id"] if listed["data"] else None)
    assert listed["last_id"] == (listed["data"][-1]["id"] if listed["data"] else None)
    return listed


def numbers(listed: dict[str, Any]) -> list[int]:
    return [int(item["content"][0]["text"]) for item in listed["data"]]


async def test_pages_of_items(serve: Serve) -> None:
    served = serve()
    inputs = [{"role": "user", "content": str(number)} for number in range(25)]
    id = (await create(served, inputs))["id"]
    first = await items_of(served, id)
    assert (numbers(first), first["has_more"]) == ([*range(24, 4, -1)], True)
    rest = await items_of(served, id, after=first["last_id"])
    assert (numbers(rest), rest["has_more"]) == ([*range(4, -1, -1)], False)
    assert numbers(await items_of(served, id, after=rest["last_id"])) == []
    ascending = await items_of(served, id, order="asc", limit=25)
    assert (numbers(ascending), ascending["has_more"]) == ([*range(25)], False)
    page = await items_of(served, id, order="asc", limit=1, after=ascending["first_id"])
    assert (numbers(page), page["has_more"]) == ([1], True)


async def test_items_are_listed_whole(serve: Serve) -> None:
    served = serve()
    items = [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Well"},
        CALL,
        RESULT,
        {"role": "user", "content": [IMAGE]},
    ]
    id = (await create(served, items))["id"]
    listed = (await items_of(served, id, order="asc"))["data"]
    stem = id.removeprefix("resp_")
    assert listed == [
        {
            "id": f"msg_{stem}_in0",
            "type": "message",
            "status": "completed",
            "role": "user",
            "content": [{"type": "input_text", "text": "Hi"}],
        },
        {
            "id": f"msg_{stem}_in1",
            "type": "message",
            "status": "completed",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "Well", "annotations": []}],
        },
        {**CALL, "id": f"fc_{stem}_in2", "status": "completed"},
        {**RESULT, "id": f"fco_{stem}_in3", "status": "completed"},
        {
            "id": f"msg_{stem}_in4",
            "type": "message",
            "status": "completed",
            "role": "user",
            "content": [IMAGE],
        },
    ]


@pytest.mark.parametrize(
    ("query", "param"),
    [
        ("order=up", "order"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=many", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("after=msg_1", "after"),
    ],
)
async def test_wrong_pages(serve: Serve, query: str, param: str) -> None:
    served = serve()
    id = (await create(served))["id"]
    answer = await served.get(f"{RESPONSES}/{id}/input_items?{query}")
    assert refusal(answer)[:2] == (400, param)


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
