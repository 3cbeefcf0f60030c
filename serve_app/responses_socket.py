"""Open Responses over WebSocket: response after response on one connection.

https://www.openresponses.org/specification#websocket
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from deployments.types import Event
from serve_app.errors import ApiError, BadRequest, InternalError
from serve_app.generation import checked
from serve_app.intake import Intake
from serve_app.models import Models
from serve_app.overhead import Overhead
from serve_app.protocols.body import load_json
from serve_app.protocols.openai import dumps
from serve_app.protocols.response_answer import Numbered, ResponseAnswer, rendered
from serve_app.response_lookup import output_items
from serve_app.responses_api import Made, ResponsesApi

logger = logging.getLogger("ray.serve")

CREATE = "response.create"
NOT_HERE = ("stream", "stream_options", "background")
MOST_KEPT = 16  # conversations of a connection that are not stored


class ResponsesSocket:
    def __init__(self, models: Models, intake: Intake, api: ResponsesApi) -> None:
        self._models = models
        self._intake = intake
        self._api = api

    async def converse(self, socket: WebSocket) -> None:
        """Until the client leaves."""
        await socket.accept()
        recent: dict[str, list[Mapping[str, Any]]] = {}
        try:
            while True:
                await self._respond(socket, await socket.receive_text(), recent)
        except (WebSocketDisconnect, KeyError):  # KeyError: it sent bytes
            return

    async def _respond(
        self, socket: WebSocket, said: str, recent: dict[str, list[Mapping[str, Any]]]
    ) -> None:
        try:
            made = await self._made(socket, said, recent)
        except ApiError as error:
            await _refuse(socket, error)
            return
        answer = made.call.answer(made.entry.name)
        assert isinstance(answer, ResponseAnswer)
        try:
            async with aclosing(self._models.generate(made.entry, made.call.requests[0])) as events:
                await self._tell(socket, made, answer, events)
        except ApiError as error:
            if not answer.begun:
                await _refuse(socket, error)
                return
            await self._fail(socket, made, answer, error)
        recent[answer.response["id"]] = [
            *made.stored.history,
            *(item.data for item in made.inputs),
            *(item.data for item in output_items(answer.response)),
        ]
        for id in [*recent][:-MOST_KEPT]:
            del recent[id]

    async def _made(
        self, socket: WebSocket, said: str, recent: Mapping[str, list[Mapping[str, Any]]]
    ) -> Made:
        """Raises `ApiError`."""
        data, overhead = load_json(said.encode(errors="replace")), Overhead()
        if data.pop("type", None) != CREATE:
            raise BadRequest(f"type: must be {CREATE}", param="type")
        for name in NOT_HERE:
            if data.get(name) is not None:
                raise BadRequest(f"{name}: not over a WebSocket", param=name)
        await self._intake.fetch_files(data, overhead)
        return await self._api.made(socket, data, overhead, recent)

    async def _fail(
        self, socket: WebSocket, made: Made, answer: ResponseAnswer, error: ApiError
    ) -> None:
        last = answer.failed(error)
        try:
            await self._api.keep(made, answer.response)
        except Exception:  # the client hears of the first error
            logger.exception("the end of a response that broke could not be kept")
        await _send(socket, last)

    async def _tell(
        self,
        socket: WebSocket,
        made: Made,
        answer: ResponseAnswer,
        batches: AsyncIterator[Sequence[Event]],
    ) -> None:
        async for batch in batches:
            told = answer.numbered(batch)
            if answer.complete:
                await self._api.keep(made, answer.response)
            await _send(socket, told)
            if answer.complete:
                return
            checked(batch)
        raise InternalError("the model's answer ended too early")


async def _send(socket: WebSocket, events: Iterable[Numbered]) -> None:
    """Each as a message: the data of what would be sent over HTTP."""
    for _, event in events:
        await socket.send_text(event.partition(b"\ndata: ")[2].decode().rstrip())


async def _refuse(socket: WebSocket, error: ApiError) -> None:
    refusal = {"type": "error", "status": error.status, "error": rendered(error)}
    await socket.send_text(dumps(refusal).decode())
