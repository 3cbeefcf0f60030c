"""The demonstration model as one GGUF file: shape, tokenizer, template, weights.

Keys: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Nothing in the file
depends on the time or the machine.
"""

from pathlib import Path
from typing import TypeAlias

from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, LlamaFileType, TokenType
from gguf.quants import dequantize, quantize
from tokenizers import Tokenizer

from tools.demo_model.architecture import Shape, Weights
from tools.demo_model.tokenizer import (
    CONTROL_TOKENS,
    END_OF_TEXT,
    END_OF_TURN,
    MARKUP_TOKENS,
    PRE_TOKENIZER,
    assembled,
    merges_by_rank,
    tokens_by_id,
)

Precision: TypeAlias = GGMLQuantizationType
FILE_TYPES = {
    GGMLQuantizationType.F32: LlamaFileType.ALL_F32,
    GGMLQuantizationType.F16: LlamaFileType.MOSTLY_F16,
    GGMLQuantizationType.Q8_0: LlamaFileType.MOSTLY_Q8_0,
}

DESCRIPTION = (
    "A demonstration: a tiny chat model, trained by the Shoal project from scratch on text that it "
    "generated itself. It repeats phrases, tells short stories and answers a few kinds of "
    "questions; it is often wrong. docs/demo-model.md has the figures."
)


def write_gguf(
    path: Path,
    shape: Shape,
    weights: Weights,
    tokenizer: Tokenizer,
    template: str,
    *,
    precision: Precision = GGMLQuantizationType.Q8_0,
) -> None:
    """Write the file, with matrices in the given precision and norms in F32."""
    writer = GGUFWriter(path, "llama")
    writer.add_name("demo")
    writer.add_description(DESCRIPTION)
    writer.add_license("Apache-2.0")
    writer.add_file_type(FILE_TYPES[precision])
    add_shape(writer, shape)
    add_tokenizer(writer, tokenizer)
    writer.add_chat_template(template)
    add_weights(writer, weights, precision)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def add_shape(writer: GGUFWriter, shape: Shape) -> None:
    writer.add_vocab_size(shape.n_vocab)
    writer.add_context_length(shape.n_ctx)
    writer.add_embedding_length(shape.n_embd)
    writer.add_block_count(shape.n_layer)
    writer.add_feed_forward_length(shape.n_ff)
    writer.add_head_count(shape.n_head)
    writer.add_head_count_kv(shape.n_head_kv)
    writer.add_layer_norm_rms_eps(shape.norm_epsilon)
    writer.add_rope_dimension_count(shape.head_size)
    writer.add_rope_freq_base(shape.rope_base)


def token_type(token: str) -> TokenType:
    """Control tokens have no text when decoded; markup keeps its own, for the parser."""
    if token in CONTROL_TOKENS:
        return TokenType.CONTROL
    return TokenType.USER_DEFINED if token in MARKUP_TOKENS else TokenType.NORMAL


def add_tokenizer(writer: GGUFWriter, tokenizer: Tokenizer) -> None:
    tokens = tokens_by_id(tokenizer)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(PRE_TOKENIZER)
    writer.add_token_list(tokens)
    writer.add_token_types([token_type(token) for token in tokens])
    writer.add_token_merges(merges_by_rank(tokenizer))
    writer.add_bos_token_id(tokens.index(END_OF_TEXT))
    writer.add_eos_token_id(tokens.index(END_OF_TURN))
    writer.add_pad_token_id(tokens.index(END_OF_TEXT))
    writer.add_add_bos_token(False)


def add_weights(writer: GGUFWriter, weights: Weights, precision: Precision) -> None:
    for name, weight in weights.items():
        kind = GGMLQuantizationType.F32 if weight.ndim == 1 else precision
        writer.add_tensor(name, quantize(weight, kind), raw_dtype=kind)


def read_gguf(path: Path) -> tuple[Weights, Tokenizer]:
    """What `write_gguf` wrote: weights as exact as they were stored, and the tokenizer."""
    reader = GGUFReader(path)
    weights = {
        tensor.name: dequantize(tensor.data, tensor.tensor_type) for tensor in reader.tensors
    }
    tokens, merges = (
        reader.fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "merges")
    )
    pairs = [tuple(merge.split(" ")) for merge in merges]
    return weights, assembled(tokens, pairs)
