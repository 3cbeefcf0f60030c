"""A byte-level BPE of 1,024 tokens, as GPT-2's, with the special tokens of ChatML.

Its splitting expression is the one that llama.cpp applies for `pre = "gpt-2"`
(llama-vocab.cpp, LLAMA_VOCAB_PRE_TYPE_GPT2), so that both give the same tokens.
"""

import json
from collections.abc import Iterable

from tokenizers import Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from tokenizers.trainers import BpeTrainer

VOCABULARY_SIZE = 1024
END_OF_TEXT = "<|endoftext|>"
END_OF_TURN = "<|im_end|>"

CONTROL_TOKENS = (END_OF_TEXT, "<|im_start|>", END_OF_TURN)
"""Steer the model; they have no text of their own."""

MARKUP_TOKENS = (
    "<think>", "</think>",
    "<tool_call>", "</tool_call>",
    "<tool_response>", "</tool_response>",
)  # fmt: skip
"""Single tokens whose text is part of the answer, for whoever parses it."""


def train_tokenizer(lines: Iterable[str]) -> Tokenizer:
    """Token ids: control tokens, markup tokens, the 256 bytes, then merges in order.

    Raises:
        ValueError: the lines are too few to fill the vocabulary.
    """
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = ByteLevelDecoder()
    trainer = BpeTrainer(
        vocab_size=VOCABULARY_SIZE,
        min_frequency=2,
        special_tokens=[*CONTROL_TOKENS, *MARKUP_TOKENS],
        initial_alphabet=sorted(ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(lines, trainer)
    if (size := tokenizer.get_vocab_size()) != VOCABULARY_SIZE:
        raise ValueError(f"the corpus gives {size} tokens, not {VOCABULARY_SIZE}")
    return tokenizer


def tokens_by_id(tokenizer: Tokenizer) -> list[str]:
    """Every token as it is spelt in the vocabulary (bytes as GPT-2's characters)."""
    vocabulary = tokenizer.get_vocab()
    return sorted(vocabulary, key=vocabulary.__getitem__)


def merges_by_rank(tokenizer: Tokenizer) -> list[str]:
    """Merges as GGUF has them: two tokens and a space between, first learnt first."""
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [" ".join(pair) for pair in merges]
