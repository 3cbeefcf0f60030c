"""One choice of one request on its way through the engine."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from deployments.types import Timings


@dataclass(eq=False, slots=True)
class Sequence:
    """`tokens` is the prompt and what was generated; the first `computed` of them are in the cache.

    `slot` is the sequence's id in the KV cache while it runs. `limit` is the number of tokens at
    which it ends by length.
    """

    id: int
    tokens: list[int]
    limit: int
    n_prompt: int = field(init=False)
    computed: int = 0
    slot: int | None = None
    arrived: float = field(default_factory=time.monotonic)
    admitted: float | None = None
    prefilled: float | None = None

    def __post_init__(self) -> None:
        self.n_prompt = len(self.tokens)

    @property
    def pending(self) -> int:
        """Tokens that are not computed yet; one: the sequence is generating."""
        return len(self.tokens) - self.computed

    @property
    def generated(self) -> int:
        return len(self.tokens) - self.n_prompt

    def timings(self, now: float) -> Timings:
        admitted = self.admitted if self.admitted is not None else now
        prefilled = self.prefilled if self.prefilled is not None else now
        return Timings(admitted - self.arrived, prefilled - admitted, now - prefilled)
