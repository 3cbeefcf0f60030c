"""The shape of the demonstration model and its weights, under GGUF's tensor names.

A llama decoder (llama.cpp, models/llama.cpp): RMS norm, rotary grouped-query attention,
SwiGLU feed-forward, and the token embedding used again as the output matrix.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]
Weights: TypeAlias = dict[str, Matrix]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the model, in llama.cpp's words."""

    n_vocab: int = 2048
    n_embd: int = 256
    n_layer: int = 6
    n_head: int = 4
    n_head_kv: int = 2
    n_ff: int = 640
    n_ctx: int = 2048
    rope_base: float = 10_000.0
    norm_epsilon: float = 1e-5

    @property
    def head_size(self) -> int:
        return self.n_embd // self.n_head

    @property
    def n_embd_kv(self) -> int:
        return self.n_head_kv * self.head_size
