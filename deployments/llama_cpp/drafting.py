"""Speculative decoding: guess the next tokens, compute them all in one step, keep those that hold.

Every token is still drawn from the model's own logits, so that answers are what they would be
without; only the number of steps changes.
"""

from __future__ import annotations

from typing import Protocol


class Drafter(Protocol):
    """Guesses for one sequence."""

    def draft(self, tokens: list[int], most: int) -> list[int]:
        """What may follow `tokens`, which only ever grow: up to `most` tokens, perhaps none."""


class NGramDrafter:
    """Prompt lookup: what followed the last `n` tokens when they came before.

    llama.cpp's `ngram-simple` (common/ngram-map.h).
    """

    def __init__(self, n: int, longest: int, least: int = 0) -> None:
        self._n = n
        self._longest = longest
        self._least = least
        self._after: dict[tuple[int, ...], int] = {}  # where the token behind an n-gram stands
        self._read = n  # n-grams that end before this place are known

    def draft(self, tokens: list[int], most: int) -> list[int]:
        if len(tokens) < self._read:  # some were taken out
            self._after.clear()
            self._read = self._n
        for end in range(self._read, len(tokens)):
            self._after[tuple(tokens[end - self._n : end])] = end
        self._read = max(self._read, len(tokens))
        begin = self._after.get(tuple(tokens[len(tokens) - self._n :]))
        if begin is None:
            return []
        found = tokens[begin : begin + min(self._longest, most)]
        return found if len(found) >= self._least else []
