"""From the outputs of a step to tokens, and to what these mean for each generation."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Sequence as Rows
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from deployments.chat.output import OutputStream
from deployments.llama_cpp.constraint import ConstraintBroken, TokenConstraint
from deployments.llama_cpp.context import Context, Logits
from deployments.llama_cpp.media import Prompt
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.restriction import NothingAllowed, Restriction
from deployments.llama_cpp.sampling import Candidates, SamplerChain, token_logprob
from deployments.llama_cpp.saved_states import Scales
from deployments.llama_cpp.sequence import Sequence
from deployments.llama_cpp.step_planner import Chunk
from deployments.types import (
    Event,
    Failed,
    Finished,
    FinishReason,
    PromptLogprobs,
    Sampling,
    Timings,
    TokenLogprob,
)

THREADS = min(8, len(os.sched_getaffinity(0)))
WORTH_THREADS = 200_000  # logits to look at; below that handing them out costs more than it saves


@dataclass(frozen=True, slots=True)
class ThoughtLimit:
    """How many tokens a thought may have, and those that end it."""

    tokens: int
    closing: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What the engine needs to know of one choice; `id` is unique in the process.

    `resumed` are tokens that another process has generated, behind which this one goes on. Its
    `sampler` has seen the prompt; without one, the engine makes it.
    """

    id: int
    prompt: Prompt
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
    thought: ThoughtLimit | None = None
    resumed: tuple[int, ...] = ()
    sampler: SamplerChain | None = None


@dataclass(slots=True)
class Active:
    """A generation inside the engine, with the events that are to be published."""

    generation: Generation
    sequence: Sequence
    sampler: SamplerChain
    events: list[Event] = field(default_factory=list)
    scores: list[TokenLogprob] = field(default_factory=list)
    ended: bool = False
    thought_ended: bool = False  # by us

    @property
    def thinks_too_long(self) -> bool:
        limit, output = self.generation.thought, self.generation.output
        if limit is None or self.thought_ended or self.ended or not output.thinking:
            return False
        return output.reasoning_tokens >= limit.tokens

    @property
    def draws_freely(self) -> bool:
        """Its next token is a matter of the logits and its sampler alone."""
        generation = self.generation
        return (
            generation.restriction is None
            and generation.constraint is None
            and not self.sequence.is_at_limit
        )


class Drawing:
    """For all generations of an engine, on its thread.

    It counts what it drew, and sums up the generations that finished.
    """

    def __init__(self, model: Model, context: Context) -> None:
        self._model = model
        self._context = context
        self._candidates = Candidates(model.n_vocab)
        self._drawn: dict[int, int] = {}
        self._pool = ThreadPoolExecutor(THREADS, "llama-cpp-sampling") if THREADS > 1 else None
        self.tokens = self.finished = self.cached_tokens = 0
        self.timings = Timings()
        self.sampling_seconds = 0.0

    def score(self, active: Active, chunk: Chunk, outputs: range) -> None:
        """Note the logprobs of the prompt's tokens, and tell them when all are there."""
        prompt, n_top = active.generation.prompt.tokens, active.generation.prompt_logprobs
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

    def draw_ahead(self, rows: Rows[tuple[Active, Chunk, range]]) -> None:
        """Draw the next tokens of many rows in threads, for `extend` to find them."""
        free = [
            (active, outputs[-1])
            for active, chunk, outputs in rows
            if chunk.wants_logits and not chunk.draft and active.draws_freely
        ]
        if self._pool is None or len(free) < 2 or len(free) * self._model.n_vocab < WORTH_THREADS:
            return
        begun = time.perf_counter()
        self._context.logits(free[0][1])  # for the first one the library sorts its outputs
        shares = [free[number::THREADS] for number in range(THREADS)]
        for drawn in self._pool.map(self._draw_share, shares):
            self._drawn |= drawn
        self.sampling_seconds += time.perf_counter() - begun

    def _draw_share(self, rows: Rows[tuple[Active, int]]) -> dict[int, int]:
        handle = self._context.handle
        return {active.sequence.id: active.sampler.sample(handle, out) for active, out in rows}

    def extend(self, active: Active, chunk: Chunk, outputs: range) -> None:
        """Draw the next token, and further ones as long as they are what was guessed."""
        sequence = chunk.sequence
        guesses = (*chunk.draft, None)
        sequence.drafted += len(chunk.draft)
        for guess, output in zip(guesses, outputs[-len(guesses) :], strict=True):
            before = len(sequence.tokens)
            self._sample(active, output)
            if active.ended or sequence.tokens[before:] != [guess]:
                break
            sequence.computed += 1
            sequence.accepted += 1

    def _sample(self, active: Active, output: int) -> None:
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
        token = self._drawn.pop(sequence.id, None)
        if token is None:
            begun = time.perf_counter()
            token = active.sampler.sample(self._context.handle, output)
            self.sampling_seconds += time.perf_counter() - begun
        self._append(active, token, copied)
        self._end_thought(active)

    def _sample_constrained(
        self,
        active: Active,
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
        self._end_thought(active)

    def _end_thought(self, active: Active) -> None:
        """Write the end of a thought that has become too long, as if the model had done so."""
        generation = active.generation
        if not active.thinks_too_long or generation.thought is None:
            return
        active.thought_ended = True
        closing = generation.thought.closing
        if generation.constraint is not None:
            if not _all_allowed(generation.constraint.copy(), closing):
                return
            _all_allowed(generation.constraint, closing)
        for token in closing:
            active.sampler.accept([token])
            if self._append(active, token):
                return

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def _refuse(self, active: Active, message: str) -> None:
        """What the request wants turned out to be impossible."""
        active.events.append(Failed("invalid_request", message))
        active.ended = True

    def _append(self, active: Active, token: int, logits: Logits | None = None) -> bool:
        """Whether the generation ends with this token; `logits` where logprobs are wanted."""
        generation, sequence = active.generation, active.sequence
        sequence.tokens.append(token)
        self.tokens += 1
        if token in self._model.eog or token in generation.stop_token_ids:
            self._finish(active, "stop")
            return True
        logprob: TokenLogprob | None = None
        if logits is not None:
            logprob = token_logprob(logits, token, generation.logprobs or 0, self._model.pieces)
        active.events += generation.output.feed(token, self._model.pieces[token], logprob)
        if generation.output.ended:
            self._finish(active, "stop")
        elif sequence.is_at_limit:
            self._finish(active, "length")
        else:
            return False
        return True

    def _finish(self, active: Active, reason: FinishReason) -> None:
        generation, sequence = active.generation, active.sequence
        active.events += generation.output.flush()
        if generation.output.calls and reason == "stop":
            reason = "tool_calls"
        thoughts = generation.output.reasoning_tokens
        usage = replace(sequence.usage(), reasoning_tokens=thoughts)
        timings = sequence.timings(time.monotonic())
        active.events.append(
            Finished(reason, generation.index, usage, timings, generation.output.stop)
        )
        self.finished += 1
        self.cached_tokens += usage.cached_tokens
        self.timings += timings
        active.ended = True


def resume(active: Active, pieces: Rows[bytes]) -> None:
    """Take the tokens that were generated before, without telling of them again."""
    generation = active.generation
    if generation.constraint is not None:
        _all_allowed(generation.constraint, generation.resumed)
    active.sequence.tokens += generation.resumed
    active.sampler.accept(generation.resumed)
    generation.output.resume(generation.resumed, pieces)


def _all_allowed(constraint: TokenConstraint, tokens: Rows[int]) -> bool:
    """Take the tokens one by one, as long as they are allowed."""
    try:
        for token in tokens:
            if not constraint.allows(token):
                return False
            constraint.accept(token)
    except ConstraintBroken:
        return False
    return True
