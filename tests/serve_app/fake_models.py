"""Models with fake backends in this process."""

from __future__ import annotations

import asyncio
import math
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
    """They say one event at a time, and each answer no more of them than was last let."""

    def __init__(self, *configs: Mapping[str, Any]) -> None:
        super().__init__(configs or [{"name": "fox"}], 5.0)
        self._let: Sequence[float] = (0,)
        self._more = asyncio.Event()
        self._count = 0
        self.running = 0

    def let(self, *events: float) -> None:
        """So many in all: the first number for the first answer, and so on, over and over."""
        self._let = events
        self._more.set()
        self._more = asyncio.Event()

    def open(self) -> None:
        self.let(math.inf)

    async def generate(
        self, entry: ModelEntry, request: Request
    ) -> AsyncGenerator[Sequence[Event]]:
        number, said = self._count, 0
        self._count += 1
        self.running += 1
        try:
            async with aclosing(super().generate(entry, request)) as stream:
                async for events in stream:
                    for event in events:
                        while said >= self._let[number % len(self._let)]:
                            await self._more.wait()
                        said += 1
                        yield [event]
        finally:
            self.running -= 1
