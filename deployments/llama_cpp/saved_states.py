"""The prefix cache's second tier: the states of sequences in RAM, least recently used first to go.

llama-server's `cache_ram` moves a state out when it is used; here it stays, so that several
requests can begin with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Tokens: TypeAlias = npt.NDArray[np.int32]
State: TypeAlias = npt.NDArray[np.uint8]
Scales: TypeAlias = tuple[float, ...]
"""One for each LoRA adapter of the model. What was computed with others is another state."""


def common_prefix(one: Tokens, other: Tokens) -> int:
    """How many tokens two sequences begin with in common."""
    length = min(len(one), len(other))
    different = np.flatnonzero(one[:length] != other[:length])
    return int(different[0]) if len(different) else length


@dataclass(frozen=True, slots=True, eq=False)
class SavedState:
    """What the library wrote of a sequence, and the sequence's tokens."""

    tokens: Tokens
    state: State
    adapters: Scales = ()

    @property
    def size(self) -> int:
        return self.tokens.nbytes + self.state.nbytes


class SavedStates:
    """As many as fit into `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._entries: dict[int, SavedState] = {}  # the least recently used comes first

    def __iter__(self) -> Iterator[SavedState]:
        return iter(list(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: SavedState) -> bool:
        """Whether it fits at all."""
        if entry.size > self.limit:
            return False
        while self.size + entry.size > self.limit:
            self.remove(next(iter(self)))
        self._entries[id(entry)] = entry
        self.size += entry.size
        return True

    def remove(self, entry: SavedState) -> None:
        if self._entries.pop(id(entry), None) is not None:
            self.size -= entry.size

    def touch(self, entry: SavedState) -> None:
        """It was used just now."""
        if id(entry) in self._entries:
            self._entries[id(entry)] = self._entries.pop(id(entry))
