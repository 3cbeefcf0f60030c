"""What is stored: responses, their items, and conversations of them."""

import dataclasses
from typing import Any

import pytest

from serve_app.store.records import Ended, Job, StoredItem, StoredResponse
from serve_app.store.responses import Responses

pytestmark = pytest.mark.anyio

ODD_TEXTS = ["", "Grüße 😀", "\0", "a\0b", "\ud800", "x\udfff\0", "\\u0000", "'; --", "\r\n\u2028"]


def response(id: str = "resp_1", **fields: Any) -> StoredResponse:
    usual: dict[str, Any] = {
        "owner": "me",
        "status": "completed",
        "created_at": 1000.25,
        "previous_id": None,
        "background": False,
        "streamed": False,
        "body": {"input": "Hi"},
        "resource": {"id": id, "status": "completed"},
    }
    return StoredResponse(id=id, **usual | fields)


def item(id: str, **data: Any) -> StoredItem:
    return StoredItem(id, {"id": id, "type": "message", **data})


async def add_turn(store: Responses, number: int, previous: int | None, **fields: Any) -> None:
    """A question and its answer."""
    previous_id = None if previous is None else f"resp_{previous}"
    row = response(f"resp_{number}", previous_id=previous_id, **fields)
    await store.add(row, [item(f"in_{number}")], [item(f"out_{number}")])


async def said(store: Responses, id: str, owner: str = "me") -> list[str] | None:
    """The ids of a conversation's items."""
    found = await store.conversation(id, owner, 2000.0)
    return None if found is None else [each["id"] for each in found.items]


def never(job: Job) -> Ended:
    raise AssertionError(f"{job} is not to be ended")


# --- Responses -----------------------------------------------------------------------------------


async def test_what_was_added_is_found(store: Responses) -> None:
    row = response(previous_id="resp_0", background=True, streamed=True, status="queued")
    await store.add(row, [])
    assert await store.find("resp_1", "me") == row


async def test_what_was_not_added_is_not_found(store: Responses) -> None:
    assert await store.find("resp_1", "me") is None
    assert await store.delete("resp_1", "me") is False
    assert await store.conversation("resp_1", "me", 0.0) is None
    assert await store.cancel("resp_1", "me", never) is None
    assert await store.items(["in_1"], "me") == {}
    assert await store.input_items("resp_1") == []
    assert await store.events("resp_1") == []


async def test_a_deleted_response_is_gone_with_all_that_belongs_to_it(store: Responses) -> None:
    row = response(status="in_progress", background=True)
    await store.add(row, [item("in_1")], holder="a", lease_until=2000.0)
    await store.append("resp_1", "a", 0, ["words"])
    assert await store.delete("resp_1", "me") is True
    assert await store.delete("resp_1", "me") is False
    assert await store.find("resp_1", "me") is None
    assert await store.items(["in_1"], "me") == {}
    assert await store.input_items("resp_1") == []
    assert await store.events("resp_1") == []
    assert await store.held("a") == set()


async def test_others_see_nothing_of_it(store: Responses) -> None:
    row = response(background=True, status="queued", resource={"status": "queued"})
    await store.add(row, [item("in_1")], holder="a", lease_until=2000.0)
    assert await store.find("resp_1", "you") is None
    assert await store.items(["in_1"], "you") == {}
    assert await said(store, "resp_1", "you") is None
    assert await store.cancel("resp_1", "you", never) is None
    assert await store.delete("resp_1", "you") is False
    assert await store.find("resp_1", "me") == row


async def test_a_conversation_does_not_go_on_with_what_others_said(store: Responses) -> None:
    await add_turn(store, 1, None, owner="you")
    await add_turn(store, 2, 1, owner="me")
    assert await said(store, "resp_2") is None


@pytest.mark.parametrize("text", ODD_TEXTS)
async def test_any_text_comes_back(store: Responses, text: str) -> None:
    row = response(body={"input": text, text: 1}, resource={"output": [text]})
    await store.add(row, [item("in_1", content=text)])
    assert await store.find("resp_1", "me") == row
    assert (await store.items(["in_1"], "me"))["in_1"]["content"] == text


@pytest.mark.parametrize("id", ["\0", "resp_1\0", "\ud800", "ü", "'", "resp_%", "x" * 5000])
async def test_any_id_may_be_asked_for(store: Responses, id: str) -> None:
    await add_turn(store, 1, None)
    assert await store.find(id, "me") is None
    assert await store.conversation(id, "me", 0.0) is None
    assert await store.items([id, "in_1"], "me") == {"in_1": {"id": "in_1", "type": "message"}}
    assert await store.cancel(id, "me", never) is None
    assert await store.delete(id, "me") is False
    assert await store.input_items(id) == []
    assert await store.events(id) == []


# --- Conversations and items ---------------------------------------------------------------------


@pytest.mark.parametrize("hops", [1, 2, 50])
async def test_a_conversation(store: Responses, hops: int) -> None:
    for number in reversed(range(hops)):
        await add_turn(store, number, number - 1 if number else None)
    every = [f"{kind}_{number}" for number in range(hops) for kind in ("in", "out")]
    assert await said(store, f"resp_{hops - 1}") == every


@pytest.mark.parametrize(
    ("status", "active"),
    [("queued", True), ("in_progress", True), ("completed", False), ("cancelled", False)],
)
async def test_a_conversation_whose_last_response_goes_on(
    store: Responses, status: str, active: bool
) -> None:
    await add_turn(store, 1, None)
    await add_turn(store, 2, 1, status=status)
    found = await store.conversation("resp_2", "me", 2000.0)
    assert found is not None
    assert found.active == active


async def test_a_conversation_may_branch(store: Responses) -> None:
    for number, previous in ((1, None), (2, 1), (3, 1), (4, 3)):
        await add_turn(store, number, previous)
    assert await said(store, "resp_2") == ["in_1", "out_1", "in_2", "out_2"]
    assert await said(store, "resp_4") == ["in_1", "out_1", "in_3", "out_3", "in_4", "out_4"]


@pytest.mark.parametrize("missing", [1, 2, 3])
async def test_a_conversation_with_a_deleted_link(store: Responses, missing: int) -> None:
    for number, previous in ((1, None), (2, 1), (3, 2)):
        await add_turn(store, number, previous)
    await store.delete(f"resp_{missing}", "me")
    assert await said(store, "resp_3") is None


async def test_items_stay_in_their_order(store: Responses) -> None:
    inputs = [item(f"z{9 - number}", number=number) for number in range(10)]
    await store.add(response(), inputs, [item("b"), item("a")])
    every = [each.id for each in inputs]
    assert await store.input_items("resp_1") == inputs
    assert await said(store, "resp_1") == [*every, "b", "a"]


async def test_items_by_their_ids(store: Responses) -> None:
    await add_turn(store, 1, None)
    await add_turn(store, 2, 1)
    found = await store.items(["out_1", "in_2", "nothing", "in_2"], "me")
    assert set(found) == {"out_1", "in_2"}
    assert found["out_1"] == {"id": "out_1", "type": "message"}
    assert await store.items([], "me") == {}


# --- Forgetting ----------------------------------------------------------------------------------


async def test_what_nobody_uses_is_forgotten(store: Responses) -> None:
    for number in (1, 2, 3):
        await add_turn(store, number, None, created_at=float(number))
    assert await store.forget(2.0) == 1
    found = [await store.find(f"resp_{number}", "me") for number in (1, 2, 3)]
    assert [each is None for each in found] == [True, False, False]
    assert await store.items(["in_1", "out_1"], "me") == {}


async def test_a_conversation_is_used_as_a_whole(store: Responses) -> None:
    await add_turn(store, 1, None, created_at=1.0)
    await add_turn(store, 2, 1, created_at=2.0)
    await add_turn(store, 3, 1, created_at=2.0)
    await store.conversation("resp_2", "me", 1000.0)
    assert await store.forget(999.0) == 1
    assert await said(store, "resp_2") == ["in_1", "out_1", "in_2", "out_2"]
    assert await store.find("resp_3", "me") is None


@pytest.mark.parametrize("status", ["queued", "in_progress"])
async def test_what_still_runs_is_not_forgotten(store: Responses, status: str) -> None:
    row = dataclasses.replace(response(background=True), status=status)
    await store.add(row, [], holder="a", lease_until=0.0)
    assert await store.forget(10_000.0) == 0
    assert await store.find("resp_1", "me") == row
