"""The asynchronous side of the engine: one model of a replica, requests in, events out."""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from functools import partial

from deployments.backend import ModelSpec
from deployments.chat.answer_grammar import (
    answer_constraint,
    offered,
    schema_constraint,
    tool_constraint,
)
from deployments.chat.best_of import best_choices
from deployments.chat.output import OutputStream
from deployments.chat.parser import Reader
from deployments.chat.rules import UnsupportedSchema
from deployments.chat.template import MediaPlace, Rendered
from deployments.event_stream import EventStream
from deployments.llama_cpp.constraint import TokenConstraint
from deployments.llama_cpp.drawing import Generation, ThoughtLimit
from deployments.llama_cpp.engine import Produced
from deployments.llama_cpp.loading import Loaded, load
from deployments.llama_cpp.media import Prompt, joined, words_of
from deployments.llama_cpp.media_files import UnreadableMedia
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.options import engine_options
from deployments.llama_cpp.restriction import Restriction, bad_words
from deployments.llama_cpp.sampling import check_sampling, looks_back, sampler_chains
from deployments.llama_cpp.vocabulary_backend import LONG_TEXT, VocabularyBackend
from deployments.prompt_length import check_least, check_length
from deployments.types import (
    Accepted,
    Constraint,
    EngineStats,
    Event,
    Failed,
    ImagePart,
    ModelInfo,
    Request,
    RequestRefused,
    Sampling,
    TextDelta,
)

logger = logging.getLogger(__name__)


class LlamaCppBackend(VocabularyBackend):
    def __init__(self, spec: ModelSpec) -> None:
        super().__init__(spec)
        self._ids = itertools.count()
        self._streams: dict[int, EventStream] = {}
        self._remaining: dict[EventStream, int] = {}
        self._failed: set[EventStream] = set()
        self._loop = asyncio.get_running_loop()
        self._loaded: Loaded | None = None

    async def load(self) -> ModelInfo:
        options, ignored = engine_options(self._spec.config)
        self._warn(ignored)
        self._group = await self._connected(options)
        loaded = await asyncio.to_thread(load, self._spec, self._file(), options, self._publish)
        self._loaded = loaded
        loaded.engine.start()
        self._group.watch(loaded.engine.seconds_in_step, options.step_timeout)
        return self._info(loaded.context.context_size)

    def generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        return best_choices(self._generate, request)

    async def _generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        _check_supported(request)
        check_sampling(request.sampling, self._model.n_vocab)
        for token_ids in request.resumed_token_ids:  # perhaps of a model that was here before
            self._check_tokens(token_ids, "resumed_token_ids")
        rendered = self._rendered(request)
        prompt = await self._prompt(request, rendered)
        check_length(len(prompt.tokens), self._ready.context.context_size, request)
        constraint = await self._constraint(request, rendered)
        generations = await self._with_samplers(
            self._generations(request, prompt, constraint, rendered)
        )
        stream = EventStream()
        stream.push([Accepted(len(prompt.tokens))])
        if request.echo:
            stream.push([TextDelta(self._said(request, prompt), i) for i in range(request.n)])
        self._open(stream, generations)
        try:
            async for events in stream:
                yield events
        finally:
            self._close(stream, generations)

    async def count_tokens(self, request: Request) -> int:
        return len((await self._prompt(request, self._rendered(request))).tokens)

    def stats(self) -> EngineStats:
        return self._ready.engine.stats()

    def check_health(self) -> None:
        failure = self._ready.engine.failure
        if failure is not None:
            raise RuntimeError("the engine stopped") from failure

    async def close(self) -> None:
        if self._loaded is not None:
            await asyncio.to_thread(self._loaded.engine.stop)
            for stream in self._remaining:
                stream.push([Failed("lost", "the model was unloaded")], last=True)
            loaded, self._loaded = self._loaded, None
            await self._threads_done()
            await asyncio.to_thread(loaded.close)
            await self._group.close()

    @property
    def _ready(self) -> Loaded:
        if self._loaded is None:
            raise RuntimeError("the model is not loaded")
        return self._loaded

    @property
    def _model(self) -> Model:
        return self._ready.model

    def _rendered(self, request: Request) -> Rendered | None:
        """The prompt of messages."""
        if request.messages is None:
            return None
        if self._thought_budget(request) == 0 and request.reasoning.enabled is None:
            request = replace(request, reasoning=replace(request.reasoning, enabled=False))
        template = self._ready.templates.of(request)
        return template.render(request, self._spec.config.system_prompt)

    async def _prompt(self, request: Request, rendered: Rendered | None) -> Prompt:
        """The prompt's token ids."""
        if isinstance(request.prompt, tuple):
            self._check_tokens(request.prompt, "prompt")
        if rendered is None and request.suffix:
            return await self._infilling(request, request.suffix)
        if isinstance(request.prompt, tuple):
            return Prompt(list(request.prompt))
        if rendered is None:
            return await self._text(request.prompt or "", request)
        first = await self._text(rendered.texts[0], request)
        if not rendered.media:
            return first
        parts = [first]
        for place, text in zip(rendered.media, rendered.texts[1:], strict=True):
            room = self._ready.context.context_size - sum(len(part.tokens) for part in parts)
            parts.append(await self._media(request, place, max(0, room)))
            parts.append(await self._text(text, request, first=False))
        prompt = joined(parts)
        self._check_spans(prompt, request)
        return prompt

    async def _text(self, text: str, request: Request, *, first: bool = True) -> Prompt:
        self._check_size(text, request)
        if len(text) > LONG_TEXT:
            return Prompt(await self._in_thread(partial(self._tokenize_prompt, text, first)))
        return Prompt(self._tokenize_prompt(text, first))

    async def _infilling(self, request: Request, suffix: str) -> Prompt:
        """The prompt of what stands between the request's and the suffix (fill in the middle)."""
        before, after = [
            await self._plain(text, request) if isinstance(text, str) else text
            for text in (request.prompt or "", suffix)
        ]
        tokens = self._model.infilling(before, after)
        if tokens is None:
            message = "this model has no tokens for a suffix (fill in the middle)"
            raise RequestRefused(Failed("unsupported", message, "suffix"))
        return Prompt(tokens)

    async def _plain(self, text: str, request: Request) -> Sequence[int]:
        """Its tokens; no words in it are control tokens."""
        self._check_size(text, request)
        tokenize = partial(self._model.tokenize, text, add_special=False, parse_special=False)
        return tokenize() if len(text) <= LONG_TEXT else await self._in_thread(tokenize)

    async def _media(self, request: Request, place: MediaPlace, room: int) -> Prompt:
        """The tokens of an image or a sound of the messages."""
        part = place.of(request)
        media = self._ready.media
        kind = "image" if isinstance(part, ImagePart) else "sound"
        if media is None or not (media.sees if kind == "image" else media.hears):
            message = f"this model takes no {kind}s"
            raise RequestRefused(Failed("unsupported", message, place.field))
        try:
            return await media.prompt(part, room)
        except UnreadableMedia as error:
            message = f"this {kind} cannot be used: {error}"
            raise RequestRefused(Failed("invalid_request", message, place.field)) from None

    def _check_spans(self, prompt: Prompt, request: Request) -> None:
        most = self._ready.context.n_ubatch
        largest = max((span.tokens for span in prompt.spans if not span.causal), default=0)
        if largest > most:
            problem = f"an image takes {largest} tokens at once; n_ubatch allows {most}"
        elif prompt.tokens[-1] < 0:
            problem = "the chat template puts nothing behind an image"
        elif request.prompt_logprobs is not None:
            problem = "images have no logprobs"
        else:
            return
        raise RequestRefused(Failed("invalid_request", problem, "messages"))

    def _said(self, request: Request, prompt: Prompt) -> str:
        """The prompt as text."""
        said = request.prompt
        if isinstance(said, str):
            return said
        return self._model.detokenize(words_of(prompt.tokens if said is None else said))

    def _tokenize_prompt(self, text: str, first: bool) -> list[int]:
        model = self._model
        tokens = model.tokenize(text, add_special=first, parse_special=True)
        if model.adds_bos and tokens[:2] == [model.bos, model.bos]:
            return tokens[1:]  # the template brought one and the tokenizer added another
        return tokens

    def _check_size(self, text: str, request: Request) -> None:
        """Refuse what cannot fit without tokenising it: a large body must not cost minutes."""
        least = len(text) // self._model.longest_token
        check_least(least, self._ready.context.context_size, request)

    async def _constraint(
        self, request: Request, rendered: Rendered | None
    ) -> TokenConstraint | None:
        if rendered is not None and offered(request) and _holds_calls(request, rendered):
            wanted = partial(self._calls, request, rendered)
        elif request.constraint is not None:
            wanted = partial(self._held, request.constraint, rendered)
        else:
            return None
        return await self._in_thread(wanted)

    def _held(self, constraint: Constraint, rendered: Rendered | None) -> TokenConstraint:
        """What the answer is held to. Raises `RequestRefused`."""
        grammars = self._ready.grammars
        held = grammars.constraint(constraint)
        if rendered is None:
            return held
        format, thinking = rendered.format, rendered.thinking
        later = answer_constraint(constraint, format, grammars.special, thinking)
        return held if later is constraint else grammars.constraint(later)

    def _calls(self, request: Request, rendered: Rendered) -> TokenConstraint:
        """What keeps calls to the tools. Raises `RequestRefused` naming the schema at fault."""
        grammars, format = self._ready.grammars, rendered.format
        try:
            return grammars.constraint(
                tool_constraint(request, format, grammars.special, rendered.thinking)
            )
        except UnsupportedSchema as error:
            names = [tool.name for tool in request.tools]
            raise _refused_schema(names.index(error.tool), str(error)) from None
        except RequestRefused:
            self._check_schemas(request)
            raise
        except RecursionError:
            self._check_schemas(request)
            message = "tools: a schema is nested too deeply"
            raise RequestRefused(Failed("invalid_request", message, "tools")) from None

    def _check_schemas(self, request: Request) -> None:
        """Raises `RequestRefused` naming the first that cannot be held to, the answer's last."""
        for number, tool in enumerate(request.tools):
            try:
                self._ready.grammars.constraint(schema_constraint(tool))
            except RequestRefused as refused:
                reason = refused.failure.message.partition(": ")[2]
                raise _refused_schema(number, reason) from None
        if request.constraint is not None:
            self._ready.grammars.constraint(request.constraint)

    def _generations(
        self,
        request: Request,
        prompt: Prompt,
        constraint: TokenConstraint | None,
        rendered: Rendered | None,
    ) -> list[Generation]:
        config = self._spec.config
        sampling = request.sampling.over(config.parameters.sampling())
        room = self._ready.room(prompt)
        wanted = request.max_tokens
        if wanted is None:
            wanted = config.parameters.max_tokens or room
        seed = random.getrandbits(32) if sampling.seed is None else sampling.seed
        restriction = self._restriction(request, sampling)
        adapters = self._ready.adapters.chosen(request.adapters)
        stops = (*config.stopwords, *request.stop)
        thought = self._thought_limit(request, rendered)
        return [
            Generation(
                id=next(self._ids),
                prompt=prompt,
                limit=len(prompt.tokens) + min(wanted, room),
                output=OutputStream(index, stops, self._parser(request, rendered)),
                index=index,
                sampling=sampling,
                seed=seed + index,
                restriction=restriction,
                cache_prompt=request.cache_prompt,
                stop_token_ids=frozenset(request.stop_token_ids),
                logprobs=_bounded(request.logprobs, self._model.n_vocab),
                prompt_logprobs=_bounded(request.prompt_logprobs, self._model.n_vocab),
                constraint=constraint and constraint.copy(),
                adapters=adapters,
                priority=request.priority,
                thought=thought,
                resumed=request.resumed_token_ids[index] if request.resumed_token_ids else (),
            )
            for index in range(request.n)
        ]

    async def _with_samplers(self, generations: list[Generation]) -> list[Generation]:
        """Those that take long to make are made here: the engine's thread has other requests."""
        first = generations[0]
        if not looks_back(self._model, first.sampling):
            return generations
        seeds = [generation.seed for generation in generations]
        seen = words_of(first.prompt.tokens)
        chains = await self._in_thread(
            partial(sampler_chains, self._model, first.sampling, seeds, seen)
        )
        return [
            replace(generation, sampler=chain)
            for generation, chain in zip(generations, chains, strict=True)
        ]

    def _parser(self, request: Request, rendered: Rendered | None) -> Reader | None:
        if rendered is None:
            return None
        return self._ready.templates.of(request).parser(request, rendered)

    def _thought_budget(self, request: Request) -> int:
        """In tokens; -1: without end."""
        budget = request.reasoning.budget_tokens
        return self._ready.options.reasoning_budget if budget is None else budget

    def _thought_limit(self, request: Request, rendered: Rendered | None) -> ThoughtLimit | None:
        budget = self._thought_budget(request)
        if budget < 0 or rendered is None:
            return None
        format = rendered.format
        end = format.thought[1] + format.turn if format.turn else f"\n{format.thought[1]}\n\n"
        closing = self._model.tokenize(end, add_special=False, parse_special=True)
        return ThoughtLimit(budget, tuple(closing))

    def _restriction(self, request: Request, sampling: Sampling) -> Restriction | None:
        model, config = self._model, self._spec.config
        endless = request.ignore_eos or config.parameters.ignore_eos
        if not (endless or request.min_tokens or sampling.allowed_token_ids or sampling.bad_words):
            return None
        stops = {token for token in request.stop_token_ids if 0 <= token < model.n_vocab}
        return Restriction(
            model.eog | stops,
            request.min_tokens,
            sampling.allowed_token_ids,
            bad_words(model, sampling.bad_words or ()),
            never=model.eog - stops if endless else (),
        )

    def _open(self, stream: EventStream, generations: list[Generation]) -> None:
        self._remaining[stream] = len(generations)
        for generation in generations:
            self._streams[generation.id] = stream
            self._ready.engine.submit(generation)

    def _close(self, stream: EventStream, generations: list[Generation]) -> None:
        del self._remaining[stream]
        self._failed.discard(stream)
        for generation in generations:
            if self._streams.pop(generation.id, None) is not None and self._loaded is not None:
                self._loaded.engine.abort(generation.id)

    def _publish(self, produced: list[Produced]) -> None:
        """On the engine's thread."""
        self._loop.call_soon_threadsafe(self._deliver, produced)

    def _deliver(self, produced: list[Produced]) -> None:
        for item in produced:
            stream = self._streams.get(item.id)
            if stream is None or stream in self._failed:
                continue  # its reader has left, or is told to; the abort is on its way
            if item.last:
                del self._streams[item.id]
                self._remaining[stream] -= 1
            failed = bool(item.events) and isinstance(item.events[-1], Failed)
            if failed:
                self._failed.add(stream)
            stream.push(item.events, last=failed or self._remaining[stream] == 0)


def _holds_calls(request: Request, rendered: Rendered) -> bool:
    """Whether calls can be held to their tools. Raises `RequestRefused` if they have to be."""
    if rendered.format.calls_tools:
        return True
    if request.tool_choice.mode == "required":
        message = "this model's calls are found by patterns of its YAML and cannot be demanded"
        raise RequestRefused(Failed("unsupported", message, "tool_choice"))
    return False


def _refused_schema(number: int, reason: str) -> RequestRefused:
    """For the schema of one of the tools."""
    field = f"tools[{number}].function.parameters"
    return RequestRefused(Failed("invalid_request", f"{field}: {reason}", field))


def _check_supported(request: Request) -> None:
    """What the request type can say and this engine cannot do yet is refused, never dropped."""
    if request.messages and request.suffix:
        raise RequestRefused(Failed("unsupported", "suffix: not of chats", "suffix"))
    kind = request.constraint.kind if request.constraint is not None else "json_schema"
    if offered(request) and kind not in ("json_schema", "json_object"):
        message = "a grammar, and tools that may be called, cannot both be held to"
        raise RequestRefused(Failed("unsupported", message, "grammar"))


def _bounded(number: int | None, most: int) -> int | None:
    return None if number is None else min(number, most)
