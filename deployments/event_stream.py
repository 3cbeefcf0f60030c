"""Events on their way from an engine to the one who reads them: whatever is queued, at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Sequence

from deployments.types import Event

# A transfer to the gateway costs as much as some twenty events. Before it starts one, a stream lets
# the event loop go round this often, so that what is due in a busy process comes along. Where
# nothing else is to be done that takes some twenty microseconds; no clock is involved.
ROUNDS_BEFORE_TRANSFER = 8
HEARTBEAT = 5.0
"""Seconds of silence after which a stream tells, with an empty list, that it is still there."""


class EventStream:
    """A queue that hands over everything it holds; it never waits for more than one event.

    Filled and read on one event loop. The reader gets lists: one event at a time while it keeps up,
    longer lists when it does not, so that a slow path costs fewer transfers and never latency. An
    empty list is a heartbeat.
    """

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._filled = asyncio.Event()
        self._closed = False
        self._handed_over = 0  # how many lists
        self._beat_is_due = False

    def push(self, events: Iterable[Event], *, last: bool = False) -> None:
        """Add events; after `last` the reader's iteration ends."""
        self._events.extend(events)
        self._closed = self._closed or last
        self._filled.set()

    async def __aiter__(self) -> AsyncIterator[list[Event]]:
        self._watch()
        try:
            while True:
                await self._filled.wait()
                for _ in range(ROUNDS_BEFORE_TRANSFER):
                    await asyncio.sleep(0)
                self._filled.clear()
                events, self._events = self._events, []
                if events or self._beat_is_due:
                    self._beat_is_due = False
                    self._handed_over += 1
                    yield events
                if self._closed and not self._events:
                    return
        finally:
            self._timer.cancel()

    def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(HEARTBEAT, self._look, self._handed_over)

    def _look(self, handed_over: int) -> None:
        """A beat is due if nothing was handed over since then."""
        if handed_over == self._handed_over:
            self._beat_is_due = True
            self._filled.set()
        self._watch()


async def together(stream: AsyncIterable[Sequence[Event]]) -> AsyncGenerator[list[Event]]:
    """All events of a stream in one list at its end; its heartbeats as they come."""
    everything: list[Event] = []
    async for events in stream:
        if not events:
            yield []
        everything += events
    yield everything
