"""Guesses by how often tokens came behind others: `ngram-cache`, llama.cpp's common/ngram-cache.h.

Three sources are asked for each token: the sequence itself, what was counted in answers before
("dynamic"), and a corpus ("static"), which also speaks for what the other two propose.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deployments.llama_cpp.drafting import READ_AT_ONCE, Wish
from deployments.llama_cpp.follower_counts import NONE, SIZE, FollowerCounts, Followers
from deployments.llama_cpp.lookup_file import PairCounts, write_counts

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Of the tokens that came behind an n-gram: how many there must be, and the share of one."""

    least: int
    percent: int


# By the size of the n-gram; as in common/ngram-cache.cpp.
LAX = {1: Threshold(2, 66), 2: Threshold(2, 50), 3: Threshold(1, 50), 4: Threshold(1, 50)}
STRICT = {
    1: Threshold(4, 75),
    2: Threshold(3, 66),
    3: Threshold(2, 66),
    4: Threshold(2, 66),
}
STATIC_WEIGHT = 100
COUNTED_AT_ONCE = READ_AT_ONCE // SIZE  # tokens: each is counted behind n-grams of all sizes


@dataclass(slots=True)
class _Reading:
    """What is counted of a sequence; what comes from the place `answered` on is its answer."""

    answered: int
    read: int = 1
    counts: FollowerCounts = field(default_factory=FollowerCounts)


class LookupDrafter:
    """Up to `longest` tokens; fewer than `least` are no guess.

    `dynamic` learns from answers; when the model is unloaded it is written to the file `keep`.
    """

    def __init__(
        self,
        longest: int,
        least: int = 0,
        static: PairCounts | None = None,
        dynamic: FollowerCounts | None = None,
        keep: Path | None = None,
    ) -> None:
        self._longest = longest
        self._least = least
        self._static = static
        self._dynamic = dynamic
        self._keep = keep
        self._readings: dict[int, _Reading] = {}

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        for wish in wishes:
            self._read(wish)
        return [self._guesses(wish) for wish in wishes]

    def forget(self, id: int) -> None:
        self._readings.pop(id, None)

    def close(self) -> None:
        if self._keep is None or self._dynamic is None:
            return
        try:
            write_counts(self._keep, self._dynamic.items())
        except OSError as error:
            logger.warning("lookup_cache_dynamic could not be written: %s", error)

    def _read(self, wish: Wish) -> None:
        tokens = wish.tokens
        reading = self._readings.setdefault(wish.id, _Reading(len(tokens)))
        reading.answered = min(reading.answered, len(tokens))  # some may have been taken out
        begin = reading.read
        reading.read = min(len(tokens), begin + COUNTED_AT_ONCE)
        for place in range(begin, reading.read):
            reading.counts.count(tokens, place)
            if self._dynamic is not None and place >= reading.answered:
                self._dynamic.count(tokens, place)

    def _guesses(self, wish: Wish) -> list[int]:
        counts = self._readings[wish.id].counts
        recent, guesses = wish.tokens[-SIZE:], list[int]()
        while len(guesses) < min(self._longest, wish.most):
            token = self._next(counts, recent)
            if token is None:
                break
            guesses.append(token)
            recent = [*recent, token][-SIZE:]
        return guesses if len(guesses) >= self._least else []

    def _next(self, counts: FollowerCounts, recent: list[int]) -> int | None:
        static = NONE if self._static is None else self._static.after(tuple(recent[-2:]))
        token = _expected(counts, recent, LAX, static)
        if token is None and self._dynamic is not None:
            token = _expected(self._dynamic, recent, STRICT, static)
        return _dominant(static, LAX[2], NONE) if token is None else token


def _expected(
    counts: FollowerCounts,
    recent: list[int],
    thresholds: Mapping[int, Threshold],
    static: Followers,
) -> int | None:
    """What the longest n-gram proposes that proposes anything."""
    for size in range(len(recent), 0, -1):
        followers = counts.after(tuple(recent[-size:]))
        token = _dominant(followers, thresholds[size], static)
        if token is not None:
            return token
    return None


def _dominant(followers: Followers, threshold: Threshold, static: Followers) -> int | None:
    """The token that came most often, by far if the corpus knows it."""
    total = sum(followers.values())
    if total < threshold.least:
        return None

    def weight(token: int) -> int:
        return followers[token] * (STATIC_WEIGHT * static[token] if token in static else 1)

    best = max(followers, key=weight)
    return best if 100 * followers[best] >= threshold.percent * total else None
