import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from ray.exceptions import RayActorError
from ray.serve.exceptions import BackPressureError

from deployments.types import Accepted, Event, Failed, Finished, Request, TextDelta
from serve_app import models as models_module
from serve_app.errors import ModelDisabled, ModelNotFound, ModelNotReady
from serve_app.listing import Listing, ModelEntry
from serve_app.models import ServeModels, WatchedListing

pytestmark = pytest.mark.anyio

LOADING = ModelEntry("fox", "loading", app="shoal.fox")
READY = ModelEntry("fox", "ready", app="shoal.fox")
REQUEST = Request(id="r", prompt="Hi")


async def waiting(models: WatchedListing, entry: ModelEntry) -> asyncio.Task[ModelEntry]:
    """Somebody who waits for the model, and has begun to."""
    task = asyncio.create_task(models.ready(entry))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not task.done()
    return task


async def test_a_ready_model_is_returned_at_once() -> None:
    assert await WatchedListing(load_wait=0).ready(READY) is READY


async def test_a_loading_model_is_waited_for() -> None:
    models = WatchedListing(load_wait=5)
    tasks = [await waiting(models, LOADING) for _ in range(3)]
    await models.update(Listing(1, (LOADING,)))
    await models.update(Listing(2, (READY,)))
    assert await asyncio.gather(*tasks) == [READY] * 3


@pytest.mark.parametrize("state", ["pending", "loading"])
async def test_waiting_ends_with_when_to_come_back(state: Any) -> None:
    with pytest.raises(ModelNotReady) as refused:
        await WatchedListing(load_wait=0).ready(ModelEntry("fox", state))
    assert refused.value.status == 503
    assert refused.value.code == f"model_{state}"
    assert refused.value.retry_after is not None
    assert refused.value.retry_after > 0


async def test_waiting_starts_no_second_time_with_each_change() -> None:
    models = WatchedListing(load_wait=0.05)
    task = await waiting(models, LOADING)
    async with asyncio.timeout(5):
        while not task.done():
            await models.update(Listing(1, (LOADING,)))
            await asyncio.sleep(0)
    with pytest.raises(ModelNotReady):
        await task


async def test_a_model_that_fails_while_one_waits() -> None:
    models = WatchedListing(load_wait=5)
    task = await waiting(models, LOADING)
    await models.update(Listing(1, (ModelEntry("fox", "failed", reason="no memory"),)))
    with pytest.raises(ModelNotReady, match="no memory") as refused:
        await task
    assert (refused.value.code, refused.value.retry_after) == ("model_failed", None)


async def test_a_model_that_goes_while_one_waits() -> None:
    models = WatchedListing(load_wait=5)
    task = await waiting(models, LOADING)
    await models.update(Listing(1))
    with pytest.raises(ModelNotFound, match="fox"):
        await task


async def test_a_disabled_model() -> None:
    models = WatchedListing(load_wait=5)
    with pytest.raises(ModelDisabled):
        await models.ready(ModelEntry("fox", "disabled"))
    task = await waiting(models, LOADING)
    await models.update(Listing(1, (ModelEntry("fox", "disabled"),)))
    with pytest.raises(ModelDisabled):
        await task


# --- Models behind handles ---------------------------------------------------------------------


SILENCE = object()


class Response:
    """What a handle's streaming call gives; an exception among the batches is raised."""

    def __init__(self, batches: Sequence[Any]) -> None:
        self._batches = batches
        self.cancelled = False

    async def __aiter__(self) -> AsyncIterator[Sequence[Event]]:
        for batch in self._batches:
            if isinstance(batch, Exception):
                raise batch
            if batch is SILENCE:
                await asyncio.sleep(3600)
            yield batch

    def cancel(self) -> None:
        self.cancelled = True


class Handle:
    def __init__(self, *batches: Any) -> None:
        self.response = Response(batches)
        self.chosen: dict[str, Any] = {}

    def options(self, **chosen: Any) -> "Handle":
        self.chosen = chosen
        return self

    def remote(self, request: Request) -> Response:
        return self.response


@pytest.fixture
def serve_models() -> ServeModels:
    return ServeModels(Handle(), load_wait=0)  # type: ignore[arg-type]


def use(monkeypatch: pytest.MonkeyPatch, *batches: Any) -> Handle:
    handle = Handle(*batches)
    monkeypatch.setattr(models_module, "model_handle", lambda app: handle)
    return handle


async def test_events_of_a_handle(
    monkeypatch: pytest.MonkeyPatch, serve_models: ServeModels
) -> None:
    batches = ([Accepted(2)], [TextDelta("Hi"), Finished("stop")])
    handle = use(monkeypatch, *batches)
    assert [events async for events in serve_models.generate(READY, REQUEST)] == [*batches]
    assert handle.chosen["method_name"] == "generate"
    assert handle.chosen["stream"] is True


@pytest.mark.parametrize(
    ("error", "kind", "retry_after"),
    [
        (BackPressureError(9, 9, retry_after_s=3.0), "overloaded", 3.0),
        (BackPressureError(9, 9), "overloaded", None),
        (RayActorError(), "lost", None),
    ],
)
async def test_errors_of_serve_become_the_last_event(
    monkeypatch: pytest.MonkeyPatch,
    serve_models: ServeModels,
    error: Exception,
    kind: str,
    retry_after: float | None,
) -> None:
    handle = use(monkeypatch, [Accepted(2)], error)
    *_, last = [events async for events in serve_models.generate(READY, REQUEST)]
    assert isinstance(last[0], Failed)
    assert (last[0].kind, last[0].retry_after) == (kind, retry_after)
    assert handle.response.cancelled


async def test_closing_the_generator_cancels_the_call(
    monkeypatch: pytest.MonkeyPatch, serve_models: ServeModels
) -> None:
    handle = use(monkeypatch, [Accepted(2)], [TextDelta("Hi")])
    stream = serve_models.generate(READY, REQUEST)
    await anext(stream)
    assert not handle.response.cancelled
    await stream.aclose()
    assert handle.response.cancelled


async def test_a_replica_that_falls_silent_is_lost(
    monkeypatch: pytest.MonkeyPatch, serve_models: ServeModels
) -> None:
    monkeypatch.setattr(models_module, "SILENCE", 0.01)
    handle = use(monkeypatch, [Accepted(2)], [], SILENCE)
    stream = serve_models.generate(READY, REQUEST)
    assert [events async for events in stream] == [[Accepted(2)], [], [models_module.LOST]]
    assert handle.response.cancelled


async def test_a_request_may_wait_for_a_replica(
    monkeypatch: pytest.MonkeyPatch, serve_models: ServeModels
) -> None:
    monkeypatch.setattr(models_module, "SILENCE", 0.01)
    use(monkeypatch, SILENCE)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await anext(serve_models.generate(READY, REQUEST))


class Watched:
    """A catalog's handle: a listing for each time that it is asked, and then none."""

    def __init__(self, *listings: Listing) -> None:
        self._listings = list(listings)
        self.asked: list[int] = []

    def options(self, **_: Any) -> "Watched":
        return self

    @property
    def watch(self) -> "Watched":
        return self

    async def remote(self, version: int) -> Listing:
        self.asked.append(version)
        if not self._listings:
            raise asyncio.CancelledError
        return self._listings.pop(0)


async def test_a_catalog_that_knows_nothing_yet_takes_no_model_away() -> None:
    known = Listing(5, (READY,))
    catalog = Watched(known, Listing(), Listing(6))
    models = ServeModels(catalog, load_wait=0)  # type: ignore[arg-type]
    seen = []

    async def update(listing: Listing) -> None:
        seen.append(listing)
        models.listing = listing

    models.update = update  # type: ignore[method-assign]
    with pytest.raises(asyncio.CancelledError):
        await models.follow()
    assert seen == [known, Listing(6)]
    assert catalog.asked == [0, 5, 5, 6]
