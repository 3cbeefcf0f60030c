"""Speculative decoding: guess the next tokens, compute them all in one step, keep those that hold.

Every token is still drawn from the model's own logits, so that answers are what they would be
without; only the number of steps changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

READ_AT_ONCE = 2048  # tokens of a sequence that are read in a step, so that nobody waits long


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

    def close(self) -> None:
        """The model is unloaded."""


class DrafterChain:
    """Several ways to guess: the first one that has guesses for a sequence answers."""

    def __init__(self, drafters: Sequence[Drafter]) -> None:
        self._drafters = drafters

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        guesses: list[list[int]] = [[] for _ in wishes]
        for drafter in self._drafters:
            without = [at for at, each in enumerate(guesses) if not each]
            if not without:
                break
            answers = drafter.draft([wishes[at] for at in without])
            for at, answer in zip(without, answers, strict=True):
                guesses[at] = answer
        return guesses

    def forget(self, id: int) -> None:
        for drafter in self._drafters:
            drafter.forget(id)

    def close(self) -> None:
        for drafter in self._drafters:
            drafter.close()


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was guessed to follow the first `length` tokens of a sequence."""

    length: int
    guesses: list[int]

    def right(self, tokens: Sequence[int]) -> int | None:
        """How many guesses were right; None while nothing has come."""
        if len(tokens) <= self.length:
            return None
        came = tokens[self.length : self.length + len(self.guesses)]
        pairs = zip(self.guesses, came, strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
