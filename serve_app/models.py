"""The models as the gateway sees them: what there is, whether it is ready, and its events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from typing import Any, Literal, Protocol, cast

from ray.exceptions import RayActorError
from ray.serve.exceptions import BackPressureError
from ray.serve.handle import DeploymentHandle

from deployments.types import Event, Failed, Question, Reply, Request
from serve_app.errors import ModelDisabled, ModelNotFound, ModelNotReady, from_failure
from serve_app.listing import Listing, ModelEntry
from serve_app.serve_apps import by_value, model_handle

logger = logging.getLogger("ray.serve")

RETRY_AFTER = 5.0  # seconds, for a client that met a model which is still loading
SILENCE = 30.0  # seconds after which a replica is taken for lost; it says something every HEARTBEAT


class Models(Protocol):
    @property
    def listing(self) -> Listing: ...

    async def ready(self, entry: ModelEntry) -> ModelEntry:
        """The model once it is loaded. Raises `ModelNotReady` if it fails or takes too long."""
        ...

    def generate(self, entry: ModelEntry, request: Request) -> AsyncGenerator[Sequence[Event]]:
        """The events of a request; closing the generator ends the generation."""
        ...

    async def reply(self, entry: ModelEntry, question: Question) -> Reply:
        """Raises `ApiError` for what the model refuses."""
        ...


class WatchedListing:
    """A listing that somebody keeps up to date, and those who wait for a model to be ready."""

    def __init__(self, load_wait: float) -> None:
        self._load_wait = load_wait
        self._changed = asyncio.Condition()
        self.listing = Listing()

    async def update(self, listing: Listing) -> None:
        async with self._changed:
            self.listing = listing
            self._changed.notify_all()

    async def ready(self, entry: ModelEntry) -> ModelEntry:
        if entry.state == "ready":
            return entry
        current = entry
        try:
            async with asyncio.timeout(self._load_wait), self._changed:
                while current.state in ("pending", "loading"):
                    await self._changed.wait()
                    current = self._find(entry.name)
        except TimeoutError:
            pass
        if current.state == "disabled":
            raise ModelDisabled(entry.name)
        if current.state != "ready":
            retry_after = None if current.state == "failed" else RETRY_AFTER
            raise ModelNotReady(entry.name, current.state, current.reason, retry_after)
        return current

    def _find(self, name: str) -> ModelEntry:
        entry = self.listing.find(name)
        if entry is None:  # it was removed while somebody waited for it
            raise ModelNotFound(name, [model.name for model in self.listing.models])
        return entry


class ServeModels(WatchedListing):
    """Models behind Serve handles; the catalog's deployment keeps the listing up to date."""

    def __init__(self, catalog: DeploymentHandle[Any], load_wait: float) -> None:
        super().__init__(load_wait)
        self._catalog = by_value(catalog)
        self._handles: dict[tuple[str, str], DeploymentHandle[Any]] = {}

    async def follow(self) -> None:
        """Keep the listing up to date, for ever; without the catalog it stays as it is."""
        while True:
            try:
                listing: Listing = await self._catalog.watch.remote(self.listing.version)
            except Exception as error:
                logger.warning("the catalog does not answer (%s); the listing stays", error)
                await asyncio.sleep(1)
                continue
            if listing.version and listing != self.listing:  # 0: it is new and knows nothing yet
                await self.update(listing)

    async def generate(
        self, entry: ModelEntry, request: Request
    ) -> AsyncGenerator[Sequence[Event]]:
        response: Any = self._handle(entry.app, "generate").remote(request)
        stream = aiter(response)
        limit: float | None = None  # it may wait for a replica as long as it takes
        try:
            while True:
                async with asyncio.timeout(limit):
                    events = await anext(stream)
                yield events
                limit = SILENCE
        except StopAsyncIteration:
            return
        except BackPressureError as error:
            yield [_overloaded(entry, error)]
        except (RayActorError, TimeoutError) as error:
            logger.warning(
                "request %s: the replica of %s is lost: %r", request.id, entry.name, error
            )
            yield [LOST]
        finally:
            response.cancel()  # leaving the loop alone would let the model go on generating

    async def reply(self, entry: ModelEntry, question: Question) -> Reply:
        try:
            reply = await self._handle(entry.app, "reply").remote(question)
        except BackPressureError as error:
            reply = _overloaded(entry, error)
        except RayActorError as error:
            logger.warning("the replica of %s is lost: %s", entry.name, error)
            reply = LOST
        if isinstance(reply, Failed):
            raise from_failure(reply)
        return cast(Reply, reply)

    def _handle(self, app: str, method: Literal["generate", "reply"]) -> DeploymentHandle[Any]:
        if (app, method) not in self._handles:
            self._handles[app, method] = by_value(model_handle(app)).options(
                method_name=method, stream=method == "generate"
            )
        return self._handles[app, method]


LOST = Failed("lost", "the model's process ended while it answered")


def _overloaded(entry: ModelEntry, error: BackPressureError) -> Failed:
    message = f"the model '{entry.name}' has too many requests waiting"
    return Failed("overloaded", message, retry_after=error.retry_after_s)
