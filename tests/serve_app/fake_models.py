"""Models with fake backends in this process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

from deployments.backend import ModelSpec, reply
from deployments.fake import FakeBackend
from deployments.model_config import ModelConfig, parse_model_config
from deployments.types import Event, Question, Reply, Request, RequestRefused
from serve_app.errors import from_failure
from serve_app.listing import Listing, ModelEntry
from serve_app.models import WatchedListing


class FakeModels(WatchedListing):
    """Ready models that answer with fake backends, as `ModelReplica` would let them."""

    def __init__(self, configs: Sequence[Mapping[str, Any]], load_wait: float) -> None:
        super().__init__(load_wait)
        models = [parse_model_config({"backend": "fake", **config}, "test") for config in configs]
        self.backends = {
            model.name: FakeBackend(ModelSpec(model, Path("models"), "digest")) for model in models
        }
        self.listing = Listing(1, tuple(map(_ready, models)))
        self.requests: list[Request] = []

    async def generate(
        self, entry: ModelEntry, request: Request
    ) -> AsyncGenerator[Sequence[Event]]:
        self.requests.append(request)
        try:
            async with aclosing(self.backends[entry.name].generate(request)) as stream:
                async for events in stream:
                    yield events
        except RequestRefused as refused:
            yield [refused.failure]

    async def reply(self, entry: ModelEntry, question: Question) -> Reply:
        try:
            return await reply(self.backends[entry.name], question)
        except RequestRefused as refused:
            raise from_failure(refused.failure) from None


def _ready(model: ModelConfig) -> ModelEntry:
    return ModelEntry(
        model.name,
        "ready",
        capabilities=model.capabilities,
        backend="fake",
        created=7,
        context_size=model.context_size,
    )


class GatedModels(FakeModels):
    """They say one event for each permit: `let` gives some, `open` as many as are asked for."""

    def __init__(self, *configs: Mapping[str, Any]) -> None:
        super().__init__(configs or [{"name": "fox"}], 5.0)
        self._permits = asyncio.Semaphore(0)
        self._open = False
        self.running = 0

    def let(self, events: int) -> None:
        for _ in range(events):
            self._permits.release()

    def open(self) -> None:
        self._open = True
        self._permits.release()

    async def generate(
        self, entry: ModelEntry, request: Request
    ) -> AsyncGenerator[Sequence[Event]]:
        self.running += 1
        try:
            async with aclosing(super().generate(entry, request)) as stream:
                async for events in stream:
                    for event in events:
                        await self._permits.acquire()
                        if self._open:
                            self._permits.release()
                        yield [event]
        finally:
            self.running -= 1
