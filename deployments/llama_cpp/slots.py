"""The slots of a KV cache: what each holds, what the library can do with it, and what is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from deployments.llama_cpp.saved_states import Scales, State, Tokens, common_prefix
from deployments.llama_cpp.sequence import Sequence

LARGEST_SOURCE = 16  # times the tokens that are wanted: a copy is made of all that the source has
NO_TOKENS: Tokens = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class CachePolicy:
    """What is kept, and what is used again.

    similarity: the least share of a prompt that an idle slot must hold to be used for it.
    reuse: the least number of tokens in a row that are moved to where a prompt has them (0: never);
        they were computed with other tokens before them, so that answers may differ.
    saves_idle: what an idle slot loses is saved in RAM.
    checkpoints, checkpoint_step: how many states of a prompt are saved on the way, and how many
        tokens apart, where a state cannot be trimmed.
    """

    similarity: float = 0.0
    reuse: int = 0
    saves_idle: bool = True
    checkpoints: int = 32
    checkpoint_step: int = 256


class KVCache(Protocol):
    """The operations of the library on the cells of a slot.

    They count positions: as many as tokens, but for images that take fewer. `trims`: a slot can
    lose its last tokens; a recurrent state cannot. `window`: some layers look back so many tokens
    (0: all do without end), and what is behind may be gone; of a state it is. `can_shift`: tokens
    can move.
    """

    trims: bool
    window: int
    can_shift: bool

    def forget(self, slot: int) -> None:
        """Free all cells of the slot."""

    def can_keep(self, slot: int, count: int) -> bool:
        """Whether a sequence could go on behind the first `count` tokens of the slot."""

    def can_copy(self, slot: int, count: int) -> bool:
        """Whether another slot could have the first `count` tokens, if this one can keep them."""

    def keep(self, slot: int, count: int) -> bool:
        """Free all but the first `count`. If that is impossible, all are free."""

    def shift(self, slot: int, start: int, count: int) -> None:
        """Free `count` tokens from `start` on; those behind them move up."""

    def is_whole(self) -> bool:
        """Whether states can be read: not between a shift and the next decode."""

    def copy(self, source: int, slot: int, count: int) -> bool:
        """Give the slot the first `count` tokens of another. If that is impossible, it has none."""

    def save(self, slot: int, spare: State | None = None) -> State:
        """The whole state of a slot; `spare` is another one that is no longer needed."""

    def load(self, slot: int, state: State) -> bool:
        """The reverse. If that is impossible, the slot has no tokens."""


@dataclass(slots=True, eq=False)
class Slot:
    """`tokens` are those in the cache while no sequence runs in the slot.

    They were computed with `adapters`.
    """

    id: int
    tokens: Tokens = field(default_factory=lambda: NO_TOKENS)
    adapters: Scales = ()
    sequence: Sequence | None = None
    last_used: int = 0

    def computed(self) -> Tokens:
        if self.sequence is None:
            return self.tokens
        if self.sequence.shifted:
            return NO_TOKENS  # its tokens were computed with others before them
        return np.array(self.sequence.tokens[: self.sequence.computed], dtype=np.int32)


def usable(kv: KVCache, wanted: Tokens, tokens: Tokens, sequence: Sequence | None = None) -> int:
    """How many of the tokens that are wanted (the sequence's) are to be had of these."""
    shared = common_prefix(wanted, tokens)
    shared = shared if sequence is None else sequence.cut(shared)
    if not kv.trims and shared < len(tokens):
        return 0
    return shared if shared * LARGEST_SOURCE >= len(tokens) else 0
