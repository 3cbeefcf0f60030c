"""What the engine generates for the choices of a request, on its way into the stream of events."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any

from deployments.event_stream import EventStream
from deployments.types import Failed, Finished
from deployments.vllm.choice import Choice
from deployments.vllm.counters import Counters
from deployments.vllm.engine import EngineLost, VllmEngine

logger = logging.getLogger(__name__)

LOST = Failed("lost", "the engine stopped unexpectedly")
BROKEN = Failed("internal", "the model failed on this request")


@dataclass(eq=False, slots=True)
class Running:
    """A choice and vLLM's queue of what it generates; none where nothing is to be generated."""

    choice: Choice
    queue: Any | None


@contextlib.asynccontextmanager
async def reading(
    running: Sequence[Running], stream: EventStream, engine: VllmEngine, counters: Counters
) -> AsyncGenerator[None]:
    """All of them go into the stream, which then ends, until this is left."""
    tasks = [asyncio.create_task(_guarded(each, stream, engine, counters)) for each in running]
    closing = asyncio.create_task(_close_after(tasks, stream))
    try:
        yield
    finally:
        for task in (*tasks, closing):
            task.cancel()


async def abort(running: Sequence[Running], engine: VllmEngine, counters: Counters) -> None:
    """Free the places of those that still run, before the engine's next step."""
    ids = [
        each.queue.request_id
        for each in running
        if each.queue is not None and not each.choice.ended
    ]
    if ids:
        counters.aborted(len(ids))
        await asyncio.shield(engine.abort(ids))


async def _close_after(tasks: Sequence[asyncio.Task[None]], stream: EventStream) -> None:
    await asyncio.gather(*tasks)
    stream.push([], last=True)


async def _guarded(
    running: Running, stream: EventStream, engine: VllmEngine, counters: Counters
) -> None:
    """A failure is the last event of the whole stream."""
    try:
        await _read(running, stream, engine, counters)
    except EngineLost:
        stream.push([LOST], last=True)
    except Exception:
        logger.exception("reading a choice failed")
        stream.push([BROKEN], last=True)


async def _read(
    running: Running, stream: EventStream, engine: VllmEngine, counters: Counters
) -> None:
    choice, queue = running.choice, running.queue
    if queue is None:
        stream.push(choice.finish("stop" if choice.output.ended else "length"))
        return
    while not choice.ended:
        said = await engine.next(queue)
        events = choice.take(said)
        stream.push(events, last=bool(events) and isinstance(events[-1], Failed))
        if choice.ended and not said.finished:  # by a stop string, which vLLM does not know
            await engine.abort([queue.request_id])
    if events and isinstance(events[-1], Finished):
        counters.finished(events[-1].usage, events[-1].timings)
