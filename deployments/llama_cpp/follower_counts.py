"""How often which tokens came behind n-grams, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

SIZE = 4  # tokens of an n-gram at most: LLAMA_NGRAM_MAX of llama.cpp's common/ngram-cache.h
CAPACITY = 2**17  # n-grams: those of the last 16,000 tokens at least, in some 40 MB
FOLLOWERS = 32  # different tokens behind an n-gram that are counted

NGram: TypeAlias = tuple[int, ...]
Followers: TypeAlias = Mapping[int, int]
"""Tokens, and how often they came."""
NONE: Followers = {}


class FollowerCounts:
    """Of n-grams of one to four tokens; `capacity` of them, then the longest unused are dropped.

    In two generations: what is counted goes into the younger one, which becomes the older one when
    it is full.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._young: dict[NGram, dict[int, int]] = {}
        self._old: dict[NGram, dict[int, int]] = {}

    def count(self, tokens: Sequence[int], place: int) -> None:
        """The token at the place came behind those before it."""
        for size in range(1, min(SIZE, place) + 1):
            _add(self._renewed(tuple(tokens[place - size : place])), tokens[place])

    def put(self, ngram: NGram, followers: dict[int, int]) -> None:
        """As they were counted elsewhere."""
        self._renewed(ngram).update(followers)

    def after(self, ngram: NGram) -> Followers:
        return self._young.get(ngram) or self._old.get(ngram) or NONE

    def items(self) -> Iterator[tuple[NGram, Followers]]:
        """The older ones first."""
        yield from self._old.items()
        yield from self._young.items()

    def _renewed(self, ngram: NGram) -> dict[int, int]:
        """What is counted behind it, which now is among the young."""
        followers = self._young.get(ngram)
        if followers is None:
            followers = self._old.pop(ngram, {})
            if len(self._young) >= self._capacity // 2:
                self._old, self._young = self._young, {}
            self._young[ngram] = followers
        return followers


def _add(followers: dict[int, int], token: int) -> None:
    """Where there are too many different ones, all lose one (Misra and Gries, 1982)."""
    if token in followers or len(followers) < FOLLOWERS:
        followers[token] = followers.get(token, 0) + 1
        return
    for each in list(followers):
        followers[each] -= 1
        if not followers[each]:
            del followers[each]
