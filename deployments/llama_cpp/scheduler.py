"""Which sequences run, and what they have of the cache. It knows slots and cells, but no model.

A sequence that shares a prefix with one whose prompt is being computed waits for it and takes a
copy. When the cache runs out of cells, those of idle slots go first; then the youngest of the least
urgent sequences gives its own back and waits with its tokens: nothing is lost but the time to
compute them again.
"""

from __future__ import annotations

import time
from bisect import insort
from itertools import takewhile

import numpy as np

from deployments.llama_cpp.drafting import Drafter
from deployments.llama_cpp.pace import Pace
from deployments.llama_cpp.prefix_cache import WORTH_COPYING, PrefixCache
from deployments.llama_cpp.saved_states import common_prefix
from deployments.llama_cpp.sequence import Sequence, rank
from deployments.llama_cpp.step_planner import Chunk, ContextShift, StepPlanner


class Scheduler:
    """No more sequences run than a step of `batch` tokens has room for.

    `StepPlanner` says what the other arguments are.
    """

    def __init__(
        self,
        cache: PrefixCache,
        *,
        batch: int,
        pace: Pace,
        shift: ContextShift | None = None,
        continuous: bool = True,
        mixes: bool = True,
        drafter: Drafter | None = None,
    ) -> None:
        self.cache = cache
        self.waiting: list[Sequence] = []  # by rank
        self.running: list[Sequence] = []
        self.preemptions = 0
        self._cells = cache.cells
        self._batch = batch
        self._pace = pace
        self._shift = shift
        self._drafter = drafter
        self._steps = StepPlanner(
            cache,
            batch=batch,
            pace=pace,
            shift=shift,
            continuous=continuous,
            mixes=mixes,
            drafter=drafter,
        )

    @property
    def idle(self) -> bool:
        return not self.waiting and not self.running

    @property
    def cells_used(self) -> int:
        """By running sequences; what idle slots hold can be had at any time."""
        slots = [sequence.slot for sequence in list(self.running)]
        return self._cells.held_together(slot for slot in slots if slot is not None)

    def add(self, sequence: Sequence) -> None:
        insort(self.waiting, sequence, key=rank)

    def remove(self, sequence: Sequence) -> None:
        """Forget a sequence; what is computed of it stays in the cache."""
        if self._drafter is not None:
            self._drafter.forget(sequence.id)
        if sequence.slot is not None:
            self.running.remove(sequence)
            self.cache.give_back(sequence)
        elif sequence in self.waiting:
            self.waiting.remove(sequence)

    def schedule(self) -> list[Chunk]:
        """What to compute next, in order."""
        self._admit_waiting()
        self._shift_full_ones()
        self._settle_followers()
        while self._cells.free < self._wanted() and self.cache.make_room():
            pass
        while self._cells.free < self._least() and self.make_room():
            self._settle_followers()
        return self._steps.plan(self.running)

    def computed(self, chunks: list[Chunk], seconds: float) -> None:
        """The chunks are in the cache, and that took so long."""
        for chunk in chunks:
            saves = chunk.stop == self.cache.next_checkpoint(chunk.sequence)
            chunk.sequence.computed = chunk.stop
            assert chunk.sequence.slot is not None
            self._cells.extend(chunk.sequence.slot, chunk.size)
            if saves and not chunk.wants_logits:
                self.cache.checkpoint(chunk.sequence)
        prompts = [chunk.size for chunk in chunks if chunk.of_prompt]
        self._pace.observe(sum(prompts), len(chunks) - len(prompts), seconds)

    def can_admit(self, sequence: Sequence) -> bool:
        """A slot is free, and cells for all tokens with some to grow into."""
        if not self.cache.free_slots or len(self.running) >= self._batch:
            return False
        if not self.running or not self._cells.unified:
            return True
        promised = sum(other.to_compute for other in self.running)
        left = self._cells.total - self._cells.total // 16 - self.cells_used - promised
        return len(sequence.tokens) <= left or len(sequence.tokens) - self._common(sequence) <= left

    def _common(self, sequence: Sequence) -> int:
        """How many of its tokens it will share with a running sequence."""
        if not sequence.reuses:
            return 0
        wanted = np.array(sequence.tokens[:-1], dtype=np.int32)
        alike = [
            other
            for other in self.running
            if other.adapters == sequence.adapters and not other.shifted
        ]
        common = (common_prefix(wanted, np.array(other.tokens, np.int32)) for other in alike)
        most = max(common, default=0)
        return most if most >= WORTH_COPYING else 0

    def admit(self, sequence: Sequence) -> None:
        sequence.admitted = sequence.admitted or time.monotonic()
        self.cache.take(sequence)
        self._follow(sequence)
        self.running.append(sequence)

    def make_room(self) -> bool:
        """Free some cells: of an idle slot, else of the youngest sequence, if others remain."""
        while not self.cache.make_room():
            if len(self.running) < 2:
                return False
            self.preempt()
        return True

    def preempt(self) -> None:
        """The youngest of the least urgent running sequences waits again, before younger ones."""
        sequence = max(self.running, key=rank)
        self.remove(sequence)
        self.add(sequence)
        self.preemptions += 1
        self._settle_followers()

    def _admit_waiting(self) -> None:
        """In order; who is more urgent takes the place of who is less."""
        while self.waiting:
            if self.can_admit(self.waiting[0]):
                self.admit(self.waiting.pop(0))
            elif self._could_take_a_place(self.waiting[0]):
                self.preempt()
            else:
                return

    def _could_take_a_place(self, sequence: Sequence) -> bool:
        """Whether there are less urgent ones without which it would fit."""
        stay = [other for other in self.running if other.priority <= sequence.priority]
        if len(stay) == len(self.running):
            return False
        needed = sum(len(other.tokens) for other in stay) + len(sequence.tokens)
        return not stay or not self._cells.unified or needed <= self._cells.total

    def _shift_full_ones(self) -> None:
        if self._shift is None:
            return
        for sequence in self.running:
            while len(sequence.tokens) > self._shift.size:
                keep = self._shift.kept(sequence)
                self.cache.shift(sequence, keep, max(1, (self._shift.size - keep) // 2))

    def _wanted(self) -> int:
        """Cells with which the next step can be as large as it may."""
        return min(self._batch, sum(sequence.to_compute for sequence in self.running))

    def _least(self) -> int:
        """Cells without which nobody, or not all who generate, can go on."""
        if not self.running:
            return 0
        return max(1, sum(sequence.generates for sequence in self.running))

    def _follow(self, sequence: Sequence) -> None:
        """Wait for one that was admitted before and is about to compute more of the same tokens."""
        sequence.leader, sequence.shared = None, 0
        if not sequence.reuses:
            return
        wanted = np.array(sequence.tokens[:-1], dtype=np.int32)
        least = sequence.computed + WORTH_COPYING
        for other in takewhile(lambda other: other is not sequence, self.running):
            if other.adapters != sequence.adapters or other.shifted:
                continue
            if other.pending > 1 and len(other.tokens) > least:
                common = common_prefix(wanted, np.array(other.tokens, dtype=np.int32))
                shared = sequence.cut(common)
                if shared >= max(least, sequence.shared + 1, other.computed + 1):
                    sequence.leader, sequence.shared = other, shared

    def _settle_followers(self) -> None:
        """Those whose leader has computed what they share, or has gone, take what there is."""
        for sequence in self.running:
            leader = sequence.leader
            if leader is not None and (leader.slot is None or leader.computed >= sequence.shared):
                self.cache.improve(sequence)
                self._follow(sequence)  # if it went too early, another may take its place
