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
    url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise DatabaseError("the database must be a file: sqlite:///path")
    if url.drivername in DRIVERS.values():
        return url
    known = "sqlite:///path or postgresql://user:password@host/name"
    raise DatabaseError(f"'{url.drivername}' is not a database that is known: {known}")


async def open_database(address: str) -> AsyncEngine:
    """The database, with all tables as they are now.

    Raises:
        DatabaseError: for the address; the drivers have errors of their own.
    """
    url = database_url(address)
    engine = create_async_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    try:
        if url.get_backend_name() == "sqlite":
            await _upgrade_file(engine, Path(url.database or ""))
        else:
            await _upgrade_server(engine)
    except BaseException:
        await engine.dispose()
        raise
    return engine


async def _upgrade_server(engine: AsyncEngine) -> None:
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            await connection.run_sync(_upgrade)
    except TypeError as error:  # the driver's word for what it does not know
        raise DatabaseError(f"the address of the database has an unknown option: {error}") from None


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
