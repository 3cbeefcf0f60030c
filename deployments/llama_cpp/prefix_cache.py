"""What every slot of the KV cache holds, so that no prompt is computed twice.

A slot keeps its tokens when its sequence ends. A new sequence begins with the longest prefix that
any slot, running or idle, or a saved state holds: it takes over the slot, or a copy. What a slot
loses by this is saved in RAM before.

Every prefix is found by looking at all of them: there are as many as slots and saved states, and
comparing two is a matter of microseconds.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

import numpy as np

from deployments.llama_cpp.cells import Cells
from deployments.llama_cpp.saved_states import (
    SavedState,
    SavedStates,
    Scales,
    State,
    Tokens,
    common_prefix,
)
from deployments.llama_cpp.sequence import Sequence

logger = logging.getLogger(__name__)

WORTH_COPYING = 32  # tokens; fewer are computed as fast
LARGEST_SOURCE = 16  # times the tokens that are wanted: a copy is made of all that the source has
WORTH_SAVING = 64
OPENING = 4  # tokens with which a template opens the answer: the next turn may begin otherwise
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
    (0: all do without end), and what is behind may be gone. `can_shift`: tokens can move.
    """

    trims: bool
    window: int
    can_shift: bool

    def forget(self, slot: int) -> None:
        """Free all cells of the slot."""

    def can_keep(self, slot: int, count: int) -> bool:
        """Whether a sequence could go on behind the first `count` tokens of the slot."""

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
        policy: CachePolicy = CachePolicy(),
    ) -> None:
        self.cells = cells
        self.policy = policy
        self.saved = saved
        self._kv = kv
        self._slots = [Slot(id) for id in range(slots)]
        self._clock = count(1)
        self._wanted: Match | None = None  # what is about to be used stays

    @property
    def trims(self) -> bool:
        """Whether any prefix of a sequence can be used, and not only what was saved on the way."""
        return self._kv.trims and not self._kv.window

    @property
    def free_slots(self) -> int:
        return sum(slot.sequence is None for slot in self._slots)

    def take(self, sequence: Sequence) -> None:
        """Give the sequence a slot, with as many of its tokens as are to be had."""
        self._wanted = match = self._best(sequence) if sequence.reuses else None
        slot = self._slot_for(match)
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
            shared = self._usable(wanted, tokens, sequence)
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
        return self._kv.can_keep(slot.id, sequence.position(shared))

    def _usable(self, wanted: Tokens, tokens: Tokens, sequence: Sequence | None = None) -> int:
        shared = common_prefix(wanted, tokens)
        shared = shared if sequence is None else sequence.cut(shared)
        if not self._kv.trims and shared < len(tokens):
            return 0
        return shared if shared * LARGEST_SOURCE >= len(tokens) else 0

    # --- Which slot to use -----------------------------------------------------------------

    def _slot_for(self, match: Match | None) -> Slot:
        """An empty slot, the matching one, or the one that was used least recently."""
        idle = [slot for slot in self._slots if slot.sequence is None]
        oldest = min(idle, key=lambda slot: (len(slot.tokens) > 0, slot.last_used))
        if match is None or match.source not in idle:
            return oldest
        assert isinstance(match.source, Slot)
        loses_much = match.count < len(match.source.tokens) / 2
        return oldest if loses_much and not len(oldest.tokens) else match.source

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
        self._clear(slot)
        if not self._kv.load(slot.id, entry.state):
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

    # --- The second tier -------------------------------------------------------------------

    def _save(self, slot: Slot) -> None:
        """Keep the state of an idle slot in RAM, if nobody else has these tokens."""
        tokens = slot.tokens
        worth = len(tokens) >= WORTH_SAVING and self.policy.saves_idle and self.saved.takes
        if slot.sequence is not None or not worth or not self._kv.is_whole():
            return
        others = [other for other in self._slots if other is not slot]
        alike = [other for other in others if other.adapters == slot.adapters]
        if any(self._has_all(other.computed(), tokens) for other in alike):
            return
        entries = [entry for entry in self.saved if entry.adapters == slot.adapters]
        for entry in entries:
            if self._has_all(entry.tokens, tokens):
                self.saved.touch(entry)
                return
        wanted = self._wanted.source if self._wanted is not None else None
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
        if self.trims or not self.saved.takes or not sequence.reuses:
            return len(sequence.tokens)
        if sequence.checkpoints >= self.policy.checkpoints or sequence.n_prompt < WORTH_SAVING:
            return len(sequence.tokens)
        last = sequence.n_prompt - OPENING
        if sequence.computed >= last:
            return len(sequence.tokens)
        if self._kv.trims:
            return last
        step = self.policy.checkpoint_step
        return min((sequence.computed // step + 1) * step, last)

    def checkpoint(self, sequence: Sequence) -> None:
        """Save the state of a running sequence."""
        assert sequence.slot is not None
        sequence.checkpoints += 1
        slot = self._slots[sequence.slot]
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
        return self._usable(wanted, tokens) == len(wanted)
