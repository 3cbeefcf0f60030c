"""Responses over HTTP: created, stored, gone on with, listed, deleted."""

import time
from typing import Any

import pytest
from http_exchange import SENTENCE, Serve, Served, refusal
from response_exchange import RESPONSES, create, retrieve, spoken, stream, words

from serve_app.overhead import HEADER

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
