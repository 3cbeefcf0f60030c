"""Generations that outlive the process they began in.

What a client was told is known by its token ids. When a model's process is lost, another one is
asked for the rest (`Request.resumed_token_ids`): it takes the tokens as if it had generated them,
and goes on behind them. The client sees a pause.
"""

from __future__ import annotations

import asyncio
import logging
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
        told = Told(request)
        for attempt in range(self._attempts + 1):
            async with aclosing(self._models.generate(entry, told.rest())) as stream:
                lost: Failed | None = None
                async for events in stream:
                    lost = lost_in(events)
                    if new := told.take(events):
                        yield new
                    if told.complete and attempt:
                        return  # a choice that had ended goes on, unheard
            if lost is None or told.complete:
                return
            if attempt == self._attempts:
                yield [lost]
                return
            logger.warning("request %s goes on elsewhere: %s", request.id, lost.message)
            entry = await self._again(entry, attempt)

    async def reply(self, entry: ModelEntry, question: Question) -> Reply:
        for attempt in range(self._attempts):
            try:
                return await self._models.reply(entry, question)
            except ModelLost as lost:
                logger.warning("a %s is asked again: %s", type(question).__name__, lost)
                entry = await self._again(entry, attempt)
        return await self._models.reply(entry, question)

    async def _again(self, entry: ModelEntry, attempt: int) -> ModelEntry:
        """The same model a moment later, as it is listed now. Raises `ModelNotReady`."""
        await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
        return await self._models.ready(self.listing.find(entry.name) or entry)


def lost_in(events: Sequence[Event]) -> Failed | None:
    """The failure that ends the events, if it is of a kind that another process can mend."""
    last = events[-1] if events else None
    return last if isinstance(last, Failed) and last.kind == "lost" else None


class Told:
    """What a client knows of the answer to a request."""

    def __init__(self, request: Request) -> None:
        self._request = request
        resumed = request.resumed_token_ids or ((),) * request.n
        self._token_ids = [list(tokens) for tokens in resumed]
        self._accepted = any(resumed)
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
        if self._accepted and request.echo:
            request = replace(request, echo=False)
        if len(self._prompts_told) == request.n:
            request = replace(request, prompt_logprobs=None)
        return request

    def _note(self, event: Event) -> bool:
        match event:
            case Failed():
                return event.kind != "lost"
            case Accepted():
                is_new, self._accepted = not self._accepted, True
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
