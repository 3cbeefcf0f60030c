"""vLLM behind the contract of `deployments.backend`: requests in, events out.

Prompts are rendered and tokenised here, and answers are read here, as for every other engine; vLLM
sees token ids alone.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

from deployments.backend import BackendBase, ModelSpec
from deployments.chat.best_of import best_choices
from deployments.chat.output import OutputStream
from deployments.chat.template import Rendered
from deployments.event_stream import EventStream
from deployments.types import (
    Accepted,
    Embeddings,
    EmbedRequest,
    EngineStats,
    Event,
    Failed,
    ModelInfo,
    Request,
    RequestRefused,
    Sampling,
    TextDelta,
)
from deployments.vllm.adapters import Adapter, chosen
from deployments.vllm.choice import Choice
from deployments.vllm.constraint import check_schemas, wanted, whole_grammar
from deployments.vllm.embedding import embedding
from deployments.vllm.loading import Loaded, load
from deployments.vllm.prompts import Prompts
from deployments.vllm.reading import Running, abort, reading
from deployments.vllm.sampling_params import check_sampling, sampling_arguments


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request that is not refused, as far as is known before vLLM has seen it."""

    request: Request
    sampling: Sampling
    rendered: Rendered | None
    prompt: list[int]
    grammar: str | None
    adapter: Adapter | None


class VllmBackend(BackendBase):
    def __init__(self, spec: ModelSpec) -> None:
        self._spec = spec
        self._loaded: Loaded | None = None
        self._ids = itertools.count()

    async def load(self) -> ModelInfo:
        loaded = await asyncio.to_thread(load, self._spec)
        self._loaded = loaded
        config = self._spec.config
        return ModelInfo(
            name=config.name,
            backend="vllm",
            digest=self._spec.digest,
            capabilities=config.capabilities,
            context_size=loaded.context_size,
            description=config.description or loaded.description,
            sampling=loaded.sampling,
        )

    def generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        return best_choices(self._generate, request)

    async def _generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        loaded = self._ready
        asked = await self._asked(request)
        running: list[Running] = []
        stream = EventStream()
        try:
            for index in range(request.n):
                running.append(await self._begin(asked, index))  # noqa: PERF401  # for `abort`
            stream.push([Accepted(len(asked.prompt))])
            if request.echo:
                text = self._prompts.text(request, asked.prompt)
                stream.push([TextDelta(text, index) for index in range(request.n)])
            async with reading(running, stream, loaded.engine, loaded.counters):
                async for events in stream:
                    yield events
        finally:
            await abort(running, loaded.engine, loaded.counters)

    async def embed(self, request: EmbedRequest) -> Embeddings:
        if not self._spec.config.embeddings:
            return await super().embed(request)
        engine = self._ready.engine
        texts = await self._prompts.inputs(request)
        vectors = await asyncio.gather(
            *(engine.embed(self._id(request.id), tokens) for tokens in texts)
        )
        made = tuple(embedding(v, request.dimensions, request.normalize) for v in vectors)
        return Embeddings(made, sum(map(len, texts)))

    async def count_tokens(self, request: Request) -> int:
        self._check_supported(request)
        return len(await self._prompts.tokens(request, self._prompts.rendered(request)))

    async def tokenize(self, text: str, *, special: bool = False) -> tuple[int, ...]:
        return tuple(await self._prompts.tokenize(text, special=special))

    def piece(self, token_id: int) -> bytes:
        return self._ready.vocabulary.pieces[token_id]

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        self._prompts.check_tokens(token_ids, "tokens")
        return self._ready.vocabulary.detokenize(token_ids)

    def stats(self) -> EngineStats:
        return self._ready.counters.stats()

    def check_health(self) -> None:
        if self._ready.engine.failed:
            raise RuntimeError("the engine stopped")

    async def close(self) -> None:
        if self._loaded is not None:
            loaded, self._loaded = self._loaded, None
            await asyncio.to_thread(loaded.engine.shutdown)

    @property
    def _ready(self) -> Loaded:
        if self._loaded is None:
            raise RuntimeError("the model is not loaded")
        return self._loaded

    @property
    def _prompts(self) -> Prompts:
        loaded = self._ready
        return Prompts(
            loaded.vocabulary,
            loaded.templates,
            loaded.context_size,
            self._spec.config.system_prompt,
        )

    def _id(self, request_id: str) -> str:
        return f"{request_id}-{next(self._ids)}"

    async def _asked(self, request: Request) -> _Asked:
        """Raises `RequestRefused`."""
        loaded = self._ready
        self._check_supported(request)
        sampling = request.sampling.over(loaded.sampling)
        check_sampling(sampling, loaded.vocabulary.size)
        adapter = chosen(loaded.adapters, request.adapters)
        rendered = self._prompts.rendered(request)
        prompt = await self._prompts.tokens(request, rendered)
        self._prompts.check_length(prompt, request)
        for token_ids in request.resumed_token_ids:  # perhaps of a model that was here before
            self._prompts.check_tokens(token_ids, "resumed_token_ids")
        grammar = None
        if request.constraint is not None or (rendered is not None and request.tools):
            grammar = await asyncio.to_thread(self._grammar, request, rendered)
        return _Asked(request, sampling, rendered, prompt, grammar, adapter)

    def _check_supported(self, request: Request) -> None:
        if self._spec.config.embeddings:
            raise RequestRefused(Failed("unsupported", "this model does not generate"))
        if request.suffix:
            message = "suffix: this model's engine, vLLM, has no fill in the middle"
            raise RequestRefused(Failed("unsupported", message, "suffix"))

    def _grammar(self, request: Request, rendered: Rendered | None) -> str | None:
        """What the answer is held to. Raises `RequestRefused`."""
        vocabulary = self._ready.vocabulary
        constraint = wanted(request, rendered, vocabulary.special)
        if constraint is None:
            return None
        grammar = whole_grammar(constraint, vocabulary.special)
        if grammar is None:
            check_schemas(request, vocabulary.check)
            return None
        if any(request.resumed_token_ids) and not self._ready.replays:
            message = "an answer that is held to a grammar cannot go on where tokens are guessed"
            raise RequestRefused(Failed("unsupported", message))
        try:
            vocabulary.check(grammar, constraint)
        except RequestRefused:
            check_schemas(request, vocabulary.check)
            raise
        return grammar

    async def _begin(self, asked: _Asked, index: int) -> Running:
        """Submit one choice. Raises `RequestRefused`.

        What was generated before stands behind the prompt; under a grammar it is generated again,
        for the grammar has to see it.
        """
        request, loaded, config = asked.request, self._ready, self._spec.config
        resumed = request.resumed_token_ids[index] if request.resumed_token_ids else ()
        replayed = resumed if asked.grammar is not None else ()
        behind = () if replayed else resumed
        limit = self._limit(request, asked.prompt)
        choice = self._choice(asked, index, resumed=bool(resumed), keeps=limit > 0)
        choice.silent = len(replayed)
        choice.resume(behind)
        left = limit - len(behind)
        if choice.output.ended or (resumed and left <= len(replayed)):
            choice.resume(replayed)
            return Running(choice, None)
        arguments = sampling_arguments(
            request,
            asked.sampling,
            index=index,
            max_tokens=max(1, left),
            ignore_eos=request.ignore_eos or config.parameters.ignore_eos,
            n_vocab=loaded.vocabulary.size,
            thought_budget=self._thought_budget(asked),
            replayed=replayed,
        )
        queue = await loaded.engine.submit(
            self._id(request.id),
            [*asked.prompt, *behind],
            arguments,
            grammar=asked.grammar,
            adapter=asked.adapter,
            priority=request.priority,
        )
        return Running(choice, queue)

    def _choice(self, asked: _Asked, index: int, *, resumed: bool, keeps: bool) -> Choice:
        request, loaded = asked.request, self._ready
        parser = None
        if asked.rendered is not None:
            parser = loaded.templates.of(request).parser(request, asked.rendered)
        stops = (*self._spec.config.stopwords, *request.stop)
        return Choice(
            index=index,
            output=OutputStream(index, stops, parser),
            prompt=asked.prompt,
            pieces=loaded.vocabulary.pieces,
            logprobs=request.logprobs,
            scores_prompt=None if resumed else request.prompt_logprobs,
            keeps=keeps,
        )

    def _limit(self, request: Request, prompt: Sequence[int]) -> int:
        """How many tokens may be generated."""
        room = self._ready.context_size - len(prompt)
        said = request.max_tokens
        if said is None:
            said = self._spec.config.parameters.max_tokens or room
        return min(said, room)

    def _thought_budget(self, asked: _Asked) -> int | None:
        budget = asked.request.reasoning.budget_tokens
        if budget is None or budget < 0 or asked.rendered is None or not self._ready.thinks:
            return None
        return budget
