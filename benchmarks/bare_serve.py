"""Ray Serve alone: an ingress that asks a deployment for words, and nothing of Shoal's in between.

The same transfers as in Shoal: all words of an answer at once, or each of a stream when it is said.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import orjson
from ray import serve
from ray.serve.handle import DeploymentHandle
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from benchmarks.plain_app import Head, event, head, whole
from deployments.fake import FakeOptions
from deployments.garbage import freeze_loaded


class Words:
    def __init__(self) -> None:
        freeze_loaded()

    async def say(self, tokens: int, rate: float) -> AsyncGenerator[list[str]]:
        words, begun = list(FakeOptions(tokens=tokens).words()), time.monotonic()
        if not rate:
            yield words
            return
        for number, word in enumerate(words, start=1):
            yield [word]
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))


@serve.ingress()
class Bare:
    def __init__(self, words: DeploymentHandle[Any], rate: float) -> None:
        self._say = words.options(
            method_name="say",
            stream=True,
            _by_reference=False,
            request_serialization="pickle",
            response_serialization="pickle",
        )
        self._rate = rate
        freeze_loaded()

    def __serve_build_asgi_app__(self) -> ASGIApp:
        return Starlette(routes=[Route("/v1/chat/completions", self.chat, methods=["POST"])])

    async def chat(self, request: Request) -> Response:
        body = orjson.loads(await request.body())
        stream: Any = self._say.remote(body["max_tokens"], self._rate if body["stream"] else 0.0)
        if body["stream"]:
            return StreamingResponse(self.events(head(), stream), media_type="text/event-stream")
        words = [word async for words in stream for word in words]
        return Response(whole(head(), words), media_type="application/json")

    async def events(self, head: Head, stream: Any) -> AsyncIterator[bytes]:
        async for words in stream:
            for word in words:
                yield event(head, {"content": word})
        yield event(head, {}, "length") + b"data: [DONE]\n\n"


def application(arguments: dict[str, float]) -> serve.Application:
    """For a Serve config's import_path; `rate` is how many words a second a stream has."""
    words = serve.deployment(max_ongoing_requests=1000)(Words).bind()
    return serve.deployment(max_ongoing_requests=1000)(Bare).bind(words, arguments["rate"])
