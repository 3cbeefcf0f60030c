"""Opening a database: addresses, migrations, many at once."""

import asyncio
import os
import sqlite3
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from postgres_server import PostgresServer
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from serve_app.store.address import DatabaseError
from serve_app.store.database import open_database
from serve_app.store.tables import METADATA, RESPONSES

pytestmark = pytest.mark.anyio

OPEN = """
import asyncio, sys
from serve_app.store.database import open_database
async def main():
    engine = await open_database(sys.argv[1])
    await engine.dispose()
asyncio.run(main())
"""


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(address)
    try:
        yield engine
    finally:
        await engine.dispose()


def differences(connection: Connection) -> list[Any]:
    """What a migration would have to change, `alembic_version` aside."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found: list[Any] = compare_metadata(context, METADATA)
    return found


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def deleted_with_their_response(connection: Connection) -> dict[str, str]:
    keys = {name: inspect(connection).get_foreign_keys(name) for name in ("items", "events")}
    return {name: key["options"]["ondelete"] for name, (key,) in keys.items()}


async def test_a_fresh_database_has_the_tables(database: str) -> None:
    async with opened(database) as engine, engine.connect() as connection:
        there = await connection.run_sync(tables)
        assert there == {"responses", "items", "events", "alembic_version"}
        assert await connection.run_sync(differences) == []
        deleted = await connection.run_sync(deleted_with_their_response)
        assert deleted == {"items": "CASCADE", "events": "CASCADE"}


async def test_differences_are_seen(database: str) -> None:
    async with opened(database) as engine, engine.begin() as connection:
        await connection.exec_driver_sql("DROP INDEX responses_by_use")
        await connection.exec_driver_sql("ALTER TABLE items ADD COLUMN more INTEGER")
        found = await connection.run_sync(differences)
        assert sorted(change[0] for change in found) == ["add_index", "remove_column"]


async def test_opening_twice_changes_nothing(database: str) -> None:
    row = {
        "id": "resp_1",
        "owner": "",
        "status": "completed",
        "created_at": 1.0,
        "used_at": 1.0,
        "background": False,
        "streamed": False,
        "body": {},
        "resource": {},
    }
    async with opened(database) as first, first.begin() as connection:
        await connection.execute(RESPONSES.insert().values(row))
    async with opened(database) as second, second.connect() as connection:
        assert (await connection.execute(select(RESPONSES.c.id))).scalars().all() == ["resp_1"]


async def test_many_open_it_at_once(database: str) -> None:
    engines = await asyncio.gather(*(open_database(database) for _ in range(8)))
    async with engines[0].connect() as connection:
        assert await connection.run_sync(differences) == []
    await asyncio.gather(*(engine.dispose() for engine in engines))


def test_several_processes_open_it_at_once(database: str) -> None:
    command = [sys.executable, "-W", "error", "-c", OPEN, database]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0], said


async def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "shoal.db"
    async with opened(f"sqlite:///{path}"):
        assert path.is_file()


async def test_sqlite_has_a_log_of_what_is_written_and_keeps_to_foreign_keys(
    tmp_path: Path,
) -> None:
    async with opened(f"sqlite:///{tmp_path / 'shoal.db'}") as engine, engine.connect() as asked:
        assert (await asked.exec_driver_sql("PRAGMA journal_mode")).scalar_one() == "wal"
        assert (await asked.exec_driver_sql("PRAGMA foreign_keys")).scalar_one() == 1


# --- What cannot be opened ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "",
        "shoal.db",
        "/var/lib/shoal.db",
        "mysql://host/shoal",
        "http://host/shoal",
        "postgresql+psycopg2://host/shoal",
        "postgresql://host:port/shoal",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///shoal.db?colour=blue",
        "postgresql://host/shoal?colour=blue",
    ],
)
async def test_a_wrong_address(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatabaseError):
        await open_database(address)
    assert os.listdir(tmp_path) == []


# `Keeper` makes a 503 of these.
UNUSABLE = (DatabaseError, SQLAlchemyError, OSError)


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "shoal.db"
    path.write_bytes(b"something else\n" * 500)
    with pytest.raises(UNUSABLE):
        await open_database(f"sqlite:///{path}")
    assert path.read_bytes() == b"something else\n" * 500


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UNUSABLE):
        await open_database(f"sqlite:///{tmp_path / 'file' / 'shoal.db'}")


async def test_tables_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "shoal.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE responses (number INTEGER)")
    connection.close()
    with pytest.raises(UNUSABLE):
        await open_database(f"sqlite:///{path}")


async def test_a_server_that_has_no_such_database(postgres: PostgresServer) -> None:
    with pytest.raises(UNUSABLE):
        await open_database(postgres.address("nothing"))
    await asyncio.sleep(0.1)  # the driver says goodbye to the server, which nobody waits for


async def test_a_server_that_is_not_there(free_tcp_port: int) -> None:
    with pytest.raises(UNUSABLE):
        await open_database(f"postgresql://me@127.0.0.1:{free_tcp_port}/shoal")


# --- TLS -----------------------------------------------------------------------------------------

IS_ENCRYPTED = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")


@pytest.mark.parametrize(
    ("parameters", "encrypted"),
    [
        ("", True),
        ("?sslmode=disable", False),
        ("?sslmode=allow", False),
        ("?sslmode=prefer", True),
        ("?sslmode=require", True),
        ("?sslmode=verify-ca&sslrootcert={certificate}", True),
        ("?sslmode=verify-full&sslrootcert={certificate}&connect_timeout=9", True),
    ],
)
async def test_modes_of_tls(postgres: PostgresServer, parameters: str, encrypted: bool) -> None:
    address = postgres.new_database() + parameters.format(certificate=postgres.certificate)
    async with opened(address) as engine, engine.connect() as connection:
        assert (await connection.execute(IS_ENCRYPTED)).scalar_one() is encrypted


@pytest.mark.parametrize("mode", ["verify-ca", "verify-full"])
async def test_a_server_whose_certificate_nobody_knows(postgres: PostgresServer, mode: str) -> None:
    authorities = ssl.get_default_verify_paths().openssl_cafile
    with pytest.raises(UNUSABLE, match="certificate"):
        await open_database(f"{postgres.new_database()}?sslmode={mode}&sslrootcert={authorities}")


async def test_other_parameters_of_libpq(postgres: PostgresServer) -> None:
    address = postgres.new_database() + "?application_name=a%20b%26c&options=-c%20geqo=off"
    async with opened(address) as engine, engine.connect() as connection:
        shown = [
            (await connection.execute(text(f"SHOW {name}"))).scalar_one()
            for name in ("application_name", "geqo")
        ]
    assert shown == ["a b&c", "off"]
