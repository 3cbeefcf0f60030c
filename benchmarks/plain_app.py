"""The floor: Starlette alone, sending the same server-sent events, one write for each."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from deployments.fake import FakeOptions


async def chat(request: Request) -> Response:
    body = orjson.loads(await request.body())
    words = FakeOptions(tokens=body["max_tokens"]).words()
    head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": "plain"}
    if not body.get("stream"):
        message = {"role": "assistant", "content": "".join(words)}
        choice = {"index": 0, "message": message, "finish_reason": "length"}
        usage = {"prompt_tokens": 5, "completion_tokens": 8, "total_tokens": 13}
        whole = {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
        return Response(orjson.dumps(whole), media_type="application/json")

    def event(delta: dict[str, str], finish_reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        chunk = {**head, "object": "chat.completion.chunk", "choices": [choice]}
        return b"data: " + orjson.dumps(chunk) + b"\n\n"

    async def events() -> AsyncIterator[bytes]:
        yield event({"role": "assistant", "content": ""})
        for word in words:
            yield event({"content": word})
            await asyncio.sleep(0)
        yield event({}, "length")
        yield b"data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


app = Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"])])
