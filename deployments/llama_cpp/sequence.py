"""One choice of one request on its way through the engine."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from deployments.llama_cpp.media import Span
from deployments.llama_cpp.saved_states import Scales
from deployments.types import Timings, Usage

FORCED = 16  # tokens that a grammar may add at once, and the sequence still generates


@dataclass(eq=False, slots=True)
class Sequence:
    """`tokens` is the prompt and what was generated; the first `computed` of them are in the cache.

    `slot` is the sequence's id in the KV cache while it runs. `limit` is the number of tokens at
    which it ends by length. `reuses`: it may begin with what others computed. It waits for its
    `leader` to have computed the `shared` tokens that both begin with. `shifted` tokens have been
    taken out of `tokens` to make room for more. `scores_prompt`: the logits of every token of the
    prompt are wanted. `drafts`: what follows may be guessed; of `drafted` guesses, `accepted` were
    right. A lower `priority` goes first. `spans` are those of its tokens that stand for images and
    sounds.
    """

    id: int
    tokens: list[int]
    limit: int
    reuses: bool = True
    scores_prompt: bool = False
    drafts: bool = True
    adapters: Scales = ()
    priority: int = 0
    spans: tuple[Span, ...] = ()
    n_prompt: int = field(init=False)
    computed: int = 0
    cached: int | None = None
    slot: int | None = None
    leader: Sequence | None = None
    shared: int = 0
    shifted: int = 0
    checkpoints: int = 0
    drafted: int = 0
    accepted: int = 0
    arrived: float = field(default_factory=time.monotonic)
    admitted: float | None = None
    prefilled: float | None = None

    def __post_init__(self) -> None:
        self.n_prompt = len(self.tokens)

    @property
    def pending(self) -> int:
        """Tokens that are not computed yet."""
        return len(self.tokens) - self.computed

    @property
    def generates(self) -> bool:
        """Its prompt is computed, but for the last token at most."""
        if self.pending == 1:
            return True
        begun = self.generated > 0 and self.computed >= self.n_prompt - self.shifted
        return begun and self.pending <= FORCED

    @property
    def to_compute(self) -> int:
        """Those of them that no leader computes."""
        return len(self.tokens) - max(self.computed, self.shared)

    @property
    def generated(self) -> int:
        return len(self.tokens) + self.shifted - self.n_prompt

    @property
    def is_at_limit(self) -> bool:
        return len(self.tokens) + self.shifted >= self.limit

    def span_at(self, place: int) -> Span | None:
        """The one that this token belongs to."""
        return next((span for span in self.spans if span.start <= place < span.stop), None)

    @property
    def text_pending(self) -> int:
        """How many tokens are to be computed before the next span."""
        ahead = [span.start for span in self.spans if span.start >= self.computed]
        return min(ahead, default=len(self.tokens)) - self.computed

    def position(self, count: int) -> int:
        """Where the library has the token behind the first `count`."""
        return count - sum(
            span.tokens - span.positions for span in self.spans if span.stop <= count
        )

    def cut(self, count: int) -> int:
        """The first `count` tokens, but no part of a span."""
        return next((span.start for span in self.spans if span.start < count < span.stop), count)

    def usage(self) -> Usage:
        cached = min(self.cached or 0, self.n_prompt)  # what is resumed may be cached as well
        return Usage(self.n_prompt, self.generated, cached_tokens=cached)

    def timings(self, now: float) -> Timings:
        admitted = self.admitted if self.admitted is not None else now
        prefilled = self.prefilled if self.prefilled is not None else now
        return Timings(
            queued=admitted - self.arrived,
            prefill=prefilled - admitted,
            decode=now - prefilled,
            drafted=self.drafted,
            accepted=self.accepted,
        )


def rank(sequence: Sequence) -> tuple[int, float]:
    """Who comes first: the lower priority, then the earlier arrival."""
    return sequence.priority, sequence.arrived
