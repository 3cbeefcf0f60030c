"""A chat model of the llama architecture.

Its answers have no meaning, but they are varied, depend on the whole prompt, and end by
themselves after some dozens of tokens. Source: llama.cpp, src/models/llama.cpp.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from toy_models.chatml_vocabulary import END_OF_TURN, TEMPLATE, TOKENS, tokenizer_keys
from toy_models.gguf_file import Keys, Tensors, prefixed, write_gguf
from toy_models.random_weights import dice, filled, uniform

EMBEDDING = 128
HEADS = 4
KV_HEADS = 2
HEAD = EMBEDDING // HEADS
FEED_FORWARD = 256
LAYERS = 2
CONTEXT = 2048

DESCRIPTION = "Random weights that were never trained: its answers have no meaning."

# How far a unit-sized input is scaled by each random matrix. Large queries and keys make
# attention pick out single tokens, and layers that speak louder than the embedding keep
# the tied output matrix from naming the last token again: so every answer depends on the
# whole prompt. The embedding's gain is the spread of the logits.
EMBEDDING_GAIN = 3.0
ATTENTION_GAIN = 1.75
LAYER_GAIN = 8.0
END_OF_TURN_FACTOR = 1.2
"""Lets a greedy answer end by itself after some dozens of tokens."""


SECTIONS = [4, 6, 6, 0]
"""How many pairs of a head turn with the time, the row and the column of a token (M-RoPE)."""


def write_llama(path: Path, seed: int = 1, template: str = TEMPLATE) -> None:
    """1.7 MB: 1,024 tokens, a context of 2,048, ChatML.

    All in F32: with a cache in F32 too, a prompt computed at once and token by token gives
    logits that differ by 2e-5 (0.014 in F16), so greedy answers do not depend on the batch.
    """
    write_gguf(path, "llama", model_keys() | tokenizer_keys(template), weights(seed))


def write_qwen2vl(path: Path, seed: int = 1) -> None:
    """The same, but for positions of several dimensions. Source: llama.cpp, qwen2vl.cpp."""
    keys = {key.replace("llama.", "qwen2vl."): value for key, value in model_keys().items()}
    keys["qwen2vl.rope.dimension_sections"] = SECTIONS
    write_gguf(path, "qwen2vl", keys | tokenizer_keys(), weights(seed))


WINDOW = 32


def write_gemma3(path: Path, seed: int = 1) -> None:
    """Every other layer looks back 32 tokens only. Source: llama.cpp, gemma3.cpp."""
    keys = {key.replace("llama.", "gemma3."): value for key, value in model_keys().items()}
    keys |= {
        "gemma3.attention.sliding_window": WINDOW,
        "gemma3.attention.sliding_window_pattern": 2,
        "gemma3.attention.key_length": HEAD,
        "gemma3.attention.value_length": HEAD,
    }
    tensors = weights(seed)
    tensors["output.weight"] = tensors["token_embd.weight"]
    # It multiplies the embeddings by the root of their size, and norms what layers say.
    tensors["token_embd.weight"] = tensors["token_embd.weight"] / np.float32(EMBEDDING_GAIN * 11)
    for block in blocks():
        for norm in ("post_attention_norm", "post_ffw_norm"):
            tensors[f"{block}.{norm}.weight"] = filled(2, EMBEDDING)
        for norm in ("attn_q_norm", "attn_k_norm"):
            tensors[f"{block}.{norm}.weight"] = filled(1.75, HEAD)
    write_gguf(path, "gemma3", keys | tokenizer_keys(), tensors)


def model_keys() -> Keys:
    return {"general.name": "toy", "general.description": DESCRIPTION} | prefixed(
        "llama",
        {
            "vocab_size": len(TOKENS),
            "context_length": CONTEXT,
            "embedding_length": EMBEDDING,
            "block_count": LAYERS,
            "feed_forward_length": FEED_FORWARD,
            "attention.head_count": HEADS,
            "attention.head_count_kv": KV_HEADS,
            "attention.layer_norm_rms_epsilon": 1e-5,
            "rope.dimension_count": HEAD,
            "rope.freq_base": 10_000.0,
        },
    )


def weights(seed: int) -> Tensors:
    random = dice(seed)
    matrices = {name: uniform(random, *shape, gain=gain) for name, shape, gain in matrix_gains()}
    matrices["token_embd.weight"][END_OF_TURN] *= np.float32(END_OF_TURN_FACTOR)
    return matrices | norms()


def matrix_gains() -> Iterator[tuple[str, tuple[int, int], float]]:
    """Name, shape (outputs, inputs) and gain of each matrix."""
    yield "token_embd.weight", (len(TOKENS), EMBEDDING), EMBEDDING_GAIN
    for block in blocks():
        yield f"{block}.attn_q.weight", (EMBEDDING, EMBEDDING), ATTENTION_GAIN
        yield f"{block}.attn_k.weight", (KV_HEADS * HEAD, EMBEDDING), ATTENTION_GAIN
        yield f"{block}.attn_v.weight", (KV_HEADS * HEAD, EMBEDDING), 1.0
        yield f"{block}.attn_output.weight", (EMBEDDING, EMBEDDING), LAYER_GAIN
        yield f"{block}.ffn_gate.weight", (FEED_FORWARD, EMBEDDING), 1.0
        yield f"{block}.ffn_up.weight", (FEED_FORWARD, EMBEDDING), 1.0
        yield f"{block}.ffn_down.weight", (EMBEDDING, FEED_FORWARD), LAYER_GAIN


def norms() -> Tensors:
    """They leave their input at unit size."""
    names = [f"{block}.{norm}.weight" for block in blocks() for norm in ("attn_norm", "ffn_norm")]
    return {name: filled(1, EMBEDDING) for name in [*names, "output_norm.weight"]}


def blocks() -> list[str]:
    return [f"blk.{layer}" for layer in range(LAYERS)]
