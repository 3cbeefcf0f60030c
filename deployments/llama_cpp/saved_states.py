"""The prefix cache's second tier: the states of sequences in RAM, least recently used first to go.

llama-server's `cache_ram` moves a state out when it is used; here it stays, so that several
requests can begin with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from deployments.llama_cpp.disk_states import DiskStates

Tokens: TypeAlias = npt.NDArray[np.int32]
State: TypeAlias = npt.NDArray[np.uint8]
Scales: TypeAlias = tuple[float, ...]
"""One for each LoRA adapter of the model. What was computed with others is another state."""


def common_prefix(one: Tokens, other: Tokens) -> int:
    """How many tokens two sequences begin with in common."""
    length = min(len(one), len(other))
    different = np.flatnonzero(one[:length] != other[:length])
    return int(different[0]) if len(different) else length


CLOSING = 10.0  # seconds that a model takes to write its states when it is unloaded


@dataclass(frozen=True, slots=True, eq=False)
class SavedState:
    """What the library wrote of a sequence, and the sequence's tokens."""

    tokens: Tokens
    state: State
    adapters: Scales = ()

    @property
    def size(self) -> int:
        return self.tokens.nbytes + self.state.nbytes

    def read(self) -> State | None:
        """The state; None where it is lost."""
        return self.state


class SavedStates:
    """As many as fit into `limit` bytes; those that do not go to the `disk`, if there is one."""

    def __init__(self, limit: int, disk: DiskStates | None = None) -> None:
        self.limit = limit
        self.size = 0
        self._disk = disk
        self._entries: dict[int, SavedState] = {}  # the least recently used comes first

    def __iter__(self) -> Iterator[SavedState]:
        """Those in RAM, then those on disk."""
        yield from list(self._entries.values())
        if self._disk is not None:
            yield from self._disk

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def takes(self) -> bool:
        """Whether there is any place for states."""
        return self.limit > 0 or self._disk is not None

    @property
    def outlasts(self) -> bool:
        """Whether there is one that outlives the process."""
        return self._disk is not None

    def add(self, entry: SavedState) -> None:
        if entry.size > self.limit:
            self._give_to_disk(entry)
            return
        while self.size + entry.size > self.limit:
            self._give_to_disk(next(iter(self._entries.values())))
        self._entries[id(entry)] = entry
        self.size += entry.size

    def remove(self, entry: SavedState) -> None:
        if self._entries.pop(id(entry), None) is not None:
            self.size -= entry.size
        elif self._disk is not None:
            self._disk.remove(entry)

    def touch(self, entry: SavedState) -> None:
        """It was used just now."""
        if id(entry) in self._entries:
            self._entries[id(entry)] = self._entries.pop(id(entry))
        elif self._disk is not None:
            self._disk.touch(entry)

    def close(self) -> None:
        """What is in RAM goes to the disk, what was used last first."""
        for entry in reversed(list(self._entries.values())):
            self._give_to_disk(entry)
        if self._disk is not None:
            self._disk.close(CLOSING)

    def _give_to_disk(self, entry: SavedState) -> None:
        self.remove(entry)
        if self._disk is not None:
            self._disk.add(entry)
