"""The shape of the demonstration model and its weights, under GGUF's tensor names.

A llama decoder (llama.cpp, models/llama.cpp): RMS norm, rotary grouped-query attention,
SwiGLU feed-forward, and the token embedding used again as the output matrix.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]
Weights: TypeAlias = dict[str, Matrix]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the model, in llama.cpp's words."""

    n_vocab: int = 1024
    n_embd: int = 128
    n_layer: int = 2
    n_head: int = 4
    n_head_kv: int = 2
    n_ff: int = 256
    n_ctx: int = 2048
    rope_base: float = 10_000.0
    norm_epsilon: float = 1e-5

    @property
    def head_size(self) -> int:
        return self.n_embd // self.n_head

    @property
    def n_embd_kv(self) -> int:
        return self.n_head_kv * self.head_size


# How far a unit-sized input is scaled by each random matrix. Large queries and keys make
# attention pick out single tokens, and layers that speak louder than the embedding keep
# the tied output matrix from naming the last token again: so every answer depends on the
# whole prompt. The embedding's gain is the spread of the logits.
EMBEDDING_GAIN = 3.0
ATTENTION_GAIN = 1.75
LAYER_GAIN = 8.0


def matrix_gains(shape: Shape) -> Iterator[tuple[str, tuple[int, int], float]]:
    """Name, shape (rows are outputs) and gain of each matrix, in the order of the file."""
    n_embd, n_kv, n_ff = shape.n_embd, shape.n_embd_kv, shape.n_ff
    yield "token_embd.weight", (shape.n_vocab, n_embd), EMBEDDING_GAIN
    for layer in range(shape.n_layer):
        block = f"blk.{layer}"
        yield f"{block}.attn_q.weight", (n_embd, n_embd), ATTENTION_GAIN
        yield f"{block}.attn_k.weight", (n_kv, n_embd), ATTENTION_GAIN
        yield f"{block}.attn_v.weight", (n_kv, n_embd), 1.0
        yield f"{block}.attn_output.weight", (n_embd, n_embd), LAYER_GAIN
        yield f"{block}.ffn_gate.weight", (n_ff, n_embd), 1.0
        yield f"{block}.ffn_up.weight", (n_ff, n_embd), 1.0
        yield f"{block}.ffn_down.weight", (n_embd, n_ff), LAYER_GAIN


def norm_weights(shape: Shape) -> Weights:
    """The norms, which leave their input's scale at one."""
    blocks = [f"blk.{layer}" for layer in range(shape.n_layer)]
    names = [f"{block}.{norm}.weight" for block in blocks for norm in ("attn_norm", "ffn_norm")]
    ones = np.ones(shape.n_embd, dtype=np.float32)
    return dict.fromkeys([*names, "output_norm.weight"], ones)


def random_weights(shape: Shape, seed: int) -> Weights:
    """Weights that were never trained, the same on every machine.

    Uniform numbers, because they come from PCG64's bits by exact arithmetic alone.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    weights: Weights = {}
    for name, size, gain in matrix_gains(shape):
        limit = np.float32(gain * sqrt(3 / size[1]))
        weights[name] = (2 * generator.random(size, dtype=np.float32) - 1) * limit
    return weights | norm_weights(shape)


def favour(weights: Weights, token: int, factor: float) -> Weights:
    """The same weights, but with one token's logit larger by `factor`, up or down."""
    embedding = weights["token_embd.weight"].copy()
    embedding[token] *= np.float32(factor)
    return weights | {"token_embd.weight": embedding}
