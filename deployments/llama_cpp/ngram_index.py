"""Where the n-grams of a sequence are."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from deployments.llama_cpp.drafting import READ_AT_ONCE

NOWHERE = -1


class NGramIndex:
    """By an n-gram, the places behind it where at least `behind` tokens are.

    N-grams are told apart by hashes of 64 bits: a confusion is a wrong guess, no more.
    """

    def __init__(self, n: int, behind: int = 1) -> None:
        self._n = n
        self._behind = behind
        self._latest: dict[int, int] = {}
        self._previous = array("i")  # for each place from `n` on, the one before of the same n-gram

    def read(self, tokens: Sequence[int]) -> None:
        """Take in what is new, but no more at once than a step may wait for."""
        end = len(tokens) - self._behind + 1
        if self._previous and self._read > end:  # some were taken out
            self._latest.clear()
            self._previous = array("i")
        for place in range(self._read, min(end, self._read + READ_AT_ONCE)):
            key = hash(tuple(tokens[place - self._n : place]))
            self._previous.append(self._latest.get(key, NOWHERE))
            self._latest[key] = place

    def places(self, tokens: Sequence[int]) -> Iterator[int]:
        """Where the tokens begin that followed the last n-gram before; the latest comes first."""
        if len(tokens) < self._n:
            return
        place = self._latest.get(hash(tuple(tokens[-self._n :])), NOWHERE)
        while place != NOWHERE:
            yield place
            place = self._previous[place - self._n]

    @property
    def _read(self) -> int:
        """The first place that is not known."""
        return self._n + len(self._previous)
