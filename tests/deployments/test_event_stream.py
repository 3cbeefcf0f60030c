import asyncio
import time
from collections.abc import AsyncIterator, Iterable

import pytest

from deployments import event_stream
from deployments.event_stream import ROUNDS_BEFORE_TRANSFER, EventStream, together
from deployments.types import Event, TextDelta

pytestmark = pytest.mark.anyio


def words(*texts: str) -> list[Event]:
    return [TextDelta(text) for text in texts]


async def read(stream: EventStream) -> list[list[Event]]:
    return [events async for events in stream]


async def reader_waits(task: asyncio.Task[list[list[Event]]]) -> None:
    """Return when the reader has nothing left to do: the loop went round often enough."""
    for _ in range(50):
        await asyncio.sleep(0)
    assert not task.done()


async def test_everything_queued_comes_in_one_list() -> None:
    stream = EventStream()
    stream.push(words("a", "b"))
    stream.push(words("c"), last=True)
    assert await read(stream) == [words("a", "b", "c")]


async def test_an_event_comes_before_the_stream_ends() -> None:
    stream = EventStream()
    iterator = aiter(stream)
    for word in "abc":
        stream.push(words(word))
        assert await anext(iterator) == words(word)


async def test_what_comes_while_the_reader_is_busy_waits_for_it_in_order() -> None:
    stream = EventStream()
    iterator = aiter(stream)
    stream.push(words("a"))
    assert await anext(iterator) == words("a")
    for word in "bcd":
        stream.push(words(word))
    stream.push([], last=True)
    assert [events async for events in iterator] == [words("b", "c", "d")]


async def test_what_is_due_in_the_same_round_of_the_loop_comes_along() -> None:
    stream = EventStream()
    reader = asyncio.create_task(read(stream))
    await reader_waits(reader)
    asyncio.get_running_loop().call_soon(stream.push, words("b"))
    stream.push(words("a"))
    await reader_waits(reader)
    stream.push(words("c"), last=True)
    assert await reader == [words("a", "b"), words("c")]


async def test_what_is_due_a_few_rounds_later_comes_along_too() -> None:
    stream = EventStream()
    loop = asyncio.get_running_loop()

    def later(rounds: int) -> None:
        if rounds:
            loop.call_soon(later, rounds - 1)
        else:
            stream.push(words("b"), last=True)

    reader = asyncio.create_task(read(stream))
    await reader_waits(reader)
    stream.push(words("a"))
    later(ROUNDS_BEFORE_TRANSFER - 2)
    assert await reader == [words("a", "b")]


async def test_a_waiting_reader_takes_no_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = EventStream()
    reader = asyncio.create_task(read(stream))
    stream.push(words("a"))
    await reader_waits(reader)
    turns = []
    sleep = asyncio.sleep
    with monkeypatch.context() as counting:
        counting.setattr(asyncio, "sleep", lambda delay: turns.append(delay) or sleep(delay))
        for _ in range(20):
            await sleep(0)
    assert turns == []
    stream.push([], last=True)
    assert await reader == [words("a")]


async def test_closing_wakes_a_waiting_reader_without_an_empty_list() -> None:
    stream = EventStream()
    reader = asyncio.create_task(read(stream))
    await reader_waits(reader)
    stream.push([], last=True)
    assert await asyncio.wait_for(reader, 5) == []


async def test_an_empty_push_gives_no_empty_list() -> None:
    stream = EventStream()
    reader = asyncio.create_task(read(stream))
    stream.push([])
    await reader_waits(reader)
    stream.push(words("a"), last=True)
    assert await reader == [words("a")]


async def test_last_stays_last_when_more_is_pushed_before_it_is_read() -> None:
    stream = EventStream()
    stream.push(words("a"), last=True)
    stream.push(words("b"))
    assert await asyncio.wait_for(read(stream), 5) == [words("a", "b")]


async def test_a_cancelled_reader_leaves_the_events_to_the_next() -> None:
    stream = EventStream()
    reader = asyncio.create_task(read(stream))
    await reader_waits(reader)
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    stream.push(words("a"), last=True)
    assert await read(stream) == [words("a")]


@pytest.mark.parametrize("readers_turns", [1, 3, 20])
async def test_order_is_kept_and_nothing_is_lost_whatever_the_pace(readers_turns: int) -> None:
    stream = EventStream()
    numbers = [str(number) for number in range(200)]

    async def write(texts: Iterable[str]) -> None:
        for text in texts:
            stream.push(words(text))
            await asyncio.sleep(0)
        stream.push([], last=True)

    writer = asyncio.create_task(write(numbers))
    got: list[Event] = []
    async for events in stream:
        assert events
        got += events
        for _ in range(readers_turns):
            await asyncio.sleep(0)
    await writer
    assert got == words(*numbers)


async def test_a_silent_stream_tells_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "HEARTBEAT", 0.01)
    stream = EventStream()
    iterator = aiter(stream)
    async with asyncio.timeout(5):
        assert [await anext(iterator) for _ in range(3)] == [[], [], []]
        stream.push(words("a"))
        assert await anext(iterator) == words("a")


async def test_a_stream_that_speaks_has_no_heartbeats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "HEARTBEAT", 0.05)
    stream = EventStream()
    iterator = aiter(stream)
    begun = time.monotonic()
    while time.monotonic() - begun < 0.3:
        stream.push(words("a"))
        assert await anext(iterator) == words("a")
    stream.push([], last=True)
    assert [events async for events in iterator] == []


async def test_together_only_heartbeats_come_before_the_end() -> None:
    async def batches() -> AsyncIterator[list[Event]]:
        for batch in (words("a"), [], words("b", "c")):
            yield batch

    assert [events async for events in together(batches())] == [[], words("a", "b", "c")]
