"""The shape of the demonstration model and its weights, under GGUF's tensor names.

A llama decoder (llama.cpp, models/llama.cpp): RMS norm, rotary grouped-query attention,
SwiGLU feed-forward, and the token embedding used again as the output matrix.
"""

import re
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
    n_layer: int = 7
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


KEYS_AND_VALUES = ("attn_k.weight", "attn_v.weight")
LAYER = re.compile(r"blk\.(\d+)\.(.+)")
CLOSING = ("attn_output.weight", "ffn_down.weight")
"""What a layer adds to the residual stream has gone through one of these."""


def grown(weights: Weights, shape: Shape) -> Weights:
    """The same function in a larger shape: more layers, or more heads of keys and values."""
    return unshared(deepened(weights, shape.n_layer), shape)


def unshared(weights: Weights, shape: Shape) -> Weights:
    """Each head of keys and values as many times as there are now heads that shared it."""

    def repeated(weight: Matrix) -> Matrix:
        heads = weight.reshape(-1, shape.head_size, shape.n_embd)
        return heads.repeat(shape.n_head_kv // len(heads), axis=0).reshape(-1, shape.n_embd)

    return {
        name: repeated(weight) if name.endswith(KEYS_AND_VALUES) else weight
        for name, weight in weights.items()
    }


def deepened(weights: Weights, n_layer: int) -> Weights:
    """The same function in more layers: copies of the middle one that add nothing, yet."""
    layers = 1 + max(int(found[1]) for name in weights if (found := LAYER.fullmatch(name)))
    added, middle = n_layer - layers, layers // 2
    result: Weights = {}
    for name, weight in weights.items():
        found = LAYER.fullmatch(name)
        if found is None:
            result[name] = weight
            continue
        number, part = int(found[1]), found[2]
        result[f"blk.{number + added if number >= middle else number}.{part}"] = weight
        if number == middle:
            copy = np.zeros_like(weight) if part in CLOSING else weight
            result |= {f"blk.{middle + each}.{part}": copy for each in range(added)}
    return result
