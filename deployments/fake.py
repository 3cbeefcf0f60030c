"""A backend without a model: for tests, and to measure everything around a model.

Configured by the YAML's `options`, as `name:value`:

    text:…         what it says (default: a sentence), once, or over and over with `tokens`
    tokens:N       how many words to say
    ttft:S         seconds before the first word
    rate:R         words per second of each stream (0: as fast as the loop goes)
    parallel:N     requests that run at the same time; the others wait
    error:M        refuse every request with this message
    fail_after:N   the stream breaks with an error after N words
    die_after:N    the process ends after N words
    load_delay:S   seconds that loading takes
    load_error:M   loading fails with this message
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
import os
import re
import time
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from deployments.backend import BackendBase, ModelSpec
from deployments.chat.output import OutputStream
from deployments.event_stream import EventStream
from deployments.model_config import ConfigError
from deployments.types import (
    Accepted,
    Embeddings,
    EmbedRequest,
    EngineStats,
    Event,
    Failed,
    Finished,
    FinishReason,
    ModelInfo,
    Request,
    RequestRefused,
    RerankRequest,
    Scores,
    Timings,
    Usage,
)

SENTENCE = "The quick brown fox jumps over the lazy dog."
FIRST_WORD_ID = 256  # token ids below are bytes: the tokenizer of prompts
DEFAULT_CONTEXT = 4096
EMBEDDING_SIZE = 16


@dataclass(frozen=True, slots=True)
class FakeOptions:
    text: str = SENTENCE
    tokens: int = 0
    ttft: float = 0.0
    rate: float = 0.0
    parallel: int = 64
    error: str = ""
    fail_after: int = -1
    die_after: int = -1
    load_delay: float = 0.0
    load_error: str = ""

    @classmethod
    def parse(cls, options: Sequence[str]) -> FakeOptions:
        parsed = cls()
        for option in options:
            name, _, value = option.partition(":")
            if name not in cls.__dataclass_fields__:
                raise ConfigError(f"options: the fake backend has no option '{name}'")
            kind = type(getattr(parsed, name))
            try:
                parsed = replace(parsed, **{name: kind(value)})
            except ValueError:
                raise ConfigError(f"options: {name}: '{value}' is not a number") from None
        return parsed

    def words(self) -> Iterator[str]:
        """The words to say, each with the white space before it."""
        words = re.findall(r"\s*\S+", self.text)
        if not self.tokens:
            return iter(words)
        spaced = itertools.chain(words, itertools.cycle([f" {w.strip()}" for w in words]))
        return itertools.islice(spaced, self.tokens)


class FakeBackend(BackendBase):
    def __init__(self, spec: ModelSpec) -> None:
        self._spec = spec
        self._options = FakeOptions.parse(spec.config.options)
        self._context_size = spec.config.context_size or DEFAULT_CONTEXT
        self._slots = asyncio.Semaphore(self._options.parallel)
        self._counters = Counter(free_slots=self._options.parallel)

    async def load(self) -> ModelInfo:
        await asyncio.sleep(self._options.load_delay)
        if self._options.load_error:
            raise RuntimeError(self._options.load_error)
        return ModelInfo(
            name=self._spec.config.name,
            backend="fake",
            digest=self._spec.digest,
            capabilities=self._spec.config.capabilities,
            context_size=self._context_size,
            description=self._spec.config.description or "Says always the same; there is no model.",
        )

    async def generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        prompt_tokens = self._prompt_tokens(request)
        stream = EventStream()
        stream.push([Accepted(prompt_tokens)])
        choices = [
            asyncio.create_task(self._speak(request, index, prompt_tokens, stream))
            for index in range(request.n)
        ]
        closing = asyncio.create_task(_close_after(choices, stream))
        try:
            async for events in stream:
                yield events
        finally:
            for task in (*choices, closing):
                task.cancel()

    async def embed(self, request: EmbedRequest) -> Embeddings:
        """Vectors that are the same for the same text, whether it comes as text or as tokens."""
        self._refuse()
        if not self._spec.config.embeddings:
            return await super().embed(request)
        if request.dimensions is not None and request.dimensions > EMBEDDING_SIZE:
            message = f"dimensions: this model's vectors have {EMBEDDING_SIZE}"
            raise RequestRefused(Failed("invalid_request", message, "dimensions"))
        texts = [
            text.encode() if isinstance(text, str) else _bytes(text) for text in request.inputs
        ]
        return Embeddings(
            tuple(_vector(text, request.dimensions) for text in texts), sum(map(len, texts))
        )

    async def rerank(self, request: RerankRequest) -> Scores:
        """The share of the query's words that a document has."""
        self._refuse()
        if not self._spec.config.reranking:
            return await super().rerank(request)
        wanted = set(request.query.lower().split())
        scores = [len(wanted & set(text.lower().split())) for text in request.documents]
        read = sum(len(text.encode()) for text in (request.query, *request.documents))
        return Scores(tuple(score / max(1, len(wanted)) for score in scores), read)

    async def count_tokens(self, request: Request) -> int:
        return len(self._prompt_ids(request))

    def piece(self, token_id: int) -> bytes:
        return bytes([token_id])

    async def tokenize(self, text: str, *, special: bool = False) -> tuple[int, ...]:
        return tuple(text.encode())

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        return _bytes(token_ids).decode(errors="replace")

    def stats(self) -> EngineStats:
        return EngineStats(**self._counters)

    def check_health(self) -> None:
        pass

    async def close(self) -> None:
        pass

    def _refuse(self) -> None:
        if self._options.error:
            raise RequestRefused(Failed("invalid_request", self._options.error))

    def _prompt_ids(self, request: Request) -> Sequence[int]:
        self._refuse()
        prompt = request.prompt
        if prompt is None:
            prompt = "\n".join(message.text for message in request.messages or ())
        return prompt.encode() if isinstance(prompt, str) else prompt

    def _prompt_tokens(self, request: Request) -> int:
        count = len(self._prompt_ids(request))
        if count >= self._context_size:
            message = f"the prompt has {count} tokens; the context is {self._context_size} tokens"
            param = "prompt" if request.messages is None else "messages"
            raise RequestRefused(Failed("context_length", message, param))
        return count

    async def _speak(
        self, request: Request, index: int, prompt_tokens: int, stream: EventStream
    ) -> None:
        asked = time.monotonic()
        async with self._slot():
            begun = time.monotonic()
            ending = await self._say_words(request, index, stream)
        if isinstance(ending, Failed):
            stream.push([ending], last=True)
            return
        self._counters["finished"] += 1
        timings = Timings(begun - asked, self._options.ttft, time.monotonic() - begun)
        usage = replace(ending.usage, prompt_tokens=prompt_tokens)
        stream.push([replace(ending, usage=usage, timings=timings)])

    @contextlib.asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        """Wait for one of the `parallel` places and hold it."""
        self._counters["waiting"] += 1
        try:
            await self._slots.acquire()
        finally:
            self._counters["waiting"] -= 1
        self._counters.update(running=1, free_slots=-1)
        try:
            yield
        except asyncio.CancelledError:
            self._counters["aborted"] += 1
            raise
        finally:
            self._counters.update(running=-1, free_slots=1)
            self._slots.release()

    async def _say_words(
        self, request: Request, index: int, stream: EventStream
    ) -> Finished | Failed:
        await asyncio.sleep(self._options.ttft)
        output = OutputStream(index, request.stop)
        said = 0
        reason: FinishReason = "stop"
        start = time.monotonic()
        resumed = len(request.resumed_token_ids[index]) if request.resumed_token_ids else 0
        for said, word in enumerate(self._options.words(), start=1):
            told = output.feed(FIRST_WORD_ID + said, word.encode())
            if said > resumed:
                stream.push(told)
                self._counters["generated_tokens"] += 1
                if said == self._options.die_after:
                    os._exit(1)
                if said == self._options.fail_after:
                    return Failed("internal", "the fake backend was told to fail")
            if output.stop is not None:
                break
            if said == request.max_tokens:
                reason = "length"
                break
            if said > resumed:
                await asyncio.sleep(self._pause(start, said - resumed))
        stream.push(output.flush())
        return Finished(reason, index, Usage(completion_tokens=said), stop=output.stop)

    def _pause(self, start: float, said: int) -> float:
        """Seconds until the next word is due."""
        if not self._options.rate:
            return 0.0
        return max(0.0, start + said / self._options.rate - time.monotonic())


def _bytes(token_ids: Sequence[int]) -> bytes:
    """Raises `RequestRefused` for ids that the tokenizer never gave."""
    if any(not 0 <= token < FIRST_WORD_ID for token in token_ids):
        message = f"tokens: token ids must be below {FIRST_WORD_ID}"
        raise RequestRefused(Failed("invalid_request", message, "tokens"))
    return bytes(token_ids)


def _vector(text: bytes, dimensions: int | None) -> bytes:
    """Of length one."""
    size = dimensions or EMBEDDING_SIZE
    numbers = np.frombuffer(hashlib.shake_128(text).digest(size), dtype=np.uint8) - 127.5
    return (numbers / np.linalg.norm(numbers)).astype("<f4").tobytes()


async def _close_after(choices: list[asyncio.Task[None]], stream: EventStream) -> None:
    await asyncio.gather(*choices)
    stream.push([], last=True)
