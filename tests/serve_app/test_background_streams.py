"""Streams of responses that nobody waits for: from the beginning, and resumed."""

import asyncio

import pytest
from http_exchange import SENTENCE, Serve, eventually, refusal
from response_exchange import (
    RESPONSES,
    become,
    create,
    resume,
    retrieve,
    spoken,
    stream,
)
from test_background import ENDED, gated, start, start_in_the_middle

pytestmark = pytest.mark.anyio


async def test_a_stream_from_the_beginning(serve: Serve) -> None:
    served, models = gated(serve)
    models.open()
    events = await stream(served, background=True)
    types = [event["type"].removeprefix("response.") for event in events]
    assert types[:5] == [
        "created",
        "queued",
        "in_progress",
        "output_item.added",
        "content_part.added",
    ]
    assert types[5:14] == ["output_text.delta"] * 9
    assert types[14:] == ["output_text.done", "content_part.done", "output_item.done", "completed"]
    assert [event["response"]["status"] for event in events[:3]] == [
        "queued",
        "queued",
        "in_progress",
    ]
    assert spoken(events) == SENTENCE
    id = events[0]["response"]["id"]
    assert await retrieve(served, id) == events[-1]["response"]
    assert await resume(served, id) == events


async def test_resuming_gives_the_rest_from_every_position(serve: Serve) -> None:
    served = serve()
    id = await start(served)
    await become(served, id, *ENDED)
    events = await resume(served, id)
    assert len(events) == 18
    for position in range(-1, len(events)):
        assert await resume(served, id, position) == events[position + 1 :]
    assert await resume(served, id, 10_000) == []


@pytest.mark.parametrize("behind", [None, 0, 4, 7, 12])
async def test_resuming_while_it_runs(serve: Serve, behind: int | None) -> None:
    served, models = gated(serve)
    id = await start_in_the_middle(served, models)
    following = asyncio.create_task(resume(served, id, behind))
    await eventually(lambda: bool((served.keeper._background)._changed))
    models.open()
    rest = await following
    assert rest == (await resume(served, id))[0 if behind is None else behind + 1 :]
    assert rest[-1]["type"] == "response.completed"


async def test_several_follow_it_here_and_elsewhere(serve: Serve) -> None:
    served, models = gated(serve)
    other = serve()
    id = await start_in_the_middle(served, models)
    following = [asyncio.create_task(resume(each, id)) for each in (served, served, other)]
    models.open()
    first, second, third = await asyncio.gather(*following)
    assert first == second == third
    assert spoken(first) == SENTENCE
    assert other.models.requests == []


async def test_nothing_is_kept_of_those_who_followed(serve: Serve) -> None:
    served, models = gated(serve)
    other = serve()
    id = await start_in_the_middle(served, models)
    following = asyncio.create_task(resume(other, id))
    models.open()
    await following
    for each in (served, other):
        background = await each.keeper.background()
        assert len(background._changed) == 0


async def test_only_background_responses_are_followed(serve: Serve) -> None:
    served = serve()
    id = (await create(served))["id"]
    answer = await served.get(f"{RESPONSES}/{id}?stream=true")
    assert refusal(answer)[:2] == (400, "stream")
    assert (await served.get(f"{RESPONSES}/{id}?stream=false")).status_code == 200


@pytest.mark.parametrize("position", ["-2", "x", "1.5", "", "9" * 5000])
async def test_a_wrong_position(serve: Serve, position: str) -> None:
    served = serve()
    id = await start(served)
    answer = await served.get(f"{RESPONSES}/{id}?stream=true&starting_after={position}")
    assert refusal(answer)[:2] == (400, "starting_after")
