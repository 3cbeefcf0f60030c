"""The HTTP application: routes, keys, limits, errors. It knows no Ray.

`x-request-id` comes back as it was sent, or as a new one: Serve sees to that.
"""

from __future__ import annotations

import importlib.metadata
import logging
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from serve_app import docs_page
from serve_app.api_keys import ApiKeys
from serve_app.errors import (
    ApiError,
    InternalError,
    MethodNotAllowed,
    ModelNotFound,
    NotFound,
    Unauthorized,
)
from serve_app.generation import respond
from serve_app.intake import Intake
from serve_app.json_response import json_response
from serve_app.models import Models
from serve_app.overhead import Overhead
from serve_app.protocols import (
    chat,
    completions,
    edits,
    embeddings,
    message_answer,
    messages,
    openai,
    rerank,
    tokens,
)
from serve_app.protocols import models as model_list
from serve_app.protocols.call import Ask, Call
from serve_app.responses_api import ResponsesApi
from serve_app.responses_socket import ResponsesSocket
from serve_app.settings import GatewaySettings
from serve_app.store.keeper import Keeper

logger = logging.getLogger("ray.serve")

ERROR_SHAPES: Mapping[str, Callable[[ApiError], dict[str, Any]]] = {
    "/messages": message_answer.error_body,
}
"""How errors look below some paths; elsewhere they look as OpenAI's."""
PUBLIC_PATHS = ("/healthz", "/readyz", "/openapi.json", "/docs")
"""With all that is below them."""
Parse = Callable[[dict[str, Any], str, int], Call | Ask]
Endpoint = Callable[[Request], Awaitable[Response]]
SocketEndpoint = Callable[[WebSocket], Awaitable[None]]

OF_A_MODEL: Mapping[str, Parse] = {
    "/chat/completions": chat.parse,
    "/completions": completions.parse,
    "/edits": edits.parse,
    "/embeddings": embeddings.parse,
    "/messages": messages.parse,
    "/messages/count_tokens": messages.count_tokens,
    "/rerank": rerank.parse,
    "/tokenize": tokens.parse_tokenize,
    "/detokenize": tokens.parse_detokenize,
}
"""What a model is asked for, at its path and at `/engines/{model}/…`."""


def create_app(
    models: Models, settings: GatewaySettings, keeper: Keeper | None = None
) -> Starlette:
    """Every path of an API also works without its `/v1`."""
    keys = ApiKeys(settings.keys)
    intake = Intake(models, settings, keys)
    keeper = keeper or Keeper(models, settings)
    app = Starlette(
        routes=_routes(models, intake, keeper),
        lifespan=partial(_lifespan, keeper),
        exception_handlers={
            ApiError: _api_error,
            HTTPException: _http_exception,
            Exception: _unexpected,
        },
    )
    app.add_middleware(RequireKey, keys=keys)
    return app


@asynccontextmanager
async def _lifespan(keeper: Keeper, app: Starlette) -> AsyncIterator[None]:
    yield
    await keeper.close()


def _routes(models: Models, intake: Intake, keeper: Keeper) -> list[BaseRoute]:
    api = ResponsesApi(models, intake, keeper)
    return [
        *Endpoints(models, intake).routes(),
        *api.routes(),
        *_sockets("/responses", ResponsesSocket(models, intake, api).converse),
        *docs_page.routes(),
    ]


def _versioned(path: str, endpoint: Endpoint, method: str) -> Iterable[Route]:
    return (Route(prefix + path, endpoint, methods=[method]) for prefix in ("/v1", ""))


def _sockets(path: str, endpoint: SocketEndpoint) -> Iterable[WebSocketRoute]:
    return (WebSocketRoute(prefix + path, endpoint) for prefix in ("/v1", ""))


class Endpoints:
    def __init__(self, models: Models, intake: Intake) -> None:
        self._models = models
        self._intake = intake

    def routes(self) -> list[BaseRoute]:
        return [
            *_versioned("/models", self.list_models, "GET"),
            *_versioned("/models/{name:path}", self.get_model, "GET"),
            *self._of_a_model("/engines/{model:path}"),
            *self._of_a_model(""),
            Route("/healthz", self.healthz),
            Route("/readyz", self.readyz),
            Route("/version", self.version),
        ]

    def _of_a_model(self, prefix: str) -> Iterable[Route]:
        for path, parse in OF_A_MODEL.items():
            yield from _versioned(prefix + path, partial(self._answer, parse), "POST")

    async def list_models(self, request: Request) -> Response:
        """`?view=admin` shows all models with their states, and why one failed."""
        if request.query_params.get("view") == "admin":
            return json_response(model_list.render_admin_list(self._models.listing))
        return json_response(model_list.render_list(self._models.listing))

    async def get_model(self, request: Request) -> Response:
        listing = self._models.listing
        name = request.path_params["name"]
        entry = listing.find(name)
        if entry is None:
            raise ModelNotFound(name, [entry.name for entry in listing.models])
        if request.query_params.get("view") == "admin":
            return json_response(model_list.render_admin(entry))
        return json_response(model_list.render(entry))

    async def healthz(self, request: Request) -> Response:
        return json_response({"status": "ok"})

    async def readyz(self, request: Request) -> Response:
        """Ready once the catalog was read and no model is on its way any more."""
        listing = self._models.listing
        on_the_way = [m.name for m in listing.models if m.state in ("pending", "loading")]
        if listing.version and not on_the_way:
            return json_response({"status": "ready"})
        return json_response({"status": "starting", "loading": on_the_way}, 503)

    async def version(self, request: Request) -> Response:
        return json_response({"version": importlib.metadata.version("shoal")})

    async def _answer(self, parse: Parse, request: Request) -> Response:
        overhead = Overhead()
        data = await self._intake.body(request, overhead)
        call = parse(data, uuid.uuid4().hex, int(time.time()))
        entry = await self._intake.model(request, call.model, call.capability, overhead)
        if isinstance(call, Call):
            return await respond(self._models, entry, call, overhead)
        with overhead.elsewhere():
            reply = await self._models.reply(entry, call.question)
        return overhead.told(json_response(call.answer(entry.name, reply)))


# --- Middleware ------------------------------------------------------------------------------


class RequireKey:
    """Where there are keys, every path but the public ones needs one of them."""

    def __init__(self, app: ASGIApp, keys: ApiKeys) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._allows(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send(
                {"type": "websocket.close", "code": 1008, "reason": "an API key is required"}
            )
        else:
            error = Unauthorized("an API key is required", code="invalid_api_key")
            response = _error_response(error, scope.get("path", ""))
            response.headers["www-authenticate"] = "Bearer"
            await response(scope, receive, send)

    def _allows(self, scope: Scope) -> bool:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        public = any(path == each or path.startswith(f"{each}/") for each in PUBLIC_PATHS)
        if not self._keys.required or scope["type"] == "lifespan" or public:
            return True
        return self._keys.allows(Headers(scope=scope))


# --- Errors ----------------------------------------------------------------------------------


def _error_response(error: ApiError, path: str) -> Response:
    """In the shape of the API that was called."""
    below = path.removeprefix("/v1")
    shapes = (shape for prefix, shape in ERROR_SHAPES.items() if below.startswith(prefix))
    response = json_response(next(shapes, openai.error_body)(error), error.status)
    if error.retry_after is not None:
        response.headers["retry-after"] = str(max(1, round(error.retry_after)))
    return response


async def _api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return _error_response(error, request.url.path)


async def _http_exception(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)
    path = request.url.path
    where = f"{request.method} {path}"
    if error.status_code == 404:
        return _error_response(NotFound(f"unknown path: {where}", code="unknown_url"), path)
    if error.status_code == 405:
        response = _error_response(MethodNotAllowed(f"method not allowed: {where}"), path)
        response.headers.update(error.headers or {})
        return response
    return Response(status_code=error.status_code)


async def _unexpected(request: Request, error: Exception) -> Response:
    if isinstance(error, ClientDisconnect):
        return Response(status_code=499)
    logger.exception("%s %s failed", request.method, request.url.path, exc_info=error)
    return _error_response(InternalError("the server failed on this request"), request.url.path)
