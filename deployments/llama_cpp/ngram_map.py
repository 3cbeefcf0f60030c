"""Guesses from a sequence's own tokens: it goes on as it did where its last `n` tokens came before.

llama.cpp's common/ngram-map.h, whose hashes and searches are here an index of each sequence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import TypeAlias

from deployments.llama_cpp.drafting import Attempt, Wish
from deployments.llama_cpp.ngram_index import NGramIndex

VALUES = 4  # different m-grams behind an n-gram that are counted
OCCURRENCES = 64  # of an n-gram, the latest, that are looked at
DOMINANT = 2  # times as often as all others together

Tokens: TypeAlias = tuple[int, ...]


class NGramDrafter:
    """`ngram-simple`: what followed the latest time, up to `longest` tokens.

    They are no guess where the n-gram has come before less than `hits` times, or are fewer than
    `least`.
    """

    def __init__(self, n: int, longest: int, least: int = 0, hits: int = 1) -> None:
        self._longest = longest
        self._least = least
        self._hits = hits
        self._indexes: dict[int, NGramIndex] = defaultdict(lambda: NGramIndex(n))

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        return [self._guesses(wish) for wish in wishes]

    def forget(self, id: int) -> None:
        self._indexes.pop(id, None)

    def close(self) -> None:
        pass

    def _guesses(self, wish: Wish) -> list[int]:
        index = self._indexes[wish.id]
        index.read(wish.tokens)
        places = list(islice(index.places(wish.tokens), self._hits))
        if len(places) < self._hits:
            return []
        guesses = wish.tokens[places[0] : places[0] + min(self._longest, wish.most)]
        return guesses if len(guesses) >= self._least else []


class NGramMapDrafter:
    """`ngram-map-k`: what followed the latest time that `m` tokens did.

    For each n-gram it is remembered how many guesses were right, and so many are made the next
    time: one at least, so that it may turn out to be right again, and all when all were.
    """

    def __init__(self, n: int, m: int, hits: int = 1) -> None:
        self._n = n
        self._m = m
        self._hits = hits
        self._histories: dict[int, _History] = defaultdict(lambda: _History(NGramIndex(n, m), m))

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        return [self._guesses(wish) for wish in wishes]

    def forget(self, id: int) -> None:
        self._histories.pop(id, None)

    def close(self) -> None:
        pass

    def _guesses(self, wish: Wish) -> list[int]:
        history = self._histories[wish.id]
        history.learn(wish.tokens)
        places = history.index.places(wish.tokens)
        latest = list(islice(places, self._hits))
        if len(latest) < self._hits:
            return []
        ngram = tuple(wish.tokens[-self._n :])
        value = self._value(wish.tokens, [*latest, *islice(places, self._looks_at - self._hits)])
        if value is None:
            return []
        return history.attempt(self._attempted(ngram, value), value, wish)

    @property
    def _looks_at(self) -> int:
        """How many places, at most."""
        return self._hits

    def _value(self, tokens: Sequence[int], places: Sequence[int]) -> Tokens | None:
        """The m-gram that is expected."""
        return tuple(tokens[places[0] : places[0] + self._m])

    def _attempted(self, ngram: Tokens, value: Tokens) -> Tokens:
        """By what it is remembered how many guesses were right."""
        return ngram


class NGramValuesDrafter(NGramMapDrafter):
    """`ngram-map-k4v`: the m-gram that came behind the n-gram mostly, of `VALUES` different ones.

    That is twice as often as the others together. How many guesses were right is remembered of each
    m-gram.
    """

    @property
    def _looks_at(self) -> int:
        return max(self._hits, OCCURRENCES)

    def _value(self, tokens: Sequence[int], places: Sequence[int]) -> Tokens | None:
        counts: dict[Tokens, int] = {}
        for place in places:
            value = tuple(tokens[place : place + self._m])
            if value in counts or len(counts) < VALUES:
                counts[value] = counts.get(value, 0) + 1
        best = max(counts, key=counts.__getitem__)
        others = sum(counts.values()) - counts[best]
        return best if counts[best] >= DOMINANT * others else None

    def _attempted(self, ngram: Tokens, value: Tokens) -> Tokens:
        return (*ngram, *value)


class _History:
    """A sequence's n-grams, and how far guesses of what follows them were right."""

    def __init__(self, index: NGramIndex, m: int) -> None:
        self.index = index
        self._m = m
        self._right: dict[int, int] = {}  # by the hash of what was attempted, unless all were
        self._last: tuple[int, Attempt] | None = None

    def learn(self, tokens: Sequence[int]) -> None:
        self.index.read(tokens)
        if self._last is None:
            return
        key, attempt = self._last
        right = attempt.right(tokens)
        self._last = None
        if right is None:
            return
        if right == len(attempt.guesses):
            self._right.pop(key, None)
        else:
            self._right[key] = right

    def attempt(self, attempted: Tokens, value: Tokens, wish: Wish) -> list[int]:
        key = hash(attempted)
        most = max(1, self._right.get(key, self._m))
        guesses = list(value[: min(most, wish.most)])
        self._last = key, Attempt(len(wish.tokens), guesses)
        return guesses
