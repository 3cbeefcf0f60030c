"""Encoders that differ from that of `vision` in what the engine must know of them.

Qwen's gives a grid of tokens for an image of any shape, whose positions are rows and columns;
Gemma's lets the tokens of an image look at each other in both directions; Ultravox' hears.
Sources: llama.cpp, tools/mtmd/clip.cpp, tools/mtmd/models/{qwen2vl,siglip,whisper-enc}.cpp.
"""

from pathlib import Path

from numpy.random import Generator

from toy_models import llama
from toy_models.gguf_file import Keys, Tensors, prefixed, write_gguf
from toy_models.random_weights import dice, filled, layer_norm, uniform
from toy_models.vision import (
    EMBEDDING,
    FEED_FORWARD,
    HEADS,
    LAYERS,
    PATCH,
    PATCHES,
    block_weights,
    model_keys,
    patch_weights,
)

MERGED = 2
"""Patches in a row and in a column that become one token of Qwen's and of Gemma's."""
MEL_BINS = 32
FRAMES = 1500
"""Of thirty seconds, as long as any sound counts."""
STACKED = 50
SOUND = FRAMES // STACKED
"""Tokens of a sound."""


def write_qwen_mmproj(path: Path, seed: int = 1) -> None:
    """An image of w x h pixels becomes about w/16 x h/16 tokens, for `write_qwen2vl`."""
    random = dice(seed)
    wide = MERGED**2 * EMBEDDING
    tensors: Tensors = {
        "v.patch_embd.weight": patch_weights(random),
        "v.patch_embd.weight.1": patch_weights(random),
        **blocks(random, "v", "qkvo"),
        **layer_norm("v.post_ln", EMBEDDING),
        "mm.0.weight": uniform(random, wide, wide),
        "mm.0.bias": filled(0, wide),
        "mm.2.weight": uniform(random, llama.EMBEDDING, wide),
        "mm.2.bias": filled(0, llama.EMBEDDING),
    }
    write_gguf(path, "clip", keys("qwen2vl_merger"), tensors)


def write_gemma_mmproj(path: Path, seed: int = 1) -> None:
    """An image becomes 4 tokens that look at each other, for `write_llama`."""
    random = dice(seed)
    tensors: Tensors = {
        "v.patch_embd.weight": patch_weights(random),
        "v.position_embd.weight": uniform(random, PATCHES, EMBEDDING),
        **blocks(random, "v", ""),
        **layer_norm("v.post_ln", EMBEDDING),
        "mm.input_projection.weight": uniform(random, EMBEDDING, llama.EMBEDDING, gain=2.0),
        "mm.soft_emb_norm.weight": filled(1, EMBEDDING),
    }
    scale: Keys = {"clip.vision.projector.scale_factor": MERGED}
    write_gguf(path, "clip", keys("gemma3") | scale, tensors)


def write_ultravox_mmproj(path: Path, seed: int = 1) -> None:
    """A sound becomes 30 tokens, for `write_llama`."""
    random = dice(seed)
    stacked = STACKED * EMBEDDING
    tensors: Tensors = {
        "a.conv1d.1.weight": uniform(random, EMBEDDING, MEL_BINS * 3).reshape(EMBEDDING, -1, 3),
        "a.conv1d.1.bias": filled(0, EMBEDDING, 1),
        "a.conv1d.2.weight": uniform(random, EMBEDDING, EMBEDDING * 3).reshape(EMBEDDING, -1, 3),
        "a.conv1d.2.bias": filled(0, EMBEDDING, 1),
        "a.position_embd.weight": uniform(random, FRAMES, EMBEDDING),
        **blocks(random, "a", "qvo"),
        **layer_norm("a.post_ln", EMBEDDING),
        "mm.a.norm_pre.weight": filled(1, stacked),
        "mm.a.mlp.1.weight": uniform(random, 2 * EMBEDDING, stacked),
        "mm.a.norm_mid.weight": filled(1, EMBEDDING),
        "mm.a.mlp.2.weight": uniform(random, llama.EMBEDDING, EMBEDDING, gain=2.0),
    }
    general: Keys = {
        "general.type": "mmproj",
        "general.name": "toy-ears",
        "clip.has_audio_encoder": True,
        "clip.projector_type": "ultravox",
    }
    audio = {
        "embedding_length": EMBEDDING,
        "feed_forward_length": FEED_FORWARD,
        "block_count": LAYERS,
        "projection_dim": llama.EMBEDDING,
        "attention.head_count": HEADS,
        "attention.layer_norm_epsilon": 1e-5,
        "num_mel_bins": MEL_BINS,
        "projector.stack_factor": STACKED,
    }
    write_gguf(path, "clip", general | prefixed("clip.audio", audio), tensors)


def keys(projector: str) -> Keys:
    return model_keys() | {"clip.projector_type": projector, "clip.vision.spatial_merge_size": 2}


def blocks(random: Generator, prefix: str, biased: str) -> Tensors:
    """`biased`: which of the matrices of attention have biases."""
    tensors: Tensors = {}
    for layer in range(LAYERS):
        tensors |= block_weights(random, f"{prefix}.blk.{layer}")
        for letter in biased:
            matrix = "out" if letter == "o" else letter
            tensors[f"{prefix}.blk.{layer}.attn_{matrix}.bias"] = filled(0, EMBEDDING)
    return tensors


assert PATCH * MERGED == 16
