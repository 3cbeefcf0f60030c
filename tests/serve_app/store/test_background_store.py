"""What the store says about background responses: one at a time runs each, and ends it once."""

import asyncio
from typing import Any

import pytest
from test_responses_store import item, response, said

from serve_app.store.records import Ended, Job, StoredResponse
from serve_app.store.responses import Responses

pytestmark = pytest.mark.anyio

QUEUED = {"id": "resp_1", "status": "queued", "output": []}
COMPLETED = {"id": "resp_1", "status": "completed", "output": ["out_1"]}


def ended(*outputs: str) -> Ended:
    return Ended(COMPLETED, [*map(item, outputs)])


def cancelled(job: Job) -> Ended:
    """With an item for each batch that was said."""
    resource = {**job.response.resource, "status": "cancelled", "output": [*job.events]}
    return Ended(resource, [*map(item, job.events)])


async def add_running(
    store: Responses, id: str = "resp_1", holder: str | None = "a", until: float | None = 100.0
) -> None:
    row = response(id, status="queued", background=True, resource=QUEUED | {"id": id})
    await store.add(row, [item(f"in_{id}")], holder=holder, lease_until=until)


async def found(store: Responses, id: str = "resp_1") -> StoredResponse:
    row = await store.find(id, "me")
    assert row is not None
    return row


# --- Appending and finishing ---------------------------------------------------------------------


async def test_batches_are_read_in_their_order(store: Responses) -> None:
    await add_running(store)
    assert (await found(store)).status == "queued"
    for number in range(12):
        assert await store.append("resp_1", "a", number, {"batch": number})
    assert (await found(store)).status == "in_progress"
    assert await store.events("resp_1") == [(n, {"batch": n}) for n in range(12)]
    assert await store.events("resp_1", 9) == [(10, {"batch": 10}), (11, {"batch": 11})]
    assert await store.events("resp_1", 11) == []


async def test_how_it_ended(store: Responses) -> None:
    await add_running(store)
    assert await store.finish("resp_1", "a", ended("out_1", "out_2"))
    row = await found(store)
    assert (row.status, row.resource, row.active) == ("completed", COMPLETED, False)
    assert await said(store, "resp_1") == ["in_resp_1", "out_1", "out_2"]
    assert await store.held("a") == set()


async def test_it_ends_once(store: Responses) -> None:
    await add_running(store)
    finished = await asyncio.gather(
        *(store.finish("resp_1", "a", ended("out_1")) for _ in range(4))
    )
    assert sorted(finished) == [False, False, False, True]
    assert await said(store, "resp_1") == ["in_resp_1", "out_1"]


async def test_nothing_is_said_behind_the_end(store: Responses) -> None:
    await add_running(store)
    await store.finish("resp_1", "a", ended())
    assert not await store.append("resp_1", "a", 0, "words")
    assert await store.events("resp_1") == []
    assert (await found(store)).status == "completed"


@pytest.mark.parametrize("holder", ["b", "", "A"])
async def test_only_its_holder_runs_it(store: Responses, holder: str) -> None:
    await add_running(store)
    assert not await store.append("resp_1", holder, 0, "words")
    assert not await store.finish("resp_1", holder, ended("out_1"))
    assert await store.events("resp_1") == []
    assert (await found(store)).resource == QUEUED
    assert await store.items(["out_1"], "me") == {}


async def test_what_was_begun_is_ended_though_nobody_waits(store: Responses) -> None:
    """A transaction that is left open would lock SQLite's file for everybody."""
    for number in range(20):
        await add_running(store, f"resp_{number}")
    appended = [
        asyncio.create_task(store.append(f"resp_{number}", "a", 0, "words")) for number in range(20)
    ]
    await asyncio.sleep(0)
    for task in appended:
        task.cancel()
    await asyncio.gather(*appended, return_exceptions=True)
    assert all(task.cancelled() for task in appended)
    await store.settled()
    assert store.unfinished == set()
    for number in range(20):
        assert await store.events(f"resp_{number}") == [(0, "words")]


# --- Cancelling ----------------------------------------------------------------------------------


async def test_cancelled_stays_cancelled(store: Responses) -> None:
    await add_running(store)
    await store.append("resp_1", "a", 0, "words")
    row = await store.cancel("resp_1", "me", cancelled)
    assert row is not None
    assert row.resource == QUEUED | {"status": "cancelled", "output": ["words"]}
    assert row.status == "cancelled"
    assert await said(store, "resp_1") == ["in_resp_1", "words"]
    assert not await store.append("resp_1", "a", 1, "more")
    assert not await store.finish("resp_1", "a", ended("out_1"))
    assert await store.held("a") == set()
    assert await store.renew("a", ["resp_1"], 500.0) == set()
    assert await store.take_over("b", 1000.0, 2000.0, 9) == []
    assert await found(store) == row
    assert await store.events("resp_1") == [(0, "words")]
    assert await store.cancel("resp_1", "me", cancelled) == row


async def test_what_was_said_to_its_end_is_not_cancelled(store: Responses) -> None:
    """Only its end was not stored yet."""
    await add_running(store)
    row = await store.cancel("resp_1", "me", lambda job: ended("out_1"))
    assert row is not None
    assert (row.status, row.resource) == ("completed", COMPLETED)
    assert not await store.finish("resp_1", "a", ended("out_1"))
    assert await said(store, "resp_1") == ["in_resp_1", "out_1"]


async def test_what_has_ended_is_not_cancelled(store: Responses) -> None:
    await add_running(store)
    await store.finish("resp_1", "a", ended())
    row = await store.cancel("resp_1", "me", cancelled)
    assert row == await found(store)
    assert row is not None
    assert row.status == "completed"


async def test_only_background_responses_are_cancelled(store: Responses) -> None:
    await store.add(response(status="in_progress"), [])
    row = await store.cancel("resp_1", "me", cancelled)
    assert row is not None
    assert row.status == "in_progress"


@pytest.mark.parametrize("attempt", range(8))
async def test_cancelled_while_it_ends(store: Responses, attempt: int) -> None:
    """Whoever comes first: the other one changes nothing."""
    await add_running(store)
    finishing = store.finish("resp_1", "a", ended("out_1"))
    cancelling = store.cancel("resp_1", "me", cancelled)
    finished: Any
    if attempt % 2:
        finished, stopped = await asyncio.gather(finishing, cancelling)
    else:
        stopped, finished = await asyncio.gather(cancelling, finishing)
    assert stopped is not None
    row = await found(store)
    assert row.status == ("completed" if finished else "cancelled")
    assert row.resource["status"] == row.status == stopped.status
    assert len(await store.items(["out_1"], "me")) == int(finished)


async def test_cancelled_while_something_is_said(store: Responses) -> None:
    ids = [f"resp_{number}" for number in range(8)]
    for id in ids:
        await add_running(store, id)
    appending = [store.append(id, "a", 0, "words") for id in ids]
    cancelling = [store.cancel(id, "me", cancelled) for id in ids]
    appended = (await asyncio.gather(*appending, *cancelling))[: len(ids)]
    for id, done in zip(ids, appended, strict=True):
        row = await found(store, id)
        assert row.status == "cancelled"
        assert row.resource["output"] == (["words"] if done else [])
        assert len(await store.events(id)) == int(bool(done))


# --- Leases --------------------------------------------------------------------------------------


async def test_a_lease_has_to_end_before_others_take_over(store: Responses) -> None:
    await add_running(store, until=100.0)
    assert await store.take_over("b", 99.0, 200.0, 9) == []
    assert await store.take_over("b", 100.0, 200.0, 9) == []
    (job,) = await store.take_over("b", 100.5, 200.0, 9)
    assert (job.response, job.events) == (await found(store), ())
    assert await store.held("a") == set()
    assert await store.held("b") == {"resp_1"}
    assert await store.take_over("c", 150.0, 300.0, 9) == []
    assert len(await store.take_over("c", 201.0, 300.0, 9)) == 1


async def test_who_takes_over_gets_what_was_said(store: Responses) -> None:
    await add_running(store)
    for number in range(3):
        await store.append("resp_1", "a", number, [number])
    (job,) = await store.take_over("b", 101.0, 200.0, 9)
    assert job.events == ([0], [1], [2])
    assert not await store.append("resp_1", "a", 3, "too late")
    assert not await store.finish("resp_1", "a", ended())
    assert await store.append("resp_1", "b", 3, [3])
    assert await store.finish("resp_1", "b", ended())
    assert [data for _, data in await store.events("resp_1")] == [[0], [1], [2], [3]]


async def test_one_of_several_takes_over(store: Responses) -> None:
    for number in range(20):
        await add_running(store, f"resp_{number}")
    holders = [f"holder {number}" for number in range(6)]
    taken = await asyncio.gather(*(store.take_over(h, 101.0, 200.0, 99) for h in holders))
    ids = [job.response.id for jobs in taken for job in jobs]
    assert sorted(ids) == sorted(f"resp_{number}" for number in range(20))
    for holder, jobs in zip(holders, taken, strict=True):
        assert await store.held(holder) == {job.response.id for job in jobs}


async def test_not_all_are_taken_at_once(store: Responses) -> None:
    for number in range(5):
        await add_running(store, f"resp_{number}")
    counts = [len(await store.take_over("b", 101.0, 200.0, 2)) for _ in range(4)]
    assert counts == [2, 2, 1, 0]


async def test_what_was_let_go_is_taken_at_once(store: Responses) -> None:
    for id, holder in (("resp_1", "a"), ("resp_2", "a"), ("resp_3", "b")):
        await add_running(store, id, holder)
    await store.append("resp_1", "a", 0, "words")
    await store.finish("resp_2", "a", ended())
    assert await store.release("a") == 1
    assert await store.held("a") == set()
    assert not await store.append("resp_1", "a", 1, "too late")
    (job,) = await store.take_over("c", 0.0, 200.0, 9)
    assert (job.response.id, job.events) == ("resp_1", ("words",))
    assert await store.release("a") == 0


async def test_one_that_nobody_holds_is_taken_at_once(store: Responses) -> None:
    await add_running(store, holder=None, until=None)
    assert len(await store.take_over("b", 0.0, 200.0, 9)) == 1


async def test_what_has_ended_or_is_waited_for_is_not_taken(store: Responses) -> None:
    await add_running(store)
    await store.finish("resp_1", "a", ended())
    await store.add(response("resp_2", status="in_progress"), [])
    assert await store.take_over("b", 1000.0, 2000.0, 9) == []


async def test_renewed_leases(store: Responses) -> None:
    for id, holder in (("resp_1", "a"), ("resp_2", "a"), ("resp_3", "b")):
        await add_running(store, id, holder)
    await store.finish("resp_2", "a", ended())
    assert await store.held("a") == {"resp_1"}
    assert await store.renew("a", ["resp_1", "resp_2", "resp_3"], 200.0) == {"resp_1"}
    assert [job.response.id for job in await store.take_over("c", 150.0, 300.0, 9)] == ["resp_3"]
    assert await store.renew("b", ["resp_3"], 500.0) == set()
    assert [job.response.id for job in await store.take_over("c", 201.0, 300.0, 9)] == ["resp_1"]


async def test_only_leases_of_those_that_run_are_renewed(store: Responses) -> None:
    await add_running(store, "resp_1")
    await add_running(store, "resp_2")
    assert await store.renew("a", ["resp_2"], 200.0) == {"resp_2"}
    assert await store.renew("a", [], 200.0) == set()
    assert await store.held("a") == {"resp_1", "resp_2"}
    assert [job.response.id for job in await store.take_over("b", 150.0, 300.0, 9)] == ["resp_1"]
