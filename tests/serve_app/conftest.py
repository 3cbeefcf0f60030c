"""The HTTP application over fake backends in this process: no Ray, no socket."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_apps import FakeApps
from http_exchange import Serve, Served
from postgres_server import PostgresServer, binaries, postgres_server

from deployments.backend import ModelSpec, reply
from deployments.fake import FakeBackend
from deployments.model_config import ModelConfig, parse_model_config
from deployments.types import Event, Question, Reply, Request, RequestRefused
from serve_app.asgi import create_app
from serve_app.catalog import Catalog
from serve_app.errors import from_failure
from serve_app.listing import Listing, ModelEntry
from serve_app.models import Models, WatchedListing
from serve_app.settings import GatewaySettings
from serve_app.store.keeper import Keeper


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


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHOAL_API_KEYS", "SHOAL_MODELS_DIR", "SHOAL_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def serve(
    anyio_backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Serve]:
    """`serve(*configs, models=None, load_wait=5.0, **settings)`; without configs one model, `fox`.

    The client gets what the application sends, also where it raises afterwards. Responses are
    stored below `tmp_path`: all that one test serves share them.
    """
    monkeypatch.setenv("SHOAL_DATA_DIR", str(tmp_path))
    clients: list[httpx.AsyncClient] = []
    keepers: list[Keeper] = []

    def start(
        *configs: Mapping[str, Any],
        models: Models | None = None,
        load_wait: float = 5.0,
        **settings: Any,
    ) -> Served:
        models = models or FakeModels(configs or [{"name": "fox"}], load_wait)
        gateway = GatewaySettings(**settings)
        keepers.append(Keeper(models, gateway))
        app = create_app(models, gateway, keepers[-1])
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        clients.append(httpx.AsyncClient(transport=transport, base_url="http://shoal"))
        return Served(app, models, clients[-1], keepers[-1])

    yield start
    for client in clients:
        await client.aclose()
    for keeper in keepers:
        await keeper.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    bin = binaries()
    if bin is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with postgres_server(bin) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'shoal.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def apps(tmp_path: Path) -> FakeApps:
    return FakeApps(tmp_path)


@pytest.fixture
def catalog(tmp_path: Path, apps: FakeApps) -> Catalog:
    """Of the models in `tmp_path`."""
    return Catalog(tmp_path, apps)
