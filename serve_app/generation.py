"""Carry one parsed call through a model: open its streams, answer as JSON or as a stream."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from deployments.types import Event, Failed
from serve_app.errors import ApiError, InternalError, from_failure
from serve_app.json_response import json_response
from serve_app.listing import ModelEntry
from serve_app.models import Models
from serve_app.overhead import Overhead
from serve_app.protocols.call import Answer, Call

logger = logging.getLogger("ray.serve")

STREAM_HEADERS = {"cache-control": "no-cache", "x-accel-buffering": "no"}

Stream = AsyncGenerator[Sequence[Event]]
Numbered = AsyncGenerator[tuple[int, Sequence[Event]]]


Ending = Callable[[Answer], Awaitable[None]]
"""What is to be done before a client hears that its answer is complete."""


async def nothing_more(answer: Answer) -> None:
    """Of most answers nothing is kept."""


async def respond(
    models: Models,
    entry: ModelEntry,
    call: Call,
    overhead: Overhead,
    ending: Ending = nothing_more,
) -> Response:
    """The answer to a call. Raises what the model refuses: nothing has been sent then."""
    answer = call.answer(entry.name)
    async with AsyncExitStack() as stack:
        streams = [
            await stack.enter_async_context(
                aclosing(models.generate(entry, replace(request, whole=not call.stream)))
            )
            for request in call.requests
        ]
        firsts = await _first_of_each(streams)
        events = await stack.enter_async_context(aclosing(_all_events(firsts, streams)))
        if not call.stream:
            async for number, batch in events:
                answer.collect(number, checked(batch))
                overhead.note(number, batch)
            if not answer.complete:
                raise InternalError("the model's answer ended too early")
            await ending(answer)
            return overhead.told(json_response(answer.result()))
        return EventStreamResponse(answer, events, stack.pop_all(), ending)


class EventStreamResponse(Response):
    """Server-sent events. However it ends, also by a client that left, the streams are closed."""

    media_type = "text/event-stream"

    def __init__(
        self, answer: Answer, events: Numbered, streams: AsyncExitStack, ending: Ending
    ) -> None:
        super().__init__(headers=STREAM_HEADERS)
        del self.headers["content-length"]
        self._answer = answer
        self._events = events
        self._streams = streams
        self._ending = ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._streams:
            try:
                start = {"status": 200, "headers": self.raw_headers}
                await _send(send, {"type": "http.response.start", **start})
                await self._send_events(send)
            except ApiError as error:
                await self._fail(send, error)
            except ClientDisconnect:
                logger.info("the client has left its stream")
            except Exception:
                logger.exception("a stream broke")
                await self._fail(send, InternalError("the server failed on this request"))

    async def _fail(self, send: Send, error: ApiError) -> None:
        last = self._answer.error(error)
        try:
            await self._ending(self._answer)
        except Exception:  # the client hears of the first error
            logger.exception("the end of a stream that broke could not be kept")
        await _send_body(send, last, more=False)

    async def _send_events(self, send: Send) -> None:
        async for number, batch in self._events:
            chunk = self._answer.chunk(number, batch)
            if self._answer.complete:
                await self._ending(self._answer)
                await _send_body(send, chunk + self._answer.end(), more=False)
            elif chunk:
                await _send_body(send, chunk, more=True)
            checked(batch)
        if not self._answer.complete:
            raise InternalError("the model's answer ended too early")


async def _send_body(send: Send, chunk: bytes, *, more: bool) -> None:
    await _send(send, {"type": "http.response.body", "body": chunk, "more_body": more})


async def _send(send: Send, message: Message) -> None:
    """Raises `ClientDisconnect` where nobody is there any more; servers say so with an OSError."""
    try:
        await send(message)
    except OSError:
        raise ClientDisconnect from None


async def _first_of_each(streams: Sequence[Stream]) -> list[Sequence[Event]]:
    """Wait until every request was accepted. Raises what the first refused one says."""
    if len(streams) == 1:
        return [await _first(streams[0])]
    tasks = [asyncio.create_task(_first(stream)) for stream in streams]
    try:
        return await asyncio.gather(*tasks)
    finally:  # a stream cannot be closed while somebody waits for its next events
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _first(stream: Stream) -> Sequence[Event]:
    events = await anext(stream, None)
    if events is None:
        raise InternalError("the model gave no answer")
    return checked(events)


def checked(events: Sequence[Event]) -> Sequence[Event]:
    """The events, unless they end in a failure."""
    if events and isinstance(events[-1], Failed):
        raise from_failure(events[-1])
    return events


async def _all_events(firsts: Sequence[Sequence[Event]], streams: Sequence[Stream]) -> Numbered:
    """The events of all streams as they come, each batch with the number of its stream."""
    for number, events in enumerate(firsts):
        yield number, events
    if len(streams) == 1:
        async for events in streams[0]:
            yield 0, events
        return
    async with aclosing(_merged(streams)) as merged:
        async for numbered in merged:
            yield numbered


async def _merged(streams: Sequence[Stream]) -> Numbered:
    ready: asyncio.Queue[tuple[int, Sequence[Event] | Exception | None]] = asyncio.Queue()

    async def read(number: int, stream: Stream) -> None:
        try:
            async for events in stream:
                ready.put_nowait((number, events))
            ready.put_nowait((number, None))
        except Exception as error:
            ready.put_nowait((number, error))

    tasks = [asyncio.create_task(read(number, stream)) for number, stream in enumerate(streams)]
    try:
        still_open = len(streams)
        while still_open:
            number, events = await ready.get()
            if isinstance(events, Exception):
                raise events
            if events is None:
                still_open -= 1
            else:
                yield number, events
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
