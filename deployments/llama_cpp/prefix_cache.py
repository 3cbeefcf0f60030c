"""What every slot of the KV cache holds, so that no prompt is computed twice.

A slot keeps its tokens when its sequence ends. A new sequence begins with the longest prefix that
any slot, running or idle, or a saved state holds: it takes over the slot, or a copy. What a slot
loses by this is saved in RAM before.

Every prefix is found by looking at all of them: there are as many as slots and saved states, and
comparing two is a matter of microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np

from deployments.llama_cpp.cells import Cells
from deployments.llama_cpp.saved_states import SavedState, SavedStates, Tokens, common_prefix
from deployments.llama_cpp.sequence import Sequence
from deployments.llama_cpp.slots import NO_TOKENS, CachePolicy, KVCache, Slot, usable
from deployments.llama_cpp.state_keeper import StateKeeper

WORTH_COPYING = 32  # tokens; fewer are computed as fast
DEFAULT_POLICY = CachePolicy()


@dataclass(frozen=True, slots=True)
class Match:
    """The first `count` tokens of a sequence are to be had from here."""

    source: Slot | SavedState
    count: int


class PrefixCache:
    def __init__(
        self,
        kv: KVCache,
        cells: Cells,
        slots: int,
        saved: SavedStates,
        policy: CachePolicy = DEFAULT_POLICY,
    ) -> None:
        self.cells = cells
        self.policy = policy
        self.saved = saved
        self._keeper = StateKeeper(kv, saved, policy)
        self._kv = kv
        self._slots = [Slot(id) for id in range(slots)]
        self._clock = count(1)
        self._wanted: Match | None = None  # what is about to be used stays

    @property
    def trims(self) -> bool:
        """Whether any prefix of a sequence can be used, and not only what was saved on the way."""
        return not self._keeper.has_checkpoints

    @property
    def free_slots(self) -> int:
        return sum(slot.sequence is None for slot in self._slots)

    def take(self, sequence: Sequence) -> None:
        """Give the sequence a slot, with as many of its tokens as are to be had."""
        self._wanted = match = self._best(sequence) if sequence.reuses else None
        slot = self._slot_for(match, sequence)
        if match is not None and match.source is slot:
            self._keep(slot, match.count, sequence)
        else:
            self._clear(slot)
        if match is not None and match.source is not slot:
            self._transfer(match, slot, sequence)
        self._wanted = None
        slot.sequence = sequence
        slot.tokens = NO_TOKENS
        slot.adapters = sequence.adapters
        sequence.slot = slot.id
        sequence.computed = self.cells.held(slot.id)

    def improve(self, sequence: Sequence) -> None:
        """Look again: others may have computed more of its tokens by now."""
        assert sequence.slot is not None
        self._wanted = match = self._best(sequence)
        if match is not None and match.count >= sequence.computed + WORTH_COPYING:
            self._transfer(match, self._slots[sequence.slot], sequence)
            sequence.computed = self.cells.held(sequence.slot)
        self._wanted = None

    def give_back(self, sequence: Sequence) -> None:
        """The sequence leaves its slot; what is computed stays there."""
        assert sequence.slot is not None
        slot = self._slots[sequence.slot]
        self.drop_draft(sequence)
        slot.tokens = slot.computed()
        slot.sequence = None
        if not len(slot.tokens):
            self._clear(slot)
        slot.last_used = next(self._clock)
        sequence.slot = None
        sequence.computed = 0

    def drop_draft(self, sequence: Sequence) -> None:
        """Free the cells of guesses that were wrong."""
        assert sequence.slot is not None
        if self.cells.held(sequence.slot) > sequence.computed:
            self._trim(self._slots[sequence.slot], sequence.computed, sequence)
            sequence.computed = self.cells.held(sequence.slot)

    def shift(self, sequence: Sequence, start: int, count: int) -> None:
        """Take tokens out of a running sequence, so that it can go on."""
        assert sequence.slot is not None
        slot, end = self._slots[sequence.slot], start + count
        if sequence.computed >= end and not self.cells.is_shared(slot.id, start):
            self._kv.shift(slot.id, start, count)
            self.cells.drop(slot.id, start, count)
            sequence.computed -= count
        else:  # what others hold too, or is not there yet, cannot move: the rest is computed again
            self._trim(slot, min(start, sequence.computed), sequence)
            sequence.computed = self.cells.held(slot.id)
        del sequence.tokens[start:end]
        sequence.shifted += count

    def close(self) -> None:
        """Save what idle slots hold, if there is a place that outlives the process."""
        if self.saved.outlasts:
            for slot in self._slots:
                self._save(slot)
            self.saved.close()

    def next_checkpoint(self, sequence: Sequence) -> int:
        """How many of its tokens must be computed when its state is saved next."""
        return self._keeper.next_checkpoint(sequence)

    def checkpoint(self, sequence: Sequence) -> None:
        """Save the state of a running sequence."""
        assert sequence.slot is not None
        self._keeper.checkpoint(sequence, self._slots[sequence.slot])

    def make_room(self) -> bool:
        """Free the cells of the idle slot that was used least recently, if one has any."""
        idle = [slot for slot in self._slots if slot.sequence is None and len(slot.tokens)]
        if not idle:
            return False
        self._clear(min(idle, key=lambda slot: slot.last_used))
        return True

    def forget_everything(self) -> None:
        """The library lost the content of its cache."""
        for slot in self._slots:
            slot.tokens = NO_TOKENS
            self.cells.keep(slot.id, 0)
            if slot.sequence is not None:
                slot.sequence.computed = 0

    # --- Where a prefix is to be had -------------------------------------------------------

    def _best(self, sequence: Sequence) -> Match | None:
        """The longest match that leaves a token to compute; the cheapest of equal ones."""
        wanted = np.array(sequence.tokens[:-1], dtype=np.int32)
        best: Match | None = None
        for source, tokens in self._sources(sequence):
            if source.adapters != sequence.adapters:
                continue
            shared = usable(self._kv, wanted, tokens, sequence)
            if shared < WORTH_COPYING or (best is not None and shared <= best.count):
                continue
            if self._may_use(source, shared, sequence):
                best = Match(source, shared)
        return best

    def _sources(self, sequence: Sequence) -> Iterator[tuple[Slot | SavedState, Tokens]]:
        """The cheapest first: to take over a slot costs nothing."""
        others = [slot for slot in self._slots if slot.sequence is not sequence]
        for slot in sorted(others, key=lambda slot: slot.sequence is not None):
            yield slot, slot.computed()
        for entry in self.saved:
            yield entry, entry.tokens

    def _may_use(self, slot: Slot | SavedState, shared: int, sequence: Sequence) -> bool:
        if isinstance(slot, SavedState):
            length = len(slot.tokens)
            return not self._kv.window or shared == length or length <= self._kv.window
        if slot.sequence is None and shared < self.policy.similarity * (len(sequence.tokens) - 1):
            return False
        position = sequence.position(shared)
        stays = slot.sequence is None and sequence.slot is None
        if not stays and not self._kv.can_copy(slot.id, position):
            return False
        return self._kv.can_keep(slot.id, position)

    # --- Which slot to use -----------------------------------------------------------------

    def _slot_for(self, match: Match | None, sequence: Sequence) -> Slot:
        """An empty slot, the matching one, or the one that was used least recently."""
        idle = [slot for slot in self._slots if slot.sequence is None]
        oldest = min(idle, key=lambda slot: (len(slot.tokens) > 0, slot.last_used))
        if match is None or match.source not in idle:
            return oldest
        assert isinstance(match.source, Slot)
        loses_much = match.count < len(match.source.tokens) / 2
        if len(oldest.tokens) or not loses_much:
            return match.source
        can_copy = self._kv.can_copy(match.source.id, sequence.position(match.count))
        return oldest if can_copy else match.source

    def _keep(self, slot: Slot, count: int, sequence: Sequence) -> None:
        if count < len(slot.tokens) / 2:
            self._save(slot)
        if self.policy.reuse and self._kv.can_shift and not self.cells.is_shared(slot.id, count):
            count = self._move_up(slot, count, np.array(sequence.tokens[:-1], dtype=np.int32))
        self._trim(slot, count, sequence)

    def _move_up(self, slot: Slot, count: int, wanted: Tokens) -> int:
        """Behind the common prefix, move runs of the same tokens to where they are wanted.

        What llama-server does for `cache_reuse` (server-context.cpp). Returns how many tokens of
        the slot are then those that are wanted.
        """
        tokens, place = slot.tokens, count
        while place < len(wanted):
            begins = np.flatnonzero(tokens[place:] == wanted[place]) + place
            runs = ((at, common_prefix(tokens[at:], wanted[place:])) for at in begins)
            found = next(((at, run) for at, run in runs if run >= self.policy.reuse), None)
            if found is None:
                break
            at, run = int(found[0]), found[1]
            self._kv.shift(slot.id, place, at - place)
            self.cells.drop(slot.id, place, at - place)
            tokens = np.concatenate((tokens[:place], tokens[at:]))
            place += run
        slot.tokens = tokens
        return place

    def _transfer(self, match: Match, slot: Slot, sequence: Sequence) -> None:
        """The slot gets the match's tokens instead of its own, if there is room for them."""
        source = match.source
        if isinstance(source, SavedState):
            self._load(source, slot, match.count, sequence)
            return
        self._clear(slot)
        if self._kv.copy(source.id, slot.id, sequence.position(match.count)):
            self.cells.copy(source.id, slot.id, match.count)
        source.last_used = next(self._clock)

    def _load(self, entry: SavedState, slot: Slot, count: int, sequence: Sequence) -> None:
        if not self._has_room(len(entry.tokens)):
            return
        state = entry.read()
        if state is not None:
            self._clear(slot)
        if state is None or not self._kv.load(slot.id, state):
            self.saved.remove(entry)
            return
        self.saved.touch(entry)
        self.cells.extend(slot.id, len(entry.tokens))
        self._trim(slot, count, sequence)

    def _has_room(self, count: int) -> bool:
        """Make room for a state, unless running sequences need too much of it."""
        running = [slot.id for slot in self._slots if slot.sequence is not None]
        if count > self.cells.total - self.cells.held_together(running):
            return False
        while self.cells.free < count:
            self.make_room()
        return True

    def _trim(self, slot: Slot, count: int, sequence: Sequence) -> None:
        """Keep the first `count` tokens, which are the sequence's."""
        kept = self._kv.keep(slot.id, sequence.position(count))
        self.cells.keep(slot.id, count if kept else 0)

    def _clear(self, slot: Slot) -> None:
        self._save(slot)
        self._kv.forget(slot.id)
        self.cells.keep(slot.id, 0)
        slot.tokens = NO_TOKENS

    def _save(self, slot: Slot) -> None:
        others = [other for other in self._slots if other is not slot]
        self._keeper.keep(slot, others, self._wanted and self._wanted.source)
