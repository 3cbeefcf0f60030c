"""Events on their way from an engine to the one who reads them: whatever is queued, at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

from deployments.types import Event

# A transfer to the gateway costs as much as some twenty events. Before it starts one, a stream lets
# the event loop go round this often, so that what is due in a busy process comes along. Where
# nothing else is to be done that takes some twenty microseconds; no clock is involved.
ROUNDS_BEFORE_TRANSFER = 8


class EventStream:
    """A queue that hands over everything it holds; it never waits for more than one event.

    Filled and read on one event loop. The reader gets lists: one event at a time while it keeps up,
    longer lists when it does not, so that a slow path costs fewer transfers and never latency.
    """

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._filled = asyncio.Event()
        self._closed = False

    def push(self, events: Iterable[Event], *, last: bool = False) -> None:
        """Add events; after `last` the reader's iteration ends."""
        self._events.extend(events)
        self._closed = self._closed or last
        self._filled.set()

    async def __aiter__(self) -> AsyncIterator[list[Event]]:
        while True:
            await self._filled.wait()
            for _ in range(ROUNDS_BEFORE_TRANSFER):
                await asyncio.sleep(0)
            self._filled.clear()
            events, self._events = self._events, []
            if events:
                yield events
            if self._closed and not self._events:
                return
