"""One choice of a request: what vLLM generated for it becomes events. Pure: no vLLM here.

`RequestOutput` is vLLM's, with `RequestOutputKind.DELTA`: the tokens since the last one.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deployments.chat.output import OutputStream
from deployments.types import (
    Event,
    Failed,
    FailureKind,
    Finished,
    FinishReason,
    PromptLogprobs,
    Timings,
    TokenLogprob,
    Usage,
)

# Which tokens there may be, with their logprobs and ranks, by id: vLLM's `Logprob`.
Candidates = Mapping[int, Any]


@dataclass(eq=False, slots=True, kw_only=True)
class Choice:
    """`silent` tokens of those that come have been told before, by another replica.

    Args:
        prompt: its token ids, without those that were resumed.
        pieces: the texts of all tokens.
        generated: how many tokens there are, resumed ones included.
        keeps: false where only the prompt was to be computed: what is generated is dropped.
        scores_prompt: how many alternatives are wanted at each token of the prompt.
    """

    index: int
    output: OutputStream
    prompt: Sequence[int]
    pieces: Sequence[bytes]
    logprobs: int | None = None
    scores_prompt: int | None = None
    generated: int = 0
    silent: int = 0
    keeps: bool = True
    cached: int = 0
    ended: bool = False
    timings: Timings = field(default_factory=Timings)
    begun: float = field(default_factory=time.monotonic)

    def resume(self, token_ids: Sequence[int]) -> None:
        """Take the tokens that were told before; they stand behind the prompt."""
        self.output.resume(token_ids, self.pieces)
        self.generated += len(token_ids)

    def take(self, said: Any) -> list[Event]:
        """What a `RequestOutput` means; when it has `ended`, the last event is there."""
        (completion,) = said.outputs
        self.cached = min(max(self.cached, said.num_cached_tokens or 0), len(self.prompt))
        self.timings = timings(said.metrics) or self.timings
        events: list[Event] = []
        if self.scores_prompt is not None and said.prompt_logprobs:
            events.append(self._prompt_logprobs(said.prompt_logprobs))
            self.scores_prompt = None
        if not self.keeps:
            return [*events, *self.finish("length")]
        events += self._tokens(completion)
        if not self.ended and completion.finish_reason is not None:
            events += self._finished(completion.finish_reason)
        return events

    def finish(self, reason: FinishReason) -> list[Event]:
        self.ended = True
        events: list[Event] = [*self.output.flush()]
        if self.output.calls and reason == "stop":
            reason = "tool_calls"
        usage = Usage(len(self.prompt), self.generated, self.cached, self.output.reasoning_tokens)
        return [*events, Finished(reason, self.index, usage, self.timings, self.output.stop)]

    def _tokens(self, completion: Any) -> list[Event]:
        events: list[Event] = []
        tokens = completion.token_ids
        scores = completion.logprobs or [None] * len(tokens)
        # vLLM knows no stop strings of ours: a text that stopped did so at its last token.
        told = len(tokens) - (completion.finish_reason == "stop")
        for place, (token, candidates) in enumerate(zip(tokens, scores, strict=True)):
            self.generated += 1
            if place == told:
                break
            piece = self.pieces[token]
            if self.silent:
                self.silent -= 1
                self.output.resume([token], self.pieces)
            else:
                logprob = None
                if self.logprobs is not None and candidates is not None:
                    logprob = token_logprob(token, candidates, self.logprobs, self.pieces)
                events += self.output.feed(token, piece, logprob)
            if self.output.ended:
                return [*events, *self.finish("stop")]
        return events

    def _finished(self, reason: str) -> list[Event]:
        if reason in ("stop", "length"):
            return self.finish("stop" if reason == "stop" else "length")
        self.ended = True
        kind: FailureKind = "lost" if reason == "abort" else "internal"
        return [Failed(kind, f"vLLM: {reason}")]

    def _prompt_logprobs(self, scores: Sequence[Candidates | None]) -> PromptLogprobs:
        tokens = tuple(
            TokenLogprob(token, self.pieces[token], math.nan)
            if candidates is None
            else token_logprob(token, candidates, self.scores_prompt or 0, self.pieces)
            for token, candidates in zip(self.prompt, scores, strict=False)
        )
        return PromptLogprobs(self.index, tokens)


def token_logprob(
    token: int, candidates: Candidates, n_top: int, pieces: Sequence[bytes]
) -> TokenLogprob:
    """vLLM tells the token itself, whatever its rank is, and the likeliest ones."""
    ranked = sorted(
        (each.rank, id, each.logprob) for id, each in candidates.items() if each.rank <= n_top
    )
    top = tuple(TokenLogprob(id, pieces[id], logprob) for _, id, logprob in ranked)
    return TokenLogprob(token, pieces[token], candidates[token].logprob, top)


def timings(metrics: Any) -> Timings | None:
    """From vLLM's `RequestStateStats`, of which some times may still be missing."""
    if metrics is None or not metrics.scheduled_ts:
        return None
    first, last = metrics.first_token_ts, metrics.last_token_ts
    return Timings(
        queued=max(0.0, metrics.scheduled_ts - metrics.queued_ts),
        prefill=max(0.0, first - metrics.scheduled_ts) if first else 0.0,
        decode=max(0.0, last - first) if first and last else 0.0,
    )
