"""The tables. What changes here needs a migration (migrations/versions)."""

from __future__ import annotations

import json
from typing import Any

import orjson
from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

METADATA = MetaData()


class Json(TypeDecorator[Any]):
    """JSON as text: databases' own types refuse some of what JSON may contain."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return orjson.dumps(value).decode()
        except TypeError:  # lone surrogates, which JSON can carry as escapes
            return json.dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return json.loads(value)


class Id(TypeDecorator[str]):
    """Printable ASCII. Clients may ask for anything else: databases refuse some of that."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.encode("ascii", "backslashreplace").replace(b"\0", b"\\0").decode()


RESPONSES = Table(
    "responses",
    METADATA,
    Column("id", Id(80), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("created_at", Float, nullable=False),
    Column("used_at", Float, nullable=False),
    Column("previous_id", Id(80)),
    Column("background", Boolean, nullable=False),
    Column("streamed", Boolean, nullable=False),
    Column("body", Json, nullable=False),
    Column("resource", Json, nullable=False),
    Column("holder", String(64)),
    Column("lease_until", Float),
    Index("responses_by_status", "status", "lease_until"),
    Index("responses_by_use", "used_at"),
)
"""`holder` runs a background response, until `lease_until` unless it says so again."""

ITEMS = Table(
    "items",
    METADATA,
    Column(
        "response_id",
        Id(80),
        ForeignKey("responses.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("place", Integer, primary_key=True),
    Column("id", Id(128), nullable=False),
    Column("is_output", Boolean, nullable=False),
    Column("data", Json, nullable=False),
    Index("items_by_id", "id"),
)
"""In the order of the conversation: the input's, then the output's."""

EVENTS = Table(
    "events",
    METADATA,
    Column(
        "response_id",
        Id(80),
        ForeignKey("responses.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("number", Integer, primary_key=True),
    Column("data", Json, nullable=False),
)
"""What the model said, in batches, of background responses."""
