"""A KV cache that knows which tokens each slot holds, in place of the library's."""

import numpy as np

from deployments.llama_cpp.saved_states import State


class FakeKV:
    def __init__(self, slots: int, *, trims: bool = True) -> None:
        self.trims = trims
        self.can_shift = trims
        self.window = 0
        self.content: list[list[int]] = [[] for _ in range(slots)]

    def forget(self, slot: int) -> None:
        self.content[slot] = []

    def can_keep(self, slot: int, count: int) -> bool:
        return self.trims or count == len(self.content[slot])

    def keep(self, slot: int, count: int) -> bool:
        assert count <= len(self.content[slot])
        if count < len(self.content[slot]) and not self.trims:
            self.forget(slot)
            return False
        del self.content[slot][count:]
        return True

    def is_whole(self) -> bool:
        return True

    def shift(self, slot: int, start: int, count: int) -> None:
        del self.content[slot][start : start + count]

    def can_copy(self, slot: int, count: int) -> bool:
        length = len(self.content[slot])
        return not self.window or count == length or length <= self.window

    def copy(self, source: int, slot: int, count: int) -> bool:
        assert self.can_copy(source, count)
        self.content[slot] = list(self.content[source])
        return self.keep(slot, count)

    def save(self, slot: int, spare: State | None = None) -> State:
        if spare is not None:
            spare[:] = 255  # its memory is used for something else
        return np.array(self.content[slot], dtype=np.int32).view(np.uint8)

    def load(self, slot: int, state: State) -> bool:
        self.content[slot] = state.view(np.int32).tolist()
        return True
