"""From a response back to the first one of its conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from serve_app.store.tables import RESPONSES


async def chain(connection: AsyncConnection, id: str, owner: str) -> Sequence[Row[Any]] | None:
    """Id and status of a response and those before it, the last one first.

    None where one is not there.
    """
    columns = (RESPONSES.c.id, RESPONSES.c.previous_id, RESPONSES.c.status)
    first = select(*columns, literal(0).label("depth")).where(
        RESPONSES.c.id == id, RESPONSES.c.owner == owner
    )
    links = first.cte("links", recursive=True)
    links = links.union_all(
        select(*columns, links.c.depth + 1)
        .join(links, RESPONSES.c.id == links.c.previous_id)
        .where(RESPONSES.c.owner == owner)
    )
    rows: Sequence[Row[Any]] = (
        await connection.execute(select(links).order_by(links.c.depth))
    ).all()
    if not rows or rows[-1].previous_id is not None:
        return None
    return rows
