"""All questions to the store about responses.

Every method is one transaction, or several in `take_over`. `owner` is who may see a response: with
API keys, each key its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from serve_app.store.chain import chain
from serve_app.store.records import (
    ACTIVE,
    Conversation,
    Ended,
    Ending,
    Job,
    Json,
    StoredItem,
    StoredResponse,
)
from serve_app.store.tables import EVENTS, ITEMS, RESPONSES
from serve_app.store.uninterrupted import Uninterrupted, uninterrupted


class Responses(Uninterrupted):
    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__()
        self._engine = engine

    @uninterrupted
    async def add(
        self,
        response: StoredResponse,
        inputs: Sequence[StoredItem],
        outputs: Sequence[StoredItem] = (),
        *,
        holder: str | None = None,
        lease_until: float | None = None,
    ) -> None:
        """A new one; a background response has a holder that will run it."""
        row = {
            name: getattr(response, name)
            for name in ("id", "owner", "status", "created_at", "previous_id", "background")
        }
        row |= {
            "used_at": response.created_at,
            "streamed": response.streamed,
            "body": response.body,
            "resource": response.resource,
            "holder": holder,
            "lease_until": lease_until,
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(RESPONSES).values(row))
            await _add_items(connection, response.id, 0, inputs, is_output=False)
            await _add_items(connection, response.id, len(inputs), outputs, is_output=True)

    @uninterrupted
    async def find(self, id: str, owner: str) -> StoredResponse | None:
        query = select(RESPONSES).where(RESPONSES.c.id == id, RESPONSES.c.owner == owner)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _response(row)

    @uninterrupted
    async def delete(self, id: str, owner: str) -> bool:
        """Whether there was one."""
        query = delete(RESPONSES).where(RESPONSES.c.id == id, RESPONSES.c.owner == owner)
        async with self._engine.begin() as connection:
            return bool((await connection.execute(query)).rowcount)

    @uninterrupted
    async def conversation(self, id: str, owner: str, now: float) -> Conversation | None:
        """Up to a response; None where one of its responses is not there.

        They count as used `now`.
        """
        async with self._engine.begin() as connection:
            links = await chain(connection, id, owner)
            if links is None:
                return None
            ids = [link.id for link in links]
            await connection.execute(
                update(RESPONSES).where(RESPONSES.c.id.in_(ids)).values(used_at=now)
            )
            query = select(ITEMS).where(ITEMS.c.response_id.in_(ids)).order_by(ITEMS.c.place)
            rows = (await connection.execute(query)).all()
        order = {each: place for place, each in enumerate(reversed(ids))}
        items = [row.data for row in sorted(rows, key=lambda row: order[row.response_id])]
        return Conversation(items, links[0].status in ACTIVE)

    @uninterrupted
    async def items(self, ids: Sequence[str], owner: str) -> dict[str, Json]:
        """Those of the ids that there are."""
        if not ids:
            return {}
        query = (
            select(ITEMS.c.id, ITEMS.c.data)
            .join(RESPONSES, RESPONSES.c.id == ITEMS.c.response_id)
            .where(ITEMS.c.id.in_(ids), RESPONSES.c.owner == owner)
        )
        async with self._engine.connect() as connection:
            return {row.id: row.data for row in await connection.execute(query)}

    @uninterrupted
    async def input_items(self, id: str) -> list[StoredItem]:
        query = (
            select(ITEMS)
            .where(ITEMS.c.response_id == id, ~ITEMS.c.is_output)
            .order_by(ITEMS.c.place)
        )
        async with self._engine.connect() as connection:
            return [StoredItem(row.id, row.data) for row in await connection.execute(query)]

    # --- Background responses ----------------------------------------------------------------

    @uninterrupted
    async def append(self, id: str, holder: str, number: int, events: Any) -> bool:
        """Add a batch of what the model said; False where `holder` does not run it any more."""
        async with self._engine.begin() as connection:
            mine = update(RESPONSES).where(*_held(id, holder)).values(status="in_progress")
            if not (await connection.execute(mine)).rowcount:
                return False
            row = {"response_id": id, "number": number, "data": events}
            await connection.execute(insert(EVENTS).values(row))
        return True

    @uninterrupted
    async def finish(self, id: str, holder: str, ended: Ended) -> bool:
        """Store how it ended; False where somebody else has ended it, or cancelled it."""
        async with self._engine.begin() as connection:
            let_go = update(RESPONSES).where(*_held(id, holder)).values(holder=None)
            if not (await connection.execute(let_go)).rowcount:
                return False
            await _end(connection, id, ended)
        return True

    @uninterrupted
    async def cancel(self, id: str, owner: str, ending: Ending) -> StoredResponse | None:
        """The response, ended unless it had ended; None: there is none."""
        mine = select(RESPONSES).where(RESPONSES.c.id == id, RESPONSES.c.owner == owner)
        let_go = update(RESPONSES).where(
            RESPONSES.c.id == id,
            RESPONSES.c.owner == owner,
            RESPONSES.c.status.in_(ACTIVE),
            RESPONSES.c.background,
        )
        async with self._engine.begin() as connection:
            # First of all: nobody says anything behind what is read here.
            if (await connection.execute(let_go.values(holder=None))).rowcount:
                await _end(connection, id, ending(await _job(connection, id)))
            row = (await connection.execute(mine)).one_or_none()
        return None if row is None else _response(row)

    @uninterrupted
    async def events(self, id: str, behind: int = -1) -> list[tuple[int, Any]]:
        """The batches with higher numbers."""
        async with self._engine.connect() as connection:
            return await _events(connection, id, behind)

    @uninterrupted
    async def renew(self, holder: str, ids: Collection[str], until: float) -> set[str]:
        """Those of the ids that the holder still has to run, now with a longer lease."""
        mine = (
            RESPONSES.c.id.in_(ids),
            RESPONSES.c.holder == holder,
            RESPONSES.c.status.in_(ACTIVE),
        )
        async with self._engine.begin() as connection:
            await connection.execute(update(RESPONSES).where(*mine).values(lease_until=until))
            return set((await connection.execute(select(RESPONSES.c.id).where(*mine))).scalars())

    @uninterrupted
    async def held(self, holder: str) -> set[str]:
        """The ids of all responses that the holder still has to run."""
        query = select(RESPONSES.c.id).where(
            RESPONSES.c.holder == holder, RESPONSES.c.status.in_(ACTIVE)
        )
        async with self._engine.connect() as connection:
            return set((await connection.execute(query)).scalars())

    @uninterrupted
    async def release(self, holder: str) -> int:
        """Let others take over at once what the holder still has to run; how many."""
        left = update(RESPONSES).where(RESPONSES.c.holder == holder, RESPONSES.c.status.in_(ACTIVE))
        async with self._engine.begin() as connection:
            values = {"holder": None, "lease_until": None}
            return (await connection.execute(left.values(values))).rowcount

    @uninterrupted
    async def take_over(self, holder: str, now: float, until: float, most: int) -> list[Job]:
        """Jobs whose holder is gone, which are this one's now."""
        left = and_(
            RESPONSES.c.status.in_(ACTIVE),
            RESPONSES.c.background,
            or_(RESPONSES.c.lease_until.is_(None), RESPONSES.c.lease_until < now),
        )
        async with self._engine.connect() as connection:
            ids = (await connection.execute(select(RESPONSES.c.id).where(left).limit(most))).all()
        jobs = []
        for (id,) in ids:
            async with self._engine.begin() as connection:
                taken = update(RESPONSES).where(RESPONSES.c.id == id, left)
                values = {"holder": holder, "lease_until": until}
                if not (await connection.execute(taken.values(values))).rowcount:
                    continue
                jobs.append(await _job(connection, id))
        return jobs

    @uninterrupted
    async def forget(self, unused_since: float) -> int:
        """Delete what nobody has used since then; how many."""
        query = delete(RESPONSES).where(
            RESPONSES.c.used_at < unused_since, RESPONSES.c.status.not_in(ACTIVE)
        )
        async with self._engine.begin() as connection:
            return (await connection.execute(query)).rowcount


def _held(id: str, holder: str) -> tuple[Any, ...]:
    return (
        RESPONSES.c.id == id,
        RESPONSES.c.holder == holder,
        RESPONSES.c.status.in_(ACTIVE),
    )


async def _job(connection: AsyncConnection, id: str) -> Job:
    query = select(RESPONSES).where(RESPONSES.c.id == id)
    row = (await connection.execute(query)).one()
    return Job(_response(row), tuple(data for _, data in await _events(connection, id)))


async def _events(connection: AsyncConnection, id: str, behind: int = -1) -> list[tuple[int, Any]]:
    query = (
        select(EVENTS.c.number, EVENTS.c.data)
        .where(EVENTS.c.response_id == id, EVENTS.c.number > behind)
        .order_by(EVENTS.c.number)
    )
    return [(row.number, row.data) for row in await connection.execute(query)]


async def _end(connection: AsyncConnection, id: str, ended: Ended) -> None:
    values = {"status": ended.resource["status"], "resource": ended.resource}
    await connection.execute(update(RESPONSES).where(RESPONSES.c.id == id).values(values))
    count = select(func.count()).select_from(ITEMS).where(ITEMS.c.response_id == id)
    place = (await connection.execute(count)).scalar_one()
    await _add_items(connection, id, place, ended.outputs, is_output=True)


async def _add_items(
    connection: AsyncConnection,
    id: str,
    place: int,
    items: Sequence[StoredItem],
    *,
    is_output: bool,
) -> None:
    if items:
        rows = [
            {
                "response_id": id,
                "place": place + number,
                "id": item.id,
                "is_output": is_output,
                "data": item.data,
            }
            for number, item in enumerate(items)
        ]
        await connection.execute(insert(ITEMS), rows)


def _response(row: Row[Any]) -> StoredResponse:
    fields: dict[str, Any] = {name: row._mapping[name] for name in StoredResponse.__slots__}
    return StoredResponse(**fields)
