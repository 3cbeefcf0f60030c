"""A recurrent model: RWKV-7, whose memory is one state of fixed size per sequence.

Sources: llama.cpp, src/models/rwkv7.cpp and rwkv7-base.cpp; conversion/rwkv.py.
"""

from itertools import product
from pathlib import Path

from gguf import TokenType
from numpy.random import Generator

from toy_models.gguf_file import Keys, Tensors, prefixed, write_gguf
from toy_models.random_weights import dice, filled, layer_norm, uniform

EMBEDDING = 128
HEAD = 64
"""ggml-cpu's `wkv7` needs a multiple of its vector step, which is at most 64 numbers."""
FEED_FORWARD = 256
LAYERS = 2
CONTEXT = 2048
RANK = 16
"""Of the low-rank matrices for decay, learning rate, value residual and gate."""
LAYER_GAIN = 4.0
"""Lets the layers speak louder than the embedding, so that what came before counts."""
SLOW_DECAY = -6.0
"""In front of a sigmoid: the state keeps what is hundreds of tokens old."""
OUTPUT_GAIN = 3.0
"""The spread of the logits."""

END = "<s>"
SYLLABLES = [left + right for left, right in product("bcdfghjklmnpqrstvwxyz", "aeiou")]
PIECES = [*(bytes([byte]) for byte in range(256)), b"\n\n", *(s.encode() for s in SYLLABLES)]
TOKENS = [END, *(repr(piece)[2:-1] for piece in PIECES)]
"""Pieces are spelt as Python's byte strings; the longest that fits is taken."""


def write_rwkv7(path: Path, seed: int = 1) -> None:
    """1.6 MB: a token that ends, the 256 bytes, an empty line and 105 syllables. All in F32."""
    write_gguf(path, "rwkv7", model_keys() | tokenizer_keys(), weights(dice(seed)))


def model_keys() -> Keys:
    return {"general.name": "toy-rwkv7"} | prefixed(
        "rwkv7",
        {
            "context_length": CONTEXT,
            "embedding_length": EMBEDDING,
            "block_count": LAYERS,
            "feed_forward_length": FEED_FORWARD,
            "attention.head_count": 0,
            "attention.layer_norm_epsilon": 1e-5,
            "attention.decay_lora_rank": RANK,
            "attention.iclr_lora_rank": RANK,
            "attention.value_residual_mix_lora_rank": RANK,
            "attention.gate_lora_rank": RANK,
            "wkv.head_size": HEAD,
        },
    )


def tokenizer_keys() -> Keys:
    return prefixed(
        "tokenizer.ggml",
        {
            "model": "rwkv",
            "tokens": TOKENS,
            "token_type": [int(TokenType.CONTROL)] + [int(TokenType.NORMAL)] * len(PIECES),
            "bos_token_id": TOKENS.index(END),
            "eos_token_id": TOKENS.index(END),
            "eot_token_id": TOKENS.index(r"\n\n"),
        },
    )


def weights(random: Generator) -> Tensors:
    tensors = {
        "token_embd.weight": uniform(random, len(TOKENS), EMBEDDING),
        **layer_norm("token_embd_norm", EMBEDDING),
        **layer_norm("output_norm", EMBEDDING),
        "output.weight": uniform(random, len(TOKENS), EMBEDDING, gain=OUTPUT_GAIN),
    }
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        tensors |= layer_norm(f"{block}.attn_norm", EMBEDDING)
        tensors |= layer_norm(f"{block}.attn_norm_2", EMBEDDING)
        tensors |= prefixed_tensors(f"{block}.time_mix", time_mix(random))
        tensors |= layer_norm(f"{block}.time_mix_ln", EMBEDDING)
        tensors |= prefixed_tensors(f"{block}.channel_mix", channel_mix(random))
    return tensors


def time_mix(random: Generator) -> Tensors:
    """Recurrence over tokens: `w` decay, `a` learning rate, `v` value residual, `g` gate."""
    tensors = {
        "lerp_fused": filled(0.5, 6, 1, 1, EMBEDDING),  # half this token, half the one before
        "k_k": filled(1, EMBEDDING),
        "k_a": filled(1, EMBEDDING),
        "r_k": uniform(random, EMBEDDING),
    }
    for name in ("w", "a", "v", "g"):
        tensors[f"{name}1"] = uniform(random, RANK, EMBEDDING)
        tensors[f"{name}2"] = uniform(random, EMBEDDING, RANK)
    tensors["w0"] = filled(SLOW_DECAY, EMBEDDING)
    for name in ("a", "v"):
        tensors[f"{name}0"] = filled(0, EMBEDDING)
    for name in ("key", "value", "receptance"):
        tensors[name] = uniform(random, EMBEDDING, EMBEDDING)
    return tensors | {"output": uniform(random, EMBEDDING, EMBEDDING, gain=LAYER_GAIN)}


def channel_mix(random: Generator) -> Tensors:
    return {
        "lerp_k": filled(0.5, EMBEDDING),
        "key": uniform(random, FEED_FORWARD, EMBEDDING),
        "value": uniform(random, EMBEDDING, FEED_FORWARD, gain=LAYER_GAIN),
    }


def prefixed_tensors(prefix: str, tensors: Tensors) -> Tensors:
    return {f"{prefix}_{name}.weight": tensor for name, tensor in tensors.items()}
