"""A client of /v1/chat/completions that notes when each piece of an answer came."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load import post

Body = Mapping[str, Any]
GREEDY = {
    "model": "bench",
    "temperature": 0,
    "stream": True,
    "stream_options": {"include_usage": True},
}


@dataclass(slots=True)
class Answer:
    """Times are of `time.perf_counter`; `tokens` and `cached` are the server's own counts."""

    asked: float
    times: list[float] = field(default_factory=list)
    text: str = ""
    tokens: int = 0
    prompt_tokens: int = 0
    cached: int = 0

    @property
    def first(self) -> float:
        """Seconds to the first piece."""
        return self.times[0] - self.asked

    @property
    def rate(self) -> float:
        """Tokens per second, the first one aside."""
        return (self.tokens - 1) / (self.times[-1] - self.times[0])

    def longest_gap(self, begin: float, end: float) -> float:
        """Between two pieces that came next to each other around that time."""
        pairs = zip(self.times, self.times[1:], strict=False)
        return max(
            (later - earlier for earlier, later in pairs if later > begin and earlier < end),
            default=0.0,
        )


async def ask(port: int, content: str | list[dict[str, str]], tokens: int, **fields: Any) -> Answer:
    """The whole answer to one message, or to a conversation; `tokens` of them, exactly."""
    answer = Answer(time.perf_counter())
    await listen(port, content, tokens, answer, **fields)
    return answer


async def listen(
    port: int,
    content: str | list[dict[str, str]],
    tokens: int,
    answer: Answer,
    **fields: Any,
) -> None:
    """The same, noted while it comes."""
    messages = [{"role": "user", "content": content}] if isinstance(content, str) else content
    body = {**GREEDY, "messages": messages, "max_tokens": tokens, "ignore_eos": True, **fields}
    async for event in events(port, body):
        note(answer, event)
    if not answer.times:
        raise RuntimeError("the answer is empty")


def note(answer: Answer, event: Mapping[str, Any]) -> None:
    if "error" in event:
        raise RuntimeError(f"an error in the stream: {event}")
    for choice in event["choices"]:
        text = choice["delta"].get("content") or ""
        answer.text += text
        if text or choice["finish_reason"]:  # random weights may say nothing that is text
            answer.times.append(time.perf_counter())
    if usage := event.get("usage"):
        answer.tokens = usage["completion_tokens"]
        answer.prompt_tokens = usage["prompt_tokens"]
        answer.cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0


async def events(port: int, body: Body) -> AsyncIterator[Any]:
    """Server-sent events of one POST, each as JSON; a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    writer.write(post(body))
    try:
        status = await reader.readline()
        if b" 200 " not in status:
            raise RuntimeError(f"{status!r}: {(await reader.read())[-500:]!r}")
        async for line in reader:
            if line.startswith(b"data: {"):
                yield json.loads(line[6:])
    finally:
        writer.close()


async def ask_all(port: int, at_once: int, contents: list[str], tokens: int) -> list[Answer]:
    """Answers to all of them, `at_once` at a time."""
    places = asyncio.Semaphore(at_once)

    async def one(content: str) -> Answer:
        async with places:
            return await ask(port, content, tokens)

    return list(await asyncio.gather(*(one(content) for content in contents)))
