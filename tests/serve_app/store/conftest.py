from collections.abc import AsyncIterator

import pytest

from serve_app.store.database import open_database
from serve_app.store.responses import Responses


@pytest.fixture
async def store(anyio_backend: str, database: str) -> AsyncIterator[Responses]:
    """Empty, on SQLite and on PostgreSQL."""
    engine = await open_database(database)
    yield Responses(engine)
    await engine.dispose()
