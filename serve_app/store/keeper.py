"""Holds the store open for a gateway, and does what has to be done beside the requests."""

from __future__ import annotations

import asyncio
import logging
import time

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from serve_app.background import Background
from serve_app.errors import Unavailable
from serve_app.models import Models
from serve_app.settings import GatewaySettings
from serve_app.store.address import DatabaseError
from serve_app.store.database import open_database
from serve_app.store.responses import Responses

logger = logging.getLogger("ray.serve")

HOUR = 3600.0
DAY = 24 * HOUR


class Keeper:
    """Opened when it is first needed, or by `start`."""

    def __init__(self, models: Models, settings: GatewaySettings) -> None:
        self._models = models
        self._settings = settings
        self._opening = asyncio.Lock()
        self._engine: AsyncEngine | None = None
        self._store: Responses | None = None
        self._background: Background | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def responses(self) -> Responses:
        """Raises `Unavailable` where there is no database."""
        await self._open()
        assert self._store is not None
        return self._store

    async def background(self) -> Background:
        """Raises `Unavailable` as well."""
        await self._open()
        assert self._background is not None
        return self._background

    async def start(self) -> None:
        """Open it now: background responses of gateways that died are taken over from here on."""
        try:
            await self._open()
        except Unavailable as error:
            logger.error("%s", error.message)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._background is not None:
            await self._background.close()
        if self._store is not None:
            await self._store.settled()
        if self._engine is not None:
            await self._engine.dispose()

    async def _open(self) -> None:
        async with self._opening:
            if self._engine is not None:
                return
            try:
                self._engine = await open_database(self._settings.database)
            except (DatabaseError, SQLAlchemyError, OSError) as error:
                message = f"the database of responses cannot be opened: {error}"
                raise Unavailable(message, code="no_database", retry_after=10) from None
            self._store = Responses(self._engine)
            self._background = Background(self._store, self._models)
            self._tasks = [
                asyncio.create_task(self._background.watch()),
                asyncio.create_task(self._forget(self._store)),
            ]

    async def _forget(self, store: Responses) -> None:
        """What nobody has used for so long is deleted."""
        while True:
            try:
                count = await store.forget(time.time() - self._settings.retention_days * DAY)
                if count:
                    logger.info("%d responses were deleted after their time", count)
            except (SQLAlchemyError, OSError):
                logger.exception("the store of responses does not answer")
            await asyncio.sleep(HOUR)
