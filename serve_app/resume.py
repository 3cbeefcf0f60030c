"""Generations that outlive the process they began in.

What a client was told is known by its token ids. When a model's process is lost, another one is
asked for the rest (`Request.resumed_token_ids`): it takes the tokens as if it had generated them,
and goes on behind them. The client sees a pause.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

from deployments.types import (
    Accepted,
    Event,
    Failed,
    Finished,
    PromptLogprobs,
    Question,
    Reply,
    Request,
)
from serve_app.errors import ModelLost
from serve_app.listing import Listing, ModelEntry
from serve_app.models import Models

logger = logging.getLogger("ray.serve")

PAUSES = (0.0, 0.2, 1.0, 3.0)
"""Seconds before a model is asked again, the last one for all further times."""
PATIENCE = 120.0
"""Seconds for which a request that goes on elsewhere may find no room there."""


class EnduringModels:
    """Models that are asked again, `attempts` times at most, when their process was lost."""

    def __init__(self, models: Models, attempts: int) -> None:
        self._models = models
        self._attempts = attempts

    @property
    def listing(self) -> Listing:
        return self._models.listing

    async def ready(self, entry: ModelEntry) -> ModelEntry:
        return await self._models.ready(entry)

    async def generate(
        self, entry: ModelEntry, request: Request
    ) -> AsyncGenerator[Sequence[Event]]:
        told, retries = Told(request), Retries(self._attempts)
        while True:
            async with aclosing(self._models.generate(entry, told.rest())) as stream:
                failed: Failed | None = None
                async for events in stream:
                    failed = mendable(events, accepted=told.accepted or retries.lost > 0)
                    if new := told.take(events if failed is None else events[:-1]):
                        yield new
                    if told.complete and retries.lost:
                        return  # a choice that had ended goes on, unheard
            if failed is None or told.complete:
                return
            pause = retries.pause(failed)
            if pause is None:
                yield [failed]
                return
            logger.warning("request %s goes on elsewhere: %s", request.id, failed.message)
            entry = await self._again(entry, pause)

    async def reply(self, entry: ModelEntry, question: Question) -> Reply:
        retries = Retries(self._attempts)
        while True:
            try:
                return await self._models.reply(entry, question)
            except ModelLost as lost:
                pause = retries.pause(Failed("lost", str(lost)))
                if pause is None:
                    raise
                logger.warning("a %s is asked again: %s", type(question).__name__, lost)
            entry = await self._again(entry, pause)

    async def _again(self, entry: ModelEntry, pause: float) -> ModelEntry:
        """The same model a moment later, as it is listed now. Raises `ModelNotReady`."""
        await asyncio.sleep(pause)
        return await self._models.ready(self.listing.find(entry.name) or entry)


class Retries:
    """How often a request may be lost, and how long it may find no room where it goes on."""

    def __init__(self, attempts: int) -> None:
        self._attempts = attempts
        self._deadline: float | None = None
        self.lost = 0

    def pause(self, failed: Failed) -> float | None:
        """Seconds before it is asked again; None: it has been asked often enough."""
        now = time.monotonic()
        if failed.kind == "overloaded":
            self._deadline = self._deadline or now + PATIENCE
            return PAUSES[-1] if now < self._deadline else None
        self.lost += 1
        return PAUSES[min(self.lost, len(PAUSES)) - 1] if self.lost <= self._attempts else None


def mendable(events: Sequence[Event], *, accepted: bool) -> Failed | None:
    """The failure that ends the events, if asking again can mend it.

    Who was accepted is not turned away: where many go on elsewhere at once, some have to wait until
    there is room.
    """
    last = events[-1] if events else None
    kinds = ("lost", "overloaded") if accepted else ("lost",)
    return last if isinstance(last, Failed) and last.kind in kinds else None


class Told:
    """What a client knows of the answer to a request."""

    def __init__(self, request: Request) -> None:
        self._request = request
        resumed = request.resumed_token_ids or ((),) * request.n
        self._token_ids = [list(tokens) for tokens in resumed]
        self.accepted = any(resumed)
        self._prompts_told: set[int] = set()
        self._finished: set[int] = set()

    @property
    def complete(self) -> bool:
        return len(self._finished) == self._request.n

    def take(self, events: Sequence[Event]) -> list[Event]:
        """What of the events is new, and is told from now on."""
        return [event for event in events if self._note(event)]

    def rest(self) -> Request:
        """The request for what is not told yet."""
        request = self._request
        if any(self._token_ids):
            tokens = tuple(map(tuple, self._token_ids))
            request = replace(request, resumed_token_ids=tokens)
        if self.accepted and request.echo:
            request = replace(request, echo=False)
        if len(self._prompts_told) == request.n:
            request = replace(request, prompt_logprobs=None)
        return request

    def _note(self, event: Event) -> bool:
        match event:
            case Failed():
                return True
            case Accepted():
                is_new, self.accepted = not self.accepted, True
                return is_new
            case PromptLogprobs():
                is_new = event.index not in self._prompts_told
                self._prompts_told.add(event.index)
                return is_new
        if event.index in self._finished:
            return False
        if isinstance(event, Finished):
            self._finished.add(event.index)
        else:
            self._token_ids[event.index] += event.token_ids
        return True
