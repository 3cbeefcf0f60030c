"""Gateways that die: others go on with their background responses, on either database."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from typing import Any

import pytest
from fake_models import GatedModels
from http_exchange import Serve, Served, eventually
from response_exchange import become, cancel, create, resume, retrieve, spoken, words
from response_transcript import read

from deployments.types import TextDelta
from serve_app import background
from serve_app.store.event_json import from_json
from serve_app.store.responses import Responses
from serve_app.store.uninterrupted import uninterrupted

pytestmark = pytest.mark.anyio

COUNT = 20
TEXT = " ".join(f"word{number}" for number in range(40))
FOX = {"name": "fox", "options": [f"text:{TEXT}"]}
EVENTS = 42  # accepted, the words, finished
DONE = b"data: [DONE]\n\n"


@pytest.fixture(autouse=True)
def _short_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases end at once until a test says otherwise, and are looked for all the time."""
    monkeypatch.setattr(background, "LEASE", 0.0)
    monkeypatch.setattr(background, "LOOKED_FOR", 0.02)
    monkeypatch.setattr(background, "WATCHED", 0.01)


async def die(served: Served) -> None:
    """All that runs in a gateway ends, and it tells nobody."""
    running = [*(await served.keeper.background())._running.values()]
    tasks = [*served.keeper._tasks, *running]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def have_said(served: Served, ids: Sequence[str], batches: int) -> None:
    """Wait until so many batches are stored of all responses together."""
    store = await served.keeper.responses()
    async with asyncio.timeout(20):
        while sum([len(await store.events(id)) for id in ids]) < batches:
            pass


async def stored_words(served: Served, id: str) -> str:
    """What was said of a response so far."""
    batches = await (await served.keeper.responses()).events(id)
    events = [event for _, data in batches for event in from_json(data["events"])]
    return "".join(event.text for event in events if isinstance(event, TextDelta))


async def start(served: Served) -> str:
    return str((await create(served, background=True))["id"])


async def test_others_go_on_where_a_gateway_died(
    serve: Serve, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = GatedModels(FOX)
    first = serve(models=models, database_url=database)
    ids = [await start(first) for _ in range(COUNT)]
    models.let(*range(COUNT))
    said = sum(range(COUNT))
    await have_said(first, ids, said)
    await die(first)
    assert models.running == 0

    monkeypatch.setattr(background, "LEASE", 60.0)
    second = serve(FOX, database_url=database)
    await second.keeper.start()
    for id in ids:
        await become(second, id, "completed", "failed")
        response = await retrieve(second, id)
        assert (response["status"], words(response)) == ("completed", TEXT)
        assert response["usage"]["output_tokens"] == 40
        events = await resume(second, id)
        assert spoken(events) == TEXT
        assert events[-1]["response"] == response
    requests = second.models.requests
    assert len(requests) == COUNT
    resumed = [sum(map(len, request.resumed_token_ids)) for request in requests]
    assert sorted(resumed) == [0, *range(COUNT - 1)]  # to be accepted is no word


async def test_others_go_on_at_once_where_a_gateway_closed(
    serve: Serve, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long before its leases end, and behind the last word that it heard."""
    monkeypatch.setattr(background, "LEASE", 3600.0)
    models = GatedModels(FOX)
    first, second = serve(models=models, database_url=database), serve(FOX, database_url=database)
    ids = [await start(first) for _ in range(COUNT)]
    models.let(*range(COUNT))
    await have_said(first, ids, sum(range(COUNT)))
    await first.keeper.close()
    assert models.running == 0
    told = [await stored_words(second, id) for id in ids]

    await second.keeper.start()
    for id, before in zip(ids, told, strict=True):
        await become(second, id, "completed", "failed")
        response = await retrieve(second, id)
        assert (response["status"], words(response)) == ("completed", TEXT)
        events = await resume(second, id)
        assert spoken(events) == TEXT
        assert events[-1]["response"] == response
        assert TEXT.startswith(before)
    resumed = [sum(map(len, each.resumed_token_ids)) for each in second.models.requests]
    assert sorted(resumed) == sorted(len(before.split()) for before in told)


async def test_words_that_are_being_stored_when_a_gateway_closes(
    serve: Serve, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are stored before it lets go: whoever goes on, does so behind them."""
    monkeypatch.setattr(background, "LEASE", 3600.0)
    models = GatedModels(FOX)
    first, second = serve(models=models, database_url=database), serve(FOX, database_url=database)
    storing, store = asyncio.Event(), asyncio.Event()
    append = Responses.append

    @uninterrupted
    async def slow(self: Responses, id: str, holder: str, number: int, events: Any) -> bool:
        if number == 3:
            storing.set()
            await store.wait()
        return await append(self, id, holder, number, events)

    monkeypatch.setattr(Responses, "append", slow)
    id = await start(first)
    models.let(4)
    await asyncio.wait_for(storing.wait(), 5)
    closing = asyncio.create_task(first.keeper.close())
    await eventually(lambda: models.running == 0)
    store.set()
    await closing
    await second.keeper.start()
    await become(second, id, "completed", "failed")
    assert second.models.requests[0].resumed_token_ids[0] == (257, 258, 259)
    assert spoken(await resume(second, id)) == TEXT


async def test_a_gateway_that_closes_begins_nothing(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that came in time is answered, and another gateway runs its response."""
    models = GatedModels(FOX)
    first, second = serve(models=models), serve(FOX)
    await (await first.keeper.background()).close()
    id = await start(first)
    assert (await first.keeper.background())._running == {}
    monkeypatch.setattr(background, "LEASE", 60.0)
    for task in first.keeper._tasks:
        task.cancel()
    await second.keeper.start()
    await become(second, id, "completed", "failed")
    assert words(await retrieve(second, id)) == TEXT
    assert models.requests == []


async def test_a_stream_goes_on_at_another_gateway(
    serve: Serve, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = GatedModels(FOX)
    first = serve(models=models, database_url=database)
    id = await start(first)
    models.let(10)
    row = await (await first.keeper.responses()).find(id, "")
    assert row is not None
    written: list[bytes] = []
    async with aclosing((await first.keeper.background()).follow(row, -1)) as followed:
        async for event in followed:
            written.append(event)
            if len(written) == 12:
                break
    await die(first)
    monkeypatch.setattr(background, "LEASE", 60.0)
    second = serve(FOX, database_url=database)
    await second.keeper.start()
    rest = await resume(second, id, len(written) - 1)
    whole = read(b"".join(written) + DONE) + rest
    assert [event["sequence_number"] for event in whole] == [*range(len(whole))]
    assert spoken(whole) == TEXT
    assert whole == await resume(second, id)


@pytest.mark.parametrize("said", [0, 1, 2, EVENTS - 1, EVENTS])
async def test_wherever_it_died(serve: Serve, monkeypatch: pytest.MonkeyPatch, said: int) -> None:
    """Also behind the last event, where only the end of the response was not written."""
    models = GatedModels(FOX)
    first = serve(models=models)
    finished = asyncio.Event()

    async def never(*_: Any) -> bool:
        finished.set()
        await asyncio.Event().wait()
        return False

    with monkeypatch.context() as patched:
        patched.setattr(Responses, "finish", never)
        id = await start(first)
        models.let(said)
        await have_said(first, [id], said)
        if said == EVENTS:
            await asyncio.wait_for(finished.wait(), 5)
        await die(first)
    monkeypatch.setattr(background, "LEASE", 60.0)
    second = serve(FOX)
    await second.keeper.start()
    await become(second, id, "completed", "failed")
    response = await retrieve(second, id)
    assert (response["status"], words(response)) == ("completed", TEXT)
    assert len(second.models.requests) == (0 if said == EVENTS else 1)
    assert spoken(await resume(second, id)) == TEXT


async def test_one_of_several_goes_on(
    serve: Serve, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = GatedModels(FOX)
    first = serve(models=models, database_url=database)
    ids = [await start(first) for _ in range(COUNT)]
    models.let(5)
    await have_said(first, ids, 5 * COUNT)
    await die(first)
    monkeypatch.setattr(background, "LEASE", 60.0)
    others = [serve(FOX, database_url=database) for _ in range(3)]
    await asyncio.gather(*(other.keeper.start() for other in others))
    for id in ids:
        await become(first, id, "completed", "failed")
        assert words(await retrieve(first, id)) == TEXT
    assert sum(len(other.models.requests) for other in others) == COUNT


async def test_a_gateway_does_not_run_its_own_twice(serve: Serve) -> None:
    """Its leases ended, as when it had no time to renew them: it goes on as if nothing was."""
    models = GatedModels(FOX)
    served = serve(models=models)
    id = await start(served)
    models.let(5)
    await have_said(served, [id], 5)
    store = await served.keeper.responses()
    looked = 0
    take_over = Responses.take_over

    async def counted(*arguments: Any) -> Any:
        nonlocal looked
        looked += 1
        return await take_over(*arguments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Responses, "take_over", counted)
        await eventually(lambda: looked > 3)
    assert models.running == 1
    models.open()
    await become(served, id, "completed", "failed")
    assert words(await retrieve(served, id)) == TEXT
    assert len(models.requests) == 1
    assert len(await store.events(id)) == EVENTS


async def test_leases_are_renewed_while_it_runs(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those that run: others take nothing over."""
    monkeypatch.setattr(background, "LEASE", 60.0)
    monkeypatch.setattr(background, "RENEWED", 0.0)
    models, renewed = GatedModels(FOX), []
    renew = Responses.renew

    async def noted(self: Responses, holder: str, ids: Any, until: float) -> set[str]:
        renewed.append(set(ids))
        return await renew(self, holder, ids, until)

    monkeypatch.setattr(Responses, "renew", noted)
    served, other = serve(models=models), serve(FOX)
    await other.keeper.start()
    id = await start(served)
    await eventually(lambda: renewed.count({id}) > 2)
    assert other.models.requests == []
    models.open()
    await become(served, id, "completed")


async def test_one_whose_end_could_not_be_written_is_taken_over(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([OSError("the disk is full")] * 2)
    finish = Responses.finish

    async def sometimes(self: Responses, *arguments: Any) -> bool:
        for failure in failures:
            raise failure
        return await finish(self, *arguments)

    monkeypatch.setattr(Responses, "finish", sometimes)
    served = serve(FOX)
    id = await start(served)
    await become(served, id, "completed", "failed")
    assert words(await retrieve(served, id)) == TEXT


async def test_what_was_cancelled_is_not_taken_over(serve: Serve) -> None:
    models = GatedModels(FOX)
    first = serve(models=models)
    ids = [await start(first) for _ in range(2)]
    models.let(3)
    await have_said(first, ids, 6)
    await die(first)
    second = serve(FOX)
    cancelled = await cancel(first, ids[0])
    await second.keeper.start()
    await become(second, ids[1], "completed")
    assert await retrieve(second, ids[0]) == cancelled
    assert len(second.models.requests) == 1
