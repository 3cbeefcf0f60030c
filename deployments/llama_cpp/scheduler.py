"""Which tokens the next step computes. Pure: it knows sequences, slots and cells, no model.

Sequences that generate go first, one token each. What is left of the step's budget goes to prompts
in order of arrival, in chunks that are small while others generate, so that their pace holds. When
the cache runs out of cells the youngest sequence gives its cells back and waits with its tokens;
nothing is lost but the time to compute them again.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass

from deployments.llama_cpp.sequence import Sequence


@dataclass(frozen=True, slots=True)
class Chunk:
    """The tokens `start` to `stop` of a sequence; the last chunk of its tokens yields logits."""

    sequence: Sequence
    start: int
    stop: int

    @property
    def wants_logits(self) -> bool:
        return self.stop == len(self.sequence.tokens)


@dataclass(frozen=True, slots=True)
class Step:
    """What to compute, and the slots whose cells must be freed before."""

    chunks: list[Chunk]
    freed: list[int]


class Scheduler:
    """`batch` bounds the tokens of a step, `prefill_chunk` those of prompts while others run.

    No more sequences run than a step has room for.
    """

    def __init__(self, *, slots: int, cells: int, batch: int, prefill_chunk: int) -> None:
        self._batch = batch
        self._prefill_chunk = prefill_chunk
        self._free_slots = list(reversed(range(min(slots, batch))))
        self.cells = cells
        self.waiting: deque[Sequence] = deque()
        self.running: list[Sequence] = []
        self.preemptions = 0

    @property
    def idle(self) -> bool:
        return not self.waiting and not self.running

    @property
    def free_slots(self) -> int:
        return len(self._free_slots)

    @property
    def cells_used(self) -> int:
        return sum(sequence.computed for sequence in self.running)

    def add(self, sequence: Sequence) -> None:
        self.waiting.append(sequence)

    def remove(self, sequence: Sequence) -> int | None:
        """Forget a sequence; the slot whose cells must be freed, if it had one."""
        if sequence.slot is None:
            if sequence in self.waiting:
                self.waiting.remove(sequence)
            return None
        self.running.remove(sequence)
        return self._release(sequence)

    def schedule(self) -> Step:
        freed = []
        self._admit_waiting()
        while self._must_preempt():
            freed.append(self.preempt())
        return Step(self._chunks(), freed)

    def can_admit(self, sequence: Sequence) -> bool:
        """A slot is free, and cells for all tokens with some to grow into."""
        if not self._free_slots:
            return False
        if not self.running:
            return True
        promised = sum(len(other.tokens) for other in self.running)
        headroom = self.cells // 16
        return promised + len(sequence.tokens) + headroom <= self.cells

    def admit(self, sequence: Sequence) -> None:
        sequence.slot = self._free_slots.pop()
        sequence.admitted = sequence.admitted or time.monotonic()
        self.running.append(sequence)

    def preempt(self) -> int:
        """The youngest running sequence goes back to the head of the queue; its slot is free."""
        sequence = max(self.running, key=lambda running: running.arrived)
        self.running.remove(sequence)
        self.waiting.appendleft(sequence)
        self.preemptions += 1
        return self._release(sequence)

    def _release(self, sequence: Sequence) -> int:
        slot = sequence.slot
        assert slot is not None
        sequence.slot = None
        sequence.computed = 0
        self._free_slots.append(slot)
        return slot

    def _admit_waiting(self) -> None:
        while self.waiting and self.can_admit(self.waiting[0]):
            self.admit(self.waiting.popleft())

    def _must_preempt(self) -> bool:
        if len(self.running) < 2:
            return False
        free = self.cells - self.cells_used
        generating = sum(sequence.pending == 1 for sequence in self.running)
        return free < max(generating, 1)

    def _chunks(self) -> list[Chunk]:
        chunks = []
        prompts = []
        for sequence in self.running:
            if sequence.pending == 1:
                chunks.append(Chunk(sequence, sequence.computed, sequence.computed + 1))
            else:
                prompts.append(sequence)
        budget = self._batch - len(chunks)
        if chunks:
            budget = min(budget, self._prefill_chunk)
        budget = min(budget, self.cells - self.cells_used - len(chunks))
        for sequence in sorted(prompts, key=lambda prompt: prompt.arrived):
            size = min(budget, sequence.pending)
            if size <= 0:
                break
            chunks.append(Chunk(sequence, sequence.computed, sequence.computed + size))
            budget -= size
        return chunks
