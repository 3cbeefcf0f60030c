"""A model's tokenizer: texts to token ids, and the bytes that each token stands for."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from llguidance import LLMatcher, LLTokenizer

from deployments.chat.grammar import refusal
from deployments.model_config import ConfigError
from deployments.types import Constraint


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`tokenizer` is one of the `tokenizers` library.

    pieces: by id; control tokens, which say nothing, have none.
    special: tokens that no text stands for in a grammar, by their own texts.
    longest: bytes of the longest token, at least one.
    """

    tokenizer: Any
    pieces: list[bytes]
    special: Mapping[str, int]
    grammatical: LLTokenizer
    longest: int

    @property
    def size(self) -> int:
        return len(self.pieces)

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        """`special`: with the tokens that stand around a prompt."""
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=special).ids
        return ids

    def check(self, grammar: str, constraint: Constraint) -> None:
        """Raises `RequestRefused` for one that llguidance does not take."""
        error = LLMatcher.validate_grammar(grammar, self.grammatical)
        if error:
            raise refusal(constraint, error)

    def detokenize(self, token_ids: Sequence[int]) -> str:
        text: str = self.tokenizer.decode(list(token_ids), skip_special_tokens=False)
        return text


def vocabulary(tokenizer: Any, size: int, markers: Collection[str]) -> Vocabulary:
    """Of a `tokenizers.Tokenizer`.

    Args:
        size: of the model's vocabulary, which may be larger than the tokenizer's.
        markers: texts that an answer's parser looks for. Control tokens in them are spelt out.

    Raises:
        ConfigError: the tokenizer is of a kind that grammars cannot be made for.
    """
    text = tokenizer.to_str()
    size = max(size, tokenizer.get_vocab_size(with_added_tokens=True))
    try:
        grammatical = LLTokenizer(text, n_vocab=size)
    except ValueError as error:
        raise ConfigError(f"parameters.model: this tokenizer cannot be used: {error}") from None
    pieces = [grammatical.decode_bytes([token]) for token in range(size)]
    added = {each["id"]: each for each in json.loads(text)["added_tokens"]}
    for token, each in added.items():
        spelt = not each["special"] or any(each["content"] in marker for marker in markers)
        pieces[token] = each["content"].encode() if spelt else b""
    for token in range(tokenizer.get_vocab_size(with_added_tokens=True), size):
        pieces[token] = b""
    special = {
        each["content"]: token
        for token, each in added.items()
        if grammatical.is_special_token(token)
    }
    longest = max(1, *map(len, pieces))
    return Vocabulary(tokenizer, pieces, special, grammatical, longest)
