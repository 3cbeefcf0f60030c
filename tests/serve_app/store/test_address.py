"""Addresses of databases, and the parameters behind them."""

from typing import Any

import pytest

from serve_app.store.address import SSL_MODES, DatabaseError, connect_arguments, database_url


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("sqlite:////var/lib/shoal.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///shoal.db", "sqlite+aiosqlite"),
        ("postgresql://me:secret@host:5433/shoal", "postgresql+asyncpg"),
        ("postgres://me@host/shoal", "postgresql+asyncpg"),
        ("postgresql+asyncpg://me@host/shoal", "postgresql+asyncpg"),
        ("postgresql://me@host/shoal?sslmode=require", "postgresql+asyncpg"),
    ],
)
def test_addresses(address: str, driver: str) -> None:
    url = database_url(address)
    assert url.drivername == driver
    assert str(url).partition("://")[2] == address.replace("secret", "***").partition("://")[2]


def test_a_wrong_address_is_told_without_its_password() -> None:
    with pytest.raises(DatabaseError) as raised:
        database_url("mysql://me:secret@host/shoal")
    assert "mysql" in str(raised.value)
    assert "secret" not in str(raised.value)


# --- Parameters ----------------------------------------------------------------------------------


def arguments(parameters: str) -> dict[str, Any]:
    return connect_arguments(database_url(f"postgresql://me:secret@host/shoal{parameters}"))


@pytest.mark.parametrize("mode", SSL_MODES)
def test_modes_of_tls(mode: str) -> None:
    assert arguments(f"?sslmode={mode}") == {"dsn": f"postgresql://?sslmode={mode}"}


@pytest.mark.parametrize(
    ("parameters", "taken"),
    [
        ("", {}),
        ("?connect_timeout=10", {"timeout": 10}),
        (
            "?sslmode=verify-full&sslrootcert=/etc/a b.crt&connect_timeout=3",
            {
                "dsn": "postgresql://?sslmode=verify-full&sslrootcert=%2Fetc%2Fa+b.crt",
                "timeout": 3,
            },
        ),
        ("?application_name=a%26b", {"dsn": "postgresql://?application_name=a%26b"}),
        (
            "?host=/run/postgresql&port=5433",
            {"dsn": "postgresql://?host=%2Frun%2Fpostgresql&port=5433"},
        ),
    ],
)
def test_parameters_of_libpq(parameters: str, taken: dict[str, Any]) -> None:
    assert arguments(parameters) == taken


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("?colour=blue", "unknown parameter 'colour'"),
        ("?sslmode=require&channel_binding=require", "unknown parameter 'channel_binding'"),
        ("?sslMode=require", "unknown parameter 'sslMode'"),
        ("?sslmode=on", "sslmode must be one of disable, allow, prefer, require, verify-ca"),
        ("?sslmode=disable&sslmode=require", "several values for 'sslmode'"),
        ("?connect_timeout=soon", "connect_timeout must be a number"),
        ("?connect_timeout=-1", "connect_timeout must be a number"),
        ("?port=0", "port must be a number"),
        ("?port=1,2", "port must be a number"),
    ],
)
def test_wrong_parameters(parameters: str, told: str) -> None:
    with pytest.raises(DatabaseError, match=told) as raised:
        arguments(parameters)
    assert "secret" not in str(raised.value)


def test_a_file_has_no_parameters() -> None:
    assert connect_arguments(database_url("sqlite:///shoal.db")) == {}
    with pytest.raises(DatabaseError, match="unknown parameter 'mode'; there are: none"):
        connect_arguments(database_url("sqlite:///shoal.db?mode=ro"))
