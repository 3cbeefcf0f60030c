"""The context of a model: its KV cache, the batch that is decoded, and the logits that come out."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deployments.llama_cpp.adapters import Adapters
from deployments.llama_cpp.batch import Batch, EmbeddingBatch, Media, Row
from deployments.llama_cpp.gaps import gaps
from deployments.llama_cpp.library import last_errors, lib
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.options import DEFAULT_CONTEXT, PROMPT_OUTPUTS, EngineOptions
from deployments.llama_cpp.saved_states import Scales, State

SPLIT_SHARE = 1 / 8  # of this machine's memory: what a split cache may take
GROWTH = 4  # how many times as large a saved state may become where it lies
ANY = 0  # a token that no one reads
Logits: TypeAlias = npt.NDArray[np.float32]


class KVCacheFull(Exception):
    """No cells for this batch; nothing of it was computed."""


class DecodeError(Exception):
    """The library could not compute the batch; the cache's content is lost."""


class Context:
    """A KV cache for `parallel` sequences, each in its "slot", and the batch that is decoded.

    Unified: `context_size` cells for all of them, and every token looks at all cells in use. Split:
    `context_size` cells for each.
    """

    def __init__(
        self,
        model: Model,
        options: EngineOptions,
        adapters: Adapters | None = None,
        *,
        shifts: bool = True,
    ) -> None:
        """Unless it `shifts`, tokens stay where they are: images cannot move."""
        self.model = model
        self._adapters = adapters
        self._used: Scales = ()
        wanted = options.context_size or min(model.n_ctx_train, DEFAULT_CONTEXT)
        self.n_batch = min(options.batch, wanted)
        self.unified = _is_unified(model, options, wanted)
        parameters = _context_parameters(options, wanted, self.n_batch, self.unified)
        self.n_ubatch: int = parameters.n_ubatch
        self.handle: Any = lib.llama_init_from_model(model.handle, parameters)
        if not self.handle:
            raise LoadError(f"llama.cpp could not create a context: {last_errors()}")
        self.memory: Any = lib.llama_get_memory(self.handle)
        if not self.memory:
            raise LoadError("this model has no KV cache: it does not generate text")
        self.context_size = wanted
        self.n_cells: int = lib.llama_n_ctx(self.handle)
        self.trims = not (
            lib.llama_model_is_recurrent(model.handle) or lib.llama_model_is_hybrid(model.handle)
        )
        self._shifted = False
        self.can_shift = shifts and self.trims and bool(lib.llama_memory_can_shift(self.memory))
        self.window: int = lib.llama_model_n_swa(model.handle)
        self._fills = self.trims and not self.unified and (options.swa_full or not self.window)
        self._batch = Batch(self.n_batch)
        self._scratch: State = np.empty(0, dtype=np.uint8)
        if options.warmup:
            self._warm_up()

    @property
    def is_stretched(self) -> bool:
        """Some models compute otherwise in a context longer than what they were first made for."""
        return int(lib.llama_n_ctx_seq(self.handle)) > self.model.n_ctx_original

    def use(self, adapters: Scales) -> None:
        """Compute with these from now on."""
        if self._adapters is not None and adapters != self._used:
            self._adapters.apply(self.handle, adapters)
            self._used = adapters

    def decode(self, rows: Sequence[Row]) -> list[range]:
        """Compute the rows; for each of them, the numbers of its outputs.

        A row with media is alone. Raises `KVCacheFull` or `DecodeError`.
        """
        if rows[0].media is not None:
            return [self._decode_media(rows[0], rows[0].media)]
        fillers = self._fillers(rows)
        ordered = [*enumerate(rows), *((None, filler) for filler in fillers)]
        ordered.sort(key=lambda entry: entry[1].slot)
        filled = self._batch.fill([row for _, row in ordered])
        self._compute(self._batch.handle)
        for row in fillers:
            lib.llama_memory_seq_rm(self.memory, row.slot, row.start, -1)
        outputs = {at: each for (at, _), each in zip(ordered, filled, strict=True)}
        return [outputs[at] for at in range(len(rows))]

    def _decode_media(self, row: Row, media: Media) -> range:
        batch = EmbeddingBatch(row, media)
        if not media.causal:
            lib.llama_set_causal_attn(self.handle, False)
        try:
            self._compute(batch.handle)
        finally:
            if not media.causal:
                lib.llama_set_causal_attn(self.handle, True)
        count = len(media.embeddings)
        return range(count - row.outputs, count)

    def _compute(self, batch: Any) -> None:
        status = lib.llama_decode(self.handle, batch)
        if status == 1:
            raise KVCacheFull
        if status != 0:
            lib.llama_memory_clear(self.memory, True)
            raise DecodeError(f"llama_decode returned {status}")
        lib.llama_synchronize(self.handle)
        self._shifted = False

    def logits(self, output: int) -> Logits:
        """The logits of an output, shape (n_vocab,): a view, valid until the next decode."""
        pointer = lib.llama_get_logits_ith(self.handle, output)
        return np.ctypeslib.as_array(pointer, shape=(self.model.n_vocab,))

    # `prefix_cache.KVCache` says what these must do.

    def forget(self, slot: int) -> None:
        lib.llama_memory_seq_rm(self.memory, slot, -1, -1)

    def can_keep(self, slot: int, count: int) -> bool:
        """With sliding-window attention the cells before the window may be gone already."""
        first = lib.llama_memory_seq_pos_min(self.memory, slot)
        return not self.window or first <= max(0, count - self.window)

    def can_copy(self, slot: int, count: int) -> bool:
        """States have the cells that the last token sees, even where the slot has all of them."""
        length = self._length(slot)
        return self.unified or not self.window or length == count or length <= self.window

    def keep(self, slot: int, count: int) -> bool:
        possible = self.can_keep(slot, count)
        if possible and lib.llama_memory_seq_rm(self.memory, slot, count, -1):
            return True
        self.forget(slot)
        return False

    def shift(self, slot: int, start: int, count: int) -> None:
        lib.llama_memory_seq_rm(self.memory, slot, start, start + count)
        lib.llama_memory_seq_add(self.memory, slot, start + count, -1, -count)
        self._shifted = True

    def is_whole(self) -> bool:
        """The library moves keys in the next decode: until then no state can be read."""
        return not self._shifted

    def copy(self, source: int, slot: int, count: int) -> bool:
        if self.unified:
            lib.llama_memory_seq_cp(self.memory, source, slot, 0, count)
            return self.keep(slot, count)
        if not self.is_whole():
            return False
        size = lib.llama_state_seq_get_size(self.handle, source)
        if self._scratch.nbytes < size:
            self._scratch = np.empty(size, dtype=np.uint8)
        return self.load(slot, self._write(source, self._scratch)) and self.keep(slot, count)

    def save(self, slot: int, spare: State | None = None) -> State:
        """In the memory of `spare` if it has enough: new memory costs more than the copy."""
        size: int = lib.llama_state_seq_get_size(self.handle, slot)
        memory = spare.base if spare is not None else None
        if not isinstance(memory, np.ndarray) or memory.nbytes < size or not memory.flags.writeable:
            memory = _room_to_grow(size)
        return self._write(slot, memory)

    def load(self, slot: int, state: State) -> bool:
        read = lib.llama_state_seq_set_data(self.handle, _bytes(state), state.nbytes, slot)
        if not read:
            self.forget(slot)
        return bool(read)

    def _fillers(self, rows: Sequence[Row]) -> list[Row]:
        """A token for each slot between those of streams; see `gaps`."""
        if not self._fills:
            return []
        if 2 * sum(len(row.tokens) == 1 for row in rows) <= len(rows):
            return []  # longer rows take several passes, and so would fillers
        between = gaps(sorted(row.slot for row in rows), self._length)
        spare = self.n_batch - sum(len(row.tokens) for row in rows)
        fits = [(slot, at) for slot, at in between.items() if at < self.context_size]
        return [Row(slot, at, [ANY], 0) for slot, at in fits[:spare]]

    def _length(self, slot: int) -> int:
        return int(lib.llama_memory_seq_pos_max(self.memory, slot)) + 1

    def _write(self, slot: int, buffer: State) -> State:
        size = lib.llama_state_seq_get_data(self.handle, _bytes(buffer), buffer.nbytes, slot)
        return buffer[:size]

    def close(self) -> None:
        self._batch.close()
        lib.llama_free(self.handle)

    def _warm_up(self) -> None:
        """The first decode touches every weight and allocates buffers: not in a user's request."""
        self.decode([Row(0, 0, [ANY], 1)])
        lib.llama_memory_clear(self.memory, True)
        lib.llama_synchronize(self.handle)


def _room_to_grow(size: int) -> State:
    """What is not touched of it costs nothing, but there may be a limit to that."""
    try:
        return np.empty(GROWTH * size, dtype=np.uint8)
    except MemoryError:
        return np.empty(size, dtype=np.uint8)


def _bytes(state: State) -> Any:
    return state.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))


def _is_unified(model: Model, options: EngineOptions, context_size: int) -> bool:
    """Split where the memory allows it: then sequences do not slow each other down."""
    if options.kv_unified is not None:
        return options.kv_unified
    if options.parallel == 1 or (options.gpu_layers != 0 and lib.llama_supports_gpu_offload()):
        return True
    wanted = (
        options.parallel * context_size * model.kv_bytes(options.cache_type_k, options.cache_type_v)
    )
    return wanted > physical_memory() * SPLIT_SHARE


def physical_memory() -> int:
    """Bytes of RAM in this machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _context_parameters(
    options: EngineOptions, context_size: int, n_batch: int, unified: bool
) -> Any:
    parameters = lib.llama_context_default_params()
    parameters.n_ctx = context_size * (1 if unified else options.parallel)
    parameters.n_batch = n_batch
    parameters.n_ubatch = min(options.ubatch or n_batch, n_batch)
    parameters.n_seq_max = options.parallel
    outputs = options.parallel * (1 + options.draft_max) + PROMPT_OUTPUTS
    parameters.n_outputs_max = max(options.parallel, min(outputs, n_batch))
    parameters.n_threads = options.threads
    parameters.n_threads_batch = options.threads_batch or options.threads
    parameters.kv_unified = unified
    parameters.swa_full = options.swa_full
    parameters.op_offload = not options.no_op_offload
    parameters.offload_kqv = options.offload_kqv
    parameters.flash_attn_type = options.flash_attention
    parameters.type_k = options.cache_type_k
    parameters.type_v = options.cache_type_v
    parameters.no_perf = True
    if options.rope_scaling is not None:
        parameters.rope_scaling_type = options.rope_scaling
    for key, value in options.yarn.items():
        setattr(parameters, f"yarn_{key}", value)
    return parameters
