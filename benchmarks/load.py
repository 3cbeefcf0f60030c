"""A client that costs little: raw sockets, streams read to their end, events counted."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Streamed:
    """One answer: seconds to its first byte, first word and end, and how many events it had."""

    first_byte: float
    first_word: float
    total: float
    events: int


def post(body: Mapping[str, Any]) -> bytes:
    """A request to /v1/chat/completions, after whose answer the connection ends."""
    payload = json.dumps(body).encode()
    return (
        b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n"
        b"content-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(payload) + payload
    )


async def stream(port: int, body: Mapping[str, Any]) -> Streamed:
    """POST to /v1/chat/completions on 127.0.0.1 and read to the end of the stream."""
    request = post(body)
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    first = await reader.read(65536)
    first_byte = time.perf_counter() - begun
    answer = bytearray(first)
    while b'"content":"T' not in answer:  # the fake model's first word is "The"
        answer += await reader.read(65536)
    first_word = time.perf_counter() - begun
    while piece := await reader.read(1 << 20):
        answer += piece
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200") or b"[DONE]" not in answer:
        raise RuntimeError(f"a broken answer: {bytes(answer[:500])!r}")
    return Streamed(first_byte, first_word, time.perf_counter() - begun, answer.count(b"data: {"))


@dataclass(frozen=True, slots=True)
class Round:
    seconds: float
    events: int
    answers: list[Streamed]

    @property
    def rate(self) -> float:
        return self.events / self.seconds


async def run_round(port: int, body: Mapping[str, Any], streams: int, repeats: int) -> Round:
    """`streams` clients at the same time, each asking `repeats` times in a row."""

    async def client() -> list[Streamed]:
        return [await stream(port, body) for _ in range(repeats)]

    begun = time.perf_counter()
    answers = [
        a for group in await asyncio.gather(*(client() for _ in range(streams))) for a in group
    ]
    return Round(
        time.perf_counter() - begun,
        sum(answer.events for answer in answers),
        answers,
    )
