"""The address of a database, and what the drivers want to know of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from sqlalchemy import URL, make_url

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
NUMBERS = ("connect_timeout", "port")
PARAMETERS = (
    "application_name",
    "connect_timeout",
    "host",
    "options",
    "passfile",
    "password",
    "port",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslpassword",
    "sslrootcert",
    "target_session_attrs",
    "user",
)
"""libpq's, as far as asyncpg has them:
https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS"""


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


def connect_arguments(url: URL) -> dict[str, Any]:
    """The parameters behind the address, as its driver's `connect` takes them.

    asyncpg takes most of libpq's in an address alone, and each that it does not know for a setting
    of the server. Raises `DatabaseError` naming what is unknown or wrong.
    """
    known = () if url.get_backend_name() == "sqlite" else PARAMETERS
    parameters = {name: _value(url, name, known) for name in url.query}
    arguments: dict[str, Any] = {}
    if "connect_timeout" in parameters:
        arguments["timeout"] = int(parameters.pop("connect_timeout"))
    if parameters:
        arguments["dsn"] = f"postgresql://?{urlencode(parameters)}"
    return arguments


def _value(url: URL, name: str, known: tuple[str, ...]) -> str:
    """Raises `DatabaseError`."""
    where = "the address of the database"
    if name not in known:
        names = ", ".join(known) or "none"
        raise DatabaseError(f"{where} has an unknown parameter '{name}'; there are: {names}")
    value, *more = url.normalized_query[name]
    if more:
        raise DatabaseError(f"{where} has several values for '{name}'")
    if name == "sslmode" and value not in SSL_MODES:
        raise DatabaseError(f"{where}: sslmode must be one of {', '.join(SSL_MODES)}")
    if name in NUMBERS and not (value.isdecimal() and int(value)):
        raise DatabaseError(f"{where}: {name} must be a number")
    return value
