"""Which cells of the KV cache hold whose tokens: an account of what the library does inside.

Pure. In a unified cache a copied prefix shares the cells of its source; in a split cache each slot
has a share of its own, and a copy is a copy.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


class Cells:
    """`total` cells; those of a slot are numbered in the order of its tokens."""

    def __init__(self, total: int, slots: int, *, unified: bool) -> None:
        self.total = total
        self.unified = unified
        self._users = np.zeros(total, dtype=np.int32)
        self._free = list(range(total))
        self._held: list[list[int]] = [[] for _ in range(slots)]

    @property
    def used(self) -> int:
        return self.total - len(self._free)

    @property
    def free(self) -> int:
        return len(self._free)

    def held(self, slot: int) -> int:
        """How many tokens of a slot are in the cache."""
        return len(self._held[slot])

    def held_together(self, slots: Iterable[int]) -> int:
        """How many cells some slots have, shared ones counted once."""
        if not self.unified:
            return sum(map(self.held, slots))
        return len(set().union(*(self._held[slot] for slot in slots)))

    def extend(self, slot: int, count: int) -> None:
        """Take cells for the next tokens of a slot."""
        taken = self._free[len(self._free) - count :]
        assert len(taken) == count, "more tokens were computed than there are cells"
        del self._free[len(self._free) - count :]
        self._users[taken] = 1
        self._held[slot] += taken

    def keep(self, slot: int, count: int) -> None:
        """Give back the cells of a slot but for its first `count` tokens."""
        dropped = self._held[slot][count:]
        del self._held[slot][count:]
        self._users[dropped] -= 1
        self._free += [cell for cell in dropped if not self._users[cell]]

    def is_shared(self, slot: int, start: int) -> bool:
        """Whether others hold some of a slot's cells from `start` on."""
        return bool((self._users[self._held[slot][start:]] > 1).any())

    def drop(self, slot: int, start: int, count: int) -> None:
        """Give back the cells of some tokens in the middle."""
        rest = self._held[slot][start + count :]
        del self._held[slot][start + count :]
        self.keep(slot, start)
        self._held[slot] += rest

    def copy(self, source: int, slot: int, count: int) -> None:
        """The slot holds the first `count` tokens of the source, and nothing else."""
        self.keep(slot, 0)
        if not self.unified:
            self.extend(slot, count)
            return
        shared = self._held[source][:count]
        self._users[shared] += 1
        self._held[slot] += shared
