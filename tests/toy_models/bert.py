"""What the toy embedding model and the toy reranker share: a BERT encoder and its vocabulary.

Sources: llama.cpp, src/models/bert.cpp; src/llama-vocab.cpp, `llm_tokenizer_wpm_session`.
"""

from string import ascii_lowercase, digits, punctuation

from gguf import TokenType
from numpy.random import Generator

from toy_models.gguf_file import Keys, Tensors, prefixed
from toy_models.random_weights import filled, layer_norm, uniform

EMBEDDING = 64
HEADS = 4
FEED_FORWARD = 128
LAYERS = 2
CONTEXT = 512
ATTENTION_GAIN = 2.0
"""Makes attention pick out single tokens."""

SPECIAL_TOKENS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
WORDS = (
    "the an of is are was in on to and not it its what who where when how "
    "fish sea water ship bird tree house city day night cat dog sun moon rain"
).split()
WORD_START = "\u2581"
"""Before the first piece of a word; WordPiece's `##` before the others is left out instead."""
TOKENS = [
    *SPECIAL_TOKENS,
    *(WORD_START + piece for piece in [*ascii_lowercase, *digits, *punctuation, *WORDS]),
    *ascii_lowercase,
    *digits,
]


def model_keys() -> Keys:
    return prefixed(
        "bert",
        {
            "context_length": CONTEXT,
            "embedding_length": EMBEDDING,
            "block_count": LAYERS,
            "feed_forward_length": FEED_FORWARD,
            "attention.head_count": HEADS,
            "attention.layer_norm_epsilon": 1e-12,
            "attention.causal": False,
        },
    )


def tokenizer_keys() -> Keys:
    control = [int(TokenType.CONTROL)] * len(SPECIAL_TOKENS)
    normal = [int(TokenType.NORMAL)] * (len(TOKENS) - len(SPECIAL_TOKENS))
    return prefixed(
        "tokenizer.ggml",
        {
            "model": "bert",
            "tokens": TOKENS,
            "token_type": control + normal,
            "token_type_count": 2,
            "padding_token_id": SPECIAL_TOKENS.index("[PAD]"),
            "unknown_token_id": SPECIAL_TOKENS.index("[UNK]"),
            "bos_token_id": SPECIAL_TOKENS.index("[CLS]"),
            "eos_token_id": SPECIAL_TOKENS.index("[SEP]"),
            "seperator_token_id": SPECIAL_TOKENS.index("[SEP]"),  # llama.cpp's spelling
            "mask_token_id": SPECIAL_TOKENS.index("[MASK]"),
        },
    )


def weights(random: Generator) -> Tensors:
    tensors = {
        "token_embd.weight": uniform(random, len(TOKENS), EMBEDDING),
        "token_types.weight": uniform(random, 2, EMBEDDING),
        "position_embd.weight": uniform(random, CONTEXT, EMBEDDING, gain=0.5),
        **layer_norm("token_embd_norm", EMBEDDING),
    }
    for layer in range(LAYERS):
        tensors |= block_weights(random, f"blk.{layer}")
    return tensors


def block_weights(random: Generator, block: str) -> Tensors:
    return {
        f"{block}.attn_q.weight": uniform(random, EMBEDDING, EMBEDDING, gain=ATTENTION_GAIN),
        f"{block}.attn_q.bias": filled(0, EMBEDDING),
        f"{block}.attn_k.weight": uniform(random, EMBEDDING, EMBEDDING, gain=ATTENTION_GAIN),
        f"{block}.attn_k.bias": filled(0, EMBEDDING),
        f"{block}.attn_v.weight": uniform(random, EMBEDDING, EMBEDDING),
        f"{block}.attn_v.bias": filled(0, EMBEDDING),
        f"{block}.attn_output.weight": uniform(random, EMBEDDING, EMBEDDING),
        f"{block}.attn_output.bias": filled(0, EMBEDDING),
        **layer_norm(f"{block}.attn_output_norm", EMBEDDING),
        f"{block}.ffn_up.weight": uniform(random, FEED_FORWARD, EMBEDDING),
        f"{block}.ffn_up.bias": filled(0, FEED_FORWARD),
        f"{block}.ffn_down.weight": uniform(random, EMBEDDING, FEED_FORWARD),
        f"{block}.ffn_down.bias": filled(0, EMBEDDING),
        **layer_norm(f"{block}.layer_output_norm", EMBEDDING),
    }
