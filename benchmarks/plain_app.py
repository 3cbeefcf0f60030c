"""The floor: Starlette alone, sending the same server-sent events, one write for each."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, TypeAlias

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from deployments.fake import FakeOptions

Head: TypeAlias = Mapping[str, Any]


async def chat(request: Request) -> Response:
    body = orjson.loads(await request.body())
    words = FakeOptions(tokens=body["max_tokens"]).words()
    if not body.get("stream"):
        return Response(whole(head(), words), media_type="application/json")
    return StreamingResponse(events(head(), words), media_type="text/event-stream")


def head() -> Head:
    """What all chunks of an answer have in common."""
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": "plain"}


def whole(head: Head, words: Iterable[str]) -> bytes:
    message = {"role": "assistant", "content": "".join(words)}
    choice = {"index": 0, "message": message, "finish_reason": "length"}
    usage = {"prompt_tokens": 5, "completion_tokens": 8, "total_tokens": 13}
    return orjson.dumps({**head, "object": "chat.completion", "choices": [choice], "usage": usage})


async def events(head: Head, words: Iterable[str]) -> AsyncIterator[bytes]:
    yield event(head, {"role": "assistant", "content": ""})
    for word in words:
        yield event(head, {"content": word})
        await asyncio.sleep(0)
    yield event(head, {}, "length")
    yield b"data: [DONE]\n\n"


def event(head: Head, delta: dict[str, str], finish_reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    chunk = {**head, "object": "chat.completion.chunk", "choices": [choice]}
    return b"data: " + orjson.dumps(chunk) + b"\n\n"


app = Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"])])
