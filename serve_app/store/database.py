"""Open the database and bring it up to date."""

from __future__ import annotations

import asyncio
import fcntl
from pathlib import Path
from typing import IO, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

MIGRATIONS = Path(__file__).with_name("migrations")
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers and the one writer do not wait for each other
    "PRAGMA synchronous=NORMAL",  # nothing is lost when a process dies
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
)
ADVISORY_LOCK = 7_461_256  # any number that nobody else takes


class DatabaseError(Exception):
    """The address of the database is of no use."""


def database_url(address: str) -> URL:
    """With the driver that is installed. Raises `DatabaseError`."""
    try:
        url = make_url(address)
    except Exception:
        raise DatabaseError("the address of the database is none") from None
    if url.drivername in DRIVERS:
        return url.set(drivername=DRIVERS[url.drivername])
    if url.drivername in DRIVERS.values():
        return url
    known = "sqlite:///path or postgresql://user:password@host/name"
    raise DatabaseError(f"'{url.drivername}' is not a database that is known: {known}")


async def open_database(address: str) -> AsyncEngine:
    """The database, with all tables as they are now."""
    url = database_url(address)
    if url.get_backend_name() != "sqlite":
        engine = create_async_engine(url, pool_pre_ping=True)
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            await connection.run_sync(_upgrade)
        return engine
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url)
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    lock = await asyncio.to_thread(_locked, path)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    finally:
        lock.close()
    return engine


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
