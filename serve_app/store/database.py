"""Open the database and bring it up to date."""

from __future__ import annotations

import asyncio
import fcntl
from pathlib import Path
from typing import IO, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from serve_app.store.address import connect_arguments, database_url

MIGRATIONS = Path(__file__).with_name("migrations")
PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers and the one writer do not wait for each other
    "PRAGMA synchronous=NORMAL",  # nothing is lost when a process dies
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
)
ADVISORY_LOCK = 7_461_256  # any number that nobody else takes


async def open_database(address: str) -> AsyncEngine:
    """The database, with all tables as they are now.

    Raises:
        DatabaseError: for the address; the drivers have errors of their own.
    """
    url = database_url(address)
    is_file = url.get_backend_name() == "sqlite"
    engine = create_async_engine(
        url.set(query={}), connect_args=connect_arguments(url), pool_pre_ping=not is_file
    )
    try:
        if is_file:
            await _upgrade_file(engine, Path(url.database or ""))
        else:
            await _upgrade_server(engine)
    except BaseException:
        await engine.dispose()
        raise
    return engine


async def _upgrade_server(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        await connection.run_sync(_upgrade)


async def _upgrade_file(engine: AsyncEngine, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    with await asyncio.to_thread(_locked, path):
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _set_pragmas(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _locked(path: Path) -> IO[str]:
    """One process at a time changes the tables of a file: until this is closed."""
    lock = path.with_name(path.name + ".lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock
