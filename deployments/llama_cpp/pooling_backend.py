"""Embeddings and reranking: texts of all requests that wait are computed together."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import numpy as np

from deployments.backend import ModelSpec
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.options import EngineOptions, engine_options
from deployments.llama_cpp.pooling import PoolingContext, Vector
from deployments.llama_cpp.vocabulary_backend import LONG_TEXT, VocabularyBackend
from deployments.types import (
    Embeddings,
    EmbedRequest,
    EngineStats,
    Event,
    Failed,
    ModelInfo,
    Request,
    RequestRefused,
    RerankRequest,
    Scores,
)

Input = TypeVar("Input", str, str | tuple[int, ...])
LONGEST_INTEGER = 32760  # what llama.cpp scales to where `embd_normalize` is 0


@dataclass(eq=False, slots=True)
class _Text:
    tokens: list[int]
    vector: Future[Vector] = field(default_factory=Future)


class PoolingThread:
    """Owns the context; nobody else touches it while it runs."""

    def __init__(self, context: PoolingContext) -> None:
        self._context = context
        self._incoming: queue.SimpleQueue[_Text | None] = queue.SimpleQueue()
        self._waiting: deque[_Text] = deque()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="llama-cpp-pooling", daemon=True)
        self.steps = self.tokens = self.finished = 0
        self._step_begun: float | None = None
        self._thread.start()

    def submit(self, tokens: list[int]) -> Future[Vector]:
        text = _Text(tokens)
        self._incoming.put(text)
        return text.vector

    def stop(self) -> None:
        """Texts that still wait fail."""
        self._incoming.put(None)
        self._thread.join()
        while not self._incoming.empty():
            text = self._incoming.get()
            if text is not None:
                self._waiting.append(text)
        for text in self._waiting:
            if text.vector.set_running_or_notify_cancel():
                text.vector.set_exception(RuntimeError("the model was unloaded"))

    def seconds_in_step(self) -> float:
        """How long the step that is under way has taken."""
        begun = self._step_begun
        return 0.0 if begun is None else time.perf_counter() - begun

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self._receive()
            if self._stopping:
                return
            self._compute(self._next())

    def _receive(self) -> None:
        """All that have come; while there is nothing to compute, wait for one."""
        while not self._stopping and (not self._waiting or not self._incoming.empty()):
            text = self._incoming.get()
            if text is None:
                self._stopping = True
            else:
                self._waiting.append(text)

    def _next(self) -> list[_Text]:
        """As many as fit into a step, in order of arrival; those that nobody wants any more not."""
        texts: list[_Text] = []
        while self._waiting:
            first = self._waiting[0]
            if texts and not self._context.fits([text.tokens for text in (*texts, first)]):
                break
            self._waiting.popleft()
            if first.vector.set_running_or_notify_cancel():
                texts.append(first)
        return texts

    def _compute(self, texts: list[_Text]) -> None:
        if not texts:
            return
        self._step_begun = time.perf_counter()
        try:
            vectors = self._context.compute([text.tokens for text in texts])
        except Exception as error:
            for text in texts:
                text.vector.set_exception(error)
            return
        finally:
            self._step_begun = None
        self.steps += 1
        self.tokens += sum(len(text.tokens) for text in texts)
        self.finished += len(texts)
        for text, vector in zip(texts, vectors, strict=True):
            text.vector.set_result(vector)


class PoolingBackend(VocabularyBackend):
    """A model whose YAML says `embeddings: true` or `reranking: true`."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__(spec)
        self._loaded: Model | None = None

    async def load(self) -> ModelInfo:
        self._options, ignored = engine_options(self._spec.config)
        self._warn(ignored)
        self._group = await self._connected(self._options)
        self._loaded, self._context = await asyncio.to_thread(self._load, self._options)
        self._thread = PoolingThread(self._context)
        self._group.watch(self._thread.seconds_in_step, self._options.step_timeout)
        return self._info(self._context.longest)

    def _load(self, options: EngineOptions) -> tuple[Model, PoolingContext]:
        model = Model(self._file(), options)
        return model, PoolingContext(model, options, ranks=self._spec.config.reranking)

    async def generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        raise RequestRefused(Failed("unsupported", "this model does not generate text"))
        yield  # makes this an asynchronous generator

    async def embed(self, request: EmbedRequest) -> Embeddings:
        if self._spec.config.reranking:
            return await super().embed(request)
        size = self._context.size
        if request.dimensions is not None and not 0 < request.dimensions <= size:
            message = f"dimensions: this model's vectors have {size}"
            raise RequestRefused(Failed("invalid_request", message, "dimensions"))
        texts = await self._all(self._tokens, request.inputs)
        vectors = await self._vectors(texts, "input")
        kind = self._options.normalize if request.normalize else -1
        cut = (normalised(vector[: request.dimensions], kind) for vector in vectors)
        return Embeddings(
            tuple(vector.astype("<f4").tobytes() for vector in cut), sum(map(len, texts))
        )

    async def rerank(self, request: RerankRequest) -> Scores:
        if not self._spec.config.reranking:
            return await super().rerank(request)
        pair = partial(self._pair, request.query)
        texts = await self._all(pair, request.documents, len(request.query))
        vectors = await self._vectors(texts, "documents")
        return Scores(tuple(float(vector[0]) for vector in vectors), sum(map(len, texts)))

    async def _all(
        self, tokenize: Callable[[Input], list[int]], inputs: Sequence[Input], beside: int = 0
    ) -> list[list[int]]:
        """The tokens of each, beside the event loop where that takes long.

        `beside`: characters that are tokenised with each.
        """
        if sum(map(len, inputs)) + beside * len(inputs) <= LONG_TEXT:
            return [tokenize(each) for each in inputs]
        return await self._in_thread(lambda: [tokenize(each) for each in inputs])

    async def _vectors(self, texts: list[list[int]], field: str) -> list[Vector]:
        for number, tokens in enumerate(texts):
            if not tokens:
                message = f"{field}[{number}]: the text is empty"
                raise RequestRefused(Failed("invalid_request", message, field))
            if len(tokens) > self._context.longest:
                message = (
                    f"{field}[{number}]: {len(tokens)} tokens; this model reads "
                    f"{self._context.longest} at most"
                )
                raise RequestRefused(Failed("context_length", message, field))
        if self._loaded is None:  # since the texts were tokenised
            raise RequestRefused(Failed("internal", "the model was unloaded"))
        futures = [asyncio.wrap_future(self._thread.submit(tokens)) for tokens in texts]
        return await asyncio.gather(*futures)

    def _tokens(self, text: str | tuple[int, ...]) -> list[int]:
        if isinstance(text, tuple):
            self._check_tokens(text, "input")
            return list(text)
        return self._model.tokenize(text, add_special=True, parse_special=False)

    def _pair(self, query: str, document: str) -> list[int]:
        """A query and a document, as llama-server joins them (server-common.cpp)."""
        model = self._model
        template = model.template("rerank")
        if template is not None:
            text = template.replace("{query}", query).replace("{document}", document)
            return model.tokenize(text, add_special=False, parse_special=True)
        first, second = (
            model.tokenize(text, add_special=False, parse_special=False)
            for text in (query, document)
        )
        separator = lib.llama_vocab_sep(model.vocab)
        end = [model.eos if model.eos >= 0 else separator]
        end = end if lib.llama_vocab_get_add_eos(model.vocab) else []
        middle = [separator] if lib.llama_vocab_get_add_sep(model.vocab) else []
        begin = [model.bos] if model.adds_bos else []
        return [*begin, *first, *end, *middle, *second, *end]

    def stats(self) -> EngineStats:
        thread = self._thread
        return EngineStats(
            steps=thread.steps, prompt_tokens=thread.tokens, finished=thread.finished
        )

    def check_health(self) -> None:
        if not self._thread.is_alive():
            raise RuntimeError("the engine stopped")

    async def close(self) -> None:
        if self._loaded is not None:
            loaded, self._loaded = self._loaded, None
            await asyncio.to_thread(self._thread.stop)
            await self._threads_done()
            self._context.close()
            loaded.close()
            await self._group.close()

    @property
    def _model(self) -> Model:
        if self._loaded is None:
            raise RuntimeError("the model is not loaded")
        return self._loaded


def normalised(vector: Vector, kind: int) -> Vector:
    """llama.cpp's `--embd-normalize`.

    Args:
        kind: -1 leaves it as it is, 0 scales its largest number to 32760, else the norm of this
            power becomes 1.
    """
    if kind < 0:
        return vector
    length = np.abs(vector).max() / LONGEST_INTEGER if kind == 0 else np.linalg.norm(vector, kind)
    return (vector / length).astype(np.float32) if length else vector
