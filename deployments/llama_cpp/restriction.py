"""Tokens that must not be drawn next, whatever the samplers are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from deployments.llama_cpp.context import Logits
from deployments.llama_cpp.model import Model


class NothingAllowed(Exception):
    """Every token is forbidden."""


class Restriction:
    """What one generation may not draw.

    Args:
        ending: tokens that end a text, forbidden for the first `min_tokens` tokens.
        allowed: the only tokens there are, if not None.
        bad_words: sequences of tokens whose last one must not complete them.
        never: tokens that are forbidden to the end.
    """

    def __init__(
        self,
        ending: Iterable[int] = (),
        min_tokens: int = 0,
        allowed: Sequence[int] | None = None,
        bad_words: Sequence[tuple[int, ...]] = (),
        never: Iterable[int] = (),
    ) -> None:
        self._never = list(never)
        self._ending = list(ending)
        self._min_tokens = min_tokens
        self._allowed = None if allowed is None else np.array(allowed)
        self._bad_words = bad_words

    def apply(self, logits: Logits, tokens: Sequence[int], generated: int) -> None:
        """Set the logits of forbidden tokens to minus infinity. Raises `NothingAllowed`.

        Args:
            logits: of the next token, shape (n_vocab,).
            tokens: what came before; the last `generated` of them are not the prompt's.
        """
        if self._allowed is not None:
            kept = logits[self._allowed].copy()
            logits[:] = -np.inf
            logits[self._allowed] = kept
        logits[self._never] = -np.inf
        if generated < self._min_tokens:
            logits[self._ending] = -np.inf
        for *before, last in self._bad_words:
            length = len(before)
            if length <= generated and list(tokens[len(tokens) - length :]) == before:
                logits[last] = -np.inf
        if self._allowed is not None and not np.isfinite(logits[self._allowed]).any():
            raise NothingAllowed("allowed_token_ids: none of them may come next")


def bad_words(model: Model, words: Iterable[str]) -> list[tuple[int, ...]]:
    """The tokens of words, at the beginning of a text and behind a space."""
    spellings = {
        tuple(model.tokenize(spelled, add_special=False, parse_special=False))
        for word in words
        for spelled in (word.lstrip(), f" {word.lstrip()}")
    }
    return sorted(spelling for spelling in spellings if spelling)
