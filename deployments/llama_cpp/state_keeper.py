"""What is saved of slots in the second tier: what idle ones lose, and states on the way.

A recurrent state cannot go back, and of a sliding window nothing is left after a long answer: the
states of such models are saved while their prompts are computed, for others that begin alike.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence as Slots

import numpy as np

from deployments.llama_cpp.saved_states import (
    SavedState,
    SavedStates,
    State,
    Tokens,
    common_prefix,
)
from deployments.llama_cpp.sequence import Sequence
from deployments.llama_cpp.slots import CachePolicy, KVCache, Slot, usable

logger = logging.getLogger(__name__)

WORTH_SAVING = 64
OPENING = 4  # tokens with which a template opens the answer: the next turn may begin otherwise


class StateKeeper:
    def __init__(self, kv: KVCache, saved: SavedStates, policy: CachePolicy) -> None:
        self.saved = saved
        self._kv = kv
        self._policy = policy

    @property
    def has_checkpoints(self) -> bool:
        """Whether some prefixes can be used only if they were saved on the way."""
        return not self._kv.trims or self._kv.window > 0

    def keep(self, slot: Slot, others: Slots[Slot], wanted: object) -> None:
        """Save the state of an idle slot, unless one of the others has its tokens.

        What is `wanted` is about to be used: it stays.
        """
        tokens = slot.tokens
        worth = len(tokens) >= WORTH_SAVING and self._policy.saves_idle and self.saved.takes
        if slot.sequence is not None or not worth or not self._kv.is_whole():
            return
        alike = [other for other in others if other.adapters == slot.adapters]
        if any(self._has_all(other.computed(), tokens) for other in alike):
            return
        entries = [entry for entry in self.saved if entry.adapters == slot.adapters]
        for entry in entries:
            if self._has_all(entry.tokens, tokens):
                self.saved.touch(entry)
                return
        older = [
            entry
            for entry in entries
            if entry is not wanted and self._has_all(tokens, entry.tokens)
        ]
        for entry in older:
            self.saved.remove(entry)
        self._add(slot, tokens, older[-1].state if older else None)

    def _add(self, slot: Slot, tokens: Tokens, spare: State | None = None) -> None:
        try:
            state = self._kv.save(slot.id, spare)
        except MemoryError:
            logger.warning("no memory to save the state of %d tokens", len(tokens))
            return
        self.saved.add(SavedState(tokens, state, slot.adapters))

    def next_checkpoint(self, sequence: Sequence) -> int:
        """How many tokens of the sequence must be computed when its state is saved next."""
        if not self.has_checkpoints or not self.saved.takes or not sequence.reuses:
            return len(sequence.tokens)
        if sequence.checkpoints >= self._policy.checkpoints or sequence.n_prompt < WORTH_SAVING:
            return len(sequence.tokens)
        last = sequence.n_prompt - OPENING
        if sequence.computed >= last:
            return len(sequence.tokens)
        if self._kv.trims:
            return last
        step = self._policy.checkpoint_step
        return min((sequence.computed // step + 1) * step, last)

    def checkpoint(self, sequence: Sequence, slot: Slot) -> None:
        """Save the state of a running sequence."""
        sequence.checkpoints += 1
        tokens = slot.computed()
        alike = [entry for entry in self.saved if entry.adapters == sequence.adapters]
        if any(np.array_equal(entry.tokens, tokens) for entry in alike):
            return
        spare = None
        if self._kv.trims:  # one of a chat is enough: those of its earlier turns go
            for entry in alike:
                if common_prefix(entry.tokens, tokens) == len(entry.tokens):
                    self.saved.remove(entry)
                    spare = entry.state
        self._add(slot, tokens, spare)

    def _has_all(self, tokens: Tokens, wanted: Tokens) -> bool:
        if self._kv.window and len(tokens) > len(wanted):
            return False
        return usable(self._kv, wanted, tokens) == len(wanted)
