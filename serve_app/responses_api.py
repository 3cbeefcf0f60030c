"""Open Responses over HTTP and WebSocket: https://www.openresponses.org/specification"""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from serve_app.background import Background
from serve_app.errors import BadRequest, NotFound
from serve_app.generation import STREAM_HEADERS, respond
from serve_app.intake import Intake
from serve_app.json_response import json_response
from serve_app.listing import ModelEntry
from serve_app.models import Models
from serve_app.overhead import Overhead
from serve_app.protocols import responses
from serve_app.protocols.call import Answer, Call
from serve_app.protocols.openai import DONE
from serve_app.protocols.response_answer import ResponseAnswer, about_input
from serve_app.protocols.responses import ResponsesBody, Stored
from serve_app.response_lookup import input_items, listed, looked_up, output_items, storable
from serve_app.store.keeper import Keeper
from serve_app.store.records import Job, StoredItem, StoredResponse
from serve_app.truncation import fitted

MOST_LISTED = 100
USUALLY_LISTED = 20


@dataclass(frozen=True, slots=True)
class Made:
    """A call for a response, and what will be stored of it."""

    data: dict[str, Any]
    body: ResponsesBody
    stored: Stored
    owner: str
    id: str
    created: float
    entry: ModelEntry
    call: Call

    def row(self, response: Mapping[str, Any]) -> StoredResponse:
        return StoredResponse(
            id=response["id"],
            owner=self.owner,
            status=response["status"],
            created_at=self.created,
            previous_id=self.body.previous_response_id,
            background=bool(self.body.background),
            streamed=bool(self.body.stream),
            body=storable(self.data),
            resource=response,
        )

    @property
    def inputs(self) -> list[StoredItem]:
        return input_items(self.data, self.stored, self.id)


class ResponsesApi:
    def __init__(self, models: Models, intake: Intake, keeper: Keeper) -> None:
        self._models = models
        self._intake = intake
        self._keeper = keeper

    def routes(self) -> list[BaseRoute]:
        made: list[BaseRoute] = []
        for path in ("/v1/responses", "/responses"):
            made += [
                Route(path, self.create, methods=["POST"]),
                Route(path + "/{id}", self.retrieve, methods=["GET"]),
                Route(path + "/{id}", self.delete, methods=["DELETE"]),
                Route(path + "/{id}/cancel", self.cancel, methods=["POST"]),
                Route(path + "/{id}/input_items", self.input_items, methods=["GET"]),
            ]
        return made

    # --- Creating ----------------------------------------------------------------------------

    async def create(self, request: Request) -> Response:
        overhead = Overhead()
        data = await self._intake.body(request, overhead)
        try:
            made = await self.made(request, data, overhead)
            if made.body.background:
                return await self._in_background(made, overhead)
            return await self._answered(made, overhead)
        except BadRequest as error:
            raise about_input(error) from None

    async def made(
        self,
        connection: HTTPConnection,
        data: dict[str, Any],
        overhead: Overhead,
        recent: Mapping[str, Sequence[Mapping[str, Any]]] = MappingProxyType({}),
    ) -> Made:
        """The call of a body. Raises `ApiError`.

        `recent` are conversations, by the ids of their last responses, that are not stored.
        """
        body = responses.parse(data)
        owner = self._intake.owner(connection)
        previous = body.previous_response_id
        if previous is not None and previous in recent:
            stored = Stored(recent[previous])
        elif previous is not None or body.references:
            stored = await looked_up(await self._keeper.responses(), body, owner)
        else:
            stored = Stored()
        entry = await self._intake.model(connection, body.model, "chat", overhead)
        id, created = uuid.uuid4().hex, time.time()
        call = responses.call(body, stored, id, int(created), entry.sampling)
        if body.truncation == "auto":
            with overhead.elsewhere():
                request = await fitted(self._models, entry, call.requests[0])
            call = replace(call, requests=(request,))
        return Made(data, body, stored, owner, id, created, entry, call)

    async def _answered(self, made: Made, overhead: Overhead) -> Response:
        async def keep(answer: Answer) -> None:
            assert isinstance(answer, ResponseAnswer)
            await self.keep(made, answer.response)

        if made.body.stores:  # otherwise it would be known only when all is said
            await self._keeper.responses()
        return await respond(self._models, made.entry, made.call, overhead, keep)

    async def keep(self, made: Made, response: Mapping[str, Any]) -> None:
        """Store it, unless that is not wanted."""
        if made.body.stores:
            store = await self._keeper.responses()
            await store.add(made.row(response), made.inputs, output_items(response))

    async def _in_background(self, made: Made, overhead: Overhead) -> Response:
        background = await self._keeper.background()
        store = await self._keeper.responses()
        answer = made.call.answer(made.entry.name)
        assert isinstance(answer, ResponseAnswer)
        answer.queued()
        row = made.row(answer.response)
        await store.add(row, made.inputs, holder=background.holder, lease_until=background.lease())
        background.start(Job(row, ()))
        if made.body.stream:
            return self._followed(background, row, -1)
        return overhead.told(json_response(answer.response))

    # --- What is stored ----------------------------------------------------------------------

    async def retrieve(self, request: Request) -> Response:
        row = await self._found(request)
        if request.query_params.get("stream") not in ("true", "1"):
            return json_response({**row.resource, "status": row.status})
        if not row.background:
            message = "stream: only of responses that were created with background"
            raise BadRequest(message, param="stream")
        behind = _number(request, "starting_after", -1, least=-1)
        return self._followed(await self._keeper.background(), row, behind)

    async def cancel(self, request: Request) -> Response:
        """Cancelled stays cancelled, and what has ended stays as it was."""
        row = await self._found(request)
        if not row.background:
            message = "only responses that were created with background can be cancelled"
            raise BadRequest(message, param="response_id")
        cancelled = await (await self._keeper.background()).cancel(row) or row
        return json_response({**cancelled.resource, "status": cancelled.status})

    async def delete(self, request: Request) -> Response:
        row = await self._found(request)
        store = await self._keeper.responses()
        await store.delete(row.id, row.owner)
        (await self._keeper.background()).stop(row.id)
        return json_response({"id": row.id, "object": "response", "deleted": True})

    async def input_items(self, request: Request) -> Response:
        row = await self._found(request)
        items = await (await self._keeper.responses()).input_items(row.id)
        order = request.query_params.get("order", "desc")
        if order not in ("asc", "desc"):
            raise BadRequest("order: asc or desc", param="order")
        limit = _number(request, "limit", USUALLY_LISTED, least=1, most=MOST_LISTED)
        if order == "desc":
            items.reverse()
        if after := request.query_params.get("after"):
            places = [place for place, item in enumerate(items) if item.id == after]
            if not places:
                raise BadRequest(f"after: there is no item '{after}'", param="after")
            items = items[places[0] + 1 :]
        shown = [listed(item) for item in items[:limit]]
        return json_response(
            {
                "object": "list",
                "data": shown,
                "first_id": shown[0]["id"] if shown else None,
                "last_id": shown[-1]["id"] if shown else None,
                "has_more": len(items) > limit,
            }
        )

    async def _found(self, request: Request) -> StoredResponse:
        id = request.path_params["id"]
        store = await self._keeper.responses()
        row = await store.find(id, self._intake.owner(request))
        if row is None:
            raise NotFound(f"there is no response '{id}'", param="response_id")
        return row

    def _followed(self, background: Background, row: StoredResponse, behind: int) -> Response:
        async def events() -> AsyncIterator[bytes]:
            async for event in background.follow(row, behind):
                yield event
            yield DONE

        return StreamingResponse(events(), media_type="text/event-stream", headers=STREAM_HEADERS)


def _number(request: Request, name: str, usual: int, *, least: int, most: int | None = None) -> int:
    """A number of the query. Raises `BadRequest`."""
    said = request.query_params.get(name)
    if said is None:
        return usual
    try:
        number = int(said)
    except ValueError:
        raise BadRequest(f"{name}: must be a number", param=name) from None
    if number < least or (most is not None and number > most):
        raise BadRequest(f"{name}: out of range", param=name)
    return number
