"""The HTTP application over fake backends in this process: no Ray, no socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_apps import FakeApps
from fake_models import FakeModels
from http_exchange import Serve, Served
from postgres_server import PostgresServer, binaries, postgres_server

from serve_app.asgi import create_app
from serve_app.catalog import Catalog
from serve_app.models import Models
from serve_app.settings import GatewaySettings
from serve_app.store.database import open_database
from serve_app.store.keeper import Keeper
from serve_app.store.responses import Responses


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
async def store(anyio_backend: str, database: str) -> AsyncIterator[Responses]:
    """Empty, on SQLite and on PostgreSQL."""
    engine = await open_database(database)
    yield Responses(engine)
    await engine.dispose()


@pytest.fixture
def apps(tmp_path: Path) -> FakeApps:
    return FakeApps(tmp_path)


@pytest.fixture
def catalog(tmp_path: Path, apps: FakeApps) -> Catalog:
    """Of the models in `tmp_path`."""
    return Catalog(tmp_path, apps)
