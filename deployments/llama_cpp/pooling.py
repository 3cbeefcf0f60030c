"""A context that gives one vector for each sequence: embeddings, or scores of a reranker.

Any number of short texts are computed together, up to `longest` tokens at once. Whole texts only:
an encoder looks at all of a text at the same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deployments.llama_cpp.batch import Batch, Row
from deployments.llama_cpp.library import last_errors, lib
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.option_table import POOLING_TYPES
from deployments.llama_cpp.options import DEFAULT_CONTEXT, EngineOptions

Vector: TypeAlias = npt.NDArray[np.float32]
AT_ONCE = 64
"""Sequences of one step; llama.cpp's limit is 256."""


class PoolingError(Exception):
    """The library could not compute these texts."""


class PoolingContext:
    """`size` numbers for each text; `longest` is how many tokens a text may have."""

    def __init__(self, model: Model, options: EngineOptions, *, ranks: bool) -> None:
        self.longest = min(options.context_size or DEFAULT_CONTEXT, model.n_ctx_train)
        self.handle: Any = lib.llama_init_from_model(
            model.handle, _parameters(options, self.longest)
        )
        if not self.handle:
            raise LoadError(f"llama.cpp could not create a context: {last_errors()}")
        self._memory: Any = lib.llama_get_memory(self.handle)
        kind = lib.llama_pooling_type(self.handle)
        if kind == POOLING_TYPES["none"]:
            raise LoadError("the model gives a vector for each token; set pooling_type, e.g. mean")
        if (kind == POOLING_TYPES["rank"]) is not ranks:
            raise LoadError("reranking needs a model with a classification head, and only that")
        classes = lib.llama_model_n_cls_out(model.handle)
        self.size: int = classes if ranks else lib.llama_model_n_embd_out(model.handle)
        self._batch = Batch(self.longest)

    def fits(self, texts: Sequence[Sequence[int]]) -> bool:
        """Whether they can be computed together."""
        return len(texts) <= min(AT_ONCE, self.longest) and sum(map(len, texts)) <= self.longest

    def compute(self, texts: Sequence[Sequence[int]]) -> list[Vector]:
        """The vector of each text. Raises `PoolingError`."""
        if self._memory:
            lib.llama_memory_clear(self._memory, False)
        self._batch.fill([Row(slot, 0, text, len(text)) for slot, text in enumerate(texts)])
        status = lib.llama_decode(self.handle, self._batch.handle)
        if status != 0:
            raise PoolingError(f"llama_decode returned {status}")
        return [self._vector(slot) for slot in range(len(texts))]

    def _vector(self, slot: int) -> Vector:
        pointer = lib.llama_get_embeddings_seq(self.handle, slot)
        if not pointer:
            raise PoolingError("there is no vector for a text")
        return np.ctypeslib.as_array(pointer, shape=(self.size,)).copy()

    def close(self) -> None:
        self._batch.close()
        lib.llama_free(self.handle)


def _parameters(options: EngineOptions, longest: int) -> Any:
    parameters = lib.llama_context_default_params()
    parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = longest
    parameters.n_seq_max = min(AT_ONCE, longest)
    parameters.kv_unified = True
    parameters.embeddings = True
    parameters.pooling_type = options.pooling
    parameters.n_threads = parameters.n_threads_batch = options.threads
    parameters.flash_attn_type = options.flash_attention
    parameters.offload_kqv = options.offload_kqv
    parameters.no_perf = True
    return parameters
