"""The batch that is decoded: which tokens, of which sequences, at which positions."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from deployments.llama_cpp.library import lib
from deployments.llama_cpp.media import Embeddings, Places


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens of one sequence to compute next, at positions from `start` on.

    The last `outputs` of them give logits. What `media` covers has embeddings instead of ids.
    """

    slot: int
    start: int
    tokens: Sequence[int]
    outputs: int
    media: Media | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Media:
    """Embeddings and their places as in a `Span`, counted from the row's start."""

    embeddings: Embeddings
    places: Places
    moves: Places
    causal: bool = True


class Batch:
    """A `llama_batch` whose arrays are numpy views: filling it is a few slice assignments."""

    def __init__(self, capacity: int) -> None:
        self.handle: Any = lib.llama_batch_init(capacity, 0, 1)
        self._token = np.ctypeslib.as_array(self.handle.token, shape=(capacity,))
        self._pos = np.ctypeslib.as_array(self.handle.pos, shape=(capacity,))
        self._logits = np.ctypeslib.as_array(self.handle.logits, shape=(capacity,))
        np.ctypeslib.as_array(self.handle.n_seq_id, shape=(capacity,))[:] = 1
        # The library allocated one int per token; pointing all of them into one array lets the
        # ids of a step be written at once. The pointers are put back before the batch is freed.
        self._slot = np.zeros(capacity, dtype=np.int32)
        self._own = [
            ctypes.cast(self.handle.seq_id[i], ctypes.c_void_p).value or 0 for i in range(capacity)
        ]
        self._point([self._slot.ctypes.data + 4 * i for i in range(capacity)])

    def fill(self, rows: Sequence[Row]) -> list[range]:
        n = 0
        outputs = []
        for row in rows:
            end = n + len(row.tokens)
            self._token[n:end] = row.tokens
            self._pos[n:end] = range(row.start, row.start + len(row.tokens))
            self._slot[n:end] = row.slot
            self._logits[n:end] = 0
            self._logits[end - row.outputs : end] = 1
            outputs.append(range(end - row.outputs, end))
            n = end
        self.handle.n_tokens = n
        return outputs

    def close(self) -> None:
        self._point(self._own)
        lib.llama_batch_free(self.handle)

    def _point(self, addresses: Sequence[int]) -> None:
        kind = ctypes.POINTER(lib.llama_seq_id)
        for i, address in enumerate(addresses):
            self.handle.seq_id[i] = ctypes.cast(address, kind)


class EmbeddingBatch:
    """A `llama_batch` of one row of embeddings; it must live until they are computed."""

    def __init__(self, row: Row, media: Media) -> None:
        count = len(media.embeddings)
        self._embeddings = np.ascontiguousarray(media.embeddings)
        self._pos = np.ascontiguousarray(media.places + row.start * media.moves, dtype=np.int32)
        self._ids = np.ones(count, dtype=np.int32)
        self._slot = np.array([row.slot], dtype=np.int32)
        self._slots = np.full(count, self._slot.ctypes.data, dtype=np.uintp)
        self._logits = np.zeros(count, dtype=np.int8)
        self._logits[count - row.outputs :] = 1
        self.handle: Any = lib.llama_batch(
            n_tokens=count,
            embd=_pointer(self._embeddings, ctypes.c_float),
            pos=_pointer(self._pos, lib.llama_pos),
            n_seq_id=_pointer(self._ids, ctypes.c_int32),
            seq_id=_pointer(self._slots, ctypes.POINTER(lib.llama_seq_id)),
            logits=_pointer(self._logits, ctypes.c_int8),
        )


def _pointer(array: npt.NDArray[Any], kind: Any) -> Any:
    return array.ctypes.data_as(ctypes.POINTER(kind))
