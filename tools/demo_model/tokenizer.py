"""A byte-level BPE of 2,048 tokens with the special tokens of ChatML; every digit is a token.

Its splitting expression is the one that llama.cpp applies for `pre = "qwen2"`
(llama-vocab.cpp, LLAMA_VOCAB_PRE_TYPE_QWEN2), so that both give the same tokens.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tokenizers import Regex, Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel, Split
from tokenizers.pre_tokenizers import Sequence as Chain
from tokenizers.trainers import BpeTrainer

VOCABULARY_SIZE = 2048
PRE_TOKENIZER = "qwen2"
WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPLIT_WORDS = Split(Regex(WORDS), behavior="isolated")
SPLIT_SPACES = Split(Regex(r" (?=\S)"), behavior="isolated")
TO_BYTES = ByteLevel(add_prefix_space=False, use_regex=False)

SPACE = "\u0120"
"""How a byte-level vocabulary spells a space."""
SPACED = 700
"""How many tokens are a space and a piece of a word."""

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


class Joined(NamedTuple):
    """The ids of a token that is a space and a piece, and of both."""

    token: int
    space: int
    piece: int


def train_tokenizer(texts: Sequence[str]) -> Tokenizer:
    """Token ids: control tokens, markup tokens, the 256 bytes, then merges in order.

    A space joins the word behind it last, so a word falls into the same pieces wherever it
    stands (" Zora" and "Zora" differ in the first piece alone). That makes copying easy to learn.

    Raises:
        ValueError: the texts are too few to fill the vocabulary.
    """
    words = train_words(texts)
    joined = spaced_pieces(words, texts, VOCABULARY_SIZE - words.get_vocab_size())
    if (size := words.get_vocab_size() + len(joined)) != VOCABULARY_SIZE:
        raise ValueError(f"the corpus gives {size} tokens, not {VOCABULARY_SIZE}")
    vocabulary = [*tokens_by_id(words), *(SPACE + piece for piece in joined)]
    return assembled(vocabulary, [*merges_of(words), *((SPACE, piece) for piece in joined)])


def assembled(vocabulary: Sequence[str], merges: Sequence[tuple[str, str]]) -> Tokenizer:
    """The tokenizer with these tokens, by id, and these merges, first learnt first."""
    ids = {token: index for index, token in enumerate(vocabulary)}
    tokenizer = Tokenizer(BPE(vocab=ids, merges=list(merges)))
    tokenizer.add_special_tokens([*CONTROL_TOKENS, *MARKUP_TOKENS])
    tokenizer.pre_tokenizer = Chain([SPLIT_WORDS, TO_BYTES])
    tokenizer.decoder = ByteLevelDecoder()
    return tokenizer


def train_words(texts: Iterable[str]) -> Tokenizer:
    """Merges inside words, with spaces apart."""
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = Chain([SPLIT_WORDS, SPLIT_SPACES, TO_BYTES])
    special = [*CONTROL_TOKENS, *MARKUP_TOKENS]
    trainer = BpeTrainer(
        vocab_size=VOCABULARY_SIZE - SPACED,
        min_frequency=2,
        special_tokens=special,
        initial_alphabet=sorted(ByteLevel.alphabet()),
        show_progress=False,
    )
    markup = re.compile("|".join(map(re.escape, special)))
    tokenizer.train_from_iterator((markup.sub("\n", text) for text in texts), trainer)
    return tokenizer


def spaced_pieces(words: Tokenizer, texts: Sequence[str], count: int) -> list[str]:
    """The pieces that most often follow a space."""
    found: Counter[str] = Counter()
    for encoding in words.encode_batch(texts):
        found.update(after for space, after in pairwise(encoding.tokens) if space == SPACE)
    markup = {SPACE, *CONTROL_TOKENS, *MARKUP_TOKENS}
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [piece for piece, _ in ranked if piece not in markup and "Ċ" not in piece][:count]


def joined_tokens(tokenizer: Tokenizer) -> list[Joined]:
    """Those that are a space and a piece that is a token as well."""
    ids = tokenizer.get_vocab()
    spaced = [token for token in tokens_by_id(tokenizer) if token.startswith(SPACE)]
    return [
        Joined(ids[token], ids[SPACE], ids[piece])
        for token in spaced
        if (piece := token.removeprefix(SPACE)) in ids
    ]


def tokens_by_id(tokenizer: Tokenizer) -> list[str]:
    """Every token as it is spelt in the vocabulary (bytes as GPT-2's characters)."""
    vocabulary = tokenizer.get_vocab()
    return sorted(vocabulary, key=vocabulary.__getitem__)


def merges_of(tokenizer: Tokenizer) -> list[tuple[str, str]]:
    """Pairs of tokens that become one, first learnt first."""
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [(left, right) for left, right in merges]


def merges_by_rank(tokenizer: Tokenizer) -> list[str]:
    """Merges as GGUF has them: two tokens and a space between."""
    return [" ".join(pair) for pair in merges_of(tokenizer)]
