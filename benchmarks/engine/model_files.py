"""GGUF files to measure with: random weights in Q8_0, and the vocabulary of Llama 2.

How fast a model computes does not depend on what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter
from gguf.quants import quantize

from benchmarks.engine.llama_server import source
from tools.install import COMPILED, cache_dir, pinned_version

VOCABULARY = Path("models", "ggml-vocab-llama-spm.gguf")
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)
CONTEXT = 8192


@dataclass(frozen=True, slots=True)
class Size:
    layers: int
    width: int
    heads: int
    kv_heads: int
    feed_forward: int


SIZES = {
    "60M": Size(layers=12, width=512, heads=8, kv_heads=8, feed_forward=1536),
    "200M": Size(layers=14, width=1024, heads=16, kv_heads=8, feed_forward=2816),
}


def model_file(name: str) -> Path:
    """The file of this size, in the cache outside the tree; written if it is not there."""
    version = pinned_version(COMPILED)
    path = cache_dir() / "benchmarks" / f"random-{name}-{version}.gguf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        write_model(partial, SIZES[name], source(version) / VOCABULARY)
        partial.rename(path)
    return path


def write_model(path: Path, size: Size, vocabulary: Path) -> None:
    writer = GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(size.width)
    writer.add_block_count(size.layers)
    writer.add_feed_forward_length(size.feed_forward)
    writer.add_head_count(size.heads)
    writer.add_head_count_kv(size.kv_heads)
    writer.add_rope_dimension_count(size.width // size.heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_chat_template(CHAT_TEMPLATE)
    tokens = copy_vocabulary(vocabulary, writer)
    random = np.random.default_rng(1)
    for name, shape in matrices(size, tokens):
        values = random.normal(0, 0.02, shape).astype(np.float32)
        packed = quantize(values, GGMLQuantizationType.Q8_0)
        writer.add_tensor(name, packed, raw_dtype=GGMLQuantizationType.Q8_0)
    for name in norms(size):
        writer.add_tensor(name, np.ones(size.width, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def copy_vocabulary(vocabulary: Path, writer: GGUFWriter) -> int:
    """How many tokens it has."""
    count = 0
    for field in GGUFReader(vocabulary).fields.values():
        if not field.name.startswith("tokenizer.ggml."):
            continue
        value = field.contents()
        kind, *item = field.types
        writer.add_key_value(field.name, value, kind, item[0] if item else None)
        if field.name == "tokenizer.ggml.tokens":
            count = len(value)
    return count


def matrices(size: Size, tokens: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Names and shapes, (outputs, inputs), as the architecture "llama" of llama.cpp wants them."""
    kv = size.width // size.heads * size.kv_heads
    yield "token_embd.weight", (tokens, size.width)
    for layer in range(size.layers):
        shapes = {
            "attn_q": (size.width, size.width),
            "attn_k": (kv, size.width),
            "attn_v": (kv, size.width),
            "attn_output": (size.width, size.width),
            "ffn_gate": (size.feed_forward, size.width),
            "ffn_up": (size.feed_forward, size.width),
            "ffn_down": (size.width, size.feed_forward),
        }
        for name, shape in shapes.items():
            yield f"blk.{layer}.{name}.weight", shape


def norms(size: Size) -> Iterator[str]:
    yield "output_norm.weight"
    for layer in range(size.layers):
        yield f"blk.{layer}.attn_norm.weight"
        yield f"blk.{layer}.ffn_norm.weight"
