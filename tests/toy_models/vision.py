"""A vision encoder for the toy llama: a CLIP transformer with LLaVA's two-layer projector.

LLaVA's is the simplest of libmtmd: an image is one square, and no tokens stand around it.
Sources: llama.cpp, tools/mtmd/clip.cpp (`clip_model_loader`), tools/mtmd/models/llava.cpp.
"""

from pathlib import Path

from numpy.random import Generator

from toy_models import llama
from toy_models.gguf_file import Keys, Tensor, Tensors, prefixed, write_gguf
from toy_models.random_weights import dice, filled, layer_norm, uniform

IMAGE = 32
PATCH = 8
PATCHES = (IMAGE // PATCH) ** 2
"""As many tokens as an image takes, of any size: it is scaled to a square of 32 pixels."""
EMBEDDING = 64
HEADS = 4
FEED_FORWARD = 128
LAYERS = 2
"""LLaVA takes what goes into the last layer: one of the two is computed."""


def write_mmproj(path: Path, seed: int = 1) -> None:
    """An image becomes 16 embeddings for the model of `write_llama`. All in F32."""
    write_gguf(path, "clip", model_keys(), weights(dice(seed)))


def model_keys() -> Keys:
    general: Keys = {
        "general.type": "mmproj",
        "general.name": "toy-mmproj",
        "clip.has_vision_encoder": True,
        "clip.projector_type": "mlp",
    }
    return general | prefixed(
        "clip.vision",
        {
            "image_size": IMAGE,
            "patch_size": PATCH,
            "embedding_length": EMBEDDING,
            "feed_forward_length": FEED_FORWARD,
            "block_count": LAYERS,
            "projection_dim": llama.EMBEDDING,
            "attention.head_count": HEADS,
            "attention.layer_norm_epsilon": 1e-5,
            "image_mean": [0.5, 0.5, 0.5],
            "image_std": [0.5, 0.5, 0.5],
        },
    )


def weights(random: Generator) -> Tensors:
    tensors = {
        "v.patch_embd.weight": patch_weights(random),
        "v.position_embd.weight": uniform(random, PATCHES, EMBEDDING),
    }
    for layer in range(LAYERS):
        tensors |= block_weights(random, f"v.blk.{layer}")
    return tensors | {
        "mm.0.weight": uniform(random, llama.EMBEDDING, EMBEDDING),
        "mm.0.bias": filled(0, llama.EMBEDDING),
        "mm.2.weight": uniform(random, llama.EMBEDDING, llama.EMBEDDING),
        "mm.2.bias": filled(0, llama.EMBEDDING),
    }


def patch_weights(random: Generator) -> Tensor:
    """A convolution without overlap: (outputs, colours, rows, columns)."""
    matrix = uniform(random, EMBEDDING, 3 * PATCH * PATCH)
    return matrix.reshape(EMBEDDING, 3, PATCH, PATCH)


def block_weights(random: Generator, block: str) -> Tensors:
    return {
        **layer_norm(f"{block}.ln1", EMBEDDING),
        f"{block}.attn_q.weight": uniform(random, EMBEDDING, EMBEDDING),
        f"{block}.attn_k.weight": uniform(random, EMBEDDING, EMBEDDING),
        f"{block}.attn_v.weight": uniform(random, EMBEDDING, EMBEDDING),
        f"{block}.attn_out.weight": uniform(random, EMBEDDING, EMBEDDING),
        **layer_norm(f"{block}.ln2", EMBEDDING),
        f"{block}.ffn_up.weight": uniform(random, FEED_FORWARD, EMBEDDING),
        f"{block}.ffn_down.weight": uniform(random, EMBEDDING, FEED_FORWARD),
    }
