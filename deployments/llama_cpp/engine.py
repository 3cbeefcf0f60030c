"""The thread that owns a context: take commands, schedule, decode, sample, publish; again.

Nobody else touches the library while it runs. Commands come in through a queue and take effect
between two steps; what a step produced goes out in one call.
"""

from __future__ import annotations

import logging
import math
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from deployments.chat.output import OutputStream
from deployments.llama_cpp.batch import Row
from deployments.llama_cpp.constraint import ConstraintBroken, TokenConstraint
from deployments.llama_cpp.context import Context, DecodeError, KVCacheFull, Logits
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.restriction import NothingAllowed, Restriction
from deployments.llama_cpp.sampling import Candidates, SamplerChain, token_logprob
from deployments.llama_cpp.saved_states import Scales
from deployments.llama_cpp.scheduler import Chunk, Scheduler
from deployments.llama_cpp.sequence import Sequence
from deployments.types import (
    EngineStats,
    Event,
    Failed,
    Finished,
    FinishReason,
    PromptLogprobs,
    Sampling,
    Timings,
    TokenLogprob,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What the engine needs to know of one choice; `id` is unique in the process."""

    id: int
    prompt: list[int]
    limit: int
    output: OutputStream
    sampling: Sampling
    index: int = 0
    seed: int = 0
    restriction: Restriction | None = None
    cache_prompt: bool = True
    stop_token_ids: frozenset[int] = frozenset()
    logprobs: int | None = None
    prompt_logprobs: int | None = None
    constraint: TokenConstraint | None = None
    adapters: Scales = ()
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Produced:
    """Events of one generation from one step; after `last` nothing follows."""

    id: int
    events: list[Event]
    last: bool = False


@dataclass(frozen=True, slots=True)
class _Submit:
    generation: Generation


@dataclass(frozen=True, slots=True)
class _Abort:
    id: int


class _Stop:
    pass


@dataclass(slots=True)
class _Active:
    """A generation inside the engine."""

    generation: Generation
    sequence: Sequence
    sampler: SamplerChain
    events: list[Event] = field(default_factory=list)
    scores: list[TokenLogprob] = field(default_factory=list)


class Engine:
    """`publish` is called on the engine's thread, once per step, with what the step produced."""

    def __init__(
        self,
        model: Model,
        context: Context,
        scheduler: Scheduler,
        publish: Callable[[list[Produced]], None],
    ) -> None:
        self._model = model
        self._context = context
        self._scheduler = scheduler
        self._cache = scheduler.cache
        self._publish = publish
        self._commands: queue.SimpleQueue[_Submit | _Abort | _Stop] = queue.SimpleQueue()
        self._active: dict[int, _Active] = {}
        self._thread = threading.Thread(target=self._run, name="llama-cpp-engine", daemon=True)
        self._stopping = False
        self._candidates = Candidates(model.n_vocab)
        self._counters = dict.fromkeys(
            ("steps", "prompt_tokens", "generated_tokens", "finished", "aborted"), 0
        )
        self._cached_tokens = 0
        self._timings = Timings()
        self._step_seconds = self._decode_seconds = self._sampling_seconds = 0.0
        self.failure: BaseException | None = None

    # Any thread may call these.

    def start(self) -> None:
        self._thread.start()

    def submit(self, generation: Generation) -> None:
        self._commands.put(_Submit(generation))

    def abort(self, generation_id: int) -> None:
        """Free the generation's slot before the next step; it produces nothing more."""
        self._commands.put(_Abort(generation_id))

    def stop(self) -> None:
        """End the thread after the step that is under way."""
        self._commands.put(_Stop())
        if self._thread.is_alive():
            self._thread.join()

    def save_prompts(self) -> None:
        """After it has stopped: what its cache holds goes to the disk, where there is a place."""
        if self.failure is None:
            self._cache.close()

    def stats(self) -> EngineStats:
        scheduler = self._scheduler
        return EngineStats(
            running=len(scheduler.running),
            waiting=len(scheduler.waiting),
            free_slots=self._cache.free_slots,
            cells_used=scheduler.cells_used,
            cells_total=self._cache.cells.total,
            preempted=scheduler.preemptions,
            **self._counters,
            step_seconds=self._step_seconds,
            decode_seconds=self._decode_seconds,
            sampling_seconds=self._sampling_seconds,
            cached_tokens=self._cached_tokens,
            drafted_tokens=self._timings.drafted,
            accepted_tokens=self._timings.accepted,
            queue_seconds=self._timings.queued,
            prefill_seconds=self._timings.prefill,
            generation_seconds=self._timings.decode,
            saved_states=len(self._cache.saved),
            saved_bytes=self._cache.saved.size,
        )

    # The engine's thread.

    def _run(self) -> None:
        try:
            while True:
                self._take_commands()
                if self._stopping:
                    return
                self._step()
        except BaseException as error:
            logger.exception("the engine stopped")
            self.failure = error
            self._refuse_all()

    def _refuse_all(self) -> None:
        """After a failure the library is not touched again: everyone, now and later, is told."""
        broken = [Failed("internal", "the engine stopped unexpectedly")]
        self._publish([Produced(id, [*broken], last=True) for id in self._active])
        while not isinstance(command := self._commands.get(), _Stop):
            if isinstance(command, _Submit):
                self._publish([Produced(command.generation.id, [*broken], last=True)])

    def _take_commands(self) -> None:
        """All commands that have come; while there is nothing to compute, wait for one."""
        while not self._stopping and (self._scheduler.idle or not self._commands.empty()):
            command = self._commands.get()
            if isinstance(command, _Submit):
                self._admit(command.generation)
            elif isinstance(command, _Abort):
                self._abort(command.id)
            else:
                self._stopping = True

    def _step(self) -> None:
        begun = time.perf_counter()
        chunks = self._scheduler.schedule()
        if self._decode(chunks):
            self._counters["steps"] += 1
        self._step_seconds += time.perf_counter() - begun

    def _decode(self, chunks: list[Chunk]) -> bool:
        """Compute the chunks and draw tokens; false if that was impossible."""
        begun = time.perf_counter()
        try:
            if not chunks:
                raise KVCacheFull
            self._context.use(chunks[0].sequence.adapters)
            outputs = self._context.decode([_row(chunk) for chunk in chunks])
        except KVCacheFull:
            self._make_room()
            return False
        except DecodeError as error:
            self._recover([chunk.sequence for chunk in chunks], error)
            return False
        seconds = time.perf_counter() - begun
        self._decode_seconds += seconds
        self._scheduler.computed(chunks, seconds)
        sampled = []
        for chunk, numbers in zip(chunks, outputs, strict=True):
            active = self._active[chunk.sequence.id]
            if chunk.start + chunk.sequence.shifted < chunk.sequence.n_prompt:
                self._counters["prompt_tokens"] += chunk.stop - chunk.start
                self._score(active, chunk, numbers)
            if chunk.wants_logits:
                sampled.append(active)
                self._extend(active, chunk, numbers)
        self._publish_events(sampled)
        return True

    def _admit(self, generation: Generation) -> None:
        scores = generation.prompt_logprobs is not None
        sequence = Sequence(
            generation.id,
            list(generation.prompt),
            generation.limit,
            reuses=generation.cache_prompt and not scores,
            scores_prompt=scores,
            drafts=generation.constraint is None,  # grammars force tokens themselves
            adapters=generation.adapters,
            priority=generation.priority,
        )
        try:
            sampler = SamplerChain(self._model, generation.sampling, generation.seed)
        except Exception:  # its parameters are the request's: they end the request, not the engine
            logger.exception("no sampler for %s", generation.sampling)
            failed = Failed("internal", "the sampling parameters cannot be used")
            self._publish([Produced(generation.id, [failed], last=True)])
            return
        sampler.accept(generation.prompt)
        self._active[generation.id] = _Active(generation, sequence, sampler)
        self._scheduler.add(sequence)

    def _abort(self, generation_id: int) -> None:
        active = self._active.get(generation_id)
        if active is not None:
            self._counters["aborted"] += 1
            self._release(active)

    def _score(self, active: _Active, chunk: Chunk, outputs: range) -> None:
        """Note the logprobs of the prompt's tokens, and tell them when all are there."""
        prompt, n_top = active.generation.prompt, active.generation.prompt_logprobs
        if n_top is None or chunk.sequence.generated:
            return
        pieces, scores = self._model.pieces, active.scores
        if not scores:  # nothing comes before the first
            scores.append(TokenLogprob(prompt[0], pieces[prompt[0]], math.nan))
        for place, output in enumerate(outputs, chunk.start + 1):
            if place == len(scores) < len(prompt):  # else: computed once before
                logits = self._context.logits(output)
                scores.append(token_logprob(logits, prompt[place], n_top, pieces))
        if chunk.wants_logits:
            active.events.append(PromptLogprobs(active.generation.index, tuple(scores)))

    def _extend(self, active: _Active, chunk: Chunk, outputs: range) -> None:
        """Draw the next token, and further ones as long as they are what was guessed."""
        sequence = chunk.sequence
        guesses = (*chunk.draft, None)
        sequence.drafted += len(chunk.draft)
        for guess, output in zip(guesses, outputs[-len(guesses) :], strict=True):
            before = len(sequence.tokens)
            self._sample(active, output)
            if sequence.slot is None or sequence.tokens[before:] != [guess]:
                break
            sequence.computed += 1
            sequence.accepted += 1
        if sequence.slot is not None:
            self._cache.drop_draft(sequence)

    def _sample(self, active: _Active, output: int) -> None:
        """Draw a token and see what it means for the generation."""
        generation, sequence = active.generation, active.sequence
        sequence.prefilled = sequence.prefilled or time.monotonic()
        if sequence.is_at_limit:  # only the prompt was to be computed
            self._finish(active, "length")
            return
        wants = generation.logprobs
        copied = None if wants is None else self._context.logits(output).copy()
        if generation.restriction is not None:
            logits = self._context.logits(output)
            try:
                generation.restriction.apply(logits, sequence.tokens, sequence.generated)
            except NothingAllowed as error:
                self._refuse(active, str(error))
                return
        if generation.constraint is not None:
            self._sample_constrained(active, generation.constraint, output, copied)
            return
        begun = time.perf_counter()
        token = active.sampler.sample(self._context.handle, output)
        self._sampling_seconds += time.perf_counter() - begun
        self._append(active, token, copied)

    def _sample_constrained(
        self,
        active: _Active,
        constraint: TokenConstraint,
        output: int,
        logits: Logits | None,
    ) -> None:
        """Draw a token that is allowed; those that must follow it need not be computed one by one.

        When logprobs are wanted they are: forced tokens have none.
        """
        try:
            self._candidates.logits = self._context.logits(output)
            token = active.sampler.sample_allowed(self._candidates, constraint)
            constraint.accept(token)
            forced = constraint.forced() if logits is None else []
            for each in forced:
                constraint.accept(each)
        except ConstraintBroken as error:
            self._refuse(active, f"the grammar is too hard: {error}")
            return
        active.sampler.accept(forced)
        ended = self._append(active, token, logits)
        for each in forced:
            ended = ended or self._append(active, each)
        if constraint.complete and not ended:
            self._finish(active, "stop")

    def _refuse(self, active: _Active, message: str) -> None:
        """What the request wants turned out to be impossible."""
        active.events.append(Failed("invalid_request", message))
        self._release(active)

    def _append(self, active: _Active, token: int, logits: Logits | None = None) -> bool:
        """Whether the generation ends with this token; `logits` where logprobs are wanted."""
        generation, sequence = active.generation, active.sequence
        sequence.tokens.append(token)
        self._counters["generated_tokens"] += 1
        if token in self._model.eog or token in generation.stop_token_ids:
            self._finish(active, "stop")
            return True
        logprob: TokenLogprob | None = None
        if logits is not None:
            logprob = token_logprob(logits, token, generation.logprobs or 0, self._model.pieces)
        delta = generation.output.feed(token, self._model.pieces[token], logprob)
        if delta is not None:
            active.events.append(delta)
        if generation.output.stop is not None:
            self._finish(active, "stop")
        elif sequence.is_at_limit:
            self._finish(active, "length")
        else:
            return False
        return True

    def _finish(self, active: _Active, reason: FinishReason) -> None:
        generation, sequence = active.generation, active.sequence
        rest = generation.output.flush()
        if rest is not None:
            active.events.append(rest)
        usage, timings = sequence.usage(), sequence.timings(time.monotonic())
        active.events.append(
            Finished(reason, generation.index, usage, timings, generation.output.stop)
        )
        self._counters["finished"] += 1
        self._cached_tokens += usage.cached_tokens
        self._timings += timings
        self._release(active)

    def _release(self, active: _Active) -> None:
        self._scheduler.remove(active.sequence)
        active.sampler.close()
        del self._active[active.generation.id]

    def _publish_events(self, actives: list[_Active]) -> None:
        produced = []
        for active in actives:
            events, active.events = active.events, []
            ended = active.generation.id not in self._active
            if events or ended:
                produced.append(Produced(active.generation.id, events, ended))
        if produced:
            self._publish(produced)

    def _make_room(self) -> None:
        """The library found no cells where the scheduler counted some: take it at its word."""
        if not self._scheduler.make_room():
            alone = [self._active[sequence.id] for sequence in self._scheduler.running]
            self._fail(alone, "the KV cache has no room for this request")

    def _recover(self, sequences: list[Sequence], error: DecodeError) -> None:
        """Whoever was in the batch fails; the others compute their tokens again."""
        logger.error("%s; %d requests fail", error, len(sequences))
        self._cache.forget_everything()
        self._fail([self._active[sequence.id] for sequence in sequences], str(error))

    def _fail(self, actives: list[_Active], message: str) -> None:
        for active in actives:
            active.events.append(Failed("internal", message))
            self._release(active)
        self._publish_events(actives)


def _row(chunk: Chunk) -> Row:
    assert chunk.sequence.slot is not None
    return Row(chunk.sequence.slot, chunk.start, chunk.tokens, chunk.outputs)
