"""A LoRA adapter for the toy llama. Source: llama.cpp, src/llama-adapter.cpp."""

from pathlib import Path

from toy_models.gguf_file import Keys, Tensors, write_gguf
from toy_models.llama import blocks, matrix_gains
from toy_models.random_weights import dice, uniform

RANK = 4
ALPHA = 4.0
"""The adapter's own scale is alpha / rank."""
GAIN = 2.0
"""Of A and of B: enough to change every answer."""


def write_lora(path: Path, seed: int = 1) -> None:
    """An adapter of rank 4 for the queries and values of every layer; each seed its own."""
    keys: Keys = {
        "general.type": "adapter",
        "general.name": f"toy-lora-{seed}",
        "adapter.type": "lora",
        "adapter.lora.alpha": ALPHA,
    }
    write_gguf(path, "llama", keys, weights(seed))


def weights(seed: int) -> Tensors:
    """For a matrix W (outputs, inputs): A (rank, inputs) and B (outputs, rank), added as B A."""
    random = dice(seed)
    shapes = {name: shape for name, shape, _ in matrix_gains()}
    tensors: Tensors = {}
    for block in blocks():
        for name in (f"{block}.attn_q.weight", f"{block}.attn_v.weight"):
            outputs, inputs = shapes[name]
            tensors[f"{name}.lora_a"] = uniform(random, RANK, inputs, gain=GAIN)
            tensors[f"{name}.lora_b"] = uniform(random, outputs, RANK, gain=GAIN)
    return tensors
