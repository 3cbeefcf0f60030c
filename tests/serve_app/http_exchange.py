"""What tests of the HTTP application need to ask it and to read what it says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.types import ASGIApp, Message

from deployments.types import EngineStats
from serve_app.store.keeper import Keeper

CHAT = "/v1/chat/completions"
COMPLETIONS = "/v1/completions"
SENTENCE = "The quick brown fox jumps over the lazy dog."


def chat(content: Any = "Hi", **fields: Any) -> dict[str, Any]:
    """A chat body."""
    return {"messages": [{"role": "user", "content": content}], **fields}


@dataclass
class Served:
    """An application, its models, and a client. `models` is a `FakeModels` or takes its place."""

    app: ASGIApp
    models: Any
    client: httpx.AsyncClient
    keeper: Keeper

    async def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post(path, content=content, headers=named)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.get(path, headers=named)

    def stats(self, model: str = "fox") -> EngineStats:
        stats: EngineStats = self.models.backends[model].stats()
        return stats


Serve = Callable[..., Served]


def refusal(response: httpx.Response) -> tuple[int, str | None, str | None]:
    """Status, param and code of an answer that must be an error in OpenAI's shape."""
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert set(body) == {"error"}
    error = body["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["message"]
    assert error["type"]
    return response.status_code, error["param"], error["code"]


def sse(stream: str | bytes) -> list[dict[str, Any]]:
    """The events of a stream, which must end in [DONE]."""
    text = stream if isinstance(stream, str) else stream.decode()
    *events, done, rest = text.split("\n\n")
    assert (done, rest) == ("data: [DONE]", "")
    assert all(event.startswith("data: ") for event in events)
    return [json.loads(event.removeprefix("data: ")) for event in events]


async def eventually(condition: Callable[[], bool]) -> None:
    """Let the loop run until the condition holds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110  (it yields, it does not sleep)
            await asyncio.sleep(0)


class Exchange:
    """One request through the bare ASGI interface: sent messages are seen one by one.

    `leave_after`: the client is gone after so many messages; the next `send` raises OSError.
    """

    def __init__(
        self,
        app: ASGIApp,
        path: str,
        body: Mapping[str, Any] | Iterable[bytes],
        *,
        method: str = "POST",
        headers: Mapping[str, str] | None = None,
        root_path: str = "",
        leave_after: int | None = None,
    ) -> None:
        pieces = [json.dumps(body).encode()] if isinstance(body, Mapping) else body
        self._app = app
        self._pieces = iter(pieces)
        self._leave_after = leave_after
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": root_path,
            "query_string": b"",
            "headers": [(k.encode(), v.encode()) for k, v in (headers or {}).items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        self.pieces_read = 0
        self.sent: list[Message] = []

    async def run(self) -> None:
        await self._app(self._scope, self._receive, self._send)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def chunks(self) -> list[bytes]:
        return [message["body"] for message in self.sent[1:]]

    async def _receive(self) -> Message:
        piece = next(self._pieces, None)
        if piece is None:
            return {"type": "http.request", "body": b"", "more_body": False}
        self.pieces_read += 1
        return {"type": "http.request", "body": piece, "more_body": True}

    async def _send(self, message: Message) -> None:
        if self._leave_after is not None and len(self.sent) >= self._leave_after:
            raise OSError("the client has left")
        self.sent.append(message)
