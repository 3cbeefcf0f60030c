"""A client that costs little: raw sockets, a connection for each request."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from benchmarks.gateway.protocols import Protocol


@dataclass(frozen=True, slots=True)
class Answered:
    """Seconds to the first word and to the end; how many events there were."""

    first_word: float
    total: float
    events: int


async def ask(port: int, request: bytes, word: bytes = b"") -> Answered:
    """Raises `RuntimeError` for what is no whole answer."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer, first_word = bytearray(), 0.0
    while piece := await reader.read(1 << 16):
        answer += piece
        if not first_word and word in answer:
            first_word = time.perf_counter() - begun
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200") or not first_word:
        raise RuntimeError(f"a broken answer: {bytes(answer[:500])!r}")
    return Answered(first_word, time.perf_counter() - begun, answer.count(b"data: {"))


async def paced(
    port: int, protocol: Protocol, rate: float, seconds: float, tokens: int
) -> list[Answered]:
    """Requests that come at a steady rate, whether earlier ones are answered or not."""
    request = protocol.request(tokens, stream=False)
    begun, tasks = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(port, request)))
    return await asyncio.gather(*tasks)


async def busy(port: int, protocol: Protocol, clients: int, seconds: float, tokens: int) -> float:
    """Answers per second of so many clients, each asking again when it was answered."""
    request, end = protocol.request(tokens, stream=False), time.perf_counter() + seconds

    async def client() -> int:
        count = 0
        while time.perf_counter() < end:
            await ask(port, request)
            count += 1
        return count

    begun = time.perf_counter()
    counts = await asyncio.gather(*(client() for _ in range(clients)))
    return sum(counts) / (time.perf_counter() - begun)


async def streamed(
    port: int, protocol: Protocol, model: str, streams: int, repeats: int, tokens: int
) -> list[Answered]:
    """So many streams at any time, each begun when one has ended, the first ones in turn."""
    request = protocol.request(tokens, stream=True, model=model)

    async def client(number: int) -> list[Answered]:
        await asyncio.sleep(number * 0.04)
        return [await ask(port, request, protocol.word) for _ in range(repeats)]

    groups = await asyncio.gather(*map(client, range(streams)))
    return [answer for group in groups for answer in group]


def percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]
