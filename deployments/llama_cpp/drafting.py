"""Speculative decoding: guess the next tokens, compute them all in one step, keep those that hold.

Every token is still drawn from the model's own logits, so that answers are what they would be
without; only the number of steps changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Wish:
    """What may follow the `tokens` of the sequence `id`: up to `most` tokens, at least one."""

    id: int
    tokens: list[int]
    most: int


class Drafter(Protocol):
    """Guesses for all sequences of a model."""

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        """Guesses for each wish, perhaps none."""

    def forget(self, id: int) -> None:
        """The sequence has ended, or waits."""


class NGramDrafter:
    """Prompt lookup: what followed the last `n` tokens when they came before.

    llama.cpp's `ngram-simple` (common/ngram-map.h).
    """

    def __init__(self, n: int, longest: int, least: int = 0) -> None:
        self._longest = longest
        self._least = least
        self._seen: dict[int, _NGrams] = defaultdict(lambda: _NGrams(n))

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        return [self._guesses(wish) for wish in wishes]

    def forget(self, id: int) -> None:
        self._seen.pop(id, None)

    def _guesses(self, wish: Wish) -> list[int]:
        begin = self._seen[wish.id].last_time(wish.tokens)
        if begin is None:
            return []
        guesses = list(wish.tokens[begin : begin + min(self._longest, wish.most)])
        return guesses if len(guesses) >= self._least else []


class _NGrams:
    """Where the n-grams of a sequence are."""

    def __init__(self, n: int) -> None:
        self._n = n
        self._after: dict[tuple[int, ...], int] = {}  # where the token behind an n-gram stands
        self._read = n  # n-grams that end before this place are known

    def last_time(self, tokens: Sequence[int]) -> int | None:
        """Where the tokens stand that followed the last n-gram when it came before."""
        if len(tokens) < self._read:  # some were taken out
            self._after.clear()
            self._read = self._n
        for end in range(self._read, len(tokens)):
            self._after[tuple(tokens[end - self._n : end])] = end
        self._read = max(self._read, len(tokens))
        return self._after.get(tuple(tokens[len(tokens) - self._n :]))
